"""Days and hours in a message and in a cell: whole, in the calendar, the same when spaced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.language.clock_times import read_clock, read_ends, read_hours
from bot.language.dates import find_whens
from bot.language.english_days import as_vietnamese
from bot.language.number_words import SPOKEN, small_number
from bot.language.text import clean, fold
from bot.language.weekdays import iso_weekday, read_weekdays
from bot.language.written_days import read_day
from tests.fuzzing.given import QUESTION_WORDS, moment_of, questions
from tests.fuzzing.mutating import decoded

WORDS = (
    *QUESTION_WORDS, "T2", "T2-T6", "t7 cn", "thứ hai", "thứ 2 đến thứ 6", "tuần này", "tuần tới",
    "2 tuần nữa", "ngày kia", "ngày mốt", "hôm nay", "tháng này", "tháng 2", "tháng chạp",
    "30 tết", "giao thừa", "quốc khánh", "2/9", "giỗ tổ", "trung thu", "5-7/12", "28, 29/2",
    "1.12.2026", "10/3 âm", "8h", "8:30", "20h đến 5h", "24h", "0h", "sáng", "trưa", "chiều",
    "tối", "đêm", "24/7", "cả ngày", "rưỡi", "kém", "phút", "quý 4", "next monday", "5 pm",
    "december 5th", "tomorrow", "on the 3rd",
)  # fmt: skip
_SPOKEN = re.compile(SPOKEN)


def seeds() -> Iterator[bytes]:
    """Yield questions behind two bytes of the moment, and times alone."""
    for data in questions():
        yield b"\x15\x21" + data
    for word in WORDS:
        yield b"\x15\x21" + word.encode()
        yield b"\x15\x21" + f"{word} có làm không, từ {word} đến mai".encode()


def check(data: bytes) -> None:
    """Check one text at one moment."""
    moment, rest = moment_of(data)
    text = clean(decoded(rest))
    for said in (text, as_vietnamese(text)):
        whens = find_whens(said, moment)
        for when in whens:
            assert when.first <= when.last, when
            assert 0 <= when.span[0] < when.span[1] <= len(said), when
            assert when.hours is None or when.hours.start <= when.hours.end, when
        starts = [when.span[0] for when in whens]
        assert starts == sorted(starts)
    hours = read_hours(text)
    assert hours is None or hours.start < hours.end
    ends, clock = read_ends(text), read_clock(text)
    assert ends is None or len(ends) == 2
    spaced = f" {text} "
    assert read_clock(spaced) == clock
    assert read_hours(spaced) == hours
    day = read_day(text, moment.date())
    assert day is None or day.year > 0
    weekdays = read_weekdays(text)
    assert weekdays is None or set(weekdays) <= set(range(1, 8)) | {0}
    iso_weekday(text)
    plain = fold(text).lower()
    if _SPOKEN.fullmatch(plain):
        number = small_number(plain)
        assert number is not None
        assert 1 <= number <= 59
