from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.errors import StoreError
from bot.store import updates
from bot.store.kept import Handled
from tests.store.looking import NOON, Kept, mark, rows


def test_handled_updates_are_told_from_new_ones(store: Kept) -> None:
    kept = [Handled(7), Handled(9, "abc", "passed over: KeyError", "{}")]
    store.updates.mark_handled(kept)
    assert store.updates.handled([6, 7, 8, 9]) == {done.update_id: done for done in kept}


def test_a_reply_is_kept_with_its_update_to_the_letter(store: Kept) -> None:
    reply = '{"method": "sendMessage", "text": "Diều\\n“giá”"}'
    store.updates.mark_handled([Handled(7, reply=reply), Handled(8)])
    assert [done.reply for done in store.updates.handled([7, 8]).values()] == [reply, ""]


def test_no_updates_at_all_is_a_question_too(store: Kept) -> None:
    mark(store, 7)
    assert store.updates.handled([]) == {}
    assert store.updates.mark_handled([]) == []


def test_marking_an_update_twice_is_no_error(store: Kept) -> None:
    mark(store, 7)
    store.updates.mark_handled([Handled(7, note="again")])
    assert rows(store, "select id, note from updates") == [(7, "again")]


def test_calls_put_off_are_kept_in_order_with_their_update(store: Kept) -> None:
    first, none, second = store.updates.mark_handled(
        [Handled(7, later=("a", "b")), Handled(8), Handled(9, later=("c",))]
    )
    assert [put_off.call for put_off in (*first, *none, *second)] == ["a", "b", "c"]
    assert store.updates.calls_put_off() == [
        replace(put_off, since=put_off.since.replace(microsecond=0))
        for put_off in (*first, *second)
    ]
    assert store.updates.handled([7, 8, 9]).keys() == {7, 8, 9}


def test_a_call_that_was_made_is_forgotten(store: Kept) -> None:
    [kept] = store.updates.mark_handled([Handled(7, later=("a", "b", "c"))])
    store.updates.call_made(kept[1].number)
    store.updates.call_made(10**6)
    assert [put_off.call for put_off in store.updates.calls_put_off()] == ["a", "c"]


def test_updates_are_kept_all_or_none(store: Kept) -> None:
    with pytest.raises(StoreError):
        store.updates.mark_handled([Handled(7, later=("a",)), Handled(8, note=object())])  # type: ignore[arg-type]
    assert store.updates.handled([7, 8]) == {}
    assert store.updates.calls_put_off() == []


def ago(monkeypatch: pytest.MonkeyPatch, age: timedelta) -> None:
    class Earlier(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return datetime.now(tz) - age

    monkeypatch.setattr(updates, "datetime", Earlier)


def test_updates_are_remembered_for_as_long_as_telegram_redelivers(
    store: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        ago(patch, timedelta(days=5))
        mark(store, 1)
    with monkeypatch.context() as patch:
        ago(patch, timedelta(hours=24))
        store.updates.mark_handled([Handled(2, reply="diều")])
    store.forget_before(NOON)
    assert store.updates.handled([1, 2]) == {2: Handled(2, reply="diều")}


def test_a_reply_goes_when_telegram_cannot_ask_for_it_any_more(
    store: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        ago(patch, timedelta(hours=26))
        store.updates.mark_handled([Handled(1, reply="diều")])
    store.forget_before(NOON)
    assert store.updates.handled([1]) == {1: Handled(1)}
