"""A topic as the fields of a form, and the fields as the record that stands in a file.

A field is named by where it stands: `answers.0.steps`, `answers.0.en.lead`, `sources.1.url`. An
answer that is the same on all days is `answers.0` without days. Lists have an entry a line.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from multidict import MultiMapping

from bot.content.converting import keys_of
from bot.content.law import Confidence, Source
from bot.content.topics import Wording

Filled = dict[str, str]
"""What stands in each field, by name."""

_SOURCE = keys_of(Source)
WORDING = keys_of(Wording)
_LISTS = {"questions", "related", "actions", "steps", "bring"}
_CHOSEN = ("related", "actions")
"""Lists with a field, or a box to tick, for each entry."""
ALONE = (
    "title", "questions", "title_en", "checked_on", "valid_from", "valid_until", "review_by",
    "ages.from", "ages.until", "answered_by", "beside", "confidence", "literal_ok",
)  # fmt: skip
"""Fields that there is one of."""
DAYS = {"from", "until", "checked_on", "valid_from", "valid_until", "review_by"}
"""Last parts of the names of fields that hold a day; ages have a number there."""
_ROW = re.compile(r"(sources|answers)\.(\d{1,3})\.(.+)")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_MOST_ROWS = 50


def shown(record: Mapping[str, Any]) -> Filled:
    """Return an entry as fields, faulty parts too as far as they can be written in one."""
    english = _mapping(_mapping(record.get("translations")).get("en"))
    filled = {name: _text(record.get(name)) for name in (*ALONE, *_CHOSEN)}
    filled["title_en"] = _text(english.get("title"))
    filled["confidence"] = filled["confidence"] or Confidence.VERIFIED.value
    for key, value in _mapping(record.get("ages")).items():
        filled[f"ages.{key}"] = _text(value)
    for number, source in enumerate(_list(record.get("sources"))):
        filled |= {f"sources.{number}.{key}": _text(source.get(key)) for key in _SOURCE}
    single = {**_mapping(record.get("answer")), "translations": {"en": english}}
    for number, wording in enumerate(_list(record.get("answers")) or [single]):
        other = _mapping(_mapping(wording.get("translations")).get("en"))
        for key in ("from", "until", *WORDING):
            filled[f"answers.{number}.{key}"] = _text(wording.get(key))
        filled |= {f"answers.{number}.en.{key}": _text(other.get(key)) for key in WORDING}
    return filled


def record_of(filled: Filled) -> dict[str, Any]:
    """Return what the fields say as it is to stand in the file; what is empty is there too."""
    record: dict[str, Any] = {
        name: _value(filled, name) for name in (*ALONE, *_CHOSEN) if name not in _ELSEWHERE
    }
    record["ages"] = {key: filled.get(f"ages.{key}", "") for key in ("from", "until")}
    record["sources"] = [
        {key: filled.get(f"sources.{number}.{key}", "") for key in _SOURCE}
        for number in range(count(filled, "sources"))
    ]
    english: dict[str, Any] = {"title": filled.get("title_en", "")}
    wordings = [_wording(filled, number) for number in range(count(filled, "answers"))]
    if len(wordings) == 1 and not (wordings[0]["from"] or wordings[0]["until"]):
        own = wordings[0]
        record["answer"] = {key: own[key] for key in WORDING}
        record["answers"] = []
        english |= own["translations"]["en"]
    else:
        record["answer"] = {}
        record["answers"] = wordings
    record["translations"] = {"en": english}
    return record


_ELSEWHERE = {"title_en", "ages.from", "ages.until"}
"""Fields whose place in the file has another name."""


def differing(before: Filled, after: Filled) -> dict[str, Any]:
    """Return the keys of an entry that other fields make others, with their values."""
    old, new = record_of(before), record_of(after)
    return {key: value for key, value in new.items() if value != old[key]}


def filled_in(sent: MultiMapping[Any]) -> Filled:
    """Return the fields of a form as they were filled in; rows left empty are dropped."""
    filled = {name: tidied(name, str(sent.get(name, ""))) for name in ALONE}
    for name in _CHOSEN:
        chosen = (tidied(name, str(value)) for value in sent.getall(name, []))
        filled[name] = "\n".join(filter(None, chosen))
    rows: dict[tuple[str, int], Filled] = {}
    for name, value in sent.items():
        if (row := _ROW.fullmatch(name)) and isinstance(value, str):
            rows.setdefault((row[1], int(row[2])), {})[row[3]] = tidied(name, value)
    numbers = {"sources": 0, "answers": 0}
    for (kind, _), texts in sorted(rows.items()):
        if "drop" in texts or not any(texts.values()) or numbers[kind] >= _MOST_ROWS:
            continue
        filled |= {f"{kind}.{numbers[kind]}.{key}": text for key, text in texts.items()}
        numbers[kind] += 1
    return filled if numbers["answers"] else filled | {"answers.0.lead": ""}


def with_another_answer(filled: Filled) -> Filled:
    """Return the fields with one answer more, worded like the last, for days still to be given."""
    last = count(filled, "answers") - 1
    own = f"answers.{last}."
    more = {
        f"answers.{last + 1}.{name.removeprefix(own)}": value
        for name, value in filled.items()
        if name.startswith(own)
    }
    more |= {f"answers.{last + 1}.from": "", f"answers.{last + 1}.until": ""}
    began = filled.get(f"{own}from") or filled.get("valid_from", "")
    return filled | {f"{own}from": began} | more


def count(filled: Filled, kind: str) -> int:
    """Return how many `sources` or `answers` there are."""
    rows = (_ROW.fullmatch(name) for name in filled)
    return max((int(row[2]) + 1 for row in rows if row and row[1] == kind), default=0)


def merged(original: Filled, mine: Filled, theirs: Filled) -> Filled:
    """Return the fields of somebody who began with `original`, while others made them `theirs`.

    Theirs hold where one's own were left as they were.
    """
    names = dict.fromkeys((*theirs, *mine))
    return {
        name: (theirs if mine.get(name, "") == original.get(name, "") else mine).get(name, "")
        for name in names
    }


def sealed(filled: Filled) -> str:
    """Return fields as a text that a form keeps."""
    return json.dumps({name: value for name, value in filled.items() if value}, ensure_ascii=False)


def unsealed(text: str) -> Filled:
    """Return what `sealed` made a text of; nothing where it is none."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(name): value for name, value in found.items() if isinstance(value, str)}


