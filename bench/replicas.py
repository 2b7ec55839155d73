"""One, two and three replicas on one PostgreSQL, beside one process on SQLite."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from time import perf_counter

import psycopg

from bench import charts, questions
from bench.bots.rounds import START_SECONDS, WARM_UP, check
from bench.bots.stand_in import CONNECTIONS, StandIn
from bench.bots.started import HOOK, LABELS, PTB, Bot, ours, ptb
from bench.effort import Effort
from bench.memory import cpu_seconds
from bench.section import Section, paragraphs, table
from bench.steady import RATE
from bench.timing import Times

NAME = "replicas"
_MOST = 3
_SQLITE = "1 on SQLite"
_DURABLE = {
    "fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "shared_buffers": "128MB",
}  # fmt: skip
_HOW = """Processes of `python -m bot run` with one `DATABASE_URL` and one webhook address; the
load delivers to them in turn, as a proxy does, over {connections} connections busy all the time:
{asked:,} messages of as many people after {warm} others. PostgreSQL {version} writes to disk at
every commit. Unlike above nothing has a core of its own: load, stand-in, PostgreSQL and all
replicas share the machine's cores (see the first line), and more processes than cores cannot bring
more; what a second and a third one show is that they do not get into each other's way. *CPU*: of
the replicas together, without PostgreSQL's own. *At {rate}/s*: then {rate} messages a second at
random moments for {seconds} s, timed from when each was due. {rounds} rounds in turn, each with an
empty database and processes started anew; medians. Each answer was checked as above, and the
database has every question and every update once."""


@dataclass(frozen=True, slots=True)
class _Round:
    rate: float
    work: float | None
    """Processor microseconds an update."""
    busy: Times
    calm: Times
    """At `RATE` messages a second."""


def measure(effort: Effort) -> Section:
    """Let one, two and three replicas take turns."""
    title = "Replicas on one PostgreSQL"
    with ExitStack() as running:
        try:
            from tests.postgresql import VERSION, server  # noqa: PLC0415  (absent: a clear line)

            postgresql = running.enter_context(server(**_DURABLE))
        except (ImportError, AssertionError, OSError) as error:
            reason = str(error).strip().split("\n")[-1]
            told = f"Not measured: PostgreSQL cannot be started here ({reason})."
            return Section(NAME, title, told)
        found = _rounds(effort, postgresql.database)
    heads = ["processes", "updates/s", "times PTB's echo", "times 1 on PostgreSQL",
             "of each round", "CPU µs", "p50 ms", "p99 ms", f"p99 ms at {RATE}/s"]  # fmt: skip
    how = _HOW.format(
        connections=CONNECTIONS, asked=effort.deliveries, warm=WARM_UP, version=VERSION,
        rate=RATE, seconds=_calm_seconds(effort), rounds=effort.rounds,
    )  # fmt: skip
    link = "![Updates a second with one, two and three replicas](benchmarks/replicas.png)"
    body = paragraphs(table(heads, (_row(name, found) for name in found)), how, link)
    bars = {_label(name): _rate(rounds) for name, rounds in found.items()}
    chart = charts.bars(bars, "tin nhắn mỗi giây (webhook)", "Nhiều tiến trình trên một máy")
    return Section(NAME, title, body, {"replicas.png": chart})


def _calm_seconds(effort: Effort) -> int:
    return effort.seconds // 3


def _rounds(effort: Effort, database: Callable[[], str]) -> dict[str, list[_Round]]:
    calm = RATE * _calm_seconds(effort)
    texts = questions.different(WARM_UP + effort.deliveries + calm)
    turns = {PTB: 1, _SQLITE: 1} | {_shared(number): number for number in range(1, _MOST + 1)}
    found: dict[str, list[_Round]] = {name: [] for name in turns}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(effort.rounds):
            for name, number in turns.items():
                address = "" if name in {PTB, _SQLITE} else database()

                def make(api: str, name: str = name, address: str = address) -> Bot:
                    if name == PTB:
                        return ptb(api, Path(folder), polling=False)
                    return ours(api, Path(folder), polling=False, database=address)

                seen = asyncio.run(_round(make, number, texts, calm))
                if address and _kept(address) != (len(texts), len(texts)):
                    raise RuntimeError(f"{name}: {_kept(address)} kept of {len(texts)}")
                found[name].append(seen)
                print(name, f"{seen.rate:,.0f}/s", f"{seen.calm.p99:.1f} ms", flush=True)
    return found


async def _round(
    make: Callable[[str], Bot], number: int, texts: Sequence[str], calm: int
) -> _Round:
    """Start so many processes; keep them busy, then let the last texts come calmly."""
    warm_up, busy, last = texts[:WARM_UP], texts[WARM_UP:-calm], texts[-calm:]
    stand_in = StandIn()
    async with stand_in.serving():
        bots = [make(stand_in.address) for _ in range(number)]
        hooks = [bot.environment[HOOK] for bot in bots if not bot.echoes]
        if hooks:  # to Telegram they are one bot, with one address
            bots = [replace(bot, environment=bot.environment | {HOOK: hooks[0]}) for bot in bots]
        with ExitStack() as running:
            processes = [running.enter_context(bot.running()) for bot in bots]
            await stand_in.expect_bot(START_SECONDS)
            if hooks:
                stand_in.deliver_to(hooks)
            check(bots[0], warm_up, await stand_in.ask(warm_up))
            before, began = _worked(processes), perf_counter()
            answers = await stand_in.ask(busy)
            seconds, after = perf_counter() - began, _worked(processes)
            calmly = await stand_in.pour(last, RATE)
    check(bots[0], busy, answers)
    check(bots[0], last, calmly)
    work = None if before is None or after is None else (after - before) / len(busy) * 1e6
    return _Round(
        len(busy) / seconds, work,
        Times(tuple(answer.seconds * 1000 for answer in answers)),
        Times(tuple(answer.seconds * 1000 for answer in calmly)),
    )  # fmt: skip


def _worked(processes: Sequence[int]) -> float | None:
    """Return the processor seconds of all together."""
    each = [cpu_seconds(process) for process in processes]
    return None if None in each else sum(filter(None, each))


def _kept(address: str) -> tuple[int, int]:
    """Return how many questions and handled updates are in a database."""
    with psycopg.connect(address) as db:
        counts = "select (select count(*) from questions), (select count(*) from updates)"
        questions_kept, updates = db.execute(counts).fetchone() or (0, 0)
    return questions_kept, updates


def _shared(number: int) -> str:
    return f"{number} on PostgreSQL"


def _label(name: str) -> str:
    return LABELS.get(name) or name.replace(" on ", " tiến trình, ")


def _rate(rounds: Sequence[_Round]) -> float:
    return median(each.rate for each in rounds)


def _row(name: str, found: Mapping[str, Sequence[_Round]]) -> list[str]:
    rounds = found[name]
    works = [each.work for each in rounds if each.work is not None]
    return [
        name,
        f"{_rate(rounds):,.0f}",
        f"{_rate(rounds) / _rate(found[PTB]):.2f}",
        f"{_rate(rounds) / _rate(found[_shared(1)]):.2f}",
        ", ".join(f"{each.rate:,.0f}" for each in rounds),
        f"{median(works):,.0f}" if works else "–",
        f"{median(each.busy.p50 for each in rounds):.0f}",
        f"{median(each.busy.p99 for each in rounds):.0f}",
        f"{median(each.calm.p99 for each in rounds):.1f}",
    ]
