"""What the expiry printed on a card means today: it decides, whatever is reckoned from ages."""

from __future__ import annotations

from datetime import date

from bot.assistant.eligibility import DUE_DAYS
from bot.assistant.finding import Finding
from bot.assistant.situation import Situation
from bot.assistant.status import Status
from bot.content.knowledge import Knowledge
from bot.content.parameters import write_day
from bot.language.births.periods import Period
from bot.language.english import Language


def printed_term(printed: Period, situation: Situation, knowledge: Knowledge) -> Finding:
    """Return what follows from a day, a month or a year of expiry; without its sources."""
    day, language, say = situation.moment.date(), situation.language, knowledge.say
    if printed.first != printed.last:
        name = "han-in-con-dung-khoang"
        if printed.first <= day:
            name = "han-in-da-qua-khoang" if printed.last < day else "han-in-trong-khoang"
        note = say(name, language, khoang=_written(printed, knowledge, language))
        return Finding(Status.CALCULATED, note, settled=printed.first <= day)
    name, left = _state(printed.last, day)
    note = say(name, language, ngay=write_day(printed.last, language), so=str(left))
    return Finding(Status.CALCULATED, note, settled=name != "han-in-con-dung")


def _state(printed: date, day: date) -> tuple[str, int]:
    """Return the message for a day of expiry, and how many days are left."""
    left = (printed - day).days
    if left > DUE_DAYS:
        return "han-in-con-dung", left
    return "han-in-da-qua" if left < 0 else "han-in-sap-den" if left else "han-in-hom-nay", left


def _written(printed: Period, knowledge: Knowledge, language: Language) -> str:
    first, last = printed
    if first.month == last.month:
        return knowledge.say("han-in-thang", language, thang=f"{first:%m/%Y}")
    return knowledge.say("han-in-nam", language, nam=str(first.year))
