"""Whether a stated 0.9 is right nine times in ten."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bench import charts, questions
from bench.effort import Effort
from bench.section import Section, paragraphs, table
from bench.shipped_files import MOMENT, shipped
from bot.search.understanding import Understanding

NAME = "calibration"
_BINS = 10
_HOW = """`right`: the chance that the first topic is the right one, on the {own} Vietnamese
test questions that have a topic. `sure`: the chance that the first topic answers the question,
on all {all}, where the {foreign} questions to decline are never right. ECE: the mean distance
between stated and true, weighted by the number of questions. The curves are those of
`language/calibration.yaml`, which `bot lint --calibrate` fits on held-out voices of the
phrasings."""

Bin = tuple[int, float, float]
"""Questions, mean stated chance, share right."""


def measure(effort: Effort) -> Section:
    """Ask every test question; compare what was said with what was so."""
    understanding = Understanding(shipped())
    asked = questions.sample(questions.single(), effort.questions)
    guesses = [understanding.guess(question.text, MOMENT) for question in asked]
    hits = [
        bool(guess.classes) and guess.classes[0] in question.right
        for guess, question in zip(guesses, asked, strict=True)
    ]
    own = [at for at, question in enumerate(asked) if question.right]
    right = bins([guesses[at].right for at in own], [hits[at] for at in own])
    sure = bins([guess.sure for guess in guesses], hits)
    heads = ["stated", "`right`: n", "mean", "true", "`sure`: n", "mean", "true"]
    rows = [
        [f"{at / _BINS:.1f}–{(at + 1) / _BINS:.1f}", *_cells(right[at]), *_cells(sure[at])]
        for at in range(_BINS)
    ]
    foreign = len(asked) - len(own)
    errors = f"ECE: `right` **{error(right):.3f}**, `sure` **{error(sure):.3f}**."
    how = _HOW.format(own=len(own), all=len(asked), foreign=foreign)
    link = "![Stated confidence against share right](benchmarks/calibration.png)"
    curves = {
        f"đúng chủ đề (lệch {error(right):.3f})": _line(right),
        f"trả lời được (lệch {error(sure):.3f})": _line(sure),
    }
    return Section(
        NAME,
        "Calibration",
        paragraphs(table(heads, rows), errors, how, link),
        {"calibration.png": charts.calibration(curves)},
    )


def bins(stated: Sequence[float], hits: Sequence[bool]) -> list[Bin]:
    """Return ten equal bins of the stated chance."""
    said, so = np.array(stated), np.array(hits, float)
    place = np.minimum((said * _BINS).astype(int), _BINS - 1)
    found = []
    for number in range(_BINS):
        inside = place == number
        count = int(inside.sum())
        means = (float(said[inside].mean()), float(so[inside].mean())) if count else (0.0, 0.0)
        found.append((count, *means))
    return found


def error(found: Sequence[Bin]) -> float:
    """Return the expected calibration error."""
    total = sum(count for count, _, _ in found)
    return sum(count * abs(said - so) for count, said, so in found) / total


def _cells(found: Bin) -> list[str]:
    count, said, so = found
    return [str(count), f"{said:.2f}", f"{so:.2f}"] if count else ["0", "–", "–"]


def _line(found: Sequence[Bin]) -> list[tuple[float, float]]:
    return [(said, so) for count, said, so in found if count]
