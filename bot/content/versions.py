"""Files of the knowledge folder replaced whole, the version before kept aside to go back to."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.one_writer import one_writer
from bot.errors import BotError

log = logging.getLogger(__name__)
MOST_KEPT = 20
"""Versions that one can go back to, one after the other."""

_NOTE = "note.json"
_FINISHED = "finished"
"""Stands in a version's folder once all its files are in place."""


class VersionError(BotError):
    """Files that cannot be written or taken back."""


@dataclass(frozen=True)
class _Version:
    """What one change replaced."""

    folder: Path
    title: str
    before: Mapping[str, str]
    """Path below the knowledge folder to the hash it had, empty where there was no file."""
    after: Mapping[str, str]


class Versions:
    """The files of one knowledge folder and the versions before their last changes.

    A file is written beside its place, flushed to the disk and renamed, so whoever looks sees the
    old file or the new one. A change of several files that was cut short is taken back by `undo`,
    and until then no other is made.
    """

    def __init__(self, knowledge: Path, kept: Path) -> None:
        """Look at a knowledge folder; `kept` is made when it is first needed."""
        self._knowledge = knowledge
        self._kept = kept

    def replace(
        self, seen: Mapping[str, bytes], files: Mapping[str, bytes | None], title: str
    ) -> None:
        """Write these files, or remove those that are None; `seen` is the folder as it was.

        `VersionError` where another hand was there in between, or the disk does not allow it.
        """
        with one_writer(self._knowledge):
            self._replace(seen, files, title)

    def undo(self) -> str:
        """Take the last change back; return its title.

        `VersionError` where there is none, it never came to be, or a file was edited since.
        """
        with one_writer(self._knowledge):
            return self._undo()

    def take_back_unfinished(self) -> None:
        """Take back a change that was cut short, so that the next one can be made."""
        with one_writer(self._knowledge):
            last = self._last()
            if last and self._is_half_done(last):
                self._undo()

    def _replace(
        self, seen: Mapping[str, bytes], files: Mapping[str, bytes | None], title: str
    ) -> None:
        for name in files:
            if self._hash(name) != hash_of(seen.get(name)):
                raise VersionError(f"{name} vừa được sửa ở nơi khác; hãy chạy lại lệnh")
        self._refuse_half_done()
        try:
            kept = self._keep(seen, files, title)
            for name, data in files.items():
                if data is not None:
                    self._stage(name, data)
            for name, data in files.items():
                if data is not None:
                    self._put_in_place(name)
                else:
                    self._remove(name)
            _write(kept / _FINISHED, b"")
            for old in self._folders()[:-MOST_KEPT]:
                shutil.rmtree(old)
        except OSError as error:
            raise self._unwritten(error) from None

    def _undo(self) -> str:
        version = self._last()
        if version is None:
            raise VersionError("không có lần nhập nào để hoàn tác")
        done = {name: self._is_done(version, name) for name in version.after}
        if None in done.values():
            edited = next(name for name, state in done.items() if state is None)
            raise VersionError(f"{edited} đã được sửa sau lần nhập «{version.title}»; hãy sửa tay")
        try:
            if not any(done.values()):
                self._drop(version)
                raise VersionError(
                    f"lần nhập «{version.title}» chưa ghi gì; chạy lại để hoàn tác lần trước đó"
                )
            (version.folder / _FINISHED).unlink(missing_ok=True)
            for name in [name for name, state in done.items() if state]:
                self._restore(version, name)
            self._drop(version)
        except OSError as error:
            raise self._unwritten(error) from None
        return version.title

    def _unwritten(self, error: OSError) -> VersionError:
        place = error.filename or self._knowledge  # a full disk is told of without a name
        return VersionError(f"không ghi được {place}: {error.strerror}")

    def _refuse_half_done(self) -> None:
        last = self._last()
        if last and self._is_half_done(last):
            raise VersionError(
                f"lần nhập «{last.title}» bị ngắt giữa chừng; chạy --undo trước rồi nhập lại"
            )

    def _is_half_done(self, version: _Version) -> bool:
        if (version.folder / _FINISHED).exists():
            return False
        return len({self._is_done(version, name) for name in version.after} - {None}) > 1

    def _is_done(self, version: _Version, name: str) -> bool | None:
        """Whether a file is as the version made it; `None` where it is neither old nor new."""
        return {version.before[name]: False, version.after[name]: True}.get(self._hash(name))

    def _keep(
        self, seen: Mapping[str, bytes], files: Mapping[str, bytes | None], title: str
    ) -> Path:
        folders = self._folders()
        number = int(folders[-1].name) + 1 if folders else 1
        unfinished = self._kept / "new"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        note = {
            "title": title,
            "before": {name: hash_of(seen.get(name)) for name in files},
            "after": {name: hash_of(data) for name, data in files.items()},
        }
        for name in files:
            if name in seen:
                _write(unfinished / name, seen[name])
        _write(unfinished / _NOTE, json.dumps(note, ensure_ascii=False, indent=1).encode())
        kept = self._kept / f"{number:06}"
        unfinished.replace(kept)
        _flush(self._kept)
        return kept

    def _stage(self, name: str, data: bytes) -> None:
        place = self._knowledge / name
        _write(_beside(place), data)
        if place.exists():
            shutil.copymode(place, _beside(place))

    def _put_in_place(self, name: str) -> None:
        place = self._knowledge / name
        _beside(place).replace(place)
        _flush(place.parent)

    def _restore(self, version: _Version, name: str) -> None:
        if version.before[name]:
            self._stage(name, (version.folder / name).read_bytes())
            self._put_in_place(name)
        else:
            self._remove(name)

    def _remove(self, name: str) -> None:
        (self._knowledge / name).unlink()
        _flush((self._knowledge / name).parent)

    def _drop(self, version: _Version) -> None:
        """Forget a version; where that is cut short, it is gone rather than broken."""
        gone = self._kept / "gone"
        shutil.rmtree(gone, ignore_errors=True)
        version.folder.replace(gone)
        shutil.rmtree(gone, ignore_errors=True)

    def _folders(self) -> list[Path]:
        if not self._kept.is_dir():
            return []
        return sorted(path for path in self._kept.iterdir() if path.name.isdigit())

    def _last(self) -> _Version | None:
        for folder in reversed(self._folders()):
            try:
                note = json.loads((folder / _NOTE).read_text("utf-8"))
                return _Version(folder, note["title"], note["before"], note["after"])
            except (OSError, ValueError, KeyError, TypeError):
                raise VersionError(f"{folder} hỏng; xóa thư mục này") from None
        return None

    def _hash(self, name: str) -> str:
        try:
            return hash_of((self._knowledge / name).read_bytes())
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise VersionError(f"không đọc được {name}: {error.strerror}") from None


def mend(knowledge: Path, data: Path) -> None:
    """Take back every change of a knowledge folder that was cut short, whoever made it.

    `data`: the folder in which those who change it keep the files as they were, each in one below.
    A change that cannot be taken back, for one because a file was edited since, is logged.
    """
    for kept in sorted({note.parents[1] for note in data.glob(f"*/*/{_NOTE}")}):
        try:
            Versions(knowledge, kept).take_back_unfinished()
        except VersionError as error:
            log.error("a change of the knowledge was cut short and stays so: %s", error)  # noqa: TRY400


def hash_of(data: bytes | None) -> str:
    """Return the SHA-256 of a file in hex, empty where there is no file."""
    return "" if data is None else hashlib.sha256(data).hexdigest()


def _beside(place: Path) -> Path:
    """Return where a file waits; hidden, so that it is no part of the knowledge yet."""
    return place.with_name(f".{place.name}.new")


def _write(place: Path, data: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush(folder: Path) -> None:
    """Make a renaming last, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
