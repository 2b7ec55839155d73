"""What every handler gets: Telegram's context with the desk in it."""

from __future__ import annotations

import asyncio
import json

from telegram import Update
from telegram.ext import Application, CallbackContext, ExtBot

from bot.desk import Desk
from bot.language.english import Language
from handlers.recent import Lately

DESK = "desk"
"""Key of the desk in the application's data."""
RETENTION = "retention"
"""Key of the number of days for which questions are kept."""
LATELY = "lately"
"""Key of what is remembered of chats for a while."""


class Context(CallbackContext[ExtBot[None], dict, dict, dict]):  # type: ignore[type-arg]
    """Typed context: handlers ask it for the desk."""

    @property
    def desk(self) -> Desk:
        """The desk where questions are answered."""
        desk: Desk = self.application.bot_data[DESK]
        return desk

    @property
    def lately(self) -> Lately:
        """What is remembered of chats for a while."""
        lately: Lately = self.application.bot_data[LATELY]
        return lately

    async def language_in(self, chat: int) -> Language | None:
        """Return the language of the last answer in a private chat that is not the one in hand.

        Where processes share a store, another one may have given it.
        """
        found = self.lately.languages.find(chat, chat)
        if found is None and self.desk.store.shared:
            elsewhere, store = Lately(), self.desk.store
            parts = (await asyncio.to_thread(store.recent.find, [str(chat)])).get(str(chat), {})
            if LATELY in parts:
                elsewhere.unpack(chat, json.loads(parts[LATELY]))
                found = elsewhere.languages.find(chat, chat)
        return found

    @property
    def retention_days(self) -> int:
        """For how many days redacted questions are kept."""
        days: int = self.application.bot_data[RETENTION]
        return days


BotApplication = Application[ExtBot[None], Context, dict, dict, dict, None]  # type: ignore[type-arg]


def language_of(update: Update) -> Language:
    """Return the language of the person's Telegram, Vietnamese unless it is English."""
    user = update.effective_user
    code = (user.language_code or "") if user else ""
    return "en" if code.startswith("en") else "vi"


def spoken(update: Update, context: Context) -> Language:
    """Return the language of the last answer to this person here, else that of their Telegram.

    Many Vietnamese have their phones in English, and people of other countries ask in English:
    what a button says next goes on in the language of the conversation.
    """
    chat, user = update.effective_chat, update.effective_user
    found = context.lately.languages.find(chat.id, user.id) if chat and user else None
    return found or language_of(update)


def conversation_of(update: Update) -> str:
    """Return the key under which this person's last questions in this chat are remembered."""
    chat, user = update.effective_chat, update.effective_user
    return f"{conversations_in(chat.id if chat else 0)}{user.id if user else 0}"


def conversations_in(chat: int) -> str:
    """Return what the keys of all conversations in a chat begin with."""
    return f"telegram:{chat}:"
