"""What becomes of updates when the program or its store ends."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

import pytest

from bot.assistant.engine import Engine
from bot.desk import Desk
from bot.errors import StoreError
from bot.store.kept import Handled, PutOff
from bot.store.sqlite import SqliteStore
from handlers.delivery import service
from tests.conftest import MOMENT
from tests.telegram.conftest import CAT, KITE, Gate, Starter, both_ways
from tests.telegram_server.contents import message
from tests.telegram_server.server import BotApi

pytestmark = both_ways


async def test_what_was_handled_before_a_restart_is_not_handled_again(
    api: BotApi, start: Starter
) -> None:
    async with start():
        number = await api.say(KITE)
        await api.all_confirmed()
        [answer] = api.made("sendMessage")
    async with start():
        await api.deliver_as(number, message=message(KITE))
        await api.say(CAT)
        await api.all_confirmed()
    texts = [call.text for call in api.made("sendMessage")]
    assert all(text == answer.text for text in texts[:-1])  # a webhook is given it once more
    assert "Pha nước ấm" in texts[-1]


async def test_another_update_that_has_the_id_of_a_handled_one_is_answered(
    api: BotApi, start: Starter
) -> None:
    async with start():
        number = await api.say(KITE)
        await api.all_confirmed()
    async with start():
        await api.deliver_as(number, message=message(CAT, date=1_900_000_000))
        await api.all_confirmed()
    first, second = api.made("sendMessage")
    assert "giá 20.000 đồng" in first.text
    assert "Pha nước ấm" in second.text


async def test_a_stop_lets_what_is_in_hand_be_finished(
    api: BotApi, start: Starter, gate: Gate, store: SqliteStore
) -> None:
    numbers = [await api.say(KITE, user=user) for user in range(1, 31)]
    async with start(), asyncio.timeout(60):
        await gate.reached.wait()
        asyncio.get_running_loop().call_later(0.05, gate.opened.set)
    assert len(api.made("sendMessage")) == len(store.updates.handled(numbers)) > 0


async def test_what_a_stop_cannot_wait_for_stays_unacknowledged_and_is_answered_next_time(
    api: BotApi, start: Starter, gate: Gate, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "DEADLINE", 0.05)
    slow = await api.say(KITE, user=1)
    async with start():
        async with asyncio.timeout(60):
            await gate.reached.wait()
        quick = await api.say(CAT, user=2)
        await api.until(lambda: api.made("sendMessage", 2), "the quick answer")
    assert api.made("sendMessage", 1) == []
    assert store.updates.handled([slow, quick]).keys() == {quick}
    assert slow in api.queue.waiting
    gate.opened.set()
    async with start():
        await api.all_confirmed()
    assert [len(api.made("sendMessage", user)) for user in (1, 2)] == [1, 1]


class Ailing(SqliteStore):
    """A store on a disk that gives no more."""

    def handled(self, update_ids: Iterable[int]) -> dict[int, Handled]:
        raise StoreError("disk I/O error")

    def mark_handled(self, updates: Iterable[Handled]) -> list[tuple[PutOff, ...]]:
        raise StoreError("disk I/O error")

    def calls_put_off(self) -> list[PutOff]:
        raise StoreError("disk I/O error")

    def claim(self, role: str) -> bool:
        raise StoreError("disk I/O error")


async def test_a_store_in_trouble_costs_nobody_the_answer_and_nobody_gets_two(
    api: BotApi, start: Starter, small_engine: Engine, tmp_path: Path
) -> None:
    ailing = Ailing(tmp_path / "ailing.db")
    async with start(Desk(small_engine, ailing, lambda: MOMENT)):
        await api.say(KITE)
        await api.say(CAT)
        await api.all_confirmed()
        await api.say(KITE, user=2)
        await api.all_confirmed()
    ailing.close()
    assert [len(api.made("sendMessage", user)) for user in (1, 2)] == [2, 1]


async def test_an_answer_that_cannot_be_kept_is_given_without_buttons_to_rate_it(
    api: BotApi, start: Starter, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> int:
        raise StoreError("database or disk is full")

    monkeypatch.setattr(desk.store.questions, "record_all", full)
    async with start():
        await api.say(KITE)
        await api.all_confirmed()
    [answer] = api.made("sendMessage")
    assert "giá 20.000 đồng" in answer.text
    assert not {"👍", "👎"} & answer.buttons.keys()
