"""Signs of fraud in a message that somebody tells or pastes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.content.knowledge import Knowledge
from bot.content.wordlists import RedFlagsFile
from bot.language.english import Language
from bot.language.text import Word, words
from bot.search.lexicon import Concept, Lexicon

_ADDRESS = re.compile(
    r"(?:https?://|www\.)([^\s/\\?#<>\"]+)|\b([a-z0-9-]+(?:\.[a-z0-9-]+)+)/\S*", re.I
)
_AROUND = ".,;!'’”»)]}…"
"""What a sentence sets after an address."""
_NON_GOV, _HEARD, _ASKING = "non-gov-domain", "heard", "asking"
_THOUSANDS = re.compile(
    r"(\d)(?:k\b|[.,]000(?:[.,]000)?\s*(?:đồng|dong|đ|vn[dđ])(?!\w))", re.IGNORECASE
)
_CLAUSE = re.compile(r"[^.,;:!?\n]+|[.,;:!?\n]+")
_NOT = re.compile(
    r"(?<!nếu )(?<!neu )\b(?:không|khong|ko|đừng|chớ|never|not|don['’]t)\b"
    r"(?: bao giờ| bao gio| được| duoc| nên| nen)?(?P<asked>(?: \w+){1,2})"
    r"(?!.*\b(?:thì|thi|sẽ|se)\b)",
    re.IGNORECASE,
)
"""Asking for something is denied or advised against; "không gửi thì khóa" is a threat instead."""
_PERSON, _NEAR, _REACH = 3, 2, 10
"""Words that may name a person, and within how many that person then demands something: fewer
after a pronoun."""


@dataclass(frozen=True, slots=True)
class ScamSigns:
    """What a message shows."""

    heard: bool
    """Whether it reports what somebody else said or sent."""
    flags: tuple[str, ...]

    @property
    def telling(self) -> bool:
        """Return whether to warn: a report with any sign, or a pasted message with several."""
        if self.heard:
            return bool(self.flags)
        return len(self.flags) > 2 or (len(self.flags) > 1 and _NON_GOV in self.flags)


class ScamCheck:
    """Finds red flags by their words; bare words match any marks, marked ones must agree."""

    def __init__(self, flags: RedFlagsFile) -> None:
        """Index the words of every flag."""
        self._official = tuple(domain.lower() for domain in flags.official_domains)
        alternatives = {
            f"{flag.id}/{number}": texts
            for flag in flags.red_flags
            for number, texts in enumerate(flag.all_of)
        }
        self._needed = {
            flag.id: {f"{flag.id}/{number}" for number in range(len(flag.all_of))}
            for flag in flags.red_flags
            if flag.id != _NON_GOV
        }
        """What must be said for a flag: of each group of alternatives any."""
        self._lexicon = Lexicon(
            Concept(name, texts) for name, texts in [(_HEARD, flags.heard), *alternatives.items()]
        )
        self._strangers = Lexicon([Concept(_HEARD, flags.strangers)])
        self._demands = Lexicon([Concept(_HEARD, flags.demands)])
        asking = [
            text for flag in flags.red_flags if len(flag.all_of) > 1 for text in flag.all_of[0]
        ]
        self._asking = Lexicon([Concept(_ASKING, tuple(asking))])

    def look(self, message: str) -> ScamSigns:
        """Return the signs in a message."""
        told = _THOUSANDS.sub(r"\1 nghìn", message)
        spoken = words(told)
        said = self._lexicon.find_all(spoken)
        flags = self._flags(said)
        if flags and _NOT.search(told):
            flags = self._flags(self._lexicon.find_all(words(self._without_advice(told))))
        if any(not self._is_official(host) for host in _hosts(message)):
            flags.append(_NON_GOV)
        heard = _HEARD in said or (bool(flags) and self._is_report(spoken))
        return ScamSigns(heard, tuple(flags))

    def _flags(self, said: set[str]) -> list[str]:
        return [flag for flag, needed in self._needed.items() if needed <= said]

    def _is_report(self, said: list[Word]) -> bool:
        """Return whether somebody is told of who soon after demands something."""
        if not self._strangers.find_all(said):
            return False
        for at in range(len(said)):
            for size in range(1, _PERSON + 1):
                end = at + size
                if self._strangers.find_all(said[at:end]):
                    begins_here = not self._strangers.find_all(said[at + 1 : end])
                    reach = _NEAR if size == 1 else _REACH
                    if begins_here and self._demands.find_all(said[end : end + reach]):
                        return True
                    break
        return False

    def _without_advice(self, message: str) -> str:
        """Return the message without clauses that deny a demand or warn of it."""
        return "".join(map(self._unless_denied, _CLAUSE.findall(message)))

    def _unless_denied(self, clause: str) -> str:
        for match in _NOT.finditer(clause):
            if self._asking.find_all(words(match["asked"])):
                return clause[: match.start()]
        return clause

    def _is_official(self, host: str) -> bool:
        return any(host == domain or host.endswith("." + domain) for domain in self._official)


def _hosts(message: str) -> list[str]:
    found = []
    for match in _ADDRESS.finditer(message):
        host = (match[1] or match[2]).lower().rsplit("@", 1)[-1].split(":")[0].strip(_AROUND)
        if "." in host and not host.replace(".", "").isdigit():
            found.append(host)
    return found


def warning(signs: ScamSigns, knowledge: Knowledge, language: Language) -> str:
    """Return what a message shows, said as surely as it is: one weak sign alone is not clear."""
    clear = is_clear(signs, knowledge.lists.red_flags)
    heading = "dau-hieu-lua-dao" if clear else "dau-hieu-chua-ro"
    known = (flag for flag in knowledge.lists.red_flags.red_flags if flag.id in signs.flags)
    labels = (flag.label if language == "vi" else flag.label_en for flag in known)
    return "\n".join([knowledge.say(heading, language), *(f"• {label}" for label in labels)])


def is_clear(signs: ScamSigns, flags: RedFlagsFile) -> bool:
    """Return whether the signs leave little doubt: several, or one that is not weak."""
    weak = {flag.id for flag in flags.red_flags if flag.weak}
    return len(signs.flags) > 1 or not weak.issuperset(signs.flags)
