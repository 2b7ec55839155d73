"""What staff counted is typed in, corrected, and set against the targets."""

from __future__ import annotations

from datetime import date

import pytest

from bot.store.kept import Figure
from bot.store.sqlite import SqliteStore
from tests.web.console.conftest import Enter
from tests.web.console.filling import changed, fields, send
from tests.web.reading import Page

LIST = "/console/so-lieu"
TODAY = date(2026, 11, 22)
WARD = f"{LIST}?phuong=gio"


def kept(store: SqliteStore, day: date = TODAY) -> dict[str, tuple[int, str]]:
    return {one.name: (one.count, one.by) for one in store.figures.between(day, day, "gio")}


def faults(page: Page) -> dict[str, str]:
    """Return what is said beside each field."""
    return {
        known["id"].removesuffix("-them"): " ".join("".join(words).split())
        for tag, known, words in page.elements
        if tag == "p" and known.get("class") == "fault" and known.get("id")
    }


async def test_numbers_of_a_day_are_typed_in_and_noted(enter: Enter, store: SqliteStore) -> None:
    editor = await enter("editor", "gio", name="Lan")
    page = await editor.see(LIST)  # their only ward
    assert page.texts("h2")[0] == "phường Gió Lùa, tỉnh Mây, ngày 22/11/2026"
    typed = {"the-can-cuoc": "1.200", "luu-dong": " 7 ", "tai-nha": "0"}
    sent = [(name, typed.get(name, text)) for name, text in fields(page, LIST)]
    page = await send(editor, LIST, sent)
    assert page.texts("p", "told") == ["Đã ghi 3 số."]
    assert kept(store) == {
        "the-can-cuoc": (1200, "Lan"), "luu-dong": (7, "Lan"), "tai-nha": (0, "Lan"),
    }  # fmt: skip
    assert dict(fields(page, LIST))["the-can-cuoc"] == "1200"
    deed = store.audit.deeds(1)[0]
    assert (deed.who, deed.what) == ("Lan", "figures")
    assert deed.about.startswith("phường Gió Lùa, tỉnh Mây, ngày 22/11/2026: ")
    assert "lưu động: chưa có → 7" in deed.about


async def test_a_number_is_corrected_and_the_others_stay(enter: Enter, store: SqliteStore) -> None:
    for name, count in (("luu-dong", 7), ("tai-nha", 3)):
        store.figures.keep(Figure("gio", date(2026, 11, 20), name, count, "Mai"))
    editor = await enter("editor", name="Lan")
    page = await editor.see(f"{WARD}&ngay=20/11/2026")
    assert page.texts("p", "hint").count("Mai đã ghi") == 2
    sent = changed(fields(page, LIST), **{"luu-dong": "8"})
    page = await send(editor, LIST, sent)
    assert kept(store, date(2026, 11, 20)) == {"luu-dong": (8, "Lan"), "tai-nha": (3, "Mai")}
    assert "7 → 8" in store.audit.deeds(1)[0].about
    page = await send(editor, LIST, fields(page, LIST))
    assert page.texts("p", "told") == ["Không có số nào thay đổi."]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("-1", "Ghi một số nguyên không âm, ví dụ 12 hoặc 1.200."),
        ("1,5", "Ghi một số nguyên không âm, ví dụ 12 hoặc 1.200."),
        ("mười", "Ghi một số nguyên không âm, ví dụ 12 hoặc 1.200."),
        ("1.2", "Ghi một số nguyên không âm, ví dụ 12 hoặc 1.200."),
        ("٣", "Ghi một số nguyên không âm, ví dụ 12 hoặc 1.200."),
        ("=1+1", "Ghi một số nguyên không âm, ví dụ 12 hoặc 1.200."),
        ("9" * 40, "Ghi một số nguyên không âm, ví dụ 12 hoặc 1.200."),
        ("100001", "Số này quá lớn cho một ngày (nhiều nhất 100.000)."),
        ("", "Đã ghi rồi thì không để trống được; không có ai thì ghi 0."),
    ],
)
async def test_a_bad_number_is_told_beside_its_field_and_nothing_is_kept(
    enter: Enter, store: SqliteStore, typed: str, said: str
) -> None:
    store.figures.keep(Figure("gio", TODAY, "tai-nha", 3, "Mai"))
    editor = await enter("editor")
    sent = changed(fields(await editor.see(WARD), LIST), **{"tai-nha": typed, "luu-dong": "5"})
    page = await send(editor, LIST, sent, status=422)
    assert faults(page) == {"tai-nha": said}
    again = dict(fields(page, LIST))
    assert (again["tai-nha"], again["luu-dong"]) == (typed, "5")
    assert kept(store) == {"tai-nha": (3, "Mai")}


