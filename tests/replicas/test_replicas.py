"""Replicas that share one PostgreSQL are one bot for whoever writes to it.

`DELIVERY_LONG=1` sends 5,000 reminders instead of 40.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections import Counter
from datetime import timedelta

import psycopg
import pytest

from bot.assistant.question import Question
from bot.assistant.reply import Reply
from bot.store.kept import Handled, Letter
from bot.store.postgres import PostgresStore
from handlers.delivery import leading, outbox, post, service
from tests.process.program import until
from tests.replicas.balancing import Replica, Replicas
from tests.store.looking import rows
from tests.telegram.chatting import edit, replies, said
from tests.telegram.conftest import CAT, KITE, MOMENT, Clock, Gate
from tests.telegram.neighbours import Neighbours
from tests.telegram.posting import EVENING, counts, evening, send_out
from tests.telegram_server.server import BotApi

BUY = "mua diều ở đâu"
LETTERS = 5000 if os.environ.get("DELIVERY_LONG") else 40


@pytest.fixture(autouse=True)
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leading, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(outbox, "LOOK_EVERY", 0.05)


def everything(store: PostgresStore) -> str:
    """All that stands in any table, as text."""
    sql = "select table_name from information_schema.tables where table_schema = 'public'"
    return str([rows(store, f"select * from {table}") for (table,) in rows(store, sql)])


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


class TestUpdates:
    async def test_one_that_comes_to_both_at_once_is_answered_once(
        self, api: BotApi, replicas: Replicas
    ) -> None:
        api.queue.twice = True
        async with replicas.started():
            for user in range(1, 13):
                await api.say(KITE, user=user)
            await api.all_confirmed()
        assert [len(api.made("sendMessage", user)) for user in range(1, 13)] == [1] * 12

    async def test_one_that_was_answered_elsewhere_gets_the_same_answer_again(
        self, api: BotApi, replicas: Replicas
    ) -> None:
        async with replicas.started():
            first = await replicas.post(0, KITE, 1)
            again = await replicas.post(1, KITE, 1)
            assert len(rows(replicas[0].store, "select id from questions")) == 1
        assert "20.000" in first
        assert again == first

    async def test_those_of_a_chat_are_handled_one_after_the_other(
        self, replicas: Replicas, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async with replicas.started():
            gate = Gate(replicas[0].desk, monkeypatch)
            first = replicas.post(0, KITE, 1)
            await gate.reached.wait()
            second = replicas.post(1, CAT, 2)
            assert "mèo" in await replicas.post(1, CAT, 3, user=2)
            assert not second.done()
            gate.opened.set()
            await asyncio.gather(first, second)
            found = rows(replicas[0].store, "select question from questions order by id")
        assert [question for (question,) in found] == [CAT, KITE, CAT]

    async def test_a_replica_that_is_gone_leaves_its_chats_to_the_others(
        self, replicas: Replicas, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async with replicas.started():
            gate = Gate(replicas[0].desk, monkeypatch)
            first = replicas.post(0, KITE, 1)
            await gate.reached.wait()
            again = replicas.post(1, KITE, 1)
            replicas[0].store.turns.close()  # as when its process is killed
            assert "20.000" in await again
            gate.opened.set()
            await first

    async def test_without_the_database_people_are_answered(
        self, api: BotApi, replicas: Replicas, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("bot.store.postgres._PATIENCE", 0.2)
        async with replicas.started():
            for replica in replicas.all:
                replica.store.close()
            await api.say(KITE)
            await api.all_confirmed()
            assert len(api.made("sendMessage")) == 1


class TestConversations:
    async def test_what_is_asked_next_goes_on_in_the_other_replica(
        self, replicas: Replicas, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        contexts: list[tuple[str, ...]] = []

        async with replicas.started():
            engine = replicas[0].desk.engine
            answer = engine.answer

            def noted(question: Question) -> Reply:
                contexts.append(question.context)
                return answer(question)

            monkeypatch.setattr(engine, "answer", noted)
            for number, text in enumerate((BUY, "bao nhiêu tiền", "cảm ơn"), 1):
                await replicas.post(number % 2, text, number)
            await replicas.post(0, "bao nhiêu tiền", 4, user=2)
        assert contexts == [(), (BUY,), (BUY, "bao nhiêu tiền"), ()]

    async def test_an_edited_question_is_known_by_the_other_replica(
        self, api: BotApi, replicas: Replicas
    ) -> None:
        async with replicas.started(3):
            await said(api, KITE, message_id=50)
            for _ in range(3):
                await edit(api, f"{KITE}?", 50)
            assert len(await replies(api)) == 1
            await edit(api, CAT, 50)
            assert len(await replies(api)) == 2

    async def test_after_a_while_nothing_of_them_is_left(
        self, api: BotApi, replicas: Replicas
    ) -> None:
        async with replicas.started(1):
            await said(api, "Con diều bao nhiêu tiền, gọi 0912345678")
            store = replicas[0].store
            parts = dict(rows(store, "select part, state from recent"))
            assert "bao nhiêu tiền" in parts["talk"]
            assert "0912345678" not in everything(store)
            [(until_,)] = rows(store, "select until from recent where part = 'talk'")
            with store.writing() as db:
                db.execute("update recent set until = ?", [until_.replace("20", "19", 1)])
            assert store.recent.forget() == len(parts)
            assert rows(store, "select * from recent") == []
            assert replicas[0].desk.memory.conversations("telegram:") == {}

    async def test_who_has_all_deleted_has_it_deleted_for_all_replicas(
        self, api: BotApi, replicas: Replicas
    ) -> None:
        async with replicas.started():
            for text in (KITE, CAT, "/xoa"):
                await said(api, text)
            data = next(
                each["callback_data"]
                for shown in reversed(api.world.chat(1).messages.values())
                for row in shown.get("reply_markup", {}).get("inline_keyboard", ())
                for each in row
                if each.get("callback_data", "").endswith(":xoa")
            )
            await api.press(data)
            await api.all_confirmed()
            [(part,)] = rows(replicas[0].store, "select part from recent")
            assert part == "flood"
            assert KITE not in str(rows(replicas[0].store, "select * from recent"))


class TestLimits:
    async def test_who_writes_too_fast_is_told_so_whoever_answers(
        self, api: BotApi, replicas: Replicas, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("handlers.delivery.flood._MINUTES", 1)
        async with replicas.started(messages_per_minute=3):
            for _ in range(8):
                await api.say(KITE)
            await api.all_confirmed()
            notes = rows(replicas[0].store, "select note from updates order by id")
        assert [note for (note,) in notes] == [""] * 3 + ["flood"] * 5

    async def test_a_group_has_as_many_answers_as_with_one_process(
        self, api: BotApi, replicas: Replicas
    ) -> None:
        async with replicas.started(group_replies_per_hour=3):
            xom = Neighbours(api)
            answers = [len(await xom.says(f"/hoi {KITE}")) for _ in range(6)]
        assert answers == [1, 1, 1, 1, 0, 0]  # the fourth one says that there are no more


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
        began = time.monotonic()
        monkeypatch.setattr(
            Clock, "__call__", lambda _: MOMENT + timedelta(seconds=time.monotonic() - began)
        )
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
