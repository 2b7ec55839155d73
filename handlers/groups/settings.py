"""How the assistant behaves in a group, changed by buttons: `/caidat`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from telegram import ChatMember, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from bot.assistant.sessions.phrases import Voice, capital
from bot.store.kept import Group
from handlers.buttons import Row, button
from handlers.context import Context, language_of
from handlers.groups.admins import Admins
from handlers.groups.kept import group_of, keep, named, ward_of
from handlers.groups.keys import DAYS, DONE, SET, SHOW, UNBIND, ask_ward
from handlers.groups.replying import reply, rewrite
from handlers.sending import acknowledge

_CHANGES: Mapping[str, Callable[[Group, int], Group]] = {
    "bao": lambda group, value: replace(group, announce=bool(value)),
    "tu-dong": lambda group, value: replace(group, auto_answer=bool(value)),
    "rieng": lambda group, value: replace(group, private_answers=bool(value)),
    "tuan": lambda group, value: replace(group, weekly_day=value or None),
}
"""By the name on the button: what a number from it, 0 to 7, makes of the settings."""
_DAYS_IN_A_ROW = 4


class Settings:
    """Shows and changes the settings of groups, for their administrators."""

    def __init__(self, admins: Admins) -> None:
        """`admins` knows who may."""
        self._admins = admins

    async def command(self, update: Update, context: Context) -> None:
        """Show the settings: `/caidat`."""
        message = update.message
        if message is None or not await self._admins.admit(update, context):
            return
        group = await group_of(context.desk, message.chat_id)
        await reply(message, *await _page(group, update, context))

    async def pressed(self, update: Update, context: Context) -> None:
        """Do what a button says and show how things stand in the same message."""
        query = update.callback_query
        if query is None or query.data is None or not await self._admins.admit(update, context):
            return
        language = language_of(update)
        if not isinstance(query.message, Message):
            await acknowledge(query, context.desk.engine.knowledge.say("nut-cu", language))
            return
        await acknowledge(query)
        group = await group_of(context.desk, query.message.chat_id)
        if query.data == DAYS:
            await rewrite(query, *_week(group, _voice(update, context)))
            return
        changed = _changed(group, query.data)
        if changed != group:
            await keep(context.desk, changed)
        await rewrite(query, *await _page(changed, update, context))

    async def close(self, update: Update, context: Context) -> None:
        """Take the buttons below a message away."""
        query = update.callback_query
        if query is None or not await self._admins.admit(update, context):
            return
        await acknowledge(query)
        if isinstance(query.message, Message) and query.message.text:
            await rewrite(query, query.message.text)


def _changed(group: Group, pressed: str) -> Group:
    """Return the settings after a button was pressed; one that nobody knows changes nothing."""
    if pressed == UNBIND:
        return replace(group, area="", thread=None)
    name, _, value = pressed.removeprefix(SET).partition(":")
    known = pressed.startswith(SET) and name in _CHANGES and value in map(str, range(8))
    return _CHANGES[name](group, int(value)) if known else group


async def _page(
    group: Group, update: Update, context: Context
) -> tuple[str, InlineKeyboardMarkup]:
    """Return the settings in words, with a button for each."""
    voice = _voice(update, context)
    ward = ward_of(voice.knowledge, group)
    told = [
        voice.say("nhom-dang-gan", noi=named(ward)) if ward else voice.say("nhom-chua-gan"),
        voice.say("nhom-cai-dat"),
    ]
    if group.auto_answer and not await _hears(group, context):
        told.append(voice.say("nhom-chua-doc-duoc"))
    rows = _of_ward(group, voice) if ward else [[ask_ward(voice.knowledge, voice.language)]]
    rows += [
        [_switch(voice.say("nhom-nut-tu-dong"), "tu-dong", on=group.auto_answer)],
        [_switch(voice.say("nhom-nut-rieng"), "rieng", on=group.private_answers)],
        [button(voice.say("nhom-nut-xong"), DONE)],
    ]
    return "\n\n".join(told), InlineKeyboardMarkup(rows)


def _of_ward(group: Group, voice: Voice) -> list[Row]:
    """Return the buttons that only a group with a ward needs."""
    day = voice.weekday(group.weekly_day) if group.weekly_day else voice.say("nhom-khong-gui")
    return [
        [_switch(voice.say("nhom-nut-bao"), "bao", on=group.announce)],
        [button(voice.say("nhom-nut-tuan", ngay=day), DAYS)],
        [
            ask_ward(voice.knowledge, voice.language),
            button(voice.say("nhom-nut-bo-gan"), UNBIND),
        ],
    ]


def _week(group: Group, voice: Voice) -> tuple[str, InlineKeyboardMarkup]:
    """Return the question for the day of the weekly schedule."""
    names = {day: capital(voice.weekday(day)) for day in range(1, 8)}
    days = [_choice(name, "tuan", day, on=day == group.weekly_day) for day, name in names.items()]
    rows = [
        days[:_DAYS_IN_A_ROW],
        days[_DAYS_IN_A_ROW:],
        [_choice(voice.say("nhom-nut-khong-gui"), "tuan", 0, on=not group.weekly_day)],
        [button(voice.say("nhom-nut-quay-lai"), SHOW)],
    ]
    return voice.say("nhom-chon-ngay"), InlineKeyboardMarkup(rows)


def _switch(text: str, name: str, *, on: bool) -> InlineKeyboardButton:
    """Return the button that turns a setting on or off."""
    return _choice(text, name, int(not on), on=on)


def _choice(text: str, name: str, value: int, *, on: bool) -> InlineKeyboardButton:
    return button(f"{'✅' if on else '⬜'} {text}", f"{SET}{name}:{value}")


async def _hears(group: Group, context: Context) -> bool:
    """Return whether Telegram tells us of all messages of a group."""
    bot = context.bot
    if bot.can_read_all_group_messages:
        return True
    member = await bot.get_chat_member(group.chat, bot.id)
    return member.status == ChatMember.ADMINISTRATOR


def _voice(update: Update, context: Context) -> Voice:
    desk = context.desk
    return Voice(desk.engine.knowledge, language_of(update), desk.clock())
