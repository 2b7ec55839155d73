"""A group belongs to a ward: `/ganphuong`, the answer to its question, and an invitation link."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from telegram import InlineKeyboardMarkup, Message, Update
from telegram.ext import filters

from bot.content.knowledge import Knowledge
from bot.language.english import Language
from bot.language.places import MOST_ASKED, Area
from bot.language.text import clean
from handlers import links
from handlers.buttons import button
from handlers.context import Context, language_of
from handlers.groups.addressing import after_command, is_persons
from handlers.groups.admins import Admins
from handlers.groups.kept import group_of, keep, named, ward_of
from handlers.groups.keys import BIND, CANCEL, SHOW
from handlers.groups.limits import Quota
from handlers.groups.replying import reply, rewrite
from handlers.sending import acknowledge, thread_of


class AnswersWard(filters.MessageFilter):
    """Lets messages through that answer our question for the ward."""

    def filter(self, message: Message) -> bool:
        """Return whether a message replies to one of ours below which wards are offered."""
        asked = message.reply_to_message
        if asked is None or asked.reply_markup is None or asked.from_user is None:
            return False
        if asked.from_user.id != message.get_bot().id or not message.text:
            return False
        pressed = (each for row in asked.reply_markup.inline_keyboard for each in row)
        return any(each.callback_data == CANCEL for each in pressed)


class Binding:
    """Binds groups to wards, for their administrators."""

    def __init__(self, admins: Admins, quota: Quota) -> None:
        """`admins` knows who may; `quota` counts what is said to others."""
        self._admins = admins
        self._quota = quota

    async def command(self, update: Update, context: Context) -> None:
        """Bind to the ward behind the command, or ask which: `/ganphuong phường Mẫu, tỉnh Mẫu`."""
        message = update.message
        if message is None or not await self._admins.admit(update, context):
            return
        said = after_command(message)
        if said:
            await self._find(message, said, update, context)
            return
        text, buttons = await _question(update, context)
        await reply(message, text, buttons)

    async def answer(self, update: Update, context: Context) -> None:
        """Bind to the ward that answers our question."""
        message = update.message
        if message is None or not message.text:
            return
        if await self._admins.admit(update, context):
            await self._find(message, message.text, update, context)

    async def link(self, update: Update, context: Context) -> None:
        """Offer to bind to the ward of the link by which we were added; other starts are silent.

        Telegram sends such a link as `/start@name phuong_03388` in the name of who followed it.
        """
        message, knowledge = update.message, context.desk.engine.knowledge
        target = links.parse(context.args[0]) if context.args else None
        area = knowledge.gazetteer.area(target.code) if isinstance(target, links.Ward) else None
        if message is None or area is None or not is_persons(message):
            return
        if self._quota.take(message.chat_id):
            language = language_of(update)
            text = knowledge.say("nhom-gan-theo-link", language, noi=named(area))
            await reply(message, text, _offered([area], knowledge, language))

    async def ask(self, update: Update, context: Context) -> None:
        """Ask which ward it is to be, below a button of ours."""
        query = update.callback_query
        if query is None or not await self._admins.admit(update, context):
            return
        await acknowledge(query)
        await rewrite(query, *await _question(update, context))

    async def take(self, update: Update, context: Context) -> None:
        """Bind to the ward on the button that was pressed."""
        query = update.callback_query
        if query is None or not await self._admins.admit(update, context):
            return
        knowledge, language = context.desk.engine.knowledge, language_of(update)
        area = knowledge.gazetteer.area((query.data or "").removeprefix(BIND))
        if area is None or not isinstance(query.message, Message):
            await acknowledge(query, knowledge.say("nut-cu", language))
            return
        await acknowledge(query)
        await rewrite(query, *await _bind(query.message, area, context, language))

    async def _find(self, message: Message, said: str, update: Update, context: Context) -> None:
        """Bind to the ward that is named, offer those that may be meant, or ask again."""
        knowledge, language = context.desk.engine.knowledge, language_of(update)
        found = knowledge.gazetteer.find(clean(said))
        if found is None or len(found.areas) > MOST_ASKED:
            text = knowledge.say("nhom-chua-ro-phuong", language)
            await reply(message, text, _offered([], knowledge, language))
        elif len(found.areas) > 1 or found.ask:
            text = knowledge.say("nhom-chon-phuong", language)
            await reply(message, text, _offered(found.areas, knowledge, language))
        else:
            await reply(message, *await _bind(message, found.areas[0], context, language))


async def _bind(
    message: Message, area: Area, context: Context, language: Language
) -> tuple[str, InlineKeyboardMarkup]:
    """Bind the group of a message; return what to say, with the button to the settings."""
    desk = context.desk
    knowledge = desk.engine.knowledge
    group = await group_of(desk, message.chat_id)
    await keep(desk, replace(group, area=area.code, thread=thread_of(message)))
    held = [item for item in knowledge.local.sessions if item.area.code == area.code]
    told = [
        knowledge.say("nhom-da-gan", language, noi=named(area)),
        knowledge.say("nhom-co-lich" if held else "nhom-chua-co-lich", language),
    ]
    if any(item.sample for item in held):
        told.append(knowledge.say("du-lieu-mau", language))
    settings = button(knowledge.say("nhom-nut-cai-dat", language), SHOW)
    return "\n\n".join(told), InlineKeyboardMarkup([[settings]])


async def _question(update: Update, context: Context) -> tuple[str, InlineKeyboardMarkup]:
    """Return the question for the ward, with those of which sessions are known."""
    chat, desk, language = update.effective_chat, context.desk, language_of(update)
    knowledge = desk.engine.knowledge
    ward = ward_of(knowledge, await group_of(desk, chat.id)) if chat else None
    text = knowledge.say("nhom-hoi-phuong", language)
    if ward is not None:
        text = f"{knowledge.say('nhom-dang-gan', language, noi=named(ward))}\n\n{text}"
    held = {item.area.code: item.area for item in knowledge.local.sessions}
    return text, _offered([*held.values()][:MOST_ASKED], knowledge, language)


def _offered(
    areas: Iterable[Area], knowledge: Knowledge, language: Language
) -> InlineKeyboardMarkup:
    rows = [[button(named(area), BIND + area.code)] for area in areas]
    cancel = button(knowledge.say("nhom-nut-thoi", language), CANCEL)
    return InlineKeyboardMarkup([*rows, [cancel]])
