"""Who may write topics, and new ones: an id from the title, nothing without a role and a token."""

from __future__ import annotations

import pytest

from bot.assistant.question import Question
from bot.config import Config
from bot.desk import Desk
from tests.conftest import MOMENT
from tests.web.console.conftest import Enter
from tests.web.console.filling import changed, fields, send
from tests.web.console.topic_form import ADDRESS, opened
from tests.web.console.written import Written


async def test_a_new_topic_gets_an_id_from_its_title_and_answers(
    enter: Enter, console_desk: Desk
) -> None:
    visitor, address = await enter("editor"), "/console/chu-de/_moi"
    sent = changed(
        await opened(visitor, address), group="thu-cung", title="Cắt móng cho mèo",
        questions="Cắt móng mèo thế nào\nBao lâu cắt móng mèo", answers__0__lead="Cắt từng chút.",
        sources__0__doc="Sổ tay thú cưng", sources__0__article="Chương 3",
    )  # fmt: skip
    review = await send(visitor, address, sent, "xem")
    page = await send(visitor, address, fields(review, address), "phat-hanh")
    assert page.texts("h1") == ["Cắt móng cho mèo"]
    question = Question("Bao lâu cắt móng mèo", MOMENT)
    assert console_desk.engine.answer(question).topics == ("cat-mong-cho-meo",)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"id": "Mã Lạ"}, "không hợp lệ"),
        ({"id": "tam-meo"}, "đã có chủ đề «tam-meo»"),
        ({"group": "khong-co"}, "không có nhóm «khong-co»"),
        ({"questions": ""}, "Thiếu «Câu hỏi mẫu»"),
    ],
)
async def test_a_new_topic_with_a_fault_stays_in_its_form(
    enter: Enter, config: Config, typed: dict[str, str], said: str
) -> None:
    visitor, address = await enter("editor"), "/console/chu-de/_moi"
    pets = Written(config.knowledge / "faq" / "thu-cung.yaml")
    before = pets.text
    whole = {
        "group": "thu-cung", "title": "Cắt móng", "questions": "Cắt móng mèo",
        "answers__0__lead": "Cắt từng chút.", "sources__0__doc": "Sổ", "sources__0__article": "1",
    }  # fmt: skip
    sent = changed(await opened(visitor, address), **{**whole, **typed})
    page = await send(visitor, address, sent, "phat-hanh", status=422)
    assert any(said.lower() in text.lower() for text in page.texts("li"))
    assert dict(fields(page, address))["title"] == "Cắt móng"
    assert pets.text == before


async def test_whoever_only_looks_sees_the_answer_but_no_form(enter: Enter) -> None:
    viewer = await enter("viewer")
    page = await viewer.see(ADDRESS)
    assert "Diều bán ở cửa hàng" in page.texts("div", "bubble")[0]
    assert page.all("form", action=ADDRESS) == []
    for address in (ADDRESS, f"{ADDRESS}/xem-truoc", "/console/chu-de/_moi"):
        await viewer.post(address, {"title": "x"}, status=403)


async def test_an_editor_of_some_wards_changes_no_answers(enter: Enter, file: Written) -> None:
    sent = await opened(await enter("editor"))
    before, local = file.text, await enter("editor", "01234")
    page = await local.see(ADDRESS)
    assert page.all("form", action=ADDRESS) == []
    await send(local, ADDRESS, changed(sent, title="Khác"), "phat-hanh", status=403)
    await local.see("/console/chu-de/_moi", status=403)
    assert file.text == before


async def test_a_form_without_its_token_is_refused(enter: Enter, file: Written) -> None:
    visitor, before = await enter("admin"), file.text
    sent = changed(await opened(visitor), title="Khác")
    visitor.csrf = "0" * 64
    await send(visitor, ADDRESS, sent, "phat-hanh", status=403)
    assert file.text == before


async def test_a_topic_that_is_not_there_is_told(enter: Enter) -> None:
    admin = await enter("admin")
    await admin.see("/console/chu-de/khong-co", status=404)
    await admin.see("/console/chu-de/khong-co/cau-hoi", status=404)
