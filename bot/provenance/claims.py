"""What in a message claims to be an answer of ours: a code, or the look of a whole answer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.assistant.codes import Found, lookalikes
from bot.content.knowledge import Knowledge
from bot.language.text import clean, fold

_NAMED = re.compile(r"(?:\bma|\bcode)(?: \w+){0,3} ?[:(“\"']? ?$")
_REACH = 40
"""Characters before a code in which it may be named."""
_SHORTEST = 80
"""Characters from which a text may be a whole answer."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What has the form of a code, and how it is introduced."""

    found: Found
    alone: bool
    """Whether it is the whole message."""
    named: bool
    """Whether the words before it call it a code."""
    labelled: bool
    """Whether our own label stands before it."""

    @property
    def explicit(self) -> bool:
        """Return whether it is meant as a code, be it one of ours or not."""
        return self.labelled or ((self.alone or self.named) and self.found.mixed)


def may_claim(text: str, knowledge: Knowledge) -> bool:
    """Return quickly whether a message is worth checking; few are."""
    text = clean(text)
    return bool(claims(text, knowledge)) or seems_pasted(text, knowledge)


def claims(text: str, knowledge: Knowledge) -> list[Claim]:
    """Return, in order and each once, what is or pretends to be a code in a clean text."""
    found: dict[str, Claim] = {}
    for each in lookalikes(text):
        if each.code.isalpha():
            continue  # two short words
        before = fold(text[max(0, each.start - _REACH) : each.start]).lower()
        claim = Claim(
            each,
            alone=not re.search(r"\w", text[: each.start] + text[each.end :]),
            named=_NAMED.search(before) is not None,
            labelled=before.rstrip().endswith(_labels(knowledge)),
        )
        if each.genuine or claim.explicit:
            found.setdefault(each.code, claim)
    return list(found.values())


def seems_pasted(text: str, knowledge: Knowledge) -> bool:
    """Return whether a text gives a legal basis as our answers do."""
    if len(text) < _SHORTEST:
        return False
    phrase = knowledge.messages["muc-can-cu"]
    return any(each.partition("{")[0].strip() in text for each in (phrase.vi, phrase.en))


def _labels(knowledge: Knowledge) -> tuple[str, ...]:
    """Return what stands before a code in our answers, folded and in small letters."""
    phrase = knowledge.messages["ma-cau-tra-loi"]
    return tuple(fold(each.partition("{")[0]).lower().rstrip() for each in (phrase.vi, phrase.en))
