"""The buttons under a reply, and what each sends back when it is pressed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from textwrap import shorten
from typing import Any

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    SwitchInlineQueryChosenChat,
    TelegramObject,
)
from telegram.constants import InlineKeyboardButtonLimit

from bot.assistant.finding import Finding
from bot.assistant.reply import Item, Reply
from bot.assistant.sessions.asking import LocalAnswer
from bot.assistant.sessions.calendars import renewal_title
from bot.assistant.sessions.occurrences import Occurrence
from bot.assistant.status import RATABLE, Status
from bot.content.knowledge import Knowledge
from bot.content.parameters import write_day
from bot.content.topics import Entry
from bot.desk import Answered
from bot.language.english import Language
from bot.outreach.subscriptions import ward_of
from handlers.inline.offers import name_shared

OPEN = "t:"
"""Opens a topic: `t:<topic id>`."""
SHELF = "g:"
"""Opens a group of topics: `g:<group id>`."""
RATE = "r:"
"""Rates an answer: `r:<number>:<0 or 1>`."""
NONE = "n:"
"""None of these: `n:<number>`."""
WHY = "w:"
"""Says why an answer was no help: `w:<number>:<reason>`."""
STAFF = "s:"
"""Hands a question to the staff: `s:<number>`."""
HERE = "l:"
"""Asks for the location of whoever presses it."""
GROUP = "v:"
"""Begins whatever buttons in groups send back; see `handlers/groups/keys.py`."""
ERASE = "y:"
"""Deletes what is kept of a chat: `y:<step>`."""
OFFICE = "z:"
"""Begins what the buttons of the staff's side send back; see `handlers/staff/keys.py`."""
SUGGEST = "q:"
"""Says what stands on the button: `q:<its text>`; `q:<place>` where the text is too long."""
PIN = "m:"
"""Shows a place on a map: `m:<key of an occurrence or id of an office>`."""
EVENT = "e:"
"""Sends a session as a calendar file: `e:<key of an occurrence>`."""
REMIND = "d:"
"""Sends a day of the age calculator as a calendar file: `d:<kind>:<day>`."""
ALERT_DAY = "a:"
"""Wants to be reminded of a day of the age calculator: `a:<kind>:<day>`."""
ALERT_SESSION = "k:"
"""Wants to be reminded of a session: `k:<key of an occurrence>`."""
FOLLOW = "f:"
"""Follows a ward: `f:<code>`."""
CROSS = "x:"
"""The ✕ that cancels a reminder or ends following a ward; see `handlers/reminders.py`."""
LETTER, AREA, PAGE = "l:", "a:", "p:"
"""What follows a ✕: a reminder, a ward, or another page of their list."""
_MOST_SESSIONS, _MOST_RELATED = 3, 3
_MOST_ROWS = 4
"""Rows above the one for rating to which related topics are added; a phone shows about so many."""
_AROUND = {"lich", "co-quan"}
"""Look-ups for which it matters where somebody is."""
_UNANSWERED = {Status.DECLINED_UNKNOWN, Status.WITHHELD}
_LONGEST, _LONGEST_OF_TWO = 64, 24
"""Characters on a button of its own, and on one of two in a row: phones show no more."""
_MOST_KNOWN = 1024
"""Buttons that are not made anew."""

Row = list[InlineKeyboardButton]
Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove
"""What can be below a message."""


def keyboard(
    answered: Answered, knowledge: Knowledge, *, private: bool = False, inline: bool = False
) -> InlineKeyboardMarkup | None:
    """Return the buttons under a reply, or None.

    `private`: whether only one person reads it, who can be asked for a location. `inline`: whether
    the reply can be picked in other chats too.
    """
    reply, number = answered.reply, answered.number
    rows = [[button(choice.title, OPEN + choice.topic)] for choice in reply.choices]
    if reply.status is Status.CHOICES and number is not None:
        none = knowledge.say("khong-co-cau-nao-dung", reply.language)
        rows.append([button(none, f"{NONE}{number}")])
    rows += [[suggestion(text, at)] for at, text in enumerate(reply.suggestions)]
    for finding in reply.found:
        rows += _looked_up(finding, reply, knowledge)
        rows += _bells(finding, reply, knowledge) if private else ()
    if private and _matters_where(reply, knowledge):
        rows.append([button(knowledge.say("nut-tim-gan-toi", reply.language), HERE)])
    rows += [[related] for related in _related(reply, _MOST_ROWS - len(rows))]
    if number is not None and _may_need_staff(reply, knowledge):
        rows.append([staff(number, knowledge, reply.language)])
    verdict = _verdict(number) if number is not None and reply.status in RATABLE else []
    query = name_shared(reply, knowledge) if inline else ""
    rows.append([*verdict, *([share(query, knowledge, reply.language)] if query else [])])
    rows = [row for row in rows if row]
    return InlineKeyboardMarkup(rows) if rows else None


def shelves(knowledge: Knowledge, language: Language) -> list[Row]:
    """Return the groups of topics that are not empty, each on a button."""
    filled = set(knowledge.group_of.values())
    return [
        [button(group.title_in(language), SHELF + group.id)]
        for group in knowledge.groups
        if group.id in filled
    ]


