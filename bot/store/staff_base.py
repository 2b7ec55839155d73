"""What a store does for those behind the assistant; a part of the contract in `base`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Protocol

from bot.store.kept import Deed, Draft, Figure, Relay, StaffMember, Tally, Waiting


class Staff(Protocol):
    """Who belongs to the staff, and who is signed in; of secrets only hashes are kept."""

    def members(self) -> list[StaffMember]:
        """Return all, by name."""

    def member(self, number: int) -> StaffMember | None:
        """Return one, or None."""

    def of_telegram(self, user: int) -> StaffMember | None:
        """Return who has this number at Telegram, or None."""

    def keep(self, member: StaffMember) -> int:
        """Keep somebody, in place of who had the same number; return the number."""

    def remove(self, number: int) -> None:
        """Remove somebody, who is signed out everywhere at once."""

    def invite(self, number: int, moment: datetime, lasts: timedelta) -> str:
        """Return the secret of a link by which somebody signs in once."""

    def redeem(self, secret: str, moment: datetime, lasts: timedelta) -> str | None:
        """Use a link up; return the secret of a session, or None where the link is none."""

    def signed_in(self, secret: str, moment: datetime) -> StaffMember | None:
        """Return whose session this is, or None where it has ended."""

    def sign_out(self, secret: str) -> None:
        """End a session."""


class Audit(Protocol):
    """What the staff did; nothing here is ever changed."""

    def note(self, deed: Deed) -> None:
        """Keep a deed."""

    def deeds(self, most: int, before: int | None = None) -> list[Deed]:
        """Return the last deeds, newest first; `before` a number, to page on."""


class Drafts(Protocol):
    """Edits that wait for approval."""

    def keep(self, draft: Draft) -> int:
        """Keep a draft; return its number."""

    def get(self, number: int) -> Draft | None:
        """Return a draft, or None."""

    def list(self) -> list[Draft]:
        """Return all, oldest first."""

    def drop(self, number: int) -> bool:
        """Delete a draft; return False where there is none."""


class Queue(Protocol):
    """Questions that were not answered well, until the staff have dealt with them."""

    def waiting(self, since: datetime, most: int) -> list[Waiting]:
        """Return what waits: unanswered, rated no help or handed over; newest first."""

    def get(self, number: int) -> Waiting | None:
        """Return a question that waits, None where it does not or not any more."""

    def resolve(self, numbers: Iterable[int], how: str) -> int:
        """Take questions out of the queue; return how many were in it.

        `how`: `attached`, `new-topic`, `ignored` or `answered`.
        """

    def resolved(self, first: datetime, last: datetime) -> dict[str, int]:
        """Return how many questions asked between two moments ended how."""


class Relays(Protocol):
    """Which message in the staff's chat stands for which citizen's question."""

    def keep(self, relay: Relay) -> None:
        """Keep a relay."""

    def find(self, staff_chat: int, staff_message: int) -> Relay | None:
        """Return what a message in the staff's chat stands for, or None."""

    def end(self, question: int) -> int:
        """Forget the relays of a question, not those of others of its citizen; return how many."""

    def drop(self, chat: int) -> int:
        """Forget the relays of a citizen; return how many."""


class Figures(Protocol):
    """Numbers that staff counted."""

    def keep(self, figure: Figure) -> None:
        """Keep a number in place of that of the same ward, day and name."""

    def between(self, first: date, last: date, area: str | None = None) -> list[Figure]:
        """Return numbers from one day to another, both included; of one ward or of all."""


class Statistics(Protocol):
    """Counts over the questions."""

    def tallies(self, first: date, last: date) -> list[Tally]:
        """Return counts by day in Vietnam, channel, status and topic; both days included."""

    def reasons(self, first: date, last: date) -> dict[str, int]:
        """Return why answers were no help, with counts; `` where nobody said why."""
