from __future__ import annotations

from datetime import timedelta

from bot.store.kept import Deed
from bot.store.sqlite import SqliteStore
from tests.conftest import MOMENT
from tests.web.console.conftest import Enter


async def test_the_log_is_read_page_by_page_without_a_gap(
    enter: Enter, store: SqliteStore
) -> None:
    for number in range(119):
        moment = MOMENT + timedelta(minutes=number)
        store.audit.note(Deed(moment, "Lan", "edit", f"chu-de-{number}"))
    approver = await enter("approver")
    seen: list[str] = []
    path, pages = "/console/nhat-ky", 0
    while path:
        page = await approver.see(path)
        pages += 1
        seen += [text for text in page.texts("td") if text.startswith("chu-de-")]
        path = next((link["href"] for link in page.all("a") if "?truoc=" in link["href"]), "")
    assert pages == 3
    assert seen == [f"chu-de-{number}" for number in reversed(range(119))]


async def test_a_deed_is_told_in_words_with_the_time_of_vietnam(
    enter: Enter, store: SqliteStore
) -> None:
    store.audit.note(Deed(MOMENT, "Lan", "rollback", "bản 3"))
    store.audit.note(Deed(MOMENT, "Lan", "something-new", "x"))
    page = await (await enter("approver")).see("/console/nhat-ky")
    assert page.texts("td")[4:] == [
        "22/11/2026 12:00", "Lan", "something-new", "x",
        "22/11/2026 12:00", "Lan", "trở lại bản cũ", "bản 3",
    ]  # fmt: skip


async def test_a_made_up_place_in_the_log_is_the_newest_page(enter: Enter) -> None:
    approver = await enter("approver")
    for where in ("x", "-1", "9" * 40, "%00", "٣"):
        page = await approver.see(f"/console/nhat-ky?truoc={where}")
        assert page.texts("h1") == ["Nhật ký"]


async def test_the_log_is_not_for_everybody(enter: Enter) -> None:
    for role in ("viewer", "editor"):
        await (await enter(role)).see("/console/nhat-ky", status=403)


async def test_what_the_assistant_does_by_itself_is_told_in_words_too(
    enter: Enter, store: SqliteStore
) -> None:
    for what in ("report", "report-reminder", "announce", "announce-cancel", "figures"):
        store.audit.note(Deed(MOMENT, "trợ lý", what, "x"))
    page = await (await enter("approver")).see("/console/nhat-ky")
    assert page.texts("td")[6::4] == [
        "ghi số liệu", "dừng gửi thông báo", "gửi thông báo", "nhắc hạn báo cáo", "lập báo cáo",
    ]  # fmt: skip
