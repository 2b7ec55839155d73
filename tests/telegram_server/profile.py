"""How the bot introduces itself: commands by scope and language, names, descriptions, menus."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.telegram_server.calls import Call
from tests.telegram_server.chats import Chat
from tests.telegram_server.refusals import bad_request

_TEXTS = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}
_LANGUAGE = re.compile(r"[a-z]{2}")
_MOST_COMMANDS = 100
METHODS = {
    "setMyCommands", "getMyCommands", "deleteMyCommands", "setChatMenuButton",
    "getChatMenuButton", *(f"{verb}My{noun}" for verb in ("set", "get") for noun in _TEXTS),
}  # fmt: skip


@dataclass
class Profile:
    """What the bot has told of itself."""

    find: Callable[[int | str], Chat]
    """Returns a chat; `Refusal` where there is none."""
    commands: dict[tuple[str, str], list[dict[str, str]]] = field(default_factory=dict)
    """By scope, as JSON with its keys in order, and language."""
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    """By kind (`name`, `description`, `short_description`) and language."""
    menus: dict[int | None, dict[str, Any]] = field(default_factory=dict)
    """By private chat; None for all others."""

    def listed(self, scope: str = "default", language: str = "", **chat: int) -> dict[str, str]:
        """Return the commands of a scope with their descriptions."""
        found = self.commands.get((_key({"type": scope, **chat}), language), [])
        return {each["command"]: each["description"] for each in found}

    def carry_out(self, call: Call) -> Any:
        """Return the result of one of `METHODS`."""
        language = call.given.get("language_code", "")
        if language and not _LANGUAGE.fullmatch(language):
            raise bad_request("invalid language code specified")
        if call.method.endswith("Commands"):
            return self._commands(call, language)
        if call.method.endswith("MenuButton"):
            return self._menu(call)
        name = _TEXTS[call.method[5:]]
        if call.method.startswith("get"):
            return {name: self.texts.get((name, language), "")}
        self.texts[name, language] = call.given.get(name, "")
        return True

    def _commands(self, call: Call, language: str) -> Any:
        scope = call.given.get("scope", {"type": "default"})
        if "chat_id" in scope and self.find(scope["chat_id"]).kind == "channel":
            raise bad_request("channel chats can't have commands")
        key = _key(scope), language
        if call.method.startswith("get"):
            return self.commands.get(key, [])
        given = call.given.get("commands", [])
        if len(given) > _MOST_COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        if given:
            self.commands[key] = given
        else:
            self.commands.pop(key, None)
        return True

    def _menu(self, call: Call) -> Any:
        chat = call.given.get("chat_id")
        if chat is not None and not self.find(chat).private:
            raise bad_request("chat is not a private chat")
        if call.method.startswith("get"):
            return self.menus.get(chat, self.menus.get(None, {"type": "commands"}))
        self.menus[chat] = call.given.get("menu_button", {"type": "default"})
        return True


def _key(scope: dict[str, Any]) -> str:
    return json.dumps(scope, sort_keys=True)
