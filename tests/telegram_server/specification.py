"""What the Bot API demands of the shape of a call, from the specification beside the project."""

from __future__ import annotations

import copy
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from tests.telegram_server.newer import with_ephemeral_messages

PLACE = Path(__file__).parents[3] / "shared" / "telegram" / "api.json"
_PRIMITIVE: dict[str, type | tuple[type, ...]] = {
    "Integer": int, "Float": (int, float), "String": str, "Boolean": bool,
}  # fmt: skip
_CHARACTERS = re.compile(r"(\d+)-(\d+) characters(?! after entit)")
_AT_MOST = re.compile(r"\(up to (\d+) characters\)")
_BYTES = re.compile(r"(\d+)-(\d+) [Bb]ytes|can't exceed (\d+) bytes")
_SIGNS = {
    "only lowercase English letters, digits and underscores": re.compile(r"[a-z0-9_]*"),
    "only A-Z, a-z, 0-9, _ and - are allowed": re.compile(r"[A-Za-z0-9_-]*"),
    "two-letter ISO 639-1 language code": re.compile(r"([a-z]{2})?"),
}
_ITEMS = re.compile(r"[Ll]ist of (\d+)-(\d+) |[Aa]t most (\d+) \w+ can be specified")
_VALUES = re.compile(r"(?:[Vv]alues between |must be between |, )(\d+)(?:-| and )(\d+)\b")
_ONE_OF = re.compile(r"(?:[Mm]ust be|[Oo]ne of|[Cc]an be).*?(?=\. |$)")
_QUOTED = re.compile(r"[\"“]([^\"”]+)[\"”]")
_ALWAYS = re.compile(r"must be ([a-z_0-9]+)$|always [\"“]([a-z_0-9]+)[\"”]")


class Upload(bytes):
    """A file that came with a call."""

    name: str = ""


class Specification:
    """Methods and types with their fields."""

    def __init__(self, place: Path) -> None:
        found = json.loads(place.read_text("utf-8"))
        self.methods = found["methods"]
        self.types = found["types"]

    def with_ephemeral_messages(self) -> Specification:
        """Return a specification that knows messages which only one member of a group sees."""
        newer = copy.copy(self)
        newer.methods, newer.types = with_ephemeral_messages(self.methods, self.types)
        return newer

    @property
    def updates(self) -> set[str]:
        """The kinds of updates."""
        return {field["name"] for field in self.types["Update"]["fields"]} - {"update_id"}

    def faults(self, method: str, given: dict[str, Any]) -> list[str]:
        """Return everything that is wrong with the shape of a call."""
        if method not in self.methods:
            return [f"{method}: there is no such method"]
        return self._fields(method, self.methods[method].get("fields", []), given)

    def fits(self, method: str, result: Any) -> bool:
        """Return whether something can be the result of a method."""
        return any(self.of_kind(kind, result) for kind in self.methods[method]["returns"])

    def of_kind(self, kind: str, value: Any) -> bool:
        """Return whether a value is of a type."""
        return not self._misfits(kind, value)

    def _fields(self, place: str, fields: list[Any], given: dict[str, Any]) -> list[str]:
        known = {field["name"]: field for field in fields}
        faults = [f"{place}: {name} is not known" for name in given if name not in known]
        for name, field in known.items():
            if name not in given:
                if field["required"]:
                    faults.append(f"{place}: {name} is missing")
            elif misfits := self._nearest(field["types"], given[name]):
                told = f"{name} is not {' or '.join(field['types'])}"
                faults.append(f"{place}: {told}" + f" ({misfits[0]})" * bool(misfits[0]))
            elif fault := _beyond(field["description"], field["types"][0], given[name]):
                faults.append(f"{place}: {name} {fault}")
        return faults

    def _nearest(self, kinds: list[str], value: Any) -> list[str]:
        """Return what keeps a value from being of the kind that it is nearest to."""
        found = [self._misfits(kind, value) for kind in kinds]
        told = [misfits for misfits in found if misfits != [""]]
        return min(told or found, key=len) if all(found) else []

    def _misfits(self, kind: str, value: Any) -> list[str]:
        """Return why a value is not of a kind: nothing if it is, an empty text if obviously."""
        if kind.startswith("Array of "):
            inner = kind.removeprefix("Array of ")
            if not isinstance(value, list):
                return [""]
            return [fault for item in value for fault in self._misfits(inner, item)]
        if kind == "InputFile":
            return [] if isinstance(value, Upload) else [""]
        if kind in _PRIMITIVE:
            fits = isinstance(value, _PRIMITIVE[kind]) and (
                kind == "Boolean" or not isinstance(value, bool)
            )
            return [] if fits else [""]
        form = self.types[kind]
        if form.get("subtypes"):
            return self._nearest(form["subtypes"], value)
        if not isinstance(value, dict):
            return [""]
        return self._fields(kind, form.get("fields", []), value)


def _beyond(description: str, kind: str, value: Any) -> str:
    """Return which limit of its description a value breaks, or nothing."""
    if isinstance(value, str) and not isinstance(value, Upload):
        return _beyond_of_text(description, kind, value)
    pattern, unit, size = _VALUES, "", value
    if isinstance(value, list):
        pattern, unit, size = _ITEMS, "items", len(value)
    elif not isinstance(value, int) or kind != "Integer":
        return ""
    limit = _found(pattern, description)
    if limit and not limit[0] <= size <= limit[1]:
        return f"has {size} {unit}" if unit else f"is {size}"
    return ""


def _beyond_of_text(description: str, kind: str, value: str) -> str:
    for size, unit, pattern in (
        (len(value), "characters", _CHARACTERS),
        (len(value), "characters", _AT_MOST),
        (len(value.encode()), "bytes", _BYTES),
    ):
        limit = _found(pattern, description)
        if limit and not limit[0] <= size <= limit[1]:
            return f"has {size} {unit}"
    for told, signs in _SIGNS.items():
        if told in description and not signs.fullmatch(value):
            return "has other signs than it may"
    values = choice(description) if kind == "String" else frozenset()
    if values and value not in values:
        return f"is not one of {', '.join(sorted(values))}"
    return ""


def limits(description: str, unit: str) -> tuple[int, int] | None:
    """Return the least and the most of characters, bytes, items or numbers that is allowed."""
    patterns = {
        "characters": (_CHARACTERS, _AT_MOST), "bytes": (_BYTES,), "items": (_ITEMS,),
        "numbers": (_VALUES,),
    }  # fmt: skip
    found = (_found(pattern, description) for pattern in patterns[unit])
    return next((each for each in found if each), None)


@cache
def _found(pattern: re.Pattern[str], description: str) -> tuple[int, int] | None:
    """Return the least and the most that a description names."""
    found = pattern.search(description)
    named = [int(each) for each in found.groups() if each] if found else []
    return (0 if len(named) == 1 else named[0], named[-1]) if named else None


@cache
def choice(description: str) -> frozenset[str]:
    """Return the values that a description allows; none where it allows any."""
    if always := _ALWAYS.search(description):
        return frozenset({always[1] or always[2]})
    told = _ONE_OF.search(description)
    quoted = _QUOTED.findall(told[0]) if told else []
    return frozenset(quoted) if len(quoted) > 1 else frozenset()
