"""What the C library keeps of the memory that was given back to it: little."""

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

    GNU's library gives each thread an arena of its own, up to eight for each core, and what the
    store once needed in it stays there: some 3 MB a thread. Where the operator has set
    `MALLOC_ARENA_MAX`, that holds; with other C libraries nothing happens.
    """
    if sys.platform != "linux" or "MALLOC_ARENA_MAX" in os.environ:
        return
    library = ctypes.CDLL(None)
    if hasattr(library, "gnu_get_libc_version"):
        library.mallopt(_ARENA_MAX, _ARENAS)
