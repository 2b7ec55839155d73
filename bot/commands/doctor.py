"""`doctor`: look at everything that the assistant needs, and say what to do."""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import asdict

from bot.commands.checkup import program
from bot.commands.checkup.finding import Finding
from bot.config import Config

NAME = "doctor"
HELP = "khám bản cài: cái gì thiếu, cái gì hỏng, phải làm gì"


def options(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument("--json", action="store_true", help="ghi kết quả dạng JSON cho máy đọc")


def perform(given: argparse.Namespace, config: Config) -> int:
    """Print what was found; return 2 where something does not work."""
    return asyncio.run(_perform(given, config))


async def _perform(given: argparse.Namespace, config: Config) -> int:
    found = []
    async for finding in _findings(given, config):
        found.append(finding)
        if not given.json:
            print(finding, flush=True)
    good = all(finding.state != "fault" for finding in found)
    if given.json:
        told = {"ok": good, "checks": [asdict(finding) for finding in found]}
        print(json.dumps(told, ensure_ascii=False))
    return 0 if good else 2


async def _findings(given: argparse.Namespace, config: Config) -> AsyncIterator[Finding]:
    packages = program.packages()
    yield packages
    if packages.state == "fault":
        return
    from bot.commands.checkup import rounds  # noqa: PLC0415  (it needs those packages)

    async for finding in rounds.everything(config, given.config, given.on):
        yield finding
