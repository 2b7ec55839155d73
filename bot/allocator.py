"""What the C library keeps of the memory that was given back to it: little.

This holds for GNU's library on Linux; with others nothing happens.
"""

from __future__ import annotations

import ctypes
import os
import sys

_ARENA_MAX = -8
"""`M_ARENA_MAX` of GNU's `mallopt`."""
_ARENAS = 2
"""The loop's, and one for all threads that wait for the store."""


def share_arenas() -> None:
    """Let all threads share few arenas; call it before there are any, once in a process.

    Else each thread has an arena of its own, up to eight for each core, and what the store once
    needed in it stays there: some 3 MB a thread. Where `MALLOC_ARENA_MAX` is set, that holds.
    """
    library = _gnu()
    if library is not None and "MALLOC_ARENA_MAX" not in os.environ:
        library.mallopt(_ARENA_MAX, _ARENAS)


def give_back() -> None:
    """Give every page on which nothing lies any more back to the system: some milliseconds.

    By itself the library gives back only what lies at the end of an arena, and only above a limit
    that rises with the largest block that was ever freed: after a start, that is never.
    """
    library = _gnu()
    if library is not None:
        library.malloc_trim(0)


def _gnu() -> ctypes.CDLL | None:
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "gnu_get_libc_version") else None
