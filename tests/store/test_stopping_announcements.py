from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.store.base import Store
from bot.store.kept import Letter, NewBatch

NOW = datetime(2026, 11, 22, 5, tzinfo=UTC)


def send(store: Store, kind: str, *chats: int) -> int:
    letters = [Letter(chat, NOW, "notice", "") for chat in chats]
    return store.letters.send_out(NewBatch(kind, "Hội diều.", "lan"), letters)


def test_what_was_not_sent_yet_is_taken_back_and_the_announcement_knows_it(store: Store) -> None:
    number, other = send(store, "notice:gio", 1, 2, -3), send(store, "notice:", 1, 4)
    first, *_ = store.letters.of_chat(1)
    store.letters.settle(first.number, "sent")
    assert store.letters.cancel_batch(number) == 2
    batch, untouched = store.letters.batch(number), store.letters.batch(other)
    assert batch is not None
    assert untouched is not None
    assert (batch.cancelled, batch.kind, batch.ward) == (True, "cancelled-notice:gio", "gio")
    assert (batch.total, batch.sent, batch.left) == (3, 1, 2)
    assert (untouched.cancelled, untouched.ward, untouched.left) == (False, "", 2)
    assert {letter.batch for letter in store.letters.due(NOW, 9)} == {other}
    assert store.letters.cancel_batch(number) == 0
    assert store.letters.batch(number) == batch


def test_a_letter_that_was_in_hand_counts_no_more(store: Store) -> None:
    number = send(store, "notice:gio", 1)
    [held] = store.letters.due(NOW, 9)
    store.letters.cancel_batch(number)
    store.letters.settle(held.number, "sent")
    batch = store.letters.batch(number)
    assert batch is not None
    assert (batch.sent, batch.left) == (0, 1)


@pytest.mark.parametrize("number", [0, -1, 99, 2**63, 10**30])
def test_of_what_was_never_sent_nothing_is_taken_back(store: Store, number: int) -> None:
    assert store.letters.cancel_batch(number) == 0
