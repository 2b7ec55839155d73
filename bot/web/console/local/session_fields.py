"""A session as the fields of a form: one row of the staff's own table, read by the same rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from multidict import MultiMapping

from bot.content.editing import Edit, EditError, records
from bot.content.editing.edit import edit_of
from bot.content.knowledge import Knowledge
from bot.content.loading import Files
from bot.content.local import Kind, OnHoliday, SessionsFile
from bot.content.slugs import dated_slug
from bot.content.spreadsheet.columns import Column
from bot.content.spreadsheet.importing import Wish, plan_sheets, session_files
from bot.content.spreadsheet.line_reading import Cells, read_line
from bot.content.spreadsheet.line_writing import in_words, shown, written_weekdays
from bot.content.spreadsheet.records import row_of, says_more
from bot.content.spreadsheet.state_cells import HOLIDAYS, KINDS
from bot.content.spreadsheet.table import Sheet, TableError, Value
from bot.errors import KnowledgeError
from bot.language.weekdays import read_weekdays
from bot.web.console.entry_fields import Filled, tidied
from bot.web.console.fault_words import Told, in_plain_words

COLUMNS: Mapping[str, Column] = {
    "days": Column.DAYS, "first": Column.FIRST, "last": Column.LAST, "weekdays": Column.WEEKDAYS,
    "hours": Column.HOURS, "place": Column.PLACE, "address": Column.ADDRESS, "area": Column.AREA,
    "people": Column.PEOPLE, "groups": Column.GROUPS, "quota": Column.QUOTA,
    "bring": Column.BRING, "phone": Column.PHONE, "note": Column.NOTE, "kind": Column.KIND,
    "holidays": Column.HOLIDAYS,
}  # fmt: skip
"""The fields of the form, and the columns of the table that they are."""
LABELS: Mapping[str, str] = {
    "days": "Ngày làm", "first": "Bắt đầu từ ngày", "last": "Đến hết ngày",
    "weekdays": "Vào các thứ", "hours": "Giờ làm", "place": "Địa điểm", "address": "Địa chỉ",
    "area": "Phường, xã", "people": "Ai được làm", "groups": "Tổ, thôn, khối lớp",
    "quota": "Mỗi ngày nhận bao nhiêu người", "bring": "Cần mang theo",
    "phone": "Số điện thoại để hỏi", "note": "Ghi chú cho người dân", "kind": "Hình thức",
    "holidays": "Vào ngày nghỉ lễ", "source": "Theo văn bản, thông báo nào",
}  # fmt: skip
_FIELD_OF = {column: name for name, column in COLUMNS.items()}
_DAYS = {"first", "last"}
_PAST, _AHEAD = timedelta(days=366), timedelta(days=3 * 366)
_MOST_TOLD = 50


@dataclass(frozen=True)
class SessionDraft:
    """A session in a form."""

    session: str
    """Its id; empty: a new one."""
    filled: Filled
    original: Filled
    """The fields when the form was opened; of a new session, none."""

    def judged(
        self, files: Files, knowledge: Knowledge, today: date, by: str
    ) -> tuple[Edit | None, Told]:
        """Return the edit, and every fault that the knowledge would have with it.

        `by` vouches for the session on the day `today`.
        """
        told = Told()
        name = self.session or self._new_name(files, today, told)
        if not self.session and not self.filled["source"]:
            told.add("source", "Điền nguồn của lịch, ví dụ số và ngày của thông báo.")
        cells = self._cells
        sheet = Sheet("", [
            [*map(str, COLUMNS.values()), str(Column.ID)],
            [*(cells.get(column) for column in COLUMNS.values()), name],
        ])  # fmt: skip
        home = self.filled["area"] if not self.session else ""
        if home and knowledge.area_names.find(home) is None:
            told.add(
                "area", f"Không tìm thấy phường, xã «{home}». Viết như: {_example(knowledge)}."
            )
            return None, told
        wish = Wish("", today, home, self.filled["source"], by)
        try:
            plan = plan_sheets(files, knowledge, [sheet], wish)
        except TableError as error:
            for fault in error.faults[:_MOST_TOLD]:
                place = list(_FIELD_OF.values())[fault.column - 1 : fault.column]
                told.add(place[0] if place else "", _sentence(fault.message, name))
            return None, _tidy(told)
        except KnowledgeError as error:
            where = (f"{in_plain_words(fault.message)} (tệp {fault.file}, dòng {fault.line})"
                     for fault in error.faults[:_MOST_TOLD])  # fmt: skip
            return None, replace(told, others=[*told.others, *where])
        if not plan.matches:
            told.add("days", "Chưa đọc được ngày; viết ngày/tháng/năm, ví dụ 05/12/2026.")
        if told:
            return None, told
        words = in_words(plan.matches[0].line)
        title = f"{'Sửa' if self.session else 'Thêm'} phiên: {words}"
        return edit_of(title, files, plan.files), told

    @property
    def _cells(self) -> Cells:
        found: dict[Column, Value] = {
            column: self.filled[field] for field, column in COLUMNS.items() if self.filled[field]
        }
        if self.original.get("holidays") and not self.filled["holidays"]:
            found[Column.HOLIDAYS] = HOLIDAYS[OnHoliday.CLOSED]  # an empty cell says nothing
        return found

    def _new_name(self, files: Files, today: date, told: Told) -> str:
        """Return a free id, which also keeps the row from being taken for a known session."""
        line, _ = read_line(self._cells, today)
        if line.start and not today - _PAST <= line.start <= today + _AHEAD:
            place = "days" if line.days else "first"
            told.add(place, f"Ngày {line.start:%d/%m/%Y} quá xa hôm nay; xem lại năm.")
        place = line.places[0].name if line.places else KINDS[line.kind]
        taken = records.ids(files, "sessions", "offices", "notices")
        return dated_slug(place, line.start or today, taken)


def fresh(ward: str, day: str, source: str) -> SessionDraft:
    """Return the form of a session that is to be added; `day` may be empty."""
    usual = {"area": ward, "days": day, "source": source, "kind": KINDS[Kind.MOBILE]}
    return SessionDraft("", dict.fromkeys((*COLUMNS, "source"), "") | usual, {})


def stored(files: Files, session: str) -> SessionDraft:
    """Return a session as it stands in the folder; `EditError` where there is none."""
    file, cells = _found(files, session)[:2]
    line = row_of(next(one for one in file.sessions if one.id == session), file)[1]
    filled = {field: _text(field, cells.get(column)) for field, column in COLUMNS.items()}
    filled["weekdays"] = written_weekdays(line.weekdays)
    filled["source"] = ""
    return SessionDraft(session, filled, filled)


def tells_more(files: Files, session: str) -> bool:
    """Return whether a session has something that the form has no field for."""
    return _found(files, session)[2]


def sent_in(sent: MultiMapping[Any], session: str, original: Filled) -> SessionDraft:
    """Return a form as it was sent; `session`: empty for a new one."""
    filled = {name: tidied(name, str(sent.get(name, ""))) for name in (*COLUMNS, "source")}
    for name in _DAYS:
        filled[name] = tidied("from", filled[name])
    chosen = ", ".join(str(day) for day in sent.getall("weekdays", []))
    filled["weekdays"] = written_weekdays(read_weekdays(chosen) or ())
    return SessionDraft(session, filled, original)


def chosen_weekdays(filled: Filled) -> set[int]:
    """Return the weekdays that are ticked, as ISO numbers."""
    return set(read_weekdays(filled.get("weekdays", "")) or ())


def _found(files: Files, session: str) -> tuple[SessionsFile, Cells, bool]:
    for file in session_files(files).values():
        for known in file.sessions:
            if known.id == session:
                return file, row_of(known, file)[0], says_more(known)
    raise EditError(f"không có phiên «{session}»; tải lại trang rồi chọn lại")


def _text(field: str, value: Value) -> str:
    if value is None:
        return ""
    if field in _DAYS and isinstance(value, date):
        return value.isoformat()
    return shown(value)


def _sentence(message: str, name: str) -> str:
    """Return a fault of a cell in the words of the form."""
    message = message.replace(", hoặc thêm --area", "").replace("dòng 2", "phiên này")
    for field, column in COLUMNS.items():
        message = message.replace(f"cột «{column}»", f"ô «{LABELS[field]}»")
        message = message.replace(f"«{column}»", f"«{LABELS[field]}»")
    message = message.replace(f"phiên «{name}»", "phiên này")
    message = in_plain_words(message)
    return message if message.endswith(".") else f"{message}."


def _tidy(told: Told) -> Told:
    """Return the faults with those that concern the whole form among the others."""
    others = told.fields.pop("", [])
    return replace(told, others=[*told.others, *others])


def _example(knowledge: Knowledge) -> str:
    local = knowledge.local
    known = next((item.area for item in local.sessions), None)
    return f"{known.name}, {known.province}" if known else "phường Đoàn Kết, tỉnh Lai Châu"
