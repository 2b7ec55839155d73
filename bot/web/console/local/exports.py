"""Sessions as spreadsheets to take away, and the empty one."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.content.loading import Files
from bot.content.slugs import slug
from bot.content.spreadsheet.exporting import as_csv, as_workbook, exported
from bot.content.spreadsheet.importing import session_files
from bot.content.spreadsheet.template import template
from bot.web.console.frame import day_of, desk, needs, render, signed_in
from bot.web.console.local import seeing
from bot.web.console.local.session_form import LIST
from bot.web.console.publishing import reviewing

_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}


@needs("viewer")
async def offer(request: web.Request) -> web.StreamResponse:
    """List the wards whose sessions can be taken away as a table."""
    files = await reviewing.read_folder(request)
    found = await asyncio.to_thread(_held, request, files)
    return render(request, "export.html", wards=found, address=LIST)


@needs("viewer")
async def give(request: web.Request) -> web.StreamResponse:
    """Return the sessions of a ward as a workbook or CSV."""
    files, code = await reviewing.read_folder(request), request.match_info["ward"]
    kind = request.match_info["kind"]
    held = await asyncio.to_thread(_held, request, files)
    if code not in held or kind not in _TYPES:
        raise web.HTTPNotFound(text="Không có lịch của phường, xã này.")
    knowledge = desk(request).engine.knowledge

    def made() -> bytes:
        own = (file for file in session_files(files).values()
               if knowledge.area_names.ward(file.area).code == code)  # fmt: skip
        rows, _ = exported(own)
        return as_workbook(rows) if kind == "xlsx" else as_csv(rows)

    name = f"lich-{slug(held[code])}-{day_of(request).isoformat()}.{kind}"
    return _attached(name, await asyncio.to_thread(made))


@needs("viewer")
async def blank(request: web.Request) -> web.StreamResponse:
    """Return the empty table for staff to fill in."""
    bands, today = desk(request).engine.knowledge.lists.age_bands, day_of(request)
    return _attached("mau-lich.xlsx", await asyncio.to_thread(template, bands, today))


def _held(request: web.Request, files: Files) -> dict[str, str]:
    """Return the wards that have a file of sessions and are shown to the user: code to name."""
    names = desk(request).engine.knowledge.area_names
    areas = (names.ward(file.area) for file in session_files(files).values())
    member = signed_in(request)
    return {area.code: seeing.written(area) for area in areas if seeing.sees(member, area.code)}


def _attached(name: str, data: bytes) -> web.Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    kind = _TYPES[name.rpartition(".")[2]]
    return web.Response(body=data, content_type=kind, headers=headers)


ROUTES = [
    web.get(f"{LIST}/_xuat", offer),
    web.get(f"{LIST}/_xuat/{{ward:[A-Za-z0-9-]+}}.{{kind}}", give),
    web.get(f"{LIST}/_mau.xlsx", blank),
]
