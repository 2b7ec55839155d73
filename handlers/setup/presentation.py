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


def settings_of(bot: Bot, knowledge: Knowledge) -> Iterator[Setting]:
    """Yield everything that is to be set, what most people see first."""
    for language, code in _LANGUAGES:
        for scope, described in _SCOPES:
            yield _commands(bot, scope, code, _written(described, knowledge, language))
    for language, code in _LANGUAGES:
        yield _description(bot, code, knowledge.say("mo-ta-tro-ly", language))
        yield _short_description(bot, code, knowledge.say("mo-ta-ngan", language))
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
