"""Visit pages as a browser would, and calendar files as a calendar program would."""

from __future__ import annotations

import re
from typing import Any

from aiohttp.test_utils import TestClient
from icalendar import Calendar, Event

from tests.web.reading import Page


async def asked(client: TestClient, *form: tuple[str, str], path: str = "/") -> Page:
    async with client.post(path, data=list(form)) as answer:
        assert answer.status == 200
        assert answer.content_type == "text/html"
        return Page(await answer.text())


async def shown(client: TestClient, path: str) -> Page:
    async with client.get(path) as answer:
        assert answer.status == 200
        return Page(await answer.text())


async def calendar(client: TestClient, path: str) -> Calendar:
    async with client.get(path) as answer:
        assert answer.status == 200, path
        assert (answer.content_type, answer.charset) == ("text/calendar", "utf-8")
        assert_safe(answer.headers)
        return Calendar.from_ical(await answer.read())


def events(found: Calendar) -> list[Event]:
    return list(found.walk("VEVENT"))


def assert_safe(headers: Any) -> None:
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert not re.search(r"unsafe|\*|http:", headers["Content-Security-Policy"])
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
