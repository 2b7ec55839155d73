"""Which release is in force, what waits, how the folder stands, and the way back."""

from __future__ import annotations

import pytest

from bot.content.loading import read_folder
from bot.desk import Desk
from bot.releasing import in_force
from bot.store.kept import Draft
from bot.store.sqlite import SqliteStore
from handlers.staff.room import Room
from tests.telegram.chatting import said
from tests.telegram.conftest import KITE, both_ways
from tests.telegram.officers import LAN, MINH, NOW, OFFICE, TU, Office
from tests.telegram_server.server import BotApi

pytestmark = [both_ways, pytest.mark.usefixtures("quick")]
FILE = "faq/do-choi.yaml"
SHOP, MARKET = "Diều bán ở cửa hàng đầu làng", "Diều bán ở chợ phiên"


async def publish(room: Room, store: SqliteStore, before: str, after: str) -> None:
    """Edit the folder and bring it into force."""
    file = room.house.config.knowledge / FILE
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")
    files = read_folder(room.house.config.knowledge)
    in_force.publish(files, store, room.house.preparer, "Minh")
    await room.house.follow()


class TestState:
    async def test_it_tells_the_release_in_force_and_that_the_folder_is_the_same(
        self, office: Office
    ) -> None:
        [told] = await office.tells("/phathanh", TU)
        assert told.text.startswith("Đang dùng: bản 1 (")
        assert "thư mục)." in told.text
        assert told.text.endswith("Thư mục kiến thức giống bản đang dùng.")
        [[web]] = told.rows
        assert web["url"] == "https://can-cuoc.example/console/phat-hanh"

    async def test_faults_of_the_folder_are_told_with_their_places(
        self, office: Office, room: Room
    ) -> None:
        file = room.house.config.knowledge / FILE
        file.write_text(file.read_text("utf-8").replace("title:", "titel:"), "utf-8")
        [told] = await office.tells("/phathanh", TU)
        assert "⚠️ Thư mục kiến thức có" in told.text
        assert f"• {FILE}, dòng " in told.text
        assert "Đang dùng: bản 1" in told.text

    async def test_an_edit_that_is_about_to_come_into_force_is_no_fault(
        self, office: Office, room: Room
    ) -> None:
        file = room.house.config.knowledge / FILE
        file.write_text(file.read_text("utf-8").replace(SHOP, MARKET), "utf-8")
        [told] = await office.tells("/phathanh", TU)
        assert told.text.endswith("Thư mục kiến thức có sửa đổi, sắp được dùng.")

    async def test_drafts_that_wait_are_named_the_first_five_of_them(
        self, office: Office, store: SqliteStore
    ) -> None:
        for at in range(1, 8):
            store.drafts.keep(Draft("Minh", f"Sửa giá lần {at}", {}, {}, NOW))
        [told] = await office.tells("/phathanh", TU)
        assert "• 5: Sửa giá lần 5 (Minh)\n… và 2 bản nữa" in told.text


