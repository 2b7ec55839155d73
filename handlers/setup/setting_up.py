"""Bring what Telegram shows of the bot up to date, beside the work and never before it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import timedelta

from telegram import Bot
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.content.knowledge import Knowledge
from handlers.setup.presentation import Setting, settings_of

log = logging.getLogger(__name__)
FIRST_PAUSE = 3.0
"""Seconds after the start: what citizens asked meanwhile comes first."""
RETRY_PAUSE, LONGEST_PAUSE = 60.0, 3600.0
"""Seconds before what failed is tried again, twice as many each time."""


@asynccontextmanager
async def setting_up(
    bot: Bot, knowledge: Knowledge, staff_chat: int | None = None
) -> AsyncIterator[None]:
    """Set everything up beside what is done inside; the rest waits for the next start."""
    settings = settings_of(bot, knowledge, staff_chat)
    task = asyncio.create_task(_set_up(settings))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})


async def _set_up(settings: Iterable[Setting]) -> None:
    """Set what differs, until all is as it should be."""
    left, pause, again = [*settings], FIRST_PAUSE, RETRY_PAUSE
    while left:
        await asyncio.sleep(pause)
        left, wanted = await _one_round(left)
        pause, again = max(again, wanted), min(2 * again, LONGEST_PAUSE)


async def _one_round(settings: Iterable[Setting]) -> tuple[list[Setting], float]:
    """Return what is to be tried again, and the seconds that Telegram asks us to wait."""
    failed, wanted = [], 0.0
    for setting in settings:
        try:
            if await setting.differs():
                await setting.write()
        except BadRequest as error:
            log.error("%s: Telegram refuses it: %s", setting.name, error.message)  # noqa: TRY400
        except TelegramError as error:
            log.warning("%s: not set yet (%s)", setting.name, error.__class__.__name__)
            failed.append(setting)
            if isinstance(error, RetryAfter):
                wanted = max(wanted, _seconds(error.retry_after))
        except Exception:
            log.exception("%s: cannot be set", setting.name)
    return failed, wanted


def _seconds(wanted: float | timedelta) -> float:
    return wanted.total_seconds() if isinstance(wanted, timedelta) else float(wanted)
