"""Letters in tests: who is told of what, and a post whose rounds a test turns itself."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import datetime

from bot.assistant.question import VIETNAM
from bot.desk import Desk
from bot.outreach.kinds import Kind
from bot.store.kept import Letter, NewBatch
from bot.store.sqlite import SqliteStore
from handlers.delivery.post import Post
from handlers.delivery.retries import Courier
from tests.conftest import MOMENT
from tests.process.program import until

KEY = "gio-buoi-toi:20261203"
EVENING = datetime(2026, 12, 2, 19, tzinfo=VIETNAM)


def evening(chat: int, due: datetime = EVENING) -> Letter:
    return Letter(chat, due, Kind.SESSION, f"{KEY}:evening")


def send_out(store: SqliteStore, chats: Iterable[int], due: datetime = MOMENT) -> int:
    """Let a notice wait for some chats that follow the ward; return its number."""
    letters = []
    for chat in chats:
        store.chats.follow(chat, "gio")
        letters.append(Letter(chat, due, Kind.NOTICE, ""))
    return store.letters.send_out(NewBatch("notice:gio", "Hội diều.", "lan"), letters)


def counts(store: SqliteStore, number: int) -> tuple[int, int, int]:
    batch = store.letters.batch(number)
    assert batch is not None
    return batch.sent, batch.blocked, batch.failed


async def settled(store: SqliteStore, moment: datetime) -> None:
    """Wait until nothing is due any more."""
    await asyncio.to_thread(until, lambda: not store.letters.due(moment, 1), "nothing due")


def dues(store: SqliteStore, chat: int = 1) -> list[str]:
    """Return when the letters of a chat come."""
    letters = store.letters.of_chat(chat)
    return [f"{letter.due.astimezone(VIETNAM):%d/%m/%Y %H:%M}" for letter in letters]


def due_of(store: SqliteStore, chat: int) -> datetime:
    [letter] = store.letters.of_chat(chat)
    return letter.due


class Carrier:
    """A post whose rounds are a second apart, and whose calls all end in one way."""

    def __init__(self, desk: Desk, sent: list[int], status: int = 200) -> None:
        self.status = status
        self.post = Post(desk, Courier(None, desk.store), "tro_ly_bot")
        self.post._courier.attempt = self._attempt  # type: ignore[method-assign, assignment]
        self._sent = sent

    async def _attempt(self, call: object) -> tuple[int, bytes]:
        self._sent.append(call.given["chat_id"])  # type: ignore[attr-defined]
        return self.status, b"{}"

    async def round(self) -> float:
        pause = await self.post._round()
        if self.post._in_hand:
            await asyncio.wait(self.post._in_hand.values())
        await asyncio.sleep(0)
        return pause


class Seconds:
    """Stands for the module `time`."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now
