"""What more phrasings bring: accuracy against their number."""

from __future__ import annotations

import random
from collections import defaultdict
from statistics import mean

from bench import charts, noise, questions
from bench.effort import SEED, Effort
from bench.matching import shares
from bench.ours import Ours
from bench.questions import Asked
from bench.section import Section, paragraphs, table
from bench.shipped_files import shipped
from bench.texts import Texts, draw

NAME = "phrasings"
SIZES = (5, 10, 20, 40, 80)
_HOW = """Right first / among three, in percent, mean of {draws} seeded draws that take one
sentence from voice after voice; a topic with fewer gives all it has (column *kept*: mean number
a topic). Our matcher, built anew for each draw."""


def measure(effort: Effort) -> Section:
    """Learn from ever more phrasings."""
    sets = _sets(effort)
    rows, curves = [], defaultdict(list)
    for size in SIZES:
        results, kept = _results(size, effort, sets)
        cells = []
        for name, (first, among) in results.items():
            curves[f"{_VIETNAMESE[name]}, đúng ngay"].append((size, first))
            cells.append(f"{first:.1f} / {among:.1f}")
        rows.append([size, f"{kept:.1f}", *cells])
    heads = ["phrasings", "kept", *(f"{name} ({len(asked)})" for name, asked in sets.items())]
    link = "![Accuracy against number of phrasings](benchmarks/phrasings.png)"
    missing = "" if "dev" in sets else "The set `dev` is not on this machine and was skipped."
    return Section(
        NAME,
        "Accuracy against number of phrasings",
        paragraphs(table(heads, rows), _HOW.format(draws=effort.draws), missing, link),
        {"phrasings.png": charts.growth(curves)},
    )


_VIETNAMESE = {"as typed": "như đã gõ", "marks stripped": "bỏ dấu", "dev": "bộ dev"}


def _sets(effort: Effort) -> dict[str, list[Asked]]:
    ours = questions.sample(questions.with_topic(questions.single()), effort.questions)
    chance = random.Random(SEED)
    bare = [
        Asked(noise.stripped(question.text, chance), question.right)
        for question in ours
        if question.marked
    ]
    found = {"as typed": ours, "marks stripped": bare}
    if (dev := questions.shared("dev.jsonl")) is not None:
        found["dev"] = questions.with_topic(dev)
    return found


def _results(
    size: int, effort: Effort, sets: dict[str, list[Asked]]
) -> tuple[dict[str, tuple[float, float]], float]:
    seen, kept = defaultdict(list), 0.0
    for number in range(effort.draws):
        drawn = draw(shipped(), size, SEED + number)
        kept = len(Texts.of(drawn).topics) / len(drawn.phrasings)
        matcher = Ours(drawn)
        for name, asked in sets.items():
            seen[name].append(shares(matcher, asked, [question.text for question in asked]))
    means = {
        name: (mean(first for first, _ in pairs), mean(among for _, among in pairs))
        for name, pairs in seen.items()
    }
    return means, kept
