"""The staff's side in tests: an office with a chat, members, and a folder that they may edit."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.assistant.question import VIETNAM
from bot.config import Config
from bot.desk import Desk
from bot.outreach.announcements import announce_in_force
from bot.releasing import in_force
from bot.releasing.preparing import Preparer
from bot.staff.house import House
from bot.store.kept import StaffMember
from bot.store.sqlite import SqliteStore
from handlers.staff.room import Room, open_room
from tests.telegram.chatting import said, tap
from tests.telegram.neighbours import buttons
from tests.telegram_server.server import BotApi, Call

SMALL = Path(__file__).parents[1] / "small"
OFFICE = -2001
"""The chat of the staff."""
LAN, MINH, HOA, TU = 51, 52, 53, 54
"""An admin; an editor of everything; an editor of one ward; a viewer."""
STRANGER = 60
WEATHER = "Trời hôm nay có mưa không"
"""A question that nobody has an answer to."""
TO_STAFF, AGREED = "✉️ Gửi cán bộ", "✉️ Đồng ý, gửi cán bộ"
NOW = datetime(2026, 11, 22, 12, tzinfo=VIETNAM)
STAFF = {
    LAN: StaffMember("Lan", "admin", (), LAN),
    MINH: StaffMember("Minh", "editor", (), MINH),
    HOA: StaffMember("Hoa", "editor", ("gio",), HOA),
    TU: StaffMember("Tú", "viewer", (), TU),
}


def installation(folder: Path, **settings: Any) -> Config:
    """Return the settings of an installation with a folder of its own."""
    shutil.copytree(SMALL, folder / "knowledge")
    telegram = {"staff_chat": OFFICE, **settings.pop("telegram", {})}
    return Config.model_validate(
        {"knowledge": folder / "knowledge", "data": folder, "telegram": telegram, **settings}
    )


def room_in(config: Config, desk: Desk, preparer: Preparer) -> Room:
    """Return the staff's side of a desk whose process follows the store."""

    async def follow() -> None:
        found = in_force.newest(desk.store, preparer)
        assert found is not None
        desk.engine = found.engine
        announce_in_force(desk.store, found.engine.knowledge, desk.clock())

    return open_room(House(config, preparer, follow, lambda: NOW))


def hire(store: SqliteStore, *users: int) -> None:
    """Let people belong to the staff."""
    for user in users:
        store.staff.keep(STAFF[user])


class Office:
    """The staff's chat and the private chats of its members."""

    def __init__(self, api: BotApi, store: SqliteStore) -> None:
        self.api, self.store = api, store
        self.chat = api.world.group(OFFICE, "Tổ căn cước")

    async def says(self, text: str, user: int = LAN, **more: Any) -> list[Call]:
        """Let somebody write into the staff's chat; return what comes back, wherever it goes."""
        return await self._after(self.api.say_in_group(text, OFFICE, user, **more))

    async def replies(self, text: str, user: int = LAN, to: int | None = None) -> list[Call]:
        """Reply in the staff's chat to one of the bot's messages, the newest one by default."""
        return await self.says(text, user, reply_to=to or max(self.chat.messages))

    async def tells(self, text: str, user: int = LAN, **more: Any) -> list[Call]:
        """Let somebody write to the bot in private."""
        return await self._after(self.api.say(text, user, **more))

    async def presses(self, label: str, user: int = LAN, chat: int | None = None) -> list[Call]:
        """Press the newest button with this label, in private if no `chat` is named."""
        data, message = self.button(label, user if chat is None else chat)
        return await self._after(self.api.press(data, user, message=message))

    async def sends(self, data: str, user: int = LAN, **more: Any) -> list[Call]:
        """Press a button that says this."""
        return await self._after(self.api.press(data, user, **more))

    async def _after(self, doing: Any) -> list[Call]:
        await self.api.all_confirmed()
        before = len(self.api.made("sendMessage"))
        await doing
        await self.api.all_confirmed()
        return self.api.made("sendMessage")[before:]

    def button(self, label: str, chat: int) -> tuple[str, dict[str, Any]]:
        """Return what a button says, and its message."""
        for message in reversed(self.api.world.chat(chat).messages.values()):
            for each in buttons(message):
                if each["text"] == label:
                    return each["callback_data"], message
        raise AssertionError(f"no button says {label}: {self.labels(chat)}")

    def last(self, chat: int = OFFICE) -> dict[str, Any]:
        """Return the newest message of the bot in a chat, as it reads now."""
        found = self.api.world.chat(chat).messages
        return found[max(found)]

    def labels(self, chat: int = OFFICE) -> list[str]:
        """Return what stands on the buttons below the newest message."""
        return [each["text"] for each in buttons(self.last(chat))]

    def note(self) -> str:
        """Return what was shown for a moment after the last press."""
        return self.api.made("answerCallbackQuery")[-1].text

    def deeds(self) -> list[tuple[str, str, str]]:
        """Return who did what to what, newest first."""
        return [(deed.who, deed.what, deed.about) for deed in self.store.audit.deeds(20)]

    def invited(self, member: StaffMember, moment: datetime = NOW) -> str:
        """Return the secret of a one-time link."""
        return self.store.staff.invite(
            self.store.staff.keep(member), moment, timedelta(minutes=15)
        )


def texts(calls: Iterable[Call]) -> list[str]:
    return [call.text for call in calls]


async def hand_over(api: BotApi, text: str = WEATHER) -> int:
    """Ask something and hand it to the staff; return the number of the question."""
    await said(api, text)
    await tap(api, TO_STAFF)
    await tap(api, AGREED)
    posted = api.world.chat(OFFICE).messages
    first = str(posted[max(posted)]["text"]).split(",")[0]
    assert text[:10] in posted[max(posted)]["text"]
    return int(first.removeprefix("✉️ Câu "))
