"""What is near: a shared location, a pin on the map, a session for one's calendar."""

from __future__ import annotations

from datetime import date

from telegram import InputFile, Update

from bot.assistant.eligibility import DueKind
from bot.assistant.sessions.asking import Venue, venue_of
from bot.assistant.sessions.calendars import CalendarFiles, renewal_file
from bot.assistant.sessions.guide import LocalGuide
from handlers.buttons import EVENT, PIN, REMIND
from handlers.context import Context, conversation_of, spoken
from handlers.sending import acknowledge, respond, tell


async def location(update: Update, context: Context) -> None:
    """Answer from where somebody is; the location is kept nowhere."""
    message = update.effective_message
    if message is None or message.location is None:
        return
    answered = await context.desk.ask(
        "",
        "telegram",
        conversation=conversation_of(update),
        language=spoken(update, context),
        point=(message.location.latitude, message.location.longitude),
    )
    await respond(update, context, answered)


async def pin(update: Update, context: Context) -> None:
    """Show the place of a session or an office on a map."""
    query, chat = update.callback_query, update.effective_chat
    if query is None or query.data is None or chat is None:
        return
    await acknowledge(query)
    venue = _venue(context.desk.engine.lookups.guide, query.data.removeprefix(PIN))
    if venue is None or venue.point is None:
        await _gone(update, context)
        return
    latitude, longitude = venue.point
    await chat.send_venue(latitude, longitude, venue.title, venue.address)


async def event(update: Update, context: Context) -> None:
    """Send a session as a file for the calendar."""
    query = update.callback_query
    if query is None or query.data is None:
        return
    await acknowledge(query)
    desk = context.desk
    files = CalendarFiles(desk.engine.lookups.guide)
    made = files.event(query.data.removeprefix(EVENT), desk.clock(), spoken(update, context))
    await _send_file(update, context, made)


async def reminder(update: Update, context: Context) -> None:
    """Send a day by which something is due as a file for the calendar."""
    query = update.callback_query
    if query is None or query.data is None:
        return
    await acknowledge(query)
    kind, _, day = query.data.removeprefix(REMIND).partition(":")
    desk = context.desk
    try:
        due = DueKind(kind), date.fromisoformat(day)
        made = renewal_file(*due, desk.clock(), desk.engine.knowledge, spoken(update, context))
    except (ValueError, OverflowError):
        made = None
    await _send_file(update, context, made)


async def _send_file(update: Update, context: Context, made: bytes | None) -> None:
    chat = update.effective_chat
    if made is None or chat is None:
        await _gone(update, context)
        return
    await chat.send_document(InputFile(made, filename="lich.ics"))


async def _gone(update: Update, context: Context) -> None:
    await tell(update, context.desk.engine.knowledge.say("nut-cu", spoken(update, context)))


def _venue(guide: LocalGuide, key: str) -> Venue | None:
    occurrence = guide.calendar.occurrence(key)
    if occurrence is not None:
        return venue_of(occurrence.site) if occurrence.site else None
    return next(
        (venue_of(item.site) for item in guide.knowledge.local.offices if item.office.id == key),
        None,
    )
