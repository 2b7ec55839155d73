"""The engine tested on its own phrasings: every voice by a matcher that never heard it.

Voices are written by different hands, so leaving out a whole voice tells how questions of yet
another hand will fare; leaving out single sentences would flatter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from bot.content.knowledge import INDEX_VOICE, Knowledge
from bot.search import confidence
from bot.search.matcher import Matcher

FEW = 25
"""Phrasings under which a topic is called scarce."""
_ALIKE = 0.92
_FOLDS = 4
_ASKED = datetime(2026, 1, 1, 12, tzinfo=UTC)
"""Stands for the moment of asking; only ages and births feel it."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One held-out sentence and what the matcher made of it."""

    text: str
    topic: str | None
    """None: it is not ours."""
    guessed: str
    signs: tuple[float, ...]
    sure: float
    """The chance that the present calibration gives."""

    @property
    def right(self) -> bool:
        """Whether the first class is the sentence's own."""
        return self.guessed == self.topic


@dataclass(frozen=True, slots=True)
class Placed:
    """A phrasing and where it stands."""

    topic: str
    text: str


def hold_out_voices(
    knowledge: Knowledge, progress: Callable[[str], object] = lambda _: None
) -> list[Trial]:
    """Return a trial for every phrasing, and for every 'not ours' example by folds."""
    names = sorted({voice for voices in knowledge.phrasings.values() for voice in voices})
    voices = [name for name in names if name != INDEX_VOICE]
    trials = []
    foreign = _foreign(knowledge)
    for number, voice in enumerate(voices or [INDEX_VOICE]):
        hidden = frozenset(foreign[number % _FOLDS :: _FOLDS])
        matcher = Matcher(knowledge, without_voice=voice, without_foreign=hidden)
        for topic, sets in knowledge.phrasings.items():
            trials += [_try(knowledge, matcher, text, topic) for text in sets.get(voice, ())]
        if number < _FOLDS:
            trials += [_try(knowledge, matcher, text, None) for text in sorted(hidden)]
        progress(f"{voice}: {len(trials)}")
    return trials


def _foreign(knowledge: Knowledge) -> list[str]:
    lists = knowledge.lists.not_ours
    return sorted({*lists.neighbour, *lists.elsewhere})


def _try(knowledge: Knowledge, matcher: Matcher, text: str, topic: str | None) -> Trial:
    ranked = matcher.match(text, _ASKED).ranked
    if ranked is None:
        return Trial(text, topic, "", (0.0,) * len(confidence.SIGNS), 0.0)
    seen = confidence.signs(ranked)
    sure = confidence.chance(knowledge.lists.calibration.right, seen)
    return Trial(text, topic, matcher.classes[int(ranked.classes[0])], tuple(seen), sure)


def calibrate(trials: list[Trial]) -> dict[str, dict[str, float]]:
    """Return the weights of both curves; in scope and out of scope weigh the same."""
    own = [trial for trial in trials if trial.topic]
    right = confidence.fit(
        [trial.signs for trial in own],
        [trial.right for trial in own],
        np.ones(len(own), np.float32),
    )
    ours = [trial.topic is not None for trial in trials]
    share = np.where(ours, len(ours) / (2 * sum(ours)), len(ours) / (2 * (len(ours) - sum(ours))))
    scope = confidence.fit([trial.signs for trial in trials], ours, share.astype(np.float32))
    return {"right": right, "ours": scope}


def near_duplicates(knowledge: Knowledge) -> Iterator[tuple[Placed, Placed, float]]:
    """Yield phrasings of two topics that look almost the same to the matcher."""
    matcher = Matcher(knowledge)
    placed = [
        Placed(topic, text)
        for topic, voices in knowledge.phrasings.items()
        for texts in voices.values()
        for text in texts
    ]
    space = matcher.ranking.model.space
    observe = matcher.reader.observe
    dense = np.zeros(len(space) + 1, np.float32)
    vectors = [space.vector(observe(item.text)) for item in placed]
    by_column: dict[int, list[int]] = {}
    for number, (columns, values) in enumerate(vectors):
        dense[columns] = values
        rarest = columns[np.argsort(-space.idf[columns])][:4].tolist()
        others = {other for column in rarest for other in by_column.get(column, ())}
        for other in sorted(others):
            if placed[other].topic != placed[number].topic:
                likeness = float(dense[vectors[other][0]] @ vectors[other][1])
                if likeness >= _ALIKE:
                    yield placed[other], placed[number], likeness
        dense[columns] = 0
        for column in rarest:
            by_column.setdefault(column, []).append(number)
