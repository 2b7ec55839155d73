from __future__ import annotations

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from bot.errors import StoreError
from bot.store import sqlite
from bot.store.base import Asked, Handled
from bot.store.sqlite import MIGRATIONS, SqliteStore

NOON = datetime(2026, 11, 22, 12, tzinfo=timezone(timedelta(hours=7)))
KITE = Asked(NOON, "web", "diều giá …", "answered", ("mua-dieu", "tha-dieu"), 0.9)


def rows(place: Path, query: str) -> list[tuple[Any, ...]]:
    """Look past the store into its file."""
    with closing(sqlite3.connect(place)) as connection:
        return connection.execute(query).fetchall()


def questions(place: Path) -> list[tuple[Any, ...]]:
    return rows(place, "select id, question, helpful from questions order by id")


def test_a_question_is_kept_with_all_its_fields(store: SqliteStore, place: Path) -> None:
    number = store.record(KITE)
    [row] = rows(place, "select * from questions")
    assert row == (
        number, "2026-11-22T05:00:00+00:00", "web", "diều giá …", "answered",
        json.dumps(["mua-dieu", "tha-dieu"]), 0.9, None,
    )  # fmt: skip


def test_nothing_kept_could_name_a_person(place: Path, store: SqliteStore) -> None:
    columns = {row[1] for row in rows(place, "pragma table_info(questions)")}
    assert columns == {
        "id", "moment", "channel", "question", "status", "topics", "confidence", "helpful",
    }  # fmt: skip


def test_every_question_gets_a_number_of_its_own(store: SqliteStore) -> None:
    numbers = [store.record(KITE) for _ in range(5)]
    assert len(set(numbers)) == 5
    assert all(number > 0 for number in numbers)


@pytest.mark.parametrize("helpful", [True, False])
def test_a_verdict_belongs_to_one_question_only(
    store: SqliteStore, place: Path, helpful: bool
) -> None:
    first, second = store.record(KITE), store.record(KITE)
    assert store.rate(second, helpful)
    assert questions(place) == [(first, KITE.question, None), (second, KITE.question, helpful)]


def test_the_last_verdict_counts(store: SqliteStore, place: Path) -> None:
    number = store.record(KITE)
    store.rate(number, helpful=True)
    store.rate(number, helpful=False)
    assert questions(place) == [(number, KITE.question, 0)]


@pytest.mark.parametrize("number", [0, -1, 2, 2**63 - 1, 2**63, 10**60])
def test_a_verdict_on_an_unknown_question_is_refused(store: SqliteStore, number: int) -> None:
    store.record(KITE)
    assert not store.rate(number, helpful=True)


def test_old_questions_are_forgotten_and_younger_ones_stay(
    store: SqliteStore, place: Path
) -> None:
    for days in (3, 2, 1):
        store.record(replace(KITE, moment=NOON - timedelta(days=days), question=str(days)))
    assert store.forget_before(NOON - timedelta(days=2)) == 1
    assert [question for _, question, _ in questions(place)] == ["2", "1"]


def test_the_moment_counts_and_not_the_time_zone_it_is_told_in(
    store: SqliteStore, place: Path
) -> None:
    store.record(KITE)
    assert store.forget_before(NOON.astimezone(UTC)) == 0
    assert store.forget_before(NOON.astimezone(UTC) + timedelta(seconds=1)) == 1
    assert questions(place) == []


def mark(store: SqliteStore, *numbers: int) -> None:
    store.mark_handled([Handled(number) for number in numbers])


def test_handled_updates_are_told_from_new_ones(store: SqliteStore) -> None:
    kept = [Handled(7), Handled(9, "abc", "passed over: KeyError", "{}")]
    store.mark_handled(kept)
    assert store.handled([6, 7, 8, 9]) == {done.update_id: done for done in kept}


def test_a_reply_is_kept_with_its_update_to_the_letter(store: SqliteStore) -> None:
    reply = '{"method": "sendMessage", "text": "Diều\\n“giá”"}'
    store.mark_handled([Handled(7, reply=reply), Handled(8)])
    assert [done.reply for done in store.handled([7, 8]).values()] == [reply, ""]


def test_no_updates_at_all_is_a_question_too(store: SqliteStore) -> None:
    mark(store, 7)
    assert store.handled([]) == {}
    assert store.mark_handled([]) == []


