"""The short code below an answer, which stands for exactly what the answer says.

A code is eight signs, written `K7M2-Q9RT`: seven of a hash and one that checks them. The signs are
23 digits and consonants that no Vietnamese keyboard turns into marks and that few people mistake
for each other; 23 is a prime, so one wrong sign, or two neighbours swapped, never pass the check.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

from bot.assistant.citing import cited
from bot.assistant.reply import Item
from bot.language.english import Language

SIGNS = "23456789BCFGHJKMNPQRTVX"
"""Without vowels, D, S, W and Z no way of typing Vietnamese changes them; without 0, 1, I and O
none is taken for another."""
LOOKED_UP = "L"
"""The first sign of a code of something looked up; no other code has it."""

Part = Literal[
    "title", "lead", "cost", "time", "where", "changes", "bring", "steps", "details", "basis"
]
_VALUES = {sign: at for at, sign in enumerate(SIGNS)} | {LOOKED_UP: 0}
_MISREAD = str.maketrans("SZ", "52")
_LENGTH, _HALF = 8, 4
_CODE = re.compile(
    r"(?<![^\W_])(?=([0-9A-Z]{4})[ ]?[-\u2010-\u2014.]?[ ]?([0-9A-Z]{4})(?![^\W_]))",
    re.IGNORECASE,
)
"""Looks ahead only: in "is code K7M2-Q9RT right" the first word is no half of a code."""


@dataclass(frozen=True, slots=True)
class Found:
    """A code, or what looks like one, in a message."""

    code: str
    """In capitals, without a dash."""
    start: int
    end: int
    """Where it stands in the message after `clean`."""

    @property
    def mixed(self) -> bool:
        """Return whether both halves hold a digit and a letter, as no word does."""
        return _mixed(self.code)

    @property
    def genuine(self) -> bool:
        """Return whether it could be a code of ours; of those made up, one in 23 could."""
        ours = self.code[0] in _VALUES and all(sign in SIGNS for sign in self.code[1:])
        return ours and self.mixed and checked(self.code[:-1]) == self.code


def parts(item: Item) -> dict[Part, tuple[str, ...]]:
    """Return all that is shown of an answer, by part."""
    until = str(item.valid_until or "")
    return {
        "title": (item.title,),
        "lead": (item.lead,),
        "cost": (item.cost,),
        "time": (item.time,),
        "where": (item.where,),
        "changes": (*item.changes, until),
        "bring": item.bring,
        "steps": item.steps,
        "details": (item.details,),
        "basis": (cited(item.sources), "*" if item.attributed else ""),
    }


def code_of(item: Item, language: Language) -> str:
    """Return the code of an answer, which is the same on all days on which it reads the same."""
    shown = "\n".join(f"{name}\0" + "\0".join(texts) for name, texts in parts(item).items())
    return spelled(f"{item.topic}\n{language}\n{shown}".encode())


def spelled(content: bytes, first: str = "", key: bytes = b"") -> str:
    """Return the code of some content: the same for the same content and key.

    `first`: the sign it begins with. Each half holds a digit and a letter, as no word does.
    """
    salt = 0
    while True:
        mark = blake2b(content, digest_size=8, key=key, salt=salt.to_bytes(8, "big")).digest()
        code = checked(first + _signs(int.from_bytes(mark, "big"), _LENGTH - 1 - len(first)))
        if _mixed(code):
            return code
        salt += 1


def checked(signs: str) -> str:
    """Return seven signs with the eighth that checks them."""
    total = sum((at + 2) * _VALUES.get(sign, 0) for at, sign in enumerate(signs))
    return signs + SIGNS[total % len(SIGNS)]


def written(code: str) -> str:
    """Return a code as people read it: `K7M2-Q9RT`."""
    return f"{code[:_HALF]}-{code[_HALF:]}"


def lookalikes(text: str) -> Iterable[Found]:
    """Yield whatever has the form of a code in a text, which is clean already."""
    for match in _CODE.finditer(text):
        code = (match[1] + match[2]).upper().translate(_MISREAD)
        yield Found(code, match.start(), match.end(2))


def _signs(number: int, count: int) -> str:
    signs = []
    for _ in range(count):
        number, at = divmod(number, len(SIGNS))
        signs.append(SIGNS[at])
    return "".join(signs)


def _mixed(code: str) -> bool:
    halves = code[:_HALF].removeprefix(LOOKED_UP), code[_HALF:]
    return all(not half.isdigit() and not half.isalpha() for half in halves)
