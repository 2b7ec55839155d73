"""What happens when a handler fails: the log gets the fault, the citizen an apology."""

from __future__ import annotations

import logging

from telegram import Update
from telegram.error import (
    BadRequest,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from handlers.context import Context, spoken
from handlers.delivery.work import note
from handlers.sending import acknowledge, tell

log = logging.getLogger(__name__)


async def failure(update: object, context: Context) -> None:
    """Log without a word of the citizen's; apologise where that is possible."""
    error = context.error
    note(f"failed: {error.__class__.__name__}")
    if isinstance(error, Forbidden):
        log.info("a person has blocked the assistant")
        return
    number = update.update_id if isinstance(update, Update) else None
    if _out_of_reach(error):
        log.error("update %s: Telegram takes nothing: %s", number, error.__class__.__name__)
        return
    log.error("update %s failed", number, exc_info=error)
    if not isinstance(update, Update):
        return
    apology = context.desk.engine.knowledge.say("loi-tam-thoi", spoken(update, context))
    try:
        if update.callback_query is not None:
            await acknowledge(update.callback_query)  # at worst once more
        await tell(update, apology)
    except TelegramError:
        log.warning("update %s: the apology could not be sent", number)


def _out_of_reach(error: Exception | None) -> bool:
    """Return whether an apology would not arrive either."""
    lost = isinstance(error, NetworkError) and not isinstance(error, BadRequest | TimedOut)
    return lost or isinstance(error, RetryAfter)
