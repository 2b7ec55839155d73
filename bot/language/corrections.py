"""What people say before they put a message right: `à không, ý tôi là`, `xin lỗi gõ nhầm`."""

from __future__ import annotations

import re

from bot.language.text import fold

_WE = r"(?:toi|em|minh|tui|con|chi|anh|e|t|m|mk)"
_WELL = r"(?:a|ah|ua|o|ay|da|y|thoi|oh|ok|xin loi|sorry|sr|sory)"
_NO = r"(?:khong phai|ko phai|khong|ko|hong|no)"
_WRONG = rf"(?:{_WE} )?(?:(?:go|viet|noi|hoi|bam|ghi|danh) )?(?:nham|lon|sai)(?: (?:roi|a|nha))?"
_MEANT = rf"(?:y (?:cua )?{_WE} (?:la|muon hoi|hoi)|i mean|i meant)"
_GAP = r"[\s,.;:!…]+"
_OPENING = re.compile(
    rf"\s*(?:(?:{_WELL}{_GAP})*(?:{_NO}{_GAP})?{_MEANT}\b"
    rf"|(?:{_WELL}{_GAP})*(?:{_NO}{_GAP})?{_WRONG}(?=\s*[,.;:!…]|\s+\d)"
    rf"|{_WELL}{_GAP}{_NO}(?=\s*,))[\s,.;:!…]*(?=\w)"
)
"""Of folded text. `nhầm` alone may be what a card is; before a comma it is what was typed."""


def put_right(text: str) -> str:
    """Return a clean message without the words that only say that the one before was wrong."""
    plain = fold(text).lower()
    found = _OPENING.match(plain) if len(plain) == len(text) else None
    return text[found.end() :] if found else text
