"""What the staff counted, by ward and day: typed in, corrected, and set against the targets."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from aiohttp import web

from bot.content import wards
from bot.language.places import Area
from bot.language.written_days import read_day
from bot.reporting import campaigns
from bot.reporting.content import Progress
from bot.reporting.counts import labels
from bot.reporting.local import View
from bot.reporting.periods import Period
from bot.store.kept import Figure
from bot.web.console.frame import (
    FAULTY,
    ROOT,
    Form,
    day_of,
    desk,
    form,
    guard_area,
    needs,
    note,
    redirect,
    render,
    signed_in,
)
from bot.web.console.outgoing.choosing import choices, chosen

LIST = f"{ROOT}/so-lieu"
_BACK = timedelta(days=14)
"""Days of counts that are listed."""
_FIRST = date(2020, 1, 1)
_MOST = 100_000
"""More is no count of one ward and day."""
_NUMBER = re.compile(r"[0-9]{1,3}(?:[. ][0-9]{3})+|[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Line:
    """A field of the form."""

    id: str
    label: str
    value: str
    """As it stands in the field."""
    before: str
    """What was kept when the form was opened."""
    by: str
    """Who typed in what is kept."""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A ward and a day."""

    area: Area
    day: date

    @property
    def address(self) -> str:
        """Return where its form is."""
        return f"{LIST}?phuong={self.area.code}&ngay={self.day}"


@needs("viewer")
async def figures(request: web.Request) -> web.StreamResponse:
    """Show the form of a ward and a day, and how far the campaigns have come there."""
    place, told = _asked(request)
    if place is None:
        return await _page(request, None, [], told)
    kept = await _kept(request, place)
    return await _page(request, place, _lines(request, place, kept), told)


@needs("editor")
async def save(request: web.Request) -> web.StreamResponse:
    """Keep the numbers that were typed in or corrected."""
    sent = await form(request)
    area = wards.find(_text(sent, "phuong"), desk(request).engine.knowledge)
    day = _day(_text(sent, "ngay"))
    if area is None or day is None or not _may_count(day, day_of(request)):
        raise web.HTTPBadRequest
    guard_area(request, area.code)
    place = Place(area, day)
    lines = [_typed(line, sent) for line in _lines(request, place, await _kept(request, place))]
    if any(line.fault for line in lines):
        return await _page(request, place, lines)
    changed = [line for line in lines if line.value != line.before]
    if not changed:
        return redirect(request, place.address, told="Không có số nào thay đổi.")
    keep, name = desk(request).store.figures.keep, signed_in(request).name
    for line in changed:
        figure = Figure(area.code, day, line.id, int(line.value), name)
        await asyncio.to_thread(keep, figure)
    told = "; ".join(
        f"{line.label}: {line.before or 'chưa có'} → {line.value}" for line in changed
    )
    where = wards.name(area.code, desk(request).engine.knowledge)
    await note(request, "figures", f"{where}, ngày {day:%d/%m/%Y}: {told}")
    return redirect(request, place.address, told=f"Đã ghi {len(changed)} số.")


def _typed(line: Line, sent: Form) -> Line:
    """Return a field with what was typed into it, and what is wrong with that.

    Its value is what is to be kept; a field that nobody touched takes what is kept now.
    """
    typed, opened = _text(sent, line.id).strip(), _text(sent, f"truoc.{line.id}")
    fault = ""
    value = re.sub(r"[. ]", "", typed) if _NUMBER.fullmatch(typed) else ""
    value = str(int(value)) if value else ""
    if typed == opened:
        return line
    if typed and not value:
        fault = "Ghi một số nguyên không âm, ví dụ 12 hoặc 1.200."
    elif value and int(value) > _MOST:
        fault = f"Số này quá lớn cho một ngày (nhiều nhất {_MOST:,}).".replace(",", ".")
    elif not typed:
        fault = "Đã ghi rồi thì không để trống được; không có ai thì ghi 0."
    elif line.before not in {opened, value}:
        fault = (
            f"Trong lúc bạn nhập, {line.by} đã ghi {line.before}. Muốn thay bằng số của bạn thì "
            "bấm Lưu lần nữa."
        )
    return Line(line.id, line.label, typed if fault else value, line.before, line.by, fault)


def _lines(request: web.Request, place: Place, kept: Iterable[Figure]) -> list[Line]:
    parameters = desk(request).engine.knowledge.parameters
    known = {figure.name: figure for figure in kept if figure.day == place.day}
    found = []
    for count, label in labels(parameters, place.day).items():
        figure = known.get(count)
        text = str(figure.count) if figure else ""
        found.append(Line(count, label, text, text, figure.by if figure else ""))
    return found


async def _page(
    request: web.Request, place: Place | None, lines: list[Line], told: str = ""
) -> web.StreamResponse:
    values: dict[str, object] = {}
    if place is not None:
        kept = await _kept(request, place)
        values = {
            "progress": await asyncio.to_thread(_progress, request, place),
            "rows": _rows(kept),
            "labels": labels(desk(request).engine.knowledge.parameters, place.day),
            "where": wards.name(place.area.code, desk(request).engine.knowledge),
            "may_count": _may_count(place.day, day_of(request)),
        }
    faulty = any(line.fault for line in lines)
    return render(
        request, "figures.html", status=FAULTY if faulty else 200,
        place=place, lines=lines, faulty=faulty, told=told, choices=choices(request), **values,
    )  # fmt: skip


def _progress(request: web.Request, place: Place) -> list[Progress]:
    """Return how far the campaigns of a ward have come until a day; blocks."""
    at_desk = desk(request)
    view = View(
        at_desk.engine.knowledge, place.area, Period(place.day, place.day), at_desk.clock()
    )
    begun = [item.notice.from_ for item in campaigns.campaigns(view)]
    if not begun:
        return []
    code = place.area.code
    return [*campaigns.progress(view, at_desk.store.figures.between(min(begun), place.day, code))]


def _rows(kept: Iterable[Figure]) -> dict[date, dict[str, int]]:
    """Return counts by day, the last one first."""
    rows: dict[date, dict[str, int]] = {}
    for figure in kept:
        rows.setdefault(figure.day, {})[figure.name] = figure.count
    return dict(sorted(rows.items(), reverse=True))


async def _kept(request: web.Request, place: Place) -> list[Figure]:
    between = desk(request).store.figures.between
    return await asyncio.to_thread(between, place.day - _BACK, place.day, place.area.code)


def _asked(request: web.Request) -> tuple[Place | None, str]:
    """Return the ward and day of the address, today where none is named, or what is wrong."""
    today, text = day_of(request), request.query.get("phuong", "").strip()
    own = signed_in(request).areas
    text = text or (own[0] if len(own) == 1 else "")
    area, told = chosen(request, text)
    if area is None:
        return None, told
    day = _day(request.query.get("ngay", "")) if request.query.get("ngay") else today
    if day is None:
        return None, "Ngày chưa đúng. Ghi ví dụ: 22/11/2026."
    return Place(area, day), ""


def _may_count(day: date, today: date) -> bool:
    return day <= today


def _day(text: str) -> date | None:
    try:
        day = read_day(text.strip())
    except ValueError:
        return None
    return day if day and day >= _FIRST else None


def _text(sent: Form, field: str) -> str:
    value = sent.get(field, "")
    return value if isinstance(value, str) else ""


ROUTES = [web.get(LIST, figures), web.post(LIST, save)]
