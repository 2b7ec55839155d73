"""What a call of the bot does to the chats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.telegram_server import profile, queries
from tests.telegram_server.calls import Call
from tests.telegram_server.chats import (
    Chat,
    full_information,
    group,
    membership,
    private,
    shift,
)
from tests.telegram_server.contents import DAY, ME
from tests.telegram_server.profile import Profile
from tests.telegram_server.queries import Queries
from tests.telegram_server.refusals import Refusal, bad_request

_MESSAGES = {
    "sendMessage", "sendPhoto", "sendDocument", "sendVenue", "sendLocation", "sendPoll",
    "sendContact", "sendAnimation", "sendVideo", "sendVoice", "sendSticker",
}  # fmt: skip
_DONE = {"pinChatMessage", "unpinChatMessage", "setMessageReaction"}
_EDITS = {"editMessageText", "editMessageReplyMarkup", "editMessageCaption"}
_ELSEWHERE = ("guest_message", "business_message", "business_messages")
"""Updates of chats in which the bot itself is not."""
_REACTIONS = {"new_reaction", "reactions"}
"""Fields of what tells of a message without being one."""
_WHISPER = "ephemeral_message_parameters"


@dataclass
class World:
    """All chats, what the bot says of itself, and the queries that wait for an answer."""

    chats: dict[int, Chat] = field(default_factory=dict)
    queries: Queries = field(default_factory=Queries)
    me: dict[str, Any] = field(
        default_factory=lambda: {
            **ME, "can_join_groups": True, "can_read_all_group_messages": False,
            "supports_inline_queries": True, "can_connect_to_business": False,
            "has_main_web_app": False,
        }
    )  # fmt: skip
    """What getMe tells."""
    mentions: bool = False
    """Whether messages that only mention the bot reach it in its privacy mode."""
    whispering: bool = False
    """Whether the Bot API knows ephemeral messages; before, the parameter is ignored."""
    changes: list[dict[str, Any]] = field(default_factory=list)
    """What calls have changed in the bot's own membership and it is still to be told."""

    def __post_init__(self) -> None:
        self.profile = Profile(self.find)

    _last: int = 100

    def number(self) -> int:
        """Return a number that nothing else has."""
        self._last += 1
        return self._last

    def chat(self, number: int) -> Chat:
        """Return a chat; whoever writes to the bot opens one."""
        return self.chats.setdefault(number, private(number))

    def group(self, number: int, title: str = "Xóm", **more: Any) -> Chat:
        """Open a group with the bot in it: `forum`, or `type="group"` for one of the old kind."""
        self.chats[number] = made = group(number, title, **more)
        return made

    def join(
        self, number: int, user: int, status: str = "member", **rights: Any
    ) -> dict[str, Any]:
        """Let somebody be a member of a group, or whatever the status says."""
        made = self.chats[number].members[user] = membership(user, status, **rights)
        return made

    def find(self, number: int | str) -> Chat:
        """Return the chat that a call names; `Refusal` where the bot knows none."""
        chat = self.chats.get(int(number)) if str(number).lstrip("-").isdecimal() else None
        if isinstance(number, str) and number.startswith("@"):
            names = (c for c in self.chats.values() if c.about.get("username") == number[1:])
            chat = next(names, None)
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def learn(self, content: dict[str, Any]) -> None:
        """Take note of the chats, members, messages and queries that an update tells of."""
        self.queries.learn(content)
        for kind, part in content.items():
            if isinstance(part, dict) and not kind.endswith(_ELSEWHERE):
                message = part.get("message")
                for holder in (part, message if isinstance(message, dict) else {}):
                    self._learn_message(holder)

    def _learn_message(self, holder: dict[str, Any]) -> None:
        about, author = holder.get("chat"), holder.get("from")
        if not isinstance(about, dict) or not isinstance(about.get("id"), int):
            return
        chat = self.chats.setdefault(about["id"], Chat(about))
        thread, number = holder.get("message_thread_id"), holder.get("message_id")
        if isinstance(thread, int):
            chat.threads.add(thread)
        is_message = isinstance(number, int) and _REACTIONS.isdisjoint(holder)
        if is_message and number not in chat.messages:
            chat.heard[number] = holder
            chat.last = max(chat.last, number)
        if isinstance(author, dict) and not chat.private and isinstance(author.get("id"), int):
            known = {"status": "member", "user": author}
            if author["id"] != ME["id"]:
                chat.members.setdefault(author["id"], known)

    def put(self, chat: int, content: dict[str, Any]) -> dict[str, Any]:
        """Write a message of the bot into a chat; return it."""
        place = self.chat(chat)
        number = place.next()
        made = {"message_id": number, "date": DAY, "chat": place.about, "from": ME, **content}
        place.messages[number] = made
        return made

    def carry_out(self, call: Call) -> Any:
        """Return the result of a call; `Refusal` where Telegram would not have it."""
        if call.method in profile.METHODS:
            return self.profile.carry_out(call)
        if call.method in queries.METHODS:
            return self.queries.answer(call)
        if call.method in _MESSAGES:
            return self._sent(call)
        if call.method in _EDITS:
            return self._edited(call)
        other = self._others().get(call.method)
        if other is not None:
            return other(call)
        raise Refusal(404, f"Not Found: the stand-in cannot do {call.method}")

    def _others(self) -> dict[str, Callable[[Call], Any]]:
        return {
            "getMe": lambda _: self.me,
            "getChat": lambda call: full_information(self._readable(call)),
            "getChatMember": self._member,
            "getChatAdministrators": self._administrators,
            "leaveChat": self._left,
            "deleteMessage": self._deleted,
            "sendChatAction": self._acted,
            "editEphemeralMessageText": self._whisper_edited,
            "deleteEphemeralMessage": self._whisper_deleted,
            **dict.fromkeys(_DONE, self._acted),
        }

    def _readable(self, call: Call) -> Chat:
        chat = self.find(call.given["chat_id"])
        chat.check_inside()
        return chat

    def _writable(self, call: Call) -> Chat:
        chat = self.find(call.given["chat_id"])
        chat.check_writable(call.given.get("message_thread_id"))
        return chat

    def _acted(self, call: Call) -> bool:
        self._writable(call)
        return True

    def _sent(self, call: Call) -> dict[str, Any]:
        chat, content = self._writable(call), _content(call)
        thread = call.given.get("message_thread_id")
        if thread is not None:
            content["message_thread_id"] = thread
            if chat.about.get("is_forum"):
                content["is_topic_message"] = True
        if self.whispering and _WHISPER in call.given:
            return self._whispered(chat, call, content)
        if reply := call.given.get("reply_parameters"):
            content |= _replied(chat, reply)
        return self.put(chat.about["id"], content)

    def _whispered(self, chat: Chat, call: Call, content: dict[str, Any]) -> dict[str, Any]:
        given = call.given[_WHISPER]
        receiver = chat.member(given["receiver_user_id"])
        if chat.private or receiver is None:
            raise bad_request("PARTICIPANT_ID_INVALID")
        reply = call.given.get("reply_parameters", {}).get("ephemeral_message_id")
        query = given.get("callback_query_id")
        called = query in {*self.queries.open, *self.queries.answers} or reply in chat.heard
        if not called and not chat.manages(ME["id"]):
            raise bad_request("not enough rights to send ephemeral messages to the chat")
        number = len(chat.whispers) + 1
        made = {
            "message_id": 0, "ephemeral_message_id": number, "receiver_user": receiver["user"],
            "date": DAY, "chat": chat.about, "from": ME, **content,
        }  # fmt: skip
        chat.whispers[number] = made
        return made

    def _whisper(self, call: Call) -> tuple[Chat, dict[str, Any]]:
        chat = self._writable(call)
        found = chat.whispers.get(call.given["ephemeral_message_id"])
        if found is None or found["receiver_user"]["id"] != call.given["receiver_user_id"]:
            raise bad_request("message to edit not found")
        return chat, found

    def _whisper_edited(self, call: Call) -> bool:
        _, message = self._whisper(call)
        message.pop("reply_markup", None)
        message.update(_content(call))
        return True

    def _whisper_deleted(self, call: Call) -> bool:
        chat, message = self._whisper(call)
        del chat.whispers[message["ephemeral_message_id"]]
        return True

    def _edited(self, call: Call) -> Any:
        content = _content(call)
        if "inline_message_id" in call.given:
            return self.queries.edit(call, content)
        chat = self._writable(call)
        old = chat.messages.get(call.given["message_id"])
        if old is None:
            known = call.given["message_id"] in chat.heard
            raise bad_request("message can't be edited" if known else "message to edit not found")
        if call.method == "editMessageText" and "text" not in old:
            raise bad_request("there is no text in the message to edit")
        parts = ("text", "caption") if call.method == "editMessageReplyMarkup" else ()
        new = {**{name: old[name] for name in parts if name in old}, **content}
        if all(old.get(name) == new.get(name) for name in ("text", "caption", "reply_markup")):
            raise bad_request(
                "message is not modified: specified new message content and reply markup are "
                "exactly the same as a current content and reply markup of the message"
            )
        kept = {name: value for name, value in old.items() if name != "reply_markup"}
        chat.messages[old["message_id"]] = {**kept, **new, "edit_date": DAY}
        return chat.messages[old["message_id"]]

    def _deleted(self, call: Call) -> bool:
        chat, number = self._writable(call), call.given["message_id"]
        rights = chat.member(ME["id"]) or {}
        if number in chat.heard and (chat.private or rights.get("can_delete_messages")):
            del chat.heard[number]
        elif number in chat.messages:
            del chat.messages[number]
        else:
            known = number in chat.heard
            raise bad_request(
                "message can't be deleted" if known else "message to delete not found"
            )
        return True

    def _member(self, call: Call) -> dict[str, Any]:
        chat = self._readable(call)
        found = chat.member(call.given["user_id"])
        if found is None:
            raise bad_request("user not found")
        return found

    def _administrators(self, call: Call) -> list[dict[str, Any]]:
        chat = self._readable(call)
        if chat.private:
            raise bad_request("there are no administrators in the private chat")
        users = {*chat.members, ME["id"]}
        return [chat.member(user) or {} for user in sorted(users) if chat.manages(user)]

    def _left(self, call: Call) -> bool:
        chat = self._readable(call)
        if chat.private:
            raise bad_request("chat member status can't be changed in private chats")
        self.changes.append(shift(chat, ME["id"], "left", ME["id"]))
        return True


def _replied(chat: Chat, reply: dict[str, Any]) -> dict[str, Any]:
    known = {**chat.heard, **chat.messages}
    if reply.get("message_id") in known:
        return {"reply_to_message": known[reply["message_id"]]}
    if not reply.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return {}


def _content(call: Call) -> dict[str, Any]:
    shown, _ = call.shown
    content: dict[str, Any] = {}
    if call.method != "editMessageReplyMarkup":
        content = {"text": shown} if "text" in call.given else {"caption": shown}
    if call.rows:
        content["reply_markup"] = call.given["reply_markup"]
    return content
