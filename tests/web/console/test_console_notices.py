"""Notices: what holds, comes and was; one added, edited, ended."""

from __future__ import annotations

import pytest

from bot.config import Config
from bot.content.loading import read_folder
from bot.desk import Desk
from bot.store.sqlite import SqliteStore
from tests.web.console.conftest import Enter
from tests.web.console.filling import changed, fields, send
from tests.web.console.test_console_sessions import beside
from tests.web.console.written import Written

LIST = "/console/thong-bao"
NEW = f"{LIST}/_moi"
SEASON = f"{LIST}/mua-dieu-2026"
TYPED = {
    "title": "Trả thẻ chiều thứ Sáu", "text": "Đến lấy thẻ tại sân đình.",
    "areas": "phường Gió Lùa, tỉnh Mây", "source": "Bảng tin",
}  # fmt: skip


@pytest.fixture
def file(config: Config) -> Written:
    return Written(config.knowledge / "notices" / "mua-dieu.yaml")


@pytest.mark.parametrize(
    ("begins", "until", "heading"),
    [
        ("01/11/2026", "31/12/2026", "Đang có hiệu lực: 1"),
        ("22/11/2026", "22/11/2026", "Đang có hiệu lực: 1"),
        ("23/11/2026", "31/12/2026", "Sắp tới: 1"),
        ("01/11/2026", "21/11/2026", "Đã qua: 1"),
    ],
)
async def test_notices_stand_where_their_days_put_them(
    enter: Enter, file: Written, console_desk: Desk, begins: str, until: str, heading: str
) -> None:
    editor = await enter("editor")
    sent = changed(
        fields(await editor.see(SEASON), SEASON), until=until,
        **{"from": begins},
    )  # fmt: skip
    await send(editor, SEASON, sent, "phat-hanh")
    assert heading in (await editor.see(LIST)).texts("h2")


async def test_notices_are_shown_by_ward(enter: Enter) -> None:
    viewer, stranger = await enter("viewer", name="A"), await enter("viewer", "dao", name="B")
    assert "Mùa diều 2026" in " ".join((await viewer.see(f"{LIST}?xa=gio")).texts("strong"))
    assert "Đang có hiệu lực: 0" in (await stranger.see(LIST)).texts("h2")
    assert (await viewer.see(LIST)).all("a", href=SEASON) == []


async def test_a_new_notice_begins_today_in_the_own_ward(enter: Enter) -> None:
    sent = dict(fields(await (await enter("editor", "gio")).see(NEW), NEW))
    assert sent["areas"] == "phường Gió Lùa, tỉnh Mây"
    assert (sent["from"], sent["until"]) == ("2026-11-22", "2026-12-22")


async def test_a_new_notice_is_seen_first_and_then_in_force(
    enter: Enter, config: Config, console_desk: Desk, store: SqliteStore
) -> None:
    visitor, before = await enter("editor", "gio", name="Cô Mây"), read_folder(config.knowledge)
    review = await send(visitor, NEW, changed(fields(await visitor.see(NEW), NEW), **TYPED), "xem")
    assert review.texts("h1") == ["Xem lại: Thêm thông báo «Trả thẻ chiều thứ Sáu»"]
    assert read_folder(config.knowledge) == before
    page = await send(visitor, NEW, fields(review, NEW), "phat-hanh")
    assert page.texts("p", "told") == ["Đã lưu và phát hành bản 2."]
    found = [item.notice for item in console_desk.engine.knowledge.local.notices]
    assert [notice.id for notice in found if notice.source == "Bảng tin"] == [
        "tra-the-chieu-thu-sau"
    ]
    assert next(n for n in found if n.source == "Bảng tin").last_confirmed.by == "Cô Mây"
    assert store.audit.deeds(1)[0].what == "edit"


@pytest.mark.parametrize(
    ("typed", "place", "said"),
    [
        ({"title": ""}, "title", "Điền tiêu đề"),
        ({"text": " "}, "text", "Điền nội dung"),
        ({"areas": ""}, "areas", "ít nhất một"),
        ({"areas": "phường Không Có"}, "areas", "Không tìm thấy «phường Không Có»"),
        ({"from": ""}, "from", "Điền ngày bắt đầu"),
        ({"until": "30/02/2027"}, "until", "Không có ngày"),
        ({"until": "2026-11-01"}, "until", "trước ngày bắt đầu"),
        ({"source": ""}, "source", "Điền nguồn"),
        ({"url": "khong phai"}, "url", "không hợp lệ"),
        ({"kind": "khac"}, "kind", "chỉ nhận một trong"),
    ],
)
async def test_a_fault_stands_beside_its_field_and_nothing_typed_is_lost(
    enter: Enter, config: Config, typed: dict[str, str], place: str, said: str
) -> None:
    visitor, before = await enter("editor"), read_folder(config.knowledge)
    sent = changed(fields(await visitor.see(NEW), NEW), **{**TYPED, "phone": "của tôi", **typed})
    page = await send(visitor, NEW, sent, "phat-hanh", status=422)
    assert list(beside(page)) == [place]
    assert said in beside(page)[place]
    assert dict(fields(page, NEW))["phone"] == "của tôi"
    assert read_folder(config.knowledge) == before


