"""Updates a second through the whole bot, beside echo bots of the usual libraries."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter

from bench import questions
from bench.delivery_bots import AIOGRAM, OURS, PTB, Bot, aiogram, aiogram_version, ours, ptb
from bench.delivery_load import CONNECTIONS, Answer, StandIn
from bench.effort import Effort
from bench.memory import cpu_seconds
from bench.places import MOMENT, shipped
from bench.section import Section, paragraphs, table
from bench.timing import Times
from bot.assistant.engine import Engine
from bot.assistant.question import Question

NAME = "delivery"
_WARM_UP = 200
_START_SECONDS = 120.0
_HOW = """Every bot is a process of its own; another process has the load and a stand-in Bot
API server that answers every call at once. The load keeps {connections}
webhook connections busy: as with Telegram, a connection is free for the next message when one
was acknowledged; the run is over when the last answer has arrived, in a response or by a call.
Every message is from another person, so at most one is in flight for each chat. Whoever
acknowledges before answering has a queue, which *p50* and *p99* (from delivery to answer) show.
{asked:,} questions, all different,
after {warm} others: the test questions as people type them. {rounds} rounds, the bots in turn,
each started anew; the table has medians. *CPU*: processor time of the bot's process, all
threads, in microseconds an update.

The echo bots send back what they are told, with all defaults of their libraries:
python-telegram-bot {ptb} by `run_webhook` (tornado, httpx), aiogram {aiogram} by aiohttp. Ours is
`python -m bot run` with the shipped knowledge and one setting, no limit of messages a person: it
gives its whole answers, keeps every question and remembers every update on disk before it is
acknowledged. Each answer was checked: an echo is equal to its question, ours has the titles that
the engine gives in this process, and its database has every question and every update."""


@dataclass(frozen=True, slots=True)
class Round:
    """One run of one bot."""

    rate: float
    """Updates a second."""
    work: float | None
    """Processor microseconds an update."""
    times: Times


def measure(effort: Effort) -> Section:
    """Let the bots take turns."""
    texts = questions.sample(_texts(), effort.deliveries + _WARM_UP)
    warm_up, asked = texts[:_WARM_UP], texts[_WARM_UP:]
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(_rounds(warm_up, asked, effort.rounds, Path(folder)))
    rows = [_row(name, rounds, found) for name, rounds in found.items()]
    heads = ["bot", "updates/s", "times PTB's", "of each round", "CPU µs", "p50 ms", "p99 ms"]
    how = _HOW.format(
        connections=CONNECTIONS, asked=len(asked), warm=len(warm_up), rounds=effort.rounds,
        ptb=version("python-telegram-bot"), aiogram=aiogram_version() or "(not installed here)",
    )  # fmt: skip
    return Section(NAME, "Updates a second", paragraphs(table(heads, rows), _verdict(found), how))


def _texts() -> list[str]:
    asked = [*questions.single(), *questions.pairs()]
    return list(dict.fromkeys(question.text for question in asked))


async def _rounds(
    warm_up: Sequence[str], asked: Sequence[str], number: int, folder: Path
) -> dict[str, list[Round]]:
    titles = _titles(asked)
    found: dict[str, list[Round]] = {}
    for _ in range(number):
        for make in (ptb, aiogram, ours) if AIOGRAM.exists() else (ptb, ours):
            stand_in = StandIn()
            async with stand_in.serving():
                bot = make(stand_in.address, folder)
                each, answers = await _round(stand_in, bot, warm_up, asked)
            _check(bot, asked, answers, titles, len(warm_up))
            found.setdefault(bot.name, []).append(each)
            print(*_row(bot.name, [each], found), sep="  ", flush=True)
    return found


async def _round(
    stand_in: StandIn, bot: Bot, warm_up: Sequence[str], asked: Sequence[str]
) -> tuple[Round, list[Answer]]:
    with bot.running() as process:
        await stand_in.expect_bot(_START_SECONDS)
        await stand_in.ask(warm_up)
        worked, began = cpu_seconds(process), perf_counter()
        answers = await stand_in.ask(asked)
        seconds = perf_counter() - began
        worked_since = cpu_seconds(process)
    work = None
    if worked is not None and worked_since is not None:
        work = (worked_since - worked) / len(asked) * 1e6
    times = Times(tuple(answer.seconds * 1000 for answer in answers))
    return Round(len(asked) / seconds, work, times), answers


def _titles(asked: Sequence[str]) -> list[list[str]]:
    """Return the titles of what the engine answers to each question."""
    engine = Engine(shipped())
    replies = (engine.answer(Question(text, MOMENT, language="vi")) for text in asked)
    return [[escape(item.title) for item in reply.items] for reply in replies]


def _check(
    bot: Bot,
    asked: Sequence[str],
    answers: Sequence[Answer],
    titles: Sequence[Sequence[str]],
    before: int,
) -> None:
    """Raise an error unless each question was answered, and kept where the bot keeps it."""
    for text, answer, parts in zip(asked, answers, titles, strict=True):
        wanted = [text] if bot.echoes else parts
        if not answer.text or any(part not in answer.text for part in wanted):
            raise RuntimeError(f"{bot.name}: wrong answer to «{text}»")
    number = len(asked) + before
    if not bot.echoes and bot.kept() != (number, number):
        raise RuntimeError(f"{bot.name}: {bot.kept()} kept of {number}")


def _row(name: str, rounds: Sequence[Round], found: Mapping[str, Sequence[Round]]) -> list[str]:
    works = [each.work for each in rounds if each.work is not None]
    return [
        name,
        f"{_rate(rounds):,.0f}",
        f"{_rate(rounds) / _rate(found[PTB]):.2f}",
        ", ".join(f"{each.rate:,.0f}" for each in rounds),
        f"{median(works):,.0f}" if works else "–",
        f"{median(each.times.p50 for each in rounds):.0f}",
        f"{median(each.times.p99 for each in rounds):.0f}",
    ]


def _rate(rounds: Sequence[Round]) -> float:
    return median(each.rate for each in rounds)


def _verdict(found: Mapping[str, Sequence[Round]]) -> str:
    share = _rate(found[OURS]) / _rate(found[PTB])
    told = f"Aim: at least as many updates a second as python-telegram-bot's echo: {share:.2f}"
    return f"{told}, met." if share >= 1 else f"**{told}, missed.**"
