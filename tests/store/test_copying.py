"""An installation that moves: from one engine to the other and back, into a file and out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.store import copying
from bot.store.copying import copy_all, summary
from bot.store.kept import (
    Deed,
    Draft,
    Figure,
    Group,
    Handled,
    Known,
    Letter,
    NewBatch,
    Part,
    Relay,
    StaffMember,
    Wording,
)
from bot.store.migrations import TABLES
from bot.store.moving import fill, in_use, save
from bot.store.sqlite import SqliteStore
from tests.store.looking import KITE, NOON, Kept, rows

MOVING = [table for table in TABLES if table != "secrets"]


def furnish(store: Kept) -> None:
    """Keep something in every table, with signs and numbers that are easily lost."""
    number = store.questions.record(replace(KITE, question="diều 😀 “giá” \x01 100%?", topics=()))
    store.questions.record_all([KITE] * 1200)
    store.questions.rate(number, helpful=False)
    store.questions.hand_over(number)
    store.questions.record(replace(KITE, confidence=0.1 + 0.2))
    later = ('{"text": "diều\\u0000"}',)
    known = Known("1", (Part("talk", datetime.now(UTC) + timedelta(hours=1), "{}"),))
    store.updates.mark_handled([Handled(2**62, "m", "n", "r", later, known)])
    for at in range(15):
        store.releases.publish(f"digest {at}", {"a.yaml": bytes(range(256)) * at}, "lan")
    store.chats.keep_group(Group(-(10**12), "mau", 7, weekly_day=3))
    store.chats.follow(5, "mau")
    store.letters.add([Letter(5, NOON, "day", "2027-01-01", batch=None)])
    store.letters.announce(
        3, [(NewBatch("news", "Phiên\nmới", "lan"), [Letter(5, NOON, "n", "")])]
    )
    store.wordings.keep(1, [Wording("K7", "diều", "vi", date(2026, 1, 1), None, 1)])
    lan = store.staff.keep(StaffMember("Lan", "editor", ("mau",), 77))
    store.staff.invite(lan, NOON, timedelta(hours=1))
    store.audit.note(Deed(NOON, "Lan", "edit", "faq/do-choi.yaml"))
    store.drafts.keep(Draft("Lan", "sửa", {"a": None}, {"a": ""}, NOON))
    store.relays.keep(Relay(number, 5, -9, 3, NOON))
    store.figures.keep(Figure("mau", date(2026, 1, 1), "the", 5, "Lan"))
    store.secrets.settle("key", b"x" * 32)


def summaries(store: Kept) -> dict[str, tuple[int, str]]:
    with store.reading() as db:
        return {table: summary(db, table) for table in MOVING}


@pytest.fixture
def target(tmp_path: Path) -> Iterator[SqliteStore]:
    with closing(SqliteStore(tmp_path / "target" / "bot.db")) as made:
        yield made


def test_everything_is_copied_and_equal(store: Kept, target: SqliteStore) -> None:
    furnish(store)
    copied = copy_all(store, target)
    assert all(copied.rows[table] > 0 for table in MOVING)
    assert copied.total == sum(copied.rows.values())
    assert summaries(target) == summaries(store)
    assert rows(target, "select * from recent") == rows(target, "select * from secrets") == []
    found, kept = target.releases.newest(), store.releases.newest()
    assert found == kept


def test_the_other_way_round_numbers_go_on_behind_the_last_one(
    store: Kept, target: SqliteStore
) -> None:
    furnish(target)
    copy_all(target, store)
    assert summaries(store) == summaries(target)
    assert store.questions.record(KITE) == 1203
    assert store.releases.publish("new", {}, "lan").number == 16
    assert store.staff.keep(StaffMember("Minh", "viewer")) == 2
    assert store.drafts.keep(Draft("Lan", "sửa", {}, {}, NOON)) == 2


def test_an_empty_installation_is_copied_too(store: Kept, target: SqliteStore) -> None:
    assert copy_all(target, store).total == 0
    assert store.questions.record(KITE) == 1


def test_a_target_with_anything_in_it_is_left_alone(store: Kept, target: SqliteStore) -> None:
    furnish(target)
    store.figures.keep(Figure("mau", date(2026, 1, 1), "the", 5, "Lan"))
    with pytest.raises(StoreError, match="bảng figures"):
        copy_all(target, store)
    assert rows(store, "select count(*) from questions") == [(0,)]
    assert rows(store, "select count(*) from figures") == [(1,)]


def test_a_copy_that_is_not_equal_is_undone(
    store: Kept, target: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    insert = copying._insert

    def torn(db: object, table: str, columns: list[str], found: list[object]) -> None:
        insert(db, table, columns, found[:-1] if table == "staff" else found)  # type: ignore[arg-type]

    furnish(target)
    with monkeypatch.context() as patch:
        patch.setattr(copying, "_insert", torn)
        with pytest.raises(StoreError):
            copy_all(target, store)
    assert rows(store, "select count(*) from questions") == [(0,)]
    copy_all(target, store)


def test_what_is_written_meanwhile_is_not_half_copied(
    opened: Callable[[], Kept], target: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, writer = opened(), opened()
    source.questions.record_all([KITE] * 600)
    insert = copying._insert

    def busy(*given: object) -> None:
        writer.questions.record(KITE)
        insert(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(copying, "_insert", busy)
    assert copy_all(source, target).rows["questions"] == 600
    assert rows(source, "select count(*) from questions") == [(602,)]


def test_a_store_in_use_is_saved_to_a_file_and_loaded_from_it(
    store: Kept, target: SqliteStore, tmp_path: Path
) -> None:
    furnish(store)
    place = tmp_path / "saved.db"
    save(store, place)
    fill(target, place)
    assert summaries(target) == summaries(store)


def test_a_file_that_is_torn_is_not_loaded(target: SqliteStore, tmp_path: Path) -> None:
    with closing(SqliteStore(tmp_path / "bot.db")) as source:
        source.questions.record_all([KITE] * 1000)
    content = bytearray((tmp_path / "bot.db").read_bytes())
    content[20_000:30_000] = b"\xff" * 10_000
    (tmp_path / "bot.db").write_bytes(content)
    with pytest.raises(StoreError):
        fill(target, tmp_path / "bot.db")
    assert rows(target, "select count(*) from questions") == [(0,)]


def test_who_plays_a_role_uses_the_file(tmp_path: Path) -> None:
    assert not in_use(tmp_path)
    store = SqliteStore(tmp_path / "bot.db")
    assert store.claim("telegram-1")
    assert in_use(tmp_path)
    store.close()
    assert not in_use(tmp_path)
