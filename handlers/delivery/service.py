"""The Telegram side from its start to its end, by polling or by webhook."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.config import Telegram
from bot.desk import Desk
from bot.errors import BotError, StoreError
from bot.observing.pulse import Pulse
from bot.store.base import Store
from handlers.application import Forgetful
from handlers.context import DESK
from handlers.delivery.intake import Intake
from handlers.delivery.leading import Lead
from handlers.delivery.polling import Polling
from handlers.delivery.post import Post
from handlers.delivery.retries import Courier
from handlers.delivery.webhook import Webhook
from handlers.setup.setting_up import setting_up

log = logging.getLogger(__name__)
DEADLINE = 7.0
"""Seconds for what is in hand when we are told to stop; containers are killed after 10."""
_LAST_CALLS = 1.0
_PAUSE = 2.0
_TIDY_EVERY = 60.0


class Delivery:
    """One bot."""

    def __init__(
        self, app: Forgetful, courier: Courier, store: Store, settings: Telegram, pulse: Pulse
    ) -> None:
        """`courier` is the one that `app` speaks through."""
        self._app = app
        self._courier = courier
        self._store = store
        self._settings = settings
        self._pulse = pulse
        self._lead = Lead(store, app.bot.base_url)
        self.intake = Intake(app, courier, store)
        self.webhook = (
            Webhook(settings, app.bot.token, pulse) if settings.webhook_url is not None else None
        )

    @property
    def username(self) -> str:
        """The bot's name, once Telegram was reached."""
        return self._app.bot.username

    async def reach(self, stop: asyncio.Event) -> bool:
        """Get through to Telegram; return False where we are told to stop before that.

        `BotError` where the token is refused.
        """
        self._pulse.beat()
        reached = False
        try:
            reached = await self._until_done(self._app.initialize, stop)
        finally:
            if not reached:
                await self._app.bot.shutdown()
        if reached:
            self._pulse.bot = self.username
        return reached

    async def run(self, stop: asyncio.Event) -> None:
        """Take updates and answer them until `stop` is set; then finish what is in hand."""
        try:
            if await self._may_serve(stop):
                desk: Desk = self._app.bot_data[DESK]
                post = Post(desk, self._courier, self.username, self._lead)
                async with (
                    setting_up(self._app.bot, desk.engine.knowledge, self._settings.staff_chat),
                    self._lead.kept(),
                    post.running(stop, DEADLINE),
                    self._courier.outbox.following(self._lead, stop),
                    self._tidying(),
                ):
                    await (self._poll(stop) if self.webhook is None else self._serve(stop))
        finally:
            await self._courier.outbox.close(_LAST_CALLS)
            await self._app.shutdown()

    async def _may_serve(self, stop: asyncio.Event) -> bool:
        """Wait until no other process serves Telegram, unless many may; False: told to stop.

        Many processes may take deliveries where they share a store; only one may poll.
        """
        if await self._lead.look() or (self._store.shared and self.webhook is not None):
            return True
        while not await self._lead.look():
            trouble = "another process of this installation serves Telegram; stop it"
            log.warning(trouble)
            self._pulse.complain(trouble)
            if await _stopped(stop, _PAUSE):
                return False
        self._pulse.beat()
        return True

    @asynccontextmanager
    async def _tidying(self) -> AsyncIterator[None]:
        """Delete what processes knew of chats for a while, minutes after it is over."""
        task = asyncio.create_task(self._tidy()) if self._store.shared else None
        try:
            yield
        finally:
            if task is not None:
                task.cancel()
                await asyncio.wait({task})

    async def _tidy(self) -> None:
        while True:
            try:
                await asyncio.to_thread(self._store.recent.forget)
            except StoreError:
                log.exception("what was known of chats for a while could not be deleted")
            await asyncio.sleep(_TIDY_EVERY)

    async def _poll(self, stop: asyncio.Event) -> None:
        bot = self._app.bot
        # a webhook would forbid polling; what waits for it is not dropped, citizens asked it
        if not await self._until_done(bot.delete_webhook, stop):
            return
        polling = Polling(bot, self.intake, self._settings.poll_seconds, self._pulse)
        while not stop.is_set():
            async with self._lead.until_lost(stop) as lost:
                await polling.run(lost)
            if not await self._may_serve(stop):
                break
        await self.intake.finish(DEADLINE)
        await polling.confirm()

    async def _serve(self, stop: asyncio.Event) -> None:
        bot, webhook = self._app.bot, self.webhook
        if webhook is None:
            return
        webhook.open(self.intake)
        if await self._until_done(lambda: webhook.register(bot), stop):
            watching = asyncio.create_task(webhook.watch(bot))
            await stop.wait()
            watching.cancel()
        webhook.shut()
        await self.intake.finish(DEADLINE)

    async def _until_done(
        self, work: Callable[[], Awaitable[object]], stop: asyncio.Event
    ) -> bool:
        """Try something until Telegram lets it happen; return False where we are to stop."""
        while not stop.is_set():
            try:
                await work()
            except InvalidToken:
                raise BotError("Telegram không nhận token; kiểm tra TELEGRAM_BOT_TOKEN") from None
            except TelegramError as error:
                told = error.message if isinstance(error, BadRequest) else error.__class__.__name__
                log.warning("Telegram is out of reach (%s), trying again", told)
                if await _stopped(stop, _PAUSE):
                    return False
            else:
                return True
        return False


async def _stopped(stop: asyncio.Event, seconds: float) -> bool:
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
    return stop.is_set()
