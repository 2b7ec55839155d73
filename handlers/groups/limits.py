"""How often the assistant answers in a group: so often an hour, then one line and silence."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from handlers.packing import Packed, now_by

_HOUR = 3600.0
_MOST_KNOWN = 10_000


@dataclass
class _Account:
    replies: deque[float] = field(default_factory=deque)
    """When each reply of the last hour was given."""
    told: float = -_HOUR
    """When the group was last told that there are no more."""


class Quota:
    """Counts the replies to each group."""

    def __init__(self, per_hour: int, clock: Callable[[], float] = time.monotonic) -> None:
        """At most `per_hour` replies in any 60 minutes; 0 allows all. `clock` tells seconds."""
        self._per_hour = per_hour
        self._clock = clock
        self._accounts: dict[int, _Account] = {}

    def left(self, chat: int) -> bool:
        """Return whether another reply may be given."""
        if not self._per_hour:
            return True
        account = self._accounts.get(chat)
        if account is None:
            return True
        before = self._clock() - _HOUR
        while account.replies and account.replies[0] <= before:
            account.replies.popleft()
        return len(account.replies) < self._per_hour

    def take(self, chat: int) -> bool:
        """Count a reply; return False where it must not be given."""
        if not self.left(chat):
            return False
        if self._per_hour:
            self._account(chat).replies.append(self._clock())
        return True

    def tell(self, chat: int) -> bool:
        """Return whether a group is to be told that there are no more: once an hour."""
        account, now = self._account(chat), self._clock()
        if now - account.told < _HOUR:
            return False
        account.told = now
        return True

    def pack(self, chat: int) -> Packed | None:
        """Return when replies were given to a group, and when it was told."""
        account = self._accounts.get(chat)
        if account is None:
            return None
        ahead = now_by(self._clock)
        return Packed(_HOUR, [[at + ahead for at in account.replies], account.told + ahead])

    def unpack(self, chat: int, state: tuple[list[float], float]) -> None:
        """Go on counting."""
        replies, told = state
        ahead = now_by(self._clock)
        self._accounts[chat] = _Account(deque(at - ahead for at in replies), told - ahead)

    def forget(self, chat: int) -> None:
        """Count anew."""
        self._accounts.pop(chat, None)

    def _account(self, chat: int) -> _Account:
        account = self._accounts.get(chat)
        if account is None:
            if len(self._accounts) >= _MOST_KNOWN:
                self._forget()
            account = self._accounts[chat] = _Account()
        return account

    def _forget(self) -> None:
        """Forget the groups in which nothing was said for an hour."""
        before = self._clock() - _HOUR
        self._accounts = {
            chat: account
            for chat, account in self._accounts.items()
            if account.told > before or (account.replies and account.replies[-1] > before)
        }
