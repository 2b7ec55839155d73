"""A citizen hands a question to the staff and is answered here, if that is what they want.

Between both stands one number of a chat, by the question's number: kept once the citizen agreed,
and deleted with the answer.
"""

from __future__ import annotations

import asyncio

from telegram import InlineKeyboardMarkup, Update

from bot.assistant.sessions.phrases import Voice
from bot.store.kept import Relay, Waiting
from handlers.buttons import STAFF, button
from handlers.context import Context, spoken
from handlers.sending import acknowledge, is_private, rewrite, tell
from handlers.staff import pending
from handlers.staff.keys import LIST, NEVER_MIND, PASS, SEND
from handlers.staff.pressing import number, pressed
from handlers.staff.room import room_of

QUEUE = 0
"""Stands for the chat of the staff in a relay: in the queue a question has its own number, in
whatever message of whichever chat it is answered."""


async def offer(update: Update, context: Context) -> bool:
    """Say what handing a question over means, before anything is sent or kept."""
    query, which = update.callback_query, number(pressed(update, STAFF))
    if query is None or not which or room_of(context).chat is None or not is_private(update):
        return False  # there is a list of questions, but nobody who answers
    await acknowledge(query)
    say, language = context.desk.engine.knowledge.say, spoken(update, context)
    days = str(context.retention_days)
    text = say("can-bo-hoi-truoc", language, so_ngay=days, gio=_hours(update, context))
    await tell(update, text, InlineKeyboardMarkup([
        [button(say("nut-dong-y-gui", language), f"{SEND}{which}")],
        [button(say("nut-chi-ghi-lai", language), f"{LIST}{which}")],
        [button(say("nut-khong-gui", language), NEVER_MIND)],
    ]))  # fmt: skip
    return True


async def never_mind(update: Update, context: Context) -> bool:
    """Send nothing."""
    if update.callback_query is None:
        return False
    await acknowledge(update.callback_query)
    await rewrite(update, _said("can-bo-khong-gui", update, context))
    return True


async def only_list(update: Update, context: Context) -> bool:
    """Put the question on the list of the staff, without a way back."""
    if await _handed_over(update, context, LIST):
        await rewrite(update, _said("da-gui-can-bo", update, context))
    return True


async def send(update: Update, context: Context) -> bool:
    """Show the question in the staff's chat, and remember where its answer goes."""
    which, chat = await _handed_over(update, context, SEND), update.effective_chat
    if not which or chat is None:
        return True
    relays = context.desk.store.relays
    if await asyncio.to_thread(relays.find, QUEUE, which) is None:
        item = await asyncio.to_thread(pending.find, context, which)
        if item is None or not await room_of(context).post(*shown(item, context)):
            await rewrite(update, _said("da-gui-can-bo", update, context))
            return True
        relay = Relay(which, chat.id, QUEUE, which, context.desk.clock())
        await asyncio.to_thread(relays.keep, relay)
    await rewrite(update, _said("can-bo-da-nhan", update, context, gio=_hours(update, context)))
    return True


def shown(item: Waiting, context: Context) -> tuple[str, InlineKeyboardMarkup]:
    """Return a question as staff see it who may reply to it."""
    text = "\n\n".join([
        f"✉️ Câu {item.number}, người dân gửi cán bộ:",
        pending.quote(item.question),
        pending.told(item, context.desk.engine.knowledge),
        "Muốn trả lời: giữ tin này, chọn Trả lời (Reply) rồi viết. Lời của bạn đến thẳng người "
        "hỏi. Tên người hỏi không ai biết, kể cả tôi.",
    ])  # fmt: skip
    return text, InlineKeyboardMarkup([[button("Bỏ qua, không trả lời", f"{PASS}{item.number}")]])


def end(context: Context, which: int) -> None:
    """Forget whose question it was; blocks. Other open questions of theirs stay answerable."""
    context.desk.store.relays.end(which)


def _hours(update: Update, context: Context) -> str:
    """Return when somebody reads the question, as far as that is known."""
    desk, hours = context.desk, room_of(context).hours
    voice = Voice(desk.engine.knowledge, spoken(update, context), desk.clock())
    if hours is None:
        return voice.say("can-bo-khong-ro-gio")
    holidays = desk.engine.knowledge.local.holidays
    if hours.are_on(voice.moment, holidays):
        return voice.say("can-bo-trong-gio", gio=hours.text)
    begin = hours.next_begin(voice.moment, holidays)
    if begin is None:
        return voice.say("can-bo-khong-ro-gio")
    when = voice.say("khi-gio", gio=voice.clock(begin.time()), ngay=voice.near_day(begin.date()))
    return voice.say("can-bo-ngoai-gio", khi=when)


async def _handed_over(update: Update, context: Context, prefix: str) -> int:
    """Put the question of a pressed button into the queue; return its number.

    0 where it is not kept any more; then that was said.
    """
    query, which = update.callback_query, number(pressed(update, prefix))
    hand_over = context.desk.store.questions.hand_over
    known = bool(which) and is_private(update) and await asyncio.to_thread(hand_over, which)
    if query is not None:
        await acknowledge(query, None if known else _said("nut-cu", update, context))
    return which if known else 0


def _said(message: str, update: Update, context: Context, **values: str) -> str:
    return context.desk.engine.knowledge.say(message, spoken(update, context), **values)
