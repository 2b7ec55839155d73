from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.store.kept import Handled, Known, Part
from tests.store.looking import NOON, Kept, rows


def known(chat: str, minutes: float = 5, **parts: str) -> Known:
    until = datetime.now(UTC) + timedelta(minutes=minutes)
    return Known(chat, tuple(Part(name, until, state) for name, state in parts.items()))


def keep(store: Kept, *chats: Known) -> None:
    store.updates.mark_handled(Handled(at, known=each) for at, each in enumerate(chats))


def test_what_is_known_of_a_chat_comes_with_its_update(store: Kept, other: Kept) -> None:
    keep(store, known("1", talk="a"), known("2", talk="b"), known("1", talk="c", told="d"))
    found = other.recent.find(["1", "2", "3", "1"])
    assert found == {"1": {"talk": "c", "told": "d"}, "2": {"talk": "b"}}
    assert store.updates.handled([0, 1, 2]) == {at: Handled(at) for at in range(3)}


def test_what_is_kept_takes_the_place_of_all_before(store: Kept) -> None:
    keep(store, known("1", talk="a", told="b"), known("2", talk="c"))
    keep(store, known("1", told="d"))
    assert store.recent.find(["1", "2"]) == {"1": {"told": "d"}, "2": {"talk": "c"}}
    keep(store, known("1"))
    assert rows(store, "select chat from recent") == [("2",)]


def test_an_update_that_says_nothing_of_its_chat_changes_nothing(store: Kept) -> None:
    keep(store, known("1", talk="a"))
    store.updates.mark_handled([Handled(9)])
    assert store.recent.find(["1"]) == {"1": {"talk": "a"}}
    assert store.recent.find([]) == {}


def test_what_is_over_is_not_found_and_goes(store: Kept) -> None:
    keep(store, known("1", minutes=-1, talk="a"), known("2", talk="b"))
    assert store.recent.find(["1", "2"]) == {"2": {"talk": "b"}}
    assert store.recent.forget() == 1
    assert rows(store, "select chat from recent") == [("2",)]
    keep(store, known("3", minutes=-1, talk="a"))
    store.forget_before(NOON)
    assert rows(store, "select chat from recent") == [("2",)]


def test_it_goes_with_all_else_that_is_kept_of_a_chat(store: Kept) -> None:
    keep(store, known("1", talk="a", told="c"), known("2", talk="b"))
    store.chats.follow(1, "gio")
    assert store.chats.forget(1) == 3
    assert store.recent.find(["1", "2"]) == {"2": {"talk": "b"}}
