"""A session in a form: added, edited with all else left as it was, refused where it is faulty."""

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

LIST = "/console/phien"
NEW = f"{LIST}/_moi"
SATURDAY = f"{LIST}/gio-thu-bay/sua"
WARD = "phường Gió Lùa, tỉnh Mây"


@pytest.fixture
def file(config: Config) -> Written:
    return Written(config.knowledge / "sessions" / "phuong-gio.yaml")


async def test_a_new_session_begins_with_the_own_ward_and_the_day_of_the_calendar(
    enter: Enter,
) -> None:
    visitor = await enter("editor", "gio", name="Cô Mây")
    sent = dict(fields(await visitor.see(f"{NEW}?ngay=2026-12-20"), NEW))
    assert (sent["area"], sent["days"]) == (WARD, "20/12/2026")
    assert sent["source"] == "Cô Mây nhập ngày 22/11/2026"


async def test_a_new_session_at_a_new_place_is_in_force(
    enter: Enter, file: Written, console_desk: Desk, store: SqliteStore
) -> None:
    visitor, before = await enter("editor", "gio", name="Cô Mây"), file.text
    sent = changed(
        fields(await visitor.see(NEW), NEW),
        days="20/12/2026", hours="7h30-11h30", place="Nhà văn hóa Xóm Trên", address="2 ngõ Sáo",
        quota="40", bring="Thẻ cũ; Giấy khai sinh",
    )  # fmt: skip
    review = await send(visitor, NEW, sent, "xem")
    assert review.texts("h1")[0].startswith("Xem lại: Thêm phiên: Chủ nhật 20/12/2026")
    assert "Buổi mới" in review.texts("div", "bubble")[0]
    assert file.text == before
    page = await send(visitor, NEW, fields(review, NEW), "phat-hanh")
    assert page.texts("p", "told") == ["Đã lưu và phát hành bản 2."]
    found = console_desk.engine.lookups.guide.calendar.occurrence(
        "nha-van-hoa-xom-tren-2026-12-20:20261220"
    )
    assert found is not None
    session = found.session.session
    assert (session.quota_per_day, session.bring) == (40, ("Thẻ cũ", "Giấy khai sinh"))
    assert (session.source, session.last_confirmed.by) == (
        "Cô Mây nhập ngày 22/11/2026", "Cô Mây"
    )  # fmt: skip
    assert found.site is not None
    assert found.site.site.address == "2 ngõ Sáo"
    assert set(before.splitlines()) <= set(file.text.splitlines())


async def test_a_weekly_session_is_added_with_weekdays_and_a_range(
    enter: Enter, file: Written, console_desk: Desk
) -> None:
    visitor = await enter("editor")
    sent = changed(
        fields(await visitor.see(NEW), NEW), area=WARD, place="Chợ Nắng Lên",
        first="2027-01-04", last="2027-01-31", hours="8h-10h",
    )  # fmt: skip
    await send(visitor, NEW, [*sent, ("weekdays", "T2"), ("weekdays", "CN")], "phat-hanh")
    found = console_desk.engine.knowledge.local.sessions[-1].session
    assert (found.weekdays, found.places) == ((1, 7), ("cho-nang",))


async def test_a_second_session_of_a_place_and_day_is_a_new_one(
    enter: Enter, console_desk: Desk
) -> None:
    visitor = await enter("editor")
    before = {item.session.id for item in console_desk.engine.knowledge.local.sessions}
    sent = changed(
        fields(await visitor.see(NEW), NEW), area=WARD, place="Trường tiểu học Gió Lùa",
        days="01/12/2026", hours="18h-20h",
    )  # fmt: skip
    await send(visitor, NEW, sent, "phat-hanh")
    after = {item.session.id for item in console_desk.engine.knowledge.local.sessions}
    assert before < after
    assert len(after - before) == 1


async def test_an_edit_changes_its_own_lines_and_no_other(
    enter: Enter, file: Written, console_desk: Desk
) -> None:
    visitor, before = await enter("editor", "gio", name="Cô Mây"), file.text
    sent = fields(await visitor.see(SATURDAY), SATURDAY)
    assert ("weekdays", "T7") in sent
    page = await send(visitor, SATURDAY, sent, "xem")
    assert page.texts("p", "told") == ["Chưa có gì thay đổi."]
    page = await send(visitor, SATURDAY, changed(sent, quota="80"), "phat-hanh")
    assert page.texts("p", "told") == ["Đã lưu và phát hành bản 2."]
    gone = set(before.splitlines()) - set(file.text.splitlines())
    assert gone == {"    quota_per_day: 60"}
    assert "    quota_per_day: 80" in file.text
    assert "{hours: 7h30-9h, for: Tổ 1}" in file.text
    assert "except: [19/12/2026]" in file.text


async def test_a_session_loses_what_its_field_loses(
    enter: Enter, file: Written, console_desk: Desk
) -> None:
    visitor = await enter("editor")
    sent = fields(await visitor.see(SATURDAY), SATURDAY)
    await send(visitor, SATURDAY, changed(sent, quota="", holidays="Làm"), "phat-hanh")
    assert "quota_per_day" not in file.text
    assert "on_holiday: lam" in file.text
    sent = fields(await visitor.see(SATURDAY), SATURDAY)
    await send(visitor, SATURDAY, changed(sent, holidays=""), "phat-hanh")
    assert "on_holiday" not in file.text


