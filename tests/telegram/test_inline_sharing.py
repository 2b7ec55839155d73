"""The button that sends an answer to any chat, and what it finds there."""

from __future__ import annotations

import pytest

from tests.telegram.chatting import said
from tests.telegram.conftest import KITE, Starter, both_ways
from tests.telegram.picking import ids, shared_by
from tests.telegram_server.server import BotApi


@both_ways
@pytest.mark.usefixtures("bot")
class TestSharing:
    async def test_an_answer_has_a_button_that_sends_it_to_any_chat(self, api: BotApi) -> None:
        answer = await said(api, KITE)
        assert [button["text"] for button in answer.rows[-1]] == ["👍", "👎", "Chia sẻ"]
        assert shared_by(answer) == [
            {
                "query": "#mua-dieu", "allow_user_chats": True, "allow_group_chats": True,
                "allow_channel_chats": True,
            }
        ]  # fmt: skip

    async def test_what_is_shared_is_exactly_this_answer(self, api: BotApi) -> None:
        [shared] = shared_by(await said(api, "Tắm mèo thế nào? Diều bị rách thì làm sao?"))
        assert await ids(api, shared["query"]) == ["tam-meo.vi", "dieu-rach.vi"]

    async def test_an_english_answer_is_shared_in_english(self, api: BotApi) -> None:
        [shared] = shared_by(await said(api, "/start mua-dieu", language="en"))
        assert await ids(api, shared["query"]) == ["mua-dieu.en"]

    async def test_what_has_gone_meanwhile_is_left_out(self, api: BotApi) -> None:
        assert await ids(api, "#may-bay #phuong_may-bay") == []
        assert await ids(api, "#may-bay #tam-meo") == ["tam-meo.vi"]

    @pytest.mark.parametrize("text", ["xin chào", "mua dieu k dc", "hôm nay trời mưa không"])
    async def test_there_is_nothing_to_share_where_nothing_was_answered(
        self, api: BotApi, text: str
    ) -> None:
        assert shared_by(await said(api, text)) == []


async def test_a_bot_without_inline_mode_shares_nothing(api: BotApi, start: Starter) -> None:
    api.world.me["supports_inline_queries"] = False
    async with start():
        assert shared_by(await said(api, KITE)) == []
