"""Rows to the files and places that they mean, and what keeps a row from being a session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bot.content.local import Kind
from bot.content.slugs import is_slug
from bot.content.spreadsheet.columns import Column
from bot.content.spreadsheet.lines import Line, Named
from bot.content.spreadsheet.matching import Entry, Match
from bot.content.spreadsheet.rows import Row
from bot.content.spreadsheet.shelves import Shelf, Shelves, same_name
from bot.content.spreadsheet.table import CellFault

_PAST = timedelta(days=366)
_AHEAD = timedelta(days=3 * 366)
_ENDLESS = (
    "thành lịch mọi ngày không có ngày cuối; ghi thêm «Đến ngày» hoặc «Thứ», "
    "còn làm một ngày thì ghi ở «Ngày»"
)
_NO_ID = "mã chỉ có chữ thường không dấu, số và gạch nối; để trống thì máy tự đặt"


class Sorter:
    """Sorts rows into files, and gathers every fault on the way."""

    def __init__(self, shelves: Shelves, faults: Sequence[CellFault]) -> None:
        """Begin with the faults of reading; a cell at fault is not blamed again."""
        self._shelves = shelves
        self.faults = list(faults)
        self._addressed: dict[tuple[str, str], tuple[str, int]] = {}

    def entries(self, rows: Sequence[Row]) -> list[Entry]:
        """Return the rows that have a file, with the ids of their places."""
        found = [entry for row in rows for entry in self._entry(row)]
        self._refuse_twins(found)
        return found

    def complete(self, matches: Sequence[Match], today: date) -> None:
        """Note what sessions lack that would be new, or lose their place."""
        for match in matches:
            row, line, before = match.entry.row, match.line, match.before
            placed = line.places or line.kind in {Kind.HOME, Kind.SUSPENSION}
            if not placed and (before is None or "places" in match.fields):
                self._blame(row, "thiếu địa điểm; ghi tên nơi làm", Column.PLACE)
            if before is None:
                self._complete_days(row, today)
                if line.id and not is_slug(line.id):
                    self._blame(row, _NO_ID, Column.ID)

    def _complete_days(self, row: Row, today: date) -> None:
        line = row.line
        told = {Column.DAYS: line.days[:1], Column.FIRST: [line.first], Column.LAST: [line.last]}
        for column, days in told.items():
            for day in filter(None, days):
                # Rows with an id come from a table that was written here, maybe years ago.
                if not line.id and not today - _PAST <= day <= today + _AHEAD:
                    self._blame(row, f"ngày {day:%d/%m/%Y} quá xa hôm nay; xem lại năm", column)
        if line.start is None:
            column = Column.DAYS if Column.DAYS in row.columns else Column.FIRST
            self._blame(row, f"thiếu ngày; điền «{column}»", column)
        endless = line.first and not line.last and not row.fills(Column.LAST)
        if endless and not line.weekdays and line.kind is Kind.MOBILE:
            self._blame(row, _ENDLESS, Column.FIRST)

    def _blame(self, row: Row, message: str, column: Column | None = None) -> None:
        fault = row.fault(message, column)
        if not any(
            (other.sheet, other.row, other.column) == (fault.sheet, fault.row, fault.column)
            for other in self.faults
        ):
            self.faults.append(fault)

    def _entry(self, row: Row) -> Iterator[Entry]:
        line = row.line
        known = self._shelves.ids.get(line.id)
        try:
            areas = [place.area for place in line.places] or [line.area]
            shelf = known or self._shelves.for_areas(areas)
        except ValueError as error:
            self._blame(row, str(error), Column.AREA if Column.AREA in row.columns else None)
            return
        if known:
            before = next(one for one in shelf.file.sessions if one.id == line.id)
            if line.places == shelf.line(before).places:
                for place, named in zip(before.places, line.places, strict=False):
                    self._agree(row, shelf, place, named)
                yield Entry(row, shelf, before.places)
                return
        places = [place for named in line.places for place in self._place(row, shelf, named)]
        yield Entry(row, shelf, tuple(dict.fromkeys(places)))

    def _place(self, row: Row, shelf: Shelf, named: Named) -> Iterator[str]:
        try:
            place = self._shelves.place(shelf, named)
        except ValueError as error:
            self._blame(row, str(error), Column.AREA if named.area else Column.PLACE)
            return
        self._agree(row, shelf, place, named)
        shelf.address(place, named.address)
        yield place

    def _agree(self, row: Row, shelf: Shelf, place: str, named: Named) -> None:
        """Blame a row that tells another address of a place than a row before it."""
        address, told_in = self._addressed.setdefault(
            (shelf.name, place), (named.address, row.number)
        )
        if not address:
            self._addressed[shelf.name, place] = (named.address, row.number)
        elif named.address and not same_name(address, named.address):
            self._blame(
                row, f"«{named.name}» ở dòng {told_in} có địa chỉ «{address}»; viết giống nhau",
                Column.ADDRESS,
            )  # fmt: skip

    def _refuse_twins(self, entries: Sequence[Entry]) -> None:
        rows: dict[tuple[str, Line | str], Row] = {}
        for entry in entries:
            line = entry.row.line
            twin = rows.setdefault((entry.shelf.name, line.id or line), entry.row)
            if twin is not entry.row and line.id:
                self._blame(entry.row, f"mã «{line.id}» đã ở dòng {twin.number}", Column.ID)
            elif twin is not entry.row:
                self._blame(entry.row, f"giống hệt dòng {twin.number}; xóa một dòng")
