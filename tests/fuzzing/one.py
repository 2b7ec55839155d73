"""`python -m tests.fuzzing.one NAME SECONDS FOLDER`: fuzz one target, led by its coverage.

A fault does not end the run: the first input of each kind is kept in `FOLDER/NAME/findings`.
"""

from __future__ import annotations

import hashlib
import random
import sys
import time
import traceback
from pathlib import Path

import atheris

from tests.fuzzing.mutating import mutated

SLOW = 5.0
"""Seconds of one input, instrumented, that count as a finding."""
LONGEST = 12_000
"""Bytes of an input: 4,096 characters of Vietnamese."""


class Run:
    """A target and what was found so far."""

    def __init__(self, name: str, folder: Path) -> None:
        """Load the target, instrumented, also what is imported by its first use."""
        self.findings = folder / "findings"
        self.findings.mkdir(parents=True, exist_ok=True)
        self.seen: set[str] = set()
        with atheris.instrument_imports(include=["bot"]):
            from tests.fuzzing.target import target  # noqa: PLC0415

            self.target = target(name)
            for seed in self.target.seeds[:50]:
                self.check(seed)

    def check(self, data: bytes) -> None:
        """Check one input; keep it where it is the first of its kind."""
        begun = time.process_time()
        try:
            self.target.check(data)
        except Exception as error:  # noqa: BLE001  (whatever is raised is a finding)
            self._keep(data, _kind(error), traceback.format_exc())
        spent = time.process_time() - begun
        if spent > SLOW:
            self._keep(data, f"slow-{len(data) // 1000}", f"{spent:.1f} s")

    def _keep(self, data: bytes, kind: str, told: str) -> None:
        if kind in self.seen:
            return
        self.seen.add(kind)
        mark = hashlib.sha256(kind.encode()).hexdigest()[:8]
        (self.findings / mark).write_bytes(data)
        (self.findings / f"{mark}.txt").write_text(f"{kind}\n{told}", "utf-8", "backslashreplace")
        print(f"FINDING {mark} {kind}", file=sys.stderr, flush=True)

    def mutate(self, data: bytes, most: int, seed: int) -> bytes:
        """Change an input: its words, or its bytes as the fuzzer likes."""
        dice = random.Random(seed)
        if dice.random() < 0.3:
            return bytes(atheris.Mutate(data, most))
        return mutated(data, dice, self.target.words, self.target.seeds)[:most]


def _kind(error: Exception) -> str:
    """Return what tells one fault from another: what was raised and where."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames[-2:]]
    return " ".join([type(error).__name__, *places])


def main() -> None:
    """Fuzz the target that the command line names."""
    name, seconds, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3], sys.argv[1])
    run = Run(name, folder)
    corpus, given = folder / "corpus", folder / "seeds"
    for room in (corpus, given):
        room.mkdir(parents=True, exist_ok=True)
    for seed in run.target.seeds:
        (given / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    told = [
        sys.argv[0], str(corpus), str(given), f"-max_total_time={seconds}", f"-max_len={LONGEST}",
        "-timeout=120", "-rss_limit_mb=6000", "-print_final_stats=1", "-len_control=0",
        f"-artifact_prefix={folder}/", "-seed=1",
    ]  # fmt: skip
    atheris.Setup(told, run.check, custom_mutator=run.mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
