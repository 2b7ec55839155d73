"""SIGKILL while updates are answered, and while reminders or an announcement go out."""

from __future__ import annotations

import asyncio
import random
import signal
from collections import Counter
from datetime import datetime, timedelta

import pytest

from bot.assistant.question import VIETNAM
from bot.store.opening import AnyStore
from handlers.delivery import post
from tests.faults.conftest import Tally
from tests.faults.machine import LONG, Home, Machine
from tests.telegram.conftest import CAT, KITE, both_ways
from tests.telegram.posting import EVENING, KEY, evening, send_out
from tests.telegram_server.server import BotApi

pytestmark = [pytest.mark.faults, pytest.mark.process]
KILLS = 50 if LONG else 3
A_LIFE = 12
"""Persons who speak while one process lives."""
_STEPS = 140
"""Of a life from its start on, about; the start alone takes 30."""
FOLLOW, ALERT = "/theodoi phường Gió Lùa, tỉnh Mây", f"k:{KEY}"


class Crowd:
    """Persons who each do one thing at moments that chance picks."""

    def __init__(self, api: BotApi, dice: random.Random) -> None:
        self._api, self._dice = api, dice
        self.updates: dict[int, int] = {}
        """The update of each person."""
        self.did: dict[int, str] = {}

    async def act(self) -> None:
        for _ in range(A_LIFE):
            await asyncio.sleep(self._dice.uniform(0, 0.01))
            user = len(self.updates) + 1
            what = self.did[user] = self._dice.choice([KITE, CAT, FOLLOW, ALERT])
            doing = self._api.press if what == ALERT else self._api.say
            self.updates[user] = await doing(what, user)

    def answers(self) -> Counter[int]:
        """Return how often each person was answered."""
        return Counter(call.given["chat_id"] for call in self._api.made("sendMessage"))

    def unmarked(self, store: AnyStore) -> set[int]:
        """Return who was answered without the program having had time to note it."""
        noted = store.updates.handled(self.updates.values())
        return {user for user in self.answers() if self.updates[user] not in noted}

    def without_effect(self, store: AnyStore) -> set[int]:
        """Return whose wish was not kept."""
        return {
            user for user, what in self.did.items()
            if (what == FOLLOW and store.chats.followed(user) != ["gio"])
            or (what == ALERT and not store.letters.of_chat(user))
        }  # fmt: skip


@both_ways
async def test_no_update_and_no_wish_is_lost_by_kills_and_only_what_was_in_flight_repeats(
    api: BotApi, home: Home, way: str, dice: random.Random, tally: Tally
) -> None:
    """Promised: every update is answered and takes effect once, at any kill.

    An answer is said twice only where it was sent and the kill came before the mark; by webhook,
    where it travels in the response, never.
    """
    crowd, excused = Crowd(api, dice), set[int]()
    for _ in range(KILLS):
        with home.running(way, doom=dice.randint(1, _STEPS)) as machine:
            await crowd.act()
            await _quiet(api, machine)
            await asyncio.to_thread(machine.end, signal.SIGKILL)
        with home.store() as store:
            in_flight = crowd.unmarked(store)
        excused |= in_flight
        tally.excused += len(in_flight)
        tally.injected += 1
    with home.running(way) as machine:
        await crowd.act()
        await api.all_confirmed()
        assert await asyncio.to_thread(machine.end) == 0
    answers = crowd.answers()
    twice = {user for user, number in answers.items() if number > 1}
    with home.store() as store:
        lost = (crowd.updates.keys() - answers.keys()) | crowd.without_effect(store)
        assert crowd.unmarked(store) == set()
    tally.lost, tally.twice = len(lost), answers.total() - len(answers)
    tally.more = f"{len(crowd.updates)} updates by {way}"
    assert lost == set()
    assert twice <= excused
    assert tally.twice <= tally.excused
    assert way == "polling" or not twice


async def _quiet(api: BotApi, machine: Machine) -> None:
    """Wait until the process has answered all, or was killed."""
    while api.queue.waiting and machine.process.poll() is None:  # noqa: ASYNC110
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("kind", ["reminder", "announcement"])
async def test_no_letter_is_lost_by_kills_and_only_what_was_in_flight_repeats(
    api: BotApi, home: Home, kind: str, dice: random.Random, tally: Tally
) -> None:
    """Promised: each of 200 is told; at most the 25 letters in flight at a kill are repeated."""
    told, chats, batches = Counter[int](), list[int](), list[int]()
    noon = datetime(2026, 11, 22, 12, tzinfo=VIETNAM)
    moment = EVENING if kind == "reminder" else noon
    while tally.injected < KILLS or not told:
        with home.store() as store:
            if not store.letters.due(moment + timedelta(days=1), 1):
                new = range(len(chats) + 1, len(chats) + 201)
                chats += new
                for chat in new:
                    api.world.chat(chat)
                if kind == "reminder":
                    store.letters.add(map(evening, new))
                else:
                    batches.append(send_out(store, new))
        before = len(api.made("sendMessage"))
        with home.running("polling", on=moment.isoformat(), doom=dice.randint(30, 200)) as machine:
            await asyncio.to_thread(machine.ended)
        sent = [call.given["chat_id"] for call in api.made("sendMessage")][before:]
        told.update(sent)
        with home.store() as store:
            in_flight = {chat for chat in sent if store.letters.of_chat(chat)}
        assert len(in_flight) <= post.AT_ONCE
        tally.excused += len(in_flight)
        tally.injected += 1
    with home.running("polling", on=moment.isoformat()) as machine:
        await api.until(lambda: len({*_told(api)}) == len(chats), "all are told")
        assert await asyncio.to_thread(machine.end) == 0
    told = _told(api)
    tally.lost, tally.twice = len({*chats} - told.keys()), told.total() - len(told)
    tally.more = f"{len(chats)} letters"
    assert told.keys() == {*chats}
    assert tally.twice <= tally.excused
    with home.store() as store:
        assert store.letters.next_due() is None
        for number in batches:
            batch = store.letters.batch(number)
            assert batch is not None
            assert (batch.sent, batch.total) == (200, 200)


def _told(api: BotApi) -> Counter[int]:
    return Counter(call.given["chat_id"] for call in api.made("sendMessage"))
