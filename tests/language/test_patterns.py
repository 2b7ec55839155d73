"""Possessive groups match alike on every version of the interpreter."""

from __future__ import annotations

import re

import pytest

from bot.language import patterns
from bot.language.patterns import compiled


@pytest.mark.parametrize("misread", [True, False])
def test_a_name_of_several_words_is_found_whole(
    monkeypatch: pytest.MonkeyPatch, misread: bool
) -> None:
    monkeypatch.setattr(patterns, "_MISREAD", misread)
    found = compiled(r"(?: [A-Z]\w*){1,4}+(?!\w)", re.IGNORECASE).search("tên Nguyen Van An, ở")
    assert found is not None
    assert found[0] == " Nguyen Van An"


def test_what_is_escaped_or_single_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_MISREAD", True)
    assert compiled(r"\)*+a").pattern == r"\)*+a"
    assert compiled(r"[\w-]++(?:\.\w++){1,3}+").pattern == r"[\w-]++(?:\.\w++){1,3}"