@pytest.mark.parametrize(
    ("typed", "place", "said"),
    [
        ({"hours": "lung tung"}, "hours", "Không đọc được giờ"),
        ({"hours": "sáng"}, "hours", "chưa cho biết giờ"),
        ({"days": "35/12/2026"}, "days", "35/12/2026"),
        ({"days": ""}, "days", "Thiếu ngày; điền «Ngày làm»"),
        ({"days": "tổng cộng"}, "days", "Chưa đọc được ngày"),
        ({"days": "20/12/2016"}, "days", "quá xa hôm nay"),
        ({"place": ""}, "place", "Thiếu địa điểm"),
        ({"quota": "nhiều"}, "quota", "nhiều"),
        ({"area": "phường Không Có"}, "area", "Không tìm thấy phường, xã «phường Không Có»"),
        ({"area": ""}, "area", "Chưa biết phường, xã nào"),
        ({"source": ""}, "source", "Điền nguồn"),
        ({"days": "", "first": "2026-12-20", "last": "2026-12-01"}, "last", "trước"),
        ({"days": "", "first": "2026-12-20"}, "first", "ghi thêm «Đến hết ngày»"),
        ({"kind": "Bay"}, "kind", "không hiểu hình thức"),
    ],
)
async def test_a_fault_stands_beside_its_field_in_the_words_of_the_form(
    enter: Enter, file: Written, typed: dict[str, str], place: str, said: str
) -> None:
    visitor, before = await enter("editor"), file.text
    whole = {"area": WARD, "place": "Nhà Gió", "days": "20/12/2026", "note": "của tôi", **typed}
    sent = changed(fields(await visitor.see(NEW), NEW), **whole)
    page = await send(visitor, NEW, sent, "phat-hanh", status=422)
    told = beside(page)
    assert list(told) == [place]
    assert said.lower() in told[place].lower()
    assert "--area" not in told[place]
    assert "cột" not in told[place]
    assert dict(fields(page, NEW))["note"] == "của tôi"
    assert file.text == before


async def test_a_fault_elsewhere_in_the_folder_is_told_with_its_file(
    enter: Enter, config: Config, file: Written
) -> None:
    visitor = await enter("editor")
    Written(config.knowledge / "notices" / "mua-dieu.yaml").replace("31/12/2026", "31/12/2025")
    sent = changed(
        fields(await visitor.see(NEW), NEW), area=WARD, place="Nhà Gió", days="20/12/2026"
    )
    before = file.text
    page = await send(visitor, NEW, sent, "phat-hanh", status=422)
    assert any("notices/mua-dieu.yaml" in text for text in page.texts("li"))
    assert file.text == before


async def test_fields_that_somebody_else_changed_are_merged_and_shown(
    enter: Enter, file: Written, console_desk: Desk
) -> None:
    visitor = await enter("editor")
    sent = changed(fields(await visitor.see(SATURDAY), SATURDAY), note="đi cổng sau", quota="70")
    file.replace("quota_per_day: 60", "quota_per_day: 90")
    file.replace("    hours: [7h30-11h30]\n    hours_by", "    hours: [7h-11h30]\n    hours_by")
    before = file.text
    page = await send(visitor, SATURDAY, sent, "phat-hanh", status=409)
    assert file.text == before
    merged = dict(fields(page, SATURDAY))
    assert (merged["quota"], merged["note"], merged["hours"]) == ("70", "đi cổng sau", "7h-11h30")
    assert "90" in page.texts("td")
    await send(visitor, SATURDAY, fields(page, SATURDAY), "phat-hanh")
    assert "quota_per_day: 70" in file.text
    assert "note: đi cổng sau" in file.text
    assert "    hours: [7h-11h30]\n" in file.text


async def test_a_change_of_another_session_of_the_file_is_no_conflict(
    enter: Enter, file: Written, console_desk: Desk
) -> None:
    visitor = await enter("editor")
    sent = changed(fields(await visitor.see(SATURDAY), SATURDAY), quota="70")
    file.replace("reason: mưa to", "reason: mưa rất to")
    await send(visitor, SATURDAY, sent, "phat-hanh")
    assert "mưa rất to" in file.text
    assert "quota_per_day: 70" in file.text


async def test_an_editor_of_some_wards_adds_and_edits_theirs_alone(
    enter: Enter, config: Config, console_desk: Desk
) -> None:
    stranger = await enter("editor", "dao", name="A")
    before = read_folder(config.knowledge)
    await stranger.see(SATURDAY, status=403)
    whole = {"place": "Nhà Gió", "days": "20/12/2026"}
    sent = changed(fields(await stranger.see(NEW), NEW), **whole, area=WARD)
    page = await send(stranger, NEW, sent, "phat-hanh", status=422)
    assert "ngoài địa bàn" in beside(page)["area"]
    await send(stranger, SATURDAY, sent, "phat-hanh", status=403)
    assert read_folder(config.knowledge) == before
    sent = changed(fields(await stranger.see(NEW), NEW), **whole)
    assert dict(sent)["area"] == "xã Đảo Sương, tỉnh Biển Biếc"
    await send(stranger, NEW, sent, "phat-hanh")
    assert "sessions/xa-dao-suong.yaml" in read_folder(config.knowledge)
