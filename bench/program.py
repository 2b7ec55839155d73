"""The program as its users start it: a process of its own, without the settings of this one."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass

from bench.shipped_files import ROOT

_WATCHED = """
import runpy, sys
from pathlib import Path
del sys.argv[0]
try:
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
finally:
    status = Path("/proc/self/status")
    if status.exists():
        found = [row.split()[1] for row in status.read_text().split("\\n") if "VmHWM" in row]
        print("kilobytes at most:", *found, file=sys.stderr)
"""
"""Runs a module and tells how large it was; what the system tells afterwards counts us too."""
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Run:
    """A process that has ended."""

    seconds: float
    """From its start to its end."""
    megabytes: float | None
    """The most that was resident; None where there is no /proc."""


def run(module: str, *arguments: str) -> Run:
    """Run `python -m MODULE` to its end; an error where it fails."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _WATCHED, module, *arguments],
        cwd=ROOT, env=environment(), check=True, capture_output=True, text=True,
    )  # fmt: skip
    seconds = time.perf_counter() - began
    told = done.stderr.rpartition("kilobytes at most:")[2].strip()
    return Run(seconds, int(told) / 1024 if told.isdecimal() else None)


def environment() -> dict[str, str]:
    """Return the environment without the settings of an installation on this machine."""
    return {
        name: value
        for name, value in os.environ.items()
        if "TELEGRAM" not in name and name != "DATABASE_URL"
    }


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_up(address: str) -> None:
    """Return as soon as a page is served with success; `TimeoutError` where it never is."""
    end = time.perf_counter() + _PATIENCE
    while time.perf_counter() < end:
        try:
            urllib.request.urlopen(address, timeout=5).read()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.02)
        else:
            return
    raise TimeoutError(address)
