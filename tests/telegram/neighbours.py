"""A group with neighbours in it: who says or presses what, and what comes back."""

from __future__ import annotations

from typing import Any

from tests.telegram_server.contents import ME
from tests.telegram_server.server import BotApi, Call

GROUP = -1001
AN, BINH, CHI = 21, 22, 23
"""An administrator and two members."""
NAME = f"@{ME['username']}"
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
"""Who stands for an administrator that stays unnamed."""


class Neighbours:
    """People in one group; the bot is a member and hears what Telegram lets it hear."""

    def __init__(self, api: BotApi, number: int = GROUP, **about: Any) -> None:
        self.api, self.number = api, number
        self.chat = api.world.group(number, **about)
        api.world.join(number, AN, "creator")
        api.world.mentions = True

    def hears_all(self) -> None:
        """Make the bot an administrator, without a word."""
        self.api.world.join(self.number, ME["id"], "administrator")

    @property
    def seen(self) -> list[dict[str, Any]]:
        """What the bot has written into the group."""
        return list(self.chat.messages.values())

    @property
    def last(self) -> dict[str, Any]:
        """The newest message of the bot."""
        return self.seen[-1]

    async def says(self, text: str, user: int = BINH, **more: Any) -> list[Call]:
        """Let somebody write; return the messages that come back, wherever they go."""
        return await self._after(self.api.say_in_group(text, self.number, user, **more))

    async def presses(self, label: str, user: int = AN, **more: Any) -> list[Call]:
        """Press the newest button with this label; return the messages that come back."""
        data, message = self._button(label)
        return await self._after(self.api.press(data, user, message=message, **more))

    async def _after(self, doing: Any) -> list[Call]:
        await self.api.all_confirmed()
        before = len(self.api.made("sendMessage"))
        await doing
        await self.api.all_confirmed()
        return self.api.made("sendMessage")[before:]

    def _button(self, label: str) -> tuple[str, dict[str, Any]]:
        for message in reversed(self.seen):
            for each in buttons(message):
                if each["text"] == label:
                    return each["callback_data"], message
        raise AssertionError(f"no button says {label}: {self.labels}")

    @property
    def labels(self) -> list[str]:
        """What stands on the buttons below the newest message."""
        return [each["text"] for each in buttons(self.last)] if self.seen else []


def buttons(message: dict[str, Any]) -> list[dict[str, Any]]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [each for row in rows for each in row]


def links(call: Call) -> dict[str, str]:
    """Return where the buttons of a message lead."""
    return {each["text"]: each["url"] for row in call.rows for each in row if "url" in each}
