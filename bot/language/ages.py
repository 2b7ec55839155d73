"""Ages that a message names, as whole years or as a year of birth."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.language.text import Word

_CHILD = {"be", "con", "chau", "tre", "em"}
_NOT_AN_AGE = {"nua", "truoc", "qua", "roi", "sau"}
_BIRTH = {"sinh", "sn"}
_NOT_A_BIRTH = {"vien", "trac"}
"""After `sinh`: students and biometrics."""


@dataclass(frozen=True, slots=True)
class Age:
    """An age named in words, or a year of birth."""

    years: int | None
    born: int | None = None

    def in_year(self, year: int) -> int:
        """Return the whole years reached at some time in that year."""
        if self.years is not None:
            return self.years
        return year - (self.born or year)


def find_ages(message: Sequence[Word]) -> list[Age]:
    """Return the ages in decoded words: `5 tuổi`, `18 tháng tuổi`, `lớp 4`, `sinh 2011`.

    A school grade counts as the age at which it is usual: grade 1 at 6.
    """
    folded = [word.folded for word in message]
    return [age for at in range(len(folded)) if (age := _age_at(folded, at)) is not None]


def _age_at(folded: Sequence[str], at: int) -> Age | None:
    word = folded[at]
    before = folded[at - 1] if at else ""
    after = folded[at + 1] if at + 1 < len(folded) else ""
    if word == "tuoi":
        if (years := _number(before, 3)) is not None:
            return Age(years)
        if (years := _number(after, 2)) is not None:
            return Age(years)
    elif word == "thang" and (months := _number(before, 3)) is not None and months <= 36:
        of_child = bool(_CHILD & set(folded[max(0, at - 4) : at - 1]))
        if after == "tuoi" or (of_child and after not in _NOT_AN_AGE):
            return Age(months // 12)
    elif word == "lop" and 1 <= (grade := _number(after, 2) or 0) <= 12:
        soon = {"sap", "chua"} & set(folded[max(0, at - 4) : at])
        return Age(5 if grade == 1 and soon else grade + 5)
    elif word in _BIRTH and after not in _NOT_A_BIRTH:
        for candidate in folded[at + 1 : at + 5]:
            if match := re.search(r"(?:^|[./])((?:19|20)\d\d)$", candidate):
                return Age(None, int(match[1]))
    return None


def _number(word: str, longest: int) -> int | None:
    """Return a word of decimal digits as a number; `²` is a digit, but no decimal one."""
    return int(word) if word.isdecimal() and len(word) <= longest else None
