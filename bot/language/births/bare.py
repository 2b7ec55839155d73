"""Ages without `tuổi`: `sắp tròn 25`, `chưa đủ 14`, `mẹ sáu mươi hai`, `cháu lên 6`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from bot.language.births.ages import OLDEST_TOLD, Told
from bot.language.births.hedges import Hedge, Hedged, born_then, hedges_before
from bot.language.births.message import Message
from bot.language.births.numerals import AGE, number
from bot.language.births.persons import ELDERS, FAMILY, Person, nearest_person
from bot.language.births.said import Said

_NUMBER = re.compile(rf"(?P<n>D|E|{AGE})")
_MAY_FOLLOW = frozenset(
    "thi co phai la ma moi nen a nhe nha nhi khong ko k hok hong hk kg roi r lam doi duoc dc hay"
    " can va voi con chua chu nay gio muon di cap thoi ha hen ak ah vay v z bi dang da se cung"
    " nhung cho xin the sao toi em tro ne dk vua khi hoc chi me bo chau be ong ba vo chong tui"
    " minh o lai mat giay chac luon thoi bao mai nhu hoi hen ha do".split()
)
"""Words that go on after an age. A noun would be what is counted: `đủ 12 số`, `14 ngày`."""
_ENDS = frozenset(",;.")
_COUNTED_BEFORE = frozenset(
    "muc gia phi so diem tien phuong quan to khoan mat cho ton thu lan cap lop kho phong".split()
)
_LEAST, _LEAST_GROWN_UP, _LEAST_ALONE = 3, 16, 5
_NEAR = 5
"""Words within which a person must stand before `hơn 13`, `gần 14`."""
_MONTHS = frozenset("DUNSt")
_TIMES = frozenset("hom bua vao hoi tu luc".split())
_WHICH = frozenset("roi truoc sau nay toi ngoai mai kia".split())
_NOW = frozenset("nay gio chu".split())
"""Right before an age, where that at another time was told: `làm hồi 10 tuổi, giờ 14`."""
_ALONE = frozenset({Hedge.EXACT, Hedge.SOON})
_ENOUGH = ({Hedge.EXACT}, {Hedge.SOON}, {Hedge.NOT, Hedge.TO}, {Hedge.NOT, Hedge.BECOMING})
_NEED_A_PERSON = {Hedge.UNDER, Hedge.NEARLY, Hedge.MORE, Hedge.ABOUT, Hedge.NOT}
_NEED_AGE_WORD = {Hedge.BEFORE, Hedge.TO, Hedge.OVER}


class Bare(NamedTuple):
    """An age that is told by its surroundings only."""

    told: Told
    needs_company: bool
    """Whether it counts only where another birth is told: `tôi 62, con 13 tuổi`."""


def find_bare(message: Message, day: date) -> Iterator[Bare]:
    """Yield the numbers that are ages by the words around them."""
    for match in _NUMBER.finditer(message.codes):
        first, end = match.span()
        hedged = hedges_before(message, first)
        then = hedged.said & _ALONE and _time_follows(message, end)
        if not stands_alone(message, first, end, then=bool(then)):
            continue
        years = number(message, first, end)
        person = nearest_person(message, hedged.start)
        needs_company = _needs_company(message, hedged, years, person)
        if needs_company is not None and _LEAST <= years <= OLDEST_TOLD:
            period = born_then(years, hedged.said, day)
            told = Told(hedged.first, end, period, Said.AGE, hedged, years, first)
            yield Bare(told, needs_company)


def stands_alone(message: Message, first: int, end: int, *, then: bool = False) -> bool:
    """Return whether a number is followed by no noun and is no part of a longer one.

    `then`: a time follows, as in `tròn 14 tháng 8`.
    """
    codes = message.codes
    spoken = codes[first] not in "DE"
    if spoken and end - first < 2 and codes[first] not in "STt":
        return False
    if message.touch(first) or (first and codes[first - 1] in "/.-DEYX"):
        return False
    if then or end == len(codes):
        return True
    if codes[end] in _ENDS:
        return not message.touch(end + 1) or codes[end + 1] not in "DEYX"
    return message.word(end) in _MAY_FOLLOW or message.word(end) == ")"


def _time_follows(message: Message, end: int) -> bool:
    """Return whether `tháng 8`, `hôm qua`, `tuần rồi` stands behind an age, and no count."""
    word, after = message.word(end), message.word(end + 1)
    if message.codes[end : end + 1] == "G":
        return message.codes[end + 1 : end + 2] in _MONTHS or after in _WHICH
    return word in _TIMES or (word in {"tuan", "nam", "ngay"} and after in _WHICH)


def _needs_company(
    message: Message, hedged: Hedged, years: int, person: Person | None
) -> bool | None:
    """Return whether another birth must be told too; None where this is no age at all."""
    said = hedged.said
    if message.word(hedged.start - 1) in _COUNTED_BEFORE:
        return None
    above = message.word(hedged.first) == "tren" and years >= _LEAST_ALONE
    if above or any(hedges <= said for hedges in _ENOUGH):
        return False
    if message.word(hedged.at - 1) in _NOW:
        return True
    if person is None:
        return None
    of_person = _of_person(hedged, years, person)
    if of_person and _is_another(message, person):
        return False
    return of_person


def _is_another(message: Message, person: Person) -> bool:
    """Return whether somebody is named after others: `còn tôi 41`, `thế còn em 25`."""
    before = person.first - 1
    return message.word(before) == "con" and message.says(before, "còn")


def _of_person(hedged: Hedged, years: int, person: Person) -> bool | None:
    if hedged.said & _NEED_A_PERSON:
        return False if hedged.start - person.end <= _NEAR else None
    child = person.head in ELDERS and years < _LEAST_GROWN_UP
    if child or person.end < hedged.start or hedged.said & _NEED_AGE_WORD:
        return None
    return person.head not in FAMILY
