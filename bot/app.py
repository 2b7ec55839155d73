"""Wires it all together: every Telegram handler in order, the staff's in `handlers/staff`."""

from __future__ import annotations

import asyncio
import getpass
import logging
import os
import signal
from datetime import datetime
from functools import partial

from aiohttp import web
from telegram import Update
from telegram.ext import (
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    ChosenInlineResultHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.clock import now_in_vietnam
from bot.config import Config, Telegram
from bot.desk import Desk
from bot.errors import BotError
from bot.provenance.seal import seal_kept_in
from bot.releasing import in_force
from bot.releasing.following import Follower
from bot.releasing.preparing import Preparer
from bot.store.sqlite import SqliteStore
from bot.upkeep import announce, keep_history, sweep, take_up
from bot.web.console.house import House
from bot.web.keys import Pulse
from bot.web.server import Handler, make_app
from handlers import (
    attachments,
    choices,
    edits,
    failures,
    feedback,
    forwarded,
    locating,
    nearby,
    privacy,
    questions,
    reminders,
    shortcuts,
    subscriptions,
    suggestions,
    topics,
)
from handlers.buttons import (
    ALERT_DAY,
    ALERT_SESSION,
    CROSS,
    ERASE,
    EVENT,
    FOLLOW,
    GROUP,
    HERE,
    NONE,
    OPEN,
    PIN,
    RATE,
    REMIND,
    SHELF,
    STAFF,
    SUGGEST,
    WHY,
)
from handlers.context import DESK, RETENTION, BotApplication, Context
from handlers.delivery.flood import Flood
from handlers.delivery.retries import Courier
from handlers.delivery.service import Delivery
from handlers.delivery.transport import Client
from handlers.groups import joining
from handlers.groups.admins import Admins
from handlers.groups.answering import Answers
from handlers.groups.binding import AnswersWard, Binding
from handlers.groups.keys import ASK_WARD, BIND, CANCEL, DONE, OPEN_HERE
from handlers.groups.limits import Quota
from handlers.groups.settings import Settings
from handlers.inline import queries
from handlers.staff.complaints import Complaints
from handlers.staff.room import Room, open_room
from handlers.staff.taking import add_staff
from handlers.staff.telling import tell_staff

log = logging.getLogger(__name__)
_RETENTION = Config().retention_days


def telegram_app(
    token: str, settings: Telegram, desk: Desk, courier: Courier, retention_days: int = _RETENTION
) -> BotApplication:
    """Return the Telegram application with its handlers, in the order they are tried.

    `retention_days`: for how long questions are kept, for who asks.
    """
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
    app.bot_data[RETENTION] = retention_days
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGES
    group = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE
    quota = Quota(settings.group_replies_per_hour)
    admins = Admins(quota)
    binding, wishes, answers = Binding(admins, quota), Settings(admins), Answers(quota)
    app.add_handler(ChatMemberHandler(joining.changed), group=-4)  # no flood keeps it from us
    app.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, joining.moved), group=-4)
    app.add_handler(TypeHandler(Update, Flood(settings.messages_per_minute).guard), group=-3)
    app.add_handler(InlineQueryHandler(queries.answer))
    app.add_handler(ChosenInlineResultHandler(queries.chosen))
    app.add_handler(MessageHandler(forwarded.TEXT, questions.question))  # cards and commands too
    app.add_handler(MessageHandler(queries.OWN, queries.own))  # before all that reads messages
    app.add_handler(MessageHandler(edits.EDITED, edits.edited))  # before all that reads messages
    app.add_handler(CommandHandler(["start", "menu", "help"], topics.start, private))
    app.add_handler(CommandHandler("lich", shortcuts.sessions, private))
    app.add_handler(CommandHandler("tuoi", shortcuts.ages, private))
    app.add_handler(CommandHandler("gantoi", locating.ask, private))
    app.add_handler(CommandHandler("nhac", reminders.show, private))
    app.add_handler(CommandHandler("theodoi", subscriptions.by_name, private))
    app.add_handler(CommandHandler("privacy", privacy.show, private))
    app.add_handler(CommandHandler("xoa", privacy.ask, private))
    app.add_handlers([
        CommandHandler("ganphuong", binding.command, group),
        CommandHandler("caidat", wishes.command, group),
        CommandHandler("start", binding.link, group),
        CommandHandler("help", answers.explain, group),
        CommandHandler("hoi", answers.command, group),
        CommandHandler("lich", answers.sessions, group),
        CommandHandler("tuoi", answers.ages, group),
        CallbackQueryHandler(answers.choose, pattern=f"^{OPEN_HERE}"),
        CallbackQueryHandler(binding.take, pattern=f"^{BIND}"),
        CallbackQueryHandler(binding.ask, pattern=f"^{ASK_WARD}$"),
        CallbackQueryHandler(wishes.close, pattern=f"^(?:{CANCEL}|{DONE})$"),
        CallbackQueryHandler(wishes.pressed, pattern=f"^{GROUP}"),  # all other settings
        MessageHandler(group & AnswersWard(), binding.answer),
        MessageHandler(group & (filters.TEXT | filters.CAPTION), answers.listen),
    ])  # fmt: skip
    app.add_handler(CallbackQueryHandler(choices.choose, pattern=f"^{OPEN}"))
    app.add_handler(CallbackQueryHandler(topics.shelf, pattern=f"^{SHELF}"))
    app.add_handler(CallbackQueryHandler(feedback.rate, pattern=f"^{RATE}"))
    app.add_handler(CallbackQueryHandler(feedback.none_of_these, pattern=f"^{NONE}"))
    app.add_handler(CallbackQueryHandler(feedback.explain, pattern=f"^{WHY}"))
    app.add_handler(CallbackQueryHandler(feedback.hand_over, pattern=f"^{STAFF}"))
    app.add_handler(CallbackQueryHandler(locating.ask, pattern=f"^{HERE}"))
    app.add_handler(CallbackQueryHandler(privacy.decide, pattern=f"^{ERASE}"))
    app.add_handler(CallbackQueryHandler(suggestions.take, pattern=f"^{SUGGEST}"))
    app.add_handler(CallbackQueryHandler(nearby.pin, pattern=f"^{PIN}"))
    app.add_handler(CallbackQueryHandler(nearby.event, pattern=f"^{EVENT}"))
    app.add_handler(CallbackQueryHandler(nearby.reminder, pattern=f"^{REMIND}"))
    app.add_handler(CallbackQueryHandler(reminders.of_day, pattern=f"^{ALERT_DAY}"))
    app.add_handler(CallbackQueryHandler(reminders.of_session, pattern=f"^{ALERT_SESSION}"))
    app.add_handler(CallbackQueryHandler(reminders.cross, pattern=f"^{CROSS}"))
    app.add_handler(CallbackQueryHandler(subscriptions.follow, pattern=f"^{FOLLOW}"))
    app.add_handler(CallbackQueryHandler(choices.unknown_button))  # after all known buttons
    app.add_handler(MessageHandler(private & filters.TEXT, questions.question))
    app.add_handler(MessageHandler(private & filters.LOCATION, locating.location))
    app.add_handler(MessageHandler(private & attachments.SENT, attachments.attachment))
    app.add_error_handler(failures.failure)
    return app


