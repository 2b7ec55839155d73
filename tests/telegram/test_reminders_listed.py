"""Following a ward, and the list of what is kept of a chat: each thing cancelled in two taps."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.desk import Desk
from bot.outreach.kinds import Kind
from bot.store.kept import Letter, NewBatch
from bot.store.sqlite import SqliteStore
from tests.conftest import MOMENT
from tests.telegram.chatting import (
    CHILD,
    SCHEDULE,
    bells,
    last,
    old_button,
    pressed,
    said,
    tap,
)
from tests.telegram.conftest import Release, both_ways
from tests.telegram.posting import dues
from tests.telegram_server.server import BotApi

pytestmark = [pytest.mark.cards, both_ways]


@pytest.mark.usefixtures("bot")
class TestFollowing:
    async def test_the_button_follows_and_says_what_will_be_told(
        self, api: BotApi, store: SqliteStore
    ) -> None:
        await said(api, SCHEDULE)
        told = (await pressed(api, "🔔 Theo dõi phường Gió Lùa")).text
        assert told.startswith("🔔 Đã theo dõi phường Gió Lùa, tỉnh Mây.")
        assert store.chats.followed(1) == ["gio"]
        again = (await pressed(api, "🔔 Theo dõi phường Gió Lùa")).text
        assert again.startswith("Bạn đang theo dõi phường Gió Lùa, tỉnh Mây rồi.")

    async def test_a_ward_of_which_nothing_is_known_can_be_followed_for_the_day_it_is(
        self, api: BotApi, store: SqliteStore
    ) -> None:
        answer = await said(api, "Lịch làm thẻ ở xã Đảo Sương")
        await tap(api, "🔔 Theo dõi xã Đảo Sương")
        assert bells(answer) == [["🔔 Theo dõi xã Đảo Sương"]]
        assert store.chats.followed(1) == ["dao"]

    async def test_by_its_name(self, api: BotApi, store: SqliteStore) -> None:
        told = await said(api, "/theodoi phuong gio lua, may")
        assert told.text.startswith("🔔 Đã theo dõi phường Gió Lùa, tỉnh Mây.")
        assert store.chats.followed(1) == ["gio"]

    async def test_without_a_name_it_offers_what_is_known(
        self, api: BotApi, store: SqliteStore
    ) -> None:
        asked = await said(api, "/theodoi")
        assert asked.text.startswith("Bạn muốn theo dõi lịch làm căn cước của xã, phường nào?")
        assert bells(asked) == [["🔔 phường Gió Lùa, tỉnh Mây"], ["🔔 xã Nắng Lên, tỉnh Mây"]]
        await tap(api, "🔔 xã Nắng Lên, tỉnh Mây")
        assert store.chats.followed(1) == ["nang"]

    async def test_of_namesakes_it_asks_which(self, api: BotApi, store: SqliteStore) -> None:
        asked = await said(api, "/theodoi xã Sóng Đôi")
        assert asked.text == "Bạn chọn xã, phường muốn theo dõi:"
        assert bells(asked) == [["🔔 xã Sóng Đôi, tỉnh Mây"], ["🔔 xã Sóng Đôi, tỉnh Rừng Thưa"]]
        await tap(api, "🔔 xã Sóng Đôi, tỉnh Rừng Thưa")
        assert store.chats.followed(1) == ["song-rung"]

    async def test_a_name_that_means_nothing_follows_nothing(
        self, api: BotApi, store: SqliteStore
    ) -> None:
        asked = await said(api, "/theodoi xã Không Có Thật")
        assert asked.text.startswith("Tôi chưa rõ đó là xã, phường nào.")
        assert store.chats.followed(1) == []

    async def test_only_so_many(self, api: BotApi, store: SqliteStore) -> None:
        for number in range(10):
            store.chats.follow(1, f"xã {number}")
        told = await said(api, "/theodoi phường Gió Lùa, tỉnh Mây")
        assert told.text.startswith("Mỗi người theo dõi được nhiều nhất 10 xã, phường.")
        assert "gio" not in store.chats.followed(1)

    async def test_a_ward_that_is_no_more_is_an_old_button(self, api: BotApi, desk: Desk) -> None:
        await api.press("f:không-có")
        assert (await last(api)).text == old_button(desk)

    async def test_the_button_below_a_letter_ends_it(
        self, api: BotApi, store: SqliteStore
    ) -> None:
        store.chats.follow(1, "gio")
        await api.press("x:a:gio")
        assert (await last(api)).text.startswith("Đã thôi theo dõi phường Gió Lùa.")
        assert store.chats.followed(1) == []


@pytest.mark.usefixtures("bot")
class TestTheList:
    async def test_it_shows_each_thing_once_and_cancels_it_with_a_second_tap(
        self, api: BotApi, store: SqliteStore
    ) -> None:
        await said(api, CHILD)
        await tap(api, "🔔 Nhắc tôi trước 20/12/2026")
        await said(api, SCHEDULE)
        for bell in ("🔔 Nhắc tôi 03/12", "🔔 Theo dõi phường Gió Lùa"):
            await tap(api, bell)
        shown = await said(api, "/nhac")
        session, day, ward = (
            "Buổi làm căn cước 03/12/2026, Sân đình Gió Lùa",
            "Từ ngày 20/12/2026 bắt buộc phải có thẻ căn cước", "phường Gió Lùa, tỉnh Mây",
        )  # fmt: skip
        assert shown.text == (
            "🔔 Lời nhắc và nơi bạn theo dõi. Muốn bỏ mục nào, bạn bấm ✕ ở mục đó.\n\n"
            f"• {session}\n   nhắc vào 19h thứ Tư 02/12/2026 và 16h30 thứ Năm 03/12/2026\n\n"
            f"• {day}\n   nhắc vào 8h Chủ nhật 13/12/2026\n\n"
            f"• Theo dõi lịch của {ward}"
        )
        assert [*shown.buttons] == [f"✕ {session}", f"✕ {day}", f"✕ {ward}"]
        for label, left in ((f"✕ {session}", 2), (f"✕ {ward}", 1)):
            await tap(api, label)
            assert len(api.made("editMessageText")[-1].buttons) == left
        assert dues(store) == ["13/12/2026 08:00"]
        assert store.chats.followed(1) == []
        await tap(api, f"✕ {day}")
        assert api.made("editMessageText")[-1].text.startswith("Bạn chưa có lời nhắc nào")
        assert dues(store) == []

    async def test_without_anything_it_says_how_to_begin(self, api: BotApi) -> None:
        shown = await said(api, "/nhac")
        assert shown.text.startswith("Bạn chưa có lời nhắc nào")
        assert shown.buttons == {}

    async def test_a_long_list_has_pages_of_eight(self, api: BotApi, store: SqliteStore) -> None:
        for day in range(1, 21):
            due = MOMENT + timedelta(days=day)
            store.letters.add([Letter(1, due, Kind.RENEWAL, f"last:2027-01-{day:02}:7")])
        first = await said(api, "/nhac")
        assert [*first.buttons][-2:] == ["✕ Hạn đổi thẻ căn cước: 08/01/2027", "Sau ›"]
        await tap(api, "Sau ›")
        second = api.made("editMessageText")[-1]
        assert next(iter(second.buttons)) == "✕ Hạn đổi thẻ căn cước: 09/01/2027"
        assert [*second.buttons][-2:] == ["‹ Trước", "Sau ›"]
        await tap(api, "Sau ›")
        third = api.made("editMessageText")[-1]
        assert len(third.buttons) == 5
        for day in (17, 18, 19, 20):
            await tap(api, f"✕ Hạn đổi thẻ căn cước: {day}/01/2027")
        back = api.made("editMessageText")[-1]
        assert next(iter(back.buttons)) == "✕ Hạn đổi thẻ căn cước: 09/01/2027"
        assert [*back.buttons][-1] == "‹ Trước"
        assert len(store.letters.of_chat(1)) == 16

    async def test_a_session_that_is_gone_is_still_in_the_list(
        self, api: BotApi, store: SqliteStore, desk: Desk, release: Release
    ) -> None:
        await said(api, SCHEDULE)
        await tap(api, "🔔 Nhắc tôi 03/12")
        desk.engine = release("sessions/phuong-gio.yaml", "id: gio-buoi-toi", "id: gio-dem")
        shown = await said(api, "/nhac")
        [label] = shown.buttons
        assert label == "✕ Buổi làm căn cước 03/12/2026 (không còn trong lịch)"

    async def test_nobody_sees_or_cancels_what_is_anothers(
        self, api: BotApi, store: SqliteStore
    ) -> None:
        store.letters.add(
            [Letter(2, MOMENT + timedelta(days=9), Kind.RENEWAL, "last:2027-01-01:7")]
        )
        [letter] = store.letters.of_chat(2)
        assert (await said(api, "/nhac")).text.startswith("Bạn chưa có lời nhắc nào")
        await api.press(f"x:l:{letter.number}:0")
        await api.all_confirmed()
        assert store.letters.of_chat(2) == [letter]

    async def test_announcements_on_their_way_are_neither_shown_nor_cancelled(
        self, api: BotApi, store: SqliteStore
    ) -> None:
        store.letters.add([Letter(1, MOMENT + timedelta(days=9), Kind.NEWS, "1")])
        [letter] = store.letters.of_chat(1)
        assert (await said(api, "/nhac")).buttons == {}
        await api.press(f"x:l:{letter.number}:0")
        await api.all_confirmed()
        assert store.letters.of_chat(1) == [letter]

    @pytest.mark.parametrize(
        "data",
        ["x:", "x:l", "x:l:không", "x:l:99999999999999999999:0", "x:a", "x:p:99", "x:z:1:2"],
    )
    async def test_a_press_that_means_nothing_shows_what_there_is(
        self, api: BotApi, store: SqliteStore, data: str
    ) -> None:
        store.chats.follow(1, "gio")
        await api.press(data)
        await api.all_confirmed()
        assert store.chats.followed(1) == ["gio"]
        assert len(api.made("answerCallbackQuery")) == 1

    async def test_too_many_reminders_are_not_kept(self, api: BotApi, store: SqliteStore) -> None:
        days = (MOMENT + timedelta(days=day) for day in range(40, 89))
        store.letters.add(Letter(1, day, Kind.RENEWAL, f"last:{day.date()}:7") for day in days)
        await said(api, SCHEDULE)
        told = (await pressed(api, "🔔 Nhắc tôi 03/12")).text
        assert told.startswith("Bạn đã có nhiều lời nhắc")
        assert len(store.letters.of_chat(1)) == 49


@pytest.mark.usefixtures("swift", "bot")
async def test_the_buttons_below_a_letter_lead_to_the_sessions_and_out_again(
    api: BotApi, store: SqliteStore
) -> None:
    await said(api, "/theodoi phường Gió Lùa, tỉnh Mây")
    letter = Letter(1, MOMENT, Kind.NEWS, "")
    store.letters.send_out(NewBatch("news:gio", "Có buổi mới.", "lan"), [letter])
    await api.until(lambda: api.shown(1)[-1].startswith("Có buổi mới."), "the announcement")
    shown = await pressed(api, "Lịch làm căn cước ở phường Gió Lùa, tỉnh Mây")
    assert shown.text.startswith("Lịch làm căn cước sắp tới ở phường Gió Lùa:")
    gone = await pressed(api, "✕ Thôi theo dõi phường Gió Lùa")
    assert gone.text.startswith("Đã thôi theo dõi phường Gió Lùa.")
    assert store.chats.followed(1) == []
