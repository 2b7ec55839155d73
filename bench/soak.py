"""`python -m bench.soak`: many different questions to one process; what grows, grows for ever.

Every question is spoilt in its own way (seeded), so that no cache can help and every bounded one
fills up. Memory, descriptors, threads and tasks of the process are shown after each part.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import tempfile
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from bench import noise, questions
from bench.bots.rounds import START_SECONDS
from bench.bots.stand_in import StandIn
from bench.bots.started import Bot, ours
from bench.effort import SEED
from bench.memory import resident

_PART = 10_000
_MOST_GROWTH = 0.05
"""Share of the memory after the first two parts that the rest may add."""


@dataclass(frozen=True, slots=True)
class Look:
    """A process at one moment."""

    megabytes: float
    descriptors: int
    threads: int
    tasks: int

    @classmethod
    def at(cls, process: int, bot: Bot) -> Look:
        """Look at a bot that runs."""
        folder = Path(f"/proc/{process}")
        with urllib.request.urlopen(bot.metrics, timeout=30) as page:
            tasks = re.search(r"^cancuoc_tasks (\d+)", page.read().decode(), re.MULTILINE)
        return cls(
            resident(process) or 0.0,
            len(list((folder / "fd").iterdir())),
            len(list((folder / "task").iterdir())),
            int(tasks[1]) if tasks else -1,
        )


async def soak(number: int) -> list[Look]:
    """Ask so many questions; return a look after each part."""
    chance = random.Random(SEED)
    typed = [each.text for each in (*questions.single(), *questions.pairs())]
    texts = (noise.slipped(text, chance) for text in cycle(typed))
    looks: list[Look] = []
    with tempfile.TemporaryDirectory() as folder:
        stand_in = StandIn()
        async with stand_in.serving():
            bot = ours(stand_in.address, Path(folder), polling=False)
            with bot.running() as process:
                await stand_in.expect_bot(START_SECONDS)
                for done in range(_PART, number + 1, _PART):
                    await stand_in.ask(list(islice(texts, _PART)))
                    look = await asyncio.to_thread(Look.at, process, bot)
                    print(f"{done:>8,}  {look}", flush=True)
                    looks.append(look)
        if bot.kept() != (len(looks) * _PART,) * 2:
            raise RuntimeError(f"{bot.kept()} kept of {len(looks) * _PART}")
    return looks


def verdict(looks: Sequence[Look]) -> str:
    """Return what grew after the first two parts."""
    early, last = looks[1], looks[-1]
    growth = last.megabytes / early.megabytes - 1
    return (
        f"memory {early.megabytes:.0f} -> {last.megabytes:.0f} MB: {growth:+.1%} "
        f"(at most {_MOST_GROWTH:.0%}); descriptors {early.descriptors} -> {last.descriptors}, "
        f"threads {early.threads} -> {last.threads}, tasks {early.tasks} -> {last.tasks}"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--questions", type=int, default=200_000)
    print(verdict(asyncio.run(soak(parser.parse_args().questions))))
