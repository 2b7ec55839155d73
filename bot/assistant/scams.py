"""Signs of fraud in a message that somebody tells or pastes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.content.wordlists import RedFlagsFile
from bot.language.text import fold

_ADDRESS = re.compile(
    r"(?:https?://|www\.)([^\s/<>\"]+)|\b([a-z0-9-]+(?:\.[a-z0-9-]+)+)/\S*", re.I
)
_NON_GOV = "non-gov-domain"


@dataclass(frozen=True, slots=True)
class ScamSigns:
    """What a message shows."""

    heard: bool
    """Whether it reports what somebody else said or sent."""
    flags: tuple[str, ...]


class ScamCheck:
    """Finds red flags by their words; accents and case do not matter."""

    def __init__(self, flags: RedFlagsFile) -> None:
        """Fold all words once."""
        self._heard = _pattern(flags.heard)
        self._official = tuple(domain.lower() for domain in flags.official_domains)
        self._flags = [
            (flag.id, [_pattern(words) for words in flag.all_of]) for flag in flags.red_flags
        ]

    def look(self, message: str) -> ScamSigns:
        """Return the signs in a message."""
        folded = " ".join(fold(message.lower()).split())
        flags = [
            flag
            for flag, patterns in self._flags
            if flag != _NON_GOV and all(pattern.search(folded) for pattern in patterns)
        ]
        if any(not self._is_official(host) for host in _hosts(message)):
            flags.append(_NON_GOV)
        return ScamSigns(bool(self._heard.search(folded)), tuple(flags))

    def _is_official(self, host: str) -> bool:
        return any(host == domain or host.endswith("." + domain) for domain in self._official)


def _hosts(message: str) -> list[str]:
    found = []
    for match in _ADDRESS.finditer(message):
        host = (match[1] or match[2]).lower().rsplit("@", 1)[-1].split(":")[0].strip(".")
        if "." in host and not host.replace(".", "").isdigit():
            found.append(host)
    return found


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    folded = sorted({fold(word.lower()) for word in words}, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, folded)) + r")(?!\w)")
