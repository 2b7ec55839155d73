"""Type behind the bot's name, and look at what can be picked."""

from __future__ import annotations

from typing import Any

from bot.store.kept import Asked
from bot.store.sqlite import SqliteStore
from tests.conftest import MOMENT
from tests.telegram_server.contents import person
from tests.telegram_server.server import BotApi, Call

LINK = "https://t.me/tro_ly_bot?start="
"""What the links below cards begin with."""


async def offered(api: BotApi, text: str, **more: Any) -> dict[str, Any]:
    """Type something behind the bot's name; return the answer."""
    query = await api.type_inline(text, **more)
    await api.until(lambda: query in api.world.queries.answers, "an answer to what was typed")
    await api.all_confirmed()
    return api.world.queries.answers[query]


async def ids(api: BotApi, text: str, **more: Any) -> list[str]:
    return [result["id"] for result in (await offered(api, text, **more))["results"]]


async def typed(api: BotApi, text: str) -> int:
    """Type something behind the bot's name; return the number of the update."""
    query = {
        "id": f"typed {api.world.number()}", "from": person(1), "query": text, "offset": "",
    }  # fmt: skip
    return await api.deliver(inline_query=query)


def link_of(result: dict[str, Any]) -> str:
    """Return where the only button below a card leads."""
    [[button]] = result["reply_markup"]["inline_keyboard"]
    return str(button["url"])


def shared_by(call: Call) -> list[dict[str, Any]]:
    """Return what the buttons share that choose another chat."""
    name = "switch_inline_query_chosen_chat"
    return [button[name] for row in call.rows for button in row if name in button]


def ask(store: SqliteStore, topic: str, times: int) -> None:
    asked = Asked(MOMENT, "telegram", "…", "answered", (topic,), 1.0)
    for _ in range(times):
        store.questions.record(asked)
