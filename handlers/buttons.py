"""The buttons under a reply, and what each sends back when it is pressed."""

from __future__ import annotations

from collections.abc import Iterator

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.assistant.lookups import Finding
from bot.assistant.reply import Reply
from bot.assistant.sessions.asking import LocalAnswer
from bot.assistant.sessions.calendars import REMINDED
from bot.assistant.status import Status
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
"""Says what stands on the button: `q:<place in the row>`."""
PIN = "m:"
"""Shows a place on a map: `m:<key of an occurrence or id of an office>`."""
EVENT = "e:"
"""Sends a session as a calendar file: `e:<key of an occurrence>`."""
REMIND = "d:"
"""Sends a day of the age calculator as a calendar file: `d:<kind>:<day>`."""
RATED = {Status.ANSWERED, Status.SCAM_CHECK, Status.CALCULATED, Status.SESSIONS, Status.OFFICE}
"""Replies that can be rated."""
_MOST_SESSIONS = 3

Row = list[InlineKeyboardButton]


def keyboard(answered: Answered, knowledge: Knowledge) -> InlineKeyboardMarkup | None:
    """Return the buttons under a reply, or None."""
    reply, number = answered.reply, answered.number
    rows = [[_button(choice.title, OPEN + choice.topic)] for choice in reply.choices]
    if reply.status is Status.CHOICES and number is not None:
        none = knowledge.say("khong-co-cau-nao-dung", reply.language)
        rows.append([_button(none, f"{NONE}{number}")])
    rows += [[_button(text, f"{SUGGEST}{at}")] for at, text in enumerate(reply.suggestions)]
    for finding in reply.found:
        rows += _looked_up(finding, reply, knowledge)
    if reply.status in RATED and number is not None:
        rows.append([_button("👍", f"{RATE}{number}:1"), _button("👎", f"{RATE}{number}:0")])
    return InlineKeyboardMarkup(rows) if rows else None


def _looked_up(finding: Finding, reply: Reply, knowledge: Knowledge) -> Iterator[Row]:
    if finding.local:
        yield from _sessions(finding.local, reply)
    for due in finding.reminders:
        if due.kind in REMINDED:
            day = write_day(due.day, reply.language)
            title = knowledge.say(REMINDED[due.kind], reply.language, ngay=day)
            yield [_button(f"📅 {title}", f"{REMIND}{due.kind.value}:{due.day.isoformat()}")]


def _sessions(answer: LocalAnswer, reply: Reply) -> Iterator[Row]:
    """Yield a row for each of the first sessions: into the calendar, onto the map."""
    for hit in answer.hits[:_MOST_SESSIONS]:
        item = hit.occurrence
        row = [_button(f"📅 {write_day(item.day, reply.language)}", EVENT + item.key)]
        if item.site and item.site.exact:
            row.append(_button(f"📍 {item.site.site.name}", PIN + item.key))
        yield row
    for office in answer.offices[:_MOST_SESSIONS]:
        if office.site.exact:
            yield [_button(f"📍 {office.office.name}", PIN + office.office.id)]


def _button(text: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text, callback_data=data)
