"""Make an engine of knowledge files; what was worked out once is kept for the next time.

The knowledge is read anew after each edit, which takes half a second. The index, which takes many
times that, depends on few of the files: after most edits it stays what it was.
"""

from __future__ import annotations

import hashlib
import logging
import os
import pickle
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bot.assistant.engine import Engine
from bot.content import loading
from bot.content.knowledge import Knowledge
from bot.search.understanding import Understanding

log = logging.getLogger(__name__)
_KEPT = 3
_ROOMS = ("content", "language", "search")


@dataclass(frozen=True)
class _Read:
    """Knowledge as it is served, without the phrasings, which only learning needs."""

    knowledge: Knowledge
    index: str
    """Name of the index that was learnt from the phrasings."""


class Preparer:
    """Makes one engine after the other; an index that still fits is not learnt again."""

    def __init__(self, cache: Path | None) -> None:
        """`cache`: a folder of this installation's own, trusted like its code; None keeps none."""
        self._cache = cache
        self._index = ""
        self._understanding: Understanding | None = None

    def engine(self, files: loading.Files) -> Engine:
        """Return an engine for these files; `KnowledgeError` with every fault if they have any."""
        if self._cache is None:
            read, learnt = _prepare(files)
            return Engine(read.knowledge, self._remember(read.index, learnt))
        place = self._cache / f"{loading.digest(files)[:24]}-{_code_mark()}.knowledge"
        found = self._recall(place)
        if found is None:
            _prepare_apart(files, self._cache, place)
            found = self._recall(place)
        if found is None:
            read, learnt = _prepare(files)
            found = read.knowledge, self._remember(read.index, learnt)
        return Engine(*found)

    def _recall(self, place: Path) -> tuple[Knowledge, Understanding] | None:
        read = _load(place)
        if not isinstance(read, _Read):
            return None
        if read.index == self._index and self._understanding:
            return read.knowledge, self._understanding
        understanding = _load(place.parent / read.index)
        if not isinstance(understanding, Understanding):
            return None
        return read.knowledge, self._remember(read.index, understanding)

    def _remember(self, index: str, understanding: Understanding) -> Understanding:
        self._index, self._understanding = index, understanding
        return understanding


def engine_of(files: loading.Files, cache: Path | None) -> Engine:
    """Return an engine for these files; `KnowledgeError` with every fault if they have any."""
    return Preparer(cache).engine(files)


def _prepare(files: loading.Files) -> tuple[_Read, Understanding]:
    knowledge = loading.load(files)
    return _served(knowledge, files), Understanding(knowledge)


def _served(knowledge: Knowledge, files: loading.Files) -> _Read:
    learnt = hashlib.sha256(repr(knowledge.phrasings).encode())
    for name in sorted(name for name in files if name.startswith("language/")):
        learnt.update(name.encode() + b"\0" + files[name])
    name = f"{learnt.hexdigest()[:24]}-{_code_mark()}.index"
    return _Read(replace(knowledge, phrasings={}), name)


def _prepare_apart(files: loading.Files, cache: Path, place: Path) -> None:
    """Prepare in a process of its own, whose memory goes with it; `KnowledgeError` as usual."""
    try:
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            pool.submit(prepare_and_keep, dict(files), cache, place).result()
    except BrokenProcessPool:
        log.warning("the process that prepares the index was killed; preparing it here")


def prepare_and_keep(files: dict[str, bytes], cache: Path, place: Path) -> None:
    """Put the knowledge into its place in the cache, and its index where it is not there yet."""
    knowledge = loading.load(files)
    read = _served(knowledge, files)
    try:
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not (cache / read.index).exists():
            _keep(cache / read.index, Understanding(knowledge))
        _keep(place, read)
        for kind in ("*.index", "*.knowledge"):
            newest = sorted(cache.glob(kind), key=lambda path: -path.stat().st_mtime)
            for old in newest[_KEPT:]:
                old.unlink(missing_ok=True)
    except OSError as error:
        log.warning("index cache not written: %s", error)


def _load(place: Path) -> Any:
    try:
        with place.open("rb") as file:
            found = pickle.load(file)  # noqa: S301  (our own file)
        os.utime(place)
    except FileNotFoundError:
        return None
    except Exception as error:  # noqa: BLE001  (a torn or old cache is only rebuilt)
        log.warning("index cache unreadable (%s), rebuilt", error.__class__.__name__)
        with suppress(OSError):
            place.unlink()
        return None
    return found


def _keep(place: Path, value: object) -> None:
    part = place.with_suffix(f".{os.getpid()}.part")
    with part.open("wb") as file:
        pickle.dump(value, file, protocol=5)
    part.replace(place)


def _code_mark() -> str:
    """Return a hash of the code, and the index of places, that the cache depends on."""
    total = hashlib.sha256()
    home = Path(__file__).parents[1]
    for room in _ROOMS:
        for path in sorted([*(home / room).rglob("*.py"), *(home / room).rglob("*.json")]):
            total.update(path.read_bytes())
    return total.hexdigest()[:12]
