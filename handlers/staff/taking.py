"""Every handler of the staff's side, in the order in which they are tried.

They stand before those for everybody, and leave to them whatever is not the staff's.
"""

from __future__ import annotations

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

from handlers.application import OtherMessages
from handlers.buttons import STAFF
from handlers.context import BotApplication, Context
from handlers.staff import answering, changing, counts, queueing, relaying, releases, signing_in
from handlers.staff.gate import for_anybody, for_staff
from handlers.staff.keys import (
    ASKS,
    ATTACH,
    BACK,
    CLOSE,
    DAY_OF,
    DOES,
    GO_BACK,
    IGNORE,
    LIST,
    NEVER_MIND,
    OTHER_DAY,
    PASS,
    QUEUE,
    REPLY,
    SEND,
    SEND_ANYWAY,
    SESSIONS,
)
from handlers.staff.pressing import ToOffice, never_mind
from handlers.staff.room import Room, furnish

_SAID = filters.UpdateType.MESSAGE
_PRIVATE = filters.ChatType.PRIVATE & _SAID


def add_staff(app: BotApplication, room: Room, group: int) -> None:
    """Add the handlers to an application; `room` speaks through its bot from now on."""
    room.bot = app.bot
    furnish(app.bot_data, room)
    app.add_handlers([
        OtherMessages(filters.StatusUpdate.MIGRATE, room.moved),
        CommandHandler("dangky", for_anybody(signing_in.register), _PRIVATE),
        CommandHandler("console", for_staff(signing_in.console), _SAID),
        CommandHandler("hangdoi", for_staff(queueing.show), _SAID),
        CommandHandler("thongke", for_staff(counts.show), _SAID),
        CommandHandler("phathanh", for_staff(releases.show), _SAID),
        CommandHandler("suaphien", for_staff(changing.show, "editor"), _SAID),
        CallbackQueryHandler(for_anybody(relaying.offer), pattern=f"^{STAFF}"),
        CallbackQueryHandler(for_anybody(relaying.send), pattern=f"^{SEND}"),
        CallbackQueryHandler(for_anybody(relaying.only_list), pattern=f"^{LIST}"),
        CallbackQueryHandler(for_anybody(relaying.never_mind), pattern=f"^{NEVER_MIND}$"),
        CallbackQueryHandler(for_staff(answering.ignore, "editor"), pattern=f"^{PASS}"),
        CallbackQueryHandler(for_staff(answering.ask_for_reply), pattern=f"^{REPLY}"),
        CallbackQueryHandler(for_staff(answering.send_anyway), pattern=f"^{SEND_ANYWAY}"),
        CallbackQueryHandler(for_staff(queueing.turn), pattern=f"^{QUEUE}"),
        CallbackQueryHandler(for_staff(queueing.ignore, "editor"), pattern=f"^{IGNORE}"),
        CallbackQueryHandler(for_staff(queueing.attach, "editor"), pattern=f"^{ATTACH}"),
        CallbackQueryHandler(for_staff(releases.ask, "admin"), pattern=f"^{BACK}"),
        CallbackQueryHandler(for_staff(releases.back, "admin"), pattern=f"^{GO_BACK}"),
        CallbackQueryHandler(for_staff(changing.turn, "editor"), pattern=f"^{SESSIONS}"),
        CallbackQueryHandler(for_staff(changing.ask, "editor"), pattern=ASKS),
        CallbackQueryHandler(for_staff(changing.do, "editor"), pattern=DOES),
        CallbackQueryHandler(for_staff(changing.ask_day, "editor"), pattern=f"^{OTHER_DAY}"),
        CallbackQueryHandler(for_staff(never_mind), pattern=f"^(?:{CLOSE}$|{DAY_OF})"),
        OtherMessages(_SAID & ToOffice(), for_anybody(_reply)),
    ], group=group)  # fmt: skip


async def _reply(update: Update, context: Context) -> bool:
    """Take a reply to a question of a citizen, or to the question for a day."""
    return await answering.answer(update, context) or await changing.day_typed(update, context)
