"""The shipped knowledge, and what the staff make of it in a script."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from bot.assistant.engine import Engine
from bot.content import loading
from bot.search.understanding import Understanding
from tests.conversations.script import Change

_FOLDER = Path(__file__).parents[2] / "knowledge"


class Knowledge:
    """Reads and learns once what many conversations need."""

    @cached_property
    def files(self) -> loading.Files:
        """The folder as it is shipped."""
        return loading.read_folder(_FOLDER)

    @cached_property
    def _understanding(self) -> Understanding:
        return Understanding(loading.load(self.files))

    @cached_property
    def engine(self) -> Engine:
        """One that answers from the folder."""
        return Engine(loading.load(self.files), self._understanding)

    def engine_of(self, files: loading.Files) -> Engine:
        """Return an engine for files in which the topics are those of the folder."""
        if files == self.files:
            return self.engine
        return Engine(loading.load(files), self._understanding)

    def changed(self, change: Change) -> loading.Files:
        """Return the files after an edit."""
        text = self.files[change.file].decode()
        if text.count(change.before) != 1:
            raise ValueError(f"{change.file} does not have once: {change.before}")
        edited = text.replace(change.before, change.after).encode()
        return {**self.files, change.file: edited}
