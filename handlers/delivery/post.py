"""The running task that sends letters when they are due, no faster than Telegram allows."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from telegram.error import TimedOut

from bot.desk import Desk
from bot.errors import StoreError
from bot.outreach import weekly
from bot.outreach.composing import Composer, Message
from bot.outreach.kinds import Kind, considerate
from bot.store.kept import Letter
from bot.store.outreach_base import Outcome as Ending
from handlers.delivery.calls import Call, Outcome, busy, described, wanted
from handlers.delivery.leading import Lead
from handlers.delivery.letters import call_of, chat_in, in_general
from handlers.delivery.retries import Courier

log = logging.getLogger(__name__)
LOOK_EVERY = 5.0
"""Seconds at most until what a handler or another process put into the store is noticed."""
BREATH = 1.0
"""Seconds between two rounds."""
AT_ONCE = 25
"""Letters in flight: so many go out in a second, and so many may come twice after a kill."""
CHAT_PAUSE, GROUP_PAUSE = 1.0, 3.0
"""Seconds between two letters to a person, and to a group: Telegram allows 20 a minute."""
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 300.0
"""Seconds for which a letter waits while Telegram is out of reach, twice as long each time."""
IN_HAND = timedelta(minutes=2)
"""So long a letter that one process has in hand is sent by no other, where they share a store."""
_LOOKED_AT = 500
"""Letters looked at in a round: those of one chat never hide those of others."""
_REFUSED, _FORBIDDEN, _TOO_MANY = 400, 403, 429
_TOKEN_REFUSED = {401, 404}


@dataclass(frozen=True, slots=True)
class _Ended:
    """How a letter ended."""

    letter: Letter
    how: Ending
    """One that nobody wants any more is `blocked`, which counts in announcements alone."""
    chat: int
    """Where it went: a group may have moved."""
    shut: bool = False
    """Whether the chat takes no messages from us any more."""


class Post:
    """Sends what is due; only the process that serves Telegram has one."""

    def __init__(
        self, desk: Desk, courier: Courier, username: str, lead: Lead | None = None
    ) -> None:
        """`username` is the bot's: links in groups lead to it. Who has no `lead` sends nothing."""
        self._desk = desk
        self._store = desk.store
        self._courier = courier
        self._username = username
        self._lead = lead
        self._name = secrets.token_hex(8)
        """Tells the letters that we have in hand from those of other processes."""
        self._composer = Composer(desk.store)
        self._in_hand: dict[int, asyncio.Task[None]] = {}
        """By chat: one letter at a time."""
        self._closed: dict[int, float] = {}
        """Until when (monotonic) a chat gets no other letter."""
        self._ended: dict[int, _Ended] = {}
        """Letters that have ended, but the store does not know yet."""
        self._tries: dict[int, int] = {}
        """How often Telegram was out of reach for a letter."""
        self._reached = True
        """Whether Telegram was reached by the last letter; if not, one alone tries."""

    @asynccontextmanager
    async def running(self, stop: asyncio.Event, deadline: float) -> AsyncIterator[None]:
        """Send beside what is done inside, until `stop` is set.

        What is in flight then has so many seconds to end.
        """
        task = asyncio.create_task(self._run(stop, deadline))
        try:
            yield
            await task
        finally:
            task.cancel()
            await asyncio.wait({task})

    async def _run(self, stop: asyncio.Event, deadline: float) -> None:
        try:
            while not stop.is_set():
                pause = await self._round()
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), pause)
            if self._in_hand:
                await asyncio.wait(self._in_hand.values(), timeout=deadline)
        finally:
            tasks = [*self._in_hand.values()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _round(self) -> float:
        """Start on what is due and may go now; return the seconds until the next look."""
        if self._lead is not None and not self._lead.leading:
            self._finish_ended()
            return BREATH
        before = {*self._in_hand}  # what ends while we look stands in what we see, and is no more
        try:
            letters = await asyncio.to_thread(
                self._store.letters.due, self._desk.clock(), _LOOKED_AT, self._name
            )
            following = await asyncio.to_thread(self._store.letters.next_due)
        except Exception:
            log.exception("letters cannot be looked up")
            return LOOK_EVERY
        for letter in await self._taken(self._whose_turn(letters, before)):
            self._begin(letter)
        if letters:
            return BREATH
        if following is None:
            return LOOK_EVERY
        left = (following - self._desk.clock()).total_seconds()
        return min(LOOK_EVERY, max(BREATH, left))

    async def _taken(self, letters: list[Letter]) -> list[Letter]:
        """Return those that no other process has in hand: it may have had the lead before."""
        if not self._store.shared or not letters:
            return letters
        now = self._desk.clock()
        try:
            mine = await asyncio.to_thread(
                self._store.letters.take, [each.number for each in letters], self._name, now,
                now + IN_HAND,
            )  # fmt: skip
        except StoreError:
            log.exception("letters cannot be taken in hand")
            return []
        return [each for each in letters if each.number in mine]

    def _finish_ended(self) -> None:
        """Tell the store again what it could not keep: nobody else can, whoever has the lead."""
        now = time.monotonic()
        for ended in [*self._ended.values()]:
            if self._closed.get(ended.letter.chat, now) <= now:
                self._begin(ended.letter)

    def _begin(self, letter: Letter) -> None:
        if letter.chat not in self._in_hand:
            task = asyncio.create_task(self._see_to(letter))
            self._in_hand[letter.chat] = task
            task.add_done_callback(partial(self._lay_down, letter.chat))

    def _lay_down(self, chat: int, _: asyncio.Task[None]) -> None:
        del self._in_hand[chat]

    def _whose_turn(self, letters: Iterable[Letter], busy_before: set[int]) -> list[Letter]:
        """Return the letters that may go now, one for each chat."""
        now = time.monotonic()
        self._closed = {chat: until for chat, until in self._closed.items() if until > now}
        shut = busy_before | self._closed.keys() | self._in_hand.keys()
        found: dict[int, Letter] = {}
        for letter in letters:
            if letter.chat not in shut:
                found.setdefault(letter.chat, letter)
        free = AT_ONCE if self._reached else 1
        return [*found.values()][: max(0, free - len(self._in_hand))]

    async def _see_to(self, letter: Letter) -> None:
        """Send one letter and remember that in the store, before the next one of its chat."""
        pause = GROUP_PAUSE if letter.chat < 0 else CHAT_PAUSE
        try:
            ended = self._ended.get(letter.number) or await self._send(letter)
            if ended is not None:
                self._ended[letter.number] = ended
                await asyncio.to_thread(self._settle, letter, ended)
                del self._ended[letter.number]
                self._tries.pop(letter.number, None)
        except Exception:
            log.exception("what became of a letter could not be kept")
            pause = LOOK_EVERY
        finally:
            self._closed[letter.chat] = time.monotonic() + pause

    async def _send(self, letter: Letter) -> _Ended | None:
        """Return how a letter ended; None where it was put off."""
        try:
            message = await asyncio.to_thread(self._composed, letter)
        except StoreError:
            raise
        except Exception:
            log.exception("a letter of the kind %s cannot be worded", letter.kind)
            return _Ended(letter, "failed", letter.chat)
        if message is None:
            return _Ended(letter, "blocked", letter.chat)
        now = self._desk.clock()
        morning = considerate(now, message.begins)
        if morning > now and considerate(letter.due) == letter.due:  # it comes late, and at night
            await self._put_off(letter, (morning - now).total_seconds())
            return None
        try:
            outcome = await self._made(call_of(letter, message, self._username))
        except TimedOut:
            log.warning("a letter: no answer in time; it may have arrived")
            return _Ended(letter, "failed", letter.chat)
        return await self._judged(letter, outcome)

    def _composed(self, letter: Letter) -> Message | None:
        guide = self._desk.engine.lookups.guide
        return self._composer.compose(letter, guide, self._desk.clock())

    async def _made(self, call: Call) -> Outcome:
        """Make a call; where the topic of a forum is gone, in the general one."""
        outcome = await self._courier.attempt(call)
        again = in_general(call, outcome) if outcome[0] == _REFUSED else None
        return await self._courier.attempt(again) if again else outcome

    async def _judged(self, letter: Letter, outcome: Outcome) -> _Ended | None:
        status = outcome[0]
        if status == _TOO_MANY:
            await self._put_off(letter, wanted(outcome) + 1)
            return None
        self._reached = not busy(outcome) and status not in _TOKEN_REFUSED
        if not self._reached:
            tries = self._tries[letter.number] = self._tries.get(letter.number, 0) + 1
            await self._put_off(letter, min(FIRST_PAUSE * 2 ** (tries - 1), LONGEST_PAUSE))
            return None
        if status == _FORBIDDEN:
            log.info("a chat takes no messages any more")
            return _Ended(letter, "blocked", letter.chat, shut=True)
        if status >= _REFUSED:
            log.warning("a letter was refused: %s", described(outcome))
            return _Ended(letter, "failed", letter.chat)
        return _Ended(letter, "sent", chat_in(outcome) or letter.chat)

    async def _put_off(self, letter: Letter, seconds: float) -> None:
        until = self._desk.clock() + timedelta(seconds=seconds)
        await asyncio.to_thread(self._store.letters.put_off, letter.number, until)

    def _settle(self, letter: Letter, ended: _Ended) -> None:
        letters, chats = self._store.letters, self._store.chats
        if ended.shut:
            for each in letters.of_chat(letter.chat):
                letters.settle(each.number, ended.how)
            chats.forget(letter.chat)
            return
        if ended.chat != letter.chat:
            chats.move(letter.chat, ended.chat)
        following = None
        if letter.kind == Kind.WEEKLY:
            following = weekly.following(chats.group(ended.chat), self._desk.clock())
        letters.settle(letter.number, ended.how, following)
