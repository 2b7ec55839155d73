"""Telegram out of reach for long with a backlog behind it, and a Telegram that takes its time."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass
from typing import Any

import pytest

from tests.faults.conftest import Tally
from tests.faults.machine import LONG
from tests.telegram.conftest import CAT, KITE, Starter, both_ways
from tests.telegram.posting import KEY
from tests.telegram_server.faults import BREAK, Failure, Faults, Weather
from tests.telegram_server.server import BotApi, Call

pytestmark = pytest.mark.faults
PERSONS, TURNS = (250, 20) if LONG else (30, 10)
FAILED_CALLS = 1000 if LONG else 60
SLOW = 5.0 if LONG else 0.0
"""Seconds that each call takes, once all are under way."""
AT_ONCE = 50
TEXTS = {
    KITE: "Mua diều", CAT: "Tắm cho mèo", "Tuổi nào được thả diều": "Mấy tuổi",
    "Diều rách cánh": "Diều rách",
}  # fmt: skip
_WAYS = (Failure(502, "Bad Gateway"), BREAK, Failure(500))


@dataclass
class Outage(Faults):
    """All calls of some methods fail, or all calls."""

    methods: frozenset[str] = frozenset()
    failed: int = 0

    def next(self, method: str, chat: int | None) -> Failure | None:
        if self.methods and method not in self.methods:
            return None
        self.failed += 1
        return _WAYS[self.failed % len(_WAYS)]


@both_ways
@pytest.mark.usefixtures("quick")
async def test_the_backlog_of_an_outage_is_answered_once_each_in_the_order_of_its_chats(
    api: BotApi, start: Starter, dice: random.Random, tally: Tally
) -> None:
    """Promised: whoever asked before, in or after an outage is answered once, in order.

    First Telegram takes no messages any more, then nothing gets through, then all is well.
    """
    texts = [*TEXTS] * (-(-TURNS // len(TEXTS)))
    seen = 0

    def struck(outage: Outage) -> bool:
        """Whether enough has failed: calls, or responses to deliveries that got lost."""
        return outage.failed + api.queue.deliveries - seen >= FAILED_CALLS

    async with start():
        messages = api.failing = Outage(methods=frozenset({"sendMessage"}))
        api.queue.weather = Weather(0.5, dice=dice)
        await _ask(api, texts[: TURNS // 3])
        await api.until(lambda: struck(messages), "refused messages")
        outage, seen = Outage(), api.queue.deliveries
        api.failing, api.queue.weather = outage, Weather(1.0, dice=dice)
        await _ask(api, texts[TURNS // 3 : TURNS - 1])
        await api.until(lambda: struck(outage), "an outage")
        api.failing, api.queue.weather = Faults(), None
        await _ask(api, texts[TURNS - 1 : TURNS])
        await api.all_confirmed()
        await api.until(
            lambda: all(len(api.shown(user)) >= TURNS for user in _persons()), "all are answered"
        )
    titles = [TEXTS[text] for text in texts[:TURNS]]
    for user in _persons():
        shown = api.shown(user)
        in_order = [text.startswith(title) for text, title in zip(shown, titles, strict=False)]
        tally.lost += max(0, TURNS - sum(in_order))
        tally.twice += max(0, len(shown) - TURNS)
    lost_responses = max(0, api.queue.deliveries - PERSONS * TURNS)
    tally.injected += messages.failed + outage.failed + lost_responses
    tally.more = f"{PERSONS * TURNS} updates"
    assert (tally.lost, tally.twice) == (0, 0)


@both_ways
async def test_nobody_waits_for_the_calls_of_others_where_each_takes_long(
    api: BotApi, start: Starter, way: str, tally: Tally, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promised: the calls of 50 persons are under way at once, and one who comes later is served
    while all of them still wait; then everybody is answered once.
    """
    async with start():
        hall = _Hall(api)
        monkeypatch.setattr(api, "_response", hall.respond)
        for user in range(1, AT_ONCE + 1):
            await (api.say(KITE, user) if way == "polling" else api.press(f"k:{KEY}", user))
        async with asyncio.timeout(60):
            await hall.full.wait()
        await api.say(CAT, AT_ONCE + 1)
        await api.until(lambda: api.shown(AT_ONCE + 1), "the answer of who came later")
        assert len(hall.inside) == AT_ONCE
        hall.opened.set()
        await api.all_confirmed()
    everybody = range(1, AT_ONCE + 2)
    shown = {user: len([text for text in api.shown(user) if text != "…"]) for user in everybody}
    tally.injected += AT_ONCE
    tally.lost = sum(number == 0 for number in shown.values())
    tally.twice = sum(number - 1 for number in shown.values() if number)
    assert set(shown.values()) == {1}


class _Hall:
    """Holds the first call for each of fifty persons until the doors are opened."""

    def __init__(self, api: BotApi) -> None:
        self.inside: list[Call] = []
        self.full, self.opened = asyncio.Event(), asyncio.Event()
        self._respond = api._response

    async def respond(self, call: Call) -> Any:
        held = call.method in {"sendMessage", "answerCallbackQuery"}
        if held and len(self.inside) < AT_ONCE:
            self.inside.append(call)
            if len(self.inside) == AT_ONCE:
                self.full.set()
            await self.opened.wait()
            await asyncio.sleep(SLOW)
        return await self._respond(call)


def _persons() -> range:
    return range(1, PERSONS + 1)


async def _ask(api: BotApi, texts: list[str]) -> None:
    for text in texts:
        for user in _persons():
            await api.say(text, user=user)
