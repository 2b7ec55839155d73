"""What is PostgreSQL's alone."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from typing import Any

import psycopg
import pytest

from bot.errors import StoreError
from bot.store import postgres
from bot.store.kept import Handled, Letter, Relay, Turn
from bot.store.postgres import PostgresStore
from tests.postgresql import Server, server
from tests.process.program import until
from tests.store.looking import KITE, NOON, questions, rows

NOBODY = "postgresql://lan:GEHEIM@127.0.0.1:9/dieu?connect_timeout=2"


@pytest.fixture
def store(database_url: str) -> Iterator[PostgresStore]:
    with closing(PostgresStore(database_url)) as made:
        yield made


def broken(url: str, name: str = "tro-ly-can-cuoc") -> None:
    """Break every connection of the program to a database."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and application_name = %s",
            [name],
        )


class TestFaults:
    def test_a_closed_store_is_a_fault(self, database_url: str) -> None:
        store = PostgresStore(database_url)
        store.ping()
        store.close()
        for work in (store.ping, lambda: store.claim("x"), lambda: store.turns.take([])):
            with pytest.raises(StoreError):
                work()

    def test_what_is_told_of_a_fault_names_nobody(self, store: PostgresStore) -> None:
        relay = Relay(1, 4455667788, -9, 3, NOON)
        store.relays.keep(relay)
        with pytest.raises(StoreError) as caught:
            store.relays.keep(relay)
        assert "duplicate key" in str(caught.value)
        assert "-9" not in str(caught.value)
        assert caught.value.__cause__ is None
        assert caught.value.__suppress_context__

    def test_text_that_cannot_be_kept_is_a_fault_or_kept_without_the_sign(
        self, store: PostgresStore
    ) -> None:
        number = store.questions.record(replace(KITE, question="di\0ều 100%? :x"))
        assert questions(store) == [(number, "di\ufffdều 100%? :x", None)]
        with pytest.raises(StoreError):
            store.questions.record(replace(KITE, question="\ud800"))

    def test_connections_that_break_are_made_anew(
        self, store: PostgresStore, database_url: str
    ) -> None:
        number = store.questions.record(KITE)
        assert store.claim("telegram")
        assert store.turns.take([Turn("b", "1", 1)]) == [True]
        broken(database_url)
        assert store.questions.rate(number, helpful=True)
        assert store.claim("telegram")
        assert store.turns.take([Turn("b", "1", 1)]) == [True]

    def test_an_error_inside_a_write_undoes_the_write(self, store: PostgresStore) -> None:
        def torn() -> None:
            with store.writing("x") as db:
                db.execute("insert into updates (id, moment, note) values (1, '', '')")
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            torn()
        assert store.updates.handled([1]) == {}

    def test_a_kill_of_the_server_loses_nothing_that_was_kept(self) -> None:
        with server(fsync="on") as mine, closing(PostgresStore(mine.database())) as store:
            number = store.questions.record(KITE)
            store.letters.add([Letter(1, NOON, "day", "x")])
            store.updates.mark_handled([Handled(7, reply="diều", later=("call",))])
            assert store.claim("telegram")
            mine.stop(signal.SIGQUIT)
            with pytest.raises(StoreError):
                store.ping()
            with pytest.raises(StoreError):
                store.claim("telegram")
            mine.start()
            until(lambda: works(store.ping), "a store that works again")
            assert questions(store) == [(number, KITE.question, None)]
            assert len(store.letters.due(NOON, 9)) == 1
            assert store.updates.handled([7])[7].reply == "diều"
            assert [kept.call for kept in store.updates.calls_put_off()] == ["call"]
            assert store.claim("telegram")


def works(work: Callable[[], object]) -> bool:
    try:
        work()
    except StoreError:
        return False
    return True


class TestRoles:
    def test_a_role_is_lost_with_its_connection_to_who_is_quicker(
        self, store: PostgresStore, database_url: str
    ) -> None:
        with closing(PostgresStore(database_url)) as other:
            assert store.claim("telegram")
            assert not other.claim("telegram")
            broken(database_url)
            assert other.claim("telegram")
            assert not store.claim("telegram")


class TestTurns:
    def test_a_chat_is_in_the_hands_of_one_process(
        self, store: PostgresStore, database_url: str
    ) -> None:
        mine, others, same = Turn("b", "5", 1), Turn("b", "5", 2), Turn("c", "5", 1)
        with closing(PostgresStore(database_url)) as other:
            assert store.turns.take([mine, Turn("b", "6", 3)]) == [True, True]
            assert other.turns.take([others, same, Turn("b", "7", 4)]) == [False, True, True]
            assert other.turns.take([others]) == [False]
            assert store.turns.give_back([mine]) == [False]
            assert other.turns.take([others]) == [True]

    def test_who_gives_back_knows_whether_another_waits_for_the_same_update(
        self, store: PostgresStore, database_url: str
    ) -> None:
        turn = Turn("b", "5", 1)
        with closing(PostgresStore(database_url)) as other:
            for waits in (True, False):
                assert store.turns.take([turn]) == [True]
                assert other.turns.take([turn]) == [False]
                if not waits:
                    other.turns.give_up([turn])
                assert store.turns.give_back([turn]) == [waits]
                assert other.turns.take([turn]) == [True]
                assert other.turns.give_back([turn]) == [False]

    def test_a_process_that_ends_has_nothing_in_hand(
        self, store: PostgresStore, database_url: str
    ) -> None:
        other = PostgresStore(database_url)
        assert other.turns.take([Turn("b", "5", 1)]) == [True]
        other.close()
        until(lambda: store.turns.take([Turn("b", "5", 2)]) == [True], "a chat that is free")

    def test_nothing_of_them_is_left_in_any_table(
        self, store: PostgresStore, database_url: str
    ) -> None:
        store.turns.take([Turn("b", "44556677", 1)])
        sql = "select table_name from information_schema.tables where table_schema = 'public'"
        assert all(
            "44556677" not in str(rows(store, f"select * from {table}"))
            for (table,) in rows(store, sql)
        )


class TestNews:
    @pytest.fixture
    def told(self, store: PostgresStore) -> threading.Semaphore:
        news = threading.Semaphore(0)
        store.on_release(news.release)
        assert news.acquire(timeout=60)  # at first: something may have been missed
        return news

    def test_a_release_of_another_process_is_told(
        self, told: threading.Semaphore, database_url: str
    ) -> None:
        with closing(PostgresStore(database_url)) as other:
            other.releases.publish("abc", {}, "lan")
            assert told.acquire(timeout=60)
            other.releases.publish("abc", {}, "lan")
            other.releases.publish("def", {}, "lan")
            assert told.acquire(timeout=60)

    def test_after_a_break_it_is_looked_at_again(
        self, told: threading.Semaphore, database_url: str, caplog: pytest.LogCaptureFixture,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        monkeypatch.setattr("bot.store.postgres_listening._PAUSE", 0.01)
        with caplog.at_level(logging.WARNING):
            broken(database_url)
            assert told.acquire(timeout=60)


def test_the_server_of_the_tests_listens_to_no_network(postgresql: Server) -> None:
    with psycopg.connect(postgresql.url("postgres")) as connection:
        found: Any = connection.execute("show listen_addresses").fetchone()
    assert found == ("",)


def test_after_all_connections_have_broken_nobody_waits_for_seconds(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "_PATIENCE", 2.0)
    with closing(PostgresStore(database_url)) as store:
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda _: store.questions.record(KITE), range(64)))
        broken(database_url)
        assert len(questions(store)) == 64
