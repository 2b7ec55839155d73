"""Small numbers as they are spoken: `hai mươi tám`, `mười lăm`, `hăm mốt`."""

from __future__ import annotations

from functools import lru_cache

from vn_numberwords import words_to_number  # type: ignore[import-untyped]

_UNIT = "(?:mot|hai|ba|bon|t[uư]|nam|lam|nham|s[aá]u|b[aả]y|tam|chin)"

SPOKEN = (
    rf"(?:(?:(?:hai|ba|bon|nam) {{1,2}})?muoi(?: {{1,2}}{_UNIT}\b)?"
    rf"|ham {{1,2}}{_UNIT}|(?:hai|ba|bon) {{1,2}}(?:m[oố]t|t[uư]|lam|nham)\b|{_UNIT})"
)
"""Pattern of a number from 1 to 59 in folded lower-case words, without groups.

Where folding would mix up two words (`sáu` and `sau`), the marked one may be kept.
"""

_KNOWN_TO_THE_PACKAGE = {"ham": "hai muoi", "nham": "lam"}


@lru_cache(maxsize=512)
def small_number(folded: str) -> int | None:
    """Return the whole number of decimal digits or of words that match `SPOKEN`.

    Anything else is `None`; digits are read up to four of them.
    """
    if folded.isdecimal():
        return int(folded) if len(folded) <= 4 else None
    words = [_KNOWN_TO_THE_PACKAGE.get(word, word) for word in folded.split()]
    number = int(words_to_number(" ".join(words)))
    return number or None
