"""Whatever the bytes: a folder is knowledge or faults, and nothing else is ever raised."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import reading
from bot.content.loading import Files, load
from bot.content.reading import Document, read
from bot.errors import Fault, KnowledgeError

SMALL = Path(__file__).parents[1] / "small"
FILES = {path.relative_to(SMALL).as_posix(): path.read_bytes() for path in SMALL.rglob("*.yaml")}
names = st.sampled_from(sorted(FILES))
fewer = settings(max_examples=40)
"""Loading a folder takes a while."""


def loads_or_faults(files: Files) -> None:
    refused, faults = False, []
    try:
        load(files)
    except KnowledgeError as error:
        refused, faults = True, error.faults
    assert bool(faults) == refused
    for fault in faults:
        lines = files.get(fault.file, b"").decode("utf-8", "replace").splitlines()
        assert 1 <= fault.line <= len(lines) + 1
        assert fault.column >= 1
        assert fault.message


@fewer
@given(name=names, data=st.binary(max_size=200))
def test_random_bytes_are_faults(name: str, data: bytes) -> None:
    loads_or_faults({**FILES, name: data})


@pytest.mark.parametrize("loader", [yaml.BaseLoader, reading._LOADER], ids=["python", "c"])
@fewer
@given(text=st.text(st.sampled_from("ab:-[]{}&*!|>'\"#%@`,?\\Ux0 \n\t\r\x85\u2028ệ"), max_size=40))
def test_random_yaml_signs_are_a_fault_or_a_document_without_tags_and_aliases(
    loader: type, text: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "_LOADER", loader)
        found = read("x.yaml", text.encode())

    if isinstance(found, Fault):
        assert 1 <= found.line <= len(text.splitlines()) + 1
    else:
        events = list(yaml.parse(text, Loader=loader))
        assert [event for event in events if getattr(event, "anchor", None)] == []
        assert [event for event in events if getattr(event, "tag", None)] == []


scalars = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | st.text(max_size=8)
)
keys = st.sampled_from("id title from values value groups answer lead [key] Range str en".split())
structures = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys | scalars, inner, max_size=3),
    max_leaves=8,
)


@fewer
@given(name=names, content=structures)
def test_random_yaml_is_knowledge_or_faults(name: str, content: object) -> None:
    loads_or_faults({**FILES, name: yaml.safe_dump(content, allow_unicode=True).encode()})


def parts(content: object, place: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the places of all parts of some plain YAML."""
    inner = (
        content.items()
        if isinstance(content, dict)
        else enumerate(content)
        if isinstance(content, list)
        else ()
    )
    return [place, *(at for key, part in inner for at in parts(part, (*place, key)))]


def put(content: object, place: tuple[str | int, ...], new: object) -> object:
    """Return the plain YAML with another part at a place."""
    if not place:
        return new
    key, *rest = place
    items = dict(content) if isinstance(content, dict) else list(content)
    items[key] = put(items[key], tuple(rest), new)
    return items


PLAIN = {name: read(name, data).plain for name, data in FILES.items()}


@fewer
@given(data=st.data(), name=names, new=structures | st.sampled_from(["", "{", "{}", "9" * 5000]))
def test_a_file_with_any_part_replaced_is_knowledge_or_faults(
    data: st.DataObject, name: str, new: object
) -> None:
    place = data.draw(st.sampled_from(parts(PLAIN[name])))
    changed = yaml.safe_dump(put(PLAIN[name], place, new), allow_unicode=True, sort_keys=False)

    loads_or_faults({**FILES, name: changed.encode()})


@fewer
@given(data=st.data(), name=names, new=st.text(max_size=6))
def test_a_file_with_a_slip_of_the_keyboard_is_knowledge_or_faults(
    data: st.DataObject, name: str, new: str
) -> None:
    text = FILES[name].decode()
    start = data.draw(st.integers(0, len(text)))
    gone = data.draw(st.integers(0, 5))

    changed = text[:start] + new + text[start + gone :]
    loads_or_faults({**FILES, name: changed.encode("utf-8", "surrogatepass")})


@fewer
@given(st.lists(st.sampled_from(sorted(FILES)), unique=True))
def test_a_folder_that_lacks_files_is_a_fault_or_still_knowledge(gone: list[str]) -> None:
    loads_or_faults({name: data for name, data in FILES.items() if name not in gone})


@fewer
@given(st.text())
def test_any_text_escaped_in_quotes_comes_back_unless_something_in_it_is_hidden(text: str) -> None:
    quoted = "a: " + yaml.safe_dump(text, default_style='"', width=10_000, allow_unicode=False)
    found = read("x.yaml", quoted.encode())
    hidden = any(
        unicodedata.category(char) in {"Cc", "Cf", "Cs"} and char not in "\n\t" for char in text
    )

    assert isinstance(found, Fault) == hidden
    if isinstance(found, Document):
        assert found.plain == {"a": text}
