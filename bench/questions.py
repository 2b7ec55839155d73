"""The labelled questions: ours, which always are there, and shared ones where present."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TypeVar

import yaml

from bench.effort import SEED
from bench.shipped_files import QUESTIONS, SHARED, shipped
from bot.language.text import fold

_PAIRS, _ENGLISH = "pairs.yaml", "english.yaml"
_BEFORE = ("", "cho em hỏi ", "dạ ", "ad ơi ", "cho hỏi chút ", "mọi người cho hỏi ")
_AFTER = ("", " ạ", " ad", " với ạ", " em cảm ơn")
"""What people put around a question."""
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Asked:
    """One labelled question."""

    text: str
    right: frozenset[str]
    """The topics that count as right; empty for a question to decline."""

    @property
    def marked(self) -> bool:
        """Whether it carries Vietnamese marks."""
        return fold(self.text) != self.text


def single() -> list[Asked]:
    """Return all Vietnamese test questions, those to decline included."""
    files = [file for file in QUESTIONS.glob("*.yaml") if file.name not in {_PAIRS, _ENGLISH}]
    return [question for file in sorted(files) for question in _of(file)]


def pairs() -> list[Asked]:
    """Return the questions on the border of two topics; none where the file is missing."""
    return _of(QUESTIONS / _PAIRS)


def english() -> list[Asked]:
    """Return the questions in English; none where the file is missing."""
    return _of(QUESTIONS / _ENGLISH)


def shared(name: str) -> list[Asked] | None:
    """Return the single questions of a shared set, or None where it is missing."""
    file = SHARED / name
    if not file.exists():
        return None
    rows = map(json.loads, filter(None, file.read_text().split("\n")))
    return _known(row for row in rows if not row.get("context") and not row.get("topics"))


def with_topic(asked: Iterable[Asked]) -> list[Asked]:
    """Return the questions that have an answer."""
    return [question for question in asked if question.right]


def sample(asked: Sequence[Item], most: int) -> list[Item]:
    """Return at most so many, always the same ones."""
    return random.Random(SEED).sample(asked, most) if len(asked) > most else list(asked)


def different(number: int) -> list[str]:
    """Return so many Vietnamese questions, no two equal, always the same ones.

    First all as they are typed; then again, with what people put around them.
    """
    typed = list(dict.fromkeys(question.text for question in [*single(), *pairs()]))
    random.Random(SEED).shuffle(typed)
    found: dict[str, None] = {}
    for before, after in sorted(product(_BEFORE, _AFTER), key=lambda both: len("".join(both))):
        found.update(dict.fromkeys(f"{before}{text}{after}" for text in typed))
        if len(found) >= number:
            return list(found)[:number]
    raise ValueError(f"only {len(found)} different questions")


def _of(file: Path) -> list[Asked]:
    return _known(yaml.safe_load(file.read_text())["questions"]) if file.exists() else []


def _known(rows: Iterable[Mapping[str, object]]) -> list[Asked]:
    """Leave out the rows whose topic the knowledge does not have."""
    topics = shipped().entries
    found = []
    for row in rows:
        asked_for = [row.get("topic"), *(row.get("topics") or ())]
        if asked_for[0] is None and len(asked_for) > 1:
            asked_for = asked_for[1:]
        if all(topic is None or topic in topics for topic in asked_for):
            right = {*asked_for, *(row.get("also_ok") or ())} - {None}
            answered = any(topic is not None for topic in asked_for)
            found.append(Asked(str(row["q"]), frozenset(right if answered else ())))
    return found
