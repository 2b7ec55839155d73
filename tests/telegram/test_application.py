from __future__ import annotations

from collections.abc import Collection

from telegram.ext import Application

from handlers.application import Forgetful
from tests.telegram.conftest import KITE, Starter, both_ways
from tests.telegram_server.server import BotApi

PEOPLE = range(1_001, 1_021)


def knows(application: object) -> list[str]:
    """Return the names of what the library holds that has any of the people in it."""
    held = {name: getattr(application, name, None) for name in Application.__slots__}
    return [
        name
        for name, value in held.items()
        if isinstance(value, Collection) and not set(PEOPLE).isdisjoint(value)
    ]


@both_ways
async def test_the_library_keeps_no_list_of_who_wrote(api: BotApi, start: Starter) -> None:
    async with start() as side:
        for user in PEOPLE:
            await api.say(KITE, user=user)
        await api.all_confirmed()
        application = side.intake._app
        assert isinstance(application, Forgetful)
        assert knows(application) == []
