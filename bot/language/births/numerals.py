"""Numbers in words over the letters of `Message.codes`: ages to 119, months, days and years."""

from __future__ import annotations

from functools import lru_cache

from vn_numberwords import WordToNumberParser  # type: ignore[import-untyped]

from bot.language.births.message import NUMBER_WORDS, Message

_U = "[UN]"
_LAST = "[UNV]"
TWO_DIGITS = rf"(?:{_U}[Tt]{_LAST}?|[STt]{_LAST}?|M{_LAST}|{_U}[UV]|{_U})"
"""One to ninety-nine: `bảy`, `mười`, `mười lăm`, `tám hai`, `sáu mươi hai`, `hăm ba`."""
AGE = rf"(?:{_U}?H(?:L{_U}|[STt]{_LAST}?)?|{TWO_DIGITS})"
"""The same and up to 119: `một trăm linh hai`."""
DAY = rf"(?:{_U}[Tt]{_LAST}?|[STt]{_LAST}?|M{_LAST}|{_U})"
MONTH = rf"(?:[STt]{_LAST}?|{_U})"
_REST = rf"(?:[STt]{_LAST}?|{_U}[Tt]{_LAST}?|M{_LAST}|{_U}[UV]|L?{_U})"
YEAR = (
    rf"(?:UK(?:ZH)?{_REST}?|UK{_U}H{_REST}?"
    rf"|U[UNZ](?:[UNZ]{_LAST}|[STt]{_LAST}?|{_U}[Tt]{_LAST}?)"
    rf"|{_U}[Tt]{_LAST}?|{_U}[UV]|Z{_U})"
)
"""`hai nghìn mười hai`, `một chín tám lăm`, `hai không mười hai`, `tám lăm`, `không năm`."""

_PARSER = WordToNumberParser()


def number(message: Message, first: int, end: int) -> int:
    """Return the value of the digits or number words from one token up to another."""
    words = [message.tokens[at].word for at in range(first, end)]
    if words[0][0].isdigit():
        return int(words[0])
    return _spoken(" ".join(words))


@lru_cache(maxsize=512)
def _spoken(folded: str) -> int:
    words = folded.split()
    if "nghin" in words or "ngan" in words or "nghan" in words:
        return _parsed(words)
    if _has_century(words):
        return 100 * _parsed(words[:2]) + _parsed(words[2:])
    return _parsed(words)


def _has_century(words: list[str]) -> bool:
    """Return whether the first two words are the hundreds of a year: `hai không mười`."""
    if len(words) == 3:
        return words[0] in {"mot", "hai"} and words[1] in {"chin", "khong"}
    return len(words) > 3 and "tram" not in words


def _parsed(words: list[str]) -> int:
    """Return the value of words without a century of their own, by vn-numberwords."""
    spelt = [NUMBER_WORDS[word][1].split()[0] for word in words]
    if spelt[0] == "hăm":
        spelt[:1] = ["hai", "mươi"]
    if words[0] == "muoi":
        spelt[0] = "mười"
    return int(_PARSER.parse_words(spelt))
