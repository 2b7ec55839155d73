"""Staff bind their Telegram account by a code and ask for links; to others nothing is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.assistant.question import Question
from bot.assistant.replies import as_html
from bot.desk import Desk
from bot.store.kept import StaffMember
from bot.store.sqlite import SqliteStore
from handlers.staff.room import Room
from tests.conftest import MOMENT
from tests.telegram.chatting import kept
from tests.telegram.conftest import both_ways
from tests.telegram.officers import HOA, LAN, NOW, OFFICE, STRANGER, TU, Office, hire
from tests.telegram_server.server import BotApi

pytestmark = both_ways
COMMANDS = ("/hangdoi", "/thongke", "/phathanh", "/suaphien", "/console", "/dangky")


class TestStrangers:
    @pytest.mark.parametrize("command", [*COMMANDS, "/dangky abcdef"])
    async def test_in_private_a_command_of_the_staff_is_a_message_like_any_other(
        self, office: Office, desk: Desk, command: str
    ) -> None:
        engine = desk.engine
        [answer] = await office.tells(command, STRANGER)
        said = engine.answer(Question(command.removesuffix(" abcdef"), MOMENT))
        assert answer.text == as_html(said, engine.knowledge)

    @pytest.mark.parametrize("command", COMMANDS)
    async def test_in_the_staffs_chat_it_is_passed_over_in_silence(
        self, office: Office, command: str
    ) -> None:
        assert await office.says(command, STRANGER) == []

    @pytest.mark.parametrize(
        "data", ["z:q:0", "z:i:1:0", "z:a:1:mua-dieu", "z:B:1", "z:C:gio-buoi-toi:261202", "z:k",
                 "z:r:1", "z:y:1", "z:t:1", "z:", "z:khong-co"],
    )  # fmt: skip
    async def test_their_buttons_are_old_ones(self, office: Office, desk: Desk, data: str) -> None:
        assert await office.sends(data, STRANGER) == []
        assert office.note() == desk.engine.knowledge.say("nut-cu", "vi")

    async def test_who_was_removed_is_a_stranger_at_once(
        self, office: Office, store: SqliteStore
    ) -> None:
        [told] = await office.tells("/thongke", LAN)
        assert told.text.startswith("Số liệu:")
        [lan] = [member for member in store.staff.members() if member.telegram == LAN]
        store.staff.remove(lan.number)
        [answer] = await office.tells("/thongke", LAN)
        assert "Số liệu" not in answer.text


class TestRegistering:
    async def test_a_code_binds_the_account_once_and_says_what_there_is(
        self, office: Office, store: SqliteStore
    ) -> None:
        code = office.invited(StaffMember("Nga", "editor", ("gio",)))
        [welcome] = await office.tells(f"/dangky {code}", STRANGER)
        assert welcome.text.startswith("Chào Nga. Từ nay tôi nhận ra bạn ở đây (quyền: biên tập)")
        assert "/hangdoi" in welcome.text
        member = store.staff.of_telegram(STRANGER)
        assert member is not None
        assert (member.name, member.areas) == ("Nga", ("gio",))
        [spent] = await office.tells(f"/dangky {code}", STRANGER)
        assert spent.text == "Mã sai hoặc đã hết hạn. Tài khoản này vẫn là của Nga."
        assert office.deeds()[0] == ("Nga", "staff-change", "Nga: tài khoản Telegram")

    async def test_the_whole_link_will_do(self, office: Office, store: SqliteStore) -> None:
        code = office.invited(StaffMember("Nga", "viewer"))
        await office.tells(f"/dangky https://example.org/console/vao/{code}", STRANGER)
        assert store.staff.of_telegram(STRANGER) is not None

    async def test_nobody_is_signed_in_to_the_console_by_it(
        self, office: Office, store: SqliteStore
    ) -> None:
        code = office.invited(StaffMember("Nga", "viewer"))
        await office.tells(f"/dangky {code}", STRANGER)
        assert store._db.execute("select count(*) from keys").fetchone() == (0,)

    async def test_an_account_of_somebody_else_stays_theirs(
        self, office: Office, store: SqliteStore
    ) -> None:
        code = office.invited(StaffMember("Nga", "viewer"))
        [refused] = await office.tells(f"/dangky {code}", LAN)
        assert refused.text.startswith("Tài khoản Telegram này đang là của Lan.")
        lan = store.staff.of_telegram(LAN)
        assert lan is not None
        assert lan.name == "Lan"

    async def test_a_new_phone_takes_the_place_of_the_old_one(
        self, office: Office, store: SqliteStore
    ) -> None:
        [lan] = [member for member in store.staff.members() if member.name == "Lan"]
        await office.tells(f"/dangky {office.invited(lan)}", STRANGER)
        assert store.staff.of_telegram(LAN) is None
        moved = store.staff.of_telegram(STRANGER)
        assert moved is not None
        assert moved.number == lan.number

    async def test_a_mistyped_code_is_not_kept_among_the_questions(
        self, office: Office, store: SqliteStore, tmp_path: Path
    ) -> None:
        code = office.invited(StaffMember("Nga", "viewer"))
        await office.tells(f"/dangky {code}x", STRANGER)
        assert kept(tmp_path, "question") == ["/dangky"]

    async def test_in_a_group_no_code_is_taken(self, office: Office, store: SqliteStore) -> None:
        code = office.invited(StaffMember("Nga", "viewer"))
        await office.says(f"/dangky {code}", STRANGER)
        assert store.staff.of_telegram(STRANGER) is None


class TestConsole:
    async def test_a_member_gets_a_link_that_works_once(
        self, office: Office, store: SqliteStore
    ) -> None:
        [told] = await office.tells("/console", TU)
        link = next(line for line in told.text.splitlines() if line.startswith("http"))
        assert link.startswith("https://can-cuoc.example/console/vao/")
        assert told.given["link_preview_options"] == {"is_disabled": True}
        session = store.staff.redeem(link.rpartition("/")[2], NOW, NOW - NOW)
        assert session is not None
        member = store.staff.signed_in(session, NOW)
        assert member is not None
        assert member.telegram == TU
        assert office.deeds()[0] == ("Tú", "link", "Tú")

    async def test_no_link_comes_where_others_read_along(self, office: Office) -> None:
        [told] = await office.says("/console")
        assert told.given["chat_id"] == OFFICE
        assert "http" not in told.text
        assert "chat riêng" in told.text

    async def test_without_a_public_address_it_says_where_the_link_opens(
        self, office: Office, room: Room
    ) -> None:
        web = room.house.config.web.model_copy(update={"public_url": None})
        object.__setattr__(room.house, "config", room.house.config.model_copy(update={"web": web}))
        [told] = await office.tells("/console", LAN)
        assert "http://127.0.0.1:8080/console/vao/" in told.text
        assert "chỉ mở được trên máy đang chạy trợ lý" in told.text


class TestRoles:
    async def test_a_viewer_looks_but_changes_nothing(self, office: Office) -> None:
        [refused] = await office.tells("/suaphien", TU)
        assert refused.text == "Việc này cần quyền biên tập; hỏi người quản trị."
        [told] = await office.tells("/phathanh", TU)
        assert "↩" not in "".join(told.buttons)

    async def test_commands_work_in_the_staffs_chat_but_in_no_other_group(
        self, office: Office, api: BotApi
    ) -> None:
        [told] = await office.says("/thongke", HOA)
        assert told.given["chat_id"] == OFFICE
        api.world.group(-3001)
        await api.say_in_group("/thongke@tro_ly_bot", -3001, HOA)
        await api.all_confirmed()
        assert api.made("sendMessage", -3001) == []


class TestWithoutAChat:
    async def test_commands_work_in_private_alone(
        self, office: Office, room: Room, store: SqliteStore
    ) -> None:
        room.chat = None
        hire(store)
        assert await office.says("/thongke") == []
        [told] = await office.tells("/thongke")
        assert told.text.startswith("Số liệu:")
