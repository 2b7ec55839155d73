"""Make an engine of a knowledge folder; what was worked out once is kept for the next start."""

from __future__ import annotations

import hashlib
import logging
import os
import pickle
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

from bot.assistant.engine import Engine
from bot.content import loading
from bot.content.knowledge import Knowledge
from bot.errors import KnowledgeError
from bot.search.understanding import Understanding
from bot.store.base import Store

log = logging.getLogger(__name__)
_KEPT = 3
Prepared = tuple[Knowledge, Understanding]
_ROOMS = ("content", "language", "search")


def engine_of(files: loading.Files, cache: Path | None) -> Engine:
    """Return an engine for these files; `KnowledgeError` with every fault if they have any.

    `cache` is a folder of this installation's own: what lies there is trusted like its code.
    """
    place = cache / f"{loading.digest(files)[:24]}-{_code_mark()}.index" if cache else None
    found = _recall(place) if place else None
    if found is None and place:
        _prepare_apart(files, place)
        found = _recall(place)
    return Engine(*(found or _prepare(files)))


def _prepare(files: loading.Files) -> Prepared:
    """Learn the index; who answers keeps no phrasings, which only learning needs."""
    knowledge = loading.load(files)
    return replace(knowledge, phrasings={}), Understanding(knowledge)


def _prepare_apart(files: loading.Files, place: Path) -> None:
    """Prepare in a process of its own, whose memory goes with it; `KnowledgeError` as usual."""
    try:
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            pool.submit(_prepare_and_keep, dict(files), place).result()
    except BrokenProcessPool:
        log.warning("the process that prepares the index was killed; preparing it here")


def _prepare_and_keep(files: dict[str, bytes], place: Path) -> None:
    _keep(place, _prepare(files))


def engine_in_force(folder: Path, store: Store, cache: Path | None, author: str) -> Engine:
    """Return an engine for the folder, or for the last good release where the folder is broken.

    A good folder becomes the release in force. `KnowledgeError` only where there is neither.
    """
    try:
        files = loading.read_folder(folder)
        engine = engine_of(files, cache)
    except KnowledgeError as error:
        newest = store.releases.newest()
        if newest is None:
            raise
        release, files = newest
        log.error(  # noqa: TRY400  (the fault names its place; a traceback would hide it)
            "knowledge has %d faults; release %d serves: %s",
            len(error.faults),
            release.number,
            error.faults[0],
        )
        return engine_of(files, cache)
    store.releases.publish(engine.knowledge.digest, files, author)
    return engine


def _recall(place: Path) -> Prepared | None:
    try:
        with place.open("rb") as file:
            found: Prepared = pickle.load(file)  # noqa: S301  (our own file)
    except FileNotFoundError:
        return None
    except Exception as error:  # noqa: BLE001  (a torn or old cache is only rebuilt)
        log.warning("index cache unreadable (%s), rebuilt", error.__class__.__name__)
        return None
    os.utime(place)
    return found


def _keep(place: Path, prepared: Prepared) -> None:
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = place.with_suffix(f".{os.getpid()}.part")
        with part.open("wb") as file:
            pickle.dump(prepared, file, protocol=5)
        part.replace(place)
        newest = sorted(place.parent.glob("*.index"), key=lambda path: -path.stat().st_mtime)
        for old in newest[_KEPT:]:
            old.unlink(missing_ok=True)
    except OSError as error:
        log.warning("index cache not written: %s", error)


def _code_mark() -> str:
    """Return a hash of the code, and the index of places, that the cache depends on."""
    total = hashlib.sha256()
    home = Path(__file__).parent
    for room in _ROOMS:
        for path in sorted([*(home / room).rglob("*.py"), *(home / room).rglob("*.json")]):
            total.update(path.read_bytes())
    return total.hexdigest()[:12]
