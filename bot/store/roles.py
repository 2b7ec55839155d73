"""Which process may do what only one may do: a locked file for each role."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from bot.errors import StoreError
from bot.store.kept import Turn


class Roles:
    """Roles of one process; the system takes them back when it ends, however it ends."""

    def __init__(self, folder: Path) -> None:
        """`folder` is shared by the processes that must agree."""
        self._folder = folder
        self._held: dict[str, TextIO] = {}

    def claim(self, role: str) -> bool:
        """Take a role, or return False while another process plays it."""
        import fcntl  # noqa: PLC0415  (only where a role is claimed: it is missing on Windows)

        if role in self._held:
            return True
        path = self._folder / f"{role}.lock"
        try:
            file = path.open("w")
        except OSError as error:
            raise StoreError(f"{path}: không ghi được ({error.strerror})") from None
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return False
        self._held[role] = file
        return True

    def leave(self) -> None:
        """Give every role back."""
        while self._held:
            self._held.popitem()[1].close()


class Unshared:
    """Chats in hand where one process serves Telegram: nobody else has them."""

    def take(self, turns: Sequence[Turn]) -> list[bool]:
        """Return that each may be taken."""
        return [True for _ in turns]

    def give_back(self, turns: Sequence[Turn]) -> list[bool]:
        """Return that nobody waits."""
        return [False for _ in turns]

    def give_up(self, turns: Sequence[Turn]) -> None:
        """Do nothing."""
