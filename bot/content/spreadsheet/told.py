"""Faults of the knowledge that an import would make, told at the cells that they come from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.content import reading
from bot.content.loading import Files
from bot.content.spreadsheet.columns import Column
from bot.content.spreadsheet.rows import Row
from bot.content.spreadsheet.table import CellFault
from bot.errors import Fault

_COLUMN_OF_KEY = {
    "dates": Column.DAYS,
    "from": Column.FIRST,
    "to": Column.LAST,
    "weekdays": Column.WEEKDAYS,
    "hours": Column.HOURS,
    "places": Column.PLACE,
    "serves": Column.PEOPLE,
    "quota_per_day": Column.QUOTA,
    "status": Column.STATE,
    "moved_to": Column.STATE,
    "scope": Column.KIND,
    "kind": Column.KIND,
}
_IN_TABLE_WORDS = {
    re.compile(r"«on_holiday: lam»"): f"«Làm» ở cột «{Column.HOLIDAYS}»",
    re.compile(r" \(dùng slots\)"): "",
    re.compile(r"\bfrom\b"): f"«{Column.FIRST}»",
    re.compile(r"\bto\b"): f"«{Column.LAST}»",
    re.compile(r"\bdates\b"): f"«{Column.DAYS}»",
    re.compile(r"\bweekdays\b"): f"«{Column.WEEKDAYS}»",
    re.compile(r"\bhours\b"): f"«{Column.HOURS}»",
    re.compile(r"\bmoved_to\b"): "ngày dời sang",
}
"""What the files call it, and what the table does."""


def told_by_row(
    faults: Sequence[Fault], files: Files, rows: Mapping[str, Row]
) -> tuple[list[CellFault], list[Fault]]:
    """Part faults into those of these rows, by session id, and those that have another cause."""
    told, others = [], []
    for fault in faults:
        name, key = _session_at(files.get(fault.file, b""), fault)
        row = rows.get(name)
        if row is None:
            others.append(fault)
        else:
            told.append(row.fault(_in_table_words(fault.message, rows), _COLUMN_OF_KEY.get(key)))
    return told, others


def _session_at(data: bytes, fault: Fault) -> tuple[str, str]:
    """Return the id of the session at a fault, and the key in it; empty where there is none."""
    document = reading.read(fault.file, data)
    if isinstance(document, Fault):
        return "", ""
    match document.path_to(fault.line, fault.column), document.plain:
        case ["sessions", int(number), *keys], {"sessions": [*sessions]}:
            session = sessions[number]
            name = session.get("id") if isinstance(session, dict) else None
            return str(name or ""), str(keys[0]) if keys else ""
    return "", ""


def _in_table_words(message: str, rows: Mapping[str, Row]) -> str:
    for name, row in rows.items():
        message = message.replace(f"phiên «{name}»", f"dòng {row.number}")
    for pattern, words in _IN_TABLE_WORDS.items():
        message = pattern.sub(words, message)
    return message
