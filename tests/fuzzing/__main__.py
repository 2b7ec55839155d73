"""`python -m tests.fuzzing`: fuzz each target for some minutes, two at a time, and print figures.

`FUZZ_MINUTES` (default 5) is for each target. What is found stays in `findings` below
`data/fuzzing/TARGET`, what covers something new in `corpus`, from which the next run goes on.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from tests.fuzzing.target import NAMES

_AT_ONCE = 2
_COVERED = re.compile(r"\scov: (\d+) ft: (\d+)")
_RUNS = re.compile(r"stat::number_of_executed_units:\s+(\d+)|^#(\d+)\s", re.MULTILINE)


class Figures(NamedTuple):
    """What a run of one target came to."""

    minutes: float
    executions: int
    before: int
    """Places of the code reached by what it began with."""
    after: int
    findings: int


def fuzz(name: str, minutes: float, folder: Path) -> Figures:
    """Fuzz one target in a process of its own."""
    room = folder / name
    room.mkdir(parents=True, exist_ok=True)
    log = room / "log.txt"
    begun = time.monotonic()
    with log.open("wb") as out:
        subprocess.run(
            ["nice", "-n", "19", sys.executable, "-m", "tests.fuzzing.one", name,
             str(round(minutes * 60)), str(folder)],
            stdout=out, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
    spent = (time.monotonic() - begun) / 60
    told = log.read_text("utf-8", "replace")
    covered = [int(number) for number, _ in _COVERED.findall(told)]
    runs = [int(final or number) for final, number in _RUNS.findall(told)]
    found = len(list((room / "findings").glob("*.txt")))
    crashed = len([*room.glob("crash-*"), *room.glob("timeout-*"), *room.glob("oom-*")])
    ends = (covered[0], covered[-1]) if covered else (0, 0)
    return Figures(spent, max(runs, default=0), *ends, found + crashed)


def main() -> int:
    """Fuzz what was asked for; 1 where anything was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing")
    parser.add_argument(
        "targets", nargs="*", default=NAMES, metavar="TARGET", help=", ".join(NAMES)
    )
    parser.add_argument("--into", type=Path, default=Path("data", "fuzzing"))
    given = parser.parse_args()
    minutes = float(os.environ.get("FUZZ_MINUTES") or 5)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        runs = {name: pool.submit(fuzz, name, minutes, given.into) for name in given.targets}
        found = 0
        print("| target | minutes | executions | places reached: seeds, then | findings |")
        print("|---|---:|---:|---:|---:|")
        for name, run in runs.items():
            figures = run.result()
            found += figures.findings
            print(
                f"| {name} | {figures.minutes:.1f} | {figures.executions} "
                f"| {figures.before}, {figures.after} | {figures.findings} |",
                flush=True,
            )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
