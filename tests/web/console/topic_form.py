"""The form of a topic, as somebody opens it."""

from __future__ import annotations

from tests.web.console.filling import fields
from tests.web.console.visitor import Visitor

ADDRESS = "/console/chu-de/mua-dieu"
PART = {"HX-Request": "true"}


async def opened(visitor: Visitor, address: str = ADDRESS) -> list[tuple[str, str]]:
    return fields(await visitor.see(address), address)
