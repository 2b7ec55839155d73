"""The marks that tell our own forms from forged ones, and how often an address may try."""

from __future__ import annotations

import hashlib
import hmac
from collections import deque

_MOST_REMEMBERED = 10_000


def mark(session: str, purpose: str, text: str = "") -> str:
    """Return what only a holder of the session's secret can compute."""
    message = f"{purpose}\0{text}".encode(errors="surrogatepass")
    return hmac.new(session.encode(errors="surrogatepass"), message, hashlib.sha256).hexdigest()


def is_mark(given: str, session: str, purpose: str, text: str = "") -> bool:
    """Return whether a mark is the right one, in a time that tells nothing of it."""
    return hmac.compare_digest(
        given.encode(errors="surrogatepass"), mark(session, purpose, text).encode()
    )


class Attempts:
    """How often each address tried to sign in during the last minute."""

    def __init__(self, most: int) -> None:
        """`most`: attempts a minute that an address has."""
        self._most = most
        self._made: dict[str, deque[float]] = {}

    def allow(self, address: str, now: float) -> bool:
        """Count an attempt at a time in seconds; return False where it is one too many."""
        if len(self._made) >= _MOST_REMEMBERED and address not in self._made:
            self._forget(now)
        made = self._made.setdefault(address, deque())
        while made and made[0] <= now - 60:
            made.popleft()
        if len(made) >= self._most or len(self._made) > _MOST_REMEMBERED:
            return False
        made.append(now)
        return True

    def _forget(self, now: float) -> None:
        self._made = {
            key: made for key, made in self._made.items() if made and made[-1] > now - 60
        }
