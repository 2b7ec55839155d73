"""Ages and days of an English message, put as Vietnamese write them, for whoever reads those."""

from __future__ import annotations

import re
from calendar import month_abbr, month_name

_NUMBER = {name.lower(): at for names in (month_name, month_abbr) for at, name in enumerate(names)}
_NUMBER["sept"] = 9
_MONTH = rf"(?P<month>{'|'.join(sorted(filter(None, _NUMBER), key=len, reverse=True))})\.?"
_DAY, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>(?:19|20)\d\d)"
_WRITTEN_DAYS = tuple(
    re.compile(rf"(?i)\b{form}\b")
    for form in (
        rf"{_DAY}(?: of)? {_MONTH},? {_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
    )
)
_SAID = tuple(
    (re.compile(rf"(?i){said}"), meant)
    for said, meant in (
        (r"\b(\d{1,3})[ -]?(?:years?|yrs?)[ -]olds?\b", r"\1 tuổi"),
        (r"\b(\d{1,2})[ -]?months?[ -]olds?\b", r"\1 tháng tuổi"),
        (
            r"(?<=['\N{RIGHT SINGLE QUOTATION MARK}]m )(\d{1,3})"
            r"(?=\s*(?:[,.?!;]|$|and\b|now\b|so\b))",
            r"\1 tuổi",
        ),
        (
            r"\b(is|am|im|are|turn|turns|turned|aged?)( already| now| just| only)? (\d{1,3})"
            r"(?=\s*(?:[,.?!;]|$|and\b|now\b|so\b|this year\b|last\b))",
            r"\1\2 \3 tuổi",
        ),
        (r"\bborn (?:on (?:the )?)?(?=\d{1,2}/\d{1,2}/\d{4})", "sinh ngày "),
        (r"\bborn in (?=\d{4}\b)", "sinh năm "),
        (r"\bissued (?:on )?(?=\d{1,2}/\d{1,2}/\d{4})", "cấp ngày "),
        (r"\bissued in (?=\d{4}\b)", "cấp năm "),
    )
)


def as_vietnamese(text: str) -> str:
    """Return the text with `is 78` as `is 78 tuổi` and `3 March 2002` as `3/3/2002`."""
    for form in _WRITTEN_DAYS:
        text = form.sub(_day, text)
    for said, meant in _SAID:
        text = said.sub(meant, text)
    return text


def _day(found: re.Match[str]) -> str:
    return f"{int(found['day'])}/{_NUMBER[found['month'].lower()]}/{found['year']}"
