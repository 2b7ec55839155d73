"""A citizen changes a message: the question is answered again, where its answer stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from telegram import Message, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import filters

from bot.desk import Answered
from bot.language.redact import redact
from handlers.context import Context, conversation_of, spoken
from handlers.questions import mark_of
from handlers.recent import Told
from handlers.sending import NO_PREVIEW, is_private, respond, written

EDITED = filters.UpdateType.EDITED_MESSAGE & ~(filters.ChatType.PRIVATE & filters.COMMAND)
"""Edits that end here; a command that changes is a new one."""
_STILL_NEW = timedelta(minutes=15)
"""So long after it was written, a message that nobody remembers is answered when it changes."""
_TOO_OLD = timedelta(hours=48)


async def edited(update: Update, context: Context) -> None:
    """Answer an edited question of a private chat; of other edits nothing is said.

    An edit that changes no word is none: Telegram tells of more than people see.
    """
    message = update.edited_message
    text = (message.text or message.caption) if message else None
    if message is None or not text or not is_private(update):
        return
    age = (message.edit_date or message.date) - message.date
    told = context.lately.told.find(message.chat_id, message.message_id)
    if age > (_TOO_OLD if told else _STILL_NEW) or (told and told.mark == mark_of(text)):
        return
    answered, turn = await _asked_again(update, context, text, told)
    reply = told.reply if told else 0
    if not (reply and await _rewritten(update, context, answered, reply)):
        reply = await _said_anew(update, context, message, answered)
    now = Told(mark_of(text), turn, reply)
    context.lately.told.keep(message.chat_id, message.message_id, now)


async def _asked_again(
    update: Update, context: Context, text: str, told: Told | None
) -> tuple[Answered, int | None]:
    """Return the answer in the light of what was said before, and its place in the conversation.

    What was said since stays as it is.
    """
    desk, conversation = context.desk, conversation_of(update)
    language = spoken(update, context)
    if told is None or told.turn is None:
        answered = await desk.ask(text, "telegram", conversation=conversation, language=language)
        return answered, desk.memory.latest(conversation)
    earlier = desk.memory.recall(conversation, desk.clock(), before=told.turn)
    place = desk.memory.place(conversation, desk.clock(), before=told.turn)
    answered = await desk.ask(text, "telegram", context=earlier, language=language, place=place)
    named = answered.reply.situation.named_place if answered.reply.situation else ""
    desk.memory.revise(conversation, told.turn, redact(text).text, named)
    return answered, told.turn


async def _rewritten(update: Update, context: Context, answered: Answered, reply: int) -> bool:
    """Put the answer in the place of the old one; False where that has gone."""
    text, buttons = written(update, context, answered)
    try:
        await context.bot.edit_message_text(
            text,
            update.effective_chat.id if update.effective_chat else 0,
            reply,
            parse_mode=ParseMode.HTML,
            reply_markup=buttons,
            link_preview_options=NO_PREVIEW,
        )
    except BadRequest:
        return False
    return True


async def _said_anew(
    update: Update, context: Context, message: Message, answered: Answered
) -> int:
    """Say the answer below, to the message that was edited."""
    reply = answered.reply
    line = context.desk.engine.knowledge.say("tra-loi-cau-vua-sua", reply.language)
    note = "\n\n".join(filter(None, (line, reply.note)))
    above = replace(answered, reply=replace(reply, note=note))
    return await respond(update, context, above, to=message.message_id)
