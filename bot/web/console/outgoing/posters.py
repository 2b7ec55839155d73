"""Posters of a ward, what its loudspeakers read out, and a post for Zalo."""

from __future__ import annotations

import asyncio
from typing import Literal
from urllib.parse import urlencode

from aiohttp import web

from bot.content import wards
from bot.language.places import Area
from bot.reporting import making
from bot.reporting.leaflets import Address, Leaflet, leaflet
from bot.reporting.speeches import loudspeaker, zalo
from bot.web.console.frame import FAULTY, ROOT, desk, house, needs, render, signed_in
from bot.web.console.outgoing.alone import alone
from bot.web.console.outgoing.choosing import choices, chosen
from bot.web.console.outgoing.reports import attachment
from bot.web.keys import PULSE

LIST = f"{ROOT}/to-dan"
_LONGEST = 60
"""Characters of a neighbourhood's name."""
_NO_ADDRESS = (
    "Chưa biết mã QR dẫn tới đâu: bot Telegram chưa chạy và chưa đặt địa chỉ trang web "
    "(web.public_url). Hỏi người quản trị."
)


@needs("viewer")
async def posters(request: web.Request) -> web.StreamResponse:
    """Show a ward's poster and its texts."""
    text = request.query.get("phuong", "")
    own = signed_in(request).areas
    area, fault = chosen(request, text or (own[0] if len(own) == 1 else ""))
    neighbourhood = request.query.get("to", "").strip()
    faults = {"phuong": fault} if fault else {}
    if len(neighbourhood) > _LONGEST:
        faults["to"] = f"Tên dài quá; nhiều nhất {_LONGEST} chữ."
    told = None
    if area is not None and not faults:
        told = await _leaflet(request, area, neighbourhood)
    values = {}
    if told is not None and area is not None:
        query = urlencode({"phuong": area.code, "to": neighbourhood})
        spoken, post = await asyncio.to_thread(lambda: (loudspeaker(told), zalo(told)))
        values = {"query": query, "spoken": spoken, "post": post}
    knowledge = desk(request).engine.knowledge
    return render(
        request, "posters.html", status=FAULTY if faults else 200, leaflet=told, faults=faults,
        area=area, where=wards.name(area.code, knowledge) if area else text,
        neighbourhood=neighbourhood, choices=choices(request), longest=_LONGEST,
        no_address=_NO_ADDRESS if area is not None and not faults and told is None else "",
        **values,
    )  # fmt: skip


@needs("viewer")
async def picture(request: web.Request) -> web.StreamResponse:
    """Send the poster as a picture, to be seen in the page or kept."""
    content, name = await _drawn(request, "png")
    if request.query.get("tai"):
        return attachment(content, name, "image/png")
    return web.Response(body=content, content_type="image/png")


@needs("viewer")
async def document(request: web.Request) -> web.StreamResponse:
    """Send the poster as a PDF to print."""
    content, name = await _drawn(request, "pdf")
    return attachment(content, name, "application/pdf")


async def _drawn(request: web.Request, form: Literal["pdf", "png"]) -> tuple[bytes, str]:
    area, fault = chosen(request, request.query.get("phuong", ""))
    neighbourhood = request.query.get("to", "").strip()
    if area is None or len(neighbourhood) > _LONGEST:
        raise web.HTTPBadRequest(text=fault or "Chọn xã, phường.")
    told = await _leaflet(request, area, neighbourhood)
    if told is None:
        raise web.HTTPConflict(text=_NO_ADDRESS)
    return await alone(request, making.poster, told, form), f"to-dan-{area.code}.{form}"


async def _leaflet(request: web.Request, area: Area, neighbourhood: str) -> Leaflet | None:
    """Return what is told of a ward, None where nobody knows where its code is to lead."""
    config, at_desk = house(request).config, desk(request)
    address = Address(request.app[PULSE].bot, config.web.public_url or "")
    if not (address.bot or address.web):
        return None
    return await asyncio.to_thread(
        leaflet, area, at_desk.engine.lookups.guide, at_desk.clock(), address, neighbourhood,
        config.reports.poster_topics,
    )  # fmt: skip


ROUTES = [
    web.get(LIST, posters),
    web.get(f"{LIST}/to-dan.png", picture),
    web.get(f"{LIST}/to-dan.pdf", document),
]
