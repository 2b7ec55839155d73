"""Which of the dates in a message are days, months or years of birth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.language.births.ages import OLDEST_TOLD
from bot.language.births.bare import stands_alone
from bot.language.births.found import Found
from bot.language.births.governing import BIRTH_WORDS, Purpose, Verb, verb_after, verb_before
from bot.language.births.message import Message
from bot.language.births.periods import OLDEST, Period, days_later, years_before
from bot.language.births.persons import CHILDREN, ELDERS, FAMILY, Person, nearest_person
from bot.language.births.relative import find_relative
from bot.language.births.said import Said
from bot.language.births.written import Written
from bot.language.births.zodiac import find_zodiac

_LEAST_PARENT = 15
"""Years: who was born later is no parent, and the date is of something else."""
_TOLD = frozenset("da moi vua".split())
"""Between a date and the verb of what was done then."""
_EXPECTED = frozenset("du sap chuan bi kien".split())
"""Before `sinh`: a birth that is still to come."""
_AND = frozenset("va voi vs hay hoac , & / con".split())
_MONEY = frozenset("phi gia tien mat het ton dong nop tra khoan le cuoc nap no".split())
_MONEY_AFTER = frozenset("d dong vnd nghin ngan trieu mot moi".split())
_BOUNDS = frozenset({"sau", "truoc"})
_ONWARD: dict[tuple[str, ...], str] = {
    ("tro", "ve", "truoc"): "truoc", ("tro", "ve", "sau"): "sau", ("tro", "di"): "sau",
    ("tro", "len"): "sau", ("tro", "lai", "day"): "sau",
}  # fmt: skip
"""Behind a date: its own period is included."""
_BESIDE_SIGNS = frozenset(": ( -".split())


def find_dated(message: Message, dates: Sequence[Written], day: date) -> Iterator[Found]:
    """Yield the dates that are of births.

    Such a date stands behind `sinh`, `sn`, or right behind a person: behind a family word always,
    behind another (`tôi 1985`) where a birth is told elsewhere; and in a list after such a date.
    """
    floor, before, sure = 0, None, True
    for written in dates:
        found = _found(message, written, floor, day)
        if found is None and before and _continues(message, before.end, written, sure):
            found = before._replace(
                first=written.first, end=written.end, period=written.period, said=written.said
            )
        if written.sure:
            floor = written.end
        sure = written.sure
        before = found and _possible(message, _opened(message, found, written, day), day)
        if before:
            yield before


def find_recent(message: Message, day: date) -> Iterator[Found]:
    """Yield the births told from today: `sinh năm ngoái`, `sinh hồi tháng 9 vừa rồi`."""
    if BIRTH_WORDS.isdisjoint(message.words):
        return
    for time in find_relative(message, day, past=True):
        verb = verb_before(message, time.first, 0, names=False)
        told = verb is not None and verb.purpose is Purpose.BIRTH and verb.distance == 0
        if verb and told and time.sure and time.period.first <= day:
            first, period = _cue(message, verb, time.first), time.period.until(day)
            yield Found(first, time.end, period, _precision(period), time.first)


def _precision(period: Period) -> Said:
    first, last = period
    if first == last:
        return Said.DAY
    if first.year != last.year:
        return Said.AGE
    return Said.MONTH if first.month == last.month else Said.YEAR


def find_named(message: Message, day: date) -> Iterator[Found]:
    """Yield the births in years of the zodiac; of grown-ups not a year of childhood."""
    for named in find_zodiac(message, day):
        person = nearest_person(message, named.first)
        late = named.period.first.year > day.year - _LEAST_PARENT
        grown_up = person is not None and person.head not in CHILDREN
        period = named.a_cycle_before if late and grown_up else named.period
        yield Found(named.first, named.end, period.until(day), Said.YEAR, named.first)


def _found(message: Message, written: Written, floor: int, day: date) -> Found | None:
    first = written.first
    found = Found(first, written.end, written.period, written.said, first)
    verb = verb_before(message, first, floor)
    if verb and verb.purpose is Purpose.BIRTH and (written.sure or verb.distance == 0):
        return found._replace(first=_cue(message, verb, first))
    person = nearest_person(message, first)
    if person and _is_of(message, person, written, day):
        return found._replace(needs_company=person.head not in FAMILY and not written.slang)
    if written.slang and _of_time(message, first):
        return found
    if verb or not written.sure:
        return None
    after = verb_after(message, written.end)
    said_behind = after is not None and after.purpose is Purpose.BIRTH
    return found if said_behind or (written.slang and not _is_price(message, written)) else None


def _cue(message: Message, verb: Verb, first: int) -> int:
    """Return where the words begin that belong to a birth: `năm sinh: 2012` whole."""
    if verb.distance:
        return first
    at = verb.at
    while message.word(at - 1) in {"ngay", "thang", "nam", "s", ".", "/"} and at > 0:
        at -= 1
    return at


def _is_of(message: Message, person: Person, written: Written, day: date) -> bool:
    """Return whether a date right behind a person can be of that person's birth."""
    beside = written.first - (message.word(written.first - 1) in _BESIDE_SIGNS)
    if person.end < beside or not (written.sure or written.slang or _is_month(message, written)):
        return False
    if written.named and written.said is Said.YEAR:
        return False
    if person.head in ELDERS and written.period.last.year > day.year - _LEAST_PARENT:
        return False
    told = message.word(written.end) in _TOLD and verb_after(message, written.end)
    return not (told and told.purpose is Purpose.ISSUE)


