"""A clock that was wrong: forward by a month, back by a day, across restarts too."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import datetime, timedelta

import pytest

from bot.assistant.eligibility import DueKind
from bot.assistant.question import VIETNAM
from bot.outreach import weekly
from bot.outreach.reminders import renewal_letters
from bot.store.kept import Group, StaffMember
from bot.store.sqlite import SqliteStore
from bot.web.console.people.signing_in import SESSION_LASTS
from handlers.delivery.flood import Flood
from tests.conftest import MOMENT, Clock
from tests.faults.conftest import Tally
from tests.faults.machine import Home
from tests.telegram.conftest import KITE, Starter
from tests.telegram.posting import EVENING, dues, evening, settled
from tests.telegram_server.server import BotApi

pytestmark = pytest.mark.faults
MONTH, DAY = timedelta(days=30), timedelta(days=1)


@pytest.mark.usefixtures("swift")
@pytest.mark.parametrize("jumps", [[-DAY], [-DAY, DAY], [MONTH], [MONTH, -DAY], [-DAY, MONTH]])
async def test_reminders_are_neither_lost_nor_sent_twice_when_the_clock_jumps(
    api: BotApi, start: Starter, store: SqliteStore, clock: Clock, jumps: list[timedelta],
    tally: Tally,
) -> None:  # fmt: skip
    """Promised: each reminder of a day comes once, at the latest when the clock is right again.

    What has no sense any more is dropped: the reminder of a session that is over.
    """
    persons = range(1, 21)
    last = (EVENING + timedelta(days=20)).date()
    for user in persons:
        api.world.chat(user)
        store.letters.add([evening(user)])
        store.letters.add(renewal_letters(user, DueKind("last"), last, MOMENT))
    due = {user: len(store.letters.of_chat(user)) for user in persons}
    clock.now = EVENING - timedelta(hours=1)
    async with start():
        await settled(store, clock.now)
        before = len(api.made("sendMessage"))
        for jump in jumps:
            clock.now += jump
            await settled(store, clock.now)
            tally.injected += 1
        for hour in range(-24, 24 * 32, 6):  # then it is right, and goes on
            clock.now = max(clock.now, EVENING + timedelta(hours=hour))
            if store.letters.due(clock.now, 1):
                await settled(store, clock.now)
    told = Counter(call.given["chat_id"] for call in api.made("sendMessage"))
    over = sum(jump == MONTH for jump in jumps)  # its session is over then
    tally.lost = sum(max(0, due[user] - over - told[user]) for user in persons)
    tally.twice = sum(max(0, told[user] - due[user]) for user in persons)
    assert before >= 0
    assert store.letters.next_due() is None
    assert (tally.lost, tally.twice) == (0, 0)
    for user in persons:
        texts = api.shown(user)
        assert len(set(texts)) == len(texts)


@pytest.mark.usefixtures("swift")
async def test_the_weekly_schedule_goes_on_after_a_jump_back_and_after_one_forward(
    api: BotApi, start: Starter, store: SqliteStore, clock: Clock, tally: Tally
) -> None:
    """Promised: no Monday has two of them."""
    api.world.group(-5)
    group = Group(-5, "gio", weekly_day=1)
    store.chats.keep_group(group)
    weekly.plan(store.letters, group, MOMENT)
    monday = datetime(2026, 11, 23, 7, 30, tzinfo=VIETNAM)
    async with start():
        for moment in (monday, monday - DAY, monday, monday + MONTH):
            clock.now = moment
            await settled(store, clock.now)
            tally.injected += 1
    assert len(api.shown(-5)) == 2
    assert dues(store, -5) == ["28/12/2026 07:30"]


def test_no_session_of_staff_is_eternal_however_the_clock_jumps(
    store: SqliteStore, tally: Tally
) -> None:
    """Promised: a session ends its twelve hours after it began, by the clock, and a jump back
    lengthens it by no more than the jump; a jump forward ends it.
    """
    number = store.staff.keep(StaffMember("Lan", "admin"))
    link = store.staff.invite(number, MOMENT, timedelta(minutes=15))
    session = store.staff.redeem(link, MOMENT, SESSION_LASTS)
    assert session
    moments = {
        MOMENT + SESSION_LASTS: True, MOMENT - DAY: True, MOMENT - DAY + SESSION_LASTS: True,
        MOMENT + SESSION_LASTS + timedelta(seconds=1): False, MOMENT + MONTH: False,
    }  # fmt: skip
    for moment, lasts in moments.items():
        assert (store.staff.signed_in(session, moment) is not None) is lasts
        tally.injected += 1
    assert store.staff.redeem(link, MOMENT - MONTH, SESSION_LASTS) is None


async def test_a_jump_of_the_clock_locks_nobody_out_who_wrote_too_fast_and_frees_nobody(
    api: BotApi, start: Starter, clock: Clock, monkeypatch: pytest.MonkeyPatch, tally: Tally
) -> None:
    """Promised: whoever wrote too much waits a minute by a clock that cannot jump."""
    seconds = [1000.0]
    monkeypatch.setattr(Flood.__init__, "__defaults__", (lambda: seconds[0],))
    async with start(messages_per_minute=1):
        for _ in range(7):
            await api.say(KITE)
        await api.all_confirmed()
        answered = len(api.shown(1))
        assert answered == 6  # five at once, and one word that it was too much
        for jump in (-DAY, MONTH, -DAY):
            clock.now += jump
            await api.say(KITE)
            await api.all_confirmed()
            assert len(api.shown(1)) == answered
            tally.injected += 1
        seconds[0] += 60
        await api.say(KITE)
        await api.all_confirmed()
        assert len(api.shown(1)) == answered + 1


def test_who_is_handed_over_to_a_process_whose_clock_is_behind_is_not_locked_out(
    monkeypatch: pytest.MonkeyPatch, tally: Tally
) -> None:
    """Promised: what a person has left is carried between processes; a day between their clocks
    shuts nobody out for a day.
    """
    now, day = [1_000_000.0], [0.0]
    monkeypatch.setattr("handlers.packing.time.time", lambda: now[0] + day[0])
    here, there = Flood(60, lambda: 50.0), Flood(60, lambda: 7.0)
    here._account((1, False)).left = 20.0
    packed = here.pack(1)
    assert packed is not None
    for jump in (-DAY, MONTH):
        day[0] = jump.total_seconds()
        there.unpack(1, tuple(packed.state))
        left = there._account((1, False)).left
        tally.injected += 1
        tally.lost += left < 20.0
    assert tally.lost == 0


@pytest.mark.process
async def test_restarts_on_wrong_days_send_each_reminder_once(
    api: BotApi, home: Home, tally: Tally
) -> None:
    """Promised: a machine that starts a day early, on the day and a month late sends each once."""
    persons = range(1, 11)
    last = (EVENING + timedelta(days=20)).date()
    with home.store() as store:
        for user in persons:
            api.world.chat(user)
            store.letters.add(renewal_letters(user, DueKind("last"), last, MOMENT))
        due = {user: len(store.letters.of_chat(user)) for user in persons}
    days = (EVENING, EVENING - DAY, EVENING + MONTH, EVENING - DAY, EVENING + MONTH)
    for day in days:
        moment = day.replace(hour=12)
        with home.running("polling", on=moment.isoformat()) as machine:
            await api.say("/start", user=99)
            await api.all_confirmed()
            with home.store() as store:
                await settled(store, moment)
            assert await asyncio.to_thread(machine.end) == 0
        tally.injected += 1
    told = Counter(call.given["chat_id"] for call in api.made("sendMessage"))
    tally.lost = sum(max(0, due[user] - told[user]) for user in persons)
    tally.twice = sum(max(0, told[user] - due[user]) for user in persons)
    assert all(due.values())
    assert (tally.lost, tally.twice) == (0, 0)
