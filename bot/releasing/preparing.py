"""Make an engine of knowledge files; what was worked out once is kept for the next time.

The knowledge is read anew after each edit, which takes half a second. The index depends on few
of the files: after most edits it stays what it was.
"""

from __future__ import annotations

import logging
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from bot.assistant.engine import Engine
from bot.content import loading
from bot.content.knowledge import Knowledge
from bot.releasing import learning
from bot.releasing.learning import Served
from bot.search.understanding import Understanding

log = logging.getLogger(__name__)


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
            served, learnt = learning.work_out(files)
            return Engine(served.knowledge, self._remember(served.index, learnt))
        place = self._cache / f"{loading.digest(files)[:24]}-{learning.code_mark()}.knowledge"
        found = self._recall(place)
        if found is None:
            _work_out_apart(files, self._cache, place)
            found = self._recall(place)
        if found is None:
            served, learnt = learning.work_out(files)
            found = served.knowledge, self._remember(served.index, learnt)
        return Engine(*found)

    def _recall(self, place: Path) -> tuple[Knowledge, Understanding] | None:
        served = learning.recall(place)
        if not isinstance(served, Served):
            return None
        if served.index == self._index and self._understanding:
            return served.knowledge, self._understanding
        understanding = learning.recall(place.parent / served.index)
        if not isinstance(understanding, Understanding):
            return None
        return served.knowledge, self._remember(served.index, understanding)

    def _remember(self, index: str, understanding: Understanding) -> Understanding:
        self._index, self._understanding = index, understanding
        return understanding


def engine_of(files: loading.Files, cache: Path | None) -> Engine:
    """Return an engine for these files; `KnowledgeError` with every fault if they have any."""
    return Preparer(cache).engine(files)


def _work_out_apart(files: loading.Files, cache: Path, place: Path) -> None:
    """Work out in a process of its own, whose memory goes with it; `KnowledgeError` as usual."""
    try:
        pool = ProcessPoolExecutor(1, get_context("spawn"), initializer=learning.settle_in)
        try:
            pool.submit(learning.work_out_and_keep, dict(files), cache, place).result()
        finally:
            pool.shutdown(wait=False)  # what it holds takes a while to be given back
    except BrokenProcessPool:
        log.warning("the process that prepares the index was killed; preparing it here")