class TestGoingBack:
    async def test_an_admin_goes_back_after_being_asked_once(
        self, api: BotApi, office: Office, store: SqliteStore, room: Room
    ) -> None:
        await publish(room, store, SHOP, MARKET)
        assert MARKET in (await said(api, KITE)).text
        await office.tells("/phathanh", LAN)
        await office.presses("↩ Trở lại bản 1", LAN)
        asked = office.last(LAN)["text"]
        assert asked.startswith("Trở lại bản 1 (")
        assert "Mọi thay đổi sau bản ấy sẽ không dùng nữa" in asked
        assert store.releases.list(1)[0].number == 2
        await office.presses("Đồng ý, trở lại bản 1", LAN)
        assert "✅ Bản 3 đang dùng, giống bản 1." in office.last(LAN)["text"]
        assert office.labels(LAN) == []
        assert SHOP in (await said(api, KITE)).text
        assert SHOP in read_folder(room.house.config.knowledge)[FILE].decode()
        assert office.deeds()[0] == ("Lan", "rollback", "bản 1, thành bản 3")

    async def test_who_thinks_better_of_it_changes_nothing(
        self, office: Office, store: SqliteStore, room: Room
    ) -> None:
        await publish(room, store, SHOP, MARKET)
        await office.says("/phathanh")
        await office.presses("↩ Trở lại bản 1", LAN, OFFICE)
        await office.presses("Thôi", LAN, OFFICE)
        assert office.last()["text"].endswith("Đã thôi.")
        assert store.releases.list(1)[0].number == 2

    async def test_others_are_not_offered_the_way_back_and_cannot_force_it(
        self, office: Office, store: SqliteStore, room: Room
    ) -> None:
        await publish(room, store, SHOP, MARKET)
        [told] = await office.tells("/phathanh", MINH)
        assert told.buttons == {}
        for data in ("z:b:1", "z:B:1"):
            [refused] = await office.sends(data, MINH)
            assert refused.text == "Việc này cần quyền quản trị; hỏi người quản trị."
        assert store.releases.list(1)[0].number == 2

    async def test_edits_that_were_never_published_are_not_lost(
        self, office: Office, store: SqliteStore, room: Room
    ) -> None:
        await publish(room, store, SHOP, MARKET)
        file = room.house.config.knowledge / FILE
        file.write_text(file.read_text("utf-8").replace(MARKET, "Diều bán ở bến đò"), "utf-8")
        await office.sends("z:b:1", LAN)
        [told] = await office.presses("Đồng ý, trở lại bản 1", LAN)
        assert told.text.startswith("Chưa làm được: thư mục kiến thức có sửa đổi chưa phát hành")
        shown = office.api.world.chat(LAN).messages
        asked = shown[max(shown) - 1]
        assert asked["reply_markup"]["inline_keyboard"][0][0]["text"].startswith("Đồng ý")
        assert "bến đò" in read_folder(room.house.config.knowledge)[FILE].decode()

    @pytest.mark.parametrize("data", ["z:b:99", "z:b:", "z:b:x", "z:B:99", "z:B:x"])
    async def test_a_release_that_there_is_not_is_told_so(
        self, office: Office, store: SqliteStore, data: str
    ) -> None:
        [told] = await office.sends(data, LAN)
        assert "có bản" in told.text
        assert len(store.releases.list(9)) == 1


class TestCounts:
    async def test_today_seven_and_thirty_days_are_counted(
        self, api: BotApi, office: Office, desk: Desk
    ) -> None:
        await said(api, KITE)
        await said(api, "Trời hôm nay có mưa không")
        await said(api, "diều")
        [told] = await office.tells("/thongke", TU)
        for name in ("Hôm nay", "7 ngày", "30 ngày"):
            assert f"• {name}: 3 câu (trả lời 33%, hỏi lại 33%, chưa trả lời 33%)" in told.text
        assert "Hỏi nhiều trong 7 ngày:\n• Mua diều ở đâu, giá bao nhiêu: 1" in told.text
        assert "Đang chờ xử lý: 2 câu (/hangdoi)." in told.text

    async def test_a_day_without_questions_has_no_shares(self, office: Office) -> None:
        [told] = await office.tells("/thongke", TU)
        assert told.text == (
            "Số liệu:\n• Hôm nay: 0 câu\n• 7 ngày: 0 câu\n• 30 ngày: 0 câu\n\n"
            "Đang chờ xử lý: 0 câu (/hangdoi)."
        )

    async def test_it_tells_why_answers_were_no_help(self, api: BotApi, office: Office) -> None:
        answer = await said(api, KITE)
        await api.press(answer.buttons["👎"])
        await api.press("w:1:kho-hieu")
        [told] = await office.tells("/thongke", TU)
        assert "👎 trong 30 ngày:\n• Khó hiểu: 1" in told.text
