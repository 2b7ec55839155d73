"""What the Bot API demands of a call, from the specification beside the project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

PLACE = Path(__file__).parents[3] / "shared" / "telegram" / "api.json"
_PRIMITIVE: dict[str, type | tuple[type, ...]] = {
    "Integer": int, "Float": (int, float), "String": str, "Boolean": bool,
}  # fmt: skip


class Specification:
    """Methods and types with their fields."""

    def __init__(self, place: Path) -> None:
        found = json.loads(place.read_text("utf-8"))
        self._methods = found["methods"]
        self._types = found["types"]

    def faults(self, method: str, given: dict[str, Any]) -> list[str]:
        """Return everything that the real server would refuse in a call."""
        if method not in self._methods:
            return [f"{method}: there is no such method"]
        return self._fields(method, self._methods[method].get("fields", []), given)

    def _fields(self, place: str, fields: list[Any], given: dict[str, Any]) -> list[str]:
        known = {field["name"]: field for field in fields}
        faults = [f"{place}: {name} is not known" for name in given if name not in known]
        for name, field in known.items():
            if name not in given:
                if field["required"]:
                    faults.append(f"{place}: {name} is missing")
            elif not any(self._fits(kind, given[name]) for kind in field["types"]):
                faults.append(f"{place}: {name} is not {' or '.join(field['types'])}")
        return faults

    def _fits(self, kind: str, value: Any) -> bool:
        if kind.startswith("Array of "):
            inner = kind.removeprefix("Array of ")
            return isinstance(value, list) and all(self._fits(inner, item) for item in value)
        if kind in _PRIMITIVE:
            if kind == "String" and not isinstance(value, dict | list):
                return True  # a form does not tell the text "12" from a number
            return isinstance(value, _PRIMITIVE[kind]) and (
                kind == "Boolean" or not isinstance(value, bool)
            )
        form = self._types[kind]
        if form.get("subtypes"):
            return any(self._fits(one, value) for one in form["subtypes"])
        if not isinstance(value, dict):
            return False
        return not self._fields(kind, form.get("fields", []), value)
