"""What the tables need of a database: SQL with `?` for values, within a transaction."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any, Protocol

LARGEST_NUMBER = 2**63 - 1
"""The largest integer that a column holds."""


class Rows(Protocol):
    """What a statement found or changed."""

    @property
    def rowcount(self) -> int:
        """Rows changed."""

    @property
    def description(self) -> Sequence[Sequence[Any]] | None:
        """The columns, each with its name first."""

    def fetchone(self) -> Any:
        """Return the next row, or None."""

    def fetchall(self) -> list[Any]:
        """Return the rows left."""


class Transaction(Protocol):
    """Where statements run."""

    def execute(self, sql: str, values: Sequence[object] = (), /) -> Rows:
        """Run a statement."""


class Database(Protocol):
    """Where transactions begin; faults of the database are `StoreError`s."""

    def reading(self) -> AbstractContextManager[Transaction]:
        """Read."""

    def writing(self, alone: str = "") -> AbstractContextManager[Transaction]:
        """Write all or nothing.

        Of those that are `alone` with one name, one runs after the other: what it reads stays
        true until it has ended.
        """

    def standing(self) -> AbstractContextManager[Transaction]:
        """Read what stands still meanwhile, whoever writes."""

    def count_on(self, db: Transaction) -> None:
        """Give new rows numbers behind those that were written with their numbers."""


def stamp(moment: datetime) -> str:
    """Return a moment as the tables keep it: in UTC, so that text sorts by time."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
