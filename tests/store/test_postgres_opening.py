"""A database of PostgreSQL as a process opens it: empty, old, newer, or out of reach."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from bot.errors import StoreError
from bot.store import postgres
from bot.store.migrations import MIGRATIONS
from bot.store.postgres import PostgresStore
from tests.store.looking import KITE, questions, rows

NOBODY = "postgresql://lan:GEHEIM@127.0.0.1:9/dieu?connect_timeout=2"


class TestOpening:
    def test_everything_is_there_after_opening_again(self, database_url: str) -> None:
        with closing(PostgresStore(database_url)) as first:
            number = first.questions.record(KITE)
        with closing(PostgresStore(database_url)) as again:
            assert questions(again) == [(number, KITE.question, None)]
            assert again.questions.record(KITE) != number
            assert rows(again, "select version from schema") == [(len(MIGRATIONS),)]

    def test_many_may_open_an_empty_database_at_once(self, database_url: str) -> None:
        def visit(_: int) -> None:
            with closing(PostgresStore(database_url)) as store:
                store.questions.record(KITE)

        with ThreadPoolExecutor(6) as pool:
            list(pool.map(visit, range(6)))
        with closing(PostgresStore(database_url)) as store:
            assert len(questions(store)) == 6

    def test_a_new_migration_runs_once_and_keeps_what_was_there(
        self, database_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with closing(PostgresStore(database_url)) as store:
            store.questions.record(KITE)
        wish = ("create table wishes (id {integer})",)
        monkeypatch.setattr(postgres, "MIGRATIONS", (*MIGRATIONS, wish))
        for _ in range(2):
            with closing(PostgresStore(database_url)) as store:
                assert rows(store, "select version from schema") == [(len(MIGRATIONS) + 1,)]
                assert len(questions(store)) == 1

    def test_a_failing_migration_leaves_the_tables_as_they_were(
        self, database_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        PostgresStore(database_url).close()
        torn = ("create table wishes (id {integer})", "create table questions (id {integer})")
        with monkeypatch.context() as patch:
            patch.setattr(postgres, "MIGRATIONS", (*MIGRATIONS, torn))
            with pytest.raises(StoreError, match="already exists"):
                PostgresStore(database_url)
        with closing(PostgresStore(database_url)) as store:
            assert rows(store, "select to_regclass('wishes')") == [(None,)]
            assert store.examine() == []

    def test_tables_of_a_newer_program_are_refused_and_left_alone(self, database_url: str) -> None:
        with closing(PostgresStore(database_url)) as store, store.writing() as db:
            db.execute("update schema set version = version + 1")
        with pytest.raises(StoreError, match="hãy chạy bản mới hơn"):
            PostgresStore(database_url)
        with closing(PostgresStore(database_url, furnish=False)) as store:
            [fault] = store.examine()
            assert f"phiên bản {len(MIGRATIONS) + 1}" in fault

    def test_a_server_that_is_too_old_is_refused(
        self, database_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(postgres, "_OLDEST", 990_000)
        with pytest.raises(StoreError, match="PostgreSQL 15"):
            PostgresStore(database_url)

    def test_looking_at_an_empty_database_makes_nothing(self, database_url: str) -> None:
        with closing(PostgresStore(database_url, furnish=False)) as store:
            assert store.examine() == []
            assert rows(store, "select to_regclass('questions')") == [(None,)]

    def test_a_server_out_of_reach_is_a_clear_fault_without_the_password(self) -> None:
        with pytest.raises(StoreError) as caught:
            PostgresStore(NOBODY)
        told = str(caught.value)
        assert told.startswith("PostgreSQL 127.0.0.1:9/dieu: lỗi cơ sở dữ liệu (")
        assert "GEHEIM" not in told
        assert "\n" not in told

    @pytest.mark.parametrize(
        "url", ["postgresql://lan:GE%HEIM@x/dieu", "postgresql://lan:GEHEIM@x:port/dieu"]
    )
    def test_an_address_that_is_none_is_told_without_the_password(
        self, url: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        with pytest.raises(StoreError) as caught:
            PostgresStore(url)
        assert "HEIM" not in f"{caught.value}{caplog.text}"
