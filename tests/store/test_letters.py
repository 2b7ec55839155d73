from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

from bot.store.kept import Letter, NewBatch
from tests.store.looking import NOON, Kept

LETTER = Letter(1, NOON, "session", "a:evening")
NEWS = NewBatch("sessions", "Phiên mới", "lan")


def later(days: int, **changes: object) -> Letter:
    return replace(LETTER, due=NOON + timedelta(days=days), **changes)  # type: ignore[arg-type]


def test_a_letter_is_kept_once(store: Kept) -> None:
    assert store.letters.add([LETTER, LETTER, later(1)]) == 2
    assert store.letters.add([LETTER]) == 0
    assert len(store.letters.of_chat(1)) == 2


def test_a_letter_comes_back_as_it_was_with_a_number(store: Kept) -> None:
    given = replace(LETTER, chat=-5, thread=7)
    store.letters.add([given])
    [found] = store.letters.of_chat(-5)
    assert found.number > 0
    assert replace(found, number=0, due=NOON) == given
    assert found.due == NOON


def test_letters_are_due_from_their_moment_on_the_oldest_first(store: Kept) -> None:
    store.letters.add([later(days) for days in (3, 1, 2)])
    assert store.letters.due(NOON, 10) == []
    due = store.letters.due((NOON + timedelta(days=2)).astimezone(UTC), 10)
    assert [letter.due for letter in due] == [NOON + timedelta(days=days) for days in (1, 2)]
    assert len(store.letters.due(NOON + timedelta(days=9), 2)) == 2


def test_the_next_letter_is_known(store: Kept) -> None:
    assert store.letters.next_due() is None
    store.letters.add([later(2), later(1)])
    assert store.letters.next_due() == NOON + timedelta(days=1)


def test_a_letter_that_was_sent_is_gone_and_the_next_one_follows(store: Kept) -> None:
    store.letters.add([LETTER])
    [letter] = store.letters.of_chat(1)
    store.letters.settle(letter.number, "sent", later(7))
    [following] = store.letters.of_chat(1)
    assert following.due == NOON + timedelta(days=7)


def test_a_letter_that_was_cancelled_meanwhile_is_not_followed(store: Kept) -> None:
    store.letters.add([LETTER])
    [letter] = store.letters.of_chat(1)
    assert store.letters.cancel(1, letter.number)
    store.letters.settle(letter.number, "sent", later(7))
    assert store.letters.of_chat(1) == []


def test_a_letter_that_was_put_off_is_due_later(store: Kept) -> None:
    store.letters.add([LETTER])
    [letter] = store.letters.of_chat(1)
    store.letters.put_off(letter.number, NOON + timedelta(minutes=5))
    assert store.letters.due(NOON, 10) == []
    assert store.letters.next_due() == NOON + timedelta(minutes=5)


def test_nobody_cancels_the_letters_of_others(store: Kept) -> None:
    store.letters.add([LETTER])
    [letter] = store.letters.of_chat(1)
    for chat, number in [(2, letter.number), (1, letter.number + 1), (1, 10**60), (1, 0)]:
        assert not store.letters.cancel(chat, number)
    assert store.letters.of_chat(1) == [letter]


def test_letters_of_a_kind_are_dropped(store: Kept) -> None:
    store.letters.add([LETTER, later(1, kind="weekly"), later(2, kind="weekly", chat=2)])
    assert store.letters.drop(1, "weekly") == 1
    assert [letter.kind for letter in store.letters.of_chat(1)] == ["session"]
    assert len(store.letters.of_chat(2)) == 1


def test_the_sessions_of_a_release_are_announced_once(store: Kept) -> None:
    assert store.letters.announced() is None
    letters = [Letter(chat, NOON, "news", "") for chat in (1, 2, 3)]
    assert store.letters.announce(4, [(NEWS, letters)])
    assert store.letters.announced() == 4
    assert not store.letters.announce(4, [(NEWS, letters)])
    assert not store.letters.announce(3, [(NEWS, letters)])
    due = store.letters.due(NOON, 10)
    assert [letter.chat for letter in due] == [1, 2, 3]
    [subject] = {letter.subject for letter in due}
    assert subject == str(due[0].batch)
    assert store.letters.announce(5, [])
    assert store.letters.announced() == 5


def test_an_announcement_counts_how_its_letters_ended(store: Kept) -> None:
    store.letters.announce(1, [(NEWS, [Letter(chat, NOON, "news", "") for chat in range(1, 5)])])
    due = store.letters.due(NOON, 10)
    for letter, outcome in zip(due, ("sent", "blocked", "failed"), strict=False):
        store.letters.settle(letter.number, outcome)  # type: ignore[arg-type]
        store.letters.settle(letter.number, outcome)  # type: ignore[arg-type]
    batch = store.letters.batch(due[0].batch or 0)
    assert batch is not None
    assert (batch.kind, batch.text, batch.author) == ("sessions", "Phiên mới", "lan")
    assert (batch.total, batch.sent, batch.blocked, batch.failed) == (4, 1, 1, 1)
    assert store.letters.batch(99) is None
