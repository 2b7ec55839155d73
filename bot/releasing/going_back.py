"""An earlier release comes into force again, in the knowledge folder too."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.content import loading
from bot.content.one_writer import one_writer
from bot.content.versions import Versions
from bot.errors import BotError, KnowledgeError
from bot.releasing.preparing import Preparer
from bot.store.base import Store
from bot.store.kept import Release

KEPT = "rollbacks"
"""Folder of the data folder that holds the files that were replaced."""


class GoingBackError(BotError):
    """There is no such release, or going back to it would lose edits."""


@dataclass(frozen=True, slots=True)
class WentBack:
    """The release that came into force, and what became of the folder."""

    release: Release
    like: int
    """Number of the release whose files it has."""
    changed: int | None
    """Files of the folder that were replaced; None: it has faults and was left as it is."""

    def __str__(self) -> str:
        """Return that in words for the staff."""
        told = f"Bản {self.release.number} đang dùng, giống bản {self.like}."
        if self.changed is None:
            return f"{told} Thư mục kiến thức có lỗi nên được giữ nguyên; sửa lỗi rồi phát hành."
        return f"{told} Thư mục kiến thức cũng đã trở lại bản ấy ({self.changed} tệp)."


def go_back(
    number: int, folder: Path, data: Path, store: Store, preparer: Preparer, author: str
) -> WentBack:
    """Put the files of an earlier release into the folder, and publish them once more.

    A folder without fault that was edited since the last release is left alone, and so is the
    release in force: the edits would be lost, or come into force with the next start. `data`: the
    data folder, where the replaced files are kept.

    Raises:
        GoingBackError: There is no release of this number, or there are such edits.
        KnowledgeError: The release does not pass the checks of today.
        VersionError: The folder cannot be written; the release in force stays.
    """
    newest, wanted = store.releases.newest(), store.releases.get(number)
    if newest is None or wanted is None:
        raise GoingBackError(f"không có bản {number}; xem các bản: python -m bot releases")
    files = wanted[1]
    engine = preparer.engine(files)
    versions = Versions(folder, data / KEPT)
    with one_writer(folder):
        versions.take_back_unfinished()
        seen = _folder(folder)
        unpublished = seen not in (None, newest[1], files)
        if unpublished and _faultless(seen or {}):
            raise GoingBackError(
                "thư mục kiến thức có sửa đổi chưa phát hành; phát hành các sửa đổi ấy trước, "
                "hoặc bỏ chúng, rồi làm lại"
            )
        changed = None
        if seen is not None and not unpublished:
            changed = _put_back(seen, files, versions, number)
        release = store.releases.publish(engine.knowledge.digest, files, author)
    return WentBack(release, number, changed)


def _put_back(seen: loading.Files, files: loading.Files, versions: Versions, number: int) -> int:
    changed = {
        name: files.get(name)
        for name in seen.keys() | files.keys()
        if seen.get(name) != files.get(name)
    }
    if changed:
        versions.replace(seen, changed, f"trở lại bản {number}")
    return len(changed)


def _folder(folder: Path) -> dict[str, bytes] | None:
    try:
        return loading.read_folder(folder)
    except KnowledgeError:
        return None


def _faultless(files: loading.Files) -> bool:
    try:
        loading.load(files)
    except KnowledgeError:
        return False
    return True