def _is_month(message: Message, written: Written) -> bool:
    """Return whether a short date is `3/87`, which is no mere number."""
    return written.said is Said.MONTH and message.codes[written.end - 1] == "D"


def _of_time(message: Message, first: int) -> bool:
    """Return whether `đời`, `thế hệ` or `gen` stands before."""
    before = message.word(first - 1)
    return before in {"doi", "gen", "he"} and message.tokens[first - 1].typed != "đổi"


def _is_price(message: Message, written: Written) -> bool:
    before = {message.word(at) for at in range(written.first - 3, written.first)}
    return bool(before & _MONEY) or message.word(written.end) in _MONEY_AFTER


def _continues(message: Message, end: int, written: Written, sure: bool) -> bool:
    """Return whether a date goes on with a list of births: `sinh 2012 và 2015`, `91 va 93`."""
    between = [message.word(at) for at in range(end, written.first)]
    short = not sure and stands_alone(message, written.first, written.end)
    return (written.sure or short) and len(between) in {1, 2} and set(between) <= _AND


def _opened(message: Message, found: Found, written: Written, day: date) -> Found:
    """Return the birth with one side open: `sinh sau năm 2000`, `2010 trở về trước`."""
    before = message.word(written.first - 1)
    words = tuple(message.word(at) for at in range(written.end, written.end + 3))
    if (side := _ONWARD.get(words) or _ONWARD.get(words[:2])) is not None:
        end = found.end + (3 if words in _ONWARD else 2)
        first, last = found.period
    elif before in _BOUNDS and found.first < written.first:
        side, end = before, found.end
        first, last = days_later(found.period.last, 1), days_later(found.period.first, -1)
    else:
        return found
    oldest = min(years_before(day, OLDEST), last)
    period = Period(first, max(first, day)) if side == "sau" else Period(oldest, last)
    return found._replace(period=period, end=end, said=Said.AGE)


def _possible(message: Message, found: Found, day: date) -> Found | None:
    """Return the birth up to today; None where nobody can have been born then."""
    if found.period.last.year < day.year - OLDEST_TOLD:
        return None
    if found.period.first > day:
        return found if is_expected(message, found.first) else None
    return found._replace(period=found.period.until(day))


def is_expected(message: Message, verb: int) -> bool:
    """Return whether the birth that a word tells of is one to come: `dự sinh tháng 3`."""
    return bool({message.word(at) for at in range(verb - 2, verb + 1)} & _EXPECTED)
