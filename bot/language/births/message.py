"""A message as numbered words, each with one letter for what it can be in a date or an age."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from bot.language.births.spelling import may_be, may_be_any, plain_word
from bot.language.lazily import lazily
from bot.language.text import fold

_PLAIN = {
    code: folded
    for code in [*range(0x41, 0x250), *range(0x1E00, 0x1F00)]
    if len(folded := fold(chr(code)).lower()) == 1 and folded != chr(code)
}
_TOKEN = re.compile(r"2k[0-9]{0,2}(?![^\W_])|[5-9]x(?![^\W_])|[0-9]+|[^\W\d_]+|[^\w\s]|\n")

NUMBER_WORDS: dict[str, tuple[str, str]] = {
    "mot": ("U", "một mốt"), "hai": ("U", "hai"), "ba": ("U", "ba"), "bon": ("U", "bốn"),
    "tu": ("U", "tư"), "nam": ("N", "năm"), "lam": ("V", "lăm"), "nham": ("V", "nhăm"),
    "sau": ("U", "sáu"), "bay": ("U", "bảy bẩy"), "tam": ("U", "tám"), "chin": ("U", "chín"),
    "muoi": ("t", "mươi mười"), "chuc": ("T", "chục"), "tram": ("H", "trăm"),
    "linh": ("L", "linh"), "le": ("L", "lẻ lẽ"), "nghin": ("K", "nghìn"),
    "ngan": ("K", "ngàn"), "nghan": ("K", "nghàn"), "khong": ("Z", "không"),
    "ham": ("M", "hăm"),
}  # fmt: skip
"""Folded word to its letter and to the spellings under which it is a number."""
_SURE_WITHOUT_MARKS = {"muoi", "chuc", "tram", "nghin", "nam"}
"""Read as numbers even where the rest of the message has marks."""
_MARK_WORDS: dict[str, tuple[str, str]] = {
    "tuoi": ("A", "tuổi"), "t": ("a", "t"), "thang": ("G", "tháng"), "thg": ("G", "thg"),
    "th": ("G", "th"), "ngay": ("n", "ngày"), "mung": ("n", "mùng"), "mong": ("n", "mồng"),
    "lop": ("l", "lớp"), "grade": ("l", "grade"),
}  # fmt: skip
_SIGNS = {"–": "-", "—": "-", "−": "-", "~": "-", "?": ";", "!": ";", "\n": ";", "…": ";"}
_KEPT_SIGNS = frozenset("/-.,:;(")


class Token(NamedTuple):
    """One word, one run of digits or one sign."""

    word: str
    """Lower case, without marks; a Telex slip is undone."""
    typed: str
    """Lower case, with the marks that were typed."""
    start: int
    end: int


class Message:
    """A cleaned text, folded letter by letter, and its words.

    `codes` has one letter a word, so that patterns over it count words: `D` one or two digits,
    `E` three, `Y` a year in four, `R` one like 2k3, `x` a decade like 9x, `X` other digits; `U` a
    unit, `V` one that ends a number (lăm), `N` năm (five or year), `S` mười, `T` mươi or chục,
    `t` one of them without marks, `H` trăm, `L` linh, `K` nghìn, `Z` không, `M` hăm; `A` tuổi,
    `a` its short form t, `G` tháng, `n` ngày, `l` lớp; signs are themselves, `;` is any end of a
    sentence but a dot.
    """

    def __init__(self, text: str) -> None:
        """`text` has been through `bot.language.text.clean`."""
        self.text = text
        self.plain = text.translate(_PLAIN)
        """As long as the text: lower case, without marks."""

    @lazily
    def tokens(self) -> list[Token]:
        """The words in order."""
        text, found = self.text, []
        for match in _TOKEN.finditer(self.plain):
            start, end = match.span()
            found.append(Token(plain_word(match[0]), text[start:end].lower(), start, end))
        return found

    @lazily
    def marked(self) -> bool:
        """Whether Vietnamese marks were typed anywhere."""
        return not self.text.isascii()

    @lazily
    def codes(self) -> str:
        """One letter for each token."""
        return "".join([_code(token.word, token.typed, self.marked) for token in self.tokens])

    @lazily
    def words(self) -> list[str]:
        """The folded words in order."""
        return [token.word for token in self.tokens]

    def word(self, at: int) -> str:
        """Return the folded word at an index, or an empty one outside the message."""
        words = self.words
        return words[at] if 0 <= at < len(words) else ""

    def touch(self, at: int) -> bool:
        """Return whether nothing stands between a token and the one before it."""
        return 0 < at < len(self.tokens) and self.tokens[at - 1].end == self.tokens[at].start

    def says(self, at: int, spellings: str) -> bool:
        """Return whether a token can be one of these words, marks left off or not."""
        return 0 <= at < len(self.tokens) and may_be_any(self.tokens[at].typed, spellings)

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Return the characters from the token `first` up to the token `end`, not included."""
        return self.tokens[first].start, self.tokens[end - 1].end


@lru_cache(maxsize=4)
def message_of(text: str) -> Message:
    """Return a message; births, cards and former ages are looked for in the same one in turn."""
    return Message(text)


@lru_cache(maxsize=8192)
def _code(word: str, typed: str, marked: bool) -> str:
    if word[0].isdigit() and word.isascii():
        return _code_of_digits(word)
    if not word[0].isalpha():
        sign = _SIGNS.get(word, word)
        return sign if sign in _KEPT_SIGNS else " "
    if found := NUMBER_WORDS.get(word):
        return _code_of_number_word(word, typed, marked, *found)
    if word in {"tui", "toi"} and typed in {"tủi", "tuỉ", "tổi"}:
        return "A"
    code, spelling = _MARK_WORDS.get(word, (" ", ""))
    return code if spelling and may_be(typed, spelling) else " "


def _code_of_digits(digits: str) -> str:
    if not digits.isdecimal():
        return "R" if "k" in digits else "x"
    if len(digits) <= 2:
        return "D"
    if len(digits) == 4 and digits[:2] in {"19", "20"}:
        return "Y"
    return "E" if len(digits) == 3 else "X"


def _code_of_number_word(word: str, typed: str, marked: bool, code: str, spelt: str) -> str:
    spellings = spelt.split()
    if not any(may_be(typed, spelling) for spelling in spellings):
        return " "
    left_off = marked and typed == word and word not in {*spellings, *_SURE_WITHOUT_MARKS}
    if left_off:
        return " "
    if code == "t" and typed != word:
        return "T" if typed in {"mươi", "muơi", "mưoi"} else "S"
    return code
