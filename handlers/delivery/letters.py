"""A letter as a call of the Bot API: its words, its buttons, and what the reply tells of it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.outreach.composing import Action, Does, Message
from bot.store.kept import Letter
from handlers.buttons import ALERT_SESSION, AREA, CROSS, button, suggestion
from handlers.delivery.calls import Call, Outcome, described
from handlers.links import Ward, url

_THREAD = "message_thread_id"


def call_of(letter: Letter, message: Message, username: str) -> Call:
    """Return the call that sends a letter; links in groups lead to the bot of that name."""
    given: dict[str, Any] = {
        "chat_id": letter.chat,
        "text": message.text,
        "link_preview_options": {"is_disabled": True},
    }
    if letter.thread is not None:
        given[_THREAD] = letter.thread
    if message.actions:
        buttons = (_button(each, at, letter, username) for at, each in enumerate(message.actions))
        given["reply_markup"] = InlineKeyboardMarkup([[each] for each in buttons]).to_dict()
    return Call("sendMessage", given)


def in_general(call: Call, outcome: Outcome) -> Call | None:
    """Return the call for the general topic of a forum, where the one of the letter is gone."""
    if _THREAD not in call.given or "thread not found" not in described(outcome):
        return None
    given = {name: each for name, each in call.given.items() if name != _THREAD}
    return replace(call, given=given)


def chat_in(outcome: Outcome) -> int | None:
    """Return the chat in which Telegram says that the message stands."""
    try:
        found = json.loads(outcome[1])["result"]["chat"]["id"]
    except (ValueError, KeyError, TypeError):
        return None
    return found if isinstance(found, int) else None


def _button(action: Action, at: int, letter: Letter, username: str) -> InlineKeyboardButton:
    """Return a button; in a group it leads to the private chat, where it disturbs nobody."""
    match action.does:
        case Does.SESSIONS if letter.chat < 0:
            return InlineKeyboardButton(action.label, url=url(username, Ward(action.subject)))
        case Does.SESSIONS:
            return suggestion(action.label, at)
        case Does.REMIND:
            return button(action.label, ALERT_SESSION + action.subject)
    return button(action.label, f"{CROSS}{AREA}{action.subject}")
