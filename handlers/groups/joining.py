"""The assistant comes into a group, is promoted there, moves along with it, or leaves no trace."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from telegram import ChatMember, InlineKeyboardMarkup, Update
from telegram.constants import ChatType
from telegram.error import TelegramError

from handlers.context import Context, language_of
from handlers.groups.keys import ask_ward
from handlers.groups.replying import write

_GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}
_MANAGING = {ChatMember.ADMINISTRATOR, ChatMember.OWNER}
_OUTSIDE = {ChatMember.LEFT, ChatMember.BANNED}


async def changed(update: Update, context: Context) -> None:
    """Greet a group that took us in; forget one that put us out."""
    change = update.my_chat_member
    if change is None or change.chat.type not in _GROUPS:
        return
    chat, chats = change.chat, context.desk.store.chats
    before, now = change.old_chat_member, change.new_chat_member
    if not _inside(now):
        if chat.type == ChatType.GROUP:
            # Perhaps it became a supergroup: then Telegram tells when it is asked, and what is
            # kept of it goes there first.
            with suppress(TelegramError):
                await context.bot.get_chat(chat.id)
        await asyncio.to_thread(chats.forget, chat.id)
        context.desk.memory.forget(f"telegram:{chat.id}:")
        context.lately.forget(chat.id)
        return
    kept = await asyncio.to_thread(chats.group, chat.id)
    manages = now.status in _MANAGING
    if not _inside(before):
        if kept is None:  # else it has just moved here
            await _greet(update, context, reads_all=manages)
    elif manages and before.status not in _MANAGING and not (kept and kept.auto_answer):
        told = context.desk.engine.knowledge.say("nhom-len-quan-tri", language_of(update))
        await write(context.bot, chat.id, told)


async def moved(update: Update, context: Context) -> None:
    """Hand what is kept of a group over to the supergroup that it became."""
    message = update.message
    if message is None:
        return
    old, new = message.chat_id, message.migrate_to_chat_id
    if new is None:
        old, new = message.migrate_from_chat_id or message.chat_id, message.chat_id
    await asyncio.to_thread(context.desk.store.chats.move, old, new)


async def _greet(update: Update, context: Context, *, reads_all: bool) -> None:
    """Say what we do, how we are called, and what we hear besides."""
    chat, bot = update.effective_chat, context.bot
    if chat is None:
        return
    knowledge, language = context.desk.engine.knowledge, language_of(update)
    hears = reads_all or bot.can_read_all_group_messages
    told = (
        knowledge.say("nhom-chao", language),
        knowledge.say("nhom-cach-goi", language, ten=bot.username),
        knowledge.say("nhom-doc-het" if hears else "nhom-im-lang", language),
        knowledge.say("nhom-moi-gan", language),
    )
    below = InlineKeyboardMarkup([[ask_ward(knowledge, language)]])
    await write(bot, chat.id, "\n\n".join(told), below)


def _inside(member: ChatMember) -> bool:
    """Return whether this is the place of somebody who is in the group."""
    return member.status not in _OUTSIDE and getattr(member, "is_member", True)
