"""One pass over a text: at every word the rules that begin with it are tried."""

from __future__ import annotations

import re

from bot.language.dates import (
    feasts,
    hours,
    months,
    named_weekdays,
    near_days,
    numbered_days,
    weeks,
)
from bot.language.dates.pieces import Piece, Scene
from bot.language.dates.rules import Rule

_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_RULES = (
    *feasts.RULES,
    *hours.EARLY_RULES,
    *numbered_days.RULES,
    *near_days.RULES,
    *named_weekdays.RULES,
    *weeks.RULES,
    *months.RULES,
    *hours.RULES,
)
"""Where several rules begin with a word, the first that reads something wins."""


def _by_word() -> dict[str, tuple[Rule, ...]]:
    words = {word for rule in _RULES for word in rule.words}
    return {word: tuple(rule for rule in _RULES if word in rule.words) for word in words}


_RULES_OF = _by_word()
_ANY_DIGITS = "0"


def scan(scene: Scene) -> list[Piece]:
    """Return the pieces of the text that say something about when, in order, none overlapping."""
    pieces: list[Piece] = []
    done = 0
    for token in _TOKEN.finditer(scene.flat):
        at = token.start()
        if at < done:
            continue
        digits = token[0].isdigit()
        rules = _RULES_OF.get(_ANY_DIGITS if digits else token[0])
        if rules is None or (digits and at > done and _is_inside_a_number(scene.flat, at)):
            continue
        for rule in rules:
            match = rule.pattern.match(scene.flat, at)
            read = rule.read(match, scene) if match else None
            if match and read is not None:
                found = (read,) if isinstance(read, Piece) else read
                pieces.extend(found)
                done = found[-1].end if found else match.end()
                break
    return pieces


def _is_inside_a_number(flat: str, at: int) -> bool:
    """Tell whether the digits go on from others or from a letter: `70/2024`, `A12/5`."""
    before = flat[max(0, at - 2) : at]
    return before[-1:].isalpha() or (before[-1:] in {".", "/"} and before[:1].isdigit())
