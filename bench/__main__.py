"""`python -m bench`: run the measurements and rewrite `docs/benchmarks.md`."""

from __future__ import annotations

import argparse
import time

from bench import (
    backlog,
    calibration,
    checking,
    delivery,
    document,
    latency,
    matching,
    phrasings,
    places_found,
    replicas,
    sessions_found,
    spent,
    start,
    steady,
)
from bench.effort import FULL, QUICK

SECTIONS = (
    matching,
    calibration,
    phrasings,
    latency,
    checking,
    places_found,
    sessions_found,
    start,
    delivery,
    backlog,
    steady,
    spent,
    replicas,
)
"""In the order of the document."""


def main() -> None:
    """Measure what was asked for; a quick run prints and leaves the document alone."""
    given = _parser().parse_args()
    effort = QUICK if given.quick else FULL
    for room in SECTIONS:
        if given.only and room.NAME not in given.only:
            continue
        print(f"== {room.NAME}", flush=True)
        began = time.perf_counter()
        section = room.measure(effort)
        print(section.body, flush=True)
        print(f"== {room.NAME}: {time.perf_counter() - began:.0f} s\n", flush=True)
        if not given.quick:
            document.keep(section, [room.NAME for room in SECTIONS])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=main.__doc__)
    names = [room.NAME for room in SECTIONS]
    parser.add_argument("--quick", action="store_true", help="small samples; prints only")
    parser.add_argument("--only", action="append", choices=names, help="measure only this part")
    return parser


if __name__ == "__main__":
    main()
