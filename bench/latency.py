"""How long a match and the index take, and how much memory; each size in a new process."""

from __future__ import annotations

import multiprocessing
import pickle
import random
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from bench import charts, fulltext, fuzzy, noise, questions, synthetic
from bench.effort import SEED, Effort
from bench.memory import MEGABYTE, resident_after_cleaning
from bench.questions import Asked
from bench.section import Section, paragraphs, table
from bench.shipped_files import MOMENT, shipped
from bench.texts import Texts, draw
from bench.timing import Times, timed
from bot.search.matcher import Matcher

NAME = "latency"
_WARM_UP = 300
_PATIENCE = 1 / 60
"""Seconds a question given to each peer at each size."""
_SHARES = {"as typed": 0.5, "marks stripped": 0.25, "10 % typos": 0.125, "Telex left in": 0.125}
_AIMS = "Aims: p50 < 0.7 ms, p99 < 2 ms and index < 1 s at 134 × 20; p99 < 6 ms at 10,000 topics."
_HOW = """One `Matcher.match` from the typed text to the ranking, one thread, timed call by call
over {queries} questions that the warm process has not seen ({warm} others before): half as
typed, a quarter without marks, an eighth each with 10 % typos and Telex left in. *Of it work*:
p50 and p99 of the same calls, or seconds of the same build, in processor time, which other
programs on a busy machine do not prolong. *Index*: building `Matcher` from texts, first and
only build of a new process. *Memory*: growth of the resident set by the matcher; *kept*: its
size as a pickle. *Right first*: among these spoilt questions, to show that it still finds.

Beyond 134 topics the others are made up: a real topic's phrasings (20, evenly over the voices)
and questions with nine in ten content words replaced by made-up syllables, the same ones
throughout a topic; stop words, numbers and the words of more than a fifth of the topics stay
(`bench/synthetic.py`). `Matcher` learns them like any knowledge; half of the questions are for
real topics. The peers are timed in the same process, over as many of the questions as
{patience:.0f} s allow: `process.extractOne` with token_set_ratio, and FTS5 in memory reading
the best row."""

_LINK = "![Milliseconds a question against the number of topics](benchmarks/latency.png)"


@dataclass(frozen=True, slots=True)
class Size:
    """A knowledge to build."""

    topics: int
    phrasings: int
    """A topic; 0: all there are."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was measured at one size."""

    size: Size
    digest: str
    """Of the knowledge that the process read."""
    texts: int
    index_seconds: float
    index_work: float
    """Processor seconds of the same build."""
    memory: float | None
    kept: float
    by_style: Mapping[str, Times]
    worked: Times
    """Processor time of the same calls, which other programs do not prolong."""
    right: float
    fuzzy: Times
    fulltext: Times

    @property
    def ours(self) -> Times:
        """Return the times of all styles together."""
        return sum(self.by_style.values(), Times(()))


def measure(effort: Effort) -> Section:
    """Measure every size."""
    real = len(shipped().phrasings)
    sizes = [Size(real, 20), Size(real, 0), *(Size(number, 20) for number in effort.topics)]
    spawn = multiprocessing.get_context("spawn")
    seen = []
    for size in sizes:
        with ProcessPoolExecutor(1, mp_context=spawn) as process:
            seen.append(process.submit(measure_size, size, effort.queries).result())
        if seen[-1].digest != shipped().digest:
            raise RuntimeError("the knowledge was changed during the run; measure again")
        print(_row(seen[-1]), _peer_row(seen[-1]), flush=True)
    heads = ["knowledge", "texts", "p50 ms", "p99 ms", "of it work", "index s", "of it work",
             "memory MB", "kept MB", "right first %"]  # fmt: skip
    peers = ["knowledge", "token_set_ratio p50", "p99", "times ours", "FTS5 p50", "p99",
             "times ours"]  # fmt: skip
    styles = ["p50 / p99 ms", *(_name(found.size) for found in seen)]
    patience = _PATIENCE * effort.queries
    how = _HOW.format(queries=f"{effort.queries:,}", warm=_WARM_UP, patience=patience)
    body = paragraphs(
        table(heads, map(_row, seen)), f"{_AIMS} {_verdict(seen)}",
        "By style of typing:", table(styles, _style_rows(seen)),
        "The peers in the same run, milliseconds, and how many times ours by the median:",
        table(peers, map(_peer_row, seen)), how, _LINK,
    )  # fmt: skip
    chart = charts.sizes(_curves(seen), "Thêm chủ đề thì tìm câu trả lời lâu hơn bao nhiêu")
    return Section(NAME, "Latency, index and memory", body, {"latency.png": chart})


