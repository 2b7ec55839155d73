"""One entry of the knowledge, worded for one day and language."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from bot.assistant.citing import in_force, with_numbers_first
from bot.assistant.reply import Choice, Item
from bot.content.knowledge import Knowledge, wording_on
from bot.content.law import Confidence, Source, Unit
from bot.content.parameters import Change, NoValueError, amount, write_amount, write_day
from bot.content.topics import Entry, Wording
from bot.content.wording import Filler
from bot.language.english import Language

_MONEY, _DEADLINES = {Unit.DONG}, {Unit.NGAY_LAM_VIEC, Unit.NGAY, Unit.THANG, Unit.NGAY_THANG}


class WithheldError(LookupError):
    """The knowledge says nothing for that day; nothing is guessed."""


def item_on(knowledge: Knowledge, topic: str, day: date, language: Language) -> Item:
    """Return the answer to a topic as it stands on a day; `WithheldError` if there is none."""
    entry = knowledge.entries[topic]
    told = _told(knowledge, entry, day, language)
    related = tuple(
        Choice(other, knowledge.title(other, language))
        for other in entry.related
        if other in knowledge.entries
    )
    return Item(
        topic=topic,
        title=knowledge.title(topic, language),
        lead=told.wording.lead,
        details=told.wording.details or "",
        steps=told.wording.steps,
        bring=told.wording.bring,
        cost=told.wording.cost or "",
        time=told.wording.time or "",
        where=told.wording.where or "",
        changes=tuple(_changes(told, knowledge)),
        sources=with_numbers_first(
            in_force(entry.sources, knowledge.documents, day),
            _sources_of(_MONEY, told, knowledge, day),
            _sources_of(_DEADLINES, told, knowledge, day),
        ),
        valid_until=_last_day(knowledge, entry, told),
        attributed=Confidence.VERIFIED not in {entry.confidence, told.filler.weakest()},
        caveats=told.caveats,
        related=related,
    )


@dataclass(frozen=True)
class _Told:
    """A wording filled for a day."""

    wording: Wording
    filler: Filler
    language: Language
    until: date | None
    """The last day on which neither wording nor values change."""
    caveats: tuple[str, ...]
    """What goes with the values in the lead."""


def _told(knowledge: Knowledge, entry: Entry, day: date, language: Language) -> _Told:
    answer = wording_on(entry, day)
    if answer is None:
        raise WithheldError(entry.id)
    wording: Wording = answer
    spoken: Language = "vi"  # an answer without a translation keeps Vietnamese amounts too
    if language == "en" and "en" in answer.translations:
        wording, spoken = answer.translations["en"], language
    filler = Filler(knowledge.parameters, day, spoken)
    try:
        lead = filler.fill(wording.lead)
        caveats = tuple(filler.caveats())
        filled = Wording.model_construct(
            lead=lead,
            cost=filler.fill(wording.cost or ""),
            time=filler.fill(wording.time or ""),
            where=filler.fill(wording.where or ""),
            steps=tuple(filler.fill(step) for step in wording.steps),
            bring=tuple(filler.fill(paper) for paper in wording.bring),
            details=filler.fill(wording.details or ""),
        )
    except NoValueError as error:
        raise WithheldError(entry.id) from error
    cost = " ".join(filter(None, (filled.cost, *filler.caveats())))
    filled = filled.model_copy(update={"cost": cost})
    ends = [getattr(answer, "until", None), entry.valid_until, filler.valid_until()]
    until = min((end for end in ends if end and end != date.max), default=None)
    return _Told(filled, filler, language, until, caveats)


def _last_day(knowledge: Knowledge, entry: Entry, told: _Told) -> date | None:
    """Return the last day on which the whole text reads so; None without a known end."""
    last = told.until
    while last is not None:
        try:
            after = _told(knowledge, entry, last + timedelta(days=1), told.language)
        except WithheldError:
            return last
        if after.wording != told.wording:
            return last
        last = after.until
    return None


def _sources_of(
    units: Container[Unit], told: _Told, knowledge: Knowledge, day: date
) -> Iterator[Sequence[Source]]:
    """Yield the sources in force of each inserted value of these units."""
    for name in told.filler.used:
        if knowledge.parameters.by_id[name].unit in units:
            value = knowledge.parameters.value(name, day)
            yield in_force(value.sources, knowledge.documents, day)


def _changes(told: _Told, knowledge: Knowledge) -> Iterator[str]:
    """Yield a sentence for each day on which inserted values change or end.

    Within a sentence they come in the order in which the answer has them. An end that the answer
    names itself is not told again.
    """
    filler, language = told.filler, told.filler.language
    said = " ".join(text for _, text in told.wording.texts())
    announced = [change for change in filler.changes() if change.parameter.announce]
    for (day, ends), changes in groupby(announced, lambda each: (each.day, each.after is None)):
        if ends:
            last_day = write_day(day - timedelta(days=1), language)
            if last_day not in said:
                labels = "; ".join(_label(change, language) for change in changes)
                label = labels[:1].upper() + labels[1:]
                yield knowledge.say("het-hieu-luc", language, label=label, ngay=last_day)
            continue
        values = "; ".join(_value(change, language, knowledge) for change in changes)
        first_day = write_day(day, language)
        yield knowledge.say("se-thay-doi", language, ngay=first_day, gia_tri=values)


def _value(change: Change, language: Language, knowledge: Knowledge) -> str:
    if change.after is None:
        return ""
    unit = change.parameter.unit
    value = write_amount(amount(unit, change.after, language), unit, language)
    return knowledge.say("gia-tri-moi", language, label=_label(change, language), value=value)


def _label(change: Change, language: Language) -> str:
    """Return a label with a small first letter, unless it begins with a name such as VNeID."""
    parameter = change.parameter
    label = (parameter.label_en if language == "en" else None) or parameter.label
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
