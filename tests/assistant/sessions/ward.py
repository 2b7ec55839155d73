"""An invented ward in the clouds: records as staff would write them, located by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime

from bot.assistant.question import VIETNAM
from bot.assistant.sessions.asking import LocalAnswer
from bot.assistant.sessions.occurrences import Occurrence, Standing
from bot.content.local import Holiday, Notice, Office, Session, Site
from bot.content.neighbourhood import (
    Local,
    LocatedNotice,
    LocatedOffice,
    LocatedSession,
    LocatedSite,
)
from bot.language.births import Birth, Said
from bot.language.clock_times import Hours, read_hours
from bot.language.dates import When
from bot.language.places import Area, Found
from bot.language.written_days import read_day

Answer = Callable[..., LocalAnswer]
"""A message about an invented ward in, the answer out."""

GIO = Area("gio", "phường Gió Lùa", "tỉnh Mây", 22.40, 103.46)
NANG = Area("nang", "xã Nắng Lên", "tỉnh Mây", 22.50, 103.46)
SUONG = Area("suong", "xã Sương", "tỉnh Mây", None, None)
GIO_ATOMS, NANG_ATOMS = frozenset({"gio-tren", "gio-duoi"}), frozenset({"nang-cu"})
TOLD = {
    "source": "Bảng tin đầu ngõ",
    "published": "20/11/2026",
    "last_confirmed": {"by": "ông trưởng thôn", "on": "22/11/2026"},
}


def place(
    key: str,
    name: str,
    *,
    area: Area = GIO,
    atoms: frozenset[str] = GIO_ATOMS,
    point: tuple[float, float] | None = None,
    **more: object,
) -> LocatedSite:
    """`point`: the place's own; without it the ward's centre stands in."""
    centre = (area.lat, area.lon) if area.lat is not None and area.lon is not None else None
    site = Site.model_validate({"name": name, **more})
    return LocatedSite(key, site, area, atoms, point or centre, point is not None)


DINH = place("dinh", "Sân đình Gió Lùa", address="3 ngõ Diều Giấy", point=(22.401, 103.461))
TRUONG = place("truong", "Trường tiểu học Gió Lùa")
CHO = place("cho", "Chợ Nắng Lên", area=NANG, atoms=NANG_ATOMS, point=(22.51, 103.46))
SITES = {site.id: site for site in (DINH, TRUONG, CHO)}


def session(
    name: str = "phien",
    *,
    area: Area = GIO,
    atoms: frozenset[str] = GIO_ATOMS,
    sample: bool = False,
    file: str = "",
    sites: dict[str, LocatedSite] = SITES,
    **fields: object,
) -> LocatedSession:
    """A session as staff write it; at the communal house unless another place is given."""
    fields.setdefault("places", [] if fields.get("kind") in {"tai_nha", "tam_dung"} else ["dinh"])
    record = Session.model_validate({"id": name, **TOLD, **fields})
    own = tuple(sites[key] for key in record.places)
    reach = atoms.union(*(site.atoms for site in own))
    return LocatedSession(record, own, area, reach, sample, file or area.code, sites)


def office(
    name: str = "tru-so",
    *,
    site: LocatedSite | None = None,
    sample: bool = False,
    **fields: object,
) -> LocatedOffice:
    record = Office.model_validate(
        {"id": name, "name": "Công an phường Gió Lùa", "address": "5 ngõ Diều Giấy",
         "source": TOLD["source"], "last_confirmed": TOLD["last_confirmed"], **fields}
    )  # fmt: skip
    site = site or LocatedSite(name, record, GIO, GIO_ATOMS, (22.402, 103.462), exact=True)
    return LocatedOffice(record, site, (site.area,), site.atoms, sample)


def notice(
    name: str = "mua-dieu",
    *,
    area: Area = GIO,
    atoms: frozenset[str] = GIO_ATOMS,
    sample: bool = False,
    **fields: object,
) -> LocatedNotice:
    record = Notice.model_validate(
        {"id": name, "kind": "dot_cao_diem", "title": "Mùa diều", "text": "Ai cũng nên có thẻ.",
         "areas": [area.name], "source": TOLD["source"],
         "last_confirmed": TOLD["last_confirmed"], **fields}
    )  # fmt: skip
    return LocatedNotice(record, (area,), atoms, sample)


def holiday(day: str, name: str = "Hội diều", *, working: bool = False) -> Holiday:
    return Holiday.model_validate({"date": day, "name": name, "working": working})


def ward(
    *sessions: LocatedSession,
    offices: Iterable[LocatedOffice] = (),
    notices: Iterable[LocatedNotice] = (),
    holidays: Iterable[Holiday] = (),
) -> Local:
    by_day = {item.date: item for item in holidays}
    return Local(sessions, tuple(offices), tuple(notices), by_day)


def at(text: str) -> datetime:
    """`22/11/2026 9h30` as a moment in Vietnam."""
    return datetime.strptime(text, "%d/%m/%Y %Hh%M").replace(tzinfo=VIETNAM)


def day(text: str) -> date:
    found = read_day(f"{text}/2026" if text.count("/") == 1 else text)
    assert found
    return found


def when(first: str, last: str = "", hours: str = "") -> When:
    """`05/12`, `05/12` to `06/12`, or the evening of it: `05/12`, hours `tối`."""
    return When(day(first), day(last or first), read_hours(hours) if hours else None, (0, 0))


def born(first: str, last: str = "", who: str = "") -> Birth:
    said = Said.YEAR if last else Said.DAY
    return Birth(day(first), day(last or first), said, exact_age=False, who=who, span=(0, 0))


def found(*areas: Area, said: str = "", ask: bool = False, level: str = "commune") -> Found:
    atoms = {GIO.code: GIO_ATOMS, NANG.code: NANG_ATOMS}
    every = frozenset().union(*(atoms.get(area.code, frozenset({area.code})) for area in areas))
    return Found(areas, every, said, ask, level, 1.0, (0, 0))


def hours_of(parts: Iterable[Hours]) -> str:
    return ", ".join(f"{part.start:%H:%M}-{part.end:%H:%M}" for part in parts)


def shown(item: Occurrence) -> str:
    """`05/12 07:30-11:30`, and what is out of the ordinary: place, standing, reason, moves."""
    told = [f"{item.day:%d/%m}", hours_of(item.hours) or "?"]
    if item.opens:
        told.append(f"từ {item.opens:%H:%M}")
    if item.closes:
        told.append(f"đến {item.closes:%H:%M}")
    if item.site and item.site is not DINH:
        told.append(f"@{item.site.id}")
    if item.standing is not Standing.PLANNED:
        told.append(item.standing.value)
    if item.reason:
        told.append(f"({item.reason})")
    if item.moved_to:
        told.append(f"→ {item.moved_to:%d/%m}")
    if item.moved_from:
        told.append(f"← {item.moved_from:%d/%m}")
    return " ".join(told)