async def test_an_edit_changes_what_was_typed_and_no_other_line(
    enter: Enter, file: Written, console_desk: Desk
) -> None:
    visitor, before = await enter("editor", name="Cô Mây"), file.text
    sent = fields(await visitor.see(SEASON), SEASON)
    page = await send(visitor, SEASON, sent, "xem")
    assert page.texts("p", "told") == ["Chưa có gì thay đổi."]
    await send(visitor, SEASON, changed(sent, text="Ai cũng nên có thẻ."), "phat-hanh")
    gone = set(before.splitlines()) - set(file.text.splitlines())
    assert gone == {
        "    text: Ai thả diều cũng nên có thẻ.",
        "    last_confirmed: {by: Ông trưởng thôn, on: 22/11/2026}",
    }


@pytest.mark.parametrize(
    ("pressed", "line"),
    [
        ({"until": "2026-11-30", "viec": "phat-hanh"}, "until: 30/11/2026"),
        ({"until": "", "now": "1", "viec": "phat-hanh"}, "until: 21/11/2026"),
    ],
)
async def test_a_notice_ends_on_a_day_or_now(
    enter: Enter, file: Written, console_desk: Desk, pressed: dict[str, str], line: str
) -> None:
    visitor = await enter("editor")
    opened = dict(fields(await visitor.see(SEASON), f"{SEASON}/het"))
    await visitor.post(f"{SEASON}/het", {**opened, **pressed})
    assert line in file.text


async def test_ending_is_looked_at_first(enter: Enter, file: Written, console_desk: Desk) -> None:
    visitor, before = await enter("editor"), file.text
    opened = dict(fields(await visitor.see(SEASON), f"{SEASON}/het"))
    review = await visitor.post(f"{SEASON}/het", {**opened, "now": "1"})
    assert review.texts("h1") == ["Xem lại: Thông báo «Mùa diều 2026» đến hết 21/11/2026"]
    assert file.text == before
    await send(visitor, f"{SEASON}/het", fields(review, f"{SEASON}/het"), "phat-hanh")
    assert "until: 21/11/2026" in file.text


async def test_a_notice_that_is_yet_to_come_is_taken_away(
    enter: Enter, config: Config, console_desk: Desk
) -> None:
    visitor = await enter("editor")
    typed = {**TYPED, "from": "2026-12-01"}
    await send(visitor, NEW, changed(fields(await visitor.see(NEW), NEW), **typed), "phat-hanh")
    own = f"{LIST}/tra-the-chieu-thu-sau"
    opened = dict(fields(await visitor.see(own), f"{own}/het"))
    await visitor.post(f"{own}/het", {**opened, "now": "1", "viec": "phat-hanh"})
    await visitor.see(own, status=404)
    assert "notices/phuong-gio-lua.yaml" not in read_folder(config.knowledge)


async def test_a_notice_that_somebody_else_changed_is_not_overwritten(
    enter: Enter, file: Written, console_desk: Desk
) -> None:
    visitor = await enter("editor")
    page = await visitor.see(SEASON)
    sent, ending = fields(page, SEASON), dict(fields(page, f"{SEASON}/het"))
    file.replace("title: Mùa diều 2026", "title: Mùa diều mới")
    before = file.text
    page = await send(visitor, SEASON, changed(sent, text="Của tôi."), "phat-hanh", status=409)
    merged = dict(fields(page, SEASON))
    assert (merged["title"], merged["text"]) == ("Mùa diều mới", "Của tôi.")
    await visitor.post(f"{SEASON}/het", {**ending, "now": "1", "viec": "phat-hanh"}, status=409)
    assert file.text == before


async def test_a_notice_of_several_wards_needs_somebody_for_all_of_them(
    enter: Enter, config: Config
) -> None:
    local, before = await enter("editor", "gio"), read_folder(config.knowledge)
    assert (await local.see(LIST)).all("a", href=SEASON) == []
    await local.see(SEASON, status=403)
    for path in (SEASON, f"{SEASON}/het"):
        await local.post(path, {"now": "1", "viec": "phat-hanh"}, status=403)
    typed = {**TYPED, "areas": "xã Nắng Lên, tỉnh Mây"}
    page = await send(
        local, NEW, changed(fields(await local.see(NEW), NEW), **typed), "phat-hanh", status=422
    )
    assert "ngoài địa bàn" in beside(page)["areas"]
    assert read_folder(config.knowledge) == before


async def test_whoever_only_looks_changes_no_notice(enter: Enter, config: Config) -> None:
    viewer, before = await enter("viewer"), read_folder(config.knowledge)
    await viewer.see(LIST)
    for path in (NEW, SEASON, f"{SEASON}/het"):
        await viewer.post(path, {**TYPED, "viec": "phat-hanh"}, status=403)
    admin = await enter("admin")
    await admin.see(f"{LIST}/khong-co", status=404)
    assert read_folder(config.knowledge) == before
