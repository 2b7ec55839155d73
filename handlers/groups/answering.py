"""Questions in groups: answered where somebody calls us, else only where that is wished."""

from __future__ import annotations

from telegram import Message, Update

from bot.content.topics import Lookup
from bot.language.redact import redact
from handlers.context import Context, conversation_of, spoken
from handlers.groups import serving
from handlers.groups.addressing import (
    Heard,
    after_command,
    asks_everybody,
    hear,
    is_command,
    is_persons,
    passed_on,
)
from handlers.groups.kept import group_of, place_of
from handlers.groups.keys import OPEN_HERE
from handlers.groups.limits import Quota
from handlers.groups.replying import reply, rewrite
from handlers.groups.short import private_chat, short
from handlers.sending import acknowledge

_SECRET = {"so-dinh-danh", "cmnd", "otp", "ho-chieu"}
"""Numbers of which a group is warned though nobody called us. Telephones, addresses and accounts
are mostly meant for the neighbours."""


class Answers:
    """Answers groups, so many times an hour."""

    def __init__(self, quota: Quota) -> None:
        """`quota` counts all that is said in answer to members."""
        self._quota = quota

    async def command(self, update: Update, context: Context) -> None:
        """Answer what stands behind a command, or what is replied to: `/hoi lệ phí đổi thẻ`."""
        message = update.message
        if message is not None and is_persons(message):
            knowledge = context.desk.engine.knowledge
            heard = passed_on(message, after_command(message), context.bot.bot, knowledge)
            await self._answer(update, context, heard)

    async def sessions(self, update: Update, context: Context) -> None:
        """Answer what is held in the group's ward, or as is said: `/lich tuần này`."""
        await self._look_up(update, context, "lich")

    async def ages(self, update: Update, context: Context) -> None:
        """Answer when a card must be renewed: `/tuoi 12/3/1986`."""
        await self._look_up(update, context, "tinh-tuoi")

    async def explain(self, update: Update, context: Context) -> None:
        """Say how one asks in a group: `/help`, or a call without a question."""
        message = update.message
        if message is not None and is_persons(message) and await self._may(update, context):
            say = context.desk.engine.knowledge.say
            name = context.bot.username
            await reply(message, say("nhom-cach-goi", spoken(update, context), ten=name))

    async def listen(self, update: Update, context: Context) -> None:
        """Answer a message that calls us; of others only warn, or answer where that is wished."""
        message = update.message
        if message is None or not is_persons(message) or is_command(message):
            return
        heard = hear(message, context.bot.bot, context.desk.engine.knowledge)
        if heard.called:
            await self._answer(update, context, heard)
        elif _SECRET.isdisjoint(redact(heard.text).kinds):
            await self._volunteer(update, context, heard)
        elif self._quota.take(message.chat_id):
            say = context.desk.engine.knowledge.say
            await reply(message, say("nhom-xoa-so", spoken(update, context)))

    async def choose(self, update: Update, context: Context) -> None:
        """Put the answer to a topic that was offered in the place of the offer."""
        query, knowledge = update.callback_query, context.desk.engine.knowledge
        if query is None or query.data is None:
            return
        topic = query.data.removeprefix(OPEN_HERE)
        if topic not in knowledge.entries or not isinstance(query.message, Message):
            await acknowledge(query, knowledge.say("nut-cu", spoken(update, context)))
            return
        await acknowledge(query)
        group = await group_of(context.desk, query.message.chat_id)
        place = place_of(knowledge, group)
        answered = await serving.open_topic(topic, update, context, place)
        await rewrite(query, *short(answered.reply, knowledge, context.bot.username), html=True)

    async def _look_up(self, update: Update, context: Context, lookup: Lookup) -> None:
        message = update.message
        if message is not None and is_persons(message) and await self._may(update, context):
            heard = Heard(after_command(message), called=True, asked_in=message)
            ask = serving.look_up(update, context, lookup)
            await serving.serve(update, context, heard, ask)

    async def _answer(self, update: Update, context: Context, heard: Heard) -> None:
        if not heard.text:
            await self.explain(update, context)
        elif await self._may(update, context):
            await serving.serve(update, context, heard, serving.question(update, context))

    async def _volunteer(self, update: Update, context: Context, heard: Heard) -> None:
        """Answer a question to everybody, where the group wishes it and the answer is certain."""
        message, desk = heard.asked_in, context.desk
        knowledge, chat = desk.engine.knowledge, message.chat_id
        if not self._quota.left(chat) or not asks_everybody(message, heard.text, knowledge):
            return
        group = await group_of(desk, chat)
        if not group.auto_answer:
            return
        answered = await desk.consider(
            redact(heard.text).text,
            "telegram",
            conversation=conversation_of(update),
            language=spoken(update, context),
            place=place_of(knowledge, group),
        )
        if answered is not None and self._quota.take(chat):
            await serving.give(update, context, answered, heard, group)

    async def _may(self, update: Update, context: Context) -> bool:
        """Return whether another answer may be given; say so once an hour where none may."""
        message, knowledge = update.message, context.desk.engine.knowledge
        if message is None:
            return False
        if self._quota.take(message.chat_id):
            return True
        if self._quota.tell(message.chat_id):
            language = spoken(update, context)
            below = private_chat(knowledge, language, context.bot.username)
            await reply(message, knowledge.say("nhom-het-luot", language), below)
        return False
