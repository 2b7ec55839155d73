"""Chat with a running bot: say something, share a location, press what stands on a button."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from icalendar import Calendar, Event

from bot.desk import Desk
from tests.telegram_server.contents import DAY, message, person
from tests.telegram_server.server import BotApi, Call
from tests.telegram_server.specification import Upload

SCHEDULE, OFFICE = "Lịch làm thẻ ở phường Gió Lùa", "Làm thẻ ở đâu"
CHILD = "Con tôi sinh 20/12/2012 khi nào đổi thẻ nuôi"
FROM_ENGLISH: dict[str, Any] = {"from": person(1, "en")}
OLD = {"chat": {"id": 1, "type": "private"}, "message_id": 9, "date": 0}
"""What Telegram tells of a message that is too old to be told of."""


async def replies(api: BotApi) -> list[Call]:
    """Return all messages so far, once nothing is under way any more."""
    await api.all_confirmed()
    return api.made("sendMessage")


async def last(api: BotApi) -> Call:
    """Return the last message, once nothing is under way any more."""
    return (await replies(api))[-1]


async def said(api: BotApi, text: str, **more: Any) -> Call:
    """Say something; return the last message that comes back."""
    before = len(await replies(api))
    await api.say(text, **more)
    after = await replies(api)
    assert len(after) == before + 1
    return after[-1]


async def share(api: BotApi, point: tuple[float, float], **more: Any) -> Call:
    """Share a location; return the message that comes back."""
    before = len(await replies(api))
    latitude, longitude = point
    shared = message("", location={"latitude": latitude, "longitude": longitude}, **more)
    del shared["text"]
    await api.deliver(message=shared)
    after = await replies(api)
    assert len(after) == before + 1
    return after[-1]


async def tap(api: BotApi, label: str, **more: Any) -> None:
    """Press the button with this label below the newest message that has one."""
    data, below = button(api, label)
    before = len(api.made("answerCallbackQuery"))
    await api.press(data, **{"message": below, **more})
    await api.all_confirmed()
    assert len(api.made("answerCallbackQuery")) == before + 1


async def pressed(api: BotApi, label: str, **more: Any) -> Call:
    """Press a button; return the message that comes back."""
    before = len(await replies(api))
    await tap(api, label, **more)
    after = await replies(api)
    assert len(after) == before + 1
    return after[-1]


def button(api: BotApi, label: str) -> tuple[str, dict[str, Any]]:
    """Return what a button sends, and the message in which it stands."""
    for shown in reversed(api.world.chat(1).messages.values()):
        for row in shown.get("reply_markup", {}).get("inline_keyboard", ()):
            for each in row:
                if each["text"] == label:
                    return each["callback_data"], shown
    raise AssertionError(f"no button says {label}")


def rows(call: Call) -> list[list[str]]:
    """Return what stands on the buttons, without those for rating, sharing and being told."""
    found = call.given.get("reply_markup", {}).get("inline_keyboard", [])
    told = [[each["text"] for each in row] for row in found if not row[0]["text"].startswith("🔔")]
    return [row for row in told if not set(row) <= {"👍", "👎", "Chia sẻ", "Share"}]


def bells(call: Call) -> list[list[str]]:
    """Return what stands on the buttons by which somebody asks to be told of something."""
    return [[each["text"] for each in row] for row in call.rows if row[0]["text"].startswith("🔔")]


def event_in(call: Call) -> Event:
    """Return the one event of the file that was sent."""
    document = call.given["document"]
    assert isinstance(document, Upload)
    assert document.name == "lich.ics"
    [event] = Calendar.from_ical(document).walk("VEVENT")
    assert isinstance(event, Event)
    return event


def old_button(desk: Desk) -> str:
    """Return what is said where a button leads nowhere any more."""
    return desk.engine.knowledge.say("nut-cu", "vi")


async def edit(api: BotApi, text: str, number: int, **more: Any) -> None:
    """Change a message that was said under a number, a minute later."""
    changed = message(text, **{"message_id": number, "edit_date": DAY + 60, **more})
    await api.deliver(edited_message=changed)
    await api.all_confirmed()


async def send(api: BotApi, **content: Any) -> list[Call]:
    """Send something that is no text; return the messages that come back."""
    before = len(await replies(api))
    sent = message("", **content)
    del sent["text"]
    await api.deliver(message=sent)
    return (await replies(api))[before:]


def kept(folder: Path, column: str) -> list[object]:
    """Return what the store keeps in a column of the questions, oldest first."""
    with closing(sqlite3.connect(folder / "bot.db")) as connection:
        found = connection.execute(f"select {column} from questions order by id").fetchall()
    return [row[0] for row in found]
