"""Records of the knowledge files, found by id and changed as they are written, not as read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.content import loading, reading
from bot.content.editing.edit import Edit, EditError, edit_of
from bot.content.editing.fields import in_order, with_fields
from bot.content.loading import Files
from bot.content.reshaping import reshaped
from bot.content.splicing import Entry
from bot.errors import Fault, KnowledgeError

_FOLDERS = {
    "entries": "faq", "parameters": "law", "sessions": "sessions", "offices": "offices",
    "notices": "notices",
}  # fmt: skip
"""Where the records of each kind are; a file has them in a list of this name."""
_CALLED = {
    "entries": "chủ đề", "parameters": "thông số", "sessions": "phiên", "offices": "cơ quan",
    "notices": "thông báo",
}  # fmt: skip


@dataclass(frozen=True)
class Found:
    """A record and the file that it stands in."""

    file: str
    content: Entry
    """The whole file, the record in it."""
    record: Entry

    def change(self, fields: Mapping[str, object], order: Sequence[str]) -> None:
        """Set fields of the record, named as `answers.0.lead`; what is empty is taken out."""
        new = in_order(with_fields(self.record, fields), order)
        self.record.clear()
        self.record.update(new)

    def edit(self, title: str, files: Files) -> Edit:
        """Return the edit that writes the file as it has become."""
        return written(title, files, self.file, self.content)


def find(files: Files, kind: str, name: str) -> Found:
    """Return one of the `entries`, `parameters`, `sessions`, `offices` or `notices` by its id.

    Raises:
        EditError: There is none.
        KnowledgeError: The file that it may be in cannot be read.
    """
    for file, data in files_of(files, _FOLDERS[kind]):
        if name.encode() in data:
            content = content_of(files, file)
            for record in _records(content, kind):
                if record.get("id") == name:
                    return Found(file, content, record)
    raise EditError(f"không có {_CALLED[kind]} «{name}»; tải lại trang rồi chọn lại")


def files_of(files: Files, folder: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files in a folder of the knowledge."""
    return ((name, data) for name, data in files.items() if name.startswith(f"{folder}/"))


def content_of(files: Files, file: str, head: bytes = b"") -> Any:
    """Return a file as dict, list and text; `head` is how it begins where it is new.

    `KnowledgeError` where the file is not of its form: nothing can be said to stand in it.
    """
    if file in files:
        parsed, faults = loading.parse({file: files[file]})
        if file not in parsed:
            raise KnowledgeError([fault for fault in faults if fault.file == file])
        return parsed[file].document.plain
    document = reading.read(file, head)
    if isinstance(document, Fault):
        raise KnowledgeError([document])
    return document.plain


def written(title: str, files: Files, file: str, content: Entry, head: bytes = b"") -> Edit:
    """Return the edit that makes a file say this; `head` is how it begins where it is new."""
    return edit_of(title, files, {file: reshaped(file, files.get(file, head), content)})


def removed(title: str, files: Files, kind: str, names: Collection[str]) -> Edit:
    """Return the edit that takes records out; a file whose last notice goes is removed.

    Raises:
        EditError: One of them is not there.
        KnowledgeError: A file that they may be in cannot be read.
    """
    left, changed = set(names), dict[str, bytes | None]()
    for file, data in files_of(files, _FOLDERS[kind]):
        if not any(name.encode() in data for name in left):
            continue
        content = content_of(files, file)
        kept = [record for record in content.get(kind) or [] if record.get("id") not in names]
        left -= {str(record.get("id")) for record in content.get(kind) or []}
        if len(kept) == len(content.get(kind) or []):
            continue
        if not kept and kind == "notices":
            changed[file] = None
            continue
        content[kind] = kept
        changed[file] = reshaped(file, data, content if kept else _without(content, kind))
    if left:
        raise EditError(f"không có {_CALLED[kind]} «{min(left)}»; tải lại trang rồi chọn lại")
    return edit_of(title, files, changed)


def _without(content: Entry, key: str) -> Entry:
    return {name: value for name, value in content.items() if name != key}


def ids(files: Files, *kinds: str) -> set[str]:
    """Return the ids of all records of these kinds; files that cannot be read are left out."""
    found: set[str] = set()
    for kind in kinds:
        for file, data in files_of(files, _FOLDERS[kind]):
            document = reading.read(file, data)
            if not isinstance(document, Fault):
                found |= {str(record.get("id")) for record in _records(document.plain, kind)}
    return found


def record_at(files: Files, fault: Fault) -> tuple[str, str]:
    """Return the id of the record at a fault and the field in it, such as `answer.steps.2`.

    Of phrasings it is the topic, and voice and number. Empty where the fault is in no record.
    """
    document = reading.read(fault.file, files.get(fault.file, b""))
    if isinstance(document, Fault):
        return "", ""
    content: Any = document.plain
    path = document.path_to(fault.line, fault.column)
    match path:
        case ["phrasings", str(topic), *keys]:
            return topic, ".".join(map(str, keys))
        case [str(kind), int(number), *keys] if kind in _FOLDERS:
            record = content[kind][number]
            name = record.get("id") if isinstance(record, dict) else None
            return str(name or ""), ".".join(map(str, keys))
    return "", ""


def local_day(day: date) -> str:
    """Return a day as staff write it in sessions and notices: `05/12/2026`."""
    return f"{day:%d/%m/%Y}"


def _records(content: Any, kind: str) -> list[Entry]:
    found = content.get(kind) if isinstance(content, dict) else None
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []
