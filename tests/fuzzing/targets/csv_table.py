"""A table of sessions as text: faults at cells, or files that load and change nothing twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.content.loading import load
from bot.content.spreadsheet.exporting import as_csv, exported
from bot.content.spreadsheet.importing import Wish, plan_import, session_files
from bot.content.spreadsheet.table import TableError
from bot.errors import KnowledgeError
from tests.fuzzing.given import SMALL, small_knowledge

TODAY = date(2026, 11, 22)
WORDS = (
    "Ngày", "Nơi", "Giờ", "Địa chỉ", "Đối tượng", "Ghi chú", "Trạng thái", "Số lượng", "Sáng",
    "STT", "Chiều", "Tối", "Từ ngày", "Đến ngày", "Thứ", "Mã", ",", ";", "\t", '"', "\n", "\r\n",
    "sep=;\n", "22/11/2026", "1-5/12/2026", "29/2/2028", "31/12/9999", "1/1/0001", "T2-T6",
    "T7, CN", "7h-9h", "24h", "13h30 - 17h", "Hủy: mưa", "Hoãn đến 5/12/2026", "Hết chỗ",
    "0912345678", "=1+1", "'=1", "phường Gió Lùa", "xã Gió Dưới", "Sân", "5000", "-1", "1e400",
    "²", "\ufeff", "\x00", "Từ 14 tuổi", "6-13 tuổi; Nhóm A", "sinh 2012", "1-7", "45992", "0,5",
    "Làm", "Nghỉ",
)  # fmt: skip
_HAND = (
    "Ngày,Giờ,Nơi\n22/12/2026,7h-9h,Sân đình\n", "Ngày;Nơi\n1-3/12/2026;Chợ\n;Chợ trên\n",
    "Lịch làm thẻ\n\nSTT\tNgày\tNơi\tSáng\tChiều\n1\t05/12\tTrường\tx\t\n",
    "Từ ngày,Đến ngày,Thứ,Nơi\n1/12/2026,31/12/2026,T7,UBND\n",
)  # fmt: skip


def seeds() -> Iterator[bytes]:
    """Yield tables by hand, and the one of the invented sessions."""
    for text in _HAND:
        for code in ("utf-8", "utf-16", "utf-8-sig"):
            yield text.encode(code)
    rows, _ = exported(session_files(SMALL).values())
    yield as_csv(rows)
    yield from (as_csv([row]) for row in rows)


def check(data: bytes) -> None:
    """Check one table."""
    check_table(data, Wish("lich.csv", TODAY, area="phường Gió Lùa"))


def check_table(data: bytes, wish: Wish) -> None:
    """Check the bytes of a table."""
    knowledge = small_knowledge()
    try:
        plan = plan_import(SMALL, knowledge, data, wish)
    except TableError as error:
        assert str(error).strip()
        assert error.faults
        return
    except KnowledgeError as error:
        assert error.faults
        return
    assert plan.matches or not plan.files
    if plan.files:
        files = {**SMALL, **plan.files}
        again = plan_import(files, load(files), data, wish)
        assert again.files == {}, "changes something the second time"
