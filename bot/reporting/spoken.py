"""Written Vietnamese as somebody reads it out: dates, hours, sums and numbers in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from re import Match

from vn_numberwords import number_to_words  # type: ignore[import-untyped]

_SHORT = {"CCCD": "căn cước công dân", "CMND": "chứng minh nhân dân"}
_WORDS_OF_TIME = {4: "tư"}
"""Months that are not called by their number."""
_FIRST_TEN = 10
_MOST_DIGITS = 9
_DASH = r"\s*[–—-]\s*"


def spoken(text: str, year: int) -> str:
    """Return a text in words; days of `year` are told without it."""

    def day(found: Match[str]) -> str:
        return _day(found, year)

    steps: list[tuple[str, str | Callable[[Match[str]], str]]] = [
        (r"[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]", " "),
        (r"\s*\((?:CCCD|CMND)\)", ""),
        (rf"\b({'|'.join(_SHORT)})\b", lambda found: _SHORT[found[1]]),
        (r"https?://(?:www\.)?", ""),
        (r"(?<=[a-z])\.(?=[a-z]{2,3}\b)", " chấm "),
        (rf"(\d{{1,2}}h\d*){_DASH}(\d{{1,2}}h\d*)", r"\1 đến \2"),
        (r"(?:ngày )?\b(\d{1,2})/(\d{1,2})(?:/(\d{4}))?\b", day),
        (r"\b(\d{1,2})h(\d{2})?\b", _hour),
        (r"\b(?:0\d{2,3}|1[89]00|0000)(?:[ .]?\d{2,4}){1,3}\b", _phone),
        (r"\b\d{1,3}(?:\.\d{3})+\b", lambda found: _number(found[0].replace(".", ""))),
        (r"(\d)\s*%", r"\1 phần trăm"),
        (r"(?<=\w)/(?=\w)", " hoặc "),
        (r"\s*\(([^)]*)\)", r", \1,"),
        (rf"(?<=\d){_DASH}(?=\d)", " đến "),
        (r"\d+", lambda found: _number(found[0])),
        (r"\s+", " "),
        (r"\s*,(?:\s*,)+", ","),
        (r",\s*(?=[.:;!?])", ""),
        (r"\s+(?=[,.:;!?])", ""),
    ]
    for pattern, replacement in steps:
        text = re.sub(pattern, replacement, text)
    return text.strip()


def _day(found: Match[str], year: int) -> str:
    day, month = int(found[1]), int(found[2])
    first = "mùng " if day <= _FIRST_TEN else ""
    told = (
        f"ngày {first}{_number(found[1])} tháng {_WORDS_OF_TIME.get(month) or _number(found[2])}"
    )
    if found[3] and int(found[3]) != year:
        told += f" năm {_number(found[3])}"
    return told


def _hour(found: Match[str]) -> str:
    minutes = f" {_number(found[2])}" if found[2] and int(found[2]) else ""
    return f"{_number(found[1])} giờ{minutes}"


def _phone(found: Match[str]) -> str:
    return ", ".join(_one_by_one(group) for group in re.findall(r"\d+", found[0]))


def _one_by_one(digits: str) -> str:
    return " ".join(_number(digit) for digit in digits)


def _number(digits: str) -> str:
    """Return a number in words; one that nobody would say is told digit by digit."""
    if len(digits) > _MOST_DIGITS:
        return _one_by_one(digits)
    words: str = number_to_words(int(digits))
    return words
