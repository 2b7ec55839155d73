"""The code of what was looked up: it proves that we said these words, which are kept nowhere.

Sessions, offices and days of renewal have no fixed wording that a history could hold, and what a
person told of a birth must not be kept. So their code is made of the words with a secret key of
the installation, and is checked together with the words.
"""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from bot.assistant.codes import LOOKED_UP, spelled, written
from bot.assistant.question import VIETNAM
from bot.assistant.reply import Reply
from bot.assistant.status import Status
from bot.content.knowledge import Knowledge
from bot.content.parameters import write_day
from bot.errors import StoreError
from bot.provenance.comparing import tokens
from bot.store.base import Store

log = logging.getLogger(__name__)
_KEY_BYTES = 32
_NAME = "key"
_MOST_LINES = 150
"""Lines of an answer; none is that long."""
_LOOKED_UP = {Status.CALCULATED, Status.SESSIONS, Status.OFFICE}


class Seal:
    """Makes and checks the codes of what was looked up."""

    def __init__(self, key: bytes) -> None:
        """`key`: up to 64 bytes that nobody else knows; all processes of a bot share it."""
        self._key = key

    def sealed(self, reply: Reply, knowledge: Knowledge) -> Reply:
        """Return the reply with day and code below what was looked up; others as they are."""
        situation = reply.situation
        if situation is None or not reply.topics or not _is_looked_up(reply):
            return reply
        day = situation.moment.astimezone(VIETNAM).date()
        told = write_day(day, reply.language)
        line = knowledge.say("ma-tra-cuu", reply.language, ngay=told, ma="\0")
        before, _, after = line.partition("\0")
        code = self._code(reply.topics[0], " ".join(tokens(f"{reply.note}\n{before}")))
        return replace(reply, note=f"{reply.note}\n\n{before}{written(code)}{after}")

    def find(self, code: str, said: str, topics: Iterable[str]) -> tuple[str, str] | None:
        """Return which of the topics was looked up with these words, from any line on.

        `said`: the text up to its code. What stands above those words is returned too. None where
        we said nothing of the kind.
        """
        asked, lines = list(topics), said.split("\n")
        words = [" ".join(tokens(line)) for line in lines]
        starts = [at for at, line in enumerate(words) if line][-_MOST_LINES:]
        for at in starts:
            told = " ".join(filter(None, words[at:]))
            for topic in asked:
                if self._code(topic, told) == code:
                    return topic, "\n".join(lines[:at])
        return None

    def _code(self, topic: str, words: str) -> str:
        return spelled(f"{topic}\n{words}".encode(), LOOKED_UP, self._key)


def _is_looked_up(reply: Reply) -> bool:
    return any(finding.status in _LOOKED_UP for finding in reply.found)


def seal_of(store: Store, folder: Path) -> Seal | None:
    """Return the seal of an installation; blocks. None where it has no key and gets none.

    The key lies in the data folder, or in a store that is shared: there all processes need it.
    """
    if not store.shared:
        return seal_kept_in(folder)
    try:
        return Seal(store.secrets.settle(_NAME, key_in(folder) or secrets.token_bytes(_KEY_BYTES)))
    except StoreError:
        log.exception("no key for the codes of what is looked up")
        return None


def key_in(folder: Path) -> bytes | None:
    """Return the key that lies in a folder, or None."""
    try:
        key = (folder / _NAME).read_bytes()
    except OSError:
        return None
    return key if len(key) == _KEY_BYTES else None


def key_of(store: Store, folder: Path) -> bytes | None:
    """Return the key of an installation, wherever it is kept, or None; blocks."""
    return store.secrets.get(_NAME) if store.shared else key_in(folder)


def keep_key(key: bytes, store: Store, folder: Path) -> None:
    """Let an installation have a key, which it has not yet; blocks."""
    if store.shared:
        store.secrets.settle(_NAME, key)
        return
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / _NAME, "wb", opener=_private) as file:
        file.write(key)


def seal_kept_in(folder: Path) -> Seal | None:
    """Return the seal whose key lies in a folder, made at first; None where that is impossible."""
    path = folder / _NAME
    try:
        _make_key(path)
        key = path.read_bytes()
    except OSError as error:
        log.warning("no key for the codes of what is looked up: %s", error.strerror)
        return None
    if len(key) != _KEY_BYTES:
        log.warning("%s is damaged; what is looked up gets no codes", path)
        return None
    return Seal(key)


def _make_key(path: Path) -> None:
    """Write a key that only this user can read, unless there is one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError), open(path, "xb", opener=_private) as file:
        file.write(secrets.token_bytes(_KEY_BYTES))


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
