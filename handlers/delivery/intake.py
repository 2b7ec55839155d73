"""Every update passes here, by whichever way it came: once, in its chat's order, not too many."""

from __future__ import annotations

import asyncio
import logging
import time
from datetime import UTC, datetime

from bot.errors import StoreError
from bot.observing import metrics
from bot.store.base import Store
from bot.store.kept import Handled, PutOff
from handlers.application import Forgetful
from handlers.carrying import CARRIED, Bundle
from handlers.delivery.calls import Call
from handlers.delivery.ledger import Ledger
from handlers.delivery.retries import Courier
from handlers.delivery.turns import InTurn
from handlers.delivery.updates import Raw, changes_nothing, chat_of, mark_of
from handlers.delivery.work import WORK, Places, Work

log = logging.getLogger(__name__)
AT_ONCE = 64
"""Updates that are handled at the same time."""


class Hand:
    """An update in hand."""

    def __init__(self, work: Work, task: asyncio.Task[str]) -> None:
        """`task` ends when the update may be acknowledged, with the reply that goes back."""
        self.work = work
        self.task = task
        self.began = time.perf_counter()
        self.waiting = 0
        """Deliveries of this update that were told to wait; the last one takes the reply."""


class Intake:
    """Sees to it that each update is handled, and that this is remembered with its effect."""

    def __init__(
        self, app: Forgetful, courier: Courier, store: Store, at_once: int = AT_ONCE
    ) -> None:
        """`courier` carries what the handlers of `app` say."""
        self._app = app
        self._courier = courier
        self._ledger = Ledger(store)
        self._turns = InTurn(store, app.bot.token) if store.shared else None
        self._bundle: Bundle = app.bot_data.get(CARRIED) or Bundle({})
        self._places = Places(at_once)
        self._in_hand: dict[int, Hand] = {}
        self._last: dict[str, asyncio.Task[str]] = {}
        """The last update in hand of each chat; the next one waits for it."""
        self._unwritten: dict[int, Handled] = {}
        """Handled updates that the store could not keep."""

    def __len__(self) -> int:
        """Return how many updates are in hand."""
        return len(self._in_hand)

    def take(self, number: int, raw: Raw, *, in_band: bool = False) -> Hand:
        """Take an update in hand, unless it is there already.

        `in_band`: a message may travel in the response of this delivery.
        """
        hand = self._in_hand.get(number)
        if hand is not None:
            return hand
        chat = chat_of(raw)
        work = Work(number, self._places, in_band, chat=chat)
        task = asyncio.create_task(self._in_turn(raw, work, self._last.get(chat)))
        hand = self._in_hand[number] = Hand(work, task)
        metrics.UPDATES_IN_HAND.inc()
        self._last[chat] = task
        task.add_done_callback(lambda done: self._lay_down(number, chat, done))
        return hand

    def _lay_down(self, number: int, chat: str, task: asyncio.Task[str]) -> None:
        hand = self._in_hand.pop(number)
        metrics.UPDATES_IN_HAND.dec()
        metrics.UPDATE_SECONDS.observe(time.perf_counter() - hand.began)
        if self._last.get(chat) is task:
            del self._last[chat]

    async def finish(self, seconds: float) -> None:
        """Finish what is in hand; what is not done by then stays unacknowledged."""
        self._courier.stopping.set()
        tasks = {hand.task for hand in self._in_hand.values()}
        if not tasks:
            return
        _, left = await asyncio.wait(tasks, timeout=seconds)
        if left:
            log.warning("%d updates are left for the next start", len(left))
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _in_turn(self, raw: Raw, work: Work, before: asyncio.Task[str] | None) -> str:
        """See to an update when it is its chat's turn, in this process and in all others."""
        if self._turns is None or changes_nothing(raw):
            return await self._see_to(raw, work, before)
        if before is not None:
            await asyncio.wait({before})
        turn, wanted_elsewhere = await self._turns.take(work.chat, work.update_id), False
        try:
            await self._recall(work)
            reply = await self._see_to(raw, work, None)
        finally:
            wanted_elsewhere = await self._turns.give_back(turn)
        return "" if wanted_elsewhere else reply

    async def _recall(self, work: Work) -> None:
        """Take over what is known of a chat; with a store in trouble, go on with what is here."""
        try:
            self._bundle.unpack(work.chat, await self._ledger.known(work.chat))
        except StoreError:
            log.exception("what other processes know of a chat cannot be looked up")
        else:
            work.recalled = True

    async def _see_to(self, raw: Raw, work: Work, before: asyncio.Task[str] | None) -> str:
        mark = mark_of(raw, self._app.bot.token)
        reply = await self._reply_of(work.update_id, mark)
        if before is not None:
            await asyncio.wait({before})
        if reply is not None and (work.in_band or not reply):
            return reply
        WORK.set(work)
        async with self._places.taken():
            if reply:  # it went back to a webhook, was not received, and now we poll
                work.answer = Call.read(reply)
                await self._courier.settle(work)
            else:
                await self._handle(raw, work)
        if changes_nothing(raw) and not work.note:
            work.over = True
            return work.answer.text if work.answer else ""
        return await self._keep(work, mark)

    async def _reply_of(self, number: int, mark: str) -> str | None:
        """Return the reply of an update that was handled before; None for a new one."""
        known = self._unwritten.get(number)
        if known is None:
            try:
                known = await self._ledger.look_up(number)
            except StoreError:
                log.exception("handled updates cannot be looked up; an answer may come twice")
        return known.reply if known is not None and known.mark == mark else None

    async def _handle(self, raw: Raw, work: Work) -> None:
        try:
            await self._app.handle(raw)
            await self._courier.settle(work)
        except Exception as error:
            work.note = f"passed over: {error.__class__.__name__}"
            metrics.PASSED_OVER.inc()
            log.exception("update %d cannot be handled and is passed over", work.update_id)

    async def _keep(self, work: Work, mark: str) -> str:
        """Remember the update with its effect; return the reply that goes back."""
        work.over = True
        reply = work.answer.text if work.answer else ""
        later = tuple(call.text for call in work.later)
        known = self._bundle.pack(work.chat) if work.recalled else None
        done = Handled(work.update_id, mark, work.note, reply, later, known)
        try:
            put_off = await self._ledger.keep(done)
            if known is not None:
                self._bundle.forget(work.chat)
        except Exception:
            log.exception("update %d cannot be marked as handled", work.update_id)
            metrics.STORE_FAULTS.labels("update").inc()
            self._unwritten[work.update_id] = done
            put_off = tuple(PutOff(0, call, datetime.now(UTC)) for call in later)
        self._courier.outbox.post(put_off)
        return reply
