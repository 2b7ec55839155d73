from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
THREADS = 8
COUNTING = f"""
import ctypes, sys, threading
from bot.allocator import share_arenas
share_arenas()
library = ctypes.CDLL(None)
library.malloc.restype = library.fopen.restype = ctypes.c_void_p
library.malloc_info.argtypes = [ctypes.c_int, ctypes.c_void_p]
library.fclose.argtypes = [ctypes.c_void_p]
together = threading.Barrier({THREADS})
def take():
    together.wait()
    library.malloc(1000)
    together.wait()
threads = [threading.Thread(target=take) for _ in range({THREADS})]
for thread in threads: thread.start()
for thread in threads: thread.join()
told = library.fopen(sys.argv[1].encode(), b"w")
library.malloc_info(0, told)
library.fclose(told)
"""

gnu = pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "gnu_get_libc_version"),
    reason="the C library is not GNU's",
)


def arenas(place: Path, **settings: str) -> int:
    """Return how many arenas a process with many threads has."""
    told = place / "arenas.xml"
    environment = {k: v for k, v in os.environ.items() if k != "MALLOC_ARENA_MAX"} | settings
    subprocess.run([sys.executable, "-c", COUNTING, str(told)],
                   cwd=ROOT, env=environment, check=True)  # fmt: skip
    return told.read_text().count("<heap nr=")


@gnu
def test_many_threads_share_two_arenas(tmp_path: Path) -> None:
    assert arenas(tmp_path) == 2


@gnu
def test_what_the_operator_has_set_holds(tmp_path: Path) -> None:
    assert arenas(tmp_path, MALLOC_ARENA_MAX="5") == 5


GIVING_BACK = """
import ctypes
from bench.memory import resident
from bot.allocator import give_back
library = ctypes.CDLL(None)
library.malloc.restype = ctypes.c_void_p
library.free.argtypes = [ctypes.c_void_p]
blocks = [library.malloc(100_000) for _ in range(400)]
for block in blocks: ctypes.memset(block, 1, 100_000)
for block in blocks[:-1]: library.free(block)
before = resident()
give_back()
print(before - resident())
"""


@gnu
def test_freed_pages_below_what_is_in_use_are_given_back() -> None:
    done = subprocess.run(
        [sys.executable, "-c", GIVING_BACK],
        cwd=ROOT, env=dict(os.environ), check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert float(done.stdout) > 30
