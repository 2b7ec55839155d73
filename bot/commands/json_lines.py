"""JSON lines as commands read them: one object a line, and errors that name the line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.assistant.question import VIETNAM
from bot.clock import now_in_vietnam
from bot.errors import UsageError

Row = dict[str, object]


def rows(lines: Iterable[str], needed: str) -> Iterator[tuple[int, Row]]:
    """Yield each object with its line number, from 1; empty lines are passed over.

    `needed` is the key whose value must be text. An object without `id` gets its line number.
    `UsageError` names a line that is no such object.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            raise UsageError(f"dòng {number}: không phải JSON") from None
        if not isinstance(row, dict) or not isinstance(row.get(needed), str):
            raise UsageError(f'dòng {number}: cần một đối tượng có "id" và "{needed}"')
        row.setdefault("id", number)
        yield number, row


def moment_of(number: int, row: Row, key: str, fixed: datetime | None) -> datetime:
    """Return the moment that a row gives, in Vietnam's zone; else the fixed one, else now."""
    if not row.get(key):
        return fixed or now_in_vietnam()
    try:
        told = datetime.fromisoformat(str(row[key]))
        return (told if told.tzinfo else told.replace(tzinfo=VIETNAM)).astimezone(VIETNAM)
    except (ValueError, OverflowError):
        raise UsageError(f'dòng {number}: "{key}" phải là ngày giờ, ví dụ 2026-11-22') from None
