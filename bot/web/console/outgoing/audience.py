"""Whom somebody of the staff may send an announcement to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from aiohttp import web

from bot.content import wards
from bot.language.places import Area
from bot.outreach.announcements import letters_to
from bot.outreach.kinds import Kind
from bot.staff import members
from bot.web.console.frame import desk, signed_in
from bot.web.console.publishing import saving
from bot.web.console.searching import plain

ALL = "tat-ca"
"""Stands for every ward in a form."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Those who would get an announcement."""

    id: str
    """Code of the ward, or `ALL`."""
    name: str
    followers: int
    groups: int

    @property
    def reached(self) -> str:
        """Return how many get it, in words."""
        if not self.followers and not self.groups:
            return "chưa có ai"
        return f"{self.followers} người theo dõi, {self.groups} nhóm"


def may_send(request: web.Request, ward: str) -> bool:
    """Return whether the user may send to a ward; empty: to everybody.

    What goes to everybody needs somebody who may approve; so does anything where edits wait for
    approval.
    """
    member = signed_in(request)
    if saving.must_draft(request) or not members.may_edit(member, ward):
        return False
    return bool(ward) or members.has_role(member, "approver")


def area_of(request: web.Request, chosen: str) -> Area | None:
    """Return the ward that a form chose, None for everybody.

    `HTTPForbidden` where the user may not send there, `HTTPBadRequest` where it is no ward.
    """
    code = "" if chosen == ALL else chosen
    area = desk(request).engine.knowledge.gazetteer.area(code) if code else None
    if code and area is None:
        raise web.HTTPBadRequest(text="Chọn nơi nhận trong danh sách.")
    if not may_send(request, code):
        raise web.HTTPForbidden(text="Bạn không được gửi thông báo tới nơi này.")
    return area


def audiences(request: web.Request) -> list[Audience]:
    """Return whom the user may send to, with how many they are; blocks."""
    found = [audience(request, code) for code in _wards(request)]
    found.sort(key=lambda one: plain(one.name))
    return [audience(request, ALL), *found] if may_send(request, "") else found


def audience(request: web.Request, chosen: str) -> Audience:
    """Return a ward, or everybody for `ALL`, with how many they are; blocks."""
    at_desk = desk(request)
    chats, knowledge = at_desk.store.chats, at_desk.engine.knowledge
    codes = chats.areas() if chosen == ALL else [chosen]
    letters = letters_to(chats, codes, Kind.NOTICE, at_desk.clock())
    groups = Counter(letter.chat < 0 for letter in letters)
    name = "Tất cả xã, phường" if chosen == ALL else wards.name(chosen, knowledge)
    return Audience(chosen, name, groups[False], groups[True])


def _wards(request: web.Request) -> Iterator[str]:
    """Yield the wards that the user may send to and that anybody may be told of."""
    engine, reached = desk(request).engine, desk(request).store.chats.areas()
    known = (*signed_in(request).areas, *reached, *engine.lookups.guide.areas)
    for code in dict.fromkeys(known):
        if engine.knowledge.gazetteer.area(code) is not None and may_send(request, code):
            yield code
