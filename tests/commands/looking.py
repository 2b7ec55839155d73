"""Lets `doctor` look at an installation, beside servers that go on meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import NamedTuple

from aiohttp import web

from tests.process.program import furnished, perform
from tests.telegram_server.server import TOKEN, BotApi

LONG_TOKEN = "123456:GEHEIM-abcdefghijklmnopqrstuvwxyz012"


class Report(NamedTuple):
    """What the doctor said."""

    code: int
    lines: dict[str, tuple[str, str]]
    """State and message by check."""

    def state(self, check: str) -> str:
        return self.lines[check][0]

    def told(self, check: str) -> str:
        return self.lines[check][1]

    @property
    def faults(self) -> set[str]:
        return {check for check, (state, _) in self.lines.items() if state == "fault"}


def looked(folder: Path, *arguments: str, **settings: str) -> Report:
    done = perform(folder, "doctor", "--json", *arguments, **settings)
    assert done.error == ""
    told = json.loads(done.out)
    assert told["ok"] == (done.code == 0)
    return Report(
        done.code,
        {each["check"]: (each["state"], each["message"]) for each in told["checks"]},
    )


async def looked_at(api: BotApi, folder: Path, *arguments: str, **settings: str) -> Report:
    """Let the doctor look while the Bot API server goes on."""
    given = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_BASE_URL": api.base_url, **settings}
    return await asyncio.to_thread(looked, folder, *arguments, **given)


@contextlib.asynccontextmanager
async def serving(app: web.Application) -> AsyncIterator[int]:
    """Serve on any free port; yield it."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


def with_port(folder: Path, port: int) -> None:
    furnished(folder, f"data: data\nweb: {{port: {port}}}\n")
