"""Which release answers: the folder where it has no fault, else the last one that had none."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from bot.assistant.engine import Engine
from bot.content import loading
from bot.errors import KnowledgeError
from bot.releasing.preparing import Preparer
from bot.store.base import Store
from bot.store.kept import Release

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class InForce:
    """The engine that answers, and the release that it was made of."""

    engine: Engine
    release: Release


def at_start(folder: Path, store: Store, preparer: Preparer, author: str) -> InForce:
    """Return what answers after a start; a folder without fault becomes the release in force.

    `KnowledgeError` only where the folder has faults and there is no release yet.
    """
    try:
        return publish(loading.read_folder(folder), store, preparer, author)
    except KnowledgeError as error:
        found = newest(store, preparer)
        if found is None:
            raise
        log.error(  # noqa: TRY400  (the fault names its place; a traceback would hide it)
            "knowledge has %d faults; release %d serves: %s",
            len(error.faults),
            found.release.number,
            error.faults[0],
        )
        return found


def publish(files: loading.Files, store: Store, preparer: Preparer, author: str) -> InForce:
    """Put files into force; `KnowledgeError` with every fault, and nothing changes."""
    engine = preparer.engine(files)
    release = store.releases.publish(engine.knowledge.digest, dict(files), author)
    return InForce(engine, release)


def newest(store: Store, preparer: Preparer) -> InForce | None:
    """Return the newest release with its engine, or None before the first one."""
    found = store.releases.newest()
    if found is None:
        return None
    release, files = found
    return InForce(preparer.engine(files), release)