def telegram_side(
    settings: Telegram, desk: Desk, pulse: Pulse, retention_days: int = _RETENTION,
    room: Room | None = None,
) -> Delivery | None:  # fmt: skip
    """Return the Telegram side, or None where there is no token; `room`: where the staff are."""
    if settings.token is None:
        return None
    courier = Courier(settings.proxy, desk.store)
    token = settings.token.get_secret_value()
    app = telegram_app(token, settings, desk, courier, retention_days)
    if room is not None:
        add_staff(app, room, group=-1)  # after the flood guard, before what everybody may say
    return Delivery(app, courier, desk.store, settings, pulse)


async def serve(config: Config, fixed: datetime | None = None) -> None:
    """Serve the web chat, and Telegram where a token is set, until SIGTERM or SIGINT."""
    store = SqliteStore(config.data / "bot.db")
    try:
        author = getpass.getuser()
        preparer = Preparer(config.data / "cache")
        found = in_force.at_start(config.knowledge, store, preparer, author)
        clock = (lambda: fixed) if fixed else now_in_vietnam
        desk = Desk(found.engine, store, clock, seal_kept_in(config.data))
        await keep_history(desk, found)
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        complaints = Complaints(store)
        serve_it = partial(take_up, desk)
        follower = Follower(
            config.knowledge, store, preparer, found, serve_it, complaints.of_edit
        )  # fmt: skip
        house = House(config, Preparer(config.data / "cache"), follower.follow_store)
        await _serve(desk, open_room(house), follower, complaints, stop)
    finally:
        store.close()


async def _serve(
    desk: Desk, room: Room, follower: Follower, complaints: Complaints, stop: asyncio.Event
) -> None:
    pulse, config = Pulse(), room.house.config
    pages = make_app(desk, pulse, room.house)
    telegram = telegram_side(config.telegram, desk, pulse, config.retention_days, room)
    if telegram and telegram.webhook:
        _add_page(pages, telegram.webhook.path, telegram.webhook.handle)
    runner = web.AppRunner(pages, access_log=None)
    await runner.setup()
    try:
        address = await _listen(runner, config)
        print(f"Trang trò chuyện: {address}", flush=True)
        announcing = asyncio.create_task(announce(desk))
        following = asyncio.create_task(follower.run(stop))
        telling = asyncio.create_task(tell_staff(desk, room, complaints, stop))
        sweeping = asyncio.create_task(sweep(desk.store, config.retention_days))
        if telegram is None:
            print("Telegram: tắt (chưa có TELEGRAM_BOT_TOKEN)", flush=True)
            await stop.wait()
        elif await telegram.reach(stop):
            print(f"Telegram: @{telegram.username}", flush=True)
            await telegram.run(stop)
        sweeping.cancel()
        await following
        await telling
        await announcing
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
