"""What every handler gets: Telegram's context with the desk in it."""

from __future__ import annotations

from telegram import Update
from telegram.ext import Application, CallbackContext, ExtBot

from bot.desk import Desk
from bot.language.english import Language

DESK = "desk"
"""Key of the desk in the application's data."""


class Context(CallbackContext[ExtBot[None], dict, dict, dict]):  # type: ignore[type-arg]
    """Typed context: handlers ask it for the desk."""

    @property
    def desk(self) -> Desk:
        """The desk where questions are answered."""
        desk: Desk = self.application.bot_data[DESK]
        return desk


BotApplication = Application[ExtBot[None], Context, dict, dict, dict, None]  # type: ignore[type-arg]


def language_of(update: Update) -> Language:
    """Return the language of the person's Telegram, Vietnamese unless it is English."""
    user = update.effective_user
    code = (user.language_code or "") if user else ""
    return "en" if code.startswith("en") else "vi"


def conversation_of(update: Update) -> str:
    """Return the key under which this chat's last questions are remembered."""
    chat, user = update.effective_chat, update.effective_user
    return f"telegram:{chat.id if chat else 0}:{user.id if user else 0}"
