"""Ask Telegram how things are with the bot, without changing any of them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Literal, TypeVar

from aiohttp import TraceConfig, TraceRequestEndParams
from telegram import Bot, User, WebhookInfo
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError

from bot.config import Telegram
from bot.content.knowledge import Knowledge
from handlers.delivery.transport import Client
from handlers.setup.presentation import settings_of

LIMIT = 5.0
"""Seconds that one call may take."""
LISTENING = 3
"""Seconds of one poll: another process that polls comes back sooner, and ends it."""
T = TypeVar("T")
Account = User
Hook = WebhookInfo
Trouble = Literal["", "token", "network", "answer"]
"""Why nothing more could be asked: the token is refused, nobody answers, or nobody we know."""


@dataclass(slots=True)
class Seen:
    """What Telegram says; None where it could not be asked."""

    trouble: Trouble = ""
    account: Account | None = None
    hook: Hook | None = None
    polled: bool | None = None
    """Whether another process polls with this token."""
    unset: int | None = None
    """How many of the bot's commands and descriptions are not as they should be."""
    ahead: timedelta | None = None
    """By how much our clock is ahead of the server's."""


class _Listener(Client):
    """A client that notes what the server says of the time."""

    ahead: timedelta | None = None

    async def initialize(self) -> None:
        """Open the pool of connections, and listen."""
        await super().initialize()
        if self._session is not None:
            listening = TraceConfig()
            listening.on_request_end.append(self._listen)
            listening.freeze()
            self._session.trace_configs.append(listening)

    async def _listen(self, _: object, __: object, ended: TraceRequestEndParams) -> None:
        with suppress(KeyError, ValueError, TypeError):
            told = parsedate_to_datetime(ended.response.headers["Date"])
            self.ahead = datetime.now(UTC) - told

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer; a page of somebody else is no more than an error."""
        with suppress(ValueError):
            found = json.loads(payload)
            if isinstance(found, dict):
                return found
        raise TelegramError("not a Bot API server")


async def examine(settings: Telegram, knowledge: Knowledge | None, *, poll: bool) -> Seen:
    """Return how things are; `poll` where no process of ours could be disturbed by it.

    `settings` hold a token. Without knowledge nobody knows what should be set.
    """
    seen = Seen()
    token = settings.token.get_secret_value() if settings.token else ""
    async with _Listener(settings.proxy) as client:
        try:
            bot = Bot(token, settings.api_base_url, request=client, get_updates_request=client)
            async with asyncio.timeout(LIMIT):
                seen.account = await bot.get_me()
        except (TelegramError, TimeoutError) as error:
            seen.trouble = _trouble(error)
        else:
            seen.hook = await _asked(bot.get_webhook_info())
            if poll and seen.hook is not None and not seen.hook.url:
                seen.polled = await _asked(_polled(bot))
            if knowledge is not None:
                seen.unset = await _unset(bot, knowledge, settings.staff_chat)
        seen.ahead = client.ahead
    return seen


def _trouble(error: Exception) -> Trouble:
    if isinstance(error.__cause__, TelegramError):  # with a status of its own came a mere page
        return "answer"
    if isinstance(error, InvalidToken):
        return "token"
    return "network" if isinstance(error, TimeoutError | NetworkError) else "answer"


async def _asked(question: Awaitable[T]) -> T | None:
    """Return an answer, or None where there is none in time."""
    with suppress(TelegramError, TimeoutError):
        async with asyncio.timeout(LIMIT):
            return await question
    return None


async def _polled(bot: Bot) -> bool:
    """Poll without an offset: that confirms nothing, so whoever serves loses nothing."""
    try:
        await bot.do_api_request(
            "get_Updates", api_kwargs={"limit": 1, "timeout": LISTENING}, read_timeout=LIMIT
        )
    except Conflict:
        return True
    return False


async def _unset(bot: Bot, knowledge: Knowledge, staff_chat: int | None) -> int | None:
    found = 0
    for setting in settings_of(bot, knowledge, staff_chat):
        differs = await _asked(setting.differs())
        if differs is None:
            return None
        found += differs
    return found
