"""Rules for offices, notices and holidays, and for the areas and ids of all local data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.content.area_names import AreaNames, is_one_ward
from bot.content.checks.folder import Folder, Part
from bot.content.local import HolidaysFile, OfficesFile, SessionsFile
from bot.errors import Fault
from bot.language.places import Found

_MOST_NAMED = 5
"""Candidates that a fault area_names."""


def unique_local_ids(folder: Folder) -> Iterator[Fault]:
    """Sessions, offices and notices have ids that stand once in all files."""
    items: list[tuple[str, Part]] = [(item.id, at) for item, at, _ in folder.sessions]
    items += [(item.id, at) for item, at, _ in folder.offices]
    items += [(item.id, at) for item, at in folder.notices]
    seen: dict[str, Fault] = {}
    for name, at in items:
        if first := seen.get(name):
            yield at.fault(f"mã «{name}» đã có ở {first.file}:{first.line}; đổi mã", "id")
        seen.setdefault(name, at.fault("", "id"))


def ordered_periods(folder: Folder) -> Iterator[Fault]:
    """Closures and notices do not end before they begin."""
    for office, at, _ in folder.offices:
        for number, closure in enumerate(office.closures):
            if closure.to < closure.from_:
                yield at.fault(
                    f"to {closure.to:%d/%m/%Y} trước from {closure.from_:%d/%m/%Y}; đổi lại",
                    "closures", number, "to",
                )  # fmt: skip
    for notice, at in folder.notices:
        if notice.until < notice.from_:
            yield at.fault(
                f"until {notice.until:%d/%m/%Y} trước from {notice.from_:%d/%m/%Y}; đổi lại",
                "until",
            )


def holidays_once(folder: Folder) -> Iterator[Fault]:
    """A holiday stands once."""
    if (found := folder.find(HolidaysFile)) is None:
        return
    content, document = found
    seen = set()
    for number, holiday in enumerate(content.holidays):
        if holiday.date in seen:
            yield document.fault(
                ["holidays", number, "date"], f"ngày {holiday.date:%d/%m/%Y} đã có; giữ một dòng"
            )
        seen.add(holiday.date)


def single_wards(folder: Folder) -> Iterator[Fault]:
    """A file, a place and an office each lie in one ward or commune of today."""
    if (area_names := folder.area_names) is None:
        return
    named: list[tuple[str, str, Part]] = [
        (item.content.area, "", Part(item.document, []))
        for item in folder.parsed.values()
        if isinstance(item.content, SessionsFile | OfficesFile)
    ]
    for file, document in folder.session_files:
        named += [
            (site.area, file.area, Part(document, ["places", key]))
            for key, site in file.places.items()
            if site.area
        ]
    named += [(office.area, file.area, at) for office, at, file in folder.offices if office.area]
    for name, home, at in named:
        found = area_names.find(name, home)
        if found is None:
            yield at.fault(_unknown(name), "area")
        elif not is_one_ward(found):
            yield at.fault(_several(name, found), "area")


def known_areas(folder: Folder) -> Iterator[Fault]:
    """What offices handle and notices concern is known; it may be a province, or wards of old."""
    if (area_names := folder.area_names) is None:
        return
    for office, at, file in folder.offices:
        for number, name in enumerate(office.handles):
            yield from _known(area_names, name, file.area, at, ["handles", number])
    for notice, at in folder.notices:
        for number, name in enumerate(notice.areas):
            yield from _known(area_names, name, "", at, ["areas", number])
        whole = area_names.atoms(notice.areas)
        for number, target in enumerate(notice.targets):
            path = ("targets", number, "area")
            yield from _known(area_names, target.area, notice.areas[0], at, path)
            reached = area_names.atoms([target.area], notice.areas[0])
            if whole and reached and not whole & reached:
                yield at.fault(f"«{target.area}» không thuộc areas của thông báo; sửa lại", *path)


def _known(
    area_names: AreaNames, name: str, home: str, at: Part, path: Sequence[str | int]
) -> Iterator[Fault]:
    found = area_names.find(name, home)
    if found is None:
        yield at.fault(_unknown(name), *path)
    elif found.ask:
        yield at.fault(_several(name, found), *path)


def _unknown(name: str) -> str:
    return f"không tìm thấy địa bàn «{name}»; viết như «phường Đoàn Kết, tỉnh Lai Châu»"


def _several(name: str, found: Found) -> str:
    named = "; ".join(f"{area.name}, {area.province}" for area in found.areas[:_MOST_NAMED])
    more = "; …" if len(found.areas) > _MOST_NAMED else ""
    return f"«{name}» chưa chỉ rõ một nơi; viết một trong: {named}{more}"
