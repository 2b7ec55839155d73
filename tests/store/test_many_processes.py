"""What must hold while many threads and processes use one store."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from random import randbytes
from threading import Barrier
from typing import TypeVar

from bot.store.kept import (
    Draft,
    Group,
    Handled,
    Letter,
    NewBatch,
    Release,
    StaffMember,
    Wording,
)
from tests.store.looking import KITE, NOON, Kept, mark, questions, rows

MANY = 8
HOUR = timedelta(hours=1)
T = TypeVar("T")


def at_once(stores: Iterable[Kept], work: Callable[[Kept, int], T], times: int = MANY) -> list[T]:
    """Let threads do something at the same moment, by turns with each of the stores."""
    barrier, turns = Barrier(times), [*stores]

    def one(at: int) -> T:
        barrier.wait()
        return work(turns[at % len(turns)], at)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_threads_at_the_same_time_lose_nothing(store: Kept, other: Kept) -> None:
    def work(store: Kept, worker: int) -> list[int]:
        numbers = []
        for at in range(40):
            number = store.questions.record(replace(KITE, question=f"{worker}-{at}"))
            assert store.questions.rate(number, helpful=bool(at % 2))
            mark(store, worker * 1000 + at)
            assert store.updates.handled([worker * 1000 + at]).keys() == {worker * 1000 + at}
            numbers.append(number)
        return numbers

    numbers = [number for found in at_once([store, other], work) for number in found]
    assert len(set(numbers)) == 320
    kept = {question: helpful for _, question, helpful in questions(store)}
    assert kept == {f"{worker}-{at}": at % 2 for worker in range(8) for at in range(40)}


def test_two_stores_see_each_other(store: Kept, other: Kept) -> None:
    number = store.questions.record(KITE)
    assert other.questions.rate(number, helpful=True)
    mark(other, 3)
    assert store.updates.handled([3]).keys() == {3}


def test_the_same_text_published_at_once_is_one_release(store: Kept, other: Kept) -> None:
    large = {"a": randbytes(500_000)}  # which takes a while between looking and writing

    def publish(digest: str) -> set[int]:
        def work(store: Kept, _: int) -> Release:
            return store.releases.publish(digest, large, "lan")

        return {release.number for release in at_once([store, other], work)}

    assert [len(publish(digest)) for digest in ("abc", "def")] == [1, 1]
    assert [release.digest for release in store.releases.list(9)] == ["def", "abc"]


def test_texts_published_at_once_are_numbered_as_they_come_into_force(
    store: Kept, other: Kept
) -> None:
    made = at_once(
        [store, other], lambda store, at: store.releases.publish(f"digest {at}", {}, "lan")
    )
    newest = store.releases.newest()
    assert newest is not None
    assert newest[0].number == max(release.number for release in made)
    assert len({release.number for release in made}) == MANY


def test_a_link_signs_in_one_of_many_who_follow_it_at_once(store: Kept, other: Kept) -> None:
    number = store.staff.keep(StaffMember("Lan", "editor"))

    def follow(secret: str) -> int:
        def work(store: Kept, _: int) -> str | None:
            return store.staff.redeem(secret, NOON, HOUR)

        return len([session for session in at_once([store, other], work) if session])

    assert [follow(store.staff.invite(number, NOON, HOUR)) for _ in range(5)] == [1] * 5


def test_a_draft_is_taken_by_one_of_many_at_once(store: Kept, other: Kept) -> None:
    number = store.drafts.keep(Draft("lan", "sửa", {"a": "1"}, {"a": ""}, NOON))
    found = at_once([store, other], lambda store, _: store.drafts.drop(number))
    assert sorted(found) == [False] * (MANY - 1) + [True]


def test_a_question_is_dealt_with_once(store: Kept, other: Kept) -> None:
    numbers = store.questions.record_all([replace(KITE, status="withheld")] * 20)
    found = at_once([store, other], lambda store, _: store.queue.resolve(numbers, "ignored"))
    assert sum(found) == 20


def test_the_sessions_of_a_release_are_announced_by_one(store: Kept, other: Kept) -> None:
    letters = [Letter(chat, NOON, "news", "") for chat in range(1, 6)]
    batches = [(NewBatch("news:gio", "Có phiên mới", "trợ lý"), letters)]
    found = at_once([store, other], lambda store, _: store.letters.announce(3, batches))
    assert sorted(found) == [False] * (MANY - 1) + [True]
    assert rows(store, "select total from batches") == [(5,)]
    assert len(store.letters.due(NOON, 99)) == 5


def test_the_same_letters_added_at_once_in_any_order_are_kept_once(
    store: Kept, other: Kept
) -> None:
    letters = [Letter(chat, NOON, "day", "2027-01-01") for chat in range(60)]
    found = at_once(
        [store, other],
        lambda store, at: store.letters.add(letters if at % 2 else reversed(letters)),
    )
    assert sum(found) == 60
    assert len(store.letters.due(NOON, 99)) == 60


def test_a_letter_is_in_the_hands_of_one_and_free_after_a_while(store: Kept, other: Kept) -> None:
    store.letters.add(Letter(chat, NOON, "day", "x") for chat in range(40))
    numbers = [letter.number for letter in store.letters.due(NOON, 99)]
    until = NOON + timedelta(minutes=2)
    found = at_once(
        [store, other], lambda store, at: store.letters.take(numbers, f"p{at}", NOON, until)
    )
    assert sorted(number for taken in found for number in taken) == sorted(numbers)
    before = until - timedelta(seconds=1)
    assert store.letters.take(numbers, "me", before, until + HOUR) == set()
    assert store.letters.due(before, 99) == store.letters.due(before, 99, "me") == []
    [owner] = [at for at, taken in enumerate(found) if taken]
    assert len(store.letters.due(before, 99, f"p{owner}")) == 40
    assert other.letters.take(numbers, f"p{owner}", before, until) == {*numbers}
    assert len(store.letters.due(until, 99)) == 40
    assert store.letters.take(numbers[:3], "me", until, until + HOUR) == {*numbers[:3]}
    store.letters.put_off(numbers[0], NOON)
    assert store.letters.take(numbers[:3], "you", until, until + HOUR) == {numbers[0]}


def test_letters_that_end_at_once_are_all_counted(store: Kept, other: Kept) -> None:
    letters = [Letter(chat, NOON, "notice", "") for chat in range(MANY * 5)]
    number = store.letters.send_out(NewBatch("notice", "Thông báo", "lan"), letters)
    waiting = [letter.number for letter in store.letters.due(NOON, 99)]

    def settle(store: Kept, at: int) -> None:
        for letter in waiting[at // 2 :: MANY // 2]:  # each by two
            store.letters.settle(letter, "sent")

    at_once([store, other], settle)
    batch = store.letters.batch(number)
    assert batch is not None
    assert (batch.sent, batch.total) == (MANY * 5, MANY * 5)


def test_what_a_release_says_is_kept_once(store: Kept, other: Kept) -> None:
    said = [Wording(f"K{at}", "diều", "vi", date(2026, 1, 1), None, 1) for at in range(20)]
    at_once([store, other], lambda store, _: store.wordings.keep(1, said))
    assert len(store.wordings.of_topic("diều", "vi")) == 20


def test_the_same_updates_marked_at_once_in_any_order_are_no_fault(
    store: Kept, other: Kept
) -> None:
    updates = [Handled(number, reply="diều") for number in range(60)]
    at_once(
        [store, other],
        lambda store, at: store.updates.mark_handled(updates if at % 2 else reversed(updates)),
    )
    assert store.updates.handled(range(60)).keys() == {*range(60)}


def test_settings_of_a_new_group_kept_at_once_are_no_fault(store: Kept, other: Kept) -> None:
    at_once([store, other], lambda store, at: store.chats.keep_group(Group(-5, f"ward {at}")))
    assert rows(store, "select count(*) from chats") == [(1,)]


def test_a_secret_is_settled_once(store: Kept, other: Kept) -> None:
    assert store.secrets.get("key") is None
    found = at_once(
        [store, other], lambda store, at: store.secrets.settle("key", bytes([at, 0, 255]))
    )
    assert len({*found}) == 1
    assert other.secrets.get("key") == found[0]
