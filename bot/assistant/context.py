"""What a person asked shortly before, in memory only."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

KEPT_FOR = timedelta(minutes=15)
_TURNS = 6
_MOST_CHATS = 10_000
Kept = tuple[int, str, str, str]
"""A question as it is handed to another process: number, moment (ISO), text, place up to there."""


@dataclass
class _Turn:
    number: int
    at: datetime
    text: str
    place: str = ""
    """The place named last, up to here."""


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

    def place(self, conversation: str, moment: datetime, before: int | None = None) -> str:
        """Return the place that a conversation named last, in words; empty where it named none.

        It holds as long as the conversation goes on. `before`: as for `recall`.
        """
        turns = self._turns.get(conversation, [])
        if not turns or moment - turns[-1].at > KEPT_FOR:
            return ""
        held = (turn.place for turn in reversed(turns) if before is None or turn.number < before)
        return next(held, "")

    def remember(self, conversation: str, moment: datetime, text: str, place: str = "") -> None:
        """Add a question; the longest unused conversations are forgotten first.

        `place`: what the question names, in words; another one holds until then.
        """
        place = place or self.place(conversation, moment)
        self._last += 1
        turns = self._turns.setdefault(conversation, [])
        turns.append(_Turn(self._last, moment, text, place))
        del turns[:-_TURNS]
        self._turns.move_to_end(conversation)
        while len(self._turns) > _MOST_CHATS or self._is_over(moment):
            self._turns.popitem(last=False)

    def latest(self, conversation: str) -> int | None:
        """Return the number of the last question, or None where nothing is remembered."""
        turns = self._turns.get(conversation)
        return turns[-1].number if turns else None

    def revise(self, conversation: str, number: int, text: str, place: str = "") -> None:
        """Put other words in the place of a question that is still remembered.

        `place`: what they name; it holds until another one was named.
        """
        former = None
        for turn in self._turns.get(conversation, []):
            if turn.number == number:
                turn.text, former = text, turn.place
            if place and turn.place == former:
                turn.place = place

    def conversations(self, beginning: str) -> dict[str, list[Kept]]:
        """Return the conversations whose keys begin so, by the rest of the key.

        The oldest question is the first.
        """
        return {
            key.removeprefix(beginning): [
                (t.number, t.at.isoformat(), t.text, t.place) for t in turns
            ]
            for key, turns in self._turns.items()
            if key.startswith(beginning)
        }

    def go_on(self, beginning: str, conversations: Mapping[str, Sequence[Kept]]) -> None:
        """Remember conversations as they were returned, perhaps by the memory of another process.

        Questions asked from now on have higher numbers.
        """
        for rest, turns in conversations.items():
            self._turns[beginning + rest] = [
                _Turn(number, datetime.fromisoformat(at), *told) for number, at, *told in turns
            ]
            self._last = max([self._last, *(number for number, *_ in turns)])

    def forget(self, beginning: str) -> None:
        """Drop every conversation whose key begins so: one, or all of a chat."""
        for key in [known for known in self._turns if known.startswith(beginning)]:
            del self._turns[key]

    def _is_over(self, moment: datetime) -> bool:
        """Return whether the longest unused conversation is too old to be recalled."""
        turns = next(iter(self._turns.values()))
        return moment - turns[-1].at > KEPT_FOR
