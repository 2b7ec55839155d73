"""What the bot says in a group though nobody called it: certain answers, and warnings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.desk import Desk
from bot.store.kept import Group
from bot.store.sqlite import SqliteStore
from tests.conftest import MOMENT
from tests.telegram.chatting import kept
from tests.telegram.conftest import KITE, both_ways
from tests.telegram.neighbours import BINH, CHI, GROUP, NAME, Neighbours, links
from tests.telegram_server.server import BotApi

pytestmark = pytest.mark.cards
UNASKED = Group(GROUP, "gio", auto_answer=True)
WARNING = "⚠️ Tin này có số riêng tư mà cả nhóm đọc được. Bạn nên xóa tin này đi."
CARD, OLD_CARD, PHONE = "001099012345", "012 345 678", "0912345678"


@pytest.fixture
def xom(api: BotApi, bot: object) -> Neighbours:
    made = Neighbours(api)
    made.hears_all()
    return made


@both_ways
class TestAnswers:
    @pytest.fixture(autouse=True)
    def wished(self, store: SqliteStore) -> None:
        store.chats.keep_group(UNASKED)

    async def test_a_question_to_all_is_answered_where_that_is_certain(
        self, xom: Neighbours, tmp_path: Path
    ) -> None:
        [answer] = await xom.says(f"{KITE}?")
        assert "giá 20.000 đồng" in answer.text
        assert list(links(answer)) == ["Xem đầy đủ"]
        assert answer.given["reply_parameters"]["message_id"] == next(reversed(xom.chat.heard))
        assert kept(tmp_path, "question") == [f"{KITE}?"]

    async def test_what_follows_goes_on_with_it(self, xom: Neighbours) -> None:
        await xom.says("Tôi muốn mua một con diều ở đâu?")
        [answer] = await xom.says("bao nhiêu tiền", reply_to=xom.last["message_id"])
        assert "20.000 đồng" in answer.text

    @pytest.mark.parametrize(
        "text",
        ["Diều rách rồi", "diều?", "Chào cả nhà", "Quán phở nào ngon?", "Cảm ơn nhé?",
         f"Hôm qua tôi thả diều. {KITE * 20}?"],
    )  # fmt: skip
    async def test_of_all_else_nothing_is_said_kept_or_remembered(
        self, xom: Neighbours, tmp_path: Path, desk: Desk, text: str
    ) -> None:
        assert await xom.says(text) == []
        assert kept(tmp_path, "question") == []
        assert desk.memory.recall(f"telegram:{GROUP}:{BINH}", MOMENT) == ()

    @pytest.mark.parametrize("text", [f"{KITE}?", f"@ban_khac {KITE}?"])
    async def test_what_is_said_to_somebody_is_left_to_them(
        self, xom: Neighbours, text: str
    ) -> None:
        await xom.says("Ai có diều", user=CHI)
        asked = next(reversed(xom.chat.heard))
        assert await xom.says(text, reply_to=asked) == []

    async def test_no_more_than_allowed_and_without_a_word_on_it(
        self, xom: Neighbours, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for _ in range(30):
            assert len(await xom.says(f"{KITE}?")) == 1
        assert await xom.says(f"{KITE}?") == []

    async def test_sessions_of_the_ward_are_told_and_unknown_ones_are_not(
        self, xom: Neighbours, store: SqliteStore
    ) -> None:
        [answer] = await xom.says("Lịch làm thẻ khi nào?")
        assert "phường Gió Lùa" in answer.text
        store.chats.keep_group(replace(UNASKED, area="dao"))
        assert await xom.says("Lịch làm thẻ khi nào?") == []


@both_ways
async def test_without_the_wish_nothing_is_answered_unasked(
    xom: Neighbours, store: SqliteStore
) -> None:
    assert await xom.says(f"{KITE}?") == []
    store.chats.keep_group(replace(UNASKED, auto_answer=False))
    assert await xom.says(f"{KITE}?") == []


@both_ways
class TestNumbers:
    @pytest.mark.parametrize("number", [CARD, OLD_CARD, "mã OTP là 123456"])
    async def test_numbers_of_papers_and_codes_are_warned_of(
        self, xom: Neighbours, tmp_path: Path, number: str
    ) -> None:
        [warning] = await xom.says(f"Đây là số của tôi {number}")
        assert warning.text == WARNING
        assert warning.given["reply_parameters"]["message_id"] == next(reversed(xom.chat.heard))
        assert kept(tmp_path, "question") == []

    @pytest.mark.parametrize(
        "text", [f"Bán diều, gọi {PHONE}", "Viết cho a@b.vn", "STK 123456789"]
    )
    async def test_what_is_meant_for_neighbours_is_left_in_peace(
        self, xom: Neighbours, text: str
    ) -> None:
        assert await xom.says(text) == []

    @pytest.mark.parametrize("number", [CARD, PHONE])
    async def test_who_asks_with_a_number_is_answered_without_it(
        self, api: BotApi, xom: Neighbours, tmp_path: Path, number: str
    ) -> None:
        [answer] = await xom.says(f"/hoi {KITE}, số tôi {number}")
        assert answer.text.startswith(WARNING)
        assert "giá 20.000 đồng" in answer.text
        assert "🔒" not in answer.text
        for call in api.calls:
            assert number not in str(call.given)
        assert number not in str(kept(tmp_path, "question"))
        assert number.encode() not in (tmp_path / "bot.db").read_bytes()

    async def test_the_warning_goes_below_the_message_that_holds_the_number(
        self, xom: Neighbours
    ) -> None:
        photo: dict[str, Any] = {
            "photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
        }
        [warning] = await xom.says("", user=CHI, caption=f"Thẻ này {CARD} của ai", **photo)
        assert warning.text == WARNING
        asked = next(reversed(xom.chat.heard))
        [answer] = await xom.says(NAME, reply_to=asked)
        assert answer.text.startswith(WARNING)
        assert answer.given["reply_parameters"]["message_id"] == asked

    async def test_wishing_for_answers_changes_nothing_about_it(
        self, xom: Neighbours, store: SqliteStore
    ) -> None:
        store.chats.keep_group(UNASKED)
        [warning] = await xom.says(f"{KITE}? Số tôi {CARD}")
        assert warning.text == WARNING

    async def test_the_bot_deletes_nothing(self, api: BotApi, xom: Neighbours) -> None:
        await xom.says(f"Số tôi {CARD}")
        assert api.made("deleteMessage") == []
