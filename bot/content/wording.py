"""Fill the `{parameter}` places of a text with the values in force on a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.content.law import Confidence
from bot.content.parameters import Change, Parameters, write_amount
from bot.language.english import Language

PLACE = re.compile(r"\{([^{}|]*)(\|so)?\}")
"""`{le-phi-cap-doi}` or, without its unit, `{tuoi-bat-buoc|so}`."""


def places(text: str) -> Iterator[str]:
    """Yield the parameter ids that a text inserts."""
    for match in PLACE.finditer(text):
        yield match[1]


@dataclass
class Filler:
    """Fills texts for one day and remembers what that day's values imply."""

    parameters: Parameters
    day: date
    language: Language = "vi"
    used: dict[str, None] = field(default_factory=dict)

    def fill(self, text: str) -> str:
        """Return the text with values; `NoValueError` where one is unknown on that day."""

        def insert(match: re.Match[str]) -> str:
            parameter_id, bare = match[1], match[2] is not None
            self.used[parameter_id] = None
            unit = self.parameters.by_id[parameter_id].unit
            value = self.parameters.amount(parameter_id, self.day, self.language)
            return write_amount(value, unit, self.language, bare=bare)

        return PLACE.sub(insert, text)

    def valid_until(self) -> date | None:
        """Return the last day on which all inserted values and their caveats hold, or None."""
        days = [change.day for change in self.changes()]
        for caveat in self.parameters.caveats(self.used):
            turns = {caveat.from_} | {end + timedelta(days=1) for end in [caveat.until] if end}
            days += [turn for turn in turns if turn > self.day]
        return min(days) - timedelta(days=1) if days else None

    def caveats(self) -> list[str]:
        """Return the sentences that go with the inserted values on that day."""
        known = self.parameters.caveats(self.used)
        return [caveat.text_in(self.language) for caveat in known if caveat.holds_on(self.day)]

    def changes(self) -> list[Change]:
        """Return the next change of every inserted value that has one, soonest first.

        Those of one day come in the order of the texts, what is only known to end after the rest.
        """
        found = [self.parameters.next_change(item, self.day) for item in self.used]
        return sorted((c for c in found if c), key=lambda c: (c.day, c.after is None))

    def weakest(self) -> Confidence:
        """Return the lowest confidence among the inserted values."""
        order = [Confidence.UNCERTAIN, Confidence.SINGLE_SOURCE, Confidence.VERIFIED]
        held = {self.parameters.value(item, self.day).confidence for item in self.used}
        return next((level for level in order if level in held), Confidence.VERIFIED)
