from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.assistant.engine import Engine
from tests.replicas.balancing import Balancer, Replicas, balanced
from tests.telegram.conftest import Clock, api, clock, quick, specification, swift
from tests.telegram_server.server import BotApi

__all__ = ["api", "clock", "quick", "specification", "swift"]  # fixtures


@pytest.fixture
async def balancer() -> AsyncIterator[Balancer]:
    async with balanced() as found:
        yield found


@pytest.fixture
def replicas(
    api: BotApi, balancer: Balancer, database_url: str, small_engine: Engine, clock: Clock
) -> Replicas:
    return Replicas(api, balancer, database_url, small_engine, clock)
