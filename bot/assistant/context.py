"""What a person asked shortly before, in memory only."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta

KEPT_FOR = timedelta(minutes=15)
_TURNS = 3
_MOST_CHATS = 10_000


class Memory:
    """Earlier questions by conversation; nothing reaches the disk."""

    def __init__(self) -> None:
        """Start empty."""
        self._turns: OrderedDict[str, list[tuple[datetime, str]]] = OrderedDict()

    def recall(self, conversation: str, moment: datetime) -> tuple[str, ...]:
        """Return the questions of the last minutes, oldest first."""
        turns = self._turns.get(conversation, [])
        return tuple(text for at, text in turns if moment - at <= KEPT_FOR)

    def remember(self, conversation: str, moment: datetime, text: str) -> None:
        """Add a question; the longest unused conversations are forgotten first."""
        turns = self._turns.setdefault(conversation, [])
        turns.append((moment, text))
        del turns[:-_TURNS]
        self._turns.move_to_end(conversation)
        while len(self._turns) > _MOST_CHATS:
            self._turns.popitem(last=False)

    def forget(self, conversation: str) -> None:
        """Drop a conversation."""
        self._turns.pop(conversation, None)
