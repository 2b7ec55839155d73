"""A group is bound to its ward: by name, by button, by reply or by the link of the ward."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.desk import Desk
from bot.outreach import weekly
from bot.store.kept import Group
from bot.store.sqlite import SqliteStore
from handlers.groups import admins
from tests.conftest import MOMENT
from tests.telegram.conftest import Release, both_ways
from tests.telegram.neighbours import AN, ANONYMOUS, BINH, GROUP, NAME, Neighbours
from tests.telegram_server.server import BotApi

pytestmark = pytest.mark.cards
ONLY = "Chỉ quản trị viên của nhóm làm được việc này."
GIO, DAO = "phường Gió Lùa, tỉnh Mây", "xã Đảo Sương, tỉnh Biển Biếc"
DOI = ["xã Sóng Đôi, tỉnh Mây", "xã Sóng Đôi, tỉnh Rừng Thưa"]


@pytest.fixture
def xom(api: BotApi, bot: object) -> Neighbours:
    return Neighbours(api)


@both_ways
class TestByName:
    @pytest.mark.parametrize("command", ["/ganphuong", f"/ganphuong{NAME}"])
    async def test_an_administrator_names_the_ward(
        self, xom: Neighbours, store: SqliteStore, command: str
    ) -> None:
        [done] = await xom.says(f"{command} phường Gió Lùa, tỉnh Mây", user=AN)
        assert done.text.startswith(f"Đã gắn nhóm với {GIO}.")
        assert "đã có lịch làm thẻ" in done.text
        assert "tôi báo vào nhóm" in done.text
        assert done.buttons == {"Cài đặt của nhóm": "v:c"}
        assert store.chats.group(GROUP) == Group(GROUP, "gio")

    async def test_where_no_sessions_are_known_it_says_so(
        self, xom: Neighbours, store: SqliteStore
    ) -> None:
        [done] = await xom.says("/ganphuong xa dao suong", user=AN)
        assert done.text.startswith(f"Đã gắn nhóm với {DAO}.")
        assert "chưa có lịch làm thẻ" in done.text
        assert "mẫu" not in done.text

    async def test_sample_data_is_called_so(
        self, xom: Neighbours, desk: Desk, release: Release
    ) -> None:
        area = "area: phường Gió Lùa, tỉnh Mây\n"
        desk.engine = release("sessions/phuong-gio.yaml", area, f"{area}sample: true\n")
        [done] = await xom.says("/ganphuong phường Gió Lùa", user=AN)
        assert "dữ liệu mẫu" in done.text

    async def test_other_settings_stay(self, xom: Neighbours, store: SqliteStore) -> None:
        before = Group(GROUP, "dao", None, True, True, False, 3)
        store.chats.keep_group(before)
        await xom.says("/ganphuong phường Gió Lùa", user=AN)
        assert store.chats.group(GROUP) == Group(GROUP, "gio", None, True, True, False, 3)

    async def test_an_administrator_who_stays_unnamed_may_too(
        self, xom: Neighbours, store: SqliteStore
    ) -> None:
        unnamed = {"from": ANONYMOUS, "sender_chat": xom.chat.about}
        await xom.says("/ganphuong phường Gió Lùa", **unnamed)
        assert store.chats.group(GROUP) is not None

    async def test_others_get_one_short_line(self, xom: Neighbours, store: SqliteStore) -> None:
        for text in ("/ganphuong phường Gió Lùa", "/ganphuong", "/caidat"):
            [line] = await xom.says(text, user=BINH)
            assert line.text == ONLY
        assert store.chats.group(GROUP) is None

    async def test_an_ambiguous_name_offers_those_that_bear_it(
        self, xom: Neighbours, store: SqliteStore
    ) -> None:
        [offer] = await xom.says("/ganphuong xã Sóng Đôi", user=AN)
        assert offer.text.startswith("Bạn chọn phường, xã của nhóm.")
        assert xom.labels == [*DOI, "Thôi"]
        await xom.presses(DOI[1])
        assert store.chats.group(GROUP) == Group(GROUP, "song-rung")
        assert xom.last["text"].startswith(f"Đã gắn nhóm với {DOI[1]}.")

    @pytest.mark.parametrize("name", ["xyz", "quán phở đầu ngõ", "tỉnh Lai Châu"])
    async def test_a_place_that_is_no_ward_is_asked_about_again(
        self, xom: Neighbours, store: SqliteStore, name: str
    ) -> None:
        [again] = await xom.says(f"/ganphuong {name}", user=AN)
        assert again.text.startswith("Tôi chưa rõ là phường, xã nào.")
        [done] = await xom.says("xã Đảo Sương", user=AN, reply_to=xom.last["message_id"])
        assert done.text.startswith(f"Đã gắn nhóm với {DAO}.")

    async def test_the_topic_in_which_it_was_bound_gets_the_announcements(
        self, api: BotApi, bot: object, store: SqliteStore
    ) -> None:
        forum = Neighbours(api, forum=True)
        [done] = await forum.says("/ganphuong phường Gió Lùa", user=AN, thread=7)
        assert done.given["message_thread_id"] == 7
        assert store.chats.group(GROUP) == Group(GROUP, "gio", 7)

    async def test_the_weekly_schedule_is_that_of_the_new_ward(
        self, xom: Neighbours, store: SqliteStore
    ) -> None:
        store.chats.keep_group(group := Group(GROUP, "dao", weekly_day=1))
        weekly.plan(store.letters, group, MOMENT)
        await xom.says("/ganphuong phường Gió Lùa", user=AN)
        [planned] = store.letters.of_chat(GROUP)
        assert (planned.subject, planned.due - MOMENT < timedelta(days=7)) == ("gio", True)


@both_ways
class TestByButtons:
    async def test_wards_with_sessions_are_offered(
        self, xom: Neighbours, store: SqliteStore
    ) -> None:
        [question] = await xom.says("/ganphuong", user=AN)
        assert question.text.startswith("Nhóm mình ở phường, xã nào?")
        assert xom.labels == [GIO, "Thôi"]
        assert await xom.presses(GIO) == []
        assert store.chats.group(GROUP) == Group(GROUP, "gio")
        assert xom.labels == ["Cài đặt của nhóm"]

    async def test_the_question_says_which_ward_it_is_now(
        self, xom: Neighbours, store: SqliteStore
    ) -> None:
        store.chats.keep_group(Group(GROUP, "dao"))
        [question] = await xom.says("/ganphuong", user=AN)
        assert question.text.startswith(f"Nhóm đang gắn với {DAO}.")

    async def test_the_button_of_the_greeting_asks_in_its_place(
        self, api: BotApi, xom: Neighbours
    ) -> None:
        await api.add_bot(GROUP, by=AN)
        await api.all_confirmed()
        await xom.presses("Gắn với phường, xã")
        assert xom.last["text"].startswith("Nhóm mình ở phường, xã nào?")
        assert len(xom.seen) == 1

    async def test_the_question_can_be_taken_back(
        self, xom: Neighbours, store: SqliteStore
    ) -> None:
        await xom.says("/ganphuong", user=AN)
        await xom.presses("Thôi")
        assert xom.labels == []
        assert store.chats.group(GROUP) is None

    @pytest.mark.parametrize("label", [GIO, "Thôi"])
    async def test_others_who_press_are_told_and_nothing_changes(
        self, api: BotApi, xom: Neighbours, store: SqliteStore, label: str
    ) -> None:
        await xom.says("/ganphuong", user=AN)
        before = xom.last
        await xom.presses(label, user=BINH)
        assert [note.text for note in api.made("answerCallbackQuery")] == [ONLY]
        assert xom.last == before
        assert store.chats.group(GROUP) is None

    async def test_others_who_reply_with_a_name_are_told_too(
        self, xom: Neighbours, store: SqliteStore
    ) -> None:
        await xom.says("/ganphuong", user=AN)
        [line] = await xom.says("xã Đảo Sương", user=BINH, reply_to=xom.last["message_id"])
        assert line.text == ONLY
        assert store.chats.group(GROUP) is None

    async def test_a_reply_to_another_message_of_the_bot_is_a_question(
        self, xom: Neighbours, store: SqliteStore
    ) -> None:
        await xom.says("/help", user=AN)
        await xom.says("xã Đảo Sương", user=AN, reply_to=xom.last["message_id"])
        assert store.chats.group(GROUP) is None


@both_ways
class TestByLink:
    async def test_whoever_added_the_bot_by_the_link_of_a_ward_is_offered_to_bind(
        self, api: BotApi, xom: Neighbours, store: SqliteStore
    ) -> None:
        await api.add_bot(GROUP, by=BINH, start="phuong_gio")
        await api.all_confirmed()
        greeting, offer = api.made("sendMessage")
        assert greeting.text.startswith("Chào cả nhóm!")
        assert offer.text == f"Gắn nhóm này với {GIO}? Quản trị viên bấm nút dưới đây."
        assert store.chats.group(GROUP) is None
        await xom.presses(GIO)
        assert store.chats.group(GROUP) == Group(GROUP, "gio")

    @pytest.mark.parametrize("told", ["phuong_khong-co", "phuong_", "nhom", "mua-dieu"])
    async def test_other_links_only_add_it(self, api: BotApi, xom: Neighbours, told: str) -> None:
        await api.add_bot(GROUP, by=BINH, start=told)
        await api.all_confirmed()
        assert len(api.made("sendMessage")) == 1


@both_ways
class TestAdministrators:
    async def test_they_are_asked_for_once_and_known_for_a_while(
        self, api: BotApi, xom: Neighbours
    ) -> None:
        for text in ("/ganphuong", "/caidat", "/ganphuong xyz"):
            await xom.says(text, user=AN)
        assert len(api.made("getChatAdministrators")) == 1
        other = Neighbours(api, -1002)
        await other.says("/caidat", user=AN)
        assert len(api.made("getChatAdministrators")) == 2

    async def test_who_is_one_no_more_is_found_out_soon(
        self, api: BotApi, xom: Neighbours, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(admins, "_KNOWN_FOR", 0.0)
        assert len(await xom.says("/caidat", user=AN)) == 1
        api.world.join(GROUP, AN, "member")
        [line] = await xom.says("/caidat", user=AN)
        assert line.text == ONLY
