"""The Telegram library's application, which remembers nobody: what is kept is in our store."""

from __future__ import annotations

from telegram.ext import Application, ExtBot

from handlers.context import Context


class Forgetful(Application[ExtBot[None], Context, dict, dict, dict, None]):  # type: ignore[type-arg]
    """Keeps no list of everybody who ever wrote.

    The library notes each chat and each person for its next save, and forgets them when it saves.
    We give it nothing to save with: the notes would grow with every new person until the end.
    """

    __slots__ = ()

    def _mark_for_persistence_update(self, **_: object) -> None:
        """Note nobody."""
