"""One writer of a folder at a time, whatever thread or process it is in."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock

_ONE_THREAD = RLock()
_inside: Counter[Path] = Counter()
"""How often the thread that holds the lock has entered each folder."""


@contextmanager
def one_writer(folder: Path) -> Iterator[None]:
    """Wait until nobody else writes this folder; who is inside may enter again.

    Where the system has no locks for folders, only the threads of this process are kept apart.
    """
    folder = folder.resolve()
    with _ONE_THREAD:
        handle = None if _inside[folder] else _locked(folder)
        _inside[folder] += 1
        try:
            yield
        finally:
            _inside[folder] -= 1
            if handle is not None:
                os.close(handle)


def _locked(folder: Path) -> int | None:
    with suppress(ImportError, OSError):
        import fcntl  # noqa: PLC0415  (missing on Windows)

        handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:
            os.close(handle)
            raise
        return handle
    return None
