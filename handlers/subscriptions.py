"""Follow a ward: by the button below an answer about its sessions, or by `/theodoi`."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from telegram import InlineKeyboardMarkup, Update

from bot.assistant.sessions.asking import Asked
from bot.assistant.sessions.scope import Scope, scope_of
from bot.language.places import MOST_ASKED, Area
from bot.language.text import clean
from bot.outreach.subscriptions import MOST_WARDS
from bot.store.outreach_base import Chats
from handlers.buttons import FOLLOW, button
from handlers.context import Context, spoken
from handlers.reminders import pressed
from handlers.sending import tell


async def follow(update: Update, context: Context) -> None:
    """Let a chat follow the ward on the button."""
    code = await pressed(update, context, FOLLOW)
    if code is None:
        return
    knowledge = context.desk.engine.knowledge
    area = knowledge.gazetteer.area(code)
    if area is None:
        await tell(update, knowledge.say("nut-cu", spoken(update, context)))
        return
    await _follow(update, context, area)


async def by_name(update: Update, context: Context) -> None:
    """Let a chat follow the ward named after the command; ask where it is not exactly one."""
    knowledge, language = context.desk.engine.knowledge, spoken(update, context)
    held = context.desk.engine.lookups.guide.areas
    said = clean(" ".join(context.args or ()))
    if not said:
        known = [item.area for item in held.values()][:MOST_ASKED]
        await tell(update, knowledge.say("theo-doi-hoi", language), _choices(known))
        return
    place = knowledge.gazetteer.find(said)
    scope = scope_of(Asked(context.desk.clock(), place=place), held.values()) if place else None
    areas = scope.areas if scope else ()
    if isinstance(scope, Scope) and len(areas) == 1:
        await _follow(update, context, areas[0])
    elif areas:
        await tell(update, knowledge.say("theo-doi-chon", language), _choices(areas))
    else:
        await tell(update, knowledge.say("theo-doi-khong-ro", language))


def _choices(areas: Iterable[Area]) -> InlineKeyboardMarkup | None:
    rows = [[button(f"🔔 {area.name}, {area.province}", FOLLOW + area.code)] for area in areas]
    return InlineKeyboardMarkup(rows) if rows else None


async def _follow(update: Update, context: Context, area: Area) -> None:
    chat = update.effective_chat
    if chat is None:
        return
    knowledge, language = context.desk.engine.knowledge, spoken(update, context)
    message = await asyncio.to_thread(_kept, context.desk.store.chats, chat.id, area.code)
    name = f"{area.name}, {area.province}"
    await tell(update, knowledge.say(message, language, noi=name, so=str(MOST_WARDS)))


def _kept(chats: Chats, chat: int, code: str) -> str:
    """Let a chat follow a ward unless it follows too many; return what to say."""
    known = chats.followed(chat)
    if code in known:
        return "theo-doi-roi"
    if len(known) >= MOST_WARDS:
        return "theo-doi-da-day"
    chats.follow(chat, code)
    return "theo-doi-da-ghi"
