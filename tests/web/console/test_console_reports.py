"""Reports from the console: a period, its figures, a file, and when the next one is due."""

from __future__ import annotations

import asyncio
import io
import threading
from datetime import timedelta
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from bot.reporting import making
from bot.store.kept import Asked, Figure
from bot.store.sqlite import SqliteStore
from tests.conftest import MOMENT
from tests.web.console.conftest import Enter
from tests.web.console.visitor import Visitor

LIST = "/console/bao-cao"
FILE = f"{LIST}/tep"


@pytest.fixture(autouse=True)
def asked(store: SqliteStore) -> None:
    for days, text, status, topics in (
        (0, "tắm mèo", "answered", ("tam-meo",)), (1, "mèo ốm", "answered", ("tam-meo",)),
        (2, "=hack()", "declined_unknown", ()), (40, "cũ", "answered", ()),
    ):  # fmt: skip
        moment = MOMENT - timedelta(days=days)
        store.questions.record(Asked(moment, "web", text, status, topics, 0.9))
    store.figures.keep(Figure("gio", MOMENT.date(), "the-can-cuoc", 4, "Mai"))


async def download(visitor: Visitor, query: str) -> tuple[bytes, str]:
    async with visitor.client.get(f"{FILE}?{query}") as answer:
        assert answer.status == 200, await answer.text()
        return await answer.read(), answer.headers["Content-Disposition"]


async def test_the_figures_of_a_period_are_seen(enter: Enter) -> None:
    page = await (await enter("viewer")).see(f"{LIST}?ky=thang")
    assert "Tháng 11 năm 2026" in page.texts("h2")
    assert page.texts("strong", "big") == ["3", "2", "0", "0", "1", "1"]
    assert "Kỳ này chưa hết; số liệu tới 22/11/2026." in page.texts("p", "warn")
    cells = page.texts("td")
    assert cells[cells.index("=hack()") + 1] == "1"
    assert any(text.startswith("phường Gió Lùa, tỉnh Mây: ") and "4 / 10 (40%)" in text
               for text in page.texts("p"))  # fmt: skip


async def test_before_a_period_is_chosen_there_is_the_list_of_what_is_due(enter: Enter) -> None:
    page = await (await enter("viewer")).see(LIST)
    assert page.texts("strong", "big") == []
    due = [text for text in page.texts("th") if text.startswith("Báo cáo ")]
    assert due[0].startswith("Báo cáo tuần (từ ngày") or due[0].startswith("Báo cáo tuần (tuần")
    assert len(due) == 5  # the campaign of the sample is no campaign
    assert "26/11/2026 00:00" in page.texts("td")
    assert "Chưa đặt nhóm cán bộ" in " ".join(page.texts("p", "hint"))


@pytest.mark.parametrize("settings", [{"reports": {"send": []}, "telegram": {"staff_chat": -5}}])
async def test_where_nothing_is_due_that_is_said(enter: Enter) -> None:
    page = await (await enter("viewer")).see(LIST)
    assert "Chưa đặt báo cáo định kỳ nào." in page.texts("p", "soft")


async def test_a_report_is_taken_as_word_and_excel_and_noted(
    enter: Enter, store: SqliteStore
) -> None:
    viewer = await enter("viewer", name="Lan")
    page = await viewer.see(f"{LIST}?ky=thang&phuong=phường Gió Lùa")
    links = [link["href"] for link in page.all("a") if link["href"].startswith(FILE)]
    assert [link.rpartition("=")[2] for link in links] == ["docx", "xlsx"]
    word, name = await download(viewer, links[0].partition("?")[2])
    assert name == 'attachment; filename="bao-cao-gio-2026-11-01-den-2026-11-30.docx"'
    text = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(word)).paragraphs)
    assert "phường Gió Lùa" in text
    excel, _ = await download(viewer, links[1].partition("?")[2])
    assert load_workbook(io.BytesIO(excel)).sheetnames
    newest = store.audit.deeds(2)
    assert [(deed.who, deed.what, deed.about) for deed in newest] == [
        ("Lan", "report", f"Tháng 11 năm 2026, phường Gió Lùa, tỉnh Mây, .{form}")
        for form in ("xlsx", "docx")
    ]


async def test_own_days_can_be_chosen(enter: Enter) -> None:
    viewer = await enter("viewer")
    page = await viewer.see(f"{LIST}?ky=khac&tu=2026-11-22&den=22/11/2026")
    assert "Ngày 22/11/2026" in page.texts("h2")
    assert page.texts("strong", "big")[0] == "1"
    again = await viewer.see(f"{LIST}?ky=2026-10-01..2026-10-31")
    assert again.texts("strong", "big")[0] == "1"


@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        ("ky=khac&tu=x&den=2026-11-02", "tu", "Ghi ngày đủ năm, ví dụ 01/11/2026."),
        ("ky=khac&tu=2026-11-02", "den", "Ghi ngày đủ năm, ví dụ 01/11/2026."),
        ("ky=khac&tu=2026-11-05&den=2026-11-02", "den", "Ngày cuối đứng trước ngày đầu"),
        ("ky=khac&tu=2026-12-05&den=2026-12-06", "tu", "Kỳ này chưa bắt đầu."),
        ("ky=khac&tu=2020-01-01&den=9999-12-31", "ky", "Kỳ này quá dài hoặc quá xa"),
        ("ky=0001-01-01..0001-01-02", "ky", "Kỳ này quá dài hoặc quá xa"),
        ("ky=dot", "ky", "Chọn một kỳ trong danh sách."),
        ("ky=../../etc", "ky", "Chọn một kỳ trong danh sách."),
        ("ky=thang&phuong=Xứ Lạ", "phuong", "Không rõ «Xứ Lạ» là xã, phường nào."),
    ],
)
async def test_what_is_no_period_or_ward_is_told_beside_its_field(
    enter: Enter, query: str, field: str, said: str
) -> None:
    viewer = await enter("viewer")
    page = await viewer.see(f"{LIST}?{query}", status=422)
    [told] = page.all("p", id=f"{field}-fault")
    assert told["class"] == "fault"
    assert any(text.startswith(said) for text in page.texts("p", "fault"))
    assert page.texts("strong", "big") == []
    await viewer.see(f"{FILE}?{query}", status=400)


@pytest.mark.parametrize("query", ["", "ky=thang&dang=exe", "ky=thang&dang="])
async def test_an_address_that_names_no_file_is_refused(enter: Enter, query: str) -> None:
    await (await enter("viewer")).see(f"{FILE}?{query}", status=400)


async def test_reports_are_made_one_at_a_time_and_beside_the_other_pages(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    viewer = await enter("viewer")
    begun, go_on = threading.Semaphore(0), threading.Event()
    running, most = 0, 0

    def slow(*_: Any) -> bytes:
        nonlocal running, most
        running += 1
        most = max(most, running)
        begun.release()
        go_on.wait(30)
        running -= 1
        return b"PK"

    monkeypatch.setattr(making, "written", slow)
    downloads = [asyncio.create_task(download(viewer, "ky=ngay")) for _ in range(3)]
    await asyncio.to_thread(begun.acquire)
    await viewer.see("/console")
    go_on.set()
    assert [content for content, _ in await asyncio.gather(*downloads)] == [b"PK"] * 3
    assert most == 1


async def test_the_names_of_wards_and_periods_are_only_ever_text(enter: Enter) -> None:
    attack = '"><script>alert(1)</script>'
    page = await (await enter("viewer")).see(
        f"{LIST}?ky={attack}&tu={attack}&den={attack}&phuong={attack}", status=422
    )
    assert len(page.all("script")) == 1
