"""What is kept of a citizen: `/privacy` shows it, `/xoa` deletes it."""

from __future__ import annotations

import asyncio

from telegram import InlineKeyboardMarkup, Update

from bot.assistant.context import KEPT_FOR
from bot.store.base import Store
from handlers.buttons import ERASE, button
from handlers.context import Context, conversations_in, spoken
from handlers.sending import acknowledge, is_private, rewrite, tell

_ASK, _DO, _LEAVE = "hoi", "xoa", "thoi"


async def show(update: Update, context: Context) -> None:
    """Say what is kept of this chat, and what never is."""
    chat = update.effective_chat
    if chat is None:
        return
    knowledge, language = context.desk.engine.knowledge, spoken(update, context)
    reminders, wards = await asyncio.to_thread(_count, context.desk.store, chat.id)
    text = knowledge.say(
        "rieng-tu",
        language,
        so_ngay=str(context.retention_days),
        so_phut=str(int(KEPT_FOR.total_seconds() // 60)),
        so_nhac=str(reminders),
        so_noi=str(wards),
    )
    delete = button(knowledge.say("nut-xoa-het", language), ERASE + _ASK)
    await tell(update, text, InlineKeyboardMarkup([[delete]]))


async def ask(update: Update, context: Context) -> None:
    """Ask once before anything is deleted."""
    knowledge, language = context.desk.engine.knowledge, spoken(update, context)
    await tell(update, knowledge.say("hoi-xoa-het", language), InlineKeyboardMarkup([
        [button(knowledge.say("nut-dong-y-xoa", language), ERASE + _DO)],
        [button(knowledge.say("nut-khong-xoa", language), ERASE + _LEAVE)],
    ]))  # fmt: skip


async def decide(update: Update, context: Context) -> None:
    """Do what a button says; only who is alone in a chat can delete what is kept of it."""
    query, chat = update.callback_query, update.effective_chat
    if query is None or query.data is None:
        return
    knowledge, language = context.desk.engine.knowledge, spoken(update, context)
    step = query.data.removeprefix(ERASE)
    if chat is None or not is_private(update) or step not in {_ASK, _DO, _LEAVE}:
        await acknowledge(query, knowledge.say("nut-cu", language))
        return
    await acknowledge(query)
    if step == _ASK:
        await ask(update, context)
    elif step == _LEAVE:
        await rewrite(update, knowledge.say("khong-xoa-gi", language))
    else:
        gone = await asyncio.to_thread(context.desk.store.chats.forget, chat.id)
        context.desk.memory.forget(conversations_in(chat.id))
        context.lately.forget(chat.id)
        done = "da-xoa-het" if gone else "da-xoa-khong-co-gi"
        days = str(context.retention_days)
        left = knowledge.say("khong-xoa-duoc", language, so_ngay=days)
        text = f"{knowledge.say(done, language, so=str(gone))}\n\n{left}"
        await rewrite(update, text)


def _count(store: Store, chat: int) -> tuple[int, int]:
    """Return how many reminders and wards are kept of a chat."""
    letters = store.letters.of_chat(chat)
    reminders = sum(letter.batch is None for letter in letters)
    return reminders, len(store.chats.followed(chat))
