"""Letters at night, with a store in trouble, over restarts, and within Telegram's limits."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from bot.assistant.question import VIETNAM
from bot.desk import Desk
from bot.errors import StoreError
from bot.outreach.kinds import Kind
from bot.store.kept import Group, Letter
from bot.store.sqlite import SqliteStore
from handlers.delivery import post, service
from tests.conftest import MOMENT, Clock
from tests.telegram.conftest import Starter
from tests.telegram.posting import (
    Carrier,
    Seconds,
    counts,
    due_of,
    send_out,
    settled,
)
from tests.telegram_server.faults import Failure
from tests.telegram_server.server import BotApi

pytestmark = pytest.mark.usefixtures("swift")


class TestNights:
    @pytest.mark.parametrize("kind", [Kind.RENEWAL, Kind.NOTICE])
    async def test_what_is_late_waits_for_the_end_of_the_night(
        self, api: BotApi, start: Starter, store: SqliteStore, clock: Clock, kind: Kind
    ) -> None:
        api.world.chat(7)
        if kind is Kind.NOTICE:
            send_out(store, [7])
        else:
            store.letters.add([Letter(7, MOMENT, kind, "last:2026-12-20:28")])
        clock.now = MOMENT.replace(hour=23)
        morning = MOMENT.replace(day=23, hour=7)
        async with start():
            await settled(store, clock.now)
            assert api.shown(7) == []
            assert due_of(store, 7) == morning
            clock.now = morning
            await settled(store, clock.now)
        assert len(api.shown(7)) == 1

    @pytest.mark.parametrize(
        ("key", "moment", "comes"),
        [
            ("gio-thu-bay:20261205", datetime(2026, 12, 4, 23, tzinfo=VIETNAM), True),
            ("gio-buoi-toi:20261203", datetime(2026, 12, 2, 23, tzinfo=VIETNAM), False),
        ],
    )
    async def test_but_not_the_reminder_of_a_session_early_in_the_morning(
        self, api: BotApi, start: Starter, store: SqliteStore, clock: Clock,
        key: str, moment: datetime, comes: bool,
    ) -> None:  # fmt: skip
        api.world.chat(7)
        due = moment.replace(hour=19)
        store.letters.add([Letter(7, due, Kind.SESSION, f"{key}:evening")])
        clock.now = moment
        async with start():
            await settled(store, clock.now)
        assert bool(api.shown(7)) is comes

    async def test_what_was_meant_for_the_night_comes_at_night(
        self, api: BotApi, start: Starter, store: SqliteStore, clock: Clock
    ) -> None:
        api.world.chat(7)
        clock.now = MOMENT.replace(hour=22)
        send_out(store, [7], clock.now)
        async with start():
            await settled(store, clock.now)
        assert len(api.shown(7)) == 1


class TestTheStore:
    async def test_a_letter_whose_end_cannot_be_kept_is_not_sent_again(
        self, api: BotApi, start: Starter, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        api.world.chat(7)
        number = send_out(store, [7])
        settle, failures = store.letters.settle, iter([True] * 3)

        def ailing(*given: object) -> None:
            if next(failures, False):
                raise StoreError("database or disk is full")
            settle(*given)  # type: ignore[arg-type]

        monkeypatch.setattr(store.letters, "settle", ailing)
        async with start():
            await settled(store, MOMENT)
        assert len(api.made("sendMessage", 7)) == 1
        assert counts(store, number) == (1, 0, 0)

    async def test_letters_wait_while_the_store_is_in_trouble(
        self, api: BotApi, start: Starter, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        api.world.chat(7)
        number = send_out(store, [7])
        due, failures = store.letters.due, iter([True] * 3)

        def ailing(*given: object) -> list[Letter]:
            if next(failures, False):
                raise StoreError("database is locked")
            return due(*given)  # type: ignore[arg-type]

        monkeypatch.setattr(store.letters, "due", ailing)
        async with start():
            await api.until(lambda: api.shown(7), "the letter")
        assert counts(store, number) == (1, 0, 0)


class TestStopping:
    async def test_two_thousand_are_told_once_each_over_several_restarts(
        self, api: BotApi, start: Starter, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(post, "AT_ONCE", 100)
        chats = range(1, 2001)
        for chat in chats:
            api.world.chat(chat)
        number = send_out(store, chats)
        for part in (300, 700, 1400):
            async with start():
                await api.until(
                    lambda part=part: len(api.made("sendMessage")) >= part, f"{part} letters"
                )
            assert counts(store, number)[0] == len(api.made("sendMessage")) < 2000
        async with start():
            await settled(store, MOMENT)
        assert counts(store, number) == (2000, 0, 0)
        told = Counter(call.given["chat_id"] for call in api.made("sendMessage"))
        assert told == Counter(chats)

    async def test_what_is_in_flight_at_a_hard_end_may_come_twice_and_nothing_else(
        self, api: BotApi, start: Starter, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(service, "DEADLINE", 0)
        chats = range(1, 201)
        for chat in chats:
            api.world.chat(chat)
            api.failing.plan("sendMessage", Failure(200, done=True, seconds=0.1), chat=chat)
        number = send_out(store, chats)
        async with start():
            await api.until(lambda: len(api.made("sendMessage")) >= 60, "60 letters")
        cut_short = len(api.made("sendMessage")) - counts(store, number)[0]
        assert 0 < cut_short <= post.AT_ONCE
        api.failing.planned.clear()
        async with start():
            await settled(store, MOMENT)
        told = Counter(call.given["chat_id"] for call in api.made("sendMessage"))
        assert told.keys() == set(chats)
        assert sum(told.values()) <= 200 + cut_short
        assert counts(store, number) == (200, 0, 0)


async def test_telegrams_limits_hold_for_all_for_a_chat_and_for_a_group(
    desk: Desk, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    seconds, sent = Seconds(), list[int]()
    monkeypatch.setattr(post, "time", seconds)
    for at in range(15):
        send_out(store, [*range(1, 21), *range(-20, 0)], MOMENT - timedelta(minutes=at))
    for group in range(-20, 0):
        store.chats.keep_group(Group(group, "gio"))
    carrier, made = Carrier(desk, sent), list[tuple[float, int]]()
    while store.letters.due(MOMENT, 1):
        before = len(sent)
        seconds.now += await carrier.round()
        made += ((seconds.now, chat) for chat in sent[before:])
        assert seconds.now < 1300
    assert len(made) == 15 * 40
    assert max(Counter(int(at) for at, _ in made).values()) <= 25
    for chat in range(-20, 21):
        moments = [at for at, told in made if told == chat]
        gaps = [later - before for before, later in pairwise(moments)]
        assert all(gap >= (1.0 if chat > 0 else 3.0) for gap in gaps)
        assert all(
            sum(at <= moment < at + 60 for moment in moments) <= 20
            for at in moments if chat < 0
        )  # fmt: skip
