from __future__ import annotations

import asyncio

import pytest

from bot import upkeep
from bot.observing.metrics import REGISTRY
from bot.upkeep import on_duty


def faults(duty: str) -> float:
    return REGISTRY.get_sample_value("cancuoc_duty_faults_total", {"duty": duty}) or 0.0


async def test_a_duty_that_fails_is_counted_and_begins_anew(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(upkeep, "_PAUSE", 0.0)
    tries: list[int] = []

    async def work() -> None:
        tries.append(1)
        if len(tries) < 3:
            raise OSError("đĩa")

    before = faults("thử")
    await on_duty("thử", work, asyncio.Event())
    assert len(tries) == 3
    assert faults("thử") == before + 2
    assert "begins anew" in caplog.text


async def test_a_duty_that_fails_ends_when_the_process_ends() -> None:
    stop = asyncio.Event()

    async def work() -> None:
        stop.set()
        raise OSError("đĩa")

    await asyncio.wait_for(on_duty("thử", work, stop), 2)
