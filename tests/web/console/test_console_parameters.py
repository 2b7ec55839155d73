"""Parameters: what holds when, and a new value from a day on."""

from __future__ import annotations

import pytest

from bot.assistant.question import Question
from bot.config import Config
from bot.content.law import Unit
from bot.desk import Desk
from bot.store.sqlite import SqliteStore
from bot.web.console.answers.value_fields import written
from tests.conftest import MOMENT
from tests.web.console.conftest import Enter
from tests.web.console.filling import changed, fields, send
from tests.web.console.written import Written
from tests.web.reading import Page

LIST = "/console/thong-so"
PRICE = f"{LIST}/gia-dieu"
NEW = {
    "from": "2027-06-01", "value": "45.000", "doc": "Sổ giá", "article": "Trang 3",
    "checked_on": "2026-11-20",
}  # fmt: skip


@pytest.fixture
def law(config: Config) -> Written:
    return Written(config.knowledge / "law" / "thong-so.yaml")


def names(page: Page) -> list[str]:
    return [text[1:-1] for text in page.texts("code") if text.startswith("{")][1:]


async def test_the_list_shows_what_holds_today_and_what_changes_next(enter: Enter) -> None:
    page = await (await enter("viewer")).see(LIST)
    cells = page.texts("td")
    rows = dict(zip(names(page), zip(cells[::2], cells[1::2], strict=True), strict=True))
    assert rows["gia-dieu"] == ("20.000 đồng", "từ 01/01/2027: 40.000 đồng")
    assert rows["tuoi-tha-dieu"] == ("6 tuổi", "không")
    assert rows["ngay-hoi"] == ("không có giá trị", "không")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("tim=gia dieu", ["gia-dieu"]),
        ("tim=ngay-hoi", ["ngay-hoi"]),
        ("tim=tau ngam", []),
        ("loc=sap-doi", ["gia-dieu"]),
        ("loc=khong-co", ["ngay-hoi"]),
        ("loc=khong-co&tim=gia", []),
    ],
)
async def test_parameters_are_found_by_words_and_by_what_becomes_of_them(
    enter: Enter, query: str, found: list[str]
) -> None:
    assert names(await (await enter("viewer")).see(f"{LIST}?{query}")) == found


async def test_the_time_line_goes_from_the_past_to_what_is_to_come(enter: Enter) -> None:
    page = await (await enter("viewer")).see(PRICE)
    states = [found["class"] for found in page.all("li") if "class" in found]
    assert states == ["now", "later"]
    assert page.texts("strong")[-2:] == ["20.000 đồng", "40.000 đồng"]
    assert page.all("a", href="/console/chu-de/mua-dieu")
    assert page.all("form", action=PRICE) == []


async def test_a_time_without_value_is_told_with_its_reason(
    enter: Enter, law: Written, console_desk: Desk
) -> None:
    visitor = await enter("editor")
    law.replace("until: 2026-12-31, value: 20000", "until: 2026-11-30, value: 20000")
    law.replace("    unit: dong\n", "    unit: dong\n    gaps: chợ nghỉ một tháng\n")
    address = f"{LIST}/tuoi-tha-dieu"
    sent = changed(fields(await visitor.see(address), address), **{**NEW, "value": "7"})
    await send(visitor, address, sent, "phat-hanh")
    page = await visitor.see(PRICE)
    states = [found["class"] for found in page.all("li") if "class" in found]
    assert states == ["now", "later gap", "later"]
    assert "chợ nghỉ một tháng" in page.texts("p", "hint")


async def test_a_new_value_ends_the_one_before_and_answers_on_its_day(
    enter: Enter, law: Written, console_desk: Desk, store: SqliteStore
) -> None:
    visitor, before = await enter("editor", name="Anh Ba"), law.text
    sent = changed(fields(await visitor.see(PRICE), PRICE), **NEW)
    review = await send(visitor, PRICE, sent, "xem")
    assert review.texts("h1") == ["Xem lại: Giá một con diều"]
    assert law.text == before
    page = await send(visitor, PRICE, fields(review, PRICE), "phat-hanh")
    assert page.texts("p", "told") == ["Đã lưu và phát hành bản 2."]
    assert page.texts("strong")[-1] == "45.000 đồng"
    for day, price in (("2027-05-31", "40.000"), ("2027-06-01", "45.000")):
        moment = MOMENT.fromisoformat(f"{day}T12:00:00+07:00")
        item = console_desk.engine.topic("mua-dieu", Question("", moment)).items[0]
        assert f"giá {price} đồng" in item.lead
    deed = store.audit.deeds(1)[0]
    assert (deed.who, deed.what, deed.about) == ("Anh Ba", "edit", "gia-dieu")


