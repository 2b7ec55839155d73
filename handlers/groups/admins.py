"""Who may change what the assistant does in a group: its administrators."""

from __future__ import annotations

import time
from collections.abc import Callable

from telegram import Chat, Update
from telegram.constants import ChatType

from handlers.context import Context, language_of
from handlers.groups.addressing import is_persons
from handlers.groups.limits import Quota
from handlers.groups.replying import reply
from handlers.sending import acknowledge

_KNOWN_FOR = 30.0
"""Seconds for which the list of a group's administrators is taken for true."""
_MOST_KNOWN = 1_000
_GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}


class Admins:
    """Knows the administrators of groups for a short while, in memory."""

    def __init__(self, quota: Quota, clock: Callable[[], float] = time.monotonic) -> None:
        """`quota` counts what is said to others; `clock` tells seconds."""
        self._quota = quota
        self._clock = clock
        self._known: dict[int, tuple[float, frozenset[int]]] = {}

    async def admit(self, update: Update, context: Context) -> bool:
        """Return whether a command or a press comes from an administrator; tell others so."""
        chat, message, query = update.effective_chat, update.message, update.callback_query
        if message is not None and not is_persons(message):
            return False
        if chat is not None and chat.type in _GROUPS and await self._allowed(update, chat):
            return True
        say, language = context.desk.engine.knowledge.say, language_of(update)
        told = say("nhom-chi-quan-tri", language)
        if query is not None:
            await acknowledge(query, told)
        elif message is not None and self._quota.take(message.chat_id):
            await reply(message, told)
        return False

    async def _allowed(self, update: Update, chat: Chat) -> bool:
        message, user = update.message, update.effective_user
        if message is not None and message.sender_chat is not None:
            return True  # in the name of the group: an administrator who stays unnamed
        return user is not None and user.id in await self._of(chat)

    async def _of(self, chat: Chat) -> frozenset[int]:
        now = self._clock()
        at, known = self._known.get(chat.id, (-_KNOWN_FOR, frozenset()))
        if now - at < _KNOWN_FOR:
            return known
        found = await chat.get_administrators()
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        admins = frozenset(member.user.id for member in found)
        self._known[chat.id] = now, admins
        return admins
