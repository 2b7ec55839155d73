"""A reply as a Telegram message: text with its buttons."""

from __future__ import annotations

import re
from html import unescape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.assistant.replies import as_html
from bot.assistant.reply import Status
from bot.content.knowledge import Knowledge
from bot.desk import Answered

OPEN = "t:"
"""Callback data that opens a topic: `t:<topic id>`."""
SHELF = "g:"
"""Callback data that opens a group of topics: `g:<group id>`."""
RATE = "r:"
"""Callback data that rates an answer: `r:<number>:<0 or 1>`."""
NONE = "n:"
"""Callback data for "none of these": `n:<number>`."""
_TAG = re.compile(r"<[^>]+>")


async def send(message: Message, answered: Answered, knowledge: Knowledge) -> None:
    """Reply to a message; where Telegram refuses the markup, as plain text."""
    text = as_html(answered.reply, knowledge)
    buttons = keyboard(answered, knowledge)
    try:
        await message.reply_text(
            text, parse_mode=ParseMode.HTML, reply_markup=buttons,
            link_preview_options=LinkPreviewOptions(is_disabled=True), do_quote=False,
        )  # fmt: skip
    except BadRequest as error:
        if "parse entities" not in str(error):
            raise
        await message.reply_text(unescape(_TAG.sub("", text)), reply_markup=buttons)


def keyboard(answered: Answered, knowledge: Knowledge) -> InlineKeyboardMarkup | None:
    """Return the buttons under a reply, or None."""
    reply, number = answered.reply, answered.number
    rows = [
        [InlineKeyboardButton(choice.title, callback_data=OPEN + choice.topic)]
        for choice in reply.choices
    ]
    if reply.status is Status.CHOICES and number is not None:
        none = knowledge.say("khong-co-cau-nao-dung", reply.language)
        rows.append([InlineKeyboardButton(none, callback_data=f"{NONE}{number}")])
    if reply.status in {Status.ANSWERED, Status.SCAM_CHECK} and number is not None:
        rows.append(
            [
                InlineKeyboardButton("👍", callback_data=f"{RATE}{number}:1"),
                InlineKeyboardButton("👎", callback_data=f"{RATE}{number}:0"),
            ]
        )
    return InlineKeyboardMarkup(rows) if rows else None
