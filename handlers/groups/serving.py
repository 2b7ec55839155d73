"""One answer on its way into a group: asked for its ward, then short or to the asker alone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import InlineKeyboardMarkup, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden

from bot.assistant.replies import as_html
from bot.content.topics import Lookup
from bot.desk import Answered
from bot.language.redact import redact
from bot.store.kept import Group
from handlers.buttons import keyboard
from handlers.context import Context, conversation_of, spoken
from handlers.delivery.work import by_calls
from handlers.groups.addressing import Heard
from handlers.groups.kept import group_of, place_of
from handlers.groups.replying import reply
from handlers.groups.short import private_chat, short, whole
from handlers.sending import NO_PREVIEW
from handlers.shortcuts import topic_of

Ask = Callable[[str, str], Awaitable[Answered]]
"""Answers a text for somebody who lives at a place."""


def question(update: Update, context: Context) -> Ask:
    """Return what answers a question in the light of the same person's last ones."""

    async def ask(text: str, place: str) -> Answered:
        return await context.desk.ask(
            text,
            "telegram",
            conversation=conversation_of(update),
            language=spoken(update, context),
            place=place,
        )

    return ask


def look_up(update: Update, context: Context, lookup: Lookup) -> Ask:
    """Return what opens the topic of a look-up; what is said besides goes on with it."""

    async def ask(text: str, place: str) -> Answered:
        topic = topic_of(context.desk.engine.knowledge, lookup)
        if topic is not None:
            opened = await open_topic(topic, update, context, place)
            if not text:
                return opened
        return await question(update, context)(text, place)

    return ask


async def open_topic(topic: str, update: Update, context: Context, place: str) -> Answered:
    """Answer a topic for somebody who lives at a place."""
    return await context.desk.open_topic(
        topic,
        "telegram",
        conversation=conversation_of(update),
        language=spoken(update, context),
        place=place,
    )


async def serve(update: Update, context: Context, heard: Heard, ask: Ask) -> None:
    """Answer what was heard; where it holds personal numbers, say that it should be deleted."""
    if update.message is None:
        return
    group = await group_of(context.desk, update.message.chat_id)
    masked = redact(heard.text)
    answered = await ask(masked.text, place_of(context.desk.engine.knowledge, group))
    await give(update, context, answered, heard, group, exposed=bool(masked.kinds))


async def give(
    update: Update,
    context: Context,
    answered: Answered,
    heard: Heard,
    group: Group,
    *,
    exposed: bool = False,
) -> None:
    """Send an answer as the group wishes it: short for all, or to the asker alone.

    `exposed`: whether the message that asks holds what the group should not read.
    """
    message, chat, user = update.message, update.effective_chat, update.effective_user
    if message is None or chat is None or user is None:
        return
    context.lately.languages.keep(chat.id, user.id, answered.reply.language)
    knowledge, language = context.desk.engine.knowledge, answered.reply.language
    above = knowledge.say("nhom-xoa-so", language) if exposed else ""
    if group.private_answers and message.sender_chat is None:
        text, link = await _privately(user.id, context, answered)
        told = "\n\n".join(filter(None, (above, text)))
        await reply(message, told, link, below=heard.asked_in)
    else:
        text, buttons = short(answered.reply, knowledge, context.bot.username, above)
        await reply(message, text, buttons, html=True, below=heard.asked_in)


async def _privately(
    user: int, context: Context, answered: Answered
) -> tuple[str, InlineKeyboardMarkup]:
    """Send an answer to the asker alone; return what the group is told of it.

    Who never wrote to us cannot be written to: a link then opens the answer.
    """
    knowledge, language = context.desk.engine.knowledge, answered.reply.language
    inline = bool(context.bot.supports_inline_queries)
    by_calls()
    try:
        await context.bot.send_message(
            user,
            as_html(answered.reply, knowledge),
            ParseMode.HTML,
            reply_markup=keyboard(answered, knowledge, private=True, inline=inline),
            link_preview_options=NO_PREVIEW,
        )
    except (Forbidden, BadRequest):
        target = whole(answered.reply, knowledge)
        below = private_chat(knowledge, language, context.bot.username, target)
        return knowledge.say("nhom-moi-doc-rieng", language), below
    below = private_chat(knowledge, language, context.bot.username)
    return knowledge.say("nhom-da-tra-loi-rieng", language), below
