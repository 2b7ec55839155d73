"""What becomes of letters that Telegram, or the night, does not let through."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.assistant.question import VIETNAM
from bot.desk import Desk
from bot.outreach.kinds import Kind
from bot.store.kept import Group, Letter
from bot.store.sqlite import SqliteStore
from handlers.delivery import post
from tests.conftest import MOMENT, Clock
from tests.telegram.conftest import Starter
from tests.telegram.posting import (
    Carrier,
    counts,
    due_of,
    evening,
    send_out,
    settled,
)
from tests.telegram_server.faults import BREAK_AFTERWARDS, Failure, too_many
from tests.telegram_server.server import BotApi

pytestmark = pytest.mark.usefixtures("swift")


class TestRefusals:
    async def test_who_blocked_the_bot_is_forgotten_and_counted_everywhere(
        self, api: BotApi, start: Starter, store: SqliteStore
    ) -> None:
        api.world.chat(7).blocked = True
        api.world.chat(8)
        store.letters.add([evening(7)])
        first = send_out(store, [7, 8])
        second = send_out(store, [7], MOMENT + timedelta(days=1))
        async with start():
            await settled(store, MOMENT)
        assert counts(store, first) == (1, 1, 0)
        assert counts(store, second) == (0, 1, 0)
        assert store.letters.of_chat(7) == store.chats.followed(7) == []
        assert len(api.made("sendMessage", 7)) == 1

    @pytest.mark.parametrize("status", ["left", "kicked"])
    async def test_a_group_that_put_the_bot_out_is_forgotten(
        self, api: BotApi, start: Starter, store: SqliteStore, status: str
    ) -> None:
        api.world.group(-5)
        api.world.join(-5, 123456, status)
        group = Group(-5, "gio", weekly_day=7)
        store.chats.keep_group(group)
        store.letters.add([Letter(-5, MOMENT, Kind.WEEKLY, "gio")])
        async with start():
            await settled(store, MOMENT)
        assert store.chats.group(-5) is None
        assert store.letters.of_chat(-5) == []

    async def test_another_refusal_ends_one_letter_and_no_other(
        self, api: BotApi, start: Starter, store: SqliteStore, caplog: pytest.LogCaptureFixture
    ) -> None:
        for chat in (7, 8):
            api.world.chat(chat)
        api.failing.plan("sendMessage", Failure(400, "Bad Request: chat not found"), chat=7)
        number = send_out(store, [7, 8])
        async with start():
            await settled(store, MOMENT)
        assert counts(store, number) == (1, 0, 1)
        assert "a letter was refused: Bad Request: chat not found" in caplog.text
        assert store.chats.followed(7) == ["gio"]

    async def test_a_group_that_may_not_be_written_to_keeps_its_weekly_schedule(
        self, api: BotApi, start: Starter, store: SqliteStore
    ) -> None:
        api.world.group(-5).muted = True
        store.chats.keep_group(Group(-5, "gio", weekly_day=7))
        store.letters.add([Letter(-5, MOMENT, Kind.WEEKLY, "gio")])
        async with start():
            await settled(store, MOMENT)
        assert due_of(store, -5) == datetime(2026, 11, 29, 7, 30, tzinfo=VIETNAM)

    async def test_a_letter_that_cannot_be_worded_is_passed_over(
        self, api: BotApi, start: Starter, store: SqliteStore, caplog: pytest.LogCaptureFixture
    ) -> None:
        for chat in (7, 8):
            api.world.chat(chat)
        store.letters.add([Letter(7, MOMENT, Kind.RENEWAL, "vô nghĩa")])
        number = send_out(store, [8])
        async with start():
            await settled(store, MOMENT)
        assert counts(store, number) == (1, 0, 0)
        assert store.letters.of_chat(7) == []
        assert "a letter of the kind renewal cannot be worded" in caplog.text


class TestWaiting:
    async def test_a_chat_that_must_wait_holds_up_nobody(
        self, api: BotApi, start: Starter, store: SqliteStore, clock: Clock
    ) -> None:
        chats = range(1, 31)
        for chat in chats:
            api.world.chat(chat)
        api.failing.plan("sendMessage", too_many(40), chat=3)
        number = send_out(store, chats)
        async with start():
            await settled(store, MOMENT)
            assert counts(store, number) == (29, 0, 0)
            assert due_of(store, 3) == MOMENT + timedelta(seconds=41)
            clock.now = MOMENT + timedelta(seconds=41)
            await settled(store, clock.now)
        assert counts(store, number) == (30, 0, 0)
        assert all(len(api.shown(chat)) == 1 for chat in chats)

    async def test_while_telegram_is_out_of_reach_a_letter_waits_longer_each_time(
        self, api: BotApi, start: Starter, store: SqliteStore, clock: Clock
    ) -> None:
        api.world.chat(7)
        for status in (500, 502, 0, 503):
            api.failing.plan("sendMessage", Failure(status), chat=7)
        number = send_out(store, [7])
        waits = []
        async with start():
            for tries in range(1, 5):
                await api.until(
                    lambda tries=tries: len(api.made("sendMessage", 7)) == tries, "a try"
                )
                await settled(store, clock.now)
                waits.append((due_of(store, 7) - clock.now).total_seconds())
                clock.now = due_of(store, 7)
            await settled(store, clock.now)
        assert waits == [5, 10, 20, 40]
        assert counts(store, number) == (1, 0, 0)

    async def test_of_many_letters_one_alone_tries_until_telegram_is_back(
        self, desk: Desk, store: SqliteStore
    ) -> None:
        sent: list[int] = []
        carrier = Carrier(desk, sent, 502)
        number = send_out(store, range(1, 101))
        for _ in range(5):
            await carrier.round()
        assert len(sent) == post.AT_ONCE + 4
        carrier.status = 200
        await carrier.round()
        assert len(sent) == post.AT_ONCE + 5
        await carrier.round()
        assert len(sent) == 2 * post.AT_ONCE + 5
        assert counts(store, number) == (1 + post.AT_ONCE, 0, 0)

    async def test_a_refused_token_loses_no_letter(self, desk: Desk, store: SqliteStore) -> None:
        carrier = Carrier(desk, [], 401)
        number = send_out(store, [7])
        await carrier.round()
        assert counts(store, number) == (0, 0, 0)
        assert due_of(store, 7) == MOMENT + timedelta(seconds=post.FIRST_PAUSE)

    async def test_a_call_without_an_answer_is_not_repeated(
        self, api: BotApi, start: Starter, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("handlers.delivery.transport.READ_SECONDS", 0.2)
        api.world.chat(7)
        api.failing.plan("sendMessage", Failure(done=True, seconds=30), chat=7)
        number = send_out(store, [7])
        async with start():
            await settled(store, MOMENT)
        assert counts(store, number) == (0, 0, 1)
        assert len(api.made("sendMessage", 7)) == 1

    async def test_a_broken_connection_is_tried_again_though_it_may_have_arrived(
        self, api: BotApi, start: Starter, store: SqliteStore, clock: Clock
    ) -> None:
        api.world.chat(7)
        api.failing.plan("sendMessage", BREAK_AFTERWARDS, chat=7)
        number = send_out(store, [7])
        async with start():
            await settled(store, MOMENT)
            clock.now = due_of(store, 7)
            await settled(store, clock.now)
        assert len(api.shown(7)) == 2
        assert counts(store, number) == (1, 0, 0)
