"""“Remind me” below a day or a session, and `/nhac`: what is kept of a chat, each with its ✕.

What a ✕ sends back: `x:l:<letter>:<page>` cancels all reminders of what that letter is about,
`x:a:<code>:<page>` ends following a ward (without a page: pressed elsewhere than in the list),
`x:p:<page>` turns to a page.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from telegram import InlineKeyboardMarkup, Update

from bot.assistant.eligibility import DueKind
from bot.assistant.question import VIETNAM
from bot.assistant.sessions.calendars import renewal_title
from bot.assistant.sessions.guide import LocalGuide
from bot.assistant.sessions.phrases import Voice
from bot.content.parameters import write_day
from bot.language.places import Area
from bot.outreach.kinds import Kind
from bot.outreach.reminders import (
    MOST,
    day_in,
    day_of,
    reminders,
    renewal_letters,
    session_letters,
    thing,
)
from bot.store.base import Store
from bot.store.kept import Letter
from handlers.buttons import ALERT_DAY, ALERT_SESSION, AREA, CROSS, LETTER, PAGE, button
from handlers.context import Context, spoken
from handlers.sending import acknowledge, is_private, rewrite, tell

_ON_A_PAGE = 8


@dataclass(frozen=True, slots=True)
class _Entry:
    """One thing in the list: what it is called, how it is told, and what its ✕ sends."""

    name: str
    told: str
    data: str


async def of_day(update: Update, context: Context) -> None:
    """Remind of a day of the age calculator."""
    data = await pressed(update, context, ALERT_DAY)
    chat = update.effective_chat
    if data is None or chat is None:
        return
    kind, _, day = data.partition(":")
    desk, language = context.desk, spoken(update, context)
    knowledge = desk.engine.knowledge
    try:
        due = DueKind(kind), date.fromisoformat(day)
    except ValueError:
        due = None
    if due is None or renewal_title(*due, knowledge, language) is None:
        await tell(update, knowledge.say("nut-cu", language))
        return
    await _keep(update, context, renewal_letters(chat.id, *due, desk.clock()))


async def of_session(update: Update, context: Context) -> None:
    """Remind of a session."""
    data = await pressed(update, context, ALERT_SESSION)
    chat = update.effective_chat
    if data is None or chat is None:
        return
    desk, language = context.desk, spoken(update, context)
    knowledge = desk.engine.knowledge
    occurrence = desk.engine.lookups.guide.calendar.occurrence(data)
    if occurrence is None:
        await tell(update, knowledge.say("nut-cu", language))
    elif not occurrence.takes_place:
        await tell(update, knowledge.say("nhac-buoi-khong-lam", language))
    else:
        await _keep(update, context, session_letters(chat.id, occurrence, desk.clock()))


async def pressed(update: Update, context: Context, prefix: str) -> str | None:
    """Return what a button says after its prefix; None outside of private chats."""
    query = update.callback_query
    if query is None or query.data is None:
        return None
    if not is_private(update):
        knowledge = context.desk.engine.knowledge
        note = knowledge.say("chi-trong-chat-rieng", spoken(update, context))
        await acknowledge(query, note)
        return None
    await acknowledge(query)
    return query.data.removeprefix(prefix)


async def _keep(update: Update, context: Context, letters: list[Letter]) -> None:
    """Keep reminders of one thing, and say when they come."""
    knowledge, language = context.desk.engine.knowledge, spoken(update, context)
    if not letters:
        await tell(update, knowledge.say("nhac-khong-con-luc", language))
        return
    message, kept = await asyncio.to_thread(_kept, context.desk.store, letters)
    when = _when(kept, _voice(update, context))
    await tell(update, knowledge.say(message, language, khi=when))


def _kept(store: Store, letters: list[Letter]) -> tuple[str, list[Letter]]:
    """Keep reminders unless there are some of that thing; return what to say of which."""
    chat = letters[0].chat
    known = reminders(store.letters.of_chat(chat))
    same = [letter for letter in known if thing(letter) == thing(letters[0])]
    if same:
        return "nhac-da-ghi-roi", same
    if len(known) + len(letters) > MOST:
        return "nhac-da-day", letters
    store.letters.add(letters)
    return "nhac-da-ghi", letters


async def show(update: Update, context: Context) -> None:
    """Show the reminders and wards of this chat."""
    text, buttons = await _page(update, context, 0)
    await tell(update, text, buttons)


async def cross(update: Update, context: Context) -> None:
    """Cancel what a ✕ stands for, or turn the page, and show the list as it is then."""
    data = await pressed(update, context, CROSS)
    chat = update.effective_chat
    if data is None or chat is None:
        return
    kind, _, rest = data.partition(":")
    subject, _, page = rest.partition(":")
    store = context.desk.store
    if f"{kind}:" == LETTER and subject.isdecimal():
        await asyncio.to_thread(_cancelled, store, chat.id, int(subject))
    elif f"{kind}:" == AREA:
        await asyncio.to_thread(store.chats.unfollow, chat.id, subject)
        if not page:
            await _say_unfollowed(update, context, subject)
            return
    elif f"{kind}:" == PAGE:
        page = subject
    text, buttons = await _page(update, context, int(page) if page.isdecimal() else 0)
    await rewrite(update, text, buttons)


def _cancelled(store: Store, chat: int, number: int) -> None:
    """Cancel all reminders of what a letter is about."""
    letters = reminders(store.letters.of_chat(chat))
    chosen = next((letter for letter in letters if letter.number == number), None)
    if chosen is not None:
        for letter in letters:
            if thing(letter) == thing(chosen):
                store.letters.cancel(chat, letter.number)


async def _say_unfollowed(update: Update, context: Context, code: str) -> None:
    knowledge, language = context.desk.engine.knowledge, spoken(update, context)
    area = knowledge.gazetteer.area(code)
    told = knowledge.say("theo-doi-da-thoi", language, noi=area.name if area else code)
    await tell(update, told)


async def _page(
    update: Update, context: Context, page: int
) -> tuple[str, InlineKeyboardMarkup | None]:
    """Return a page of the list and its buttons."""
    chat = update.effective_chat
    voice, guide = _voice(update, context), context.desk.engine.lookups.guide
    letters, wards = await asyncio.to_thread(_of_chat, context.desk.store, chat.id if chat else 0)
    entries = [*_reminders(letters, guide, voice), *_wards(wards, voice)]
    if not entries:
        return voice.say("nhac-danh-sach-trong"), None
    last = (len(entries) - 1) // _ON_A_PAGE
    page = min(page, last)
    shown = entries[page * _ON_A_PAGE : (page + 1) * _ON_A_PAGE]
    rows = [[button(f"✕ {entry.name}", f"{CROSS}{entry.data}:{page}")] for entry in shown]
    turning = []
    if page:
        turning.append(button(voice.say("nut-trang-truoc"), f"{CROSS}{PAGE}{page - 1}"))
    if page < last:
        turning.append(button(voice.say("nut-trang-sau"), f"{CROSS}{PAGE}{page + 1}"))
    text = "\n\n".join([voice.say("nhac-danh-sach"), *(entry.told for entry in shown)])
    return text, InlineKeyboardMarkup([*rows, turning] if turning else rows)


def _of_chat(store: Store, chat: int) -> tuple[list[Letter], list[str]]:
    return reminders(store.letters.of_chat(chat)), store.chats.followed(chat)


def _reminders(letters: Iterable[Letter], guide: LocalGuide, voice: Voice) -> list[_Entry]:
    """Return what there are reminders of, each once."""
    things: dict[tuple[str, str], list[Letter]] = {}
    for letter in letters:
        things.setdefault(thing(letter), []).append(letter)
    found = []
    for several in things.values():
        name = _name(several[0], guide, voice)
        told = voice.say("nhac-muc", ten=name, khi=_when(several, voice))
        found.append(_Entry(name, told, f"{LETTER}{several[0].number}"))
    return found


def _wards(codes: Iterable[str], voice: Voice) -> list[_Entry]:
    found = []
    for code in codes:
        area: Area | None = voice.knowledge.gazetteer.area(code)
        name = f"{area.name}, {area.province}" if area else code
        told = voice.say("nhac-muc-theo-doi", noi=name)
        found.append(_Entry(name, told, f"{AREA}{code}"))
    return found


def _name(letter: Letter, guide: LocalGuide, voice: Voice) -> str:
    """Return what a reminder is of."""
    if letter.kind == Kind.RENEWAL:
        kind, day = day_of(letter)
        return renewal_title(kind, day, voice.knowledge, voice.language) or letter.subject
    key = thing(letter)[1]
    occurrence = guide.calendar.occurrence(key)
    if occurrence is None:
        gone = day_in(key)
        day_told = write_day(gone, voice.language) if gone else ""
        return voice.say("nhac-muc-buoi-cu", ngay=day_told)
    where = occurrence.site.site.name if occurrence.site else occurrence.area.name
    return voice.say("nhac-muc-buoi", ngay=write_day(occurrence.day, voice.language), noi=where)


def _when(letters: Iterable[Letter], voice: Voice) -> str:
    """Return when reminders come, by hour and day."""
    dues = (letter.due.astimezone(VIETNAM) for letter in letters)
    return voice.listing(
        voice.say("khi-gio", gio=voice.clock(due.time()), ngay=voice.day(due.date()))
        for due in dues
    )


def _voice(update: Update, context: Context) -> Voice:
    desk = context.desk
    return Voice(desk.engine.knowledge, spoken(update, context), desk.clock())
