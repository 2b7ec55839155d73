"""What Telegram shows of the bot before anybody asks: commands, descriptions, menu button."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotDescription,
    BotShortDescription,
    MenuButtonCommands,
)
from telegram.constants import BotCommandLimit, BotDescriptionLimit

from bot.content.knowledge import Knowledge
from bot.language.english import Language

PRIVATE = {
    "start": "lenh-start",
    "lich": "lenh-lich",
    "tuoi": "lenh-tuoi",
    "gantoi": "lenh-gantoi",
    "theodoi": "lenh-theodoi",
    "nhac": "lenh-nhac",
    "privacy": "lenh-privacy",
    "xoa": "lenh-xoa",
    "help": "lenh-help",
}
"""Commands of private chats in the order of the menu, and the messages that describe them."""
GROUPS = {
    "hoi": "lenh-hoi",
    "lich": "lenh-lich",
    "ganphuong": "lenh-ganphuong",
    "help": "lenh-help",
}
ADMINISTRATORS = {
    "hoi": "lenh-hoi",
    "lich": "lenh-lich",
    "ganphuong": "lenh-ganphuong",
    "caidat": "lenh-caidat",
    "help": "lenh-help",
}
STAFF = {
    "hangdoi": "Câu hỏi đang chờ cán bộ",
    "suaphien": "Hủy, hoãn, báo đã kín một buổi",
    "thongke": "Số câu hỏi hôm nay, 7 ngày, 30 ngày",
    "phathanh": "Bản đang dùng, lỗi nếu có, trở lại bản cũ",
}
"""Commands of the staff in their chat, with their descriptions; what all groups have follows."""
_SCOPES: tuple[tuple[BotCommandScope, Mapping[str, str]], ...] = (
    (BotCommandScopeAllPrivateChats(), PRIVATE),
    (BotCommandScopeAllGroupChats(), GROUPS),
    (BotCommandScopeAllChatAdministrators(), ADMINISTRATORS),
)
_LANGUAGES: tuple[tuple[Language, str | None], ...] = (("vi", None), ("en", "en"))
"""Each language and its code in Telegram: who has neither sees Vietnamese, as in the answers."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that Telegram keeps for the bot."""

    name: str
    """For logs and people, without anything secret."""
    wanted: object
    read: Callable[[], Awaitable[object]]
    write: Callable[[], Awaitable[object]]

    async def differs(self) -> bool:
        """Ask Telegram whether it has something else; `TelegramError` where it cannot be asked."""
        return await self.read() != self.wanted


def settings_of(
    bot: Bot, knowledge: Knowledge, staff_chat: int | None = None
) -> Iterator[Setting]:
    """Yield everything that is to be set, what most people see first."""
    for language, code in _LANGUAGES:
        for scope, described in _SCOPES:
            yield _commands(bot, scope, code, _written(described, knowledge, language))
    for language, code in _LANGUAGES:
        yield _description(bot, code, knowledge.say("mo-ta-tro-ly", language))
        yield _short_description(bot, code, knowledge.say("mo-ta-ngan", language))
    if staff_chat is not None:
        own = tuple(BotCommand(command, told) for command, told in STAFF.items())
        everybodys = _written(GROUPS, knowledge, "vi")
        yield _commands(bot, BotCommandScopeChat(staff_chat), None, (*own, *everybodys))
    menu = MenuButtonCommands()
    yield Setting(
        "menu button", menu, bot.get_chat_menu_button,
        lambda: bot.set_chat_menu_button(menu_button=menu),
    )  # fmt: skip


def _written(
    described: Mapping[str, str], knowledge: Knowledge, language: Language
) -> tuple[BotCommand, ...]:
    most = int(BotCommandLimit.MAX_DESCRIPTION)
    return tuple(
        BotCommand(command, _cut(knowledge.say(message, language), most))
        for command, message in described.items()
    )


def _commands(
    bot: Bot, scope: BotCommandScope, code: str | None, wanted: tuple[BotCommand, ...]
) -> Setting:
    return Setting(
        f"commands {scope.type}{_suffix(code)}",
        wanted,
        lambda: bot.get_my_commands(scope, code),
        lambda: bot.set_my_commands(wanted, scope, code),
    )


def _description(bot: Bot, code: str | None, text: str) -> Setting:
    wanted = BotDescription(_cut(text, int(BotDescriptionLimit.MAX_DESCRIPTION_LENGTH)))
    return Setting(
        f"description{_suffix(code)}",
        wanted,
        lambda: bot.get_my_description(code),
        lambda: bot.set_my_description(wanted.description, code),
    )


def _short_description(bot: Bot, code: str | None, text: str) -> Setting:
    most = int(BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH)
    wanted = BotShortDescription(_cut(text, most))
    return Setting(
        f"short description{_suffix(code)}",
        wanted,
        lambda: bot.get_my_short_description(code),
        lambda: bot.set_my_short_description(wanted.short_description, code),
    )


def _suffix(code: str | None) -> str:
    return f" ({code})" if code else ""


def _cut(text: str, most: int) -> str:
    """Return a text as Telegram keeps it: trimmed, and cut where staff wrote too much."""
    text = text.strip()
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
