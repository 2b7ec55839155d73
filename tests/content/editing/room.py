"""A knowledge folder on disk, of invented knowledge, and what edits do to its lines."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from bot.content import editing
from bot.content.editing import Edit
from bot.content.loading import read_folder

SMALL = Path(__file__).parents[2] / "small"


@dataclass
class Room:
    """A knowledge folder and where the versions before its edits are kept."""

    folder: Path
    kept: Path

    @property
    def files(self) -> dict[str, bytes]:
        return read_folder(self.folder)

    def apply(self, edit: Edit, commit_as: str = "") -> None:
        editing.apply(self.folder, self.kept, edit, commit_as=commit_as)

    def difference(self, edit: Edit) -> list[str]:
        """Return the lines that go and those that come, in all files of an edit."""
        files = self.files
        return [
            line
            for name, data in edit.files.items()
            for line in changed_lines(files.get(name, b""), data or b"")
        ]


def changed_lines(before: bytes, after: bytes) -> list[str]:
    old, new = before.decode().splitlines(), after.decode().splitlines()
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [
        line
        for step, a, b, c, d in steps
        if step != "equal"
        for line in [*(f"- {line}" for line in old[a:b]), *(f"+ {line}" for line in new[c:d])]
    ]
