from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.store.kept import Group, Letter, NewBatch
from tests.store.looking import Kept

NOW = datetime(2026, 11, 22, 5, tzinfo=UTC)
NOTICE = NewBatch("notice:gio", "Hội diều.", "lan")


def to(*chats: int) -> list[Letter]:
    return [Letter(chat, NOW, "notice", "", 12 if chat < 0 else None) for chat in chats]


class TestAnAnnouncementThatNoReleaseMakes:
    def test_keeps_its_text_once_and_a_letter_for_each_chat(self, store: Kept) -> None:
        number = store.letters.send_out(NOTICE, to(1, 2, -3))
        batch = store.letters.batch(number)
        assert batch is not None
        assert (batch.kind, batch.text, batch.author) == ("notice:gio", "Hội diều.", "lan")
        assert (batch.total, batch.sent, batch.blocked, batch.failed) == (3, 0, 0, 0)
        assert abs(batch.made_at - datetime.now(UTC)) < timedelta(minutes=1)
        letters = store.letters.due(NOW, 10)
        assert {(each.chat, each.thread) for each in letters} == {(1, None), (2, None), (-3, 12)}
        assert {(each.batch, each.subject) for each in letters} == {(number, str(number))}

    def test_counts_how_its_letters_end(self, store: Kept) -> None:
        number = store.letters.send_out(NOTICE, to(1, 2, 3, 4))
        for letter, outcome in zip(
            store.letters.due(NOW, 10), ("sent", "blocked", "failed"), strict=False
        ):
            store.letters.settle(letter.number, outcome)  # type: ignore[arg-type]
        batch = store.letters.batch(number)
        assert batch is not None
        assert (batch.total, batch.sent, batch.blocked, batch.failed) == (4, 1, 1, 1)

    def test_the_same_words_again_are_another_announcement(self, store: Kept) -> None:
        numbers = [store.letters.send_out(NOTICE, to(1)) for _ in range(2)]
        assert len({*numbers}) == 2
        assert len(store.letters.due(NOW, 10)) == 2

    def test_it_changes_nothing_in_what_was_announced_of_releases(self, store: Kept) -> None:
        store.letters.send_out(NOTICE, to(1))
        assert store.letters.announced() is None
        assert store.letters.announce(1, [])

    def test_one_for_nobody_is_kept_with_a_total_of_none(self, store: Kept) -> None:
        batch = store.letters.batch(store.letters.send_out(NOTICE, []))
        assert batch is not None
        assert batch.total == 0

    @pytest.mark.parametrize("number", [0, -1, 2, 2**63, 10**30])
    def test_a_number_that_was_never_given_stands_for_nothing(
        self, store: Kept, number: int
    ) -> None:
        store.letters.send_out(NOTICE, to(1))
        assert store.letters.batch(number) is None


class TestWardsThatAnybodyWantsToHearOf:
    def test_are_those_of_groups_and_followers_each_once(self, store: Kept) -> None:
        for chat, area in ((1, "gio"), (2, "gio"), (2, "dao")):
            store.chats.follow(chat, area)
        store.chats.keep_group(Group(-1, "gio"))
        store.chats.keep_group(Group(-2, "nang"))
        store.chats.keep_group(Group(-3))
        assert store.chats.areas() == ["dao", "gio", "nang"]

    def test_are_none_in_the_beginning_and_once_all_have_gone(self, store: Kept) -> None:
        assert store.chats.areas() == []
        store.chats.follow(1, "gio")
        store.chats.forget(1)
        assert store.chats.areas() == []


class TestAnnouncementsMadeInAPeriod:
    def test_are_found_by_when_they_were_made_oldest_first_with_their_progress(
        self, store: Kept
    ) -> None:
        before = datetime.now(UTC) - timedelta(minutes=1)
        first = store.letters.send_out(NOTICE, to(1, 2))
        store.letters.announce(1, [(NewBatch("news:dao", "Thêm buổi.", "trợ lý"), to(3))])
        store.letters.settle(store.letters.of_chat(1)[0].number, "sent")
        found = store.letters.batches(before, datetime.now(UTC) + timedelta(minutes=1))
        assert [(batch.kind, batch.total, batch.sent) for batch in found] == [
            ("notice:gio", 2, 1),
            ("news:dao", 1, 0),
        ]
        assert found[0] == store.letters.batch(first)

    def test_are_none_before_and_after_it(self, store: Kept) -> None:
        store.letters.send_out(NOTICE, to(1))
        now, hour = datetime.now(UTC), timedelta(hours=1)
        assert store.letters.batches(now - 2 * hour, now - hour) == []
        assert store.letters.batches(now + hour, now + 2 * hour) == []
        assert len(store.letters.batches(now - hour, now + hour)) == 1
