"""A citizen hands on what somebody else wrote, to ask whether it is true."""

from __future__ import annotations

from telegram import Message, MessageOriginUser
from telegram.ext import filters

from bot.provenance.answering import Author

TEXT = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & filters.FORWARDED & filters.TEXT
"""Texts that are handed on: never a command, whatever they begin with."""


def author_of(message: Message) -> Author:
    """Return who wrote a message.

    A card of ours that somebody sent counts as that person's: they may have changed it.
    """
    origin, me = message.forward_origin, message.get_bot().id
    if origin is None or (message.via_bot and message.via_bot.id == me):
        return "sender"
    if not isinstance(origin, MessageOriginUser):
        return "other"
    sender = message.from_user.id if message.from_user else None
    if origin.sender_user.id == me:
        return "us"
    return "sender" if origin.sender_user.id == sender else "other"
