"""The fields of a form as `form_fields.html` shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.web.console.fault_words import LABELS, Told


@dataclass(frozen=True, slots=True)
class Fields:
    """What stands in the fields, and what is said of it."""

    values: Mapping[str, str]
    told: Told
    labels: Mapping[str, str] = field(default_factory=lambda: LABELS)
    """What fields are called, by the last part of their names."""

    def is_day(self, text: str) -> bool:
        """Return whether a browser's field for days can show this."""
        try:
            return date.fromisoformat(text).isoformat() == text
        except ValueError:
            return False

    def opens(self, *names: str) -> bool:
        """Return whether something is wrong with one of these fields or within it."""
        return any(place == name or place.startswith(f"{name}.")
                   for place in self.told.fields for name in names)  # fmt: skip