def same(one: Filled, other: Filled) -> bool:
    """Return whether the same stands in all fields."""
    return all(one.get(name, "") == other.get(name, "") for name in {*one, *other})


def tidied(name: str, text: str) -> str:
    """Return what was typed into a field without surplus space; a day as files write it."""
    text = unicodedata.normalize("NFC", text).replace("\u00a0", " ")
    text = "\n".join(line.rstrip() for line in text.splitlines()).strip()
    if name.rpartition(".")[2] in DAYS and (day := _DAY.fullmatch(text)):
        return f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}"
    return text


def _wording(filled: Filled, number: int) -> dict[str, Any]:
    own = f"answers.{number}"
    said = {key: _value(filled, f"{own}.{key}") for key in ("from", "until", *WORDING)}
    other = {key: _value(filled, f"{own}.en.{key}") for key in WORDING}
    return {**said, "translations": {"en": other}}


def _value(filled: Filled, name: str) -> str | list[str]:
    text = filled.get(name, "")
    if name.rpartition(".")[2] not in _LISTS:
        return text
    return [line.strip() for line in text.splitlines() if line.strip()]


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(" ".join(_text(part).split()) for part in value)
    return tidied("", value) if isinstance(value, str) else ""


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Mapping[str, Any]]:
    return [_mapping(part) for part in value] if isinstance(value, list) else []
