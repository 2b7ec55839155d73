"""A spreadsheet of sessions: refused with every fault, looked at, taken over; and given out."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from aiohttp import FormData
from openpyxl import Workbook, load_workbook

from bot.config import Config
from bot.content.loading import read_folder
from bot.desk import Desk
from bot.store.sqlite import SqliteStore
from bot.web.console.local import imports
from tests.web.console.conftest import Enter
from tests.web.console.filling import fields, send
from tests.web.console.test_console_sessions import PART
from tests.web.console.visitor import Visitor
from tests.web.console.written import Written
from tests.web.reading import Page

LIST = "/console/phien"
IMPORT = f"{LIST}/_nhap"
HEAD = "Ngày,Giờ,Địa điểm,Phường/xã\n"
WARD = '"phường Gió Lùa, tỉnh Mây"'
NEW = f"{HEAD}25/12/2026,7h-11h,Sân đình Gió Lùa,{WARD}\n".encode()


@pytest.fixture
def file(config: Config) -> Written:
    return Written(config.knowledge / "sessions" / "phuong-gio.yaml")


async def upload(
    visitor: Visitor, data: bytes, name: str = "lich.csv", status: int = 200, **more: str
) -> Page:
    """Choose a file and press the button."""
    await visitor.see(IMPORT)
    texts = {"csrf": visitor.csrf, "viec": "xem", "ward": "", "source": "", **more}
    sent = FormData(texts, quote_fields=False)
    sent.add_field("bang", io.BytesIO(data), filename=name)
    async with visitor.client.post(IMPORT, data=sent) as answer:
        text = await answer.text()
        assert answer.status == status, text
    return Page(text)


def told(page: Page) -> list[tuple[str, str]]:
    """Return where each fault is, and what it says."""
    cells = page.texts("td")
    return list(zip(cells[::2], cells[1::2], strict=True))


async def test_every_fault_is_told_at_its_cell_and_nothing_is_changed(
    enter: Enter, config: Config
) -> None:
    before = read_folder(config.knowledge)
    data = f"{HEAD}35/12/2026,7h-11h,Sân đình Gió Lùa,{WARD}\n25/12/2026,lung,,{WARD}\n".encode()
    page = await upload(await enter("editor", "gio"), data, status=422)
    assert [place for place, _ in told(page)] == ["A2", "B3", "C3"]
    assert all(len(message) > 20 for _, message in told(page))
    assert any("lich.csv có 3 chỗ cần sửa" in text for text in page.texts("strong"))
    assert read_folder(config.knowledge) == before


async def test_a_table_is_looked_at_and_then_in_force(
    enter: Enter, file: Written, console_desk: Desk, store: SqliteStore
) -> None:
    visitor, before = await enter("editor", "gio", name="Cô Mây"), file.text
    moved = f"13/12/2026,7h-9h,Chợ Nắng Lên,{WARD}\n".encode()
    review = await upload(visitor, NEW + moved, ward="gio", source="Thông báo 7")
    assert review.texts("h1") == ["Xem lại: Nhập lịch từ lich.csv: 1 mới, 1 đổi"]
    assert "Phiên mới: 1" in review.texts("h2")
    assert "Không có trong bảng, giữ nguyên: 5" in review.texts("h2")
    assert "Giờ: 6h-9h → 7h-9h" in review.texts("li")
    assert file.text == before
    sent = fields(review, IMPORT)
    part = await send(visitor, IMPORT, sent, "thay-doi", **PART)
    assert part.all("html") == []
    page = await send(visitor, IMPORT, sent, "phat-hanh")
    assert page.texts("p", "told") == ["Đã lưu và phát hành bản 2."]
    session = console_desk.engine.knowledge.local.sessions[-1].session
    assert (session.source, session.last_confirmed.by) == ("Thông báo 7", "Cô Mây")
    assert "gio-tam-dung" in file.text
    deed = store.audit.deeds(1)[0]
    assert (deed.who, deed.what) == ("Cô Mây", "import")


async def test_a_table_that_is_the_whole_schedule_takes_out_what_it_lacks(
    enter: Enter, file: Written, console_desk: Desk
) -> None:
    visitor = await enter("editor", "gio")
    review = await upload(visitor, NEW, whole="1")
    assert "Phiên bị bỏ: 6" in review.texts("h2")
    assert len(review.texts("del")) == 6
    await send(visitor, IMPORT, fields(review, IMPORT), "phat-hanh")
    assert len(console_desk.engine.knowledge.local.sessions) == 1
    assert "truong-diem:" in file.text


async def test_a_schedule_that_changed_after_the_look_is_looked_at_again(
    enter: Enter, file: Written, console_desk: Desk
) -> None:
    visitor = await enter("editor", "gio")
    review = await upload(visitor, NEW)
    file.replace("reason: mưa to", "reason: mưa rất to")
    before = file.text
    page = await send(visitor, IMPORT, fields(review, IMPORT), "phat-hanh", status=409)
    assert "vừa được người khác sửa" in page.texts("p", "warn")[0]
    assert file.text == before
    await send(visitor, IMPORT, fields(page, IMPORT), "phat-hanh")
    assert "mưa rất to" in file.text
    assert "25/12/2026" in file.text


async def test_a_table_that_says_nothing_new_changes_nothing(enter: Enter, file: Written) -> None:
    visitor, before = await enter("editor"), file.text
    async with visitor.client.get(f"{LIST}/_xuat/gio.xlsx") as answer:
        data = await answer.read()
    page = await upload(visitor, data, "lich.xlsx")
    assert page.texts("p", "told") == ["Bảng giống hệt lịch đang có; chưa có gì thay đổi."]
    page = await upload(visitor, HEAD.encode())
    assert page.texts("p", "told") == ["Bảng chưa có dòng nào; chưa có gì thay đổi."]
    assert file.text == before


def bomb() -> bytes:
    """A workbook of some kilobytes that unpacks to more than is read."""
    book, data = Workbook(), io.BytesIO()
    book.save(data)
    made = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            swollen = b" " * 12_000_000 if part.filename.endswith("sheet1.xml") else b""
            new.writestr(part.filename, old.read(part) + swollen)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "lich.csv", "Chọn một tệp"),
        (b"a" * (imports.LARGEST + 1), "lich.csv", "lớn hơn 1 MB"),
        (bomb(), "lich.xlsx", "bung ra quá lớn"),
        (b"PK\x03\x04hong", "lich.xlsx", "không đọc được tệp Excel"),
        (b"\xd0\xcf\x11\xe0cu", "lich.xls", "kiểu cũ"),
        (b"\x89PNG\r\n\x1a\n\xff", "anh.png", "không phải UTF-8"),
        ("Tên,Tuổi\nA,3\n".encode(), "khac.csv", "không thấy dòng tiêu đề"),
    ],
    ids=["empty", "large", "bomb", "broken", "old", "picture", "other"],
)
async def test_a_file_that_is_no_table_is_refused_with_a_word_on_what_to_do(
    enter: Enter, config: Config, data: bytes, name: str, said: str
) -> None:
    before = read_folder(config.knowledge)
    page = await upload(await enter("editor"), data, name, status=422)
    assert said.lower() in " ".join(page.texts("td")).lower()
    assert read_folder(config.knowledge) == before


async def test_a_form_far_too_large_is_not_even_read(enter: Enter) -> None:
    page = await upload(await enter("editor"), b"a" * 3_000_000, status=413)
    assert page.texts("p", "fault") == ["Tệp hoặc nội dung gửi lên quá lớn."]


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\lich\\<b>.csv", "a" * 500, ""])
async def test_a_files_name_is_only_ever_a_name(enter: Enter, config: Config, name: str) -> None:
    page = await upload(await enter("editor"), NEW, name or "lich.csv")
    assert page.all("b") == []
    assert "/" not in page.texts("h1")[0].replace("\\", "/")
    assert len(page.texts("h1")[0]) < 200


async def test_rows_of_another_ward_are_refused(enter: Enter, config: Config) -> None:
    before = read_folder(config.knowledge)
    page = await upload(await enter("editor", "dao"), NEW, status=422)
    assert told(page)[0][1].startswith("Bảng có phiên ngoài địa bàn")
    assert read_folder(config.knowledge) == before


async def test_tables_are_imported_by_editors_with_their_own_forms_only(
    enter: Enter, config: Config
) -> None:
    before = read_folder(config.knowledge)
    viewer, editor = await enter("viewer", name="A"), await enter("editor", name="B")
    await viewer.post(IMPORT, {"viec": "xem"}, status=403)
    await editor.see(IMPORT)
    editor.csrf = "0" * 64
    await editor.post(IMPORT, {"viec": "phat-hanh", "noi_dung": "eA=="}, status=403)
    assert read_folder(config.knowledge) == before


@pytest.mark.parametrize("sent", ["khong phai base64!", "é", "eA="])
async def test_a_hidden_table_that_was_tampered_with_is_refused(enter: Enter, sent: str) -> None:
    editor = await enter("editor")
    await editor.see(IMPORT)
    await editor.post(IMPORT, {"viec": "phat-hanh", "noi_dung": sent}, status=400)


async def test_the_sessions_of_a_ward_are_given_out_in_the_columns_of_the_table(
    enter: Enter,
) -> None:
    viewer = await enter("viewer")
    page = await viewer.see(f"{LIST}/_xuat")
    assert page.all("a", href=f"{LIST}/_xuat/gio.csv")
    async with viewer.client.get(f"{LIST}/_xuat/gio.xlsx") as answer:
        disposition = answer.headers["Content-Disposition"]
        sheet = load_workbook(io.BytesIO(await answer.read())).worksheets[0]
    assert disposition == 'attachment; filename="lich-phuong-gio-lua-tinh-may-2026-11-22.xlsx"'
    assert sheet.max_row == 7
    assert [cell.value for cell in sheet[1]][:2] == ["Ngày", "Từ ngày"]
    async with viewer.client.get(f"{LIST}/_mau.xlsx") as answer:
        assert answer.content_type.endswith("spreadsheetml.sheet")
        assert load_workbook(io.BytesIO(await answer.read())).sheetnames == ["Lịch", "Hướng dẫn"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
async def test_no_cell_that_is_given_out_is_a_formula(
    enter: Enter, file: Written, sign: str
) -> None:
    evil = f"{sign}HYPERLINK(0)"
    file.replace("bring: [Giấy khai sinh]", f'bring: ["{evil}"]')
    viewer = await enter("viewer")
    async with viewer.client.get(f"{LIST}/_xuat/gio.csv") as answer:
        text = (await answer.read()).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert f"'{evil}" in cells
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    async with viewer.client.get(f"{LIST}/_xuat/gio.xlsx") as answer:
        sheet = load_workbook(io.BytesIO(await answer.read())).worksheets[0]
    assert {cell.data_type for row in sheet for cell in row if cell.value == evil} == {"s"}


async def test_a_ward_without_sessions_or_of_others_is_not_given_out(enter: Enter) -> None:
    viewer, stranger = await enter("viewer", name="A"), await enter("editor", "dao", name="B")
    for visitor, path in ((viewer, "nang.csv"), (viewer, "gio.exe"), (stranger, "gio.csv")):
        await visitor.see(f"{LIST}/_xuat/{path}", status=404)
