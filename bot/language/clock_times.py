"""Hours of a day as they are written: `7h30`, `7g30–11g`, `7 giờ rưỡi tối`, `chiều`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from bot.language.number_words import SPOKEN, small_number
from bot.language.text import fold

END_OF_DAY = time(23, 59)
"""What stands for 24:00."""


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """A stretch of one day in Vietnam's time; a single moment has `start == end`."""

    start: time
    end: time
    """Not included, except in a single moment; 24:00 is `END_OF_DAY`."""

    def overlaps(self, other: Hours) -> bool:
        """Tell whether both have time in common; touching ends (`…–11h`, `11h–…`) have none."""
        return (
            self.start == other.start
            or self.start < other.start < self.end
            or other.start < self.start < other.end
        )


WHOLE_DAY = Hours(time(0), END_OF_DAY)
PARTS_OF_DAY = {
    "sang": Hours(time(0), time(12)),
    "trua": Hours(time(11), time(13, 30)),
    "chieu": Hours(time(12), time(18)),
    "toi": Hours(time(18), END_OF_DAY),
    "dem": Hours(time(18), END_OF_DAY),
    "khuya": Hours(time(18), END_OF_DAY),
}
"""Folded part of the day to its hours; for people who name a part, not for a plan's own hours."""

_PART = f"(?:{'|'.join(PARTS_OF_DAY)})"
_GAP = " {0,2}"
_MINUTES = (
    rf"(?:{_GAP}ruoi\b|(?:[0-5]?[0-9]| {{1,2}}[0-5][0-9]| {{1,2}}[0-9](?= {{0,2}}(?:phut|ph|p)\b))"
    rf"(?![0-9]|[/.:][0-9]| {{0,2}}(?:thang|thg|tet)\b)(?:{_GAP}(?:phut|ph|p)\b|')?"
    rf"| {{1,2}}{SPOKEN} {{1,2}}phut\b"
    rf"| {{1,2}}kem {{1,2}}(?:[0-5]?[0-9]|{SPOKEN})(?: {{1,2}}phut)?\b)"
)
CLOCK = (
    rf"(?:(?:(?:[01]?[0-9]|2[0-4]){_GAP}(?:h|g|gio)(?![a-z])|{SPOKEN} {{1,2}}gio\b){_MINUTES}?"
    rf"|(?:[01]?[0-9]|2[0-4])(?::[0-5][0-9](?!\w)| {{1,2}}ruoi\b)"
    rf"|{SPOKEN} {{1,2}}ruoi\b(?= {{1,2}}{_PART}\b))"
    rf"(?:,?{_GAP}{_PART}\b|{_GAP}[ap]m\b)?"
)
"""Pattern of one clock time in folded lower-case text, without groups; not anchored."""

_SEPARATOR = rf"{_GAP}(?:->|=>|[-~]|\b(?:den|t[oớ]i)\b){_GAP}(?:truoc )?"
_BARE = rf"(?:[01]?[0-9]|2[0-4])(?:[.:][0-5][0-9])?(?:{_GAP}{_PART}\b)?"
CLOCK_RANGE = rf"(?:{CLOCK}|{_BARE}){_SEPARATOR}{CLOCK}"
"""Pattern of `7h30-11h30` in folded lower-case text, without groups; the first may lack `h`."""

_CLOCK = re.compile(CLOCK)
_PIECES = re.compile(
    rf"(?P<hour>[0-9]{{1,2}}|{SPOKEN}){_GAP}(?:(?:h|g|gio|[:.]){_GAP})?"
    rf"(?:(?P<half>ruoi)|kem {{1,2}}(?P<less>[0-9]{{1,2}}|{SPOKEN})"
    rf"|(?P<minute>[0-9]{{1,2}}|{SPOKEN}))?"
    rf"(?:{_GAP}(?:phut|ph|p)\b|')?(?:,?{_GAP}(?P<part>{_PART}|[ap]m))?"
)
_DOTTED = r"(?:[01]?[0-9]|2[0-4])\.[0-5][0-9]"
_RANGE_PIECES = re.compile(
    rf"(?P<part>{_PART})?[ :,(]{{0,3}}(?:tu {{1,2}})?"
    rf"(?:(?P<start>{CLOCK}|{_BARE}){_SEPARATOR}(?P<end>{CLOCK})"
    rf"|(?P<dotted_start>{_DOTTED}){_SEPARATOR}(?P<dotted_end>{_DOTTED})h?)"
    rf"(?: {_PART})?\)?"
)
_ALL_DAY = re.compile(r"24 ?/ ?24(?: ?(?:h|gio|/ ?7))?|24/7|(?:ca|suot|nguyen) ngay(?: dem)?")
_BEFORE_A_PART = re.compile(r"(?:ca )?(?:buoi )?")
_DASHES = str.maketrans("–—−‒", "----")


