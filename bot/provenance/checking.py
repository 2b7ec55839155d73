"""Whether a message carries the code or the words of an answer of ours, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.assistant.codes import LOOKED_UP, Part
from bot.assistant.items import WithheldError, item_on
from bot.assistant.question import VIETNAM
from bot.assistant.reply import Item
from bot.content.knowledge import Knowledge
from bot.language.english import Language
from bot.language.text import clean
from bot.provenance.claims import Claim, claims, seems_pasted
from bot.provenance.comparing import Difference, compare, differences, tokens, unlike
from bot.provenance.history import LANGUAGES, code_on
from bot.provenance.past import Past
from bot.provenance.seal import Seal
from bot.store.base import Store
from bot.store.kept import Wording

_MOST_CODES = 3
_MENTION = 12
"""Words up to which a message with a code only asks about it; more may be a pasted text."""


class Standing(StrEnum):
    """What a code, or a pasted answer, turned out to be."""

    RIGHT = "right"
    CHANGED = "changed"
    GONE = "gone"
    ALTERED = "altered"
    NOT_OURS = "not-ours"
    LOOKED_UP = "looked-up"
    LOOKED_UP_ALONE = "looked-up-alone"
    LOOKED_UP_ALTERED = "looked-up-altered"
    WITHOUT_CODE = "without-code"


@dataclass(frozen=True, slots=True)
class Checked:
    """One answer in a message, or what pretends to be one."""

    standing: Standing
    topic: str = ""
    language: Language | None = None
    """That of the answer; None where there is no answer."""
    compared: bool = False
    """Whether its words were there too, and are those of the code."""
    since: date | None = None
    """The day from which it reads otherwise, where that is known."""
    differences: tuple[Difference, ...] = ()
    """What reads otherwise today."""
    altered: frozenset[Part] = frozenset()
    """What somebody else changed."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """All that a message says of our answers."""

    checked: tuple[Checked, ...]
    outside: str = ""
    """What stands around them."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What a code of ours stands for."""

    topic: str
    language: Language
    item: Item | None
    """The answer as it read then; None where its release cannot be read any more."""
    knowledge: Knowledge
    wording: Wording | None = None
    """Its place in the history; None for an answer of today."""


