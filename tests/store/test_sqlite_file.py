from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.store import sqlite
from bot.store.kept import Handled
from bot.store.migrations import MIGRATIONS
from bot.store.sqlite import SqliteStore
from tests.store.looking import KITE, mark, questions, rows


@pytest.fixture
def store(place: Path) -> Iterator[SqliteStore]:
    made = SqliteStore(place)
    yield made
    made.close()


def test_a_working_store_answers_a_ping_and_a_closed_one_does_not(place: Path) -> None:
    store = SqliteStore(place)
    store.ping()
    store.close()
    with pytest.raises(StoreError, match=str(place)):
        store.ping()


def test_everything_is_there_after_reopening(place: Path) -> None:
    store = SqliteStore(place)
    number = store.questions.record(KITE)
    store.questions.rate(number, helpful=True)
    mark(store, 7)
    store.releases.publish("abc", {"a": b"1"}, "lan")
    store.close()
    again = SqliteStore(place)
    try:
        assert questions(place) == [(number, KITE.question, 1)]
        assert again.updates.handled([7, 8]).keys() == {7}
        found = again.releases.newest()
        assert found is not None
        assert found[1] == {"a": b"1"}
        assert again.questions.record(KITE) != number
    finally:
        again.close()


def test_the_file_carries_the_number_of_migrations_done(store: SqliteStore, place: Path) -> None:
    assert rows(place, "pragma user_version") == [(len(MIGRATIONS),)]


def test_a_new_migration_runs_once_and_keeps_what_was_there(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wish = ("create table wishes (id {integer})",)
    old = SqliteStore(place)
    old.questions.record(KITE)
    old.close()
    monkeypatch.setattr(sqlite, "MIGRATIONS", (*MIGRATIONS, wish))
    for _ in range(2):
        SqliteStore(place).close()
        assert rows(place, "pragma user_version") == [(len(MIGRATIONS) + 1,)]
    assert len(questions(place)) == 1
    assert rows(place, "select * from wishes") == []


def test_a_file_of_the_first_version_is_copied_and_brought_up_to_date(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sqlite, "MIGRATIONS", MIGRATIONS[:1])
        old = SqliteStore(place)
        old._db.execute("insert into updates (id, moment, note) values (7, '2999', 'x')")
        old._db.conn.commit()
        old.questions.record(KITE)
        old.close()
    store = SqliteStore(place)
    copied = place.with_name("bot.db.v1")
    assert rows(copied, "pragma user_version") == [(1,)]
    assert len(questions(copied)) == 1
    assert rows(copied, "pragma integrity_check") == [("ok",)]
    try:
        assert store.updates.handled([7, 8]) == {7: Handled(7, note="x")}
        assert store.updates.calls_put_off() == []
        assert len(questions(place)) == 1
    finally:
        store.close()


def test_a_failing_migration_leaves_the_file_as_it_was(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    torn = ("create table wishes (id {integer})", "create table questions (id {integer})")
    SqliteStore(place).close()
    monkeypatch.setattr(sqlite, "MIGRATIONS", (*MIGRATIONS, torn))
    with pytest.raises(StoreError):
        SqliteStore(place)
    assert rows(place, "pragma user_version") == [(len(MIGRATIONS),)]
    assert rows(place, "select name from sqlite_master where name = 'wishes'") == []


def test_a_database_of_a_newer_program_is_refused_and_left_alone(place: Path) -> None:
    SqliteStore(place).close()
    with closing(sqlite3.connect(place)) as connection:
        connection.execute(f"pragma user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(StoreError) as caught:
        SqliteStore(place)
    assert str(caught.value) == (
        f"{place}: cơ sở dữ liệu do bản mới hơn tạo; hãy chạy bản mới hơn"
    )
    assert rows(place, "pragma user_version") == [(len(MIGRATIONS) + 1,)]


def test_a_file_where_the_folder_should_be_is_a_clear_fault(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(StoreError, match="kiểm tra quyền"):
        SqliteStore(tmp_path / "data" / "bot.db")


def test_a_folder_where_the_file_should_be_is_a_clear_fault(place: Path) -> None:
    place.mkdir(parents=True)
    with pytest.raises(StoreError, match="không mở được cơ sở dữ liệu"):
        SqliteStore(place)


def test_a_file_that_is_no_database_is_a_clear_fault_and_left_alone(place: Path) -> None:
    place.parent.mkdir()
    place.write_text("diều và mèo " * 1000, "utf-8")
    with pytest.raises(StoreError, match=str(place)):
        SqliteStore(place)
    assert place.read_text("utf-8") == "diều và mèo " * 1000


def test_a_full_disk_is_one_fault_and_the_store_works_again_after_it(
    store: SqliteStore, place: Path
) -> None:
    first = store.questions.record(KITE)
    db = store._db
    pages = db.execute("pragma page_count").fetchone()[0]
    db.execute(f"pragma max_page_count = {pages}")
    with pytest.raises(StoreError, match="full"):
        store.questions.record(replace(KITE, question="x" * 100_000))
    db.execute("pragma max_page_count = 1000000")
    second = store.questions.record(KITE)
    assert [number for number, *_ in questions(place)] == [first, second]


def test_an_error_inside_a_write_undoes_the_write(store: SqliteStore, place: Path) -> None:
    def torn() -> None:
        with store.writing() as db:
            db.execute("insert into updates (id, moment, note) values (1, '', '')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        torn()
    assert store.updates.handled([1]) == {}
    mark(store, 2)
    assert store.updates.handled([1, 2]).keys() == {2}


def test_many_may_open_a_new_file_at_once(tmp_path: Path) -> None:
    def visit(place: Path) -> None:
        store = SqliteStore(place)
        try:
            store.questions.record(KITE)
        finally:
            store.close()

    with ThreadPoolExecutor(8) as pool:
        for attempt in range(5):
            place = tmp_path / str(attempt) / "bot.db"
            list(pool.map(visit, [place] * 8))
