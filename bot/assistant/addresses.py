"""Addresses of sites in a message, and whether they belong to the state: their ending tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.content.wordlists import RedFlagsFile
from bot.language.patterns import compiled
from bot.language.redact import MASK
from bot.language.syllables import is_syllable
from bot.language.text import fold

_HOST = compiled(
    r"(?:https?://|www\.)(?P<linked>[^\s/\\?#<>\"]+)"
    r"|(?<![\w.@-])(?<!\w/)(?P<bare>[\w-]++(?:\.[\w-]++)++)(?P<path>/\S*+)?",
    re.IGNORECASE,
)
_AROUND = ".,;!'’”»)]}…"
"""What a sentence sets after an address."""
_SHORTEST = 2
"""Letters of an ending, and labels of a host that may be a slip: `nhà.top` lacks a space."""


@dataclass(frozen=True, slots=True)
class Site:
    """The host of an address that a message holds."""

    host: str
    """In small letters; empty where it was masked."""
    linked: bool
    """Whether it was given with `http` or a path, to be opened."""
    official: bool
    """Whether it lies under an ending that only state bodies have."""
    imitates: bool
    """Whether it is none of these, but its name makes believe that it is."""


class Addresses:
    """Finds addresses with `http`, with a path or bare, in time that grows with the message."""

    def __init__(self, flags: RedFlagsFile) -> None:
        """Learn the official endings, those of bare addresses, and the names that are imitated."""
        self._official = tuple(domain.lower() for domain in flags.official_domains)
        self._endings = frozenset(flags.endings)
        self._imitated = flags.imitated

    def find(self, message: str) -> list[Site]:
        """Return the sites in a message, in its order."""
        if "." not in message and "://" not in message:
            return []
        return [self._site(*found) for found in self._hosts(message)]

    def _site(self, host: str, linked: bool) -> Site:
        official = any(host == domain or host.endswith("." + domain) for domain in self._official)
        plain = fold(host)
        imitates = not official and (not host or any(name in plain for name in self._imitated))
        return Site(host, linked, official, imitates)

    def _hosts(self, message: str) -> Iterator[tuple[str, bool]]:
        for match in _HOST.finditer(message):
            linked = match["linked"]
            if linked is not None and linked.startswith(MASK):
                yield "", True  # what stands before an @ in a link only makes believe
                continue
            text = (linked or match["bare"]).lower().rsplit("@", 1)[-1].split(":")[0]
            host = text.strip(_AROUND)
            if "." not in host or host.replace(".", "").isdigit():
                continue
            opened = bool(linked or match["path"])
            if opened or self._is_bare_host(host):
                yield host, opened

    def _is_bare_host(self, host: str) -> bool:
        """Return whether a word with dots is an address, and no sentence without a space."""
        labels = host.split(".")
        if labels[-1] not in self._endings:
            return False
        return len(labels) > _SHORTEST or not is_syllable(fold(labels[0]))
