"""Updates a second by webhook, through the whole bot, beside echo bots and the bare server."""

from __future__ import annotations

from importlib.metadata import version
from statistics import median

from bench import charts
from bench.bots.rounds import WARM_UP, Found, compared, rate, take_turns
from bench.bots.stand_in import CONNECTIONS, StandIn
from bench.bots.started import (
    AIOGRAM,
    LABELS,
    OURS,
    PTB,
    aiogram,
    aiogram_version,
    aiohttp,
    ours,
    ptb,
)
from bench.effort import Effort
from bench.section import Section, paragraphs, table

NAME = "delivery"
_AIMS = {PTB: 1.5, AIOGRAM: 0.9}
"""How many times as many updates a second as theirs are wanted."""
_HOW = """Every bot is a process of its own on one core; another core has the load and a stand-in
Bot API server that answers every call at once. The load keeps {connections} webhook connections
busy: as with Telegram, a connection is free for the next message when one was acknowledged; the
run is over when the last answer has arrived, in a response or by a call. Every message is from
another person, so at most one is in flight for each chat. Whoever acknowledges before answering
has a queue, which *p50* and *p99* (from delivery to answer) show. {asked:,} questions, all
different, after {warm} others: the test questions as people type them, and then the same ones
with what people put around them (“cho em hỏi … ạ”). {rounds} rounds, the bots in turn, each
started anew; the table has medians. *CPU*: processor time of the bot's process, all threads, in
microseconds an update.

The echo bots send back what they are told, with all defaults of their libraries:
python-telegram-bot {ptb} by `run_webhook` (tornado, httpx), aiogram {aiogram} by aiohttp. *aiohttp
alone* has no library for bots: it reads the JSON and answers in the response. It is the limit of
what load, stand-in and server can do. Ours is `python -m bot run` with the shipped knowledge and
one setting, no limit of messages a person: it gives its whole answers, keeps every question and
remembers every update on disk before it is acknowledged. Each answer was checked: an echo is
equal to its question, ours has the titles that the engine gives in this process, and its database
has every question and every update."""


def measure(effort: Effort) -> Section:
    """Let the bots take turns."""
    makers = (aiohttp, ptb, aiogram, ours)
    found = take_turns(makers, StandIn.ask, effort.deliveries, effort.rounds)
    heads = ["bot", "updates/s", "times PTB's", "times aiogram's", "of each round", "CPU µs",
             "p50 ms", "p99 ms"]  # fmt: skip
    how = _HOW.format(
        connections=CONNECTIONS, asked=effort.deliveries, warm=WARM_UP, rounds=effort.rounds,
        ptb=version("python-telegram-bot"), aiogram=aiogram_version(),
    )  # fmt: skip
    link = "![Updates a second by webhook](benchmarks/delivery.png)"
    body = paragraphs(table(heads, (_row(name, found) for name in found)), _verdict(found),
                      how, link)  # fmt: skip
    bars = {LABELS[name]: rate(rounds) for name, rounds in found.items()}
    chart = charts.bars(bars, "tin nhắn mỗi giây (webhook)", "Một nhân xử lý bao nhiêu tin nhắn")
    return Section(NAME, "Updates a second, by webhook", body, {"delivery.png": chart})


def _row(name: str, found: Found) -> list[str]:
    rounds = found[name]
    return [
        *compared(name, found),
        f"{median(each.times.p50 for each in rounds):.0f}",
        f"{median(each.times.p99 for each in rounds):.0f}",
    ]


def _verdict(found: Found) -> str:
    told = []
    for peer, aim in _AIMS.items():
        if peer in found:
            share = rate(found[OURS]) / rate(found[peer])
            verdict = "met" if share >= aim else "**missed**"
            told.append(f"{aim} × {peer}: {share:.2f}, {verdict}")
        else:
            told.append(f"{aim} × {peer}: not installed here")
    return f"Aims, in updates a second: {'; '.join(told)}."
