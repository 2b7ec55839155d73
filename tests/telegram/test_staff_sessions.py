"""Sessions called off, put off or full in two taps, and who is told of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.assistant.sessions.occurrences import Occurrence, Standing
from bot.content.loading import read_folder
from bot.desk import Desk
from bot.store.kept import Group
from bot.store.sqlite import SqliteStore
from handlers.staff.room import Room
from tests.conftest import MOMENT
from tests.telegram.conftest import both_ways
from tests.telegram.officers import HOA, LAN, MINH, OFFICE, TU, Office
from tests.telegram_server.server import BotApi

pytestmark = [both_ways, pytest.mark.usefixtures("quick")]
EVENING = "gio-buoi-toi:20261203"
KEY = "gio-buoi-toi:261203"
FILE = "sessions/phuong-gio.yaml"
FRIEND, NEIGHBOURS = 71, -7001


@pytest.fixture
def followed(store: SqliteStore) -> None:
    """One person follows the ward, and one group is bound to it."""
    store.chats.follow(FRIEND, "gio")
    store.chats.keep_group(Group(NEIGHBOURS, "gio"))
    store.letters.announce(1, [])


def evening(desk: Desk, key: str = EVENING) -> Occurrence:
    found = desk.engine.lookups.guide.calendar.occurrence(key)
    assert found is not None
    return found


def written(room: Room) -> str:
    return read_folder(room.house.config.knowledge)[FILE].decode()


class TestList:
    async def test_the_next_two_weeks_of_the_members_wards_are_shown_each_with_its_buttons(
        self, office: Office
    ) -> None:
        [told] = await office.tells("/suaphien", HOA)
        assert told.text.startswith("Các buổi trong 14 ngày tới:\n\n1. Thứ Ba 01/12/2026, ")
        assert "Thứ Năm 03/12/2026, 18h30–20h30: Sân đình Gió Lùa" in told.text
        assert [each["text"] for each in told.rows[0]] == ["1 Hủy", "1 Hoãn", "1 Hết chỗ"]
        assert [each["text"] for each in told.rows[-1]] == ["Sau ›"]
        await office.presses("Sau ›", HOA)
        assert "6. Thứ Bảy 05/12/2026" in office.last(HOA)["text"]
        assert office.labels(HOA) == ["6 Hủy", "6 Hoãn", "6 Hết chỗ", "‹ Trước"]

    async def test_other_wards_are_not_shown_and_not_changed(
        self, office: Office, store: SqliteStore, room: Room
    ) -> None:
        hoa = store.staff.of_telegram(HOA)
        assert hoa is not None
        store.staff.keep(type(hoa)(hoa.name, hoa.role, ("dao",), HOA, hoa.number))
        [told] = await office.tells("/suaphien", HOA)
        assert told.text == "Trong 14 ngày tới không có buổi nào ở địa bàn của bạn."
        before = written(room)
        for data in (f"z:c:{KEY}", f"z:C:{KEY}", f"z:P:{KEY}:7", f"z:F:{KEY}", f"z:e:{KEY}"):
            await office.sends(data, HOA)
            assert office.last(HOA)["text"].startswith("Buổi này không còn trong lịch")
        assert written(room) == before

    async def test_a_viewer_changes_nothing_by_a_forged_button(
        self, office: Office, room: Room
    ) -> None:
        before = written(room)
        [refused] = await office.sends(f"z:C:{KEY}", TU)
        assert refused.text.startswith("Việc này cần quyền biên tập")
        assert written(room) == before

    @pytest.mark.parametrize(
        "data", ["z:c:", "z:c:khong-co:261203", "z:c:gio-buoi-toi", "z:c:gio-buoi-toi:261332",
                 "z:p:gio-buoi-toi:261203:x:y", "z:C:gio-buoi-toi:261204", "z:f:::"],
    )  # fmt: skip
    async def test_what_is_torn_or_gone_changes_nothing(
        self, office: Office, room: Room, data: str
    ) -> None:
        before = written(room)
        await office.sends(data, MINH)
        assert written(room) == before
        assert "Đã ghi" not in office.last(MINH)["text"]


class TestCancelling:
    @pytest.mark.usefixtures("followed")
    async def test_two_taps_call_it_off_and_followers_are_told_what_was_foreseen(
        self, office: Office, desk: Desk, store: SqliteStore, room: Room
    ) -> None:
        [told] = await office.tells("/suaphien", HOA)
        at = next(line.split(".")[0] for line in told.text.splitlines() if "03/12/2026" in line)
        await office.presses(f"{at} Hủy", HOA)
        asked = office.last(HOA)["text"]
        assert asked.startswith(
            "Hủy buổi này?\n\nThứ Năm 03/12/2026, 18h30–20h30: Sân đình Gió Lùa"
        )
        assert "2 nhóm và người theo dõi sẽ được báo:" in asked
        assert store.letters.of_chat(FRIEND) == []
        await office.presses("Đồng ý: hủy buổi này", HOA)
        assert "✅ Hủy buổi này. Đã ghi và phát hành bản 2." in office.last(HOA)["text"]
        assert office.labels(HOA) == []
        assert evening(desk).standing is Standing.CANCELLED
        assert "date: 03/12/2026" in written(room)
        assert office.deeds()[0] == ("Hoa", "edit", f"Hủy buổi này: {KEY}")
        [letter], [other] = store.letters.of_chat(FRIEND), store.letters.of_chat(NEIGHBOURS)
        batch = store.letters.batch(letter.batch or 0)
        assert batch is not None
        assert other.batch == letter.batch
        assert batch.text.split("\n\n")[0] in asked
        assert "hủy" in batch.text

    async def test_who_vouches_for_it_is_noted_and_comments_stay(
        self, office: Office, room: Room, desk: Desk
    ) -> None:
        file = room.house.config.knowledge / FILE
        file.write_text(f"# Sổ tay của xóm\n{file.read_text('utf-8')}", "utf-8")
        await office.sends(f"z:C:{KEY}", HOA)
        assert written(room).startswith("# Sổ tay của xóm\n")
        confirmed = evening(desk).session.session.last_confirmed
        assert (confirmed.by, confirmed.on) == ("Hoa", MOMENT.date())

    async def test_where_nobody_follows_it_says_so(self, office: Office) -> None:
        await office.sends(f"z:c:{KEY}", HOA)
        assert "Chưa ai theo dõi địa bàn này" in office.last(HOA)["text"]

    async def test_who_thinks_better_of_it_is_back_at_the_list(
        self, office: Office, room: Room
    ) -> None:
        before = written(room)
        await office.tells("/suaphien", HOA)
        await office.presses("1 Hủy", HOA)
        await office.presses("Thôi, về danh sách", HOA)
        assert office.last(HOA)["text"].startswith("Các buổi trong 14 ngày tới:")
        assert written(room) == before

    async def test_in_the_staffs_chat_it_works_too(self, office: Office, desk: Desk) -> None:
        await office.says("/suaphien", HOA)
        await office.presses("1 Hủy", HOA, OFFICE)
        await office.presses("Đồng ý: hủy buổi này", HOA, OFFICE)
        assert "✅ Hủy buổi này." in office.last()["text"]

    async def test_pressed_twice_it_is_done_once(self, office: Office, store: SqliteStore) -> None:
        await office.sends(f"z:C:{KEY}", HOA)
        await office.sends(f"z:C:{KEY}", HOA)
        assert office.last(HOA)["text"].startswith("Buổi này không còn trong lịch")
        assert len(store.releases.list(9)) == 2


class TestFull:
    async def test_a_session_without_places_is_told_as_full(
        self, office: Office, desk: Desk
    ) -> None:
        await office.sends(f"z:f:{KEY}", HOA)
        assert office.last(HOA)["text"].startswith("Báo hết chỗ buổi này?")
        await office.presses("Đồng ý: báo hết chỗ buổi này", HOA)
        assert evening(desk).standing is Standing.FULL
        [told] = await office.tells("/suaphien", HOA)
        assert "(đã hết chỗ)" in told.text
        labels = [each["text"] for row in told.rows for each in row]
        assert sum(label.endswith("Hết chỗ") for label in labels) == 4


class TestPostponing:
    @pytest.mark.usefixtures("followed")
    @pytest.mark.parametrize(("step", "day"), [("1", "04/12/2026"), ("7", "10/12/2026")])
    async def test_it_is_put_off_by_a_day_or_a_week(
        self, office: Office, desk: Desk, store: SqliteStore, step: str, day: str
    ) -> None:
        await office.sends(f"z:p:{KEY}", HOA)
        [label] = [each for each in office.labels(HOA) if each.startswith(f"+{step} ngày")]
        assert day in label
        await office.presses(label, HOA)
        asked = office.last(HOA)["text"]
        assert asked.startswith("Hoãn buổi này sang thứ")
        assert f"{day}" in asked
        await office.presses(office.labels(HOA)[0], HOA)
        assert "Đã ghi và phát hành bản 2." in office.last(HOA)["text"]
        item = evening(desk)
        assert item.standing is Standing.POSTPONED
        assert item.moved_to == date(2026, 12, 3) + timedelta(int(step))
        assert store.letters.of_chat(FRIEND)

    async def test_another_day_is_typed_as_a_reply(self, office: Office, desk: Desk) -> None:
        await office.sends(f"z:p:{KEY}", HOA)
        [asked] = await office.presses("Ngày khác…", HOA)
        assert "chọn Trả lời (Reply) rồi gõ ngày mới" in asked.text
        [shown] = await office.tells("06/12/2026", HOA, reply_to_message=office.last(HOA))
        assert shown.text.startswith("Hoãn buổi này sang Chủ nhật 06/12/2026?")
        await office.presses(office.labels(HOA)[0], HOA)
        assert evening(desk).moved_to == date(2026, 12, 6)

    @pytest.mark.parametrize(
        ("typed", "told"),
        [("mai nhé", "Tôi chưa hiểu ngày này."), ("02/12/2026", "Ngày mới phải sau thứ Năm 03/12"),
         ("03/12/2026", "Ngày mới phải sau"), ("05/12/2030", "Ngày mới phải sau"),
         ("thứ hai 06/12/2026", "Chưa ghi: ngày 06/12/2026 là Chủ nhật")],
    )  # fmt: skip
    async def test_a_day_that_cannot_be_is_asked_for_again(
        self, office: Office, room: Room, typed: str, told: str
    ) -> None:
        before = written(room)
        await office.sends(f"z:e:{KEY}", HOA)
        [answer] = await office.tells(typed, HOA, reply_to_message=office.last(HOA))
        assert answer.text.startswith(told)
        assert written(room) == before

    async def test_the_question_for_the_day_can_be_taken_back(self, office: Office) -> None:
        await office.sends(f"z:e:{KEY}", HOA)
        await office.presses("Thôi", HOA)
        assert office.labels(HOA) == []

    async def test_a_citizen_who_replies_to_such_a_question_is_answered_as_ever(
        self, api: BotApi, office: Office, room: Room
    ) -> None:
        await office.sends(f"z:e:{KEY}", HOA)
        before = written(room)
        [answer] = await office.tells("06/12/2026", 1, reply_to_message=office.last(HOA))
        assert "Hoãn" not in answer.text
        assert written(room) == before


class TestApproval:
    async def test_where_approval_is_demanded_it_waits_as_a_draft(
        self, office: Office, room: Room, store: SqliteStore, desk: Desk
    ) -> None:
        console = room.house.config.console.model_copy(update={"approval": True})
        config = room.house.config.model_copy(update={"console": console})
        object.__setattr__(room.house, "config", config)
        await office.sends(f"z:C:{KEY}", HOA)
        assert "Đã lưu bản nháp 1, chờ người duyệt." in office.last(HOA)["text"]
        assert evening(desk).standing is Standing.PLANNED
        await office.sends(f"z:C:{KEY}", LAN)
        assert evening(desk).standing is Standing.CANCELLED
