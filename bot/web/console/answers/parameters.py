"""Parameters: what is in force, what changes next, and a new value from a day on."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from aiohttp import web

from bot.assistant.timeline import parameters_of
from bot.content.editing.records import find
from bot.content.knowledge import Knowledge
from bot.content.law import Parameter, Unit, Value
from bot.content.loading import Files
from bot.content.parameters import NoValueError, amount, write_amount
from bot.web.console import searching
from bot.web.console.answers import value_fields
from bot.web.console.answers.entry_views import CONFIDENCE
from bot.web.console.answers.value_fields import ValueDraft
from bot.web.console.fault_words import Told
from bot.web.console.fields import Fields
from bot.web.console.frame import (
    FAULTY,
    OVERTAKEN,
    ROOT,
    day_of,
    desk,
    form,
    guard_area,
    needs,
    redirect,
    render,
)
from bot.web.console.publishing import reviewing, saving

LIST = f"{ROOT}/thong-so"
FILTERS = {"sap-doi": "sắp đổi", "khong-co": "hôm nay không có giá trị"}
UNITS = {
    Unit.DONG: "đồng; viết 1.000 hoặc 1000", Unit.TUOI: "tuổi", Unit.NGAY: "ngày",
    Unit.NGAY_LAM_VIEC: "ngày làm việc", Unit.THANG: "tháng", Unit.NAM: "năm", Unit.GIO: "giờ",
    Unit.PHUT: "phút", Unit.LAN: "lần", Unit.PHAN_TRAM: "phần trăm, không gõ dấu %",
    Unit.NGAY_THANG: "một ngày", Unit.DIEN_THOAI: "số điện thoại", Unit.DIA_CHI: "địa chỉ",
    Unit.SO: "một số", Unit.VAN_BAN: "chữ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ParameterShown:
    """A parameter in the list."""

    parameter: Parameter
    now: str
    """Empty where nothing is in force."""
    change: tuple[date, str] | None
    """The next day on which it changes, and what it is then; empty where it ends."""


@dataclass(frozen=True, slots=True)
class Period:
    """A part of the time line."""

    first: date
    last: date | None
    text: str
    value: Value | None
    """None: a time without value."""
    state: str
    """`past`, `now` or `later`."""


@needs("viewer")
async def parameters(request: web.Request) -> web.StreamResponse:
    """List parameters: `tim` has words, `loc` a filter."""
    knowledge, today = desk(request).engine.knowledge, day_of(request)
    wanted, chosen = request.query.get("tim", ""), request.query.get("loc", "")
    words = searching.plain(wanted).split()
    rows = [
        _shown(parameter, knowledge, today)
        for parameter in knowledge.parameters.by_id.values()
        if all(word in f"{parameter.id} {searching.plain(parameter.label)}" for word in words)
    ]
    if chosen == "sap-doi":
        rows = sorted((row for row in rows if row.change), key=lambda row: row.change or ())
    elif chosen == "khong-co":
        rows = [row for row in rows if not row.now]
    else:
        rows.sort(key=lambda row: searching.plain(row.parameter.label))
    return render(
        request, "parameters.html", rows=rows, wanted=wanted, chosen=chosen, filters=FILTERS
    )


@needs("viewer")
async def page(request: web.Request) -> web.StreamResponse:
    """Show a parameter's time line; `tu` is the first day of a value to be corrected."""
    parameter = _parameter(request)
    day = request.query.get("tu", "")
    known = next((value for value in parameter.values if value.from_.isoformat() == day), None)
    draft = value_fields.new_value(parameter, day_of(request))
    if known is not None:
        draft = value_fields.known_value(parameter, known)
    return await _show(request, draft, await reviewing.read_folder(request))


