"""What an edit, a draft or a release changes for citizens, as the pages show it."""

from __future__ import annotations

import asyncio
import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from aiohttp import web

from bot.assistant.engine import Engine
from bot.content import loading
from bot.content.knowledge import Knowledge
from bot.content.loading import Files
from bot.provenance.comparing import differences
from bot.releasing import comparing
from bot.releasing.comparing import ChangedAnswer, Ending
from bot.releasing.labels import PARTS, SURENESS
from bot.staff.endings import ENDINGS
from bot.web.console.frame import desk, house, is_part, render
from bot.web.console.publishing.word_changes import Piece, pieces

_LOG_DAYS = 30
_MOST_QUESTIONS = 300
"""Answering one takes some 5 ms, and each is answered twice."""
_MOST_SHOWN = 50
_MOST_LINES = 400


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """An answer that reads otherwise: its title and what was said before and is said now."""

    topic: str
    title: str
    language: str
    state: str
    """`new`, `gone` or `changed`."""
    parts: tuple[tuple[str, tuple[Piece, ...]], ...]
    """Name of each part that changes, and its words before and after in one."""


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A question of the last 30 days that leads elsewhere."""

    question: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FileShown:
    """The lines of a file that change; each begins with `+`, `-`, a blank or `@`."""

    name: str
    lines: tuple[str, ...]
    more: int
    """Lines that are left out."""


@dataclass(frozen=True, slots=True)
class DifferenceShown:
    """What the part `difference.html` shows, under the name `difference`."""

    files: tuple[FileShown, ...]
    answers: tuple[AnswerShown, ...]
    questions: tuple[QuestionShown, ...]
    asked: int
    """Questions that were tried."""
    remarks: tuple[tuple[str, str], ...]
    """What staff should newly look at, and why."""


async def of(request: web.Request, before: Files, after: Files) -> DifferenceShown:
    """Return what changes from one folder to another; `KnowledgeError` where one has faults.

    Takes some seconds where many questions were asked lately, more where phrasings change.
    """
    at_desk, moment = desk(request), desk(request).clock()
    since = moment - timedelta(days=_LOG_DAYS)
    asked = await asyncio.to_thread(at_desk.store.questions.asked_since, since, _MOST_QUESTIONS)
    engines = (await engine_of(request, before), await engine_of(request, after))
    async with house(request).one_at_a_time:
        found = await asyncio.to_thread(comparing.compare, (before, after), engines, asked, moment)
    knowledges = (engines[1].knowledge, engines[0].knowledge)
    return DifferenceShown(
        tuple(file_lines(name, before.get(name), after.get(name)) for name in found.files),
        tuple(_answer(changed) for changed in found.answers[:_MOST_SHOWN]),
        tuple(
            QuestionShown(
                changed.question,
                _ending(changed.before, knowledges),
                _ending(changed.after, knowledges),
            )
            for changed in found.questions[:_MOST_SHOWN]
        ),
        len(asked),
        tuple((_titled(remark.about, knowledges), remark.message) for remark in found.remarks),
    )


def page(request: web.Request, shown: DifferenceShown | None, title: str) -> web.Response:
    """Return a difference as a page, or for htmx as a part; None: there is nothing before it."""
    template = "difference_part.html" if is_part(request) else "difference_page.html"
    return render(request, template, difference=shown, title=title)


async def engine_of(request: web.Request, files: Files) -> Engine:
    """Return an engine for a folder, that of the desk where it is the same."""
    serving = desk(request).engine
    if serving.knowledge.digest == loading.digest(files):
        return serving
    async with house(request).one_at_a_time:
        return await asyncio.to_thread(house(request).preparer.engine, files)


def file_lines(name: str, before: bytes | None, after: bytes | None) -> FileShown:
    """Return the lines of a file that change, three unchanged ones around them."""
    old, new = ((data or b"").decode("utf-8", "replace").splitlines() for data in (before, after))
    lines = list(difflib.unified_diff(old, new, lineterm=""))[2:]  # without the files' names
    return FileShown(name, tuple(lines[:_MOST_LINES]), max(0, len(lines) - _MOST_LINES))


def _answer(changed: ChangedAnswer) -> AnswerShown:
    before, after = changed.before, changed.after
    item = after or before
    title = item.title if item else changed.topic
    if before and after:
        state, found = "changed", tuple(
            (PARTS[part.part], pieces("\n".join(part.before), "\n".join(part.after)))
            for part in differences(before, after)
        )  # fmt: skip
    else:
        state, lead = "new" if after else "gone", item.lead if item else ""
        found = ((PARTS["lead"], pieces("", lead) if after else pieces(lead, "")),)
    return AnswerShown(changed.topic, title, changed.language, state, found)


def _ending(ending: Ending, knowledges: tuple[Knowledge, ...]) -> str:
    return f"{_titled(ending.topic, knowledges)} ({SURENESS[ending.sureness]})"


def _titled(about: str, knowledges: tuple[Knowledge, ...]) -> str:
    """Return the title of a topic; anything else as it is."""
    titles: Iterator[str] = (
        knowledge.title(about, "vi") for knowledge in knowledges if about in knowledge.entries
    )
    return next(titles, ENDINGS.get(about, about))
