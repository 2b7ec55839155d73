"""Wires it all together; every Telegram handler stands here in order."""

from __future__ import annotations

import asyncio
import getpass
import logging
import os
import signal
from datetime import datetime, timedelta

from aiohttp import web
from telegram import Update
from telegram.ext import (
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.clock import now_in_vietnam
from bot.config import Config, Telegram
from bot.desk import Desk
from bot.errors import BotError
from bot.preparing import engine_in_force
from bot.store.base import Store
from bot.store.sqlite import SqliteStore
from bot.web.keys import Pulse
from bot.web.server import Handler, make_app
from handlers import (
    choices,
    failures,
    feedback,
    nearby,
    questions,
    shortcuts,
    suggestions,
    topics,
)
from handlers.buttons import EVENT, NONE, OPEN, PIN, RATE, REMIND, SHELF, SUGGEST
from handlers.context import DESK, BotApplication, Context
from handlers.delivery.flood import Flood
from handlers.delivery.retries import Courier
from handlers.delivery.service import Delivery
from handlers.delivery.transport import Client

log = logging.getLogger(__name__)
_SWEEP_EVERY = 6 * 3600


def telegram_app(token: str, settings: Telegram, desk: Desk, courier: Courier) -> BotApplication:
    """Return the Telegram application with its handlers, in the order they are tried."""
    os.environ.setdefault("PTB_TIMEDELTA", "true")  # or the library warns at every 429
    app: BotApplication = (
        ApplicationBuilder()
        .token(token)
        .base_url(settings.api_base_url)
        .request(courier)
        .get_updates_request(Client(settings.proxy))
        .context_types(ContextTypes(context=Context))
        .updater(None)
        .job_queue(None)
        .build()
    )
    app.bot_data[DESK] = desk
    private = filters.ChatType.PRIVATE
    app.add_handler(TypeHandler(Update, Flood(settings.messages_per_minute).guard), group=-1)
    app.add_handler(CommandHandler(["start", "menu", "help"], topics.start, private))
    app.add_handler(CommandHandler("lich", shortcuts.sessions, private))
    app.add_handler(CommandHandler("tuoi", shortcuts.ages, private))
    app.add_handler(CallbackQueryHandler(choices.choose, pattern=f"^{OPEN}"))
    app.add_handler(CallbackQueryHandler(topics.shelf, pattern=f"^{SHELF}"))
    app.add_handler(CallbackQueryHandler(feedback.rate, pattern=f"^{RATE}"))
    app.add_handler(CallbackQueryHandler(choices.none_of_these, pattern=f"^{NONE}"))
    app.add_handler(CallbackQueryHandler(suggestions.take, pattern=f"^{SUGGEST}"))
    app.add_handler(CallbackQueryHandler(nearby.pin, pattern=f"^{PIN}"))
    app.add_handler(CallbackQueryHandler(nearby.event, pattern=f"^{EVENT}"))
    app.add_handler(CallbackQueryHandler(nearby.reminder, pattern=f"^{REMIND}"))
    app.add_handler(CallbackQueryHandler(choices.unknown_button))  # after all known buttons
    app.add_handler(MessageHandler(private & filters.TEXT, questions.question))
    app.add_handler(MessageHandler(private & filters.LOCATION, nearby.location))
    app.add_handler(MessageHandler(private & filters.ATTACHMENT, questions.not_text))
    app.add_error_handler(failures.failure)
    return app


def telegram_side(settings: Telegram, desk: Desk, pulse: Pulse) -> Delivery | None:
    """Return the Telegram side, or None where there is no token."""
    if settings.token is None:
        return None
    courier = Courier(settings.proxy, desk.store)
    app = telegram_app(settings.token.get_secret_value(), settings, desk, courier)
    return Delivery(app, courier, desk.store, settings, pulse)


async def serve(config: Config, fixed: datetime | None = None) -> None:
    """Serve the web chat, and Telegram where a token is set, until SIGTERM or SIGINT."""
    store = SqliteStore(config.data / "bot.db")
    try:
        author = getpass.getuser()
        engine = engine_in_force(config.knowledge, store, config.data / "cache", author)
        desk = Desk(engine, store, (lambda: fixed) if fixed else now_in_vietnam)
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        await _serve(config, desk, store, stop)
    finally:
        store.close()


async def _serve(config: Config, desk: Desk, store: Store, stop: asyncio.Event) -> None:
    pulse = Pulse()
    pages = make_app(desk, pulse)
    telegram = telegram_side(config.telegram, desk, pulse)
    if telegram and telegram.webhook:
        _add_page(pages, telegram.webhook.path, telegram.webhook.handle)
    runner = web.AppRunner(pages, access_log=None)
    await runner.setup()
    try:
        address = await _listen(runner, config)
        print(f"Trang trò chuyện: {address}", flush=True)
        sweeping = asyncio.create_task(_sweep(store, config.retention_days))
        if telegram is None:
            print("Telegram: tắt (chưa có TELEGRAM_BOT_TOKEN)", flush=True)
            await stop.wait()
        elif await telegram.reach(stop):
            print(f"Telegram: @{telegram.username}", flush=True)
            await telegram.run(stop)
        sweeping.cancel()
    finally:
        await runner.cleanup()


def _add_page(pages: web.Application, path: str, handler: Handler) -> None:
    taken = {
        route.resource.canonical for route in pages.router.routes() if route.resource is not None
    }
    if path in taken:
        raise BotError("telegram.webhook_url: đường dẫn này đã có trang khác dùng")
    pages.router.add_post(path, handler)


async def _listen(runner: web.AppRunner, config: Config) -> str:
    host, port = config.web.host, config.web.port
    site = web.TCPSite(runner, host, port)
    try:
        await site.start()
    except OSError as error:
        raise BotError(
            f"không mở được {host}:{port} ({error.strerror}); "
            "đổi cổng bằng --port hoặc mục web.port trong config.yaml"
        ) from None
    bound = runner.addresses[0][1]
    return f"http://{host}:{bound}"


async def _sweep(store: Store, days: int) -> None:
    """Delete questions older than the retention time, now and every few hours."""
    while True:
        try:
            await asyncio.to_thread(store.forget_before, now_in_vietnam() - timedelta(days=days))
        except BotError:
            log.exception("old questions could not be deleted")
        await asyncio.sleep(_SWEEP_EVERY)