class Checker:
    """Checks messages against the release in force and the history. Its calls block."""

    def __init__(self, store: Store, seal: Seal | None = None) -> None:
        """`seal`: what the codes of look-ups are made with."""
        self._store = store
        self._seal = seal
        self._past = Past(store)
        self._today: tuple[str, date, dict[str, tuple[str, Language]]] | None = None

    def check(self, text: str, moment: datetime, knowledge: Knowledge) -> Verdict | None:
        """Return what a message says of our answers; None where it says nothing of any.

        `moment` is aware; `knowledge` is in force. `StoreError` where the history cannot be read.
        """
        text, day = clean(text), moment.astimezone(VIETNAM).date()
        checked: list[Checked] = []
        outside: list[str] = []
        at = 0
        mentioned = len(tokens(text)) <= _MENTION
        for claim in claims(text, knowledge)[:_MOST_CODES]:
            segment = text[at : claim.found.start]
            one, foreign = self._one(claim, segment, day, knowledge)
            if one is None and mentioned:
                one = Checked(Standing.NOT_OURS)
            if one is not None:
                checked.append(one)
                outside.append(foreign)
                at = claim.found.end
        if not checked and seems_pasted(text, knowledge):
            found = _without_code(text, day, knowledge)
            return Verdict((found,)) if found else None
        return Verdict(tuple(checked), "\n".join([*outside, text[at:]])) if checked else None

    def _one(
        self, claim: Claim, segment: str, day: date, knowledge: Knowledge
    ) -> tuple[Checked | None, str]:
        """Return what a claim is worth, and what of the text before it is not ours."""
        if not claim.found.genuine:
            return Checked(Standing.NOT_OURS), segment
        if claim.found.code.startswith(LOOKED_UP):
            return self._looked_up(claim, segment, knowledge)
        known = self._known(claim.found.code, day, knowledge)
        if known is None:
            return Checked(Standing.NOT_OURS) if claim.explicit else None, segment
        return self._compared(known, claim, segment, day, knowledge)

    def _compared(
        self, known: _Known, claim: Claim, segment: str, day: date, knowledge: Knowledge
    ) -> tuple[Checked, str]:
        """Return what became of an answer, and of the words that stand above its code."""
        found = self._standing(known, day, knowledge)
        if known.item is None:
            return found, segment
        answer = known.item, known.language, known.knowledge
        comparison = compare(segment, *answer)
        if comparison is None:
            foreign = _is_pasted(claim, segment)
            return (replace(found, standing=Standing.ALTERED) if foreign else found), segment
        if comparison.same:
            return replace(found, compared=True), segment[: comparison.start]
        altered = replace(found, standing=Standing.ALTERED, altered=comparison.altered)
        return altered, unlike(segment, *answer)

    def _known(self, code: str, day: date, knowledge: Knowledge) -> _Known | None:
        """Return what a code stands for, today if it can, else as of the last time it did."""
        if code in (index := self._index(day, knowledge)):
            topic, language = index[code]
            return _Known(topic, language, item_on(knowledge, topic, day, language), knowledge)
        history = self._store.wordings.find(code)
        if not history:
            return None
        last = next((each for each in reversed(history) if each.first <= day), history[-1])
        language = "en" if last.language == "en" else "vi"
        item, then = self._past.said(last, knowledge) or (None, knowledge)
        return _Known(last.topic, language, item, then, last)

    def _index(self, day: date, knowledge: Knowledge) -> dict[str, tuple[str, Language]]:
        """Return the codes of all answers of a day."""
        found = self._today
        if found is None or found[:2] != (knowledge.digest, day):
            codes = {
                code: (topic, language)
                for topic in knowledge.entries
                for language in LANGUAGES
                if (code := code_on(knowledge, topic, day, language))
            }
            found = self._today = knowledge.digest, day, codes
        return found[2]

    def _standing(self, known: _Known, day: date, knowledge: Knowledge) -> Checked:
        """Return what became of an answer by today."""
        if known.wording is None:
            return Checked(Standing.RIGHT, known.topic, known.language)
        since = self._end_of(known.wording, day)
        try:
            item = item_on(knowledge, known.topic, day, known.language)
        except (KeyError, WithheldError):
            return Checked(Standing.GONE, known.topic, known.language, since=since)
        return Checked(
            Standing.CHANGED,
            known.topic,
            known.language,
            since=since,
            differences=differences(known.item, item) if known.item else (),
        )

    def _end_of(self, wording: Wording, day: date) -> date | None:
        """Return the first day on which something else was said; None if that is to come."""
        history = self._store.wordings.of_topic(wording.topic, wording.language)
        ends = [each.first for each in history if each.release > wording.release]
        if wording.last:
            ends.append(wording.last + timedelta(days=1))
        return min((end for end in ends if end <= day), default=None)

    def _looked_up(self, claim: Claim, segment: str, knowledge: Knowledge) -> tuple[Checked, str]:
        asked = [topic for topic, entry in knowledge.entries.items() if entry.answered_by]
        ours = self._seal and self._seal.find(claim.found.code, segment, asked)
        if ours:
            topic, above = ours
            return Checked(Standing.LOOKED_UP, topic, compared=True), above
        altered = self._seal is not None and _is_pasted(claim, segment)
        standing = Standing.LOOKED_UP_ALTERED if altered else Standing.LOOKED_UP_ALONE
        return Checked(standing), segment


def _is_pasted(claim: Claim, segment: str) -> bool:
    """Return whether a code stands below a text as in our answers, and not in a question."""
    return claim.labelled and "\n" in segment.strip() and len(tokens(segment)) > _MENTION


def _without_code(text: str, day: date, knowledge: Knowledge) -> Checked | None:
    """Return how a text stands to the answer of today under whose title it is given."""
    titles = {
        tuple(tokens(knowledge.title(topic, language))): (topic, language)
        for topic in knowledge.entries
        for language in LANGUAGES
    }
    lines = (tuple(tokens(line)) for line in text.split("\n"))
    topic, language = next((titles[line] for line in lines if line in titles), ("", "vi"))
    if not topic:
        return None
    try:
        item = item_on(knowledge, topic, day, language)
    except WithheldError:
        return Checked(Standing.GONE, topic, language)
    comparison = compare(text, item, language, knowledge, coded=False)
    same = comparison is not None and comparison.same
    standing = Standing.RIGHT if same else Standing.WITHOUT_CODE
    return Checked(standing, topic, language, compared=same)
