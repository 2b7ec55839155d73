"""The buttons under a reply, and what each sends back when it is pressed."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit

from bot.assistant.lookups import Finding
from bot.assistant.reply import Reply
from bot.assistant.sessions.asking import LocalAnswer
from bot.assistant.sessions.calendars import renewal_title
from bot.assistant.status import RATABLE, Status
from bot.content.knowledge import Knowledge
from bot.content.parameters import write_day
from bot.desk import Answered

OPEN = "t:"
"""Opens a topic: `t:<topic id>`."""
SHELF = "g:"
"""Opens a group of topics: `g:<group id>`."""
RATE = "r:"
"""Rates an answer: `r:<number>:<0 or 1>`."""
NONE = "n:"
"""None of these: `n:<number>`."""
SUGGEST = "q:"
"""Says what stands on the button: `q:<its text>`; `q:<place>` where the text is too long."""
PIN = "m:"
"""Shows a place on a map: `m:<key of an occurrence or id of an office>`."""
EVENT = "e:"
"""Sends a session as a calendar file: `e:<key of an occurrence>`."""
REMIND = "d:"
"""Sends a day of the age calculator as a calendar file: `d:<kind>:<day>`."""
_MOST_SESSIONS = 3
_LONGEST, _LONGEST_OF_TWO = 64, 24
"""Characters on a button of its own, and on one of two in a row: phones show no more."""

Row = list[InlineKeyboardButton]


def keyboard(answered: Answered, knowledge: Knowledge) -> InlineKeyboardMarkup | None:
    """Return the buttons under a reply, or None."""
    reply, number = answered.reply, answered.number
    rows = [[button(choice.title, OPEN + choice.topic)] for choice in reply.choices]
    if reply.status is Status.CHOICES and number is not None:
        none = knowledge.say("khong-co-cau-nao-dung", reply.language)
        rows.append([button(none, f"{NONE}{number}")])
    rows += [[_suggestion(text, at)] for at, text in enumerate(reply.suggestions)]
    for finding in reply.found:
        rows += _looked_up(finding, reply, knowledge)
    if reply.status in RATABLE and number is not None:
        rows.append([button("👍", f"{RATE}{number}:1"), button("👎", f"{RATE}{number}:0")])
    return InlineKeyboardMarkup(rows) if rows else None


def _looked_up(finding: Finding, reply: Reply, knowledge: Knowledge) -> Iterator[Row]:
    if finding.local:
        yield from _sessions(finding.local, reply)
    for due in finding.reminders:
        if title := renewal_title(due.kind, due.day, knowledge, reply.language):
            yield [button(f"📅 {title}", f"{REMIND}{due.kind.value}:{due.day.isoformat()}")]


def _sessions(answer: LocalAnswer, reply: Reply) -> Iterator[Row]:
    """Yield the first sessions, each into the calendar and onto the map, then the offices."""
    for hit in answer.hits[:_MOST_SESSIONS]:
        item = hit.occurrence
        day = f"📅 {write_day(item.day, reply.language)}"
        if item.site is None:
            yield [button(day, EVENT + item.key)]
        elif not item.site.exact:
            yield [button(f"{day}, {item.site.site.name}", EVENT + item.key)]
        else:
            place = button(f"📍 {item.site.site.name}", PIN + item.key)
            row = [button(day, EVENT + item.key), place]
            yield from [row] if len(place.text) <= _LONGEST_OF_TWO else [[each] for each in row]
    for office in answer.offices[:_MOST_SESSIONS]:
        if office.site.exact:
            yield [button(f"📍 {office.office.name}", PIN + office.office.id)]


def _suggestion(text: str, at: int) -> InlineKeyboardButton:
    """Return a button whose text stays whole, since it is what is said by pressing it."""
    data = SUGGEST + text
    fits = len(data.encode()) <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA
    return InlineKeyboardButton(text, callback_data=data if fits else f"{SUGGEST}{at}")


def button(text: str, data: str) -> InlineKeyboardButton:
    """Return a button with as much of a text as can be read on it."""
    return InlineKeyboardButton(shorten(text, _LONGEST, placeholder="…"), callback_data=data)
