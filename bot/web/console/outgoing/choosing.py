"""The field in which a ward is chosen: by a name out of a list, any name, or a code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from aiohttp import web

from bot.content import wards
from bot.language.places import Area
from bot.web.console.frame import desk, signed_in
from bot.web.console.searching import plain


def choices(request: web.Request, more: Iterable[str] = ()) -> Mapping[str, str]:
    """Return the names of the wards that are offered, by code: those of which anything is known.

    `more`: codes of others.
    """
    engine, own = desk(request).engine, signed_in(request).areas
    codes = dict.fromkeys((*own, *engine.lookups.guide.areas, *more))
    names = {code: wards.name(code, engine.knowledge) for code in codes}
    return dict(sorted(names.items(), key=lambda item: plain(item[1])))


def chosen(request: web.Request, text: str) -> tuple[Area | None, str]:
    """Return the ward that was typed, and what is wrong where it is none or several."""
    text = text.strip()
    area = wards.find(text, desk(request).engine.knowledge) if text else None
    if text and area is None:
        told = f"Không rõ «{text}» là xã, phường nào. Ghi ví dụ: phường Đoàn Kết, Lai Châu."
        return None, told
    return area, ""