def staff(number: int, knowledge: Knowledge, language: Language) -> InlineKeyboardButton:
    """Return the button that hands a question to the staff."""
    return button(knowledge.say("nut-gui-can-bo", language), f"{STAFF}{number}")


def _matters_where(reply: Reply, knowledge: Knowledge) -> bool:
    """Return whether the answer would be a better one if it were known where somebody is."""
    local = next((finding.local for finding in reply.found if finding.local), None)
    point = reply.situation.point if reply.situation else None
    if local is not None or point is not None:
        return reply.status is Status.NEEDS_DETAIL and point is None
    entry = _entry_alone(reply, knowledge)
    return entry is not None and (entry.answered_by in _AROUND or "phien" in entry.actions)


def _related(reply: Reply, most: int) -> list[InlineKeyboardButton]:
    """Return what belongs to the one topic that was answered, where nothing else is offered."""
    item = _alone(reply)
    if item is None or reply.choices or reply.suggestions:
        return []
    related = item.related[: max(0, min(most, _MOST_RELATED))]
    return [button(choice.title, OPEN + choice.topic) for choice in related]


def share(query: str, knowledge: Knowledge, language: Language) -> InlineKeyboardButton:
    """Return the button that lets one choose a chat and sends there what a query finds."""
    return _sharing(query, knowledge.say("nut-chia-se", language))


@lru_cache(_MOST_KNOWN)
def _sharing(query: str, text: str) -> InlineKeyboardButton:
    anywhere = SwitchInlineQueryChosenChat(
        query, allow_user_chats=True, allow_group_chats=True, allow_channel_chats=True
    )
    return InlineKeyboardButton(text, switch_inline_query_chosen_chat=anywhere)


def _may_need_staff(reply: Reply, knowledge: Knowledge) -> bool:
    entry = _entry_alone(reply, knowledge)
    return reply.status in _UNANSWERED or (entry is not None and "can-bo" in entry.actions)


def _verdict(number: int) -> Row:
    return [
        InlineKeyboardButton(sign, callback_data=f"{RATE}{number}:{helpful}")
        for sign, helpful in (("👍", 1), ("👎", 0))
    ]


def _alone(reply: Reply) -> Item | None:
    """Return the topic that was answered, where it was one."""
    alone = reply.status is Status.ANSWERED and len(reply.items) == 1
    return reply.items[0] if alone else None


def _entry_alone(reply: Reply, knowledge: Knowledge) -> Entry | None:
    item = _alone(reply)
    return knowledge.entries.get(item.topic) if item else None


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


def _bells(finding: Finding, reply: Reply, knowledge: Knowledge) -> Iterator[Row]:
    """Yield what somebody can be told of unasked: days, the first sessions, a ward."""

    def bell(message: str, data: str, **values: str) -> InlineKeyboardButton:
        return button(f"🔔 {knowledge.say(message, reply.language, **values)}", data)

    for due in finding.reminders:
        if renewal_title(due.kind, due.day, knowledge, reply.language):
            day = write_day(due.day, reply.language)
            data = f"{ALERT_DAY}{due.kind.value}:{due.day.isoformat()}"
            yield [bell("nut-nhac-truoc", data, ngay=day)]
    if finding.local is None:
        return
    items = [hit.occurrence for hit in finding.local.hits[:_MOST_SESSIONS]]
    once = len({item.day for item in items}) == len(items)
    bells = [
        bell("nut-nhac-buoi", ALERT_SESSION + item.key, ngay=_short(item, with_hour=not once))
        for item in items
    ]
    yield from (bells[at : at + 2] for at in range(0, len(bells), 2))
    if ward := ward_of(finding.local, knowledge):
        yield [bell("nut-theo-doi", FOLLOW + ward.code, noi=ward.name)]


def _short(item: Occurrence, *, with_hour: bool) -> str:
    """Return the day of a session, with its hour where the day alone says too little."""
    hour = f" {item.start:%H:%M}" if with_hour and item.start else ""
    return f"{item.day:%d/%m}{hour}"


def suggestion(text: str, at: int) -> InlineKeyboardButton:
    """Return a button whose text stays whole, since it is what is said by pressing it."""
    data = SUGGEST + text
    fits = len(data.encode()) <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA
    return InlineKeyboardButton(text, callback_data=data if fits else f"{SUGGEST}{at}")


@lru_cache(_MOST_KNOWN)
def button(text: str, data: str) -> InlineKeyboardButton:
    """Return a button with as much of a text as can be read on it."""
    text = " ".join(text.split())
    if len(text) > _LONGEST:
        text = shorten(text, _LONGEST, placeholder="…")
    return InlineKeyboardButton(text, callback_data=data)


def written_out(markup: Markup) -> dict[str, Any]:
    """Return what is below a message as the Bot API has it."""
    if not isinstance(markup, InlineKeyboardMarkup):
        return markup.to_dict()
    return {"inline_keyboard": [[_parts(each) for each in row] for row in markup.inline_keyboard]}


def _parts(of: TelegramObject) -> dict[str, Any]:
    """Do what `to_dict` does, for objects that have no lists and no moments: in a tenth of it."""
    told = {name: part for name in of.__slots__ if (part := getattr(of, name)) is not None}
    return {
        name: _parts(part) if isinstance(part, TelegramObject) else part
        for name, part in told.items()
    }
