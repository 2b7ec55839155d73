"""Ages, days and relatives of an English message, put as Vietnamese write them."""

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
_KIN = {
    "wife": "vợ", "husband": "chồng", "mother": "mẹ", "mom": "mẹ", "mum": "mẹ", "father": "bố",
    "dad": "bố", "son": "con", "daughter": "con", "child": "con", "kid": "con", "baby": "con",
    "grandmother": "bà", "grandma": "bà", "grandfather": "ông", "grandpa": "ông",
    "grandson": "cháu", "granddaughter": "cháu", "grandchild": "cháu",
    "brother": "anh", "sister": "chị",
}  # fmt: skip
_MY_KIN = re.compile(rf"(?i)\bmy (?P<which>\w+ )?(?P<kin>{'|'.join(_KIN)})\b")
_YEARS, _MONTHS = r"(\d{1,3})[ -]?(?:years?|yrs?)", r"(\d{1,2})[ -]?months?"
_OLD, _AM = (
    r"[ -]olds?\b",
    r"\b(is|am|i[\N{APOSTROPHE}\N{RIGHT SINGLE QUOTATION MARK}]m|im|are|aged?)",
)
_SAID = tuple(
    (re.compile(rf"(?i){said}"), meant)
    for said, meant in (
        (r"\bI (?=am\b|was\b)", "tôi "),
        (rf"\b{_YEARS}(?:{_OLD})?,?(?: and)? {_MONTHS}{_OLD}", r"\1 tuổi \2 tháng"),
        (rf"\b{_YEARS}{_OLD},?(?: and)? {_MONTHS}\b", r"\1 tuổi \2 tháng"),
        (rf"{_AM} {_YEARS},?(?: and)? {_MONTHS}\b", r"\1 \2 tuổi \3 tháng"),
        (rf"\b(\d{{1,3}}) and a half years?{_OLD}", r"\1 tuổi rưỡi"),
        (r"\b(?:turn|turns|turned|am|is|are) (\d{1,3}) today\b", r"hôm nay tròn \1 tuổi"),
        (
            r"\b(?:date of birth|birth ?date|birthday|dob)(?: is|:)? (?=\d{1,2}/\d{1,2}/\d{4})",
            "sinh ngày ",
        ),
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
        (
            r"\bexpir(?:es?|ed|y|ing|ation)(?: date)?(?: is| was|:)?(?: on| in)?"
            r" (?=(?:\d{1,2}/){0,2}(?:19|20)\d\d\b)",
            "hết hạn ",
        ),
        (r"\bmy (?=(?:\w+ ){0,2}card\b)", "tôi "),
    )
)


def as_vietnamese(text: str) -> str:
    """Return the text with `is 78` as `is 78 tuổi`, `3 March 2002` as `3/3/2002`.

    `my son` becomes `con tôi`: whose a card is, is told by the words for persons.
    """
    for form in _WRITTEN_DAYS:
        text = form.sub(_day, text)
    for said, meant in _SAID:
        text = said.sub(meant, text)
    return _MY_KIN.sub(
        lambda found: f"{found['which'] or ''}{_KIN[found['kin'].lower()]} tôi", text
    )


def _day(found: re.Match[str]) -> str:
    return f"{int(found['day'])}/{_NUMBER[found['month'].lower()]}/{found['year']}"
