"""What the Bot API has learnt since the specification was written: ephemeral messages (10.3)."""

from __future__ import annotations

from typing import Any

_SENDING = (
    "sendMessage", "sendPhoto", "sendAnimation", "sendVideo", "sendAudio", "sendDocument",
    "sendVoice", "sendVideoNote", "sendSticker", "sendLocation", "sendVenue", "sendContact",
)  # fmt: skip
_PARAMETERS = "EphemeralMessageParameters"


def _field(name: str, kind: str, *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "types": [kind], "required": required, "description": ""}


def with_ephemeral_messages(
    methods: dict[str, Any], types: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return methods and types with messages that one member of a group sees alone."""
    person = [
        {**_field("chat_id", "Integer", required=True), "types": ["Integer", "String"]},
        _field("receiver_user_id", "Integer", required=True),
        _field("ephemeral_message_id", "Integer", required=True),
    ]
    added = {
        name: {**methods[name], "fields": [
            *methods[name]["fields"], _field("ephemeral_message_parameters", _PARAMETERS),
        ]}
        for name in _SENDING
    }  # fmt: skip
    edit = {each["name"]: each for each in methods["editMessageText"]["fields"]}
    changed = ("text", "parse_mode", "entities", "link_preview_options", "reply_markup")
    added["editEphemeralMessageText"] = {
        "name": "editEphemeralMessageText", "returns": ["Boolean"],
        "fields": [*person, *(edit[name] for name in changed)],
    }  # fmt: skip
    added["deleteEphemeralMessage"] = {
        "name": "deleteEphemeralMessage", "returns": ["Boolean"], "fields": person,
    }  # fmt: skip
    return {**methods, **added}, {
        **types,
        _PARAMETERS: {"name": _PARAMETERS, "fields": [
            _field("receiver_user_id", "Integer", required=True),
            _field("callback_query_id", "String"),
            _field("replace_callback_query_message", "Boolean"),
        ]},
        "BotCommand": _more(types["BotCommand"], _field("is_ephemeral", "Boolean")),
        "Message": _more(
            types["Message"], _field("receiver_user", "User"),
            _field("ephemeral_message_id", "Integer"),
        ),
        "ReplyParameters": {**types["ReplyParameters"], "fields": [
            {**each, "required": False} for each in types["ReplyParameters"]["fields"]
        ] + [_field("ephemeral_message_id", "Integer")]},
    }  # fmt: skip


def _more(form: dict[str, Any], *fields: dict[str, Any]) -> dict[str, Any]:
    return {**form, "fields": [*form["fields"], *fields]}
