"""All topics: found by words, by group, and by what needs a look."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from aiohttp import web

from bot.assistant.timeline import wordings
from bot.content.knowledge import Knowledge
from bot.content.law import Confidence
from bot.content.topics import Entry
from bot.store.base import Store
from bot.web.console import searching
from bot.web.console.answers import waiting
from bot.web.console.frame import ROOT, day_of, desk, needs, render

_DAYS = 30
_SOON = timedelta(days=60)
_UNSURE = {Confidence.SINGLE_SOURCE: "một nguồn", Confidence.UNCERTAIN: "chưa chắc"}
Filter = Callable[[Entry, date], bool]


@dataclass(frozen=True, slots=True)
class TopicShown:
    """A topic in the list."""

    topic: str
    title: str
    tags: tuple[tuple[str, str], ...]
    """Tone and words of each."""
    asked: int
    """Questions of the last days that it answered first."""
    unhelpful: int
    """Those of them that were rated no help and still wait."""

    @property
    def share(self) -> int:
        """Return how many in a hundred were no help."""
        return round(100 * self.unhelpful / self.asked) if self.asked else 0


def _needs_review(entry: Entry, today: date) -> bool:
    return entry.review_by <= today + _SOON


def _lacks_english(entry: Entry, today: date) -> bool:
    """Return whether a wording of today or later has no English."""
    del today
    return len(searching.translations(entry)) < len(wordings(entry))


def _is_unsure(entry: Entry, today: date) -> bool:
    del today
    return entry.confidence in _UNSURE


FILTERS: Mapping[str, tuple[str, Filter]] = {
    "xem-lai": ("cần xem lại trong 60 ngày", _needs_review),
    "tieng-anh": ("chưa đủ bản tiếng Anh", _lacks_english),
    "chua-chac": ("chưa chắc chắn", _is_unsure),
}


@needs("viewer")
async def topics(request: web.Request) -> web.StreamResponse:
    """List topics: `tim` has words, `nhom` a group, `loc` a filter."""
    at_desk = desk(request)
    knowledge, today = at_desk.engine.knowledge, day_of(request)
    wanted, group = request.query.get("tim", ""), request.query.get("nhom", "")
    chosen = request.query.get("loc", "")
    found = await asyncio.to_thread(searching.found, wanted, knowledge.entries)
    asked, unhelpful = await asyncio.gather(
        asyncio.to_thread(_asked, at_desk.store, today), _unhelpful(request)
    )
    shown = [
        _shown(topic, knowledge, today, asked, unhelpful)
        for topic in found
        if group in {"", knowledge.group_of[topic]}
        and (chosen not in FILTERS or FILTERS[chosen][1](knowledge.entries[topic], today))
    ]
    shelves = [
        (shelf, [row for row in shown if knowledge.group_of[row.topic] == shelf.id])
        for shelf in knowledge.groups
    ]
    return render(
        request, "topics.html", shelves=[(shelf, rows) for shelf, rows in shelves if rows],
        wanted=wanted, group=group, chosen=chosen, number=len(shown), days=_DAYS,
        filters={key: words for key, (words, _) in FILTERS.items()},
    )  # fmt: skip


def _asked(store: Store, today: date) -> Counter[str]:
    """Return how often each topic was answered first during the last days."""
    counts: Counter[str] = Counter()
    for tally in store.statistics.tallies(today - timedelta(days=_DAYS - 1), today):
        counts[tally.topic] += tally.count
    return counts


async def _unhelpful(request: web.Request) -> Counter[str]:
    """Return how many answers to each topic were rated no help during the last days."""
    since = desk(request).clock() - timedelta(days=_DAYS)
    return Counter(
        question.topics[0]
        for question in await waiting.waiting(request)
        if question.helpful is False and question.topics and question.moment >= since
    )


def _shown(
    topic: str, knowledge: Knowledge, today: date, asked: Counter[str], unhelpful: Counter[str]
) -> TopicShown:
    entry = knowledge.entries[topic]
    tags = []
    if _needs_review(entry, today):
        overdue = entry.review_by < today
        words = f"quá hạn xem lại {entry.review_by:%d/%m/%Y}" if overdue else (
            f"xem lại trước {entry.review_by:%d/%m/%Y}"
        )  # fmt: skip
        tags.append(("bad" if overdue else "wait", words))
    if _is_unsure(entry, today):
        tags.append(("wait", _UNSURE[entry.confidence]))
    if _lacks_english(entry, today):
        tags.append(("", "thiếu tiếng Anh"))
    return TopicShown(topic, entry.title, tuple(tags), asked[topic], unhelpful[topic])


ROUTES = [web.get(f"{ROOT}/chu-de", topics)]
