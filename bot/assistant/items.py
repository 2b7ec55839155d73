"""One entry of the knowledge, worded for one day and language."""

from __future__ import annotations

from datetime import date, timedelta

from bot.assistant.reply import Choice, Item
from bot.content.knowledge import Knowledge, wording_on
from bot.content.models import Confidence, Wording
from bot.content.parameters import Change, NoValueError, amount, write_amount, write_day
from bot.content.wording import Filler
from bot.language.english import Language


class WithheldError(LookupError):
    """The knowledge says nothing for that day; nothing is guessed."""


def item_on(knowledge: Knowledge, topic: str, day: date, language: Language) -> Item:
    """Return the answer to a topic as it stands on a day; `WithheldError` if there is none."""
    entry = knowledge.entries[topic]
    answer = wording_on(entry, day)
    if answer is None:
        raise WithheldError(topic)
    wording: Wording = answer
    spoken: Language = "vi"  # an answer without a translation keeps Vietnamese amounts too
    if language == "en" and "en" in answer.translations:
        wording, spoken = answer.translations["en"], language
    filler = Filler(knowledge.parameters, day, spoken)
    try:
        lead = filler.fill(wording.lead)
        cost = filler.fill(wording.cost or "")
        time = filler.fill(wording.time or "")
        where = filler.fill(wording.where or "")
        steps = tuple(filler.fill(step) for step in wording.steps)
        bring = tuple(filler.fill(paper) for paper in wording.bring)
        details = filler.fill(wording.details or "")
    except NoValueError as error:
        raise WithheldError(topic) from error
    ends = [getattr(answer, "until", None), entry.valid_until, filler.valid_until()]
    related = tuple(
        Choice(other, knowledge.title(other, language))
        for other in entry.related
        if other in knowledge.entries
    )
    return Item(
        topic=topic,
        title=knowledge.title(topic, language),
        lead=lead,
        details=details,
        steps=steps,
        bring=bring,
        cost=cost,
        time=time,
        where=where,
        changes=tuple(_changes(filler, knowledge)),
        sources=entry.sources,
        valid_until=min((end for end in ends if end), default=None),
        attributed=Confidence.VERIFIED not in {entry.confidence, filler.weakest()},
        related=related,
    )


def _changes(filler: Filler, knowledge: Knowledge) -> list[str]:
    """Return a sentence for every inserted value that changes or ends on a known day."""
    return [_change(change, filler.language, knowledge) for change in filler.changes()]


def _change(change: Change, language: Language, knowledge: Knowledge) -> str:
    parameter = change.parameter
    label = (parameter.label_en if language == "en" else None) or parameter.label
    if change.after is None:
        last_day = write_day(change.day - timedelta(days=1), language)
        return knowledge.say("het-hieu-luc", language, label=label, ngay=last_day)
    value = write_amount(amount(parameter.unit, change.after, language), parameter.unit, language)
    first_day = write_day(change.day, language)
    return knowledge.say("se-thay-doi", language, ngay=first_day, label=_small(label), value=value)


def _small(label: str) -> str:
    """Return a label with a small first letter, unless it begins with a name such as VNeID."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
