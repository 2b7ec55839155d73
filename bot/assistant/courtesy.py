"""Greetings, thanks and the like: messages that hold no question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from bot.content.wordlists import SmallTalk, SmallTalkFile
from bot.language.text import Word, fold, words


class Courtesy:
    """Recognises small talk by its words alone."""

    def __init__(self, small_talk: SmallTalkFile) -> None:
        """Index what people say by its words."""
        self._said: dict[tuple[str, ...], SmallTalk] = {}
        for kind in small_talk.small_talk:
            for text in kind.says:
                self._said.setdefault(tuple(word.folded for word in words(text)), kind)
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for said in filter(None, self._said):
            lengths[said[0]].add(len(said))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}
        """By the first word, the longest first."""
        self._polite = frozenset(fold(text.lower()) for text in small_talk.polite)

    def find(self, message: Sequence[Word]) -> SmallTalk | None:
        """Return the small talk that a message consists of, or None if it says more."""
        rest = tuple(word.folded for word in message)
        found: SmallTalk | None = None
        while rest:
            for length in self._lengths.get(rest[0], ()):
                if kind := self._said.get(rest[:length]):
                    found = found or kind
                    rest = rest[length:]
                    break
            else:
                if rest[0] not in self._polite:
                    return None
                rest = rest[1:]
        return found
