"""How fast a backlog is drained by polling, beside echo bots."""

from __future__ import annotations

from importlib.metadata import version

from bench import charts
from bench.bots.rounds import WARM_UP, Found, compared, rate, take_turns
from bench.bots.stand_in import StandIn
from bench.bots.started import LABELS, OURS, PTB, aiogram, aiogram_version, ours, ptb
from bench.effort import Effort
from bench.section import Section, paragraphs, table

NAME = "backlog"
_HOW = """The bots fetch by `getUpdates`, with all defaults of their libraries (python-telegram-bot
{ptb} by `run_polling`, aiogram {aiogram} by `start_polling`); ours is `python -m bot run` without
a webhook. After {warm} others, {number:,} messages of as many people lie ready at once, as after
an hour out of reach; the time runs from then until the last answer has arrived at the stand-in,
which shows at most 100 updates after the offset, as Telegram does. {rounds} rounds, the bots in
turn, each started anew on a core of its own; the table has medians. Every answer was checked as
above. The echo bots let go of an update when they have fetched it: what is in their memory is
lost with them. Ours acknowledges what was answered and marked on disk."""


def measure(effort: Effort) -> Section:
    """Let the bots take turns."""
    makers = (ptb, aiogram, ours)
    found = take_turns(makers, StandIn.leave, effort.backlog, effort.rounds, polling=True)
    heads = ["bot", "updates/s", "times PTB's", "times aiogram's", "of each round", "CPU µs",
             "seconds"]  # fmt: skip
    how = _HOW.format(
        ptb=version("python-telegram-bot"), aiogram=aiogram_version(), warm=WARM_UP,
        number=effort.backlog, rounds=effort.rounds,
    )  # fmt: skip
    rows = (_row(name, found, effort.backlog) for name in found)
    link = "![Seconds to drain a backlog by polling](benchmarks/backlog.png)"
    body = paragraphs(table(heads, rows), _verdict(found), how, link)
    bars = {LABELS[name]: effort.backlog / rate(rounds) for name, rounds in found.items()}
    chart = charts.bars(
        bars,
        "giây (ngắn hơn là tốt hơn)",
        f"Trả lời {charts.number(effort.backlog)} tin nhắn đang chờ",
    )
    return Section(NAME, "A backlog, by polling", body, {"backlog.png": chart})


def _row(name: str, found: Found, number: int) -> list[str]:
    return [*compared(name, found), f"{number / rate(found[name]):.1f}"]


def _verdict(found: Found) -> str:
    share = rate(found[OURS]) / rate(found[PTB])
    told = f"Aim: faster than python-telegram-bot's echo: {share:.2f} times as fast"
    return f"{told}, met." if share > 1 else f"**{told}, missed.**"
