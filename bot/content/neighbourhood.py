"""The local part of the knowledge: sessions, offices and notices, their areas resolved once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.content.area_names import AreaNames
from bot.content.local import (
    Holiday,
    HolidaysFile,
    Notice,
    NoticesFile,
    Office,
    OfficesFile,
    Session,
    SessionsFile,
    Site,
)
from bot.language.places import Area

Atoms = frozenset[str]
"""Codes of old communes, in which areas are compared: two areas meet where they share one."""


@dataclass(frozen=True)
class LocatedSite:
    """A place and where it is."""

    id: str
    site: Site
    area: Area
    """Today's ward or commune."""
    atoms: Atoms
    """Of the area as staff named it: an old ward's own, where they wrote an old name."""
    point: tuple[float, float] | None
    """Latitude and longitude; None where neither the place's nor the ward's are known."""
    exact: bool
    """Whether the point is the place's own and not the centre of its ward."""


@dataclass(frozen=True)
class LocatedSession:
    """A session and where it concerns people."""

    session: Session
    sites: tuple[LocatedSite, ...]
    """Those of `session.places`, in order."""
    area: Area
    """The ward or commune that the file is for."""
    atoms: Atoms
    """The file's whole area and those of the sites, which may lie in another ward."""
    sample: bool
    file: str
    file_sites: Mapping[str, LocatedSite]
    """Every place of the file by id: one-day changes name them."""


@dataclass(frozen=True)
class LocatedOffice:
    """An office, where it is, and whom it works for."""

    office: Office
    site: LocatedSite
    handles: tuple[Area, ...]
    atoms: Atoms
    """Of all that it handles, not of where it stands."""
    sample: bool


@dataclass(frozen=True)
class LocatedNotice:
    """A notice and where it holds."""

    notice: Notice
    areas: tuple[Area, ...]
    atoms: Atoms
    sample: bool


@dataclass(frozen=True)
class Local:
    """All local data, in the order of the files."""

    sessions: tuple[LocatedSession, ...]
    offices: tuple[LocatedOffice, ...]
    notices: tuple[LocatedNotice, ...]
    holidays: Mapping[date, Holiday]


def locate(
    area_names: AreaNames,
    *,
    sessions: Mapping[str, SessionsFile],
    offices: Iterable[OfficesFile],
    notices: Iterable[NoticesFile],
    holidays: HolidaysFile,
) -> Local:
    """Return checked files, the sessions by file name, with every area resolved."""
    return Local(
        sessions=tuple(
            located
            for name, file in sessions.items()
            for located in _sessions(area_names, name, file)
        ),
        offices=tuple(
            _office(area_names, office, file) for file in offices for office in file.offices
        ),
        notices=tuple(
            _notice(area_names, notice, file.sample) for file in notices for notice in file.notices
        ),
        holidays={holiday.date: holiday for holiday in holidays.holidays},
    )


def _sessions(area_names: AreaNames, name: str, file: SessionsFile) -> Iterable[LocatedSession]:
    area = area_names.ward(file.area)
    whole = area_names.gazetteer.atoms_of(area.code)
    sites = {key: _site(area_names, key, site, file.area) for key, site in file.places.items()}
    for session in file.sessions:
        own = tuple(sites[key] for key in session.places)
        atoms = whole.union(*(site.atoms for site in own))
        yield LocatedSession(session, own, area, atoms, file.sample, name, sites)


def _site(area_names: AreaNames, key: str, site: Site, home: str) -> LocatedSite:
    area = area_names.ward(site.area or home, home)
    atoms = area_names.atoms([site.area or home], home)
    centre = None if area.lat is None or area.lon is None else (area.lat, area.lon)
    return LocatedSite(key, site, area, atoms, site.point or centre, site.point is not None)


def _office(area_names: AreaNames, office: Office, file: OfficesFile) -> LocatedOffice:
    site = _site(area_names, office.id, office, file.area)
    if not office.handles:
        whole = area_names.gazetteer.atoms_of(site.area.code)
        return LocatedOffice(office, site, (site.area,), whole, file.sample)
    areas, atoms = (
        area_names.areas(office.handles, file.area),
        area_names.atoms(office.handles, file.area),
    )
    return LocatedOffice(office, site, areas, atoms, file.sample)


def _notice(area_names: AreaNames, notice: Notice, sample: bool) -> LocatedNotice:
    return LocatedNotice(
        notice, area_names.areas(notice.areas), area_names.atoms(notice.areas), sample
    )
