"""Questions that wait for the staff: found, brought together, quoted, and told of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from textwrap import shorten

from telegram import Message

from bot.assistant.question import VIETNAM
from bot.content.knowledge import Knowledge
from bot.search import similar
from bot.staff.endings import ENDINGS
from bot.staff.queue import MOST, guesses
from bot.store.kept import Waiting
from handlers.buttons import Row, button
from handlers.context import Context
from handlers.feedback import REASONS
from handlers.staff.keys import ATTACH
from handlers.staff.room import room_of

_MOST = 5000
"""Questions looked at; the newest ones."""
_LONGEST_QUOTE, _LONGEST_PHRASING = 1000, 300
"""Characters that are shown of a question, and that a way of asking may have."""
_MOST_GUESSES = 3
_ELSEWHERE = "/hang-doi"
"""Page of the console where other topics are chosen and new ones written."""
_OPEN, _SHUT = "“", "”"


@dataclass(frozen=True, slots=True)
class Matter:
    """Questions that ask alike, the most common wording first."""

    items: tuple[Waiting, ...]

    @property
    def numbers(self) -> list[int]:
        """Return the numbers of all of them."""
        return [item.number for item in self.items]

    @property
    def wordings(self) -> list[str]:
        """Return how it is asked, each wording once; long ones are no ways of asking."""
        first, *others = dict.fromkeys(item.question for item in self.items)
        return [first, *(text for text in others if len(text) <= _LONGEST_PHRASING)]


def waiting(context: Context) -> list[Waiting]:
    """Return all that waits, newest first; blocks."""
    since = context.desk.clock() - timedelta(days=context.retention_days)
    return context.desk.store.queue.waiting(since, _MOST)


def matters(context: Context) -> list[Matter]:
    """Return what waits, what asks alike together, the most asked first; blocks."""
    items = waiting(context)[:MOST]  # as in the console
    stop_words = context.desk.engine.knowledge.lists.stop_words
    found = similar.groups([item.question for item in items], stop_words)
    return [Matter(tuple(items[place] for place in places)) for places in found]


def find(context: Context, number: int) -> Waiting | None:
    """Return a question that waits, None where it does not or not any more; blocks."""
    return context.desk.store.queue.get(number)


def quote(question: str) -> str:
    """Return a question as a paragraph by which `quoted` knows it again."""
    return f"{_OPEN}{shorten(question, _LONGEST_QUOTE, placeholder='…')}{_SHUT}"


def quoted(message: Message) -> list[str]:
    """Return the questions that one of our messages quotes: what staff saw is what they mean."""
    paragraphs = (message.text or "").split("\n\n")
    return [part[1:-1] for part in paragraphs if part[:1] == _OPEN and part[-1:] == _SHUT]


def told(item: Waiting, knowledge: Knowledge) -> str:
    """Return how the assistant answered a question, and why that was no help."""
    topics = "; ".join(
        knowledge.title(topic, "vi") for topic in item.topics if topic in knowledge.entries
    )
    said = [f"Trợ lý: {topics or ENDINGS.get(item.status, item.status)}."]
    if item.reason in REASONS:
        said.append(f"Người hỏi chê: {knowledge.say(REASONS[item.reason], 'vi').lower()}.")
    elif item.helpful is False:
        said.append("Người hỏi chê, không nói lý do.")
    return " ".join([*said, f"Hỏi lúc {clock(item.moment)}."])


def clock(moment: datetime) -> str:
    """Return a moment as staff read it."""
    return f"{moment.astimezone(VIETNAM):%H:%M %d/%m/%Y}"


def choices(number: int, question: str, context: Context) -> list[Row]:
    """Return buttons that add a question to the topics it may be about, or to any on the web."""
    rows = []
    if len(question) <= _LONGEST_PHRASING:
        engine = context.desk.engine
        rows = [
            [button(f"➕ {engine.knowledge.title(topic, 'vi')}", f"{ATTACH}{number}:{topic}")]
            for topic in guesses([question], engine, context.desk.clock(), _MOST_GUESSES)
        ]
    return [*rows, *room_of(context).page("Chủ đề khác, chủ đề mới (trên web)", _ELSEWHERE)]
