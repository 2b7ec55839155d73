"""Reports: a period is chosen, its figures are seen, and it is taken as a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from aiohttp import web

from bot.content import wards
from bot.errors import UsageError
from bot.language.places import Area
from bot.language.written_days import read_day
from bot.reporting import making
from bot.reporting.campaigns import waves
from bot.reporting.content import Report
from bot.reporting.drafting import difficulties, proposals
from bot.reporting.due import due_reports
from bot.reporting.gathering import Wanted
from bot.reporting.making import Form
from bot.reporting.periods import Period, Preset, name_of, period_of, read_period
from bot.web.console.frame import FAULTY, ROOT, day_of, desk, house, needs, note, render
from bot.web.console.outgoing.alone import alone
from bot.web.console.outgoing.choosing import choices, chosen

LIST = f"{ROOT}/bao-cao"
OWN_DAYS = "khac"
"""Stands for a period whose days are typed."""
_FIRST = date(2020, 1, 1)
_LONGEST = timedelta(days=5 * 366)
_OFFERED = (Preset.DAY, Preset.WEEK, Preset.MONTH, Preset.QUARTER, Preset.HALF, Preset.YEAR)
_FORMS: Mapping[str, Form] = {"docx": "docx", "xlsx": "xlsx"}
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(slots=True)
class Chosen:
    """What stands in the form, what it means, and what is wrong with it."""

    period_text: str
    first: str
    last: str
    ward: str
    period: Period | None = None
    area: Area | None = None
    faults: dict[str, str] = field(default_factory=dict)
    """By field."""


@needs("viewer")
async def reports(request: web.Request) -> web.StreamResponse:
    """Show when reports are due, and the figures of the period that was chosen."""
    given = _chosen(request)
    report, told = None, {}
    if given.period is not None and not given.faults:
        report = await _report(request, given)
        told = {"difficulties": difficulties(report), "proposals": proposals(report)}
    at_desk, config = desk(request), house(request).config
    knowledge, now = at_desk.engine.knowledge, at_desk.clock()
    return render(
        request, "reports.html", status=FAULTY if given.faults else 200, given=given,
        report=report, due=due_reports(config.reports, now, waves(knowledge)), now=now,
        offered=dict(_offered(request)), own_days=OWN_DAYS, choices=choices(request),
        chat=config.telegram.staff_chat is not None,
        name=name_of(given.period) if given.period else "",
        where=wards.name(given.area.code, knowledge) if given.area else "", **told,
    )  # fmt: skip


@needs("viewer")
async def file(request: web.Request) -> web.StreamResponse:
    """Send the report on a period as a file; `dang` in the address says which kind."""
    given, form = _chosen(request), _FORMS.get(request.query.get("dang", "docx"))
    if form is None or given.period is None or given.faults:
        raise web.HTTPBadRequest(text=next(iter(given.faults.values()), "Chọn kỳ báo cáo."))
    config = house(request).config
    report = await _report(request, given)
    content = await alone(request, making.written, report, config, form)
    ward = f"-{given.area.code}" if given.area else ""
    name = f"bao-cao{ward}-{given.period.first}-den-{given.period.last}.{form}"
    where = wards.name(given.area.code, desk(request).engine.knowledge) if given.area else ""
    about = ", ".join(filter(None, (name_of(given.period), where, f".{form}")))
    await note(request, "report", about)
    return attachment(content, name, _TYPES[form])


def attachment(content: bytes, name: str, kind: str) -> web.Response:
    """Return a file that the browser keeps under a name, which is plain ASCII."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return web.Response(body=content, content_type=kind, headers=headers)


async def _report(request: web.Request, given: Chosen) -> Report:
    at_desk = desk(request)
    if given.period is None:
        raise web.HTTPBadRequest
    wanted = Wanted(given.period, at_desk.clock(), given.area)
    knowledge, config = at_desk.engine.knowledge, house(request).config
    return await alone(request, making.report_on, at_desk.store, knowledge, config, wanted)


def _chosen(request: web.Request) -> Chosen:
    query = request.query
    names = ("ky", "tu", "den", "phuong")
    period, first, last, ward = (query.get(name, "").strip() for name in names)
    found = Chosen(period, first, last, ward)
    found.area, told = chosen(request, found.ward)
    if told:
        found.faults["phuong"] = told
    if found.period_text == OWN_DAYS:
        _read_days(found, day_of(request))
    elif found.period_text:
        try:
            found.period = read_period(found.period_text, day_of(request))
        except UsageError:
            found.faults["ky"] = "Chọn một kỳ trong danh sách."
    if found.period and not _is_sensible(found.period):
        found.faults["ky"] = "Kỳ này quá dài hoặc quá xa; chọn nhiều nhất 5 năm, từ năm 2020."
    return found


def _read_days(found: Chosen, today: date) -> None:
    days = [_day(text) for text in (found.first, found.last)]
    for name, day in zip(("tu", "den"), days, strict=True):
        if day is None:
            found.faults[name] = "Ghi ngày đủ năm, ví dụ 01/11/2026."
    first, last = days
    if first is None or last is None:
        return
    if last < first:
        found.faults["den"] = "Ngày cuối đứng trước ngày đầu; đổi lại hai ngày."
    elif first > today:
        found.faults["tu"] = "Kỳ này chưa bắt đầu."
    else:
        found.period = Period(first, last)


def _is_sensible(period: Period) -> bool:
    return period.first >= _FIRST and period.last - period.first <= _LONGEST


def _offered(request: web.Request) -> Iterator[tuple[str, str]]:
    """Yield the periods to choose from, as `read_period` reads them, with their names."""
    today = day_of(request)
    for preset in _OFFERED:
        yield preset.value, f"{name_of(period_of(preset, today))} (đến nay)"
    for preset in _OFFERED:
        before = period_of(preset, period_of(preset, today).first - timedelta(days=1))
        yield str(before), name_of(before)
    for wave in waves(desk(request).engine.knowledge):
        if wave.period.first <= today:
            yield str(wave.period), wave.name
    yield OWN_DAYS, "Chọn ngày khác…"


def _day(text: str) -> date | None:
    try:
        return read_day(text)
    except ValueError:
        return None


ROUTES = [web.get(LIST, reports), web.get(f"{LIST}/tep", file)]
