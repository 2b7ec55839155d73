"""Signs of fraud in a message that somebody tells or pastes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.assistant.addresses import Addresses
from bot.assistant.reply import Reply
from bot.assistant.sums import with_sums_named
from bot.content.knowledge import Knowledge
from bot.content.wordlists import Genuine, RedFlagsFile
from bot.language.english import Language
from bot.language.text import Word, words
from bot.search.lexicon import Concept, Lexicon

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
_PERSON, _NEAR, _REACH, _RIGHT_AFTER = 3, 2, 10, 5
"""Words that may name a person, and within how many that person then demands something: fewer
after a pronoun, and few after an authority, of which people speak in other ways too."""


@dataclass(frozen=True, slots=True)
class ScamSigns:
    """What a message shows."""

    heard: bool
    """Whether it reports what somebody else said or sent."""
    flags: tuple[str, ...]
    officer: bool = False
    """Whether an authority is told of that presses for something; it may be a real one."""

    @property
    def telling(self) -> bool:
        """Return whether to warn: a report with any sign, or a pasted message with several."""
        if self.heard or self.officer:
            return bool(self.flags)
        return len(self.flags) > 2 or (len(self.flags) > 1 and _NON_GOV in self.flags)


class ScamCheck:
    """Finds red flags by their words; bare words match any marks, marked ones must agree."""

    def __init__(self, flags: RedFlagsFile) -> None:
        """Index the words of every flag."""
        self.addresses = Addresses(flags)
        ways = {flag.id: flag.all_of for flag in flags.red_flags if flag.id != _NON_GOV}
        others = {flag.id: flag.or_all_of for flag in flags.red_flags if flag.or_all_of}
        self._needed, alternatives = _numbered(ways)
        """What must be said for a flag: of each group of alternatives any."""
        self._needed_of_sums, of_sums = _numbered(others)
        self._lexicon = Lexicon(
            Concept(name, texts) for name, texts in [(_HEARD, flags.heard), *alternatives.items()]
        )
        self._sums = Lexicon(Concept(name, texts) for name, texts in of_sums.items())
        self._unless = Lexicon(Concept(flag.id, flag.unless) for flag in flags.red_flags)
        self._strangers = _lexicon(flags.strangers), _lexicon(flags.demands), _NEAR, _REACH
        self._authorities = (
            _lexicon(flags.authorities), _lexicon(flags.presses), _RIGHT_AFTER, _RIGHT_AFTER,
        )  # fmt: skip
        self._named = _lexicon(flags.names)
        self._genuine = flags.genuine
        genuine = flags.genuine
        self._of_genuine = [_lexicon(texts) for texts in (genuine.all_of if genuine else ())]
        self._not_genuine = _lexicon(genuine.unless if genuine else ())
        asking = [
            text for flag in flags.red_flags if len(flag.all_of) > 1 for text in flag.all_of[0]
        ]
        self._asking = Lexicon([Concept(_ASKING, tuple(asking))])
        texts = [text for flag in flags.red_flags for group in flag.all_of for text in group]
        self._forbidding = _lexicon(tuple(text for text in texts if _NOT.match(text)))
        """Signs that are denials themselves: `không được nói với ai`."""

    def look(self, message: str) -> ScamSigns:
        """Return the signs in a message."""
        told = _THOUSANDS.sub(r"\1 nghìn", message)
        spoken = words(told)
        said = self._lexicon.find_all(spoken)
        flags = self._flags(told, said)
        if flags and _NOT.search(told):
            plain = self._without_advice(told)
            flags = self._flags(plain, self._lexicon.find_all(words(plain)))
        if any(not site.official for site in self.addresses.find(message)):
            flags.append(_NON_GOV)
        heard = _HEARD in said or (bool(flags) and _is_told(spoken, *self._strangers))
        officer = bool(flags) and _is_told(spoken, *self._authorities)
        return ScamSigns(heard, tuple(flags), officer)

    def names_fraud(self, message: str) -> bool:
        """Return whether fraud itself is named."""
        return bool(self._named.find_all(words(message)))

    def maybe_genuine(self, message: str) -> Genuine | None:
        """Return what is to be said of a message that an authority may have sent, or None."""
        spoken = words(message)
        if self._genuine is None or self._not_genuine.find_all(spoken):
            return None
        return self._genuine if all(each.find_all(spoken) for each in self._of_genuine) else None

    def names_authority(self, message: str) -> bool:
        """Return whether somebody is named whom frauds claim to be."""
        return bool(self._authorities[0].find_all(words(message)))

    def _flags(self, message: str, said: set[str]) -> list[str]:
        found = {flag for flag, needed in self._needed.items() if needed <= said}
        if self._needed_of_sums:
            said = self._sums.find_all(words(with_sums_named(message)))
            found |= {flag for flag, needed in self._needed_of_sums.items() if needed <= said}
        if found:
            found -= self._unless.find_all(words(with_sums_named(message)))
        return [flag for flag in self._needed if flag in found]

    def _without_advice(self, message: str) -> str:
        """Return the message without clauses that deny a demand or warn of it."""
        return "".join(map(self._unless_denied, _CLAUSE.findall(message)))

    def _unless_denied(self, clause: str) -> str:
        for match in _NOT.finditer(clause):
            denied = words(clause[match.start() :])
            forbids = any(start == 0 for start, *_ in self._forbidding.spans(denied))
            if not forbids and self._asking.find_all(words(match["asked"])):
                return clause[: match.start()]
        return clause


def _numbered(
    ways: dict[str, tuple[tuple[str, ...], ...]],
) -> tuple[dict[str, set[str]], dict[str, tuple[str, ...]]]:
    """Return the names of the groups of every flag, and the words of every group."""
    named = {
        flag: {f"{flag}/{number}": texts for number, texts in enumerate(groups)}
        for flag, groups in ways.items()
    }
    alternatives = {name: texts for groups in named.values() for name, texts in groups.items()}
    return {flag: set(groups) for flag, groups in named.items()}, alternatives


def _lexicon(texts: tuple[str, ...]) -> Lexicon:
    return Lexicon([Concept(_HEARD, texts)])


def _is_told(said: list[Word], persons: Lexicon, demands: Lexicon, near: int, far: int) -> bool:
    """Return whether somebody is told of who soon after demands something.

    `near`, `far`: within how many words, after a person named by one word or by more.
    """
    if not persons.find_all(said):
        return False
    for at in range(len(said)):
        for size in range(1, _PERSON + 1):
            end = at + size
            if persons.find_all(said[at:end]):
                begins_here = not persons.find_all(said[at + 1 : end])
                reach = near if size == 1 else far
                if begins_here and demands.find_all(said[end : end + reach]):
                    return True
                break
    return False


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


def strong(signs: ScamSigns, flags: RedFlagsFile) -> tuple[str, ...]:
    """Return the signs that are not weak, and addresses that are not official."""
    weak = {flag.id for flag in flags.red_flags if flag.weak} - {_NON_GOV}
    return tuple(flag for flag in signs.flags if flag not in weak)


def is_on_fraud(topic: str, knowledge: Knowledge) -> bool:
    """Return whether a topic lies in the group of those on fraud."""
    groups, see = knowledge.group_of, knowledge.lists.red_flags.see
    return topic in groups and groups[topic] == groups.get(see)


def seen_in(reply: Reply, signs: ScamSigns, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the signs of fraud to be recorded: none of a question that is answered itself."""
    if reply.topics:
        return signs.flags if is_on_fraud(reply.topics[0], knowledge) else ()
    several = reply.choices and len(signs.flags) > 1
    return strong(signs, knowledge.lists.red_flags) if several else ()
