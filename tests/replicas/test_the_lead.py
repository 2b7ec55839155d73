"""One replica has the lead: it sends letters, late calls, and polls; another takes over."""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from datetime import timedelta

import psycopg
import pytest

from bot.store.kept import Handled, Letter
from bot.store.postgres import PostgresStore
from handlers.delivery import post, service
from tests.conftest import MOMENT, Clock
from tests.process.program import until
from tests.replicas.balancing import Replica, Replicas
from tests.store.looking import rows
from tests.telegram.chatting import replies, said
from tests.telegram.conftest import KITE
from tests.telegram.posting import EVENING, counts, evening, send_out
from tests.telegram_server.server import BotApi

LETTERS = 5000 if os.environ.get("DELIVERY_LONG") else 40


def break_connections(replica: Replica) -> None:
    with psycopg.connect(replica.store._address.url, autocommit=True) as connection:
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )


def known(api: BotApi, most: int) -> None:
    """Let people have started the bot."""
    for user in range(1, most + 1):
        api.world.chat(user)


async def all_gone(store: PostgresStore) -> None:
    """Wait until no letter is left, in nobody's hands either."""

    def found() -> bool:
        return rows(store, "select * from letters") == []

    await asyncio.to_thread(until, found, "no letters any more")


async def leader(replicas: Replicas) -> Replica:
    """Return the replica that has the lead, once there is one alone."""

    def found() -> Replica | None:
        leaders = [replica for replica in replicas.all if replica.leads]
        return leaders[0] if len(leaders) == 1 else None

    return await asyncio.to_thread(until, found, "a replica that leads")


@pytest.mark.usefixtures("swift", "quick")
class TestTheLead:
    async def test_one_replica_sends_a_letter_and_only_once(
        self, api: BotApi, replicas: Replicas, clock: Clock
    ) -> None:
        async with replicas.started(3):
            store = replicas[0].store
            known(api, LETTERS)
            letters = [evening(chat) for chat in range(1, LETTERS + 1)]
            await asyncio.to_thread(store.letters.add, letters)
            clock.now = EVENING
            await all_gone(store)
            await leader(replicas)
        made = Counter(call.given["chat_id"] for call in api.made("sendMessage"))
        assert made == Counter(range(1, LETTERS + 1))

    async def test_another_one_takes_over_when_it_ends(
        self, api: BotApi, replicas: Replicas, clock: Clock
    ) -> None:
        async with replicas.started():
            first = await leader(replicas)
            [other] = [replica for replica in replicas.all if replica is not first]
            known(api, 30)
            number = send_out(other.store, range(1, 31))  # type: ignore[arg-type]
            await api.until(lambda: len(api.made("sendMessage")) > 5, "some letters")
            first.store._claims.close()  # as when its process is killed
            await all_gone(other.store)
            await asyncio.to_thread(until, lambda: other.leads, "another leader")
            await asyncio.to_thread(until, lambda: not first.leads, "that the first one notices")
            done = counts(other.store, number)  # type: ignore[arg-type]
        assert done == (30, 0, 0)
        assert [len(api.made("sendMessage", chat)) for chat in range(1, 31)] == [1] * 30

    async def test_who_loses_it_for_a_moment_sends_nothing_twice(
        self, api: BotApi, replicas: Replicas, clock: Clock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(post, "IN_HAND", timedelta(seconds=15))
        clock.run()  # what was in the hands of one that lost the lead is free again after a while
        async with replicas.started(3):
            await leader(replicas)
            known(api, 120)
            send_out(replicas[0].store, range(1, 121))  # type: ignore[arg-type]
            for some in (5, 30, 60):
                await api.until(lambda: len(api.made("sendMessage")) > some, "letters")  # noqa: B023
                await asyncio.to_thread(break_connections, replicas[0])
            await all_gone(replicas[0].store)
        sent = [len(api.made("sendMessage", chat)) for chat in range(1, 121)]
        assert sent == [1] * 120

    async def test_a_letter_in_the_hands_of_one_that_died_comes_a_little_later(
        self, api: BotApi, replicas: Replicas, clock: Clock
    ) -> None:
        async with replicas.started(1):
            store = replicas[0].store
            store.letters.add([Letter(1, MOMENT + timedelta(minutes=1), evening(1).kind,
                                      evening(1).subject)])  # fmt: skip
            [letter] = store.letters.of_chat(1)
            clock.now = MOMENT + timedelta(minutes=1)
            later = clock.now + timedelta(minutes=2)
            taken = store.letters.take([letter.number], "who died", clock.now, later)
            assert taken == {letter.number} or api.made("sendMessage", 1)
            clock.now = later
            await all_gone(store)
        assert len(api.made("sendMessage", 1)) == 1

    async def test_it_makes_the_calls_that_others_have_put_off(
        self, api: BotApi, replicas: Replicas
    ) -> None:
        async with replicas.started():
            await leader(replicas)
            [other] = [replica for replica in replicas.all if not replica.leads]
            texts = [f'{{"method": "sendMessage", "chat_id": 7, "text": "{at}"}}' for at in "abc"]
            api.world.chat(7)
            put_off = other.store.updates.mark_handled([Handled(99, later=tuple(texts))])[0]
            other.side._courier.outbox.post(put_off)
            await api.until(lambda: len(api.made("sendMessage", 7)) == 3, "three calls")
            await asyncio.to_thread(
                until, lambda: not other.store.updates.calls_put_off(), "nothing put off"
            )
        assert [call.text for call in api.made("sendMessage", 7)] == ["a", "b", "c"]


class TestPolling:
    async def test_one_process_polls_and_another_takes_over(
        self, api: BotApi, replicas: Replicas, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(service, "_PAUSE", 0.05)
        async with replicas.started(2, webhook_url=None, poll_seconds=1):
            first = await leader(replicas)
            [other] = [replica for replica in replicas.all if replica is not first]
            assert len(await replies(api)) == 0
            await said(api, KITE)
            first.store._claims.close()  # as when its connection is lost for good
            first.side._lead._note(lost=True)
            await asyncio.to_thread(until, lambda: other.leads, "another leader")
            for user in range(2, 12):
                await api.say(KITE, user=user)
            await api.all_confirmed()
        assert [len(api.made("sendMessage", user)) for user in range(1, 12)] == [1] * 11
