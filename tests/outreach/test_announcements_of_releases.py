from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.content.knowledge import Knowledge
from bot.content.loading import Files, digest, load
from bot.outreach.announcements import announce, announce_in_force
from bot.outreach.kinds import Kind
from bot.store.kept import Group, Letter
from bot.store.sqlite import SqliteStore
from tests.outreach.conftest import CANCELLED, LATER, NOON, SESSIONS, Edit, edited_files


@pytest.fixture
def peopled(store: SqliteStore) -> SqliteStore:
    """A store with two who follow the ward, one who follows another, and three groups."""
    for chat in (1, 2):
        store.chats.follow(chat, "gio")
    store.chats.follow(3, "dao")
    store.chats.keep_group(Group(-1, "gio", 12))
    store.chats.keep_group(Group(-2, "gio", announce=False))
    store.chats.keep_group(Group(-3, "dao"))
    return store


class TestWhoIsTold:
    def test_followers_and_groups_of_the_ward_in_the_topic_that_they_chose(
        self, peopled: SqliteStore, small_knowledge: Knowledge, edited: Edit
    ) -> None:
        assert announce(peopled, small_knowledge, edited(CANCELLED), 2, NOON)
        letters = waiting(peopled)
        assert {(letter.chat, letter.thread) for letter in letters} == {
            (1, None),
            (2, None),
            (-1, 12),
        }
        assert {(letter.kind, letter.due) for letter in letters} == {(Kind.NEWS, NOON)}
        [number] = {letter.batch for letter in letters}
        assert number is not None
        batch = peopled.letters.batch(number)
        assert batch is not None
        assert (batch.kind, batch.total, batch.sent) == ("news:gio", 3, 0)
        assert "đã hủy. Lý do: mất điện." in batch.text

    def test_once_for_each_release_however_often_it_is_tried(
        self, peopled: SqliteStore, small_knowledge: Knowledge, edited: Edit
    ) -> None:
        now = edited(CANCELLED)
        assert announce(peopled, small_knowledge, now, 2, NOON)
        assert not announce(peopled, small_knowledge, now, 2, NOON + timedelta(hours=1))
        assert not announce(peopled, small_knowledge, now, 1, NOON)
        assert len(waiting(peopled)) == 3

    def test_a_ward_that_nobody_follows_makes_no_announcement(
        self, store: SqliteStore, small_knowledge: Knowledge, edited: Edit
    ) -> None:
        assert announce(store, small_knowledge, edited(CANCELLED), 2, NOON)
        assert store.letters.batch(1) is None

    @pytest.mark.parametrize(
        ("moment", "due"),
        [
            ((2, 20, 59), (2, 20, 59)),
            ((1, 22, 0), (2, 7, 0)),
            ((2, 3, 0), (2, 7, 0)),
        ],
    )
    def test_at_night_it_waits_for_the_morning(
        self, peopled: SqliteStore, small_knowledge: Knowledge, edited: Edit,
        moment: tuple[int, int, int], due: tuple[int, int, int],
    ) -> None:  # fmt: skip
        announce(peopled, small_knowledge, edited(CANCELLED), 2, december(*moment))
        assert {letter.due for letter in waiting(peopled)} == {december(*due)}

    def test_unless_a_session_of_that_morning_is_concerned(
        self, peopled: SqliteStore, small_knowledge: Knowledge, edited: Edit
    ) -> None:
        off = edited(("  - id: gio-thu-bay\n", "  - id: gio-thu-bay\n    status: huy\n"))
        announce(peopled, small_knowledge, off, 2, december(4, 22, 0))
        assert {letter.due for letter in waiting(peopled)} == {december(4, 22, 0)}


class TestTheReleaseInForce:
    def test_of_the_first_release_ever_nothing_is_told(
        self, peopled: SqliteStore, small_files: Files, small_knowledge: Knowledge
    ) -> None:
        number = published(peopled, small_files)
        assert announce_in_force(peopled, small_knowledge, NOON)
        assert peopled.letters.announced() == number
        assert waiting(peopled) == []

    def test_a_change_is_told_against_what_was_announced_last(
        self, peopled: SqliteStore, small_files: Files, small_knowledge: Knowledge
    ) -> None:
        published(peopled, small_files)
        announce_in_force(peopled, small_knowledge, NOON)
        published(peopled, edited_files(small_files, LATER))  # announced by nobody
        both = edited_files(small_files, LATER, CANCELLED)
        number = published(peopled, both)
        assert announce_in_force(peopled, load(both), NOON)
        assert not announce_in_force(peopled, load(both), NOON)
        assert peopled.letters.announced() == number
        [text] = texts(peopled)
        assert "mất điện" in text
        assert "Trước đây: 18h30–20h30." in text

    def test_going_back_to_an_older_release_is_told_too(
        self, peopled: SqliteStore, small_files: Files, small_knowledge: Knowledge
    ) -> None:
        off = edited_files(small_files, CANCELLED)
        published(peopled, off)
        announce_in_force(peopled, load(off), NOON)
        published(peopled, small_files)
        assert announce_in_force(peopled, small_knowledge, NOON)
        [text] = texts(peopled)
        assert "Nhận người trở lại:" in text

    def test_an_edit_of_other_files_is_noted_without_a_word(
        self, peopled: SqliteStore, small_files: Files, small_knowledge: Knowledge
    ) -> None:
        published(peopled, small_files)
        announce_in_force(peopled, small_knowledge, NOON)
        other = {**small_files, "faq/do-choi.yaml": small_files["faq/do-choi.yaml"] + b"\n# x\n"}
        number = published(peopled, other)
        assert announce_in_force(peopled, load(other), NOON)
        assert peopled.letters.announced() == number
        assert waiting(peopled) == []

    def test_a_release_that_another_process_has_overtaken_is_left_to_it(
        self, peopled: SqliteStore, small_files: Files, small_knowledge: Knowledge
    ) -> None:
        published(peopled, small_files)
        published(peopled, edited_files(small_files, CANCELLED))
        assert not announce_in_force(peopled, small_knowledge, NOON)
        assert peopled.letters.announced() is None

    def test_after_one_that_cannot_be_read_any_more_nothing_is_told_but_logged(
        self, peopled: SqliteStore, small_files: Files, small_knowledge: Knowledge,
        caplog: pytest.LogCaptureFixture,
    ) -> None:  # fmt: skip
        old = {**small_files, SESSIONS: b"area: [\n"}
        first = published(peopled, old)
        peopled.letters.announce(first, [])
        number = published(peopled, small_files)
        assert announce_in_force(peopled, small_knowledge, NOON)
        assert peopled.letters.announced() == number
        assert waiting(peopled) == []
        assert f"release {first} cannot be read any more" in caplog.text


def december(day: int, hour: int, minute: int) -> datetime:
    return NOON.replace(month=12, day=day, hour=hour, minute=minute)


def waiting(store: SqliteStore) -> list[Letter]:
    return store.letters.due(NOON + timedelta(days=60), 100)


def texts(store: SqliteStore) -> list[str]:
    batches = {letter.batch for letter in waiting(store) if letter.batch}
    return [found.text for number in batches if (found := store.letters.batch(number))]


def published(store: SqliteStore, files: Files) -> int:
    return store.releases.publish(digest(files), dict(files), "lan").number
