"""What is kept of a group: how it wants the assistant to behave, and the ward it belongs to."""

from __future__ import annotations

import asyncio
import logging

from bot.content.knowledge import Knowledge
from bot.desk import Desk
from bot.errors import StoreError
from bot.language.places import Area
from bot.outreach import weekly
from bot.store.kept import Group

log = logging.getLogger(__name__)


async def group_of(desk: Desk, chat: int) -> Group:
    """Return the settings of a group; the usual ones where none are kept or none can be read."""
    try:
        kept = await asyncio.to_thread(desk.store.chats.group, chat)
    except StoreError:
        log.exception("the settings of a group cannot be read")
        kept = None
    return kept or Group(chat)


async def keep(desk: Desk, group: Group) -> None:
    """Keep the settings of a group, and plan its weekly schedule by them.

    `StoreError` where that is impossible.
    """
    await asyncio.to_thread(desk.store.chats.keep_group, group)
    await asyncio.to_thread(weekly.plan, desk.store.letters, group, desk.clock())


def ward_of(knowledge: Knowledge, group: Group) -> Area | None:
    """Return the ward of a group, None where it has none that the place index knows."""
    return knowledge.gazetteer.area(group.area) if group.area else None


def place_of(knowledge: Knowledge, group: Group) -> str:
    """Return the ward of a group in words that are understood: name and province."""
    ward = ward_of(knowledge, group)
    return named(ward) if ward else ""


def named(area: Area) -> str:
    """Return a ward as people write it out."""
    return f"{area.name}, {area.province}"
