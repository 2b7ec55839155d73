"""Faults of the knowledge as staff read them in a chat."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

from bot.errors import Fault

_MOST, _LONGEST = 10, 200


def told(faults: Sequence[Fault]) -> str:
    """Return the first ten faults, each with its file and line."""
    lines = [
        f"• {fault.file}, dòng {fault.line}: {shorten(fault.message, _LONGEST, placeholder='…')}"
        for fault in faults[:_MOST]
    ]
    if len(faults) > _MOST:
        lines.append(f"… và {len(faults) - _MOST} lỗi nữa")
    return "\n".join(lines)