def read_clock(text: str) -> time | None:
    """Return the one time that the text is: `7h30`, `7 giờ 30 phút`, `7:30`, `5h chiều`.

    The part of the day settles the half of the day; without one the hour is taken as written.
    24:00 is `END_OF_DAY`. Anything else, words beside it too, is `None`.
    """
    plain = _plain(text)
    return _time_of(plain) if _CLOCK.fullmatch(plain) else None


def read_hours(text: str) -> Hours | None:
    """Return the one stretch of a day that the text is, or `None`.

    `7h30-11h30`, `8-11h`, `2h đến 5h chiều`, `24/24`, a part of the day (`sáng`). A stretch that
    ends before it begins is none, and so is one without an end.
    """
    plain = _plain(text)
    if _ALL_DAY.fullmatch(plain):
        return WHOLE_DAY
    if part := PARTS_OF_DAY.get(_BEFORE_A_PART.sub("", plain, count=1)):
        return part
    ends = read_ends(plain)
    return Hours(*ends) if ends and ends[0] < ends[1] else None


def read_ends(text: str) -> tuple[time, time] | None:
    """Return both ends of the one stretch of a day that the text is, in whichever order.

    `7h đến 5h` is 7:00 and 5:00 here: which half of the day is meant is left to the caller.
    """
    match = _RANGE_PIECES.fullmatch(_plain(text))
    if match is None:
        return None
    typed_start = match["start"] or match["dotted_start"]
    typed_end = match["end"] or match["dotted_end"]
    start, end = _time_of(typed_start), _time_of(typed_end)
    if start is None or end is None:
        return None
    if match["part"]:
        return in_part(start, match["part"]), in_part(end, match["part"])
    if _part_in(typed_end) and not _part_in(typed_start) and _later_half(start) < end:
        start = _later_half(start)
    return start, end


def _plain(text: str) -> str:
    return " ".join(fold(text).lower().translate(_DASHES).strip(" .;").split())


def _part_in(clock: str) -> bool:
    return clock.endswith((*PARTS_OF_DAY, "am", "pm"))


def _time_of(plain: str) -> time | None:
    match = _PIECES.fullmatch(plain)
    if match is None:
        return None
    hour = small_number(match["hour"])
    minute = 30 if match["half"] else small_number(match["minute"] or "0")
    less = small_number(match["less"] or "0")
    if hour is None or minute is None or less is None or minute > 59:
        return None
    total = 60 * hour + minute - less
    if not 0 <= total <= 24 * 60:
        return None
    moment = END_OF_DAY if total == 24 * 60 else time(*divmod(total, 60))
    return in_part(moment, match["part"] or "")


def in_part(moment: time, part: str) -> time:
    """Return an hour of the twelve-hour clock moved into the part of the day (`chieu`, `pm`)."""
    if part == "pm" or moment.hour <= _LAST_HOUR.get(part, -1):
        return _later_half(moment)
    if part == "am" and moment.hour == 12:
        return moment.replace(hour=0)
    if part in {"toi", "dem", "khuya"}:
        # At night twelve is the end of the day, and the small hours stay.
        if moment.hour == 12:
            return END_OF_DAY
        return _later_half(moment) if moment.hour >= 4 else moment
    return moment


_LAST_HOUR = {"trua": 3, "chieu": 7}
"""The last hour that is meant after noon: nobody says eight in the afternoon."""


def _later_half(moment: time) -> time:
    return moment.replace(hour=moment.hour + 12) if moment.hour < 12 else moment
