from __future__ import annotations

import shutil
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from telegram import Bot

from bot.content.knowledge import Knowledge
from handlers.delivery.transport import Client
from handlers.setup import examining
from handlers.setup.presentation import settings_of
from tests.process.program import SMALL, furnished
from tests.telegram_server.server import TOKEN, BotApi, bot_api
from tests.telegram_server.specification import PLACE, Specification

_READS = {
    "getMe", "getWebhookInfo", "getUpdates", "getMyCommands", "getMyDescription",
    "getMyShortDescription", "getChatMenuButton",
}  # fmt: skip


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small installation that the commands of this room share."""
    return furnished(tmp_path_factory.mktemp("home"))


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small installation with a knowledge folder of its own, which a test may break."""
    shutil.copytree(SMALL, tmp_path / "knowledge")
    return furnished(tmp_path)


@pytest.fixture
async def api(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[BotApi]:
    """A Bot API server of which a command only asks."""
    monkeypatch.setattr(examining, "LISTENING", 0)
    async with bot_api(Specification(PLACE) if PLACE.is_file() else None) as found:
        yield found
    assert found.faults == []
    assert {call.method for call in found.calls} <= _READS


@pytest.fixture
def closed() -> Iterator[int]:
    """A port at which nobody answers."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


@pytest.fixture
async def presented(api: BotApi, small_knowledge: Knowledge) -> BotApi:
    """A bot whose commands and descriptions are set."""
    async with Client(None) as client:
        bot = Bot(TOKEN, api.base_url, request=client, get_updates_request=client)
        for setting in settings_of(bot, small_knowledge):
            await setting.write()
    api.calls.clear()
    return api