def test_marking_an_update_twice_is_no_error(store: SqliteStore, place: Path) -> None:
    mark(store, 7)
    store.mark_handled([Handled(7, note="again")])
    assert rows(place, "select id, note from updates") == [(7, "again")]


def test_calls_put_off_are_kept_in_order_with_their_update(store: SqliteStore) -> None:
    first, none, second = store.mark_handled(
        [Handled(7, later=("a", "b")), Handled(8), Handled(9, later=("c",))]
    )
    assert [put_off.call for put_off in (*first, *none, *second)] == ["a", "b", "c"]
    assert store.calls_put_off() == [
        replace(put_off, since=put_off.since.replace(microsecond=0))
        for put_off in (*first, *second)
    ]
    assert store.handled([7, 8, 9]).keys() == {7, 8, 9}


def test_a_call_that_was_made_is_forgotten(store: SqliteStore) -> None:
    [kept] = store.mark_handled([Handled(7, later=("a", "b", "c"))])
    store.call_made(kept[1].number)
    store.call_made(10**6)
    assert [put_off.call for put_off in store.calls_put_off()] == ["a", "c"]


def test_updates_are_kept_all_or_none(store: SqliteStore) -> None:
    with pytest.raises(StoreError):
        store.mark_handled([Handled(7, later=("a",)), Handled(8, note=[])])  # type: ignore[arg-type]
    assert store.handled([7, 8]) == {}
    assert store.calls_put_off() == []


