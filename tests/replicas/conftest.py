from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.assistant.engine import Engine
from handlers.delivery import leading, outbox
from tests.conftest import Clock
from tests.replicas.balancing import Balancer, Replicas, balanced
from tests.telegram.conftest import api, quick, specification, swift
from tests.telegram_server.server import BotApi

__all__ = ["api", "quick", "specification", "swift"]  # fixtures


@pytest.fixture
async def balancer() -> AsyncIterator[Balancer]:
    async with balanced() as found:
        yield found


@pytest.fixture
def replicas(
    api: BotApi, balancer: Balancer, database_url: str, small_engine: Engine, clock: Clock
) -> Replicas:
    return Replicas(api, balancer, database_url, small_engine, clock)


@pytest.fixture(autouse=True)
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look who has the lead, and for late calls, all the time."""
    monkeypatch.setattr(leading, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(outbox, "LOOK_EVERY", 0.05)
