"""Signs of fraud in a message that somebody tells or pastes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.content.wordlists import RedFlagsFile
from bot.language.text import words
from bot.search.lexicon import Concept, Lexicon

_ADDRESS = re.compile(
    r"(?:https?://|www\.)([^\s/\\?#<>\"]+)|\b([a-z0-9-]+(?:\.[a-z0-9-]+)+)/\S*", re.I
)
_AROUND = ".,;!'’”»)]}…"
"""What a sentence sets after an address."""
_NON_GOV = "non-gov-domain"


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
        self._heard = _any_of(flags.heard)
        self._official = tuple(domain.lower() for domain in flags.official_domains)
        self._flags = [
            (flag.id, [_any_of(alternatives) for alternatives in flag.all_of])
            for flag in flags.red_flags
        ]

    def look(self, message: str) -> ScamSigns:
        """Return the signs in a message."""
        said = words(message)
        flags = [
            flag
            for flag, needed in self._flags
            if flag != _NON_GOV and all(lexicon.find(said) for lexicon in needed)
        ]
        if any(not self._is_official(host) for host in _hosts(message)):
            flags.append(_NON_GOV)
        return ScamSigns(bool(self._heard.find(said)), tuple(flags))

    def _is_official(self, host: str) -> bool:
        return any(host == domain or host.endswith("." + domain) for domain in self._official)


def _hosts(message: str) -> list[str]:
    found = []
    for match in _ADDRESS.finditer(message):
        host = (match[1] or match[2]).lower().rsplit("@", 1)[-1].split(":")[0].strip(_AROUND)
        if "." in host and not host.replace(".", "").isdigit():
            found.append(host)
    return found


def _any_of(alternatives: tuple[str, ...]) -> Lexicon:
    return Lexicon([Concept("said", alternatives)])
