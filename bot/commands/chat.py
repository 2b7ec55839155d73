"""`chat`: the same conversation in the terminal."""

from __future__ import annotations

import argparse
import asyncio
import sys

from bot.assistant.replies import as_text
from bot.clock import now_in_vietnam
from bot.config import Config
from bot.desk import Answered, Desk
from bot.provenance.seal import seal_of
from bot.releasing import in_force
from bot.releasing.preparing import Preparer
from bot.store.opening import open_store

NAME = "chat"
HELP = "trò chuyện trong cửa sổ dòng lệnh"


def options(parser: argparse.ArgumentParser) -> None:
    """Add this command's options: none of its own."""


def perform(given: argparse.Namespace, config: Config) -> int:
    """Talk until the input ends or the person writes `thoát`."""
    store = open_store(config)
    try:
        preparer = Preparer(config.data / "cache")
        found = in_force.at_start(config.knowledge, store, preparer, "chat")
        clock = (lambda: given.on) if given.on else now_in_vietnam
        asyncio.run(_talk(Desk(found.engine, store, clock, seal_of(store, config.data))))
    finally:
        store.close()
    return 0


async def _talk(desk: Desk) -> None:
    knowledge = desk.engine.knowledge
    print(knowledge.say("chao-mung", "vi"), "\n(gõ «thoát» để dừng)\n")
    offered: tuple[str, ...] = ()
    while True:
        print("> ", end="", flush=True)
        line = await asyncio.to_thread(sys.stdin.readline)
        text = line.strip()
        if not line or text.lower() in {"thoát", "thoat", "exit", "quit"}:
            return
        answered = await _answer(desk, text, offered)
        offered = tuple(choice.topic for choice in answered.reply.choices)
        print(f"\n{as_text(answered.reply, knowledge)}\n")


async def _answer(desk: Desk, text: str, offered: tuple[str, ...]) -> Answered:
    if text.isdigit() and 1 <= int(text) <= len(offered):
        return await desk.open_topic(offered[int(text) - 1], "terminal")
    return await desk.ask(text, "terminal", conversation="terminal")
