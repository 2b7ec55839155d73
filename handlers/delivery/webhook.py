"""Telegram delivers to us: 200 only after the update was handled, with the answer in the body."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
from urllib.parse import urlsplit

from aiohttp import web
from telegram import Bot, WebhookInfo
from telegram.error import TelegramError

from bot.config import Telegram
from bot.observing import metrics
from bot.observing.pulse import Pulse
from handlers.delivery.intake import Hand, Intake
from handlers.delivery.updates import ALLOWED, number_of

log = logging.getLogger(__name__)
HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST_UPDATE = 1024 * 1024
"""Bytes; Telegram's own are far smaller."""
MOST_IN_HAND = 200
"""Updates in hand from which on others are asked to come later."""
LONGEST_HELD = 50.0
"""Seconds after which a delivery is told to come again; Telegram gives up after 60."""
CONNECTIONS = 100
"""Deliveries at once that Telegram may make: its own limit."""
_LOOK_EVERY = 60.0
_COME_AGAIN = {"Retry-After": "1"}


class Webhook:
    """The page that Telegram delivers to; it refuses politely until it is opened."""

    def __init__(self, settings: Telegram, token: str, pulse: Pulse) -> None:
        """`settings` hold the address; `pulse` feels each delivery."""
        self.url = str(settings.webhook_url)
        self.path = urlsplit(self.url).path
        chosen = settings.webhook_secret
        self._secret = chosen.get_secret_value() if chosen else _derived(token)
        self._pulse = pulse
        self._intake: Intake | None = None

    async def register(self, bot: Bot) -> None:
        """Tell Telegram all that it must know; what was set before does not count any more."""
        await bot.set_webhook(
            self.url,
            secret_token=self._secret,
            max_connections=CONNECTIONS,
            allowed_updates=ALLOWED,
        )

    def open(self, intake: Intake) -> None:
        """Let deliveries in."""
        self._intake = intake

    def shut(self) -> None:
        """Ask further deliveries to come later."""
        self._intake = None

    async def handle(self, request: web.Request) -> web.Response:
        """Handle a delivery."""
        shown = request.headers.get(HEADER, "")
        if not hmac.compare_digest(shown.encode(errors="surrogateescape"), self._secret.encode()):
            return web.Response(status=403)
        intake = self._intake
        if intake is None or len(intake) >= MOST_IN_HAND:
            return web.Response(status=503, headers=_COME_AGAIN)
        body = await _body(request)
        try:
            raw = json.loads(body)
        except (ValueError, RecursionError):
            raw = None
        number = number_of(raw)
        if number is None:
            log.error("a delivery that is no update is passed over")
            return web.Response()
        return await self._acknowledged(intake.take(number, raw, in_band=True))

    async def _acknowledged(self, hand: Hand) -> web.Response:
        hand.waiting += 1
        mine = hand.waiting
        await asyncio.wait({hand.task}, timeout=LONGEST_HELD)
        if not hand.task.done():
            hand.work.in_band = False
            return web.Response(status=503, headers=_COME_AGAIN)
        if hand.task.cancelled():
            return web.Response(status=503, headers=_COME_AGAIN)
        if (error := hand.task.exception()) is not None:
            log.error("update %d is asked for again", hand.work.update_id, exc_info=error)
            return web.Response(status=503, headers=_COME_AGAIN)
        self._pulse.beat()
        reply = hand.task.result()
        if not reply or mine != hand.waiting:  # the latest delivery takes it, and only that one
            return web.Response()
        return web.Response(text=reply, content_type="application/json")

    async def watch(self, bot: Bot) -> None:
        """Look now and then whether Telegram still delivers here: silence alone says nothing."""
        while True:
            try:
                self._judge(await bot.get_webhook_info())
            except TelegramError as error:
                log.warning("webhook: Telegram is out of reach (%s)", error.__class__.__name__)
            await asyncio.sleep(_LOOK_EVERY)

    def _judge(self, info: WebhookInfo) -> None:
        metrics.PENDING.set(info.pending_update_count)
        if info.url != self.url:
            trouble = "the webhook was taken away; another process uses this token"
            log.error("webhook: %s", trouble)
            self._pulse.complain(trouble)
        elif not info.pending_update_count:
            self._pulse.beat()
        elif info.last_error_message:
            log.warning(
                "webhook: %d updates wait; Telegram says: %s",
                info.pending_update_count,
                info.last_error_message,
            )


async def _body(request: web.Request) -> bytes:
    """Return the body; `HTTPRequestEntityTooLarge` where no update could be so large."""
    body = bytearray()
    async for part in request.content.iter_any():
        body += part
        if len(body) > LARGEST_UPDATE:
            raise web.HTTPRequestEntityTooLarge(LARGEST_UPDATE, len(body))
    return bytes(body)


def _derived(token: str) -> str:
    """Return a secret that only who knows the token can know."""
    return hmac.new(token.encode(), b"webhook", hashlib.sha256).hexdigest()
