"""Births, cards and ages in a message: whole intervals, no birth to come, places in the text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.assistant.eligibility import ContradictionError, outcome_of_interval
from bot.content.parameters import NoValueError
from bot.language.births import (
    find_births,
    find_expiry,
    find_impossible,
    find_issue,
    find_past_ages,
)
from bot.language.births.births import Birth
from bot.language.text import clean
from tests.assistant.card_law import law
from tests.fuzzing.given import QUESTION_WORDS, moment_of, questions
from tests.fuzzing.mutating import decoded

WORDS = (
    *QUESTION_WORDS, "dự sinh", "cách đây 3 năm", "năm ngoái", "giáp tý", "tuổi mão", "tháng tuổi",
    "ngày tuổi", "sắp 14", "gần 60 tuổi", "hơn 20", "chưa đủ", "vừa tròn", "năm nay", "sang năm",
    "hồi 16 tuổi", "học lớp 12", "mẫu giáo", "lên lớp 10", "u40", "ngoài 30", "5-6 tuổi", "13, 14",
    "hết hạn ngày", "làm năm 2021", "đổi thẻ", "hồi", "lúc", "31/2/2000", "0/0/0", "1/13/2011",
)  # fmt: skip
_LAW = law()
_EARLIEST = date(1880, 1, 1)


def seeds() -> Iterator[bytes]:
    """Yield questions behind two bytes of the moment."""
    for data in questions():
        yield b"\x15\x21" + data


def check(data: bytes) -> None:
    """Check one text at one moment."""
    moment, rest = moment_of(data)
    day = moment.date()
    text = clean(decoded(rest))
    births = find_births(text, moment)
    for birth in births:
        assert _EARLIEST <= birth.first <= birth.last, birth
        assert birth.last <= day or _is_expected(birth, day), birth
        assert 0 <= birth.span[0] < birth.span[1] <= len(text), birth
    assert [birth.span for birth in births] == sorted(birth.span for birth in births)
    for years in find_past_ages(text, moment):
        assert 0 <= years <= 150
    issue = find_issue(text, moment)
    if issue is not None:
        assert 0 <= issue.span[0] <= issue.span[1] <= len(text)
        assert (issue.first is None) == (issue.last is None)
        if issue.first and issue.last:
            assert issue.first <= issue.last <= day, issue
        if issue.ages:
            assert 0 <= issue.ages[0] <= issue.ages[1], issue
    expiry = find_expiry(text, moment)
    assert expiry is None or expiry.first <= expiry.last
    for impossible in find_impossible(text, moment):
        assert impossible.text in text
    for birth in births[:2]:
        try:
            outcome_of_interval(birth.first, birth.last, issue, day, _LAW)
        except (ContradictionError, NoValueError):
            continue


def _is_expected(birth: Birth, day: date) -> bool:
    return birth.last.year <= day.year + 2
