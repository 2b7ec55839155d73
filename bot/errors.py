"""The errors that people see: one clear line each, in Vietnamese, saying what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class BotError(Exception):
    """Something a person can mend; its text is shown to them as it is."""


class UsageError(BotError):
    """A command, option or input line that cannot be understood."""


class ConfigError(BotError):
    """The configuration cannot be used."""


class StoreError(BotError):
    """The database cannot be used."""


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """One thing wrong in the knowledge, and where."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        """Return `file:line:column: message`, which editors can jump to."""
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class KnowledgeError(BotError):
    """The knowledge folder has faults; none of it is used."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep all faults, sorted by place."""
        self.faults = sorted(faults)
        super().__init__("\n".join(map(str, self.faults)))

    def __reduce__(self) -> tuple[type[KnowledgeError], tuple[list[Fault]]]:
        """Survive the way from one process to another."""
        return KnowledgeError, (self.faults,)
