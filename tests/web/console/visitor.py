"""Somebody of the staff with a browser: their cookies, the forms they fill in."""

from __future__ import annotations

from http.cookies import Morsel
from types import TracebackType
from typing import Any, Self

from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer

from tests.web.reading import Page


class Visitor:
    """Visits pages; sends the CSRF token of the page that was seen last."""

    def __init__(self, server: TestServer) -> None:
        self.client: TestClient[Any, Any] = TestClient(server)
        self.csrf = ""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        await self.client.session.close()

    async def sign_in(self, secret: str) -> None:
        page = await self.post(f"/console/vao/{secret}")
        assert page.texts("h1") == ["Tổng quan"]

    async def cookie(self, name: str) -> Morsel[str]:
        """Return a cookie that is kept for the pages of the console."""
        address = self.client.make_url("/console")
        return self.client.session.cookie_jar.filter_cookies(address)[name]

    async def see(self, path: str, status: int = 200, **headers: str) -> Page:
        """Return a page as it is shown, with the redirects followed."""
        async with self.client.get(path, headers=headers) as answer:
            return await self._read(answer, status)

    async def post(
        self, path: str, data: dict[str, Any] | None = None, status: int = 200, **headers: str
    ) -> Page:
        """Send a form with the token of the page seen last; return the page that follows."""
        sent = {"csrf": self.csrf, **(data or {})}
        async with self.client.post(path, data=sent, headers=headers) as answer:
            return await self._read(answer, status)

    async def _read(self, answer: ClientResponse, status: int) -> Page:
        text = await answer.text()
        assert answer.status == status, text
        page = Page(text)
        tokens = {field["value"] for field in page.all("input", name="csrf")}
        assert len(tokens) <= 1
        self.csrf = next(iter(tokens), self.csrf)
        return page
