"""The whole engine with the shipped knowledge: any message, and a second one, gets a reply."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from bot.assistant.engine import Engine
from bot.content.loading import read_folder
from bot.releasing.preparing import engine_of
from tests.fuzzing.given import ROOT
from tests.fuzzing.talking import talk
from tests.fuzzing.targets import engine_small

WORDS = engine_small.WORDS


def seeds() -> Iterator[bytes]:
    """Yield the same conversations as for the invented knowledge."""
    yield from engine_small.seeds()


@cache
def _shipped() -> Engine:
    return engine_of(read_folder(ROOT / "knowledge"), ROOT / "data" / "cache")


def check(data: bytes) -> None:
    """Check one conversation."""
    talk(_shipped(), data)
