"""Knowledge files worked out to what serves: the knowledge and the index learnt from it.

Both are kept on disk. The index is named by what it was learnt from and stays where that stays;
where it does not, notes on the texts of the last learning spare reading all of them again.

Nothing that answers is imported here: a process that only learns starts the sooner.
"""

from __future__ import annotations

import ctypes
import gc
import hashlib
import logging
import os
import pickle
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.content import loading
from bot.content.knowledge import Knowledge
from bot.search.matcher import Matcher
from bot.search.notes import Notes
from bot.search.understanding import Understanding

log = logging.getLogger(__name__)
_KEPT = {"*.index": 3, "*.knowledge": 3, "*.notes": 1}
"""Files of each kind that stay in the cache."""
_ROOMS = ("content", "language", "search")
_SIGNAL_OF_PARENT = 1
"""PR_SET_PDEATHSIG of Linux."""


@dataclass(frozen=True)
class Served:
    """Knowledge as it is served, without the phrasings, which only learning needs."""

    knowledge: Knowledge
    index: str
    """Name of the index that was learnt from the phrasings."""


def settle_in() -> None:
    """Begin a process that only learns: it ends soon, at the latest with the one that began it.

    Looking for garbage would be time lost.
    """
    gc.disable()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SIGNAL_OF_PARENT, signal.SIGKILL)


def work_out(files: loading.Files) -> tuple[Served, Understanding]:
    """Read and learn; `KnowledgeError` with every fault if there are any."""
    knowledge = loading.load(files)
    return _served(knowledge, files), Understanding(knowledge)


def work_out_and_keep(files: dict[str, bytes], cache: Path, place: Path) -> None:
    """Put the knowledge into its place in the cache, and its index where it is not there yet."""
    knowledge = loading.load(files)
    served = _served(knowledge, files)
    try:
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not (cache / served.index).exists():
            _learn_and_keep(knowledge, cache, cache / served.index)
        _keep(place, served)
        for kind, most in _KEPT.items():
            newest = sorted(cache.glob(kind), key=lambda path: -path.stat().st_mtime)
            for old in newest[most:]:
                old.unlink(missing_ok=True)
    except OSError as error:
        log.warning("index cache not written: %s", error)


def _served(knowledge: Knowledge, files: loading.Files) -> Served:
    learnt = hashlib.sha256(repr(knowledge.phrasings).encode())
    for name in sorted(name for name in files if name.startswith("language/")):
        learnt.update(name.encode() + b"\0" + files[name])
    name = f"{learnt.hexdigest()[:24]}-{code_mark()}.index"
    return Served(replace(knowledge, phrasings={}), name)


def _learn_and_keep(knowledge: Knowledge, cache: Path, place: Path) -> None:
    kept = cache / f"{code_mark()}.notes"
    found = recall(kept)
    notes = found if isinstance(found, Notes) else Notes()
    _keep(place, Understanding(knowledge, Matcher(knowledge, notes=notes)))
    _keep(kept, notes)


def recall(place: Path) -> Any:
    """Return what is kept in a place, None where there is nothing that can be read."""
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


def code_mark() -> str:
    """Return a hash of the code, and the index of places, that the cache depends on."""
    total = hashlib.sha256()
    home = Path(__file__).parents[1]
    for room in _ROOMS:
        for path in sorted([*(home / room).rglob("*.py"), *(home / room).rglob("*.json")]):
            total.update(path.read_bytes())
    return total.hexdigest()[:12]
