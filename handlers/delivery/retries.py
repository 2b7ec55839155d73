"""The outgoing side: a call that Telegram would not take is made again, and no reply is lost."""

from __future__ import annotations

import asyncio
import logging
import time

from telegram.error import NetworkError, TimedOut

from bot.errors import StoreError
from bot.store.base import Store
from handlers.delivery.calls import (
    DONE,
    Call,
    Outcome,
    busy,
    described,
    parameters,
    unreached,
    wanted,
)
from handlers.delivery.outbox import Outbox
from handlers.delivery.transport import Client, Heard
from handlers.delivery.work import Work, in_hand, rest

log = logging.getLogger(__name__)
PAUSES = (0.5, 1.0, 2.0, 4.0)
"""Seconds before the second and each further try."""
LONGEST_HELD = 10.0
"""Seconds that an update in hand waits for Telegram; then its calls go to the outbox."""
_REFUSED, _TOO_MANY = 400, 429
_QUIET = ("message is not modified", "query is too old")
"""Refusals that change nothing for anybody: pressed twice, or pressed long ago."""


class Courier(Client):
    """Carries the calls of handlers to Telegram, in order within each chat."""

    def __init__(self, proxy: str | None, store: Store) -> None:
        """`store` keeps what cannot be delivered yet."""
        super().__init__(proxy)
        self._store = store
        self.stopping = asyncio.Event()
        self.outbox = Outbox(store, self.attempt, self._shut_for, self.stopping)
        self._shut: dict[str | None, float] = {}
        """Until when (monotonic) Telegram takes nothing for a chat."""
        self._moved: dict[str, int] = {}
        """Groups that became supergroups, by their former id."""

    async def take(self, call: Call) -> Outcome:
        """Make a call now, or hold it back where it can travel in the response to a webhook."""
        if await self._held_back(call):
            return 200, call.expected()
        return await self.deliver(call)

    async def say(self, call: Call) -> int:
        """Send a message as `take` does; return its number, 0 where it is not known yet.

        Where Telegram refuses it, the error is the library's.
        """
        if await self._held_back(call):
            return 0
        sent = await Heard(await self.deliver(call)).post("")
        return int(sent["message_id"]) if isinstance(sent, dict) else 0

    async def _held_back(self, call: Call) -> bool:
        work = in_hand()
        if work is None:
            return False
        await self._let_go(work)
        free = not self._shut_for(call) and not self._must_queue(call, work)
        if not (work.in_band and call.may_go_in_band and free):
            return False
        work.answer = call
        return True

    async def settle(self, work: Work) -> None:
        """Make the call that was held back, unless it can still travel in the response."""
        if not work.in_band:
            await self._let_go(work)

    async def _let_go(self, work: Work) -> None:
        """Make the call that was held back; its handler was already told that it is made."""
        held, work.answer = work.answer, None
        if held is None:
            return
        try:
            outcome = await self.deliver(held)
        except TimedOut:
            log.warning("%s: no answer in time; it may have arrived", held.method)
        else:
            if outcome[0] >= _REFUSED:
                log.warning("a message was refused: %s", described(outcome))

    async def deliver(self, call: Call) -> Outcome:
        """Make a call as often as it takes; what takes too long goes to the outbox.

        A call whose answer timed out is not repeated: it may have taken effect.
        """
        work = in_hand()
        if work is not None and call.may_wait and self._must_queue(call, work):
            return _put_off(call, work)
        if work is None and call.chat is None:
            return await self.attempt(call)  # the callers of such calls have a loop of their own
        waited = 0.0
        for pause in (*PAUSES, None):
            outcome = await self.attempt(call)
            if not busy(outcome):
                return outcome
            wait = max(pause or 0.0, self._shut_for(call))
            waited += wait
            if pause is None or waited > LONGEST_HELD:
                break
            await rest(wait, self.stopping)
            if self.stopping.is_set():
                break
        if work is not None and not work.over and call.may_wait:
            return _put_off(call, work)
        return outcome

    async def attempt(self, call: Call) -> Outcome:
        """Make a call once, mended where Telegram says how; note how long a chat is shut."""
        chat, moved = call.chat, self._moved.get(call.chat or "")
        if moved is not None:
            call = call.moved_to(moved)
        try:
            outcome = await self.once(call)
            if outcome[0] == _REFUSED:
                outcome = await self._mended(call, outcome)
        except TimedOut:
            raise
        except NetworkError as error:
            outcome = unreached(error)
        if outcome[0] == _TOO_MANY:
            self._shut[chat] = time.monotonic() + wanted(outcome)
        if busy(outcome):
            log.warning("%s: %s", call.method, described(outcome) or outcome[0])
        return outcome

    async def _mended(self, call: Call, outcome: Outcome) -> Outcome:
        told = described(outcome)
        if any(quiet in told for quiet in _QUIET):
            return 200, DONE
        moved = parameters(outcome).get("migrate_to_chat_id")
        if isinstance(moved, int) and call.chat:
            await self._note_move(call.chat, moved)
            return await self.once(call.moved_to(moved))
        if "parse entities" in told and "parse_mode" in call.given:
            log.error("%s: markup that Telegram cannot read: %s", call.method, told)
            return await self.once(call.without_markup())
        return outcome

    async def _note_move(self, old: str, new: int) -> None:
        """Remember that a group became a supergroup, to which all that is kept of it goes.

        Letters are sent outside of updates; who sends them moves what is kept after them.
        """
        log.info("a group became a supergroup")
        self._moved[old] = new
        if in_hand() is None:
            return
        try:
            await asyncio.to_thread(self._store.chats.move, int(old), new)
        except (StoreError, ValueError):  # ValueError: a chat that is called by its name
            log.exception("what is kept of a group stays behind")

    def _must_queue(self, call: Call, work: Work) -> bool:
        """Return whether earlier calls to the chat still wait, or must wait for long."""
        behind = any(earlier.chat == call.chat for earlier in work.later)
        return behind or call.chat in self.outbox or self._shut_for(call) > LONGEST_HELD

    def _shut_for(self, call: Call) -> float:
        """Return the seconds for which Telegram takes nothing for a call's chat."""
        until = self._shut.get(call.chat)
        left = 0.0 if until is None else until - time.monotonic()
        if left <= 0:
            self._shut.pop(call.chat, None)
            return 0.0
        return left


def _put_off(call: Call, work: Work) -> Outcome:
    work.later.append(call)
    return 200, call.expected()
