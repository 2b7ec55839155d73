"""“Remind me” in a chat: who says or presses what, and what comes back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.outreach.kinds import Kind
from bot.store.kept import Letter
from bot.store.sqlite import SqliteStore
from tests.conftest import MOMENT, Clock
from tests.telegram.chatting import (
    CHILD,
    FROM_ENGLISH,
    SCHEDULE,
    bells,
    last,
    old_button,
    pressed,
    said,
    tap,
)
from tests.telegram.conftest import Starter, both_ways
from tests.telegram.posting import dues
from tests.telegram_server.server import BotApi

pytestmark = [pytest.mark.cards, both_ways]


@pytest.mark.usefixtures("bot")
class TestDays:
    async def test_below_a_day_stands_a_bell_that_keeps_chat_and_day_alone(
        self, api: BotApi, store: SqliteStore
    ) -> None:
        answer = await said(api, CHILD)
        [[bell]] = bells(answer)
        assert bell == "🔔 Nhắc tôi trước 20/12/2026"
        assert (await pressed(api, bell)).text == (
            "🔔 Đã ghi. Tôi sẽ nhắc bạn vào 8h Chủ nhật 13/12/2026.\n\nXem hoặc bỏ lời nhắc: /nhac"
        )
        [letter] = store.letters.of_chat(1)
        due = MOMENT.replace(month=12, day=13, hour=8)
        assert letter == Letter(
            1, due, Kind.RENEWAL, "compulsory:2026-12-20:7", number=letter.number
        )  # fmt: skip

    async def test_pressing_it_again_says_that_it_is_noted(
        self, api: BotApi, store: SqliteStore, clock: Clock
    ) -> None:
        await said(api, CHILD)
        await tap(api, "🔔 Nhắc tôi trước 20/12/2026")
        clock.now += timedelta(days=1)
        again = (await pressed(api, "🔔 Nhắc tôi trước 20/12/2026")).text
        assert again.startswith(
            "🔔 Lời nhắc này đã ghi từ trước. Tôi sẽ nhắc bạn vào 8h Chủ nhật 13/12/2026."
        )
        assert dues(store) == ["13/12/2026 08:00"]

    async def test_on_the_day_itself_there_is_nothing_left_to_remind_of(
        self, api: BotApi, store: SqliteStore, clock: Clock
    ) -> None:
        await said(api, CHILD)
        clock.now = clock.now.replace(month=12, day=20)
        told = (await pressed(api, "🔔 Nhắc tôi trước 20/12/2026")).text
        assert told.startswith("Ngày này đã tới hoặc gần quá")
        assert dues(store) == []

    @pytest.mark.parametrize(
        "data", ["a:", "a:last", "a:last:mai", "a:birthday:2026-12-20", "a:early:2026-12-20"]
    )
    async def test_a_bell_that_leads_nowhere_is_an_old_button(
        self, api: BotApi, desk: Desk, data: str
    ) -> None:
        await api.press(data)
        assert (await last(api)).text == old_button(desk)

    @pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
    async def test_days_at_the_ends_of_the_calendar_do_no_harm(
        self, api: BotApi, day: str
    ) -> None:
        await api.press(f"a:last:{day}")
        told = (await last(api)).text
        assert told.startswith(("🔔 Đã ghi.", "Ngày này đã tới"))

    async def test_in_english_too(self, api: BotApi) -> None:
        answer = await said(api, "/tuoi 20/12/2012", language="en")
        [[bell]] = bells(answer)
        assert bell == "🔔 Remind me before 20 December 2026"
        told = (await pressed(api, bell, **FROM_ENGLISH)).text
        assert told.startswith("🔔 Noted. I will remind you: Sunday 13 December 2026, 8:00.")


@pytest.mark.usefixtures("bot")
class TestSessions:
    async def test_each_session_has_a_bell_and_the_ward_has_one(self, api: BotApi) -> None:
        assert bells(await said(api, SCHEDULE)) == [
            ["🔔 Nhắc tôi 01/12", "🔔 Nhắc tôi 03/12"],
            ["🔔 Nhắc tôi 05/12"],
            ["🔔 Theo dõi phường Gió Lùa"],
        ]

    async def test_sessions_of_one_day_are_told_apart_by_their_hours(self, api: BotApi) -> None:
        answer = await said(api, "Lịch làm thẻ ở phường Gió Lùa ngày 20/12")
        assert bells(answer)[0] == ["🔔 Nhắc tôi 20/12 06:00", "🔔 Nhắc tôi 20/12 08:00"]

    async def test_a_bell_keeps_the_evening_before_and_two_hours_ahead(
        self, api: BotApi, store: SqliteStore
    ) -> None:
        await said(api, SCHEDULE)
        told = (await pressed(api, "🔔 Nhắc tôi 03/12")).text
        assert told.startswith(
            "🔔 Đã ghi. Tôi sẽ nhắc bạn vào 19h thứ Tư 02/12/2026 và 16h30 thứ Năm 03/12/2026."
        )
        assert dues(store) == ["02/12/2026 19:00", "03/12/2026 16:30"]
        again = (await pressed(api, "🔔 Nhắc tôi 03/12")).text
        assert again.startswith("🔔 Lời nhắc này đã ghi từ trước.")
        assert len(dues(store)) == 2

    async def test_too_late_says_so(self, api: BotApi, store: SqliteStore, clock: Clock) -> None:
        await said(api, SCHEDULE)
        clock.now = clock.now.replace(month=12, day=3, hour=17)
        assert ((await pressed(api, "🔔 Nhắc tôi 03/12")).text).startswith("Ngày này đã tới")
        assert dues(store) == []

    async def test_a_session_that_was_called_off_meanwhile_says_so(
        self, api: BotApi, store: SqliteStore
    ) -> None:
        await api.press("k:gio-buoi-toi:20261208")
        assert (await last(api)).text.startswith("Buổi này không nhận người nữa")
        assert dues(store) == []

    @pytest.mark.parametrize("data", ["k:", "k:gio-da-bo:20261203", "k:gio-buoi-toi:20261202"])
    async def test_a_session_that_is_gone_is_an_old_button(
        self, api: BotApi, desk: Desk, data: str
    ) -> None:
        await api.press(data)
        assert (await last(api)).text == old_button(desk)

    @pytest.mark.parametrize("text", ["trụ sở phường Gió Lùa ở đâu", "Lịch làm thẻ ở xã Sóng Đôi"])
    async def test_offices_alone_and_a_ward_that_is_not_clear_have_no_bell(
        self, api: BotApi, text: str
    ) -> None:
        assert bells(await said(api, text)) == []


async def test_a_reminder_survives_a_restart_fires_once_and_leaves_no_trace(
    api: BotApi, start: Starter, store: SqliteStore, clock: Clock, tmp_path: Path, swift: None
) -> None:
    async with start():
        await said(api, SCHEDULE)
        await tap(api, "🔔 Nhắc tôi 03/12")
    clock.now = clock.now.replace(month=12, day=2, hour=19)
    async with start():
        await api.until(lambda: "Ngày mai" in api.shown(1)[-1], "the evening before")
        clock.now = clock.now.replace(day=3, hour=16, minute=30)
        await api.until(lambda: "Hôm nay" in api.shown(1)[-1], "two hours ahead")
    async with start():
        await said(api, "/nhac")
    assert dues(store) == []
    assert sum("Nhắc bạn buổi làm căn cước" in text for text in api.shown(1)) == 2


@pytest.mark.usefixtures("bot")
async def test_in_a_group_no_bell_is_shown_and_a_forged_press_is_turned_away(
    api: BotApi, store: SqliteStore
) -> None:
    group = api.world.group(-5)
    below = api.world.put(-5, {"text": "…"})
    for data in ("a:last:2026-12-20", "k:gio-buoi-toi:20261203", "f:gio", "x:a:gio"):
        before = len(api.made("answerCallbackQuery"))
        await api.press(data, message=below)
        await api.all_confirmed()
        [note] = api.made("answerCallbackQuery")[before:]
        assert note.text == "Bạn mở cuộc trò chuyện riêng với tôi để làm việc này."
    assert group.messages.keys() == {below["message_id"]}
    assert store.letters.of_chat(-5) == store.chats.followed(-5) == []
