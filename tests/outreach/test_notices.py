"""Notices of the staff: what may be sent, to whom, when; and the way to stop one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.content.knowledge import Knowledge
from bot.content.wards import find
from bot.errors import UsageError
from bot.outreach import notices
from bot.store.kept import Group
from bot.store.sqlite import SqliteStore
from tests.outreach.conftest import NOON


@pytest.fixture(autouse=True)
def followed(store: SqliteStore) -> None:
    for chat, area in ((1, "gio"), (2, "gio"), (2, "dao")):
        store.chats.follow(chat, area)
    store.chats.keep_group(Group(-1, "gio", 12))
    store.chats.keep_group(Group(-2, "gio", announce=False))


def made(
    store: SqliteStore, knowledge: Knowledge, ward: str = "gio", hour: int = 12
) -> notices.Notice:
    moment = NOON.replace(hour=hour)
    return notices.notice("Hội diều.", find(ward, knowledge), store.chats, knowledge, moment)


def test_a_notice_knows_who_gets_it_and_how_it_reads(
    store: SqliteStore, small_knowledge: Knowledge
) -> None:
    of_ward, to_all = made(store, small_knowledge), made(store, small_knowledge, "")
    assert (of_ward.followers, of_ward.groups, of_ward.kind) == (2, 1, "notice:gio")
    assert of_ward.text == "📣 Thông báo cho phường Gió Lùa:\n\nHội diều."
    assert [letter.chat for letter in to_all.letters] == [2, 1, -1]
    assert (to_all.kind, to_all.text) == ("notice:", "📣 Thông báo:\n\nHội diều.")


def test_at_night_it_waits_for_the_morning(store: SqliteStore, small_knowledge: Knowledge) -> None:
    assert made(store, small_knowledge).due == NOON
    late = made(store, small_knowledge, hour=22)
    assert {letter.due for letter in late.letters} == {late.due}
    assert late.due == NOON.replace(hour=7) + timedelta(days=1)


@pytest.mark.parametrize("text", ["", " \r\n", "a\x00b", "a\x1bb", "a" * (notices.LONGEST + 1)])
def test_words_that_nobody_could_send_are_refused(text: str) -> None:
    with pytest.raises(UsageError):
        notices.checked(text)


def test_lines_of_a_form_are_lines_of_the_message() -> None:
    assert notices.checked(" Một\r\n\r\nHai \r\n") == "Một\n\nHai"
    assert len(notices.checked("a" * notices.LONGEST)) == notices.LONGEST


def test_what_is_stopped_goes_to_nobody_else_and_is_known_as_stopped(
    store: SqliteStore, small_knowledge: Knowledge
) -> None:
    number = notices.send(made(store, small_knowledge), store.letters, "Lan")
    other = notices.send(made(store, small_knowledge, "dao"), store.letters, "Lan")
    first, *_ = store.letters.due(NOON, 9)
    store.letters.settle(first.number, "sent")
    assert store.letters.cancel_batch(number) == 2
    batch = store.letters.batch(number)
    assert batch is not None
    assert (batch.cancelled, batch.ward, batch.sent, batch.left) == (True, "gio", 1, 2)
    assert [letter.batch for letter in store.letters.due(NOON, 9)] == [other]
    assert store.letters.cancel_batch(number) == 0
    assert store.letters.batch(number) == batch


@pytest.mark.parametrize("number", [0, -1, 99, 2**63, 10**30])
def test_there_is_nothing_to_stop_in_what_was_never_sent(store: SqliteStore, number: int) -> None:
    assert store.letters.cancel_batch(number) == 0


def test_what_was_sent_whole_was_not_stopped(
    store: SqliteStore, small_knowledge: Knowledge
) -> None:
    number = notices.send(made(store, small_knowledge, "dao"), store.letters, "Lan")
    for letter in store.letters.due(NOON, 9):
        store.letters.settle(letter.number, "sent")
    assert store.letters.cancel_batch(number) == 0
    batch = store.letters.batch(number)
    assert batch is not None
    assert (batch.cancelled, batch.left) == (False, 0)
