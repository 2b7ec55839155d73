from __future__ import annotations

from dataclasses import replace

import pytest

from bot.content.wordlists import Phrase
from bot.desk import Desk
from bot.store.sqlite import SqliteStore
from handlers.delivery import flood
from handlers.delivery.flood import Flood
from tests.telegram.conftest import KITE, Starter, both_ways, note_of
from tests.telegram_server.server import BotApi

SLOW_DOWN = "Bạn gửi nhanh quá, chậm lại một chút nhé."


@pytest.fixture(autouse=True)
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """One minute's messages at once."""
    monkeypatch.setattr(flood, "_MINUTES", 1)


@pytest.fixture(autouse=True)
def sentence(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    knowledge = desk.engine.knowledge
    phrase = Phrase(vi=SLOW_DOWN, en="Slow down, please.")
    messages = {**knowledge.messages, flood._SLOW_DOWN: phrase}
    monkeypatch.setattr(desk.engine, "knowledge", replace(knowledge, messages=messages))


async def texts(api: BotApi, user: int) -> list[str]:
    await api.all_confirmed()
    return [call.text for call in api.made("sendMessage", user)]


@both_ways
async def test_who_writes_too_fast_is_told_so_once_and_then_not_answered(
    api: BotApi, start: Starter, store: SqliteStore
) -> None:
    async with start(messages_per_minute=3):
        numbers = [await api.say(KITE, user=1) for _ in range(8)]
        found = await texts(api, 1)
    assert len(found) == 4
    assert all("giá 20.000 đồng" in text for text in found[:3])
    assert found[3] == SLOW_DOWN
    assert store.updates.handled(numbers).keys() == set(numbers)
    assert [note_of(store, number) for number in numbers] == [""] * 3 + ["flood"] * 5


@both_ways
async def test_others_are_answered_meanwhile(api: BotApi, start: Starter) -> None:
    async with start(messages_per_minute=3):
        for user in (1, 1, 1, 1, 1, 2):
            await api.say(KITE, user=user)
        assert "giá 20.000 đồng" in (await texts(api, 2))[0]


@both_ways
async def test_presses_count_as_messages_do(api: BotApi, start: Starter) -> None:
    async with start(messages_per_minute=3):
        for _ in range(6):
            await api.press("t:tha-dieu", user=1)
        found = await texts(api, 1)
    assert len(found) == 4
    assert found[3] == SLOW_DOWN


@both_ways
async def test_the_messages_of_five_minutes_may_come_at_once(
    api: BotApi, start: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    async with start(messages_per_minute=3):
        for _ in range(20):
            await api.say(KITE, user=1)
        found = await texts(api, 1)
    assert len([text for text in found if "giá 20.000 đồng" in text]) == 15


@both_ways
async def test_zero_answers_as_many_as_come(api: BotApi, start: Starter) -> None:
    async with start(messages_per_minute=0):
        for _ in range(100):
            await api.say(KITE, user=1)
        assert len(await texts(api, 1)) == 100


@both_ways
async def test_after_a_pause_one_is_answered_again_and_after_a_long_one_also_told_again(
    api: BotApi, start: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    init = Flood.__init__
    monkeypatch.setattr(Flood, "__init__", lambda *given: init(*given, clock=lambda: now))
    async with start(messages_per_minute=3):
        for wait, answers in ((0, 3), (0, 4), (0, 4), (20, 5), (0, 5), (60, 6), (0, 7)):
            now += wait
            burst = 3 if answers == 3 else 1
            for _ in range(burst):
                await api.say(KITE, user=1)
            assert len(await texts(api, 1)) == answers
        for _ in range(2):
            await api.say(KITE, user=1)
        found = await texts(api, 1)
    assert [text == SLOW_DOWN for text in found] == [
        False, False, False, True, False, False, False, False, True,
    ]  # fmt: skip


@both_ways
async def test_a_release_without_the_sentence_is_quiet_at_once(
    api: BotApi, desk: Desk, start: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = dict(desk.engine.knowledge.messages)
    del known[flood._SLOW_DOWN]
    older = replace(desk.engine.knowledge, messages=known)
    monkeypatch.setattr(desk.engine, "knowledge", older)
    async with start(messages_per_minute=3):
        for _ in range(5):
            await api.say(KITE, user=1)
        assert len(await texts(api, 1)) == 3


async def test_the_longest_quiet_are_forgotten_when_many_are_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(flood, "_MOST_KNOWN", 10)
    now = 0.0
    guard = Flood(3, clock=lambda: now)
    for user in range(100):
        now += 0.01
        guard._account((user, False)).left = 0.0
        guard._account((0, False))
    assert [*guard._accounts] == [*((user, False) for user in range(91, 100)), (0, False)]
    assert guard._account((0, False)).left < 1
