"""Sessions: a month of them, a list, and one that is called off, put off, full, planned again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.config import Config
from bot.desk import Desk
from bot.store.sqlite import SqliteStore
from bot.web.console.local import months
from tests.conftest import MOMENT
from tests.web.console.conftest import Enter
from tests.web.console.filling import fields, send
from tests.web.console.visitor import Visitor
from tests.web.console.written import Written
from tests.web.reading import Page

LIST = "/console/phien"
PART: dict[str, Any] = {"HX-Request": "true"}
EVENING = f"{LIST}/gio-buoi-toi"


@pytest.fixture
def file(config: Config) -> Written:
    return Written(config.knowledge / "sessions" / "phuong-gio.yaml")


def linked(page: Page) -> list[str]:
    """Return the sessions of the list, in order."""
    return [
        found["href"].rpartition("/")[2]
        for found in page.all("a")
        if found.get("href", "").startswith(f"{LIST}/gio-") and "?" not in found["href"]
    ]


def beside(page: Page) -> dict[str, str]:
    """Return what is told beside fields, by their names."""
    told = {
        attributes["id"].removeprefix("fault-"): " ".join("".join(words).split())
        for tag, attributes, words in page.elements
        if tag == "div" and attributes.get("class") == "faults"
    }
    return {name: text for name, text in told.items() if text}


async def telling(
    visitor: Visitor,
    deed: str,
    *days: str,
    wish: str = "phat-hanh",
    status: int = 200,
    **more: str,
) -> Page:
    """Choose what becomes of which days of the evening session, and press a button."""
    opened = dict(fields(await visitor.see(EVENING), EVENING))
    sent = {**opened, "deed": deed, **more}
    data = [*sent.items(), *(("days", day) for day in days)]
    return await send(visitor, EVENING, data, wish, status=status)


async def test_a_month_shows_each_day_with_what_is_held_and_what_is_called_off(
    enter: Enter,
) -> None:
    page = await (await enter("viewer")).see(f"{LIST}?thang=2026-12")
    assert "Tháng 12/2026" in page.texts("h2")
    shown = [text for text in page.texts("li", "wd2") if "8/12" in text]
    assert shown == ["Thứ Ba 8/12 18h30-20h30 · Sân đình Gió Lùa hủy"]
    [moved] = [text for text in page.texts("li", "wd5") if "18/12" in text]
    assert "Sân đình" in moved
    assert page.all("a", href=f"{EVENING}?ngay=2026-12-08")
    assert page.all("a", href=f"{LIST}?thang=2026-11")
    assert page.all("a", href=f"{LIST}?thang=2027-01")
    assert page.all("a", href=f"{LIST}/_moi") == []


@pytest.mark.parametrize("month", ["", "2026-13", "999999-01", "x", "0001-01", "9999-12"])
async def test_a_month_that_is_none_is_this_month(enter: Enter, month: str) -> None:
    page = await (await enter("viewer")).see(f"{LIST}?thang={month}")
    assert "Tháng 11/2026" in page.texts("h2")


@pytest.mark.parametrize(
    ("month", "length", "first"),
    [("2026-02", 28, "wd7"), ("2028-02", 29, "wd2"), ("2026-12", 31, "wd2")],
)
def test_a_month_has_all_its_days(month: str, length: int, first: str) -> None:
    begin = months.first_of(month, MOMENT.date())
    made = months.month(begin, [], MOMENT.date())
    assert (len(made.days), f"wd{made.days[0].day.isoweekday()}") == (length, first)
    assert made.is_empty


def test_the_years_turn_between_two_months() -> None:
    made = months.month(date(2027, 1, 1), [], MOMENT.date())
    assert (made.before, made.after) == ("2026-12", "2027-02")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"gio-buoi-toi", "gio-thu-bay", "gio-truong-diem", "gio-cho-nang", "gio-tai-nha",
              "gio-tam-dung"}),
        ("loc=huy-hoan", {"gio-buoi-toi", "gio-cho-nang"}),
        ("loc=het-cho", set()),
        ("loc=tam-dung", {"gio-tam-dung"}),
        ("loc=da-qua", set()),
        ("xa=nang", set()),
        ("xa=gio&loc=tam-dung", {"gio-tam-dung"}),
    ],
)  # fmt: skip
async def test_sessions_are_listed_by_ward_and_state(
    enter: Enter, query: str, found: set[str]
) -> None:
    page = await (await enter("viewer")).see(f"{LIST}?{query}")
    assert set(linked(page)) == found


async def test_whoever_is_for_a_ward_sees_its_sessions_only(enter: Enter) -> None:
    stranger, local = (
        await enter("editor", "dao", name="A"),
        await enter("editor", "gio", name="B"),
    )
    assert linked(await stranger.see(LIST)) == []
    await stranger.see(EVENING, status=404)
    await stranger.post(EVENING, {"deed": "huy", "days": "ca"}, status=404)
    assert "gio-buoi-toi" in linked(await local.see(LIST))


async def test_a_day_is_called_off_seen_first_and_then_in_force(
    enter: Enter, file: Written, console_desk: Desk, store: SqliteStore
) -> None:
    visitor, before = await enter("editor", "gio", name="Cô Mây"), file.text
    review = await telling(visitor, "huy", "2026-12-22", wish="xem", reason="mất điện")
    assert review.texts("h1") == ["Xem lại: Hủy: Sân đình Gió Lùa, 22/12/2026"]
    assert "mất điện" in review.texts("div", "bubble")[0]
    assert file.text == before
    page = await send(visitor, EVENING, fields(review, EVENING), "phat-hanh")
    assert page.texts("p", "told") == ["Đã lưu và phát hành bản 2."]
    assert "{date: 22/12/2026, status: huy, reason: mất điện}" in file.text
    assert "last_confirmed: {by: Cô Mây, on: 22/11/2026}" in file.text
    found = console_desk.engine.lookups.guide.calendar.occurrence("gio-buoi-toi:20261222")
    assert found is not None
    assert (found.standing.value, found.reason) == ("huy", "mất điện")
    deed = store.audit.deeds(1)[0]
    assert (deed.who, deed.what) == ("Cô Mây", "edit")


async def test_what_changes_for_citizens_is_shown_as_a_part(enter: Enter) -> None:
    visitor = await enter("editor")
    review = await telling(visitor, "huy", "2026-12-22", wish="xem")
    part = await send(visitor, EVENING, fields(review, EVENING), "thay-doi", **PART)
    assert part.all("html") == []
    assert any("22/12/2026" in text for text in part.texts("ins"))


@pytest.mark.parametrize(
    ("deed", "days", "more", "line"),
    [
        ("hoan", ["2026-12-22"], {"moved_to": "2026-12-26"},
         "{date: 22/12/2026, status: hoan, moved_to: 26/12/2026}"),
        ("hoan", ["2026-12-22"], {}, "{date: 22/12/2026, status: hoan}"),
        ("het-cho", ["2026-12-22", "2026-12-29"], {}, "{date: 29/12/2026, status: het_cho}"),
        ("huy", ["ca"], {"reason": "hết mùa"}, "    status: huy\n    reason: hết mùa\n"),
    ],
)  # fmt: skip
async def test_days_are_put_off_full_or_all_called_off(
    enter: Enter, file: Written, console_desk: Desk, deed: str, days: list[str],
    more: dict[str, Any], line: str,
) -> None:  # fmt: skip
    page = await telling(await enter("editor"), deed, *days, **more)
    assert page.texts("p", "told") == ["Đã lưu và phát hành bản 2."]
    assert line in file.text


async def test_a_day_that_was_called_off_takes_place_after_all(
    enter: Enter, file: Written, console_desk: Desk
) -> None:
    await telling(await enter("editor"), "lam", "2026-12-08")
    assert "08/12/2026" not in file.text


@pytest.mark.parametrize(
    ("deed", "days", "more", "place", "said"),
    [
        ("", ["2026-12-22"], {}, "deed", "Chọn một việc"),
        ("huy", [], {}, "days", "Chọn ít nhất một ngày"),
        ("huy", ["khong"], {}, "days", "Chọn ít nhất một ngày"),
        ("huy", ["2026-12-23"], {}, "days", "vốn không có phiên này"),
        ("hoan", ["2026-12-22"], {"moved_to": "2026-12-22"}, "moved_to", "phải sau"),
        ("hoan", ["2026-12-22"], {"moved_to": "31/02/2027"}, "moved_to", "Không có ngày"),
        ("hoan", ["2026-12-22", "2026-12-29"], {"moved_to": "2026-12-31"}, "moved_to",
         "dời từng ngày một"),
    ],
)  # fmt: skip
async def test_a_fault_stands_beside_what_it_is_about_and_nothing_chosen_is_lost(
    enter: Enter, file: Written, deed: str, days: list[str], more: dict[str, str],
    place: str, said: str,
) -> None:  # fmt: skip
    before = file.text
    page = await telling(await enter("editor"), deed, *days, status=422, reason="gió to", **more)
    told = beside(page)
    assert list(told) == [place]
    assert said in told[place]
    assert dict(fields(page, EVENING))["reason"] == "gió to"
    assert file.text == before


async def test_a_session_that_somebody_else_changed_is_not_overwritten(
    enter: Enter, file: Written
) -> None:
    visitor = await enter("editor")
    opened = fields(await visitor.see(EVENING), EVENING)
    file.replace("reason: mưa to", "reason: mưa rất to")
    before = file.text
    sent = [*opened, ("deed", "huy"), ("days", "2026-12-22")]
    page = await send(visitor, EVENING, sent, "phat-hanh", status=409)
    assert "vừa được người khác sửa" in page.texts("p", "warn")[0]
    assert ("days", "2026-12-22") in fields(page, EVENING)
    assert file.text == before
    again = await send(visitor, EVENING, fields(page, EVENING), "xem")
    assert again.texts("h1")[0].startswith("Xem lại")


async def test_whoever_only_looks_sees_the_days_but_no_form(enter: Enter, file: Written) -> None:
    viewer, before = await enter("viewer"), file.text
    page = await viewer.see(EVENING)
    assert page.all("form", action=EVENING) == []
    assert any("mưa to" in text for text in page.texts("li"))
    await viewer.post(EVENING, {"deed": "huy", "days": "ca", "viec": "phat-hanh"}, status=403)
    for path in (f"{LIST}/_moi", f"{EVENING}/sua", f"{LIST}/_nhap"):
        await viewer.see(path, status=403)
    assert file.text == before


async def test_a_form_that_is_not_our_own_tells_nothing(enter: Enter, file: Written) -> None:
    visitor, before = await enter("admin"), file.text
    await visitor.see(EVENING)
    visitor.csrf = "0" * 64
    await visitor.post(EVENING, {"deed": "huy", "days": "ca", "viec": "phat-hanh"}, status=403)
    assert file.text == before


@pytest.mark.parametrize("settings", [{"console": {"approval": True}}])
async def test_where_approval_is_demanded_a_change_waits_as_a_draft(
    enter: Enter, file: Written, store: SqliteStore
) -> None:
    before = file.text
    page = await telling(await enter("editor", "gio"), "huy", "2026-12-22", wish="ban-nhap")
    assert page.texts("p", "told") == ["Đã lưu bản nháp 1; bản đang dùng chưa đổi."]
    assert file.text == before
    assert store.drafts.list()[0].title == "Hủy: Sân đình Gió Lùa, 22/12/2026"


async def test_a_suspension_is_edited_and_never_called_off(enter: Enter) -> None:
    page = await (await enter("editor")).see(f"{LIST}/gio-tam-dung")
    assert page.all("form", action=f"{LIST}/gio-tam-dung") == []
    assert page.all("a", href=f"{LIST}/gio-tam-dung/sua")


async def test_a_session_that_is_not_there_is_told(enter: Enter) -> None:
    admin = await enter("admin")
    for path in (f"{LIST}/khong-co", f"{LIST}/khong-co/sua", f"{LIST}/Gio"):
        await admin.see(path, status=404)
