"""Where the staff are: their chat, their hours, and what their edits need."""

from __future__ import annotations

import logging
from collections.abc import Awaitable
from dataclasses import dataclass

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest, Forbidden

from bot.staff.house import House
from bot.staff.links import CONSOLE
from handlers.buttons import Row
from handlers.context import Context
from handlers.delivery.work import by_calls
from handlers.sending import NO_PREVIEW, is_private
from handlers.staff.office_hours import OfficeHours, parse

log = logging.getLogger(__name__)
_KEY = "staff"


@dataclass(eq=False)
class Room:
    """The staff's side of one bot."""

    house: House
    chat: int | None = None
    """Number of the staff's chat, None where there is none."""
    hours: OfficeHours | None = None
    bot: Bot | None = None
    """Speaks there; set when the handlers are."""

    async def post(self, text: str, buttons: InlineKeyboardMarkup | None = None) -> bool:
        """Write into the staff's chat; return False where that is impossible for good."""
        if self.bot is None or self.chat is None:
            return False
        return await self._taken(
            self.bot.send_message(
                self.chat, text, reply_markup=buttons, link_preview_options=NO_PREVIEW
            )
        )

    async def send_file(self, content: bytes, name: str, text: str) -> bool:
        """Send a file with some words, as `post` does."""
        if self.bot is None or self.chat is None:
            return False
        return await self._taken(
            self.bot.send_document(self.chat, content, caption=text, filename=name)
        )

    async def _taken(self, sending: Awaitable[Message]) -> bool:
        by_calls()
        try:
            sent = await sending
        except (BadRequest, Forbidden) as error:
            log.error("telegram.staff_chat takes no message: %s", error.message)  # noqa: TRY400
            return False
        self.chat = sent.chat_id  # a group that became a supergroup has another number
        return True

    async def moved(self, update: Update, _: Context) -> None:
        """Follow the staff's group when it becomes a supergroup, and say what to set."""
        message = update.message
        if message is None or message.migrate_to_chat_id is None or message.chat_id != self.chat:
            return
        self.chat = message.migrate_to_chat_id
        await self.post(
            "Nhóm cán bộ đã được Telegram đổi số. "
            f"Ghi vào config.yaml: telegram.staff_chat: {self.chat}"
        )

    def page(self, label: str, path: str) -> list[Row]:
        """Return a button that opens a page of the console, where a link can lead there."""
        if self.house.config.web.public_url is None:
            return []
        address = f"{self.house.config.web.address}{CONSOLE}{path}"
        return [[InlineKeyboardButton(label, url=address)]]

    def is_here(self, update: Update) -> bool:
        """Return whether something was said in a private chat or in that of the staff."""
        chat = update.effective_chat
        return is_private(update) or (chat is not None and chat.id == self.chat)


def open_room(house: House) -> Room:
    """Return the room that the settings describe; `ConfigError` where the hours are not clear."""
    settings = house.config.telegram
    hours = parse(settings.office_hours) if settings.office_hours else None
    return Room(house, settings.staff_chat, hours)


def furnish(bot_data: dict[str, object], room: Room) -> None:
    """Let handlers find the room."""
    bot_data[_KEY] = room


def room_of(context: Context) -> Room:
    """Return the room."""
    room: Room = context.application.bot_data[_KEY]
    return room
