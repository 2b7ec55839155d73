"""What a pressed button says, and what stands on the buttons of a message that is replied to."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram import InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest
from telegram.ext import filters

from bot.store.kept import StaffMember
from handlers.buttons import button
from handlers.context import Context
from handlers.staff.keys import DAY_OF, PASS, WORKING

_LONGEST_NUMBER = 15


class ToOffice(filters.MessageFilter):
    """Lets messages through that reply to one of ours which asks for a reply."""

    def filter(self, message: Message) -> bool:
        """Return whether the message replied to has a button that stands for a question or day."""
        return bool(replied_to(message, PASS) or replied_to(message, DAY_OF))


def pressed(update: Update, prefix: str) -> str:
    """Return what a button says after its prefix."""
    query = update.callback_query
    return (query.data or "").removeprefix(prefix) if query else ""


def number(text: str) -> int:
    """Return the number of a question, page or release; 0 where it is torn."""
    fits = text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER
    return int(text) if fits else 0


def replied_to(message: Message | None, prefix: str) -> str:
    """Return what a button says below the message of ours that this one replies to."""
    earlier = message.reply_to_message if message else None
    if earlier is None or earlier.reply_markup is None or earlier.from_user is None:
        return ""
    if earlier.from_user.id != earlier.get_bot().id:
        return ""
    buttons = (each for row in earlier.reply_markup.inline_keyboard for each in row)
    said = (str(each.callback_data) for each in buttons)
    return next((each.removeprefix(prefix) for each in said if each.startswith(prefix)), "")


@asynccontextmanager
async def working(update: Update) -> AsyncIterator[None]:
    """Show below the pressed button that it works, and the buttons again where it fails."""
    query = update.callback_query
    message = query.message if query else None
    if not isinstance(message, Message) or message.reply_markup is None:
        yield
        return
    await _below(message, InlineKeyboardMarkup([[button("⏳ Đang ghi…", WORKING)]]))
    try:
        yield
    except BaseException:
        await _below(message, message.reply_markup)
        raise


async def mark(message: Message | None, how: str, data: str) -> None:
    """Say on the one button of a message what became of it."""
    if message is not None:
        await _below(message, InlineKeyboardMarkup([[button(how, data)]]))


async def _below(message: Message, buttons: InlineKeyboardMarkup) -> None:
    with suppress(BadRequest):  # the same as before, or the message has gone
        await message.edit_reply_markup(buttons)


async def close(
    update: Update, how: str = "", buttons: InlineKeyboardMarkup | None = None
) -> None:
    """Take the buttons of the pressed message away, and say below its text what became of it.

    `buttons` come in their place.
    """
    query = update.callback_query
    if query is None or not isinstance(query.message, Message):
        return
    text = "\n\n".join(filter(None, [query.message.text or "", how]))
    with suppress(BadRequest):  # pressed twice
        await query.edit_message_text(text, reply_markup=buttons)


async def never_mind(update: Update, _: Context, __: StaffMember) -> None:
    """Take the buttons away."""
    await close(update, "Đã thôi.")
