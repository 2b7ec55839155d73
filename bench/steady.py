"""How long people wait under a steady stream of messages, beside echo bots."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import numpy as np

from bench import charts
from bench.bots.rounds import WARM_UP, Round, take_turns, work
from bench.bots.stand_in import CONNECTIONS, Answer, StandIn
from bench.bots.started import LABELS, OURS, aiogram, aiohttp, ours, ptb
from bench.effort import Effort
from bench.section import Section, paragraphs, table

NAME = "steady"
RATE = 100
_AIM = 10.0
_HOW = """{rate} messages a second for {seconds} s, at random moments (exponential gaps, the same
ones for every bot), by webhook over at most {connections} connections, whether or not earlier ones
were answered. A time counts from the moment when the message was due, so that a bot that falls
behind does not slow down its own examination; it ends when the answer has arrived. The core of
the bot is idle most of the time, so the figures hold waking up too; *aiohttp alone* shows how
much of the time is the load's and the server's own. {warm} messages before, {rounds} rounds, the
bots in turn; medians of the rounds. Otherwise as above, each answer checked too."""


def measure(effort: Effort) -> Section:
    """Let the bots take turns."""
    makers = (aiohttp, ptb, aiogram, ours)
    found = take_turns(makers, _pour, RATE * effort.seconds, effort.rounds)
    heads = ["bot", "p50 ms", "p90 ms", "p99 ms", "p99 of each round", "slowest ms", "CPU µs"]
    how = _HOW.format(
        rate=RATE, seconds=effort.seconds, connections=CONNECTIONS, warm=WARM_UP,
        rounds=effort.rounds,
    )  # fmt: skip
    link = (
        f"![Answers within so many milliseconds, {RATE} messages a second](benchmarks/steady.png)"
    )
    rows = (_row(name, rounds) for name, rounds in found.items())
    body = paragraphs(table(heads, rows), _verdict(found[OURS]), how, link)
    curves = {LABELS[name]: _curve(rounds) for name, rounds in found.items()}
    chart = charts.within(curves, f"Trả lời trong bao lâu khi có {RATE} tin nhắn mỗi giây")
    return Section(NAME, f"{RATE} messages a second", body, {"steady.png": chart})


async def _pour(stand_in: StandIn, texts: Sequence[str]) -> list[Answer]:
    return await stand_in.pour(texts, RATE)


def _row(name: str, rounds: Sequence[Round]) -> list[str]:
    return [
        name,
        f"{median(each.times.p50 for each in rounds):.1f}",
        f"{median(np.percentile(each.times.each, 90) for each in rounds):.1f}",
        f"{median(each.times.p99 for each in rounds):.1f}",
        ", ".join(f"{each.times.p99:.1f}" for each in rounds),
        f"{max(max(each.times.each) for each in rounds):.0f}",
        work(rounds),
    ]


def _curve(rounds: Sequence[Round]) -> list[tuple[float, float]]:
    """Return milliseconds against the percentage answered by then, over all rounds."""
    each = np.concatenate([one.times.each for one in rounds])
    shares = np.linspace(0, 99.9, 200)
    return list(zip(np.percentile(each, shares).tolist(), shares.tolist(), strict=True))


def _verdict(rounds: Sequence[Round]) -> str:
    found = median(each.times.p99 for each in rounds)
    told = f"Aim: p99 of ours < {_AIM:.0f} ms: {found:.1f} ms"
    return f"{told}, met." if found < _AIM else f"**{told}, missed.**"
