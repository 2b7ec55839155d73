"""A citizen rates an answer, says why it was no help, hands the question to the staff."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from telegram import CallbackQuery, InlineKeyboardMarkup, Message, Update

from bot.content.knowledge import Knowledge
from bot.language.english import Language
from handlers.buttons import NONE, RATE, STAFF, WHY, button, staff
from handlers.context import Context, spoken
from handlers.sending import acknowledge, is_private, rewrite, tell

REASONS = {
    "sai": "ly-do-sai",
    "kho-hieu": "ly-do-kho-hieu",
    "khong-dung-cau-hoi": "ly-do-khong-dung-cau-hoi",
    "thieu": "ly-do-thieu",
}
"""Why an answer may be no help, and what the buttons say, two in a row."""


async def rate(update: Update, context: Context) -> None:
    """Keep the verdict; thank for a good one, and ask why where it is none."""
    query = update.callback_query
    if query is None or query.data is None:
        return
    number, _, verdict = query.data.removeprefix(RATE).partition(":")
    knowledge, language = context.desk.engine.knowledge, spoken(update, context)
    known = verdict in {"0", "1"} and await _kept(
        number, lambda which: context.desk.store.questions.rate(which, verdict == "1")
    )
    if not known:
        await acknowledge(query, knowledge.say("nut-cu", language))
    elif verdict == "1" or not is_private(update):
        await acknowledge(query, knowledge.say("cam-on-danh-gia", language))
    else:
        await acknowledge(query)
        await tell(update, knowledge.say("vi-sao-chua-duoc", language), _reasons(
            number, knowledge, language
        ))  # fmt: skip


async def explain(update: Update, context: Context) -> None:
    """Keep why an answer was no help; thank for it, and offer to hand the question over."""
    query = update.callback_query
    if query is None or query.data is None:
        return
    number, _, reason = query.data.removeprefix(WHY).partition(":")
    knowledge, language = context.desk.engine.knowledge, spoken(update, context)
    questions = context.desk.store.questions
    if reason not in REASONS or not await _kept(number, lambda n: questions.explain(n, reason)):
        await acknowledge(query, knowledge.say("nut-cu", language))
        return
    await acknowledge(query)
    said = knowledge.say(REASONS[reason], language)
    await rewrite(
        update,
        knowledge.say("cam-on-gop-y", language, ly_do=said),
        InlineKeyboardMarkup([[staff(int(number), knowledge, language)]]),
    )


async def hand_over(update: Update, context: Context) -> None:
    """Put the question on the list of the staff, and say honestly what that means."""
    query = update.callback_query
    if query is None or query.data is None:
        return
    knowledge, language = context.desk.engine.knowledge, spoken(update, context)
    number = query.data.removeprefix(STAFF)
    if not await _kept(number, context.desk.store.questions.hand_over):
        await acknowledge(query, knowledge.say("nut-cu", language))
        return
    await acknowledge(query)
    done = knowledge.say("da-gui-can-bo", language)
    await (rewrite(update, done) if _offers_nothing_else(query) else tell(update, done))


async def none_of_these(update: Update, context: Context) -> None:
    """Note that nothing offered was right, and offer to hand the question over."""
    query = update.callback_query
    if query is None or query.data is None:
        return
    await acknowledge(query)
    knowledge, language = context.desk.engine.knowledge, spoken(update, context)
    number = query.data.removeprefix(NONE)
    questions = context.desk.store.questions
    known = await _kept(number, lambda which: questions.rate(which, helpful=False))
    below = InlineKeyboardMarkup([[staff(int(number), knowledge, language)]]) if known else None
    await rewrite(update, knowledge.say("chua-co-cau-tra-loi", language), below)


def _offers_nothing_else(query: CallbackQuery) -> bool:
    """Return whether the pressed button is the only one, so that its message has served."""
    message = query.message
    markup = message.reply_markup if isinstance(message, Message) else None
    return markup is not None and sum(map(len, markup.inline_keyboard)) == 1


async def _kept(number: str, work: Callable[[int], bool]) -> bool:
    """Note something on a question; False where its number is torn or no longer kept."""
    if not (number.isascii() and number.isdecimal()):
        return False
    return await asyncio.to_thread(work, int(number))


def _reasons(number: str, knowledge: Knowledge, language: Language) -> InlineKeyboardMarkup:
    shown = [
        button(knowledge.say(said, language), f"{WHY}{number}:{reason}")
        for reason, said in REASONS.items()
    ]
    return InlineKeyboardMarkup([shown[:2], shown[2:]])
