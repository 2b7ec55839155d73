"""A real store with questions, counts and announcements made up by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from bot.assistant.question import VIETNAM
from bot.content.knowledge import Knowledge
from bot.reporting.content import Report
from bot.reporting.gathering import Wanted, gather
from bot.reporting.periods import Period
from bot.store.kept import Asked, Figure, Letter, NewBatch
from bot.store.sqlite import SqliteStore

DECEMBER = Period(date(2026, 12, 1), date(2026, 12, 31))
NOW = datetime(2026, 12, 16, 12, tzinfo=VIETNAM)
"""A Wednesday at noon."""
KITES = ["diều giấy bay cao mấy mét", "Diều giấy bay cao mấy mét?", "dieu giay bay cao may met a"]
FORMULA = '=HYPERLINK("http://xau.example","bấm")'
Gathered = Callable[..., Report]


def at(day: int, hour: int = 9, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=VIETNAM)


def ask(store: SqliteStore, moment: datetime, status: str, topic: str = "", text: str = "hỏi",
        channel: str = "telegram") -> int:  # fmt: skip
    topics = (topic,) if topic else ()
    return store.questions.record(Asked(moment, channel, text, status, topics, 0.9))


@pytest.fixture
def december(store: SqliteStore) -> SqliteStore:
    """What happened until the 16th of December, and a little before and after it."""
    fill_questions(store)
    for area, day, name, count in (
        ("gio", date(2026, 11, 20), "the-can-cuoc", 2),
        ("gio", date(2026, 12, 2), "the-can-cuoc", 3),
        ("gio", date(2026, 12, 2), "tre-duoi-6", 1),
        ("gio", date(2026, 12, 3), "tre-6-den-14", 2),
        ("gio", date(2026, 12, 3), "luu-dong", 12),
        ("nang", date(2026, 12, 3), "vneid-muc-2", 7),
        ("gio", date(2026, 10, 30), "the-can-cuoc", 50),
    ):
        store.figures.keep(Figure(area, day, name, count, "lan"))
    return store


def fill_questions(store: SqliteStore) -> None:
    ask(store, at(1), "answered", "tam-meo")
    ask(store, at(1), "answered", "tam-meo", channel="web")
    bad = ask(store, at(2), "answered", "meo-om", "mèo ốm thì sao")
    store.questions.rate(bad, helpful=False)
    store.questions.explain(bad, "kho-hieu")
    ask(store, at(2), "sessions")
    for number, text in enumerate(KITES):
        ask(store, at(3 + number), "declined_unknown", text=text)
    ask(store, at(6), "choices", text=FORMULA)
    ask(store, at(6), "declined_neighbour")
    ask(store, at(6), "small_talk", "ban-be")
    ask(store, at(30, month=11), "answered", "tam-meo")
    ask(store, at(30, 23, month=11), "declined_unknown", text="hỏi tháng trước")
    done = ask(store, at(7), "withheld", text="đã có người trả lời")
    store.queue.resolve([done], "answered")


def announce(store: SqliteStore, area: str, chats: int = 3) -> int:
    """Send a notice to some chats; the first of them has blocked us."""
    letters = [Letter(chat, NOW, "notice", "") for chat in range(1, chats + 1)]
    number = store.letters.send_out(
        NewBatch(f"notice:{area}", "Sáng mai thả diều.", "lan"), letters
    )
    waiting = [item for item in store.letters.due(NOW + timedelta(1), 100) if item.batch == number]
    for place, letter in enumerate(waiting):
        store.letters.settle(letter.number, "sent" if place else "blocked")
    return number


@pytest.fixture
def gathered(december: SqliteStore, small_knowledge: Knowledge) -> Gathered:
    """Return the report on December, or on another period, ward or moment."""

    def made(period: Period = DECEMBER, area: str = "", moment: datetime = NOW,
             retention: timedelta | None = None) -> Report:  # fmt: skip
        ward = small_knowledge.gazetteer.area(area) if area else None
        return gather(december, small_knowledge, Wanted(period, moment, ward), retention)

    return made
