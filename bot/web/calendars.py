"""Calendar files: of one session, of a ward to subscribe to, of the day by which to renew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from aiohttp import web

from bot.assistant.eligibility import DueKind
from bot.assistant.reply import Reply
from bot.assistant.sessions.calendars import CalendarFiles, renewal_file, renewal_title
from bot.content.knowledge import Knowledge
from bot.content.parameters import write_day
from bot.web.keys import DESK
from bot.web.language import language_of

_MOST_EVENTS = 3


def of_reply(reply: Reply, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Yield title and address of the calendar files that go with a reply."""
    suffix = "?lang=en" if reply.language == "en" else ""
    for finding in reply.found:
        for hit in (finding.local.hits if finding.local else ())[:_MOST_EVENTS]:
            item = hit.occurrence
            where = item.site.site.name if item.site else item.area.name
            day = write_day(item.day, reply.language)
            yield f"{day}, {where}", f"/lich/phien/{item.key}.ics{suffix}"
        for due in finding.reminders:
            if title := renewal_title(due.kind, due.day, knowledge, reply.language):
                yield title, f"/lich/nhac/{due.kind.value}/{due.day.isoformat()}.ics{suffix}"


async def session(request: web.Request) -> web.Response:
    """Give one session as a calendar file."""
    desk = request.app[DESK]
    made = _files(request).event(request.match_info["key"], desk.clock(), language_of(request))
    return _calendar(made, "phien.ics")


async def ward(request: web.Request) -> web.Response:
    """Give the sessions of a ward as a calendar to subscribe to."""
    desk, area = request.app[DESK], request.match_info["area"]
    made = _files(request).feed(area, desk.clock(), language_of(request))
    return _calendar(made, f"{area}.ics")


async def reminder(request: web.Request) -> web.Response:
    """Give a day by which something is due; it says nothing of a person."""
    desk = request.app[DESK]
    try:
        kind = DueKind(request.match_info["kind"])
        day = date.fromisoformat(request.match_info["day"])
        made = renewal_file(kind, day, desk.clock(), desk.engine.knowledge, language_of(request))
    except (ValueError, OverflowError):
        raise web.HTTPNotFound from None
    return _calendar(made, "nhac.ics")


def _files(request: web.Request) -> CalendarFiles:
    return CalendarFiles(request.app[DESK].engine.lookups.guide)


def _calendar(made: bytes | None, name: str) -> web.Response:
    if made is None:
        raise web.HTTPNotFound
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return web.Response(body=made, content_type="text/calendar", charset="utf-8", headers=headers)
