"""What the staff are told unasked: faults of edits, and the reports that are due."""

from __future__ import annotations

import asyncio

from bot.desk import Desk
from handlers.staff.complaints import Complaints
from handlers.staff.reports import Reports
from handlers.staff.room import Room


async def tell_staff(desk: Desk, room: Room, complaints: Complaints, stop: asyncio.Event) -> None:
    """Tell until `stop` is set."""
    await asyncio.gather(complaints.run(room, stop), Reports(desk, room).run(stop))
