"""Put faults into a copy of the code and tell which the tests notice: `make mutants`."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import groupby
from pathlib import Path

from scripts.mutants.judging import (
    KILLED,
    SURVIVED,
    TIMED_OUT,
    arguments,
    in_child,
    judge,
    preload,
    preload_beside,
)
from scripts.mutants.sampling import Mutant, difference, sample
from scripts.mutants.tracing import trace

ROOT = Path(__file__).parents[2]
_CALCULATOR = "eligibility eligibility_intervals eligibility_wording deadlines age_bands renewals"
_EACH_UNIT = "test_places.py::test_every_unit_of_today_is_found_by_its_own_full_name"
_AFRESH = "test_notes.py::test_what_is_learnt_with_notes_is_what_is_learnt_afresh"
ROOMS = {
    # The tests of language stand alone, and those left out take longer than all the others.
    "language": (
        ["bot/language"],
        ["tests/language", "--noconftest", f"--deselect=tests/language/{_EACH_UNIT}"],
    ),
    "search": (["bot/search"], ["tests/search", f"--deselect=tests/search/{_AFRESH}"]),
    "eligibility": (
        ["bot/assistant/eligibility"],
        [f"tests/assistant/test_{name}.py" for name in _CALCULATOR.split()],
    ),
    "parameters": (["bot/content/parameters.py"], ["tests/content/test_parameters.py"]),
}
"""What is changed, and how the tests are called that must notice."""
_LEFT_OUT = (".git", ".venv", "data", "__pycache__", ".mypy_cache", ".hypothesis", "docs")


def main() -> None:
    """Judge a sample of each room and print a table."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "copy")
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*_LEFT_OUT))
        os.chdir(copy)
        sys.path[:] = [str(copy)] + [path for path in sys.path if path and Path(path) != ROOT]
        preload()
        verdicts = {room: _room(room, options) for room in options.rooms}
    if options.verdicts:
        options.verdicts.write_text(json.dumps(verdicts, indent=1, ensure_ascii=False), "utf-8")
    sys.stdout.write(_table(verdicts))


def _room(room: str, options: argparse.Namespace) -> dict[str, str]:
    sources, tests = ROOMS[room]
    files = [str(file) for source in sources for file in _python(Path(source))]
    found = sample(files, options.number, options.seed)
    earlier = json.loads(options.again.read_text("utf-8"))[room] if options.again else {}
    verdicts = {
        mutant.key: earlier[mutant.key] for mutant in found
        if earlier.get(mutant.key, SURVIVED) != SURVIVED
    }  # fmt: skip
    traced, _ = in_child(lambda: trace(files, arguments(tests)), 1800, keep=True)
    if traced is None:
        sys.exit(f"the tests of {room} fail before anything is changed")
    flags = [word for word in tests if word.startswith("--")]
    left = [mutant for mutant in found if mutant.key not in verdicts]
    for file, mutants in groupby(left, lambda mutant: mutant.file):
        how = partial(judge, trace=traced, budget=options.seconds, flags=flags)
        several = partial(_of_file, file, list(mutants), how)
        verdicts |= in_child(several, 7200, silent=False)[0]
    return verdicts


def _of_file(file: str, mutants: list[Mutant], how: Callable[[Mutant], str]) -> dict[str, str]:
    preload_beside(file)
    verdicts = {}
    for mutant in mutants:
        start = time.monotonic()
        verdicts[mutant.key] = how(mutant)
        _tell(mutant, verdicts[mutant.key], time.monotonic() - start)
    return verdicts


def _python(source: Path) -> list[Path]:
    return sorted(source.rglob("*.py")) if source.is_dir() else [source]


def _tell(mutant: Mutant, verdict: str, seconds: float) -> None:
    sys.stdout.write(f"{verdict} {seconds:.1f} s {mutant.key}\n")
    if verdict == SURVIVED:
        sys.stdout.write(difference(mutant) + "\n")
    sys.stdout.flush()


def _table(verdicts: dict[str, dict[str, str]]) -> str:
    lines = ["| room | mutants | killed | survived | timed out | score |", "|---|" + "--:|" * 5]
    for room, found in verdicts.items():
        count, total = Counter(found.values()), len(found)
        score = 100 * (total - count[SURVIVED]) / max(total, 1)
        counts = f"{count[KILLED]} | {count[SURVIVED]} | {count[TIMED_OUT]}"
        lines.append(f"| {room} | {total} | {counts} | {score:.1f} % |")
    return "\n".join(lines) + "\n"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="mutants", description=__doc__)
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=", ".join(ROOMS))
    parser.add_argument("--number", type=int, default=120, help="mutants of a room")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--seconds", type=float, default=4, help="of tests for a mutant")
    parser.add_argument("--verdicts", type=Path, help="file for the verdict on each")
    parser.add_argument("--again", type=Path, help="such a file: what was killed stays so")
    options = parser.parse_args()
    options.rooms = options.rooms or list(ROOMS)
    for file in ("verdicts", "again"):
        if path := getattr(options, file):
            setattr(options, file, path.resolve())
    if unknown := set(options.rooms) - ROOMS.keys():
        parser.error(f"no room {', '.join(unknown)}")
    return options


if __name__ == "__main__":
    main()
