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
_MOST_TRIED = 20
"""Releases looked at for one that can be used."""


@dataclass(frozen=True)
class InForce:
    """The engine that answers, and the release that it was made of."""

    engine: Engine
    release: Release


def at_start(folder: Path, store: Store, preparer: Preparer, author: str) -> InForce:
    """Return what answers after a start; a folder without fault becomes the release in force.

    `KnowledgeError` only where the folder has faults and there is no release that can be used.
    """
    try:
        return publish(loading.read_folder(folder), store, preparer, author)
    except KnowledgeError as error:
        found = _last_that_loads(store, preparer)
        if found is None:
            raise
        log.error(  # noqa: TRY400  (the fault names its place; a traceback would hide it)
            "knowledge has %d faults; release %d serves: %s",
            len(error.faults),
            found.release.number,
            error.faults[0],
        )
        return found


def _last_that_loads(store: Store, preparer: Preparer) -> InForce | None:
    """Return the newest release that can be read and passes the checks of today."""
    for release in store.releases.list(_MOST_TRIED):
        try:
            found = store.releases.get(release.number)
            if found is not None:
                return InForce(preparer.engine(found[1]), found[0])
        except Exception as error:  # noqa: BLE001  (damaged bytes can do anything)
            log.error("release %d cannot be used and is passed over: %s", release.number, error)  # noqa: TRY400
    return None


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
