"""Ages reached on a day that is told: `tháng sau con tròn 14`, `qua Tết cháu đủ 14`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.language.births.ages import OLDEST_TOLD, Told
from bot.language.births.governing import Purpose, verb_before
from bot.language.births.hedges import Hedge, born_then
from bot.language.births.message import Message
from bot.language.births.periods import Period, years_before
from bot.language.births.persons import COMMON
from bot.language.births.relative import Relative, find_relative
from bot.language.births.written import Written

_BETWEEN = COMMON | frozenset(
    "ut lon dau la thi moi se vua cung du tron day duoc dc tuoi nay da sap len sang buoc cho luc"
    " vao den ca ,".split()
)
"""Between a time and the age reached then."""
_AFTER = frozenset("vao tu la luc hoi ngay hom".split())
_LONGEST_GAP, _LONGEST_GAP_AFTER = 8, 2
_NEVER = frozenset(
    {Hedge.NOT, Hedge.DENIED, Hedge.BEFORE, Hedge.NEARLY, Hedge.MORE, Hedge.OVER, Hedge.UNDER,
     Hedge.ABOUT, Hedge.LUNAR, Hedge.AT_MOST}
)  # fmt: skip


def turned(
    message: Message, told: Sequence[Told], dates: Sequence[Written], day: date
) -> list[Told]:
    """Return the ages, those with the day on which they are reached by that day.

    `qua Tết` reaches three months beyond; a time to come begins tomorrow. An age that is said
    of a time to come without `đủ` is reached then, too. The day on which a card was issued is
    no such time: who is 40 in `thẻ cấp 2021, tôi 40 tuổi` is so today.
    """
    ages = {age.at for age in told if _may_turn(age)}
    if not ages:
        return list(told)
    relative = find_relative(message, day, past=False, ages=ages)
    written = [Relative(*each[:2], each.period, True) for each in dates]
    times = [
        *(time for time in relative if not _is_of_issue(message, time, day, names=False)),
        *(time for time in written if not _is_of_issue(message, time, day, names=True)),
    ]
    return [_turned(message, age, times, day) if _may_turn(age) else age for age in told]


def _may_turn(age: Told) -> bool:
    return bool(age.years) and age.hedged is not None and not age.hedged.said & _NEVER


def _turned(message: Message, age: Told, times: Sequence[Relative], day: date) -> Told:
    time = next((time for time in times if _belongs(message, age, time)), None)
    if time is None or age.years is None or age.hedged is None:
        return age
    period, ahead = time.period, time.period.first > day
    complete = bool(age.hedged.said & {Hedge.EXACT, Hedge.SOON})
    if not complete and not ahead:
        if period.last >= day:
            return age
        first, last = (born_then(age.years, frozenset(), end) for end in period)
        born = Period(first.first, last.last)
    else:
        born = period.years_earlier(age.years)
        if Hedge.SOON in age.hedged.said:
            born = Period(max(born.first, age.period.first), born.last)
    born = born.until(day)
    if born.first > born.last or born.last < years_before(day, OLDEST_TOLD):
        return age
    return age._replace(first=min(age.first, time.first), end=max(age.end, time.end), period=born)


def _is_of_issue(message: Message, time: Relative, day: date, *, names: bool) -> bool:
    """Return whether a card was issued then; `names` is as of `verb_before`."""
    if time.period.first > day:
        return False
    verb = verb_before(message, time.first, 0, names=names)
    return verb is not None and verb.purpose is Purpose.ISSUE


def _belongs(message: Message, age: Told, time: Relative) -> bool:
    if time.end <= age.at:
        gap = range(time.end, age.at)
        return len(gap) <= _LONGEST_GAP and all(message.word(at) in _BETWEEN for at in gap)
    gap = range(age.end, time.first)
    return (
        age.end <= time.first
        and len(gap) <= _LONGEST_GAP_AFTER
        and all(message.word(at) in _AFTER for at in gap)
    )
