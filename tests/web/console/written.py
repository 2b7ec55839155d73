"""A file of the knowledge folder, as another hand reads and writes it."""

from __future__ import annotations

from pathlib import Path


class Written:
    """What stands in a file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def text(self) -> str:
        """With its line ends as they are."""
        return self._path.read_bytes().decode()

    def replace(self, old: str, new: str) -> None:
        """Edit the file as somebody with another editor does."""
        assert old in self.text
        self._path.write_bytes(self.text.replace(old, new).encode())
