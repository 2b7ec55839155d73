"""What is fuzzed: a check that takes any bytes, and what it begins with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

NAMES = (
    "yaml_reading", "knowledge", "csv_table", "workbook", "reshaping", "texts", "redaction",
    "births", "whens", "calculator", "place_names", "rendering", "engine_small", "engine_shipped",
)  # fmt: skip
"""Modules of `tests/fuzzing/targets`; each has `check`, `seeds` and `WORDS`."""


@dataclass(frozen=True)
class Target:
    """One way of taking in what others have written."""

    name: str
    check: Callable[[bytes], None]
    """Raises where a promise is broken."""
    seeds: Sequence[bytes]
    words: Sequence[str]
    """What is put into texts."""


def target(name: str) -> Target:
    """Return a target by the name of its module."""
    module = import_module(f"tests.fuzzing.targets.{name}")
    return Target(name, module.check, tuple(module.seeds()), tuple(module.WORDS))
