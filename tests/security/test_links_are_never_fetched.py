"""A link in YAML or in a message is printed; nothing in the program ever opens it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.assistant.engine import Engine
from bot.content.loading import Files, load
from bot.desk import Desk
from bot.store.sqlite import SqliteStore
from tests.conftest import MOMENT


@asynccontextmanager
async def listening() -> AsyncIterator[tuple[str, list[bytes]]]:
    """Yield the address of a page inside the network, and what was asked of it."""
    heard: list[bytes] = []

    async def hear(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.read(100))
        writer.close()

    server = await asyncio.start_server(hear, "127.0.0.1", 0)
    async with server:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}", heard


async def test_neither_loading_nor_answering_opens_a_link(
    small_files: Files, store: SqliteStore
) -> None:
    async with listening() as (place, heard):
        name = "faq/do-choi.yaml"
        text = small_files[name].decode()
        before = text.count("https://")
        assert before
        planted = text.replace("https://", f"https://{place}/?")
        engine = Engine(load({**small_files, name: planted.encode()}))
        desk = Desk(engine, store, lambda: MOMENT)
        told = [await desk.open_topic(topic, "web") for topic in engine.knowledge.entries]
        for question in (
            f"http://{place}/ mua diều ở đâu", f"bấm vào https://{place}/a.apk có sao không",
            f"file:///etc/passwd gopher://{place}/ mua diều",
        ):  # fmt: skip
            told += [await desk.ask(question, "web", conversation="a")]
        links = [
            source.url for each in told for item in each.reply.items for source in item.sources
        ]
        assert any(place in str(url) for url in links)
        await asyncio.sleep(0)
        assert heard == []


def test_nothing_below_the_transport_can_open_a_link() -> None:
    """Only Telegram's transport and the doctor, who asks our own pages, have clients."""
    from pathlib import Path  # noqa: PLC0415

    root = Path(__file__).parents[2]
    clients = (
        "ClientSession",
        "urlopen",
        "build_opener",
        "http.client",
        "import requests",
        "httpx",
    )
    found = {
        path.relative_to(root).as_posix()
        for room in ("bot", "handlers")
        for path in (root / room).rglob("*.py")
        if any(client in path.read_text("utf-8") for client in clients)
    }
    assert found <= CLIENTS


CLIENTS = {"handlers/delivery/transport.py", "bot/commands/checkup/pages.py"}
