"""The update that most are, a text in a private chat, read without the library's parser.

What such an update does not say, it says as an empty one of the library does.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, TypeVar

from telegram import Bot, Chat, Message, TelegramObject, Update, User

from handlers.delivery.updates import Raw

_OF_UPDATE = {"update_id", "message"}
_OF_MESSAGE = {"message_id", "from", "chat", "date", "text"}
_OF_CHAT = {"id", "type", "first_name", "last_name", "username"}
_OF_USER = {
    "id", "is_bot", "first_name", "last_name", "username", "language_code", "is_premium",
}  # fmt: skip
_LATEST = 2**32
_NOBODY, _NOWHERE = User(0, "", is_bot=False), Chat(0, Chat.PRIVATE)
_SILENCE, _NOTHING = Message(0, datetime.fromtimestamp(0, UTC), _NOWHERE), Update(0)
Kind = TypeVar("Kind", bound=TelegramObject)


class _User(User):
    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        return getattr(_NOBODY, name)


class _Chat(Chat):
    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        return getattr(_NOWHERE, name)


class _Message(Message):
    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        return getattr(_SILENCE, name)


class PlainText(Update):
    """A message of text alone in a private chat: no command, no reply, nothing handed on."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        """Return what the library has for what an update does not say."""
        return getattr(_NOTHING, name)


def plain_text(raw: Raw, bot: Bot) -> PlainText | None:
    """Return the update where it is such a message to `bot`, else None: the library reads it."""
    message = raw.get("message")
    if raw.keys() != _OF_UPDATE or type(message) is not dict or message.keys() != _OF_MESSAGE:
        return None
    number, date, text = message["message_id"], message["date"], message["text"]
    chat, user = message["chat"], message["from"]
    if not (
        type(text) is str and text and text[0] != "/"
        and type(number) is int and type(date) is int and 0 <= date < _LATEST
        and type(chat) is dict and chat.keys() <= _OF_CHAT
        and chat.get("type") == Chat.PRIVATE and type(chat.get("id")) is int
        and type(user) is dict and user.keys() <= _OF_USER
        and user.get("is_bot") is False and type(user.get("id")) is int
        and type(user.get("first_name")) is str
    ):  # fmt: skip
        return None
    here = _made(_Chat, bot, chat["id"], chat)
    sender = _made(_User, bot, user["id"], user)
    said = {
        "message_id": number, "date": datetime.fromtimestamp(date, UTC), "text": text,
        "chat": here, "from_user": sender,
    }  # fmt: skip
    told = _made(_Message, bot, (number, here), said)
    return _made(PlainText, bot, raw["update_id"], {
        "update_id": raw["update_id"], "message": told,
        "_effective_message": told, "_effective_chat": here, "_effective_user": sender,
    })  # fmt: skip


def _made(kind: type[Kind], bot: Bot, identity: object, told: dict[str, Any]) -> Kind:
    made = kind.__new__(kind)
    put = object.__setattr__  # the library's own asks each time whether it may
    put(made, "_bot", bot)
    put(made, "_id_attrs", identity if isinstance(identity, tuple) else (identity,))
    for name, value in told.items():
        put(made, name, value)
    return made