@needs("editor")
async def save(request: web.Request) -> web.StreamResponse:
    """Go on with a filled form: show faults, or what would change, or bring it into force."""
    guard_area(request)
    files, wish = await reviewing.read_folder(request), await reviewing.wish(request)
    sent = await form(request)
    draft = value_fields.sent_in(sent, _parameter(request))
    if sent.get("goc") != _mark(files, draft.parameter.id):
        return await _show(request, draft, files, overtaken=True, status=OVERTAKEN)
    if wish == reviewing.BACK:
        return await _show(request, draft, files)
    edit, told = await asyncio.to_thread(draft.judged, files)
    if told or edit is None:
        return await _show(request, draft, files, told=told, status=FAULTY)
    address = f"{LIST}/{draft.parameter.id}"
    if wish in reviewing.FINAL:
        kept = wish == reviewing.DRAFT
        said = await saving.save(request, edit, about=draft.parameter.id, draft=kept)
        return redirect(request, address, told=said)
    if not edit.files:
        return redirect(request, address, told="Chưa có gì thay đổi.")
    return await reviewing.review(request, edit, files, draft.parameter.label)


async def _show(
    request: web.Request, draft: ValueDraft, files: Files, *, told: Told | None = None,
    overtaken: bool = False, status: int = 200,
) -> web.Response:  # fmt: skip
    parameter, knowledge = draft.parameter, desk(request).engine.knowledge
    periods = list(_periods(parameter, day_of(request)))
    using = await asyncio.to_thread(_using, parameter.id, knowledge)
    return render(
        request, "parameter.html", status=status, parameter=parameter, draft=draft,
        form=Fields(draft.filled, told or Told()), periods=periods,
        mark=_mark(files, parameter.id), wish=reviewing.WISH, unit=UNITS[parameter.unit],
        is_text=parameter.unit in value_fields.TEXTS, is_day=parameter.unit is Unit.NGAY_THANG,
        confidence=CONFIDENCE, using=using, overtaken=overtaken,
    )  # fmt: skip


def _parameter(request: web.Request) -> Parameter:
    parameters_ = desk(request).engine.knowledge.parameters.by_id
    parameter = parameters_.get(request.match_info["parameter"])
    if parameter is None:
        raise web.HTTPNotFound(text="Không có thông số này.")
    return parameter


def _mark(files: Files, parameter: str) -> str:
    """Return what tells a parameter as it stands in the folder from one that was edited."""
    record = find(files, "parameters", parameter).record
    return hashlib.sha256(repr(record).encode()).hexdigest()


def _shown(parameter: Parameter, knowledge: Knowledge, today: date) -> ParameterShown:
    try:
        value = knowledge.parameters.value(parameter.id, today)
    except NoValueError:
        later = [value for value in parameter.values if value.from_ > today]
        first = min(later, key=lambda value: value.from_, default=None)
        change = (first.from_, _text(parameter, first)) if first else None
        return ParameterShown(parameter, "", change)
    turn = knowledge.parameters.next_change(parameter.id, today)
    after = _text(parameter, turn.after) if turn and turn.after else ""
    return ParameterShown(parameter, _text(parameter, value), (turn.day, after) if turn else None)


def _periods(parameter: Parameter, today: date) -> Iterator[Period]:
    """Yield the values and the gaps between them, the earliest first."""
    end: date | None = None
    for value in sorted(parameter.values, key=lambda value: value.from_):
        if end is not None and end + timedelta(days=1) < value.from_:
            first, last = end + timedelta(days=1), value.from_ - timedelta(days=1)
            yield Period(first, last, "", None, _state(first, last, today))
        state = _state(value.from_, value.until, today)
        yield Period(value.from_, value.until, _text(parameter, value), value, state)
        end = value.until


def _state(first: date, last: date | None, today: date) -> str:
    if today < first:
        return "later"
    return "past" if last and last < today else "now"


def _text(parameter: Parameter, value: Value) -> str:
    return write_amount(amount(parameter.unit, value), parameter.unit, "vi")


def _using(parameter: str, knowledge: Knowledge) -> list[str]:
    """Return the topics whose answers insert a parameter."""
    return [
        topic for topic, entry in knowledge.entries.items() if parameter in parameters_of(entry)
    ]


ROUTES = [
    web.get(LIST, parameters),
    web.get(f"{LIST}/{{parameter}}", page),
    web.post(f"{LIST}/{{parameter}}", save),
]
