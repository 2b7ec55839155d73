"""Whatever Telegram may send, the bot stays upright and makes only valid calls.

`FUZZ_LONG=1` sends 20,000 updates and watches the memory; `FUZZ_SEED` repeats a run.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import random
import re
import time
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path

import pytest
import telegram
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.assistant.engine import Engine
from bot.content.loading import load, read_folder
from bot.desk import Desk
from bot.store.base import Store
from handlers.delivery.service import Delivery
from handlers.delivery.updates import changes_nothing
from tests.conftest import MOMENT
from tests.telegram.conftest import Starter, needs_specification
from tests.telegram.random_texts import Words
from tests.telegram.random_updates import OWN, Raw, Shapes, made_by
from tests.telegram_server.server import BotApi
from tests.telegram_server.specification import Specification

ROOT = Path(__file__).parents[2]
LONG = bool(os.environ.get("FUZZ_LONG"))
NUMBERS = {"polling": 16_000, "webhook": 4_000} if LONG else {"polling": 300, "webhook": 100}
SEED = int(os.environ.get("FUZZ_SEED") or (random.randrange(10**6) if LONG else 1))
_AT_ONCE = 100
_ID = "update_id"
_MOST_GROWTH = 32
"""Bytes for each update by which memory may grow between the first quarter and the last."""
_CACHE = type(lru_cache(len))
_MADE = (ROOT / "bot", ROOT / "handlers", Path(telegram.__file__).parent)

pytestmark = [
    needs_specification,
    # the library warns where somebody has paid, which nobody can here
    pytest.mark.filterwarnings("default::telegram.warnings.PTBDeprecationWarning"),
]


class Faults(logging.Handler):
    """Collects what the program itself takes for a fault."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info:
            self.found.append(record)


@pytest.fixture
def logged() -> Iterator[Faults]:
    handler = Faults()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def desk(card_engine: Engine, store: Store) -> Desk:
    """One that also looks up sessions, offices and ages; in the long run the shipped one."""
    engine = Engine(load(read_folder(ROOT / "knowledge"))) if LONG else card_engine
    return Desk(engine, store, lambda: MOMENT)


def words_of(side: Delivery, desk: Desk) -> Words:
    """Return the words that mean something to this bot."""
    handlers = [each for group in side._app.handlers.values() for each in group]
    commands = {
        name
        for each in handlers if isinstance(each, CommandHandler)
        for name in each.commands
    }  # fmt: skip
    prefixes = {
        each.pattern.pattern.lstrip("^")
        for each in handlers
        if isinstance(each, CallbackQueryHandler) and isinstance(each.pattern, re.Pattern)
    }
    assert commands
    assert prefixes
    knowledge = desk.engine.knowledge
    tails = {
        *knowledge.entries, *(group.id for group in knowledge.groups),
        *(office.office.id for office in knowledge.local.offices), "1", "0", "-1", "9" * 30,
        "2026-12-20", "last:2026-12-20", "birthday:2027-02-29", "phuong_1", "phuong_", "nhom",
        "gio-buoi-toi:20261201", "1:sai", "1:thieu", "1:1", "1:0", "co", "khong", "tat", "bat",
    }  # fmt: skip
    return Words(tuple(sorted(commands)), tuple(sorted(prefixes)), tuple(sorted(tails)))


def with_own_buttons(content: Raw, api: BotApi) -> Raw:
    """Let somebody press what the bot has shown, where the update says so."""
    query = content.get("callback_query", {})
    if not query.get("data", "").startswith(OWN):
        return content
    shown = [
        (button["callback_data"], message)
        for chat in api.world.chats.values()
        for message in islice(reversed(chat.messages.values()), 20)
        for row in message.get("reply_markup", {}).get("inline_keyboard", [])
        for button in row
        if "callback_data" in button
    ]
    if not shown:
        return content
    data, message = shown[int(query["data"].removeprefix(OWN)) % len(shown)]
    query.pop("inline_message_id", None)
    return {"callback_query": {**query, "data": data, "message": message}}


def forget(api: BotApi) -> None:
    """Keep nothing in the stand-in that grows."""
    api.calls.clear()
    api.refused.clear()
    api.world.queries.answers.clear()
    api.world.queries.open.clear()
    api.world.queries.messages.clear()
    for chat in api.world.chats.values():
        chat.heard = dict([*chat.heard.items()][-50:])
        chat.messages = dict([*chat.messages.items()][-50:])


def in_use() -> int:
    """Return how many bytes the program and its library keep, besides caches that are bounded."""
    for each in gc.get_objects():
        if isinstance(each, _CACHE):
            each.cache_clear()
    gc.collect()
    made = [tracemalloc.Filter(True, f"{place}/*") for place in _MADE]
    kept = tracemalloc.take_snapshot().filter_traces(made)
    return sum(trace.size for trace in kept.traces)


@pytest.mark.parametrize("way", ["polling", "webhook"], indirect=True)
async def test_no_update_of_any_kind_brings_it_down(
    api: BotApi,
    start: Starter,
    desk: Desk,
    store: Store,
    specification: Specification,
    logged: Faults,
    way: str,
) -> None:
    print(f"FUZZ_SEED={SEED}")
    api.world.chat(3).blocked = True
    api.world.group(-7, "Tổ dân phố", type="group")
    api.world.join(-7, 123456, "kicked")
    kinds, methods = Counter[str](), Counter[str]()
    memory: list[int] = []
    started = time.monotonic()
    async with start(messages_per_minute=0) as side:
        contents = made_by(SEED, NUMBERS[way], Shapes(specification, words_of(side, desk)))
        if LONG:
            tracemalloc.start()
        while batch := list(islice(contents, _AT_ONCE)):
            sent = await delivered(batch, api)
            assert all(specification.of_kind("Update", raw) for raw in sent.values())
            assert not logged.found, told(logged.found[0], sent)
            assert api.faults == [], json.dumps(sent, ensure_ascii=False)
            kept = {number for number, raw in sent.items() if not changes_nothing(raw)}
            assert set(store.updates.handled(sent)) >= kept
            kinds.update(kind for content in batch for kind in content)
            methods.update(call.method for call in api.calls)
            forget(api)
            if LONG and kinds.total() * 4 // NUMBERS[way] > len(memory):
                memory.append(in_use())
    tracemalloc.stop()
    seconds = time.monotonic() - started
    print(f"{way}: {kinds.total()} updates in {seconds:.0f} s, calls {dict(methods)}")
    assert set(kinds) == specification.updates
    if LONG:
        print("bytes in use after each quarter:", memory)
        assert memory[-1] - memory[0] <= _MOST_GROWTH * NUMBERS[way] * 3 // 4


async def delivered(contents: list[Raw], api: BotApi) -> dict[int, Raw]:
    """Send updates of these contents at once; return them once all are acknowledged."""
    sent = {}
    for content in contents:
        number = api.world.number()
        sent[number] = {_ID: number, **with_own_buttons(content, api)}
    for number, raw in sent.items():
        await api.deliver_as(number, **{kind: part for kind, part in raw.items() if kind != _ID})
    await api.all_confirmed()
    return sent


def told(record: logging.LogRecord, sent: dict[int, Raw]) -> str:
    """Return a fault with the update that it befell."""
    numbers = [each for each in (record.args or ()) if isinstance(each, int)]
    update = json.dumps(sent.get(numbers[0]) if numbers else None, ensure_ascii=False)
    return f"{logging.Formatter().format(record)}\n{update}"
