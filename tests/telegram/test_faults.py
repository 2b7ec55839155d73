"""Every question is answered in the end, whatever goes wrong on the way.

`DELIVERY_LONG=1` asks ten times as many questions of a Telegram that also wants long waits.
"""

from __future__ import annotations

import os
import random
from itertools import groupby

import pytest

from tests.telegram.conftest import CAT, KITE, Starter, both_ways
from tests.telegram_server.faults import BREAK, BREAK_AFTERWARDS, Failure, Weather, too_many
from tests.telegram_server.server import BotApi

LONG = bool(os.environ.get("DELIVERY_LONG"))
PERSONS, TURNS = (100, 5) if LONG else (25, 2)
TEXTS = {
    KITE: "Mua diều", CAT: "Tắm cho mèo", "Tuổi nào được thả diều": "Mấy tuổi",
    "Diều rách cánh": "Diều rách",
}  # fmt: skip
WAYS = (
    Failure(500), Failure(502, "Bad Gateway"), BREAK, BREAK_AFTERWARDS,
    too_many(1 if LONG else 0.05), Failure(503, seconds=0.02),
)  # fmt: skip


@both_ways
@pytest.mark.usefixtures("quick")
async def test_with_a_fifth_of_all_calls_failing_every_question_is_answered_in_its_chats_order(
    api: BotApi, start: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed = random.randrange(10**9)
    print(f"seed {seed}")
    dice = random.Random(seed)
    questions = len(TEXTS) * PERSONS * TURNS
    async with start(messages_per_minute=0):
        api.failing.weather = Weather(0.2, WAYS, dice)
        api.queue.weather = Weather(0.2, WAYS, dice)
        api.queue.disorder = dice
        for text in [*TEXTS] * TURNS:
            for user in range(1, PERSONS + 1):
                await api.say(text, user=user)
        await api.all_confirmed()
        await api.until(
            lambda: all(len(asked(api, user)) == len(TEXTS) * TURNS for user in people()),
            "every question is answered",
        )
    for user in people():
        for shown, title in zip(asked(api, user), [*TEXTS.values()] * TURNS, strict=True):
            assert shown.startswith(title)
    shown = sum(len(api.shown(user)) for user in people())
    print(f"{questions} questions, {len(api.calls)} calls, {shown - questions} said twice")
    assert shown - questions <= api.failing.unseen


def people() -> range:
    return range(1, PERSONS + 1)


def asked(api: BotApi, user: int) -> list[str]:
    """Return what a person reads, without what was said twice in a row."""
    return [text for text, _ in groupby(api.shown(user))]