def measure_size(size: Size, queries: int) -> Seen:
    """Build one size and time it; runs in a process of its own."""
    asked = questions.with_topic(questions.single())
    knowledge = draw(shipped(), size.phrasings, SEED) if size.phrasings else shipped()
    world = synthetic.world(knowledge, asked, size.topics, queries + _WARM_UP)
    chance = random.Random(SEED)
    chance.shuffle(world.asked)
    warm_up, fresh = world.asked[:_WARM_UP], world.asked[_WARM_UP:]
    texts = Texts.of(world.knowledge)
    before = resident_after_cleaning()
    began, began_work = time.perf_counter(), time.thread_time()
    matcher = Matcher(world.knowledge)
    index_seconds, index_work = time.perf_counter() - began, time.thread_time() - began_work
    after = resident_after_cleaning()
    timed(lambda text: matcher.match(text, MOMENT), [text for _, text, _ in _spoil(warm_up, 1)])
    spoilt = _spoil(fresh, SEED)
    hits: list[bool] = []
    worked: list[float] = []
    by_style: dict[str, list[float]] = {name: [] for name in _SHARES}
    for style, text, question in spoilt:
        start, start_work = time.perf_counter(), time.thread_time()
        match = matcher.match(text, MOMENT)
        work, end = time.thread_time(), time.perf_counter()
        by_style[style].append((end - start) * 1000)
        worked.append((work - start_work) * 1000)
        hits.append(
            match.ranked is not None
            and matcher.classes[int(match.ranked.classes[0])] in question.right
        )
    lines = [text for _, text, _ in spoilt]
    return Seen(
        size, shipped().digest, len(texts.topics), index_seconds, index_work,
        after - before if after and before else None,
        len(pickle.dumps(matcher, protocol=5)) / MEGABYTE,
        {name: Times(tuple(each)) for name, each in by_style.items()},
        Times(tuple(worked)),
        100 * sum(hits) / len(hits),
        timed(fuzzy.token_set(texts).first, lines, _PATIENCE * queries),
        timed(fulltext.FullText(texts).first, lines, _PATIENCE * queries),
    )  # fmt: skip


def _spoil(asked: Sequence[Asked], seed: int) -> list[tuple[str, str, Asked]]:
    """Return style, text and question; styles are drawn by their shares."""
    chance = random.Random(seed)
    styles = chance.choices(list(_SHARES), list(_SHARES.values()), k=len(asked))
    spoilers = {"as typed": lambda text, _: text, **noise.KINDS}
    return [
        (style, spoilers[style](question.text, chance), question)
        for style, question in zip(styles, asked, strict=True)
    ]


def _name(size: Size) -> str:
    return f"{size.topics:,} × {size.phrasings or 'all'}"


def _curves(seen: Sequence[Seen]) -> dict[str, list[tuple[float, float]]]:
    """Return milliseconds by the number of topics, where topics have equally many phrasings."""
    even = [found for found in seen if found.size.phrasings]
    return {
        "trợ lý này, một nửa số câu": [(found.size.topics, found.ours.p50) for found in even],
        "trợ lý này, 99% số câu": [(found.size.topics, found.ours.p99) for found in even],
        "SQLite FTS5, một nửa số câu": [(found.size.topics, found.fulltext.p50) for found in even],
        "rapidfuzz, một nửa số câu": [(found.size.topics, found.fuzzy.p50) for found in even],
    }


def _row(seen: Seen) -> list[str]:
    memory = "–" if seen.memory is None else f"{seen.memory:.0f}"
    return [
        _name(seen.size), f"{seen.texts:,}", f"{seen.ours.p50:.2f}", f"{seen.ours.p99:.2f}",
        f"{seen.worked.p50:.2f} / {seen.worked.p99:.2f}", f"{seen.index_seconds:.2f}",
        f"{seen.index_work:.2f}", memory, f"{seen.kept:.0f}", f"{seen.right:.1f}",
    ]  # fmt: skip


def _peer_row(seen: Seen) -> list[str]:
    cells = [_name(seen.size)]
    for peer in (seen.fuzzy, seen.fulltext):
        times = peer.p50 / seen.ours.p50
        cells += [f"{peer.p50:.2f}", f"{peer.p99:.2f}", f"{times:.1f}"]
    return cells


def _style_rows(seen: Sequence[Seen]) -> list[list[str]]:
    return [
        [style, *(f"{found.by_style[style].p50:.2f} / {found.by_style[style].p99:.2f}"
                  for found in seen)]
        for style in _SHARES
    ]  # fmt: skip


def _verdict(seen: Sequence[Seen]) -> str:
    first, last = seen[0], seen[-1]
    misses = []
    if first.ours.p50 >= 0.7:
        misses.append(f"p50 {first.ours.p50:.2f} ms")
    if first.ours.p99 >= 2:
        misses.append(f"p99 {first.ours.p99:.2f} ms")
    if first.index_seconds >= 1:
        misses.append(f"index {first.index_seconds:.2f} s")
    if last.size.topics >= 10_000 and last.ours.p99 >= 6:
        misses.append(f"p99 {last.ours.p99:.2f} ms at {last.size.topics:,} topics")
    return f"**Missed: {', '.join(misses)}.**" if misses else "All met."