async def test_who_was_overtaken_is_told_and_decides(enter: Enter, store: SqliteStore) -> None:
    editor = await enter("editor", name="Lan")
    opened = fields(await editor.see(WARD), LIST)
    store.figures.keep(Figure("gio", TODAY, "tai-nha", 3, "Mai"))
    store.figures.keep(Figure("gio", TODAY, "luu-dong", 9, "Mai"))
    page = await send(editor, LIST, changed(opened, **{"tai-nha": "4"}), status=422)
    assert faults(page)["tai-nha"].startswith("Trong lúc bạn nhập, Mai đã ghi 3.")
    assert kept(store)["tai-nha"] == (3, "Mai")
    await send(editor, LIST, fields(page, LIST))
    assert kept(store) == {"tai-nha": (4, "Lan"), "luu-dong": (9, "Mai")}


async def test_what_was_counted_stands_against_the_targets(
    enter: Enter, store: SqliteStore
) -> None:
    counted = [(2, "the-can-cuoc", 3), (20, "the-can-cuoc", 2), (22, "tre-duoi-6", 1)]
    for day, name, count in (*counted, (30, "the-can-cuoc", 50)):
        store.figures.keep(Figure("gio", date(2026, 11, day), name, count, "Mai"))
    store.figures.keep(Figure("nang", TODAY, "the-can-cuoc", 90, "Mai"))
    page = await (await enter("viewer")).see(WARD)
    bars = {bar["aria-label"].partition(":")[0]: (bar["value"], bar["max"])
            for bar in page.all("progress")}  # fmt: skip
    assert [*bars.values()] == [("5", "10"), ("1", "5"), ("6", "15")]
    assert any("6 / 15 (40%); mỗi ngày cần 1, ngày này 1" in text for text in page.texts("p"))
    early = await (await enter("viewer", name="Minh")).see(f"{WARD}&ngay=2026-11-02")
    assert early.all("progress")[0]["value"] == "3"
    before = await (await enter("viewer", name="Mơ")).see(f"{WARD}&ngay=2026-10-30")
    assert before.all("progress") == []


async def test_recent_days_lead_to_their_own_forms(enter: Enter, store: SqliteStore) -> None:
    for day in (1, 10, 21):
        store.figures.keep(Figure("gio", date(2026, 11, day), "tai-nha", day, "Mai"))
    page = await (await enter("viewer")).see(WARD)
    assert page.texts("summary") == ["21/11/2026", "10/11/2026"]
    assert page.all("a", href=f"{WARD}&ngay=2026-11-21")


async def test_only_who_may_edit_the_ward_writes(enter: Enter, store: SqliteStore) -> None:
    sent = [("phuong", "gio"), ("ngay", "2026-11-22"), ("tai-nha", "5")]
    for visitor in (await enter("viewer"), await enter("editor", "dao")):
        page = await visitor.see(WARD)
        assert not [form for form in page.all("form") if form.get("action") == LIST
                    and form["method"] == "post"]  # fmt: skip
        await send(visitor, LIST, sent, status=403)
    assert kept(store) == {}


@pytest.mark.parametrize(
    ("ward", "day"),
    [
        ("gio", "2026-11-23"), ("gio", ""), ("gio", "0001-01-01"), ("gio", "x"),
        ("", "2026-11-22"), ("khong-co", "2026-11-22"), ("xã Sóng Đôi", "2026-11-22"),
    ],
)  # fmt: skip
async def test_without_a_ward_and_a_day_that_has_come_nothing_is_kept(
    enter: Enter, store: SqliteStore, ward: str, day: str
) -> None:
    editor = await enter("editor")
    await editor.see(WARD)
    sent = [("phuong", ward), ("ngay", day), ("tai-nha", "5")]
    await send(editor, LIST, sent, status=400)
    assert store.figures.between(date.min, date.max) == []


async def test_an_address_that_is_none_is_told(enter: Enter) -> None:
    editor = await enter("editor")
    for query, said in (
        ("phuong=Xứ Lạ", "Không rõ «Xứ Lạ» là xã, phường nào."),
        ("phuong=gio&ngay=31/02/2026", "Ngày chưa đúng."),
        ("phuong=gio&ngay=0001-01-01", "Ngày chưa đúng."),
    ):
        page = await editor.see(f"{LIST}?{query}")
        assert page.texts("p", "fault")[0].startswith(said)
    later = await editor.see(f"{WARD}&ngay=2026-12-24")
    assert later.texts("p", "warn") == ["Ngày này chưa tới, nên chưa ghi được."]
    choice = await editor.see(LIST)
    assert choice.all("a", href=f"{LIST}?phuong=gio")
