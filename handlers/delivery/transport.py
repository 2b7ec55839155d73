"""The HTTP client of the Telegram library: aiohttp, with a proxy where the network needs one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from aiohttp import (
    ClientError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    DummyCookieJar,
    FormData,
    TCPConnector,
)
from aiohttp_socks import ProxyConnectionError, ProxyConnector, ProxyError, ProxyTimeoutError
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.observing import metrics
from handlers.delivery.calls import Call, Outcome

CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0
_UPLOAD_SECONDS = 60.0
_KEEP_ALIVE = 30.0
_MOST_CONNECTIONS = 100
_UNREACHED = (ConnectionTimeoutError, ProxyConnectionError, ProxyError, ProxyTimeoutError)
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Client(BaseRequest):
    """Makes each call once. Errors never hold an address: Telegram's contain the token."""

    def __init__(self, proxy: str | None) -> None:
        """`proxy` is `http://…`, `https://…` or `socks5://…` (names are resolved behind it)."""
        self._proxy = proxy
        self._session: ClientSession | None = None
        self._base = ""

    @property
    def read_timeout(self) -> float:
        """Seconds that a response may take."""
        return READ_SECONDS

    async def initialize(self) -> None:
        """Open the pool of connections."""
        if self._session is None:
            self._session = ClientSession(
                connector=_connector(self._proxy), cookie_jar=DummyCookieJar()
            )

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_: Any,
        **limits: Any,
    ) -> Outcome:
        """Return status and body. Of the time limits only the one for reading can be set."""
        limit = limits.get("read_timeout")
        seconds = limit if isinstance(limit, int | float) else None
        if method != "POST":
            return await self._request(method, url, None, seconds)
        self._base = url.rpartition("/")[0]
        return await self.take(Call.of(url, request_data, seconds))

    async def take(self, call: Call) -> Outcome:
        """Make a call that a handler asks for."""
        return await self.once(call)

    async def once(self, call: Call) -> Outcome:
        """Make a call at the address where the library made its last one."""
        outcome = "unreached"
        try:
            status, body = await self._made(call)
            outcome = str(status)
        finally:
            metrics.CALLS.labels(call.method, outcome).inc()
        return status, body

    async def _made(self, call: Call) -> Outcome:
        url = f"{self._base}/{call.method}"
        if call.files:
            return await self._request("POST", url, _multipart(call), _UPLOAD_SECONDS)
        body = urlencode(call.form).encode()
        return await self._request("POST", url, body, call.read_timeout)

    async def _request(
        self, method: str, url: str, body: bytes | FormData | None, seconds: float | None
    ) -> Outcome:
        if self._session is None:
            raise NetworkError("the HTTP client is closed")
        read = READ_SECONDS if seconds is None else seconds
        try:
            async with self._session.request(
                method,
                URL(url, encoded=True),
                data=body,
                headers=_FORM if isinstance(body, bytes) else None,
                proxy=self._proxy if self._proxy and _speaks_http(self._proxy) else None,
                allow_redirects=False,
                timeout=ClientTimeout(
                    total=CONNECT_SECONDS + read, sock_connect=CONNECT_SECONDS, sock_read=read
                ),
            ) as answer:
                return answer.status, await answer.read()
        except _UNREACHED as error:
            raise NetworkError(error.__class__.__name__) from None
        except TimeoutError:
            raise TimedOut from None
        except (ClientError, OSError) as error:
            raise NetworkError(error.__class__.__name__) from None


class Heard(BaseRequest):
    """A response that has come, for the library to read: it knows what each error is."""

    def __init__(self, outcome: Outcome) -> None:
        """`post` returns what it tells, or raises the library's error."""
        self._outcome = outcome

    @property
    def read_timeout(self) -> float:
        """No time."""
        return 0.0

    async def initialize(self) -> None:
        """Do nothing."""

    async def shutdown(self) -> None:
        """Do nothing."""

    async def do_request(self, *_: Any, **__: Any) -> Outcome:
        """Return the response."""
        return self._outcome


def _connector(proxy: str | None) -> TCPConnector:
    limits: dict[str, Any] = {"limit": _MOST_CONNECTIONS, "keepalive_timeout": _KEEP_ALIVE}
    if proxy is None or _speaks_http(proxy):
        return TCPConnector(**limits)
    return ProxyConnector.from_url(proxy.replace("socks5h:", "socks5:", 1), rdns=True, **limits)


def _speaks_http(proxy: str) -> bool:
    return proxy.startswith("http")


def _multipart(call: Call) -> FormData:
    form = FormData()
    for name, value in call.form.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in call.files.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form
