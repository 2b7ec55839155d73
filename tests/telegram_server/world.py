"""Chats with their messages, and what a call does to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.telegram_server.calls import Call, Refusal
from tests.telegram_server.contents import DAY, ME, chat_of

_MESSAGES = {
    "sendMessage", "sendPhoto", "sendDocument", "sendVenue", "sendLocation", "sendPoll",
    "sendContact", "sendAnimation", "sendVideo", "sendVoice", "sendSticker",
}  # fmt: skip
_TRUE = {
    "answerCallbackQuery", "answerInlineQuery", "sendChatAction", "deleteMessage",
    "setMyCommands", "deleteMyCommands", "setMyName", "setMyDescription",
    "setMyShortDescription", "setChatMenuButton", "leaveChat", "pinChatMessage",
    "unpinChatMessage", "setMessageReaction",
}  # fmt: skip


@dataclass
class Chat:
    """What Telegram knows of a chat."""

    about: dict[str, Any]
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    last: int = 10
    blocked: bool = False
    moved_to: int | None = None


@dataclass
class World:
    """All chats, and the queries that wait for an answer."""

    chats: dict[int, Chat] = field(default_factory=dict)
    queries: set[str] = field(default_factory=set)

    def chat(self, number: int) -> Chat:
        """Return a chat; whoever writes to the bot opens one."""
        return self.chats.setdefault(number, Chat(chat_of(number)))

    def learn(self, content: dict[str, Any]) -> None:
        """Take note of the chats and queries that an update tells the bot of."""
        for part in content.values():
            if not isinstance(part, dict):
                continue
            message = part.get("message")
            if isinstance(part.get("id"), str):
                self.queries.add(part["id"])
            for holder in (part, message if isinstance(message, dict) else {}):
                about = holder.get("chat")
                if isinstance(about, dict) and isinstance(about.get("id"), int):
                    self.chats.setdefault(about["id"], Chat(about))

    def put(self, chat: int, content: dict[str, Any]) -> dict[str, Any]:
        """Write a message of the bot into a chat; return it."""
        place = self.chat(chat)
        place.last += 1
        made = {
            "message_id": place.last, "date": DAY, "chat": place.about, "from": ME, **content,
        }  # fmt: skip
        place.messages[place.last] = made
        return made

    def carry_out(self, call: Call) -> Any:
        """Return the result of a call; `Refusal` where Telegram would not have it."""
        if call.method == "getMe":
            return {**ME, "can_join_groups": True, "supports_inline_queries": False}
        if call.method == "getChat":
            return self._writable(call).about
        if call.method in _MESSAGES:
            self._writable(call)
            return self.put(call.given["chat_id"], _content(call))
        if call.method == "editMessageText":
            return self._edited(call)
        if call.method == "answerCallbackQuery":
            self._answered(str(call.given.get("callback_query_id")))
        if call.method in _TRUE:
            return True
        raise Refusal(404, f"Not Found: the stand-in cannot do {call.method}")

    def _writable(self, call: Call) -> Chat:
        chat = self.chats.get(call.given["chat_id"])
        if chat is None:
            raise Refusal(400, "Bad Request: chat not found")
        if chat.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        if chat.moved_to is not None:
            raise Refusal(
                400, "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.moved_to,
            )  # fmt: skip
        return chat

    def _edited(self, call: Call) -> dict[str, Any]:
        chat = self._writable(call)
        old = chat.messages.get(call.given.get("message_id", 0))
        if old is None:
            raise Refusal(400, "Bad Request: message to edit not found")
        new = _content(call)
        if all(old.get(name) == new.get(name) for name in ("text", "reply_markup")):
            raise Refusal(
                400, "Bad Request: message is not modified: specified new message content and "
                "reply markup are exactly the same as a current content and reply markup of "
                "the message",
            )  # fmt: skip
        kept = {name: value for name, value in old.items() if name != "reply_markup"}
        chat.messages[old["message_id"]] = {**kept, **new, "edit_date": DAY}
        return chat.messages[old["message_id"]]

    def _answered(self, query: str) -> None:
        if query not in self.queries:
            raise Refusal(
                400, "Bad Request: query is too old and response timeout expired or query ID is "
                "invalid",
            )  # fmt: skip
        self.queries.remove(query)


def _content(call: Call) -> dict[str, Any]:
    shown, _ = call.shown
    content: dict[str, Any] = {"text": shown} if "text" in call.given else {"caption": shown}
    if "inline_keyboard" in call.given.get("reply_markup", {}):
        content["reply_markup"] = call.given["reply_markup"]
    return content
