"""A sheet of cells, whatever file it came from, and what may be wrong with one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from openpyxl.utils import get_column_letter

from bot.errors import BotError
from bot.language.text import clean

LONGEST_CELL = 4000
"""Characters."""
MOST_ROWS = 5000
"""Rows that hold anything; a longer table is refused."""
MOST_COLUMNS = 60
"""Cells further right are not looked at."""
LAST_ROW = 100_000
"""Empty rows are counted too: one cell far below must not make all those above it."""


@dataclass(frozen=True)
class Unreadable:
    """A cell whose value cannot be known, such as a formula that was never calculated."""

    reason: str


Value = str | int | float | date | datetime | time | Unreadable | None
"""What a cell holds; `None` where it is empty. Text is as it stands in the file."""


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet, from its first row and column on."""

    name: str
    """Empty where the file has one sheet only."""
    rows: Sequence[Sequence[Value]]

    def fault(self, row: int, column: int, message: str) -> CellFault:
        """Return a fault of a cell; both numbers count from 1, column 0 is the whole row."""
        return CellFault(self.name, row, column, message)


@dataclass(frozen=True, order=True)
class CellFault:
    """One thing wrong in a spreadsheet, and where; row 0 is the whole file."""

    sheet: str
    row: int
    column: int
    message: str

    def __str__(self) -> str:
        """Return `B7: message`, with the sheet where there are several."""
        if not self.row:
            return self.message
        column = get_column_letter(self.column) if self.column else ""
        place = f"{column}{self.row}" if column else f"dòng {self.row}"
        sheet = f"{self.sheet}!" if self.sheet else ""
        return f"{sheet}{place}: {self.message}"


class TableError(BotError):
    """A spreadsheet that cannot be taken over; nothing of it is."""

    def __init__(self, faults: Sequence[CellFault]) -> None:
        """Keep all faults, sorted by place."""
        self.faults = sorted(set(faults))
        super().__init__("\n".join(map(str, self.faults)))


def text_of(value: Value) -> str:
    """Return a cell as clean text; `ValueError` says in Vietnamese what to write instead."""
    if value is None:
        return ""
    problem = None
    if isinstance(value, Unreadable):
        problem = value.reason
    elif isinstance(value, date | time):
        problem = (
            f"Excel đã đổi ô này thành {_as_shown(value)}; "
            "định dạng ô là Văn bản (Text) rồi gõ lại"
        )
    elif len(str(value)) > LONGEST_CELL:
        problem = f"ô dài quá {LONGEST_CELL} ký tự; hãy viết ngắn lại"
    if problem:
        raise ValueError(problem)
    return clean(str(value)).strip()


def _as_shown(value: date | time) -> str:
    return f"giờ {value:%H:%M}" if isinstance(value, time) else f"ngày {value:%d/%m/%Y}"


def is_empty(value: Value) -> bool:
    """Tell whether a cell holds nothing that could be seen."""
    return value is None or (isinstance(value, str) and not clean(value[:LONGEST_CELL]).strip())
