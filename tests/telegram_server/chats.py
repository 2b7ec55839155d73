"""Chats with their members, threads and messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.telegram_server.contents import DAY, ME, chat_of, person
from tests.telegram_server.refusals import Refusal, bad_request

RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages",
    "can_manage_video_chats", "can_restrict_members", "can_promote_members", "can_change_info",
    "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
)  # fmt: skip
_FREEDOMS = (
    "is_member", "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos",
    "can_send_videos", "can_send_video_notes", "can_send_voice_notes", "can_send_polls",
    "can_send_other_messages", "can_add_web_page_previews", "can_react_to_messages",
    "can_edit_tag", "can_change_info", "can_invite_users", "can_pin_messages",
    "can_manage_topics",
)  # fmt: skip
_OUTSIDE = {"left", "kicked"}
_MANAGING = {"creator", "administrator"}
_GENERAL = 1
"""The thread of a forum that is never named."""


@dataclass
class Chat:
    """What Telegram knows of a chat."""

    about: dict[str, Any]
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    """Those of the bot."""
    heard: dict[int, dict[str, Any]] = field(default_factory=dict)
    """Those of others."""
    last: int = 10
    blocked: bool = False
    moved_to: int | None = None
    members: dict[int, dict[str, Any]] = field(default_factory=dict)
    threads: set[int] = field(default_factory=set)
    """Topics of a forum."""
    closed: set[int] = field(default_factory=set)
    """Topics where nobody but administrators may write."""
    muted: bool = False
    """Whether only administrators may write."""
    whispers: dict[int, dict[str, Any]] = field(default_factory=dict)
    """Ephemeral messages of the bot, each seen by one member only."""

    @property
    def kind(self) -> str:
        return str(self.about.get("type", "private"))

    @property
    def private(self) -> bool:
        return self.kind == "private"

    def next(self) -> int:
        """Return the number of the next message."""
        self.last += 1
        return self.last

    def member(self, user: int) -> dict[str, Any] | None:
        """Return what is known of a member; in a chat that nobody described the bot is one."""
        if user == ME["id"] and user not in self.members:
            status = "administrator" if self.kind == "channel" else "member"
            return membership(user, status)
        return self.members.get(user)

    def manages(self, user: int) -> bool:
        """Return whether somebody is an administrator."""
        found = self.member(user)
        return found is not None and found["status"] in _MANAGING

    def check_inside(self) -> None:
        """`Refusal` where the bot is not in the chat, or the chat is another one by now."""
        if self.moved_to is not None:
            raise Refusal(
                400, "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=self.moved_to,
            )  # fmt: skip
        status = (self.member(ME["id"]) or {}).get("status")
        if not self.private and status in _OUTSIDE:
            told = "was kicked from" if status == "kicked" else "is not a member of"
            raise Refusal(403, f"Forbidden: bot {told} the {self.kind} chat")

    def check_writable(self, thread: int | None = None) -> None:
        """`Refusal` where the bot may not write."""
        if self.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        self.check_inside()
        me = self.member(ME["id"]) or {}
        if self.kind == "channel" and not self.manages(ME["id"]):
            raise bad_request("need administrator rights in the channel chat")
        if not self.manages(ME["id"]) and (self.muted or not me.get("can_send_messages", True)):
            raise bad_request("not enough rights to send text messages to the chat")
        if thread is not None:
            self._check_thread(thread)

    def _check_thread(self, thread: int) -> None:
        forum = self.about.get("is_forum")
        known = self.threads if forum or self.private else {*self.heard, *self.messages}
        if thread == _GENERAL or thread not in {*known, *self.threads}:
            raise bad_request("message thread not found")
        if thread in self.closed and not self.manages(ME["id"]):
            raise bad_request("TOPIC_CLOSED")


def group(number: int, title: str = "Xóm", *, forum: bool = False, **about: Any) -> Chat:
    """Return a group with the bot in it: a supergroup, unless `type` says `group`."""
    told = {"id": number, "type": "supergroup", "title": title, **about}
    if forum:
        told["is_forum"] = True
    made = Chat(told)
    made.members[ME["id"]] = membership(ME["id"], "member")
    return made


def private(user: int) -> Chat:
    return Chat(chat_of(user))


def membership(user: int, status: str, language: str = "vi", **more: Any) -> dict[str, Any]:
    """Return somebody's place in a group as Telegram tells it; `more` are rights."""
    found: dict[str, Any] = {
        "status": status, "user": dict(ME) if user == ME["id"] else person(user, language),
    }  # fmt: skip
    if status == "creator":
        found["is_anonymous"] = False
    elif status == "administrator":
        found |= dict.fromkeys(RIGHTS, False) | {"can_manage_chat": True}
    elif status == "restricted":
        found |= dict.fromkeys(_FREEDOMS, True) | {"until_date": 0}
    elif status == "kicked":
        found["until_date"] = 0
    elif status not in {"member", "left"}:
        raise ValueError(status)
    return found | more


def full_information(chat: Chat) -> dict[str, Any]:
    """Return what getChat tells."""
    gifts = (
        "unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription",
        "gifts_from_channels",
    )  # fmt: skip
    return {
        **chat.about, "accent_color_id": 0, "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, True),
    }  # fmt: skip


def shift(chat: Chat, user: int, status: str, by: int, **more: Any) -> dict[str, Any]:
    """Give somebody another place in a group; return the change as an update tells it."""
    old = chat.member(user) or membership(user, "left")
    new = chat.members[user] = membership(user, status, **more)
    return {
        "chat": chat.about, "from": dict(ME) if by == ME["id"] else person(by), "date": DAY,
        "old_chat_member": old, "new_chat_member": new,
    }  # fmt: skip
