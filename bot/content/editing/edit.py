"""An edit of the knowledge: whole new files, made for files that must still be the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bot.content import loading
from bot.content.editing.committing import commit
from bot.content.loading import Files
from bot.content.one_writer import one_writer
from bot.content.versions import Versions, hash_of
from bot.errors import BotError, Fault, KnowledgeError


class EditError(BotError):
    """An edit that cannot be made: what it speaks of is not there, or is there already."""


class ConflictError(BotError):
    """An edit of a file that somebody else has changed meanwhile; nothing was written."""

    def __init__(self, file: str) -> None:
        """Name the file."""
        self.file = file
        super().__init__(
            f"{file} vừa được người khác sửa; chưa ghi gì. "
            "Hãy mở lại trang để xem bản mới, rồi sửa lại"
        )


@dataclass(frozen=True)
class Edit:
    """New content of files, by path below the knowledge folder."""

    title: str
    """What is edited, in words of the staff."""
    files: Mapping[str, bytes | None]
    """None removes a file; no files: the edit changes nothing."""
    base: Mapping[str, str]
    """Hash that each of these files had when the edit began, empty where there was none."""

    def onto(self, files: Files) -> dict[str, bytes]:
        """Return the content of the folder with this edit, from what it was before."""
        new = {**files, **self.files}
        return {name: data for name, data in sorted(new.items()) if data is not None}

    def then(self, other: Edit) -> Edit:
        """Return both edits as one; `other` was made for what this one leaves."""
        title = "; ".join(filter(None, (self.title, other.title)))
        return Edit(title, {**self.files, **other.files}, {**other.base, **self.base})


def edit_of(title: str, files: Files, changed: Mapping[str, bytes | None]) -> Edit:
    """Return what makes files of this folder others; those that stay the same are left out."""
    new = {name: data for name, data in changed.items() if data != files.get(name)}
    return Edit(title, new, base_of(files, *new))


def base_of(files: Files, *names: str) -> dict[str, str]:
    """Return the hashes of some files, to be kept while somebody edits them."""
    return {name: hash_of(files.get(name)) for name in names}


def faults_of(files: Files) -> tuple[Fault, ...]:
    """Return every fault that these files have as a knowledge folder, by place."""
    try:
        loading.load(files)
    except KnowledgeError as error:
        return tuple(error.faults)
    return ()


def apply(folder: Path, kept: Path, edit: Edit, *, commit_as: str = "") -> None:
    """Write an edit into the knowledge folder, all of it or nothing.

    `kept` is a folder for the files as they were. `commit_as` names the person in whose name the
    edit is committed where the folder is in a git work tree; empty: it is not. A commit that fails
    is logged, and the edit stays.

    Raises:
        ConflictError: One of the files is not what the edit was made for.
        KnowledgeError: With every fault that the knowledge would have.
        VersionError: The disk does not allow it.
    """
    if not edit.files:
        return
    with one_writer(folder):
        versions = Versions(folder, kept)
        versions.take_back_unfinished()
        seen = loading.read_folder(folder)
        for name in sorted({*edit.files, *edit.base}):
            _refuse_elsewhere(name)
            if hash_of(seen.get(name)) != edit.base.get(name, ""):
                raise ConflictError(name)
        loading.load(edit.onto(seen))
        versions.replace(seen, edit.files, edit.title)
        if commit_as:
            commit(folder, edit.files, edit.title, commit_as)


def _refuse_elsewhere(name: str) -> None:
    """No edit leaves the knowledge folder or hides in it."""
    parts = PurePosixPath(name).parts
    if PurePosixPath(name).is_absolute() or any(part.startswith(".") for part in parts):
        raise EditError(f"«{name}» không phải tệp kiến thức; đặt tên như faq/le-phi.yaml")
