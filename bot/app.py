"""Wires it all together; every Telegram handler stands here in order."""

from __future__ import annotations

import asyncio
import getpass
import logging
import os
import signal
from datetime import datetime, timedelta

from aiohttp import web
from telegram.error import InvalidToken, TelegramError
from telegram.ext import (
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)
from telegram.request import HTTPXRequest

from bot.clock import now_in_vietnam
from bot.config import Config, Telegram
from bot.desk import Desk
from bot.errors import BotError
from bot.preparing import engine_in_force
from bot.store.base import Store
from bot.store.sqlite import SqliteStore
from bot.web.keys import Pulse
from bot.web.server import make_app
from handlers import choices, failures, feedback, questions, topics
from handlers.context import DESK, BotApplication, Context
from handlers.patience import PatientRequest
from handlers.polling import Polling
from handlers.sending import NONE, OPEN, RATE, SHELF

log = logging.getLogger(__name__)
_SWEEP_EVERY = 6 * 3600


def telegram_app(token: str, settings: Telegram, desk: Desk) -> BotApplication:
    """Return the Telegram application with its handlers, in the order they are tried."""
    os.environ.setdefault("PTB_TIMEDELTA", "true")  # or the library warns at every 429
    app: BotApplication = (
        ApplicationBuilder()
        .token(token)
        .base_url(settings.api_base_url)
        .request(PatientRequest(connection_pool_size=32, proxy=settings.proxy))
        .get_updates_request(HTTPXRequest(connection_pool_size=8, proxy=settings.proxy))
        .context_types(ContextTypes(context=Context))
        .updater(None)
        .job_queue(None)
        .build()
    )
    app.bot_data[DESK] = desk
    private = filters.ChatType.PRIVATE
    app.add_handler(CommandHandler(["start", "menu", "help"], topics.start, private))
    app.add_handler(CallbackQueryHandler(choices.choose, pattern=f"^{OPEN}"))
    app.add_handler(CallbackQueryHandler(topics.shelf, pattern=f"^{SHELF}"))
    app.add_handler(CallbackQueryHandler(feedback.rate, pattern=f"^{RATE}"))
    app.add_handler(CallbackQueryHandler(choices.none_of_these, pattern=f"^{NONE}"))
    app.add_handler(CallbackQueryHandler(choices.unknown_button))  # after all known buttons
    app.add_handler(MessageHandler(private & filters.TEXT, questions.question))
    app.add_handler(MessageHandler(private & filters.ATTACHMENT, questions.not_text))
    app.add_error_handler(failures.failure)
    return app


async def serve(config: Config, fixed: datetime | None = None) -> None:
    """Serve the web chat, and Telegram where a token is set, until SIGTERM or SIGINT."""
    # httpx logs whole addresses, and Telegram's hold the token.
    logging.getLogger("httpx").setLevel(logging.WARNING)
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
    runner = web.AppRunner(make_app(desk, pulse), access_log=None)
    await runner.setup()
    try:
        address = await _listen(runner, config)
        print(f"Trang trò chuyện: {address}", flush=True)
        tasks = [asyncio.create_task(_sweep(store, config.retention_days))]
        token = config.telegram.token
        if token is None:
            print("Telegram: tắt (chưa có TELEGRAM_BOT_TOKEN)", flush=True)
            await stop.wait()
        else:
            await _poll(token.get_secret_value(), config.telegram, desk, store, pulse, stop)
        for task in tasks:
            task.cancel()
    finally:
        await runner.cleanup()


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


async def _poll(
    token: str, settings: Telegram, desk: Desk, store: Store, pulse: Pulse, stop: asyncio.Event
) -> None:
    app = telegram_app(token, settings, desk)
    pulse.beat()
    while not stop.is_set():
        try:
            await app.initialize()
            break
        except InvalidToken:
            raise BotError("Telegram không nhận token; kiểm tra TELEGRAM_BOT_TOKEN") from None
        except TelegramError as error:
            log.warning("Telegram is out of reach (%s), trying again", error.__class__.__name__)
            try:
                await asyncio.wait_for(stop.wait(), 5)
            except TimeoutError:
                continue
    else:
        return
    print(f"Telegram: @{app.bot.username}", flush=True)
    try:
        await Polling(app, store, settings.poll_seconds, pulse.beat).run(stop)
    finally:
        await app.shutdown()


async def _sweep(store: Store, days: int) -> None:
    """Delete questions older than the retention time, now and every few hours."""
    while True:
        try:
            await asyncio.to_thread(store.forget_before, now_in_vietnam() - timedelta(days=days))
        except BotError:
            log.exception("old questions could not be deleted")
        await asyncio.sleep(_SWEEP_EVERY)
