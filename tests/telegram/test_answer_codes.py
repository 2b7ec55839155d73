"""The code below an answer in a chat: shown, sent back, and checked."""

from __future__ import annotations

import pytest

from bot.assistant.codes import written
from bot.assistant.engine import Engine
from bot.desk import Desk
from bot.provenance.seal import Seal
from bot.store.sqlite import SqliteStore
from tests.assistant.codes_in import find_codes
from tests.conftest import MOMENT
from tests.telegram.chatting import SCHEDULE, said
from tests.telegram.conftest import CAT, KITE, both_ways
from tests.telegram_server.server import BotApi

pytestmark = [pytest.mark.usefixtures("bot"), both_ways]


async def code_below(api: BotApi, question: str) -> str:
    """Return the code below the last answer, as a person reads it."""
    await said(api, question)
    return written(find_codes(api.shown(1)[-1])[-1])


async def test_an_answer_carries_a_code_below_its_legal_basis(api: BotApi) -> None:
    code = await code_below(api, KITE)
    shown = api.shown(1)[-1].split("\n")
    at = shown.index(f"Mã câu trả lời: {code}")
    assert shown[at - 2].startswith("Căn cứ: ")


@pytest.mark.parametrize("shape", ["{0}", "mã {0} đúng không em", "{1}", "{2} còn đúng ko"])
async def test_the_code_is_known_again_however_it_is_typed(api: BotApi, shape: str) -> None:
    code = await code_below(api, CAT)
    reply = await said(api, shape.format(code, code.lower(), code.replace("-", " ")))
    assert reply.text.startswith("✅ Mã này đúng là của tôi.")
    assert "<b>Tắm cho mèo</b>" in reply.text


async def test_another_code_is_warned_of(api: BotApi) -> None:
    reply = await said(api, "K7M2-Q9RT")
    assert reply.text.startswith("⚠️ Mã này không phải của câu trả lời nào của tôi.")


async def test_two_answers_in_one_reply_are_both_confirmed(api: BotApi) -> None:
    await said(api, "Tắm mèo thế nào? Diều bị rách thì làm sao?")
    reply = await said(api, api.shown(1)[-1])
    assert reply.text.count("✅ Đây đúng là câu trả lời của tôi") == 2


class TestLookUps:
    @pytest.fixture
    def desk(self, card_engine: Engine, store: SqliteStore) -> Desk:
        return Desk(card_engine, store, lambda: MOMENT, Seal(b"a key of this installation"))

    async def test_what_was_looked_up_is_confirmed_as_of_its_day(self, api: BotApi) -> None:
        code = await code_below(api, SCHEDULE)
        shown = api.shown(1)[-1]
        assert f"Tra ngày 22/11/2026. Mã câu trả lời: {code}" in shown
        reply = await said(api, shown)
        assert reply.text.startswith("✅ Đúng nguyên văn câu tôi đã trả lời")
        assert "Lịch làm thẻ nuôi" in reply.buttons
        altered = await said(api, shown.replace("Sân đình", "Quán nước"))
        assert altered.text.startswith("⚠️ Nội dung tin này không khớp với mã.")
