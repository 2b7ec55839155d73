"""The schemas let an editor say what the loader would say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import ClassVar

import pytest
import yaml

from bot.content.loading import FORMS
from bot.content.schemas import schemas, stale_schemas, write_schemas

SMALL = Path(__file__).parents[1] / "small"
FILES = sorted(path.relative_to(SMALL).as_posix() for path in SMALL.rglob("*.yaml"))
TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}
MAY_LACK = {
    "language/concepts.yaml": {"asks", "rows"},
    "language/asking.yaml": {"goes_on"},
    "sessions/phuong-gio.yaml": {"places", "sessions"},
    "notices/mua-dieu.yaml": {"sample"},
    "language/red_flags.yaml": {
        "articles",
        "names",
        "harm",
        "genuine",
        "endings",
        "imitated",
        "doubts",
        "site",
    },
    "language/small_talk.yaml": {"distress", "bereaved"},
}
"""Keys of the small files that may be left out; every other one is needed."""
NOTES = {"title", "description", "default", "format", "$defs"}


def wrongs(schema: dict, part: object, root: dict) -> Iterator[str]:
    """Yield which words of a schema a part of a file breaks; enough of JSON Schema for ours."""
    for word, wanted in schema.items():
        if word == "$ref":
            yield from wrongs(root["$defs"][wanted.rpartition("/")[2]], part, root)
        elif word not in NOTES and not holds(word, wanted, schema, part, root):
            yield word
    if isinstance(part, dict):
        for key, value in part.items():
            inner = schema.get("properties", {}).get(key, schema.get("additionalProperties"))
            yield from wrongs(inner, value, root) if isinstance(inner, dict) else ()
    if isinstance(part, list):
        for item in part:
            yield from wrongs(schema.get("items", {}), item, root)


def holds(word: str, wanted: object, schema: dict, part: object, root: dict) -> bool:
    branches = wanted if isinstance(wanted, list) else []
    rules = {
        "type": lambda: isinstance(part, tuple(TYPES[name] for name in branches or [wanted])),
        "anyOf": lambda: any(not list(wrongs(branch, part, root)) for branch in branches),
        "oneOf": lambda: sum(not list(wrongs(branch, part, root)) for branch in branches) == 1,
        "enum": lambda: part in branches,
        "const": lambda: part == wanted,
        "pattern": lambda: not isinstance(part, str) or re.search(str(wanted), part),
        "minLength": lambda: not isinstance(part, str) or len(part) >= wanted,
        "maxLength": lambda: not isinstance(part, str) or len(part) <= wanted,
        "minItems": lambda: not isinstance(part, list) or len(part) >= wanted,
        "minimum": lambda: not isinstance(part, int) or part >= wanted,
        "maximum": lambda: not isinstance(part, int) or part <= wanted,
        "required": lambda: not isinstance(part, dict) or set(branches) <= set(part),
        "properties": lambda: True,
        "items": lambda: True,
        "propertyNames": lambda: all(not list(wrongs(wanted, key, root)) for key in part),
        "additionalProperties": lambda: (
            wanted is not False
            or not isinstance(part, dict)
            or set(part) <= set(schema.get("properties", {}))
        ),
        "patternProperties": lambda: all(
            not list(wrongs(inner, value, root))
            for key, value in part.items()
            for pattern, inner in wanted.items()
            if re.search(pattern, key)
        ),
    }
    return bool(rules[word]())


@cache
def schema_of(file: str) -> dict:
    folder, _, stem = file.removesuffix(".yaml").rpartition("/")
    name = stem if folder in {"", "language"} else folder
    return json.loads(schemas()[f"{name}.json"])


class Editor(yaml.SafeLoader):
    """Reads as editors do, by YAML 1.2, where `on` and `no` are words."""

    yaml_implicit_resolvers: ClassVar = {
        letter: [(tag, form) for tag, form in found if letter in "tTfF" or "bool" not in tag]
        for letter, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def as_editors_see(part: object) -> object:
    """Return plain YAML with days as text, as YAML 1.2 has them."""
    if isinstance(part, dict):
        return {str(key): as_editors_see(value) for key, value in part.items()}
    if isinstance(part, list):
        return [as_editors_see(value) for value in part]
    return part.isoformat() if isinstance(part, date) else part


def content(file: str) -> dict:
    return as_editors_see(yaml.load((SMALL / file).read_text("utf-8"), Editor))


def complaints(file: str, part: object) -> list[str]:
    schema = schema_of(file)
    return list(wrongs(schema, part, schema))


def test_each_form_has_a_schema() -> None:
    assert len(schemas()) == len(FORMS)
    assert {"law.json", "faq.json", "sessions.json", "groups.json", "concepts.json"} <= set(
        schemas()
    )


@pytest.mark.parametrize("file", FILES)
def test_an_editor_has_nothing_against_a_good_file(file: str) -> None:
    assert complaints(file, content(file)) == []


@pytest.mark.parametrize("file", FILES)
def test_an_editor_marks_an_unknown_key(file: str) -> None:
    assert complaints(file, {**content(file), "la": []}) == ["additionalProperties"]


@pytest.mark.parametrize("file", FILES)
def test_an_editor_marks_a_missing_key(file: str) -> None:
    whole = content(file)
    for key in whole:
        lacking = {name: part for name, part in whole.items() if name != key}
        may_lack = file in MAY_LACK and key in MAY_LACK[file]
        assert complaints(file, lacking) == ([] if may_lack else ["required"])


@pytest.mark.parametrize(
    ("value", "right"),
    [
        (50_000, True),
        ("0123", True),
        ({"min": 5, "max": 7}, True),
        ([14, 25], True),
        ({"min": 5}, False),
        ([[14]], False),
        (None, False),
    ],
)
def test_an_editor_takes_a_number_a_text_a_range_or_a_list_as_a_value(
    value: object, right: bool
) -> None:
    law = content("law/thong-so.yaml")
    law["parameters"][0]["values"][0]["value"] = value

    assert (complaints("law/thong-so.yaml", law) == []) == right


@pytest.mark.parametrize(
    ("translation", "right"),
    [
        ({"title": "Kites"}, True),
        ({"lead": "Kites."}, True),
        ({"title": "Kites", "lead": "Kites."}, True),
        ({"title": "Kites", "steps": ["Run."]}, False),
        ({}, False),
    ],
)
def test_an_editor_takes_a_title_or_a_wording_as_a_translation(
    translation: dict, right: bool
) -> None:
    faq = content("faq/do-choi.yaml")
    faq["entries"][0]["translations"] = {"en": translation}

    assert (complaints("faq/do-choi.yaml", faq) == []) == right


def test_keys_are_named_as_staff_write_them() -> None:
    text = "".join(schemas().values())

    assert '"from"' in text
    assert '"from_"' not in text


def test_missing_and_changed_schemas_are_stale_until_written(tmp_path: Path) -> None:
    assert stale_schemas(tmp_path) == [f".schema/{name}" for name in schemas()]
    write_schemas(tmp_path)
    assert stale_schemas(tmp_path) == []
    (tmp_path / ".schema/law.json").write_text("{}", "utf-8")
    (tmp_path / ".schema/faq.json").unlink()
    assert stale_schemas(tmp_path) == [".schema/law.json", ".schema/faq.json"]
    write_schemas(tmp_path)
    assert stale_schemas(tmp_path) == []
