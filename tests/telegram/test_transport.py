"""The HTTP client by itself, and the proxies that it goes through."""

from __future__ import annotations

import asyncio
import re
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from telegram import InputFile
from telegram.error import NetworkError, TimedOut
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from handlers.delivery import transport
from handlers.delivery.transport import Client
from tests.telegram_server.server import TOKEN, BotApi

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
PASSWORD = "GEHEIM"


@asynccontextmanager
async def listening(serve: Serve) -> AsyncIterator[int]:
    """Serve raw connections; yield the port."""

    async def safely(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await serve(reader, writer)
        finally:
            writer.close()

    server = await asyncio.start_server(safely, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


@asynccontextmanager
async def client(proxy: str | None = None) -> AsyncIterator[Client]:
    made = Client(proxy)
    await made.initialize()
    try:
        yield made
    finally:
        await made.shutdown()


async def get_me(made: Client, base: str) -> dict[str, object]:
    found = await made.post(f"{base}{TOKEN}/getMe", RequestData([]))
    assert isinstance(found, dict)
    return found


async def test_connections_are_kept_alive_and_used_again(api: BotApi) -> None:
    async with client() as made:
        assert made._session is not None
        for _ in range(5):
            assert (await get_me(made, api.base_url))["username"] == "tro_ly_bot"
        connector = made._session.connector
        assert connector is not None
        assert sum(len(idle) for idle in connector._conns.values()) == 1


async def test_files_travel_too(api: BotApi) -> None:
    api.world.chat(1)
    file = InputFile(b"\x89PNG", filename="áp-phích.png")
    given = {"chat_id": 1, "photo": file, "caption": "Áp phích"}
    data = RequestData([RequestParameter.from_input(*item) for item in given.items()])
    async with client() as made:
        await made.post(f"{api.base_url}{TOKEN}/sendPhoto", data)
    [call] = api.made("sendPhoto")
    assert call.given == {"chat_id": 1, "photo": b"\x89PNG", "caption": "Áp phích"}


async def test_where_nobody_listens_it_is_a_network_error() -> None:
    async with client() as made:
        with pytest.raises(NetworkError) as caught:
            await get_me(made, "http://127.0.0.1:9/bot")
    assert not isinstance(caught.value, TimedOut)
    assert TOKEN not in str(caught.value)


async def test_a_server_that_hangs_up_is_a_network_error_without_the_token() -> None:
    async def hang_up(_: asyncio.StreamReader, __: asyncio.StreamWriter) -> None:
        pass

    async with listening(hang_up) as port, client() as made:
        with pytest.raises(NetworkError) as caught:
            await get_me(made, f"http://127.0.0.1:{port}/bot")
    assert not isinstance(caught.value, TimedOut)
    assert TOKEN not in str(caught.value)


async def test_a_server_that_never_answers_times_out(monkeypatch: pytest.MonkeyPatch) -> None:
    async def silence(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        await reader.read()

    monkeypatch.setattr(transport, "READ_SECONDS", 0.05)
    async with listening(silence) as port, client() as made:
        with pytest.raises(TimedOut):
            await get_me(made, f"http://127.0.0.1:{port}/bot")


async def test_an_answer_that_drips_times_out_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    async def drip(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while not writer.is_closing():
            writer.write(b" ")
            await asyncio.sleep(0.01)

    monkeypatch.setattr(transport, "READ_SECONDS", 0.1)
    monkeypatch.setattr(transport, "CONNECT_SECONDS", 0.1)
    async with listening(drip) as port, client() as made:
        with pytest.raises(TimedOut):
            await get_me(made, f"http://127.0.0.1:{port}/bot")


async def test_a_closed_client_says_so() -> None:
    with pytest.raises(NetworkError, match="closed"):
        await get_me(Client(None), "http://127.0.0.1:9/bot")


async def test_it_can_be_opened_and_closed_again(api: BotApi) -> None:
    made = Client(None)
    for _ in range(2):
        await made.initialize()
        await made.initialize()
        assert await get_me(made, api.base_url)
        await made.shutdown()
        await made.shutdown()


async def pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while part := await reader.read(65536):
        writer.write(part)
        await writer.drain()
    writer.close()


async def joined(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str, port: int
) -> None:
    there, back = await asyncio.open_connection(host, port)
    await asyncio.gather(pipe(reader, back), pipe(there, writer), return_exceptions=True)


class Proxy:
    """Notes where it was asked to go."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.authorised: list[str] = []

    async def http(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        found = re.match(r"POST http://([\d.a-z]+):(\d+)(\S+) ", head)
        assert found
        self.asked.append(f"{found[1]}:{found[2]}")
        self.authorised += re.findall(r"Proxy-Authorization: (.*)\r", head)
        there, back = await asyncio.open_connection("127.0.0.1", int(found[2]))
        back.write(head.replace(found[0], f"POST {found[3]} ", 1).encode())
        await asyncio.gather(pipe(reader, back), pipe(there, writer), return_exceptions=True)

    async def socks(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        _, methods = await reader.readexactly(2)
        with_password = 2 in await reader.readexactly(methods)
        writer.write(bytes([5, 2 if with_password else 0]))
        if with_password:
            await reader.readexactly(1)
            name, password = [
                await reader.readexactly((await reader.readexactly(1))[0]) for _ in range(2)
            ]
            self.authorised.append(f"{name.decode()}:{password.decode()}")
            writer.write(b"\x01\x00")
        _, _, _, kind = await reader.readexactly(4)
        size = (await reader.readexactly(1))[0] if kind == 3 else 4
        host = await reader.readexactly(size)
        [port] = struct.unpack("!H", await reader.readexactly(2))
        name_asked = host.decode() if kind == 3 else ".".join(map(str, host))
        self.asked.append(f"{name_asked}:{port}")
        writer.write(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
        await joined(reader, writer, "127.0.0.1", port)


@pytest.mark.parametrize(
    ("scheme", "kind"), [("http", "http"), ("socks5", "socks"), ("socks5h", "socks")]
)
async def test_calls_go_through_the_proxy_which_resolves_the_names(
    api: BotApi, scheme: str, kind: str
) -> None:
    proxy = Proxy()
    port = api.base_url.rpartition(":")[2].removesuffix("/bot")
    async with (
        listening(getattr(proxy, kind)) as at,
        client(f"{scheme}://lan:{PASSWORD}@127.0.0.1:{at}") as made,
    ):
        assert await get_me(made, f"http://api.telegram.invalid:{port}/bot")
    assert proxy.asked == [f"api.telegram.invalid:{port}"]
    assert proxy.authorised in (["lan:GEHEIM"], ["Basic bGFuOkdFSEVJTQ=="])


@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_a_proxy_that_is_down_is_a_network_error_without_its_password(scheme: str) -> None:
    async with client(f"{scheme}://lan:{PASSWORD}@127.0.0.1:9") as made:
        with pytest.raises(NetworkError) as caught:
            await get_me(made, "http://api.telegram.invalid:80/bot")
    assert not isinstance(caught.value, TimedOut)
    assert PASSWORD not in str(caught.value)
    assert TOKEN not in str(caught.value)


async def test_a_proxy_that_refuses_is_a_network_error() -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(3)
        writer.write(b"\x05\xff")

    async with listening(refuse) as port, client(f"socks5://127.0.0.1:{port}") as made:
        with pytest.raises(NetworkError, match="ProxyError"):
            await get_me(made, "http://api.telegram.invalid:80/bot")
