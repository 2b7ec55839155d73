"""One entry of the knowledge, worded for one day and language."""

from __future__ import annotations

from datetime import date

from bot.assistant.reply import Choice, Item
from bot.content.knowledge import Knowledge, wording_on
from bot.content.models import Confidence, Wording
from bot.content.parameters import NoValueError, amount, write_amount, write_day
from bot.content.wording import Filler
from bot.content.wordlists import Language


class WithheldError(LookupError):
    """The knowledge says nothing for that day; nothing is guessed."""


def item_on(knowledge: Knowledge, topic: str, day: date, language: Language) -> Item:
    """Return the answer to a topic as it stands on a day; `WithheldError` if there is none."""
    entry = knowledge.entries[topic]
    answer = wording_on(entry, day)
    if answer is None:
        raise WithheldError(topic)
    filler = Filler(knowledge.parameters, day, language)
    wording: Wording = answer
    if language == "en" and "en" in answer.translations:
        wording = answer.translations["en"]
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
    sentences = []
    for change in filler.changes():
        label = change.parameter.label
        if filler.language == "en":
            label = change.parameter.label_en or label
        if change.after is None:
            day, message = change.day, "het-hieu-luc"
            sentences.append(
                knowledge.say(
                    message,
                    filler.language,
                    label=_small(label),
                    ngay=write_day(_day_before(day), filler.language),
                )
            )
            continue
        value = amount(change.parameter.unit, change.after)
        sentences.append(
            knowledge.say(
                "se-thay-doi",
                filler.language,
                ngay=write_day(change.day, filler.language),
                label=_small(label),
                value=write_amount(value, change.parameter.unit, filler.language),
            )
        )
    return sentences


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _small(label: str) -> str:
    """Return a label with a small first letter, unless it begins with a name such as VNeID."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
