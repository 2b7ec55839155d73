"""What the Bot API demands of the shape of a call, from the specification beside the project."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

PLACE = Path(__file__).parents[3] / "shared" / "telegram" / "api.json"
_PRIMITIVE: dict[str, type | tuple[type, ...]] = {
    "Integer": int, "Float": (int, float), "String": str, "Boolean": bool,
}  # fmt: skip
_CHARACTERS = re.compile(r"(\d+)-(\d+) characters(?! after entit)")
_BYTES = re.compile(r"(\d+)-(\d+) bytes")
_VALUES = re.compile(r"(?:[Vv]alues between |must be between |, )(\d+)(?:-| and )(\d+)\b")
_ONE_OF = re.compile(r"(?:[Mm]ust be|[Oo]ne of|[Cc]an be).*?(?=\. |$)")
_QUOTED = re.compile(r"[\"“]([^\"”]+)[\"”]")
_ALWAYS = re.compile(r"must be ([a-z_0-9]+)$")


class Upload(bytes):
    """A file that came with a call."""

    name: str = ""


class Specification:
    """Methods and types with their fields."""

    def __init__(self, place: Path) -> None:
        found = json.loads(place.read_text("utf-8"))
        self.methods = found["methods"]
        self.types = found["types"]

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
        return any(self._fits(kind, result) for kind in self.methods[method]["returns"])

    def _fields(self, place: str, fields: list[Any], given: dict[str, Any]) -> list[str]:
        known = {field["name"]: field for field in fields}
        faults = [f"{place}: {name} is not known" for name in given if name not in known]
        for name, field in known.items():
            if name not in given:
                if field["required"]:
                    faults.append(f"{place}: {name} is missing")
            elif not any(self._fits(kind, given[name]) for kind in field["types"]):
                faults.append(f"{place}: {name} is not {' or '.join(field['types'])}")
            elif fault := _beyond(field["description"], field["types"][0], given[name]):
                faults.append(f"{place}: {name} {fault}")
        return faults

    def _fits(self, kind: str, value: Any) -> bool:
        if kind.startswith("Array of "):
            inner = kind.removeprefix("Array of ")
            return isinstance(value, list) and all(self._fits(inner, item) for item in value)
        if kind == "InputFile":
            return isinstance(value, Upload)
        if kind in _PRIMITIVE:
            return isinstance(value, _PRIMITIVE[kind]) and (
                kind == "Boolean" or not isinstance(value, bool)
            )
        form = self.types[kind]
        if form.get("subtypes"):
            return any(self._fits(one, value) for one in form["subtypes"])
        if not isinstance(value, dict):
            return False
        return not self._fields(kind, form.get("fields", []), value)


def _beyond(description: str, kind: str, value: Any) -> str:
    """Return which limit of its description a value breaks, or nothing."""
    if isinstance(value, str) and not isinstance(value, Upload):
        for size, unit, limit in (
            (len(value), "characters", _limits(_CHARACTERS, description)),
            (len(value.encode()), "bytes", _limits(_BYTES, description)),
        ):
            if limit and not limit[0] <= size <= limit[1]:
                return f"has {size} {unit}"
        choice = _choice(description) if kind == "String" else frozenset()
        if choice and value not in choice:
            return f"is not one of {', '.join(sorted(choice))}"
    if isinstance(value, int) and kind == "Integer":
        limit = _limits(_VALUES, description)
        if limit and not limit[0] <= value <= limit[1]:
            return f"is {value}"
    return ""


@cache
def _limits(pattern: re.Pattern[str], description: str) -> tuple[int, int] | None:
    found = pattern.search(description)
    return (int(found[1]), int(found[2])) if found else None


@cache
def _choice(description: str) -> frozenset[str]:
    if always := _ALWAYS.search(description):
        return frozenset({always[1]})
    told = _ONE_OF.search(description)
    quoted = _QUOTED.findall(told[0]) if told else []
    return frozenset(quoted) if len(quoted) > 1 else frozenset()