def ago(monkeypatch: pytest.MonkeyPatch, age: timedelta) -> None:
    class Earlier(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return datetime.now(tz) - age

    monkeypatch.setattr(sqlite, "datetime", Earlier)


def test_updates_are_remembered_for_as_long_as_telegram_redelivers(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        ago(patch, timedelta(days=5))
        mark(store, 1)
    with monkeypatch.context() as patch:
        ago(patch, timedelta(hours=24))
        store.mark_handled([Handled(2, reply="diều")])
    store.forget_before(NOON)
    assert store.handled([1, 2]) == {2: Handled(2, reply="diều")}


def test_a_reply_goes_when_telegram_cannot_ask_for_it_any_more(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        ago(patch, timedelta(hours=26))
        store.mark_handled([Handled(1, reply="diều")])
    store.forget_before(NOON)
    assert store.handled([1]) == {1: Handled(1)}


def test_a_role_is_played_by_one_store_at_a_time(store: SqliteStore, place: Path) -> None:
    other = SqliteStore(place)
    assert store.claim("telegram")
    assert store.claim("telegram")
    assert not other.claim("telegram")
    assert other.claim("something-else")
    store.close()
    assert other.claim("telegram")
    other.close()


def test_a_role_that_nobody_can_tell_of_is_a_clear_fault(store: SqliteStore, place: Path) -> None:
    (place.parent / "telegram.lock").mkdir()
    with pytest.raises(StoreError, match=r"telegram\.lock"):
        store.claim("telegram")


def test_before_the_first_release_there_is_none(store: SqliteStore) -> None:
    assert store.newest_release() is None


def test_a_release_gives_back_its_files_to_the_byte(store: SqliteStore) -> None:
    files = {"faq/do-choi.yaml": "diều\r\n".encode(), "groups.yaml": b"\x00\xff", "a": b""}
    made = store.publish("abc", files, "lan")
    found = store.newest_release()
    assert found is not None
    release, kept = found
    assert kept == files
    assert (release.number, release.digest, release.author) == (made.number, "abc", "lan")
    assert abs(release.made_at - made.made_at) < timedelta(seconds=1)


def test_publishing_the_same_digest_twice_gives_one_release(
    store: SqliteStore, place: Path
) -> None:
    first = store.publish("abc", {"a": b"1"}, "lan")
    second = store.publish("abc", {"a": b"1"}, "minh")
    assert (second.number, second.author) == (first.number, "lan")
    assert rows(place, "select count(*) from releases") == [(1,)]


def test_going_back_to_an_older_text_is_a_release_of_its_own(store: SqliteStore) -> None:
    numbers = [store.publish(digest, {"a": b"1"}, "lan").number for digest in "xyx"]
    assert numbers == sorted(set(numbers))
    found = store.newest_release()
    assert found is not None
    assert found[0].number == numbers[-1]


def test_a_working_store_answers_a_ping_and_a_closed_one_does_not(place: Path) -> None:
    store = SqliteStore(place)
    store.ping()
    store.close()
    with pytest.raises(StoreError, match=str(place)):
        store.ping()


def test_everything_is_there_after_reopening(place: Path) -> None:
    store = SqliteStore(place)
    number = store.record(KITE)
    store.rate(number, helpful=True)
    mark(store, 7)
    store.publish("abc", {"a": b"1"}, "lan")
    store.close()
    again = SqliteStore(place)
    try:
        assert questions(place) == [(number, KITE.question, 1)]
        assert again.handled([7, 8]).keys() == {7}
        found = again.newest_release()
        assert found is not None
        assert found[1] == {"a": b"1"}
        assert again.record(KITE) != number
    finally:
        again.close()


def test_the_file_carries_the_number_of_migrations_done(store: SqliteStore, place: Path) -> None:
    assert rows(place, "pragma user_version") == [(len(MIGRATIONS),)]


def test_a_new_migration_runs_once_and_keeps_what_was_there(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wish(db: Any) -> None:
        db.execute("create table wishes (id integer)")

    old = SqliteStore(place)
    old.record(KITE)
    old.close()
    monkeypatch.setattr(sqlite, "MIGRATIONS", (*MIGRATIONS, wish))
    for _ in range(2):
        SqliteStore(place).close()
        assert rows(place, "pragma user_version") == [(len(MIGRATIONS) + 1,)]
    assert len(questions(place)) == 1
    assert rows(place, "select * from wishes") == []


def test_a_file_of_the_first_version_is_brought_up_to_date(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sqlite, "MIGRATIONS", MIGRATIONS[:1])
        old = SqliteStore(place)
        old._db.execute("insert into updates (id, moment, note) values (7, '2999', 'x')")
        old._db.conn.commit()
        old.record(KITE)
        old.close()
    store = SqliteStore(place)
    try:
        assert store.handled([7, 8]) == {7: Handled(7, note="x")}
        assert store.calls_put_off() == []
        assert len(questions(place)) == 1
    finally:
        store.close()


def test_a_failing_migration_leaves_the_file_as_it_was(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def torn(db: Any) -> None:
        db.execute("create table wishes (id integer)")
        raise sqlite3.OperationalError("disk I/O error")

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
    first = store.record(KITE)
    db = store._db
    pages = db.execute("pragma page_count").fetchone()[0]
    db.execute(f"pragma max_page_count = {pages}")
    with pytest.raises(StoreError, match="full"):
        store.record(replace(KITE, question="x" * 100_000))
    db.execute("pragma max_page_count = 1000000")
    second = store.record(KITE)
    assert [number for number, *_ in questions(place)] == [first, second]


def test_an_error_inside_a_write_undoes_the_write(store: SqliteStore, place: Path) -> None:
    def torn() -> None:
        with store._writing() as db:
            db.execute("insert into updates (id, moment, note) values (1, '', '')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        torn()
    assert store.handled([1]) == {}
    mark(store, 2)
    assert store.handled([1, 2]).keys() == {2}


def test_threads_at_the_same_time_lose_nothing(store: SqliteStore, place: Path) -> None:
    def work(worker: int) -> list[int]:
        numbers = []
        for at in range(40):
            number = store.record(replace(KITE, question=f"{worker}-{at}"))
            assert store.rate(number, helpful=bool(at % 2))
            mark(store, worker * 1000 + at)
            assert store.handled([worker * 1000 + at]).keys() == {worker * 1000 + at}
            numbers.append(number)
        return numbers

    with ThreadPoolExecutor(8) as pool:
        numbers = [number for found in pool.map(work, range(8)) for number in found]
    assert len(set(numbers)) == 320
    kept = {question: helpful for _, question, helpful in questions(place)}
    assert kept == {f"{worker}-{at}": at % 2 for worker in range(8) for at in range(40)}


def test_two_stores_on_one_file_see_each_other(store: SqliteStore, place: Path) -> None:
    other = SqliteStore(place)
    try:
        number = store.record(KITE)
        assert other.rate(number, helpful=True)
        mark(other, 3)
        assert store.handled([3]).keys() == {3}
    finally:
        other.close()


def test_many_may_open_a_new_file_at_once(tmp_path: Path) -> None:
    def visit(place: Path) -> None:
        store = SqliteStore(place)
        try:
            store.record(KITE)
        finally:
            store.close()

    with ThreadPoolExecutor(8) as pool:
        for attempt in range(5):
            place = tmp_path / str(attempt) / "bot.db"
            list(pool.map(visit, [place] * 8))
            assert len(questions(place)) == 8
