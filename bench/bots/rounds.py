"""Bots take turns, each started anew, under one kind of load; every answer is checked."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from statistics import median
from time import perf_counter

from bench import questions
from bench.bots.stand_in import Answer, StandIn
from bench.bots.started import AIOGRAM, AIOGRAM_PYTHON, PTB, Bot, Maker, aiogram
from bench.memory import cpu_seconds
from bench.shipped_files import MOMENT, shipped
from bench.timing import Times
from bot.assistant.engine import Engine
from bot.assistant.question import Question

WARM_UP = 200
START_SECONDS = 120.0
Load = Callable[[StandIn, Sequence[str]], Awaitable[list[Answer]]]


@dataclass(frozen=True, slots=True)
class Round:
    """One run of one bot."""

    rate: float
    """Updates a second."""
    work: float | None
    """Processor microseconds an update."""
    times: Times


Found = Mapping[str, Sequence[Round]]
"""The rounds of each bot, by its name."""


def take_turns(
    makers: Sequence[Maker], load: Load, messages: int, rounds: int, *, polling: bool = False
) -> Found:
    """Return what each bot did in each round; who is not installed here is left out.

    `load` brings so many messages, after `WARM_UP` others.
    """
    texts = questions.different(messages + WARM_UP)
    present = [maker for maker in makers if maker is not aiogram or AIOGRAM_PYTHON.exists()]
    found: dict[str, list[Round]] = {}
    with tempfile.TemporaryDirectory() as folder, _apart() as core:
        for _ in range(rounds):
            for maker in present:
                name, seen = asyncio.run(_round(maker, load, texts, Path(folder), core, polling))
                found.setdefault(name, []).append(seen)
                print(name, f"{seen.rate:,.0f}/s", seen.work, seen.times.p50, seen.times.p99,
                      sep="  ", flush=True)  # fmt: skip
    return found


async def _round(
    maker: Maker, load: Load, texts: Sequence[str], folder: Path, core: int | None, polling: bool
) -> tuple[str, Round]:
    warm_up, asked = texts[:WARM_UP], texts[WARM_UP:]
    stand_in = StandIn()
    async with stand_in.serving():
        bot = maker(stand_in.address, folder, polling)
        with bot.running(core) as process:
            await stand_in.expect_bot(START_SECONDS)
            await load(stand_in, warm_up)
            worked, began = cpu_seconds(process), perf_counter()
            answers = await load(stand_in, asked)
            seconds = perf_counter() - began
            worked_since = cpu_seconds(process)
    check(bot, asked, answers)
    if not bot.echoes and bot.kept() != (len(texts), len(texts)):
        raise RuntimeError(f"{bot.name}: {bot.kept()} kept of {len(texts)}")
    work = None
    if worked is not None and worked_since is not None:
        work = (worked_since - worked) / len(asked) * 1e6
    times = Times(tuple(answer.seconds * 1000 for answer in answers))
    return bot.name, Round(len(asked) / seconds, work, times)


def check(bot: Bot, asked: Sequence[str], answers: Sequence[Answer]) -> None:
    """Raise an error unless each question was answered as it should."""
    for text, answer in zip(asked, answers, strict=True):
        wanted = (text,) if bot.echoes else _titles(text)
        if not answer.text or any(part not in answer.text for part in wanted):
            raise RuntimeError(f"{bot.name}: wrong answer to «{text}»")


@cache
def _titles(text: str) -> tuple[str, ...]:
    """Return the titles of what the engine answers."""
    reply = _engine().answer(Question(text, MOMENT, language="vi"))
    return tuple(escape(item.title) for item in reply.items)


@cache
def _engine() -> Engine:
    return Engine(shipped())


@contextmanager
def _apart() -> Iterator[int | None]:
    """Keep the load off the last core; yield it, or None where that cannot be had."""
    cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()
    if len(cores) < 2:
        yield None
        return
    os.sched_setaffinity(0, cores - {max(cores)})
    try:
        yield max(cores)
    finally:
        os.sched_setaffinity(0, cores)


def rate(rounds: Sequence[Round]) -> float:
    """Return the median of the updates a second."""
    return median(each.rate for each in rounds)


def work(rounds: Sequence[Round]) -> str:
    """Return the median of the processor microseconds an update, or a dash."""
    works = [each.work for each in rounds if each.work is not None]
    return f"{median(works):,.0f}" if works else "–"


def times(found: Found, bot: str, peer: str) -> str:
    """Return how many times as many updates a second a bot does; a dash without the peer."""
    return f"{rate(found[bot]) / rate(found[peer]):.2f}" if peer in found else "–"


def compared(name: str, found: Found) -> list[str]:
    """Return the first cells of a bot's row: its name, its rate beside its peers', its work."""
    rounds = found[name]
    return [
        name,
        f"{rate(rounds):,.0f}",
        times(found, name, PTB),
        times(found, name, AIOGRAM),
        ", ".join(f"{each.rate:,.0f}" for each in rounds),
        work(rounds),
    ]
