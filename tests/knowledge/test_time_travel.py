"""On every day on which a legal value changes, the answers that use it change with it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.assistant.items import WithheldError, item_on
from bot.assistant.timeline import changes, parameters_of, said
from bot.content.knowledge import Knowledge, wording_on
from bot.content.parameters import Change, amount, write_amount
from bot.content.wording import PLACE

pytestmark = pytest.mark.content


def test_an_answer_gives_the_value_of_the_day_before_and_of_the_day_itself(
    shipped: Knowledge,
) -> None:
    wrong = []
    seen = 0
    for change in shipped.parameters.changes(*shipped.covers):
        for topic, entry in shipped.entries.items():
            if change.parameter.id not in parameters_of(entry):
                continue
            for day in (change.day - timedelta(days=1), change.day):
                wording = wording_on(entry, day)
                inserted = wording is not None and any(
                    match[1] == change.parameter.id
                    for _, text in wording.texts()
                    for match in PLACE.finditer(text)
                )
                if not inserted:
                    continue
                seen += 1
                try:
                    item = item_on(shipped, topic, day, "vi")
                except WithheldError:
                    wrong.append((str(day), topic, change.parameter.id, "withheld"))
                    continue
                value = shipped.parameters.value(change.parameter.id, day)
                unit = change.parameter.unit
                expected = write_amount(amount(unit, value), unit, "vi", bare=True)
                if expected != "0" and expected not in str(said(item)):
                    wrong.append((str(day), topic, change.parameter.id, expected))
    assert seen > 20
    assert wrong == []


def test_a_changed_value_makes_a_changed_answer(shipped: Knowledge) -> None:
    changed = {(change.day, change.topic) for change in changes(shipped, *shipped.covers)}
    missing = []
    for change in shipped.parameters.changes(*shipped.covers):
        for topic, entry in shipped.entries.items():
            if _inserts(shipped, change, topic) and (change.day, topic) not in changed:
                missing.append((str(change.day), topic, change.parameter.id, entry.title))
    assert missing == []


def _inserts(shipped: Knowledge, change: Change, topic: str) -> bool:
    """Return whether one wording holds before and after, and inserts the changed value."""
    entry = shipped.entries[topic]
    before = wording_on(entry, change.day - timedelta(days=1))
    after = wording_on(entry, change.day)
    if before is None or after is None or before.lead != after.lead or change.after is None:
        return False
    return any(
        match[1] == change.parameter.id
        for _, text in after.texts()
        for match in PLACE.finditer(text)
    )


def test_what_is_announced_comes_true(shipped: Knowledge) -> None:
    """ "Từ ngày 01/01/2027, … là 50.000 đồng" is what the answer itself says on that day."""
    broken = []
    for topic, entry in shipped.entries.items():
        for name in sorted(parameters_of(entry)):
            for change in shipped.parameters.changes(*shipped.covers):
                if change.parameter.id != name or change.after is None:
                    continue
                try:
                    before = item_on(shipped, topic, change.day - timedelta(days=1), "vi")
                    after = item_on(shipped, topic, change.day, "vi")
                except WithheldError:
                    continue
                unit = change.parameter.unit
                value = write_amount(amount(unit, change.after), unit, "vi")
                announced = any(
                    f"{change.day:%d/%m/%Y}" in line and value in line for line in before.changes
                )
                bare = write_amount(amount(unit, change.after), unit, "vi", bare=True)
                if announced and bare != "0" and bare not in str(said(after)):
                    dated = any(item.from_ == change.day for item in entry.answers)
                    if not dated:
                        broken.append((str(change.day), topic, name))
    assert broken == []
