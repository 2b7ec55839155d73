"""The Telegram application: every handler in order, the staff's in `handlers/staff`."""

from __future__ import annotations

import os
from typing import cast

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

from bot.config import Config, Telegram
from bot.desk import Desk
from bot.observing.pulse import Pulse
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
from handlers.application import Forgetful, OtherMessages
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
from handlers.carrying import CARRIED, Bundle, Talk
from handlers.context import DESK, LATELY, RETENTION, Context
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
from handlers.recent import Lately
from handlers.staff.room import Room
from handlers.staff.taking import add_staff

_RETENTION = Config().retention_days


def telegram_app(
    token: str, settings: Telegram, desk: Desk, courier: Courier, retention_days: int = _RETENTION
) -> Forgetful:
    """Return the Telegram application with its handlers, in the order they are tried.

    `retention_days`: for how long questions are kept, for who asks.
    """
    os.environ.setdefault("PTB_TIMEDELTA", "true")  # or the library warns at every 429
    made = (
        ApplicationBuilder()
        .application_class(Forgetful)
        .token(token)
        .base_url(settings.api_base_url)
        .request(courier)
        .get_updates_request(Client(settings.proxy))
        .context_types(ContextTypes(context=Context))
        .updater(None)
        .job_queue(None)
        .build()
    )
    app = cast("Forgetful", made)
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGES
    group = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE
    lately, flood = Lately(), Flood(settings.messages_per_minute)
    quota = Quota(settings.group_replies_per_hour)
    carried = Bundle({"talk": Talk(desk.memory), "lately": lately, "flood": flood, "quota": quota})
    app.bot_data |= {DESK: desk, RETENTION: retention_days, LATELY: lately, CARRIED: carried}
    admins = Admins(quota)
    binding, wishes, answers = Binding(admins, quota), Settings(admins), Answers(quota)
    app.add_handler(ChatMemberHandler(joining.changed), group=-4)  # no flood keeps it from us
    app.add_handler(OtherMessages(filters.StatusUpdate.MIGRATE, joining.moved), group=-4)
    app.add_handler(TypeHandler(Update, flood.guard), group=-3)
    app.add_handler(InlineQueryHandler(queries.answer))
    app.add_handler(ChosenInlineResultHandler(queries.chosen))
    app.add_handler(OtherMessages(forwarded.TEXT, questions.question))  # cards and commands too
    app.add_handler(OtherMessages(queries.OWN, queries.own))  # before all that reads messages
    app.add_handler(OtherMessages(edits.EDITED, edits.edited))  # before all that reads messages
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
        OtherMessages(group & AnswersWard(), binding.answer),
        OtherMessages(group & (filters.TEXT | filters.CAPTION), answers.listen),
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
    app.add_handler(OtherMessages(private & filters.LOCATION, locating.location))
    app.add_handler(OtherMessages(private & attachments.SENT, attachments.attachment))
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
