"""Questions that were not answered well, alike ones together, and what the staff make of them."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from bot.content.knowledge import Knowledge
from bot.search import similar
from bot.staff.endings import ENDINGS
from bot.staff.queue import MOST, guesses
from bot.store.kept import Waiting
from bot.web.console.answers import attaching, entries
from bot.web.console.answers.waiting import resolve, those, waiting
from bot.web.console.frame import ROOT, desk, form, guard_area, needs, redirect, render

LIST = f"{ROOT}/hang-doi"
_PER_PAGE = 30
_MOST_ASKED = 10
"""Wordings of a new topic that are taken over from the queue."""
_ON_A_CARD = 2
"""Guesses that are shown with each group."""
FILTERS: Mapping[str, tuple[str, Callable[[Waiting], bool]]] = {
    "chua": ("chưa trả lời được", lambda one: one.helpful is not False and not one.handed_over),
    "che": ("bị chê", lambda one: one.helpful is False),
    "gui": ("gửi cán bộ", lambda one: one.handed_over),
}


@dataclass(frozen=True, slots=True)
class GroupShown:
    """Questions that ask alike."""

    numbers: str
    """Of all its questions, parted by spaces."""
    count: int
    last: datetime
    question: str
    others: tuple[tuple[str, int], ...]
    """Other wordings, with how often each came."""
    tags: tuple[tuple[str, str], ...]
    """Tone and words of each."""
    answered: tuple[str, ...]
    """Topics whose answer was no help."""
    guesses: tuple[str, ...]
    """Topics that are meant most likely."""


@needs("viewer")
async def queue(request: web.Request) -> web.StreamResponse:
    """Show what waits: `loai` a filter, `xep` the order, `chon` what is chosen already."""
    wanted, order = request.query.get("loai", ""), request.query.get("xep", "")
    at_desk, moment = desk(request), desk(request).clock()
    found = await waiting(request)
    kept = [one for one in found if wanted not in FILTERS or FILTERS[wanted][1](one)]
    stop_words = at_desk.engine.knowledge.lists.stop_words
    groups = await asyncio.to_thread(_grouped, kept, stop_words)
    if order != "nhieu":
        groups.sort(key=_last, reverse=True)
    pages = max(1, -(-len(groups) // _PER_PAGE))
    page = min(_number(request.query.get("trang", "")), pages)
    here = groups[(page - 1) * _PER_PAGE : page * _PER_PAGE]

    def shown() -> list[GroupShown]:
        engine = at_desk.engine
        return [
            _shown(
                group, engine.knowledge, guesses([_commonest(group)], engine, moment, _ON_A_CARD)
            )
            for group in here
        ]

    return render(
        request, "queue.html", groups=await asyncio.to_thread(shown), questions=len(kept),
        number=len(groups), wanted=wanted, order=order, page=page, pages=pages,
        filters={key: words for key, (words, _) in FILTERS.items()},
        all_chosen=request.query.get("chon") == "het", full=len(found) == MOST,
    )  # fmt: skip


@needs("editor")
async def ignore(request: web.Request) -> web.StreamResponse:
    """Take questions out of the queue."""
    guard_area(request)
    done = await resolve(request, attaching.chosen(await form(request)), "ignored")
    return redirect(
        request, LIST, told=f"Đã bỏ qua {done} câu." if done else attaching.NONE_CHOSEN
    )


@needs("editor")
async def new_topic(request: web.Request) -> web.StreamResponse:
    """Begin a topic that answers questions of the queue."""
    guard_area(request)
    found = await those(request, attaching.chosen(await form(request)))
    if not found:
        return redirect(request, LIST, told=attaching.NONE_CHOSEN)
    texts = attaching.wordings(found)[:_MOST_ASKED]
    return await entries.begin(request, "", texts, tuple(one.number for one in found))


def _grouped(found: Sequence[Waiting], stop_words: Iterable[str]) -> list[list[Waiting]]:
    """Return the questions that ask alike together; each group newest first, largest first."""
    groups = similar.groups([one.question for one in found], stop_words)
    return [[found[place] for place in places] for places in groups]


def _last(group: Sequence[Waiting]) -> datetime:
    return max(one.moment for one in group)


def _commonest(group: Sequence[Waiting]) -> str:
    return attaching.wordings(group)[0]


def _shown(group: Sequence[Waiting], knowledge: Knowledge, guesses: list[str]) -> GroupShown:
    first, *others = Counter(one.question for one in group).most_common()
    blamed = (topic for one in group if one.helpful is False for topic in one.topics[:1])
    return GroupShown(
        numbers=" ".join(str(one.number) for one in group),
        count=len(group),
        last=_last(group),
        question=first[0],
        others=tuple(others),
        tags=tuple(_tags(group, knowledge)),
        answered=tuple(dict.fromkeys(topic for topic in blamed if topic in knowledge.entries)),
        guesses=tuple(guesses),
    )


def _tags(group: Sequence[Waiting], knowledge: Knowledge) -> list[tuple[str, str]]:
    """Return why these questions wait."""
    handed = sum(one.handed_over for one in group)
    tags = [("wait", f"gửi cán bộ: {handed}")] if handed else []
    reasons = Counter(one.reason for one in group if one.helpful is False)
    for reason, times in reasons.most_common():
        words = f"ly-do-{reason}"
        said = knowledge.say(words, "vi") if words in knowledge.messages else "không nói lý do"
        tags.append(("bad", f"bị chê, {said[:1].lower()}{said[1:]}: {times}"))
    unanswered = FILTERS["chua"][1]
    endings = Counter(one.status for one in group if unanswered(one))
    tags += [("", f"{ENDINGS.get(status, status)}: {times}") for status, times in endings.items()]
    return tags


def _number(text: str) -> int:
    return max(1, int(text)) if text.isdecimal() and len(text) < 6 else 1


ROUTES = [
    web.get(LIST, queue),
    web.post(f"{LIST}/bo-qua", ignore),
    web.post(f"{LIST}/chu-de-moi", new_topic),
]
