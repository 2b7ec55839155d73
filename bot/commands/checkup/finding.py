"""One thing that was looked at, and how it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "warning", "fault"]
SIGNS: dict[State, str] = {"ok": "✓", "warning": "!", "fault": "✗"}


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, and what to do where it is not as it should be."""

    check: str
    """A name for machines, which stays the same."""
    state: State
    message: str
    """One line, without anything secret."""

    def __str__(self) -> str:
        """Return the line for people."""
        return f"{SIGNS[self.state]} {self.message}"


def ok(check: str, message: str) -> Finding:
    """Return that something is as it should be."""
    return Finding(check, "ok", message)


def warning(check: str, message: str) -> Finding:
    """Return that something should be looked at."""
    return Finding(check, "warning", message)


def fault(check: str, message: str) -> Finding:
    """Return that something does not work."""
    return Finding(check, "fault", message)
