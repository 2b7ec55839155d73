"""Sessions of the knowledge base to rows, and what a row changes in them, as YAML is written."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from bot.content.converting import keys_of
from bot.content.local import Kind, OnHoliday, Scope, Serves, Session, SessionsFile, Site, State
from bot.content.reading import Plain
from bot.content.spreadsheet.hour_cells import written_hours
from bot.content.spreadsheet.line_reading import Cells, read_line
from bot.content.spreadsheet.line_writing import cells_of, written_weekdays
from bot.content.spreadsheet.lines import COLUMNS_OF, Line, Named
from bot.content.spreadsheet.state_cells import Form, Standing

SESSION_KEYS = keys_of(Session)
"""The keys of a session in the order in which they are written."""
SITE_KEYS = keys_of(Site)
FILE_KEYS = keys_of(SessionsFile)

_UNKNOWN_DAY = date(2000, 1, 1)
"""Written rows have full dates, so nothing hangs on the day of reading."""


def line_of(session: Session, file: SessionsFile) -> Line:
    """Return what the table tells of a session; what it has no column for is left out."""
    sites = [file.places[key] for key in session.places]
    return Line(
        days=tuple(sorted(session.dates)),
        first=session.from_,
        last=session.to,
        weekdays=session.weekdays or (),
        hours=session.hours,
        places=tuple(
            Named(site.name, site.address or "", site.area or file.area) for site in sites
        ),
        serves=session.serves.model_copy(update={"residents": None}),
        residents=session.serves.residents or "",
        quota=session.quota_per_day,
        bring=session.bring,
        phone=session.phone or "",
        standing=Standing(session.status, session.moved_to, session.reason or ""),
        form=Form(session.kind, session.scope if session.scope is Scope.MOBILE else None),
        holidays=OnHoliday.OPEN if session.on_holiday is OnHoliday.OPEN else None,
        note=session.note or "",
        id=session.id,
        area="" if sites else file.area,
    )


def row_of(session: Session, file: SessionsFile) -> tuple[Cells, Line]:
    """Return a session's cells, and the line as which they are read.

    A cell that could not be read again is left out, so a table that was written can be taken
    over, and what it does not tell stays as it is.
    """
    cells = cells_of(line_of(session, file))
    line, wrong = read_line(cells, _UNKNOWN_DAY)
    while wrong:
        unreadable = {column for column, _ in wrong}
        cells = {column: value for column, value in cells.items() if column not in unreadable}
        line, wrong = read_line(cells, _UNKNOWN_DAY)
    return cells, line


def says_more(session: Session) -> bool:
    """Tell whether a session has something that the table has no column for."""
    return bool(
        session.except_ or session.hours_by_day or session.from_time or session.until_done
        or session.slots or session.priority or session.changes
    )  # fmt: skip


def entry_of(
    line: Line, name: str, places: Sequence[str], vouched: Mapping[str, Plain]
) -> dict[str, Plain]:
    """Return a new session as it is written; `vouched` holds its source and who confirmed it."""
    values = {"id": name, **changed_keys(line, COLUMNS_OF, places, None), **vouched}
    return {key: values[key] for key in SESSION_KEYS if values.get(key)}


def changed_keys(
    line: Line, fields: Collection[str], places: Sequence[str], before: Session | None
) -> dict[str, Plain]:
    """Return the keys that these fields of a row set in a session; `None` takes a key out."""
    serves = before.serves if before else Serves()
    if "serves" in fields:
        serves = line.serves.model_copy(update={"residents": serves.residents})
    if "residents" in fields:
        serves = serves.model_copy(update={"residents": line.residents or None})
    form = line.form or (Form(before.kind, before.scope) if before else Form(Kind.MOBILE))
    open_on_holidays = line.holidays is OnHoliday.OPEN
    standing = line.standing or Standing(State.PLANNED)
    planned = standing.state is State.PLANNED
    written: dict[str, dict[str, Plain]] = {
        "days": {"dates": [*map(_day, line.days)]},
        "first": {"from": _day(line.first)},
        "last": {"to": _day(line.last)},
        "weekdays": {"weekdays": written_weekdays(line.weekdays)},
        "hours": {"hours": [*map(written_hours, line.hours)]},
        "places": {"places": [*places], "scope": _scope(form, places)},
        "form": {
            "kind": "" if form.kind is Kind.MOBILE else form.kind.value,
            "scope": _scope(form, places),
        },
        "serves": {"serves": _serves(serves)},
        "residents": {"serves": _serves(serves)},
        "quota": {"quota_per_day": str(line.quota or "")},
        "bring": {"bring": [*line.bring]},
        "phone": {"phone": line.phone},
        "note": {"note": line.note},
        "holidays": {"on_holiday": OnHoliday.OPEN.value if open_on_holidays else ""},
        "standing": {
            "status": "" if planned else standing.state.value,
            "reason": standing.reason,
            "moved_to": _day(standing.moved_to),
        },
    }
    keys = {key: value for field in fields for key, value in written[field].items()}
    return {key: value or None for key, value in keys.items()}


def site_entry(site: Site) -> dict[str, Plain]:
    """Return a new place as it is written."""
    values: dict[str, Plain] = {"name": site.name, "address": site.address, "area": site.area}
    return {key: value for key, value in values.items() if value}


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _scope(form: Form, places: Sequence[str]) -> str:
    if form.kind is not Kind.SUSPENSION:
        return ""
    if form.scope is Scope.MOBILE and not places:
        return Scope.MOBILE.value
    return Scope.PLACES.value if places else Scope.ALL.value


def _serves(serves: Serves) -> Plain:
    told = serves.model_dump(mode="json", exclude_defaults=True)
    return {
        key: [*map(str, value)] if isinstance(value, list) else str(value)
        for key, value in told.items()
        if value is not None
    }
