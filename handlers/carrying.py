"""What is remembered of a chat for a while goes with it to whichever process handles it next.

Where many processes share a store, what handlers need of a chat is taken from there before an
update of it is handled, put back with the update, and forgotten here. With one process it stays
in memory and reaches no disk.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from bot.assistant.context import KEPT_FOR, Kept, Memory
from bot.store.kept import Known, Part
from handlers.context import conversations_in
from handlers.packing import Carried, Packed

log = logging.getLogger(__name__)
CARRIED = "carried"
"""Key of what is carried in the application's data."""


class Bundle:
    """All that is carried."""

    def __init__(self, carried: Mapping[str, Carried]) -> None:
        """By the name under which it is kept."""
        self._carried = carried

    def pack(self, chat: str) -> Known:
        """Return all that is known of a chat."""
        now, parts = datetime.now(UTC), []
        number = _number(chat)
        if number is not None:
            for name, memory in self._carried.items():
                packed = memory.pack(number)
                if packed is not None:
                    until = now + timedelta(seconds=packed.seconds)
                    state = json.dumps(packed.state, ensure_ascii=False)
                    parts.append(Part(name, until, state))
        return Known(chat, tuple(parts))

    def unpack(self, chat: str, parts: Mapping[str, str]) -> None:
        """Know of a chat what was packed, and nothing else."""
        number = _number(chat)
        if number is None:
            return
        for name, memory in self._carried.items():
            memory.forget(number)
            if name in parts:
                try:
                    memory.unpack(number, json.loads(parts[name]))
                except (ValueError, TypeError, KeyError):  # of another version of the program
                    log.warning("what was known of a chat cannot be read: %s", name)
                    memory.forget(number)

    def forget(self, chat: str) -> None:
        """Know nothing of a chat."""
        number = _number(chat)
        if number is not None:
            for memory in self._carried.values():
                memory.forget(number)


class Talk:
    """The last questions of each conversation in a chat."""

    def __init__(self, memory: Memory) -> None:
        """`memory` is the desk's."""
        self._memory = memory

    def pack(self, chat: int) -> Packed | None:
        """Return the conversations."""
        found = self._memory.conversations(conversations_in(chat))
        return Packed(KEPT_FOR.total_seconds(), found) if found else None

    def unpack(self, chat: int, state: Mapping[str, Sequence[Kept]]) -> None:
        """Go on with them."""
        self._memory.go_on(conversations_in(chat), state)

    def forget(self, chat: int) -> None:
        """Forget them."""
        self._memory.forget(conversations_in(chat))


def _number(chat: str) -> int | None:
    try:
        return int(chat)
    except ValueError:
        return None
