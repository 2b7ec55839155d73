"""Who writes faster than a person can is told so once, and then not answered for a while."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from handlers.context import Context, language_of
from handlers.delivery.work import note
from handlers.packing import Packed, now_by
from handlers.sending import tell

_SLOW_DOWN = "cham-lai"
_MINUTES = 5
"""So long one may be as fast as one likes: people who press about, or come back from an outage."""
_MOST_KNOWN = 10_000
_KEYSTROKE = 0.1
"""What a query counts: one comes with almost every letter that is typed."""


@dataclass
class _Account:
    left: float
    """Messages that may still come at once."""
    at: float
    told: bool = False


class Flood:
    """Counts what each person sends; the first handler of all."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        """So many messages a minute, and those of five minutes at once; 0 allows all."""
        self._per_second = per_minute / 60
        self._most = float(per_minute * _MINUTES)
        self._clock = clock
        self._accounts: OrderedDict[tuple[int, bool], _Account] = OrderedDict()
        """By person, for what they send and for what they type behind the bot's name.

        Who wrote last is last: of too many the longest quiet are forgotten, and start afresh.
        """

    async def guard(self, update: Update, context: Context) -> None:
        """Let an update through, or end its handling."""
        user = update.effective_user
        if user is None or not self._most:
            return
        typing = update.inline_query is not None
        account = self._account((user.id, typing))
        cost = _KEYSTROKE if typing else 1.0
        if account.left >= cost:
            account.left -= cost
            return
        note("flood")
        if not account.told and not typing:
            account.told = True
            await _say_so(update, context)
        raise ApplicationHandlerStop

    def pack(self, chat: int) -> Packed | None:
        """Return what a person has left, where a chat is a person's private one."""
        account = self._accounts.get((chat, False))
        if account is None:
            return None
        at = account.at + now_by(self._clock)
        return Packed(60.0 * _MINUTES, [account.left, at, account.told])

    def unpack(self, chat: int, state: tuple[float, float, bool]) -> None:
        """Go on with it."""
        left, at, told = state
        at = min(at - now_by(self._clock), self._clock())  # clocks differ, and some are set back
        self._accounts[chat, False] = _Account(left, at, told)

    def forget(self, chat: int) -> None:
        """Forget what a person has left."""
        self._accounts.pop((chat, False), None)

    def _account(self, person: tuple[int, bool]) -> _Account:
        """Return what a person has left by now; told again only after a full pause."""
        now = self._clock()
        account = self._accounts.get(person)
        if account is None:
            account = self._accounts[person] = _Account(self._most, now)
            while len(self._accounts) > _MOST_KNOWN:
                self._accounts.popitem(last=False)
        self._accounts.move_to_end(person)
        account.left += (now - account.at) * self._per_second
        account.at = now
        if account.left >= self._most:
            account.left, account.told = self._most, False
        return account


async def _say_so(update: Update, context: Context) -> None:
    knowledge = context.desk.engine.knowledge
    if _SLOW_DOWN in knowledge.messages:  # releases of earlier versions do not have it
        await tell(update, knowledge.say(_SLOW_DOWN, language_of(update)))