@pytest.mark.parametrize(
    ("typed", "place", "said"),
    [
        ({"value": "nhiều"}, "value", "chỉ gõ số, không kèm chữ"),
        ({"value": "30 - 20"}, "value", "Số đầu lớn hơn số sau"),
        ({"value": ""}, "value", "Thiếu «Giá trị»"),
        ({"from": ""}, "from", "Điền ngày bắt đầu"),
        ({"from": "30/02/2027"}, "from", "Không có ngày"),
        ({"from": "2027-01-01"}, "from", "đã có giá trị từ 01/01/2027"),
        ({"from": "2026-12-01"}, "until", "chồng nhau ở ngày 01/01/2027"),
        ({"from": "2026-12-01", "until": "2026-12-15"}, "until", "không có giá trị"),
        ({"until": "2027-05-01"}, "until", "trước «Từ ngày»"),
        ({"doc": ""}, "doc", "Thiếu «Văn bản»"),
        ({"article": ""}, "doc", "điều, khoản hoặc địa chỉ web"),
        ({"url": "so gia"}, "url", "không hợp lệ"),
        ({"checked_on": ""}, "checked_on", "Thiếu «Ngày kiểm tra căn cứ»"),
    ],
)
async def test_a_fault_stands_beside_its_field_and_nothing_typed_is_lost(
    enter: Enter, law: Written, typed: dict[str, str], place: str, said: str
) -> None:
    visitor, before = await enter("editor"), law.text
    sent = changed(fields(await visitor.see(PRICE), PRICE), **{**NEW, "note": "của tôi", **typed})
    page = await send(visitor, PRICE, sent, "phat-hanh", status=422)
    beside = {
        attributes["id"]: " ".join("".join(words).split())
        for tag, attributes, words in page.elements
        if tag == "div" and attributes.get("class") == "faults"
    }
    assert said in beside[f"fault-{place}"]
    assert {name for name, text in beside.items() if text} == {f"fault-{place}"}
    assert dict(fields(page, PRICE))["note"] == "của tôi"
    assert dict(fields(page, PRICE))["value"] == typed.get("value", "45.000")
    assert law.text == before


async def test_a_value_that_was_mistyped_is_corrected(enter: Enter, law: Written) -> None:
    visitor, before = await enter("editor"), law.text
    sent = fields(await visitor.see(f"{PRICE}?tu=2027-01-01"), PRICE)
    assert dict(sent)["value"] == "40000"
    page = await send(visitor, PRICE, sent, "xem")
    assert page.texts("p", "told") == ["Chưa có gì thay đổi."]
    await send(visitor, PRICE, changed(sent, value="41.000"), "phat-hanh")
    assert law.text == before.replace("value: 40000", "value: 41000")


async def test_a_parameter_changed_meanwhile_is_told_and_left_alone(
    enter: Enter, law: Written
) -> None:
    visitor = await enter("editor")
    sent = changed(fields(await visitor.see(PRICE), PRICE), **NEW)
    law.replace("value: 40000", "value: 42000")
    before = law.text
    page = await send(visitor, PRICE, sent, "phat-hanh", status=409)
    assert "vừa được người khác sửa" in page.texts("p", "warn")[0]
    assert law.text == before
    again = fields(page, PRICE)
    assert dict(again)["value"] == "45.000"
    await send(visitor, PRICE, again, "phat-hanh")
    assert "value: 42000" in law.text
    assert "value: 45000" in law.text


@pytest.mark.parametrize("settings", [{"console": {"approval": True}}])
async def test_where_approval_is_demanded_a_value_waits(
    enter: Enter, law: Written, store: SqliteStore
) -> None:
    visitor, before = await enter("editor"), law.text
    sent = changed(fields(await visitor.see(PRICE), PRICE), **NEW)
    await send(visitor, PRICE, sent, "phat-hanh")
    assert law.text == before
    assert len(store.drafts.list()) == 1


async def test_only_editors_of_all_wards_change_parameters(enter: Enter, law: Written) -> None:
    before = law.text
    for visitor in (await enter("viewer"), await enter("editor", "01234")):
        await visitor.see(PRICE)
        await send(visitor, PRICE, [("value", "1")], "phat-hanh", status=403)
    admin = await enter("admin")
    await admin.see(f"{LIST}/khong-co", status=404)
    admin.csrf = "0" * 64
    await send(admin, PRICE, [("value", "1")], "phat-hanh", status=403)
    assert law.text == before


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("1.250.000", Unit.DONG, "1250000"),
        ("20 000", Unit.DONG, "20000"),
        ("2.5", Unit.DONG, "2.5"),
        ("20.000 - 60.000", Unit.DONG, {"min": "20000", "max": "60000"}),
        ("2 đến 5", Unit.NGAY, {"min": "2", "max": "5"}),
        ("1, 2 và 3", Unit.TUOI, ["1", "2", "3"]),
        ("1/2/2027", Unit.NGAY_THANG, "2027-02-01"),
        ("1 - 2", Unit.VAN_BAN, "1 - 2"),
        ("1900.000", Unit.DIEN_THOAI, "1900.000"),
    ],
)
def test_values_are_written_as_files_want_them(text: str, unit: Unit, value: object) -> None:
    assert written(text, unit) == value
