"""Resident memory and processor time, as Linux counts them."""

from __future__ import annotations

import ctypes
import gc
import os
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


def cpu_seconds(process: int) -> float | None:
    """Return the processor seconds of all threads of a process; None where there is no /proc."""
    stat = Path(f"/proc/{process}/stat")
    if not stat.exists():
        return None
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
