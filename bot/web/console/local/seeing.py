"""Which wards' data somebody of the staff sees, and how a ward is written."""

from __future__ import annotations

from collections.abc import Iterable

from aiohttp import web

from bot.content.knowledge import Knowledge
from bot.language.places import Area
from bot.store.kept import StaffMember
from bot.web.console.frame import desk, signed_in


def sees(member: StaffMember, area: str) -> bool:
    """Return whether the data of a ward, by its code, are shown to somebody."""
    return member.role == "admin" or not member.areas or area in member.areas


def written(area: Area) -> str:
    """Return a ward as files and forms name it: `phường Đoàn Kết, tỉnh Lai Châu`."""
    return f"{area.name}, {area.province}"


def wards(request: web.Request) -> dict[str, str]:
    """Return the wards whose sessions or notices somebody sees, or may add to: code to name."""
    member, knowledge = signed_in(request), desk(request).engine.knowledge
    found = {area.code: area for area in _known(knowledge) if sees(member, area.code)}
    own = (knowledge.gazetteer.area(code) for code in member.areas)
    found |= {area.code: area for area in own if area}
    return {
        code: written(area)
        for code, area in sorted(found.items(), key=lambda item: (item[1].province, item[1].name))
    }


def own_ward(request: web.Request) -> str:
    """Return the name of the ward that somebody most likely means, empty where there are many."""
    member, names = signed_in(request), wards(request)
    mine = next((names[code] for code in member.areas if code in names), "")
    return mine or (next(iter(names.values())) if len(names) == 1 else "")


def _known(knowledge: Knowledge) -> Iterable[Area]:
    local = knowledge.local
    yield from (item.area for item in local.sessions)
    yield from (area for item in local.offices for area in item.handles)
    yield from (area for item in local.notices for area in item.areas)
