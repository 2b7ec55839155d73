"""On which days answers change, and on which days there are none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.assistant.items import WithheldError, item_on
from bot.assistant.reply import Item
from bot.content.knowledge import Knowledge
from bot.content.topics import Entry, Translation, Wording
from bot.content.wording import places


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """An answer that reads otherwise from a day on."""

    day: date
    topic: str
    before: Item | None
    """None where the answer is withheld."""
    after: Item | None


def wordings(entry: Entry) -> list[Wording]:
    """Return every Vietnamese wording of an entry, whatever its dates."""
    return [entry.answer] if entry.answer else list(entry.answers)


def parameters_of(entry: Entry) -> set[str]:
    """Return the ids of all parameters that an entry may insert, in any language."""
    translated = [entry.translations, *(dated.translations for dated in entry.answers)]
    others = [each for found in translated for each in found.values()]
    said = [*wordings(entry), *(each for each in others if isinstance(each, Translation))]
    return {name for wording in said for _, text in wording.texts() for name in places(text)}


def turning_days(knowledge: Knowledge, topic: str) -> set[date]:
    """Return the days on which an answer may begin to read otherwise."""
    entry = knowledge.entries[topic]
    days = {entry.valid_from}
    days |= {dated.from_ for dated in entry.answers}
    ends = [entry.valid_until, *(dated.until for dated in entry.answers)]
    used = parameters_of(entry)
    for caveat in knowledge.parameters.caveats(used):
        days.add(caveat.from_)
        ends.append(caveat.until)
    for name in used:
        values = knowledge.parameters.by_id[name].values
        days |= {value.from_ for value in values}
        ends += [value.until for value in values]
    for document in knowledge.documents:
        if any(source.doc.startswith(document.doc) for source in entry.sources):
            days.add(document.from_)
            ends.append(document.until)
    return days | {end + timedelta(days=1) for end in ends if end}


def changes(knowledge: Knowledge, first: date, last: date) -> list[AnswerChange]:
    """Return what changes between two days, both included: by day, then in the topics' order."""
    found = []
    for topic in knowledge.entries:
        for day in sorted(turning_days(knowledge, topic)):
            if not first <= day <= last:
                continue
            before = _item(knowledge, topic, day - timedelta(days=1))
            after = _item(knowledge, topic, day)
            if said(before) != said(after):
                found.append(AnswerChange(day, topic, before, after))
    return sorted(found, key=lambda change: change.day)


def said(item: Item | None) -> tuple[object, ...] | None:
    """Return what a citizen reads of an answer, but for announcements of the future."""
    if item is None:
        return None
    return (
        item.lead, item.details, item.steps, item.bring, item.cost, item.time, item.where,
    )  # fmt: skip


def withheld_days(
    knowledge: Knowledge, topic: str, first: date, last: date
) -> Iterator[tuple[date, date]]:
    """Yield the periods between two days in which a topic has no answer."""
    inside = {day for day in turning_days(knowledge, topic) if first < day <= last}
    silent_since: date | None = None
    for day in sorted({first, *inside}):
        silent = _item(knowledge, topic, day) is None
        if silent and silent_since is None:
            silent_since = day
        elif not silent and silent_since is not None:
            yield silent_since, day - timedelta(days=1)
            silent_since = None
    if silent_since is not None:
        yield silent_since, last


def _item(knowledge: Knowledge, topic: str, day: date) -> Item | None:
    try:
        return item_on(knowledge, topic, day, "vi")
    except WithheldError:
        return None
