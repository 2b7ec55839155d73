"""Files altered in one place, and the faults that they have then."""

from __future__ import annotations

import pytest

from bot.content.loading import Files, load
from bot.errors import Fault, KnowledgeError


def replaced(files: Files, name: str, old: str, new: str) -> dict[str, bytes]:
    """Return the small files with one text changed in one place."""
    text = files[name].decode()
    assert text.count(old) == 1
    return {**files, name: text.replace(old, new).encode()}


def faults_of(files: Files) -> list[Fault]:
    with pytest.raises(KnowledgeError) as raised:
        load(files)
    return raised.value.faults
