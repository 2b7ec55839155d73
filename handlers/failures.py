"""What happens when a handler fails: the log gets the fault, the citizen an apology."""

from __future__ import annotations

import logging

from telegram import Update
from telegram.error import Forbidden, TelegramError

from handlers.context import Context, language_of
from handlers.sending import tell

log = logging.getLogger(__name__)


async def failure(update: object, context: Context) -> None:
    """Log without a word of the citizen's; apologise where that is possible."""
    if isinstance(context.error, Forbidden):
        log.info("a person has blocked the assistant")
        return
    number = update.update_id if isinstance(update, Update) else None
    log.error("update %s failed", number, exc_info=context.error)
    if not isinstance(update, Update):
        return
    note = context.desk.engine.knowledge.say("loi-tam-thoi", language_of(update))
    try:
        await tell(update, note)
    except TelegramError:
        log.warning("update %s: the apology could not be sent", number)
