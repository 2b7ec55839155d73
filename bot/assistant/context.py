"""What a person asked shortly before, in memory only."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

KEPT_FOR = timedelta(minutes=15)
_TURNS = 3
_MOST_CHATS = 10_000


@dataclass
class _Turn:
    number: int
    at: datetime
    text: str


class Memory:
    """Earlier questions by conversation; nothing reaches the disk."""

    def __init__(self) -> None:
        """Start empty."""
        self._turns: OrderedDict[str, list[_Turn]] = OrderedDict()
        self._last = 0

    def recall(
        self, conversation: str, moment: datetime, before: int | None = None
    ) -> tuple[str, ...]:
        """Return the questions of the last minutes, oldest first.

        `before`: only those asked before the one of this number.
        """
        return tuple(
            turn.text
            for turn in self._turns.get(conversation, [])
            if moment - turn.at <= KEPT_FOR and (before is None or turn.number < before)
        )

    def remember(self, conversation: str, moment: datetime, text: str) -> None:
        """Add a question; the longest unused conversations are forgotten first."""
        self._last += 1
        turns = self._turns.setdefault(conversation, [])
        turns.append(_Turn(self._last, moment, text))
        del turns[:-_TURNS]
        self._turns.move_to_end(conversation)
        while len(self._turns) > _MOST_CHATS or self._is_over(moment):
            self._turns.popitem(last=False)

    def latest(self, conversation: str) -> int | None:
        """Return the number of the last question, or None where nothing is remembered."""
        turns = self._turns.get(conversation)
        return turns[-1].number if turns else None

    def revise(self, conversation: str, number: int, text: str) -> None:
        """Put other words in the place of a question that is still remembered."""
        for turn in self._turns.get(conversation, []):
            if turn.number == number:
                turn.text = text

    def conversations(self, beginning: str) -> dict[str, list[tuple[int, str, str]]]:
        """Return the conversations whose keys begin so, by the rest of the key.

        Of each question its number, its moment (ISO) and its text, the oldest first.
        """
        return {
            key.removeprefix(beginning): [(t.number, t.at.isoformat(), t.text) for t in turns]
            for key, turns in self._turns.items()
            if key.startswith(beginning)
        }

    def go_on(
        self, beginning: str, conversations: Mapping[str, Sequence[tuple[int, str, str]]]
    ) -> None:
        """Remember conversations as they were returned, perhaps by the memory of another process.

        Questions asked from now on have higher numbers.
        """
        for rest, turns in conversations.items():
            self._turns[beginning + rest] = [
                _Turn(number, datetime.fromisoformat(at), text) for number, at, text in turns
            ]
            self._last = max([self._last, *(number for number, _, _ in turns)])

    def forget(self, beginning: str) -> None:
        """Drop every conversation whose key begins so: one, or all of a chat."""
        for key in [known for known in self._turns if known.startswith(beginning)]:
            del self._turns[key]

    def _is_over(self, moment: datetime) -> bool:
        """Return whether the longest unused conversation is too old to be recalled."""
        turns = next(iter(self._turns.values()))
        return moment - turns[-1].at > KEPT_FOR
