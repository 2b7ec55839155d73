"""What was looked up for a message, in words that are final."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.assistant.eligibility import Due
from bot.assistant.status import Status
from bot.content.law import Source

if TYPE_CHECKING:
    from bot.assistant.sessions.asking import LocalAnswer


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked up; every text is final."""

    status: Status
    note: str
    sources: tuple[Source, ...] = ()
    suggestions: tuple[str, ...] = ()
    """Messages that the person may send next, as buttons."""
    reminders: tuple[Due, ...] = ()
    local: LocalAnswer | None = None
    settled: bool = False
    """Whether it is the answer by itself, which a general wording beside it could contradict."""

    @property
    def found(self) -> bool:
        """Return whether it says more than that nothing is known, or where one lives."""
        return self.local is None or self.status in {Status.SESSIONS, Status.OFFICE}
