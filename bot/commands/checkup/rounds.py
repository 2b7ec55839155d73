"""Everything that `doctor` looks at, in order."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

from bot.clock import now_in_vietnam
from bot.commands.checkup import knowledge, pages, program, storage
from bot.commands.checkup.finding import Finding
from bot.commands.checkup.telegram import telegram
from bot.config import DEFAULT_FILE, Config


async def everything(
    config: Config, file: Path | None, moment: datetime | None
) -> AsyncIterator[Finding]:
    """Yield what was found, as soon as it is; `moment` is the one whose answers are judged."""
    for finding in program.settings(config, file or DEFAULT_FILE):
        yield finding
    content, found = knowledge.read(config.knowledge, config.data / "cache")
    if content is not None:
        found += knowledge.content(content, (moment or now_in_vietnam()).date())
    found += [*storage.folder(config.data), *storage.database(config)]
    for finding in found:
        yield finding
    health = pages.running(config.web)
    yield pages.port(config.web, health)
    yield program.time_of_day(now_in_vietnam())
    async for finding in telegram(config.telegram, content, health):
        yield finding
