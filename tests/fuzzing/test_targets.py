"""The short form of `make fuzz`: each target with the same few changes of what it begins with.

`FUZZ_TIMES=50` tries fifty times as many, `FUZZ_SEED=2` others.
"""

from __future__ import annotations

import os
import random
from itertools import islice

import pytest

from tests.fuzzing.mutating import decoded, encoded, mutated
from tests.fuzzing.target import NAMES, target

TIMES = {"knowledge": 5, "engine_small": 12, "rendering": 8, "workbook": 10, "place_names": 20}
"""How many inputs, where one takes long; else 60."""
OFTEN = int(os.environ.get("FUZZ_TIMES") or 1)
SEED = os.environ.get("FUZZ_SEED") or ""
LEFT_OUT = {"engine_shipped"}
"""Learning the shipped knowledge takes longer than all of this."""


@pytest.mark.parametrize("name", [name for name in NAMES if name not in LEFT_OUT])
def test_what_others_have_written_breaks_no_promise(name: str) -> None:
    tried, dice = target(name), random.Random(name + SEED)
    for _ in range(OFTEN * TIMES.get(name, 60)):
        data = mutated(dice.choice(tried.seeds), dice, tried.words, tried.seeds)
        try:
            tried.check(data)
        except Exception as error:
            raise AssertionError(f"{name} breaks on {data!r}") from error


@pytest.mark.parametrize("name", [name for name in NAMES if name not in LEFT_OUT])
def test_what_a_target_begins_with_breaks_nothing(name: str) -> None:
    tried = target(name)
    step = max(1, len(tried.seeds) // 4)
    for data in islice(tried.seeds, 0, None, step):
        tried.check(data)


@pytest.mark.parametrize("data", [b"", b"\xff\xfea", b"\xed\xa0\x80", "đổi".encode()])
def test_bytes_come_back_from_the_text_they_are_read_as(data: bytes) -> None:
    assert encoded(decoded(data)) == data
