"""Resident memory, as Linux counts it."""

from __future__ import annotations

import ctypes
import gc
from pathlib import Path

MEGABYTE = 1024 * 1024


def resident(process: int | str = "self") -> float | None:
    """Return the resident megabytes of a process; None where there is no /proc."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return None
    line = next(row for row in status.read_text().split("\n") if row.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


def resident_after_cleaning() -> float | None:
    """Return this process's resident megabytes after freed memory went back to the system."""
    gc.collect()
    if Path("/proc/self/status").exists():
        ctypes.CDLL(None).malloc_trim(0)
    return resident()
