"""Beside the form of a topic stands what citizens would see, and which questions lead to it."""

from __future__ import annotations

import html
from datetime import timedelta

from bot.assistant.question import Question
from bot.assistant.replies import as_html
from bot.desk import Desk
from bot.store.kept import Asked
from bot.store.sqlite import SqliteStore
from tests.conftest import MOMENT
from tests.web.console.conftest import Enter
from tests.web.console.filling import changed, fields, send
from tests.web.console.topic_form import ADDRESS, PART, opened
from tests.web.console.written import Written
from tests.web.reading import Page


async def test_the_preview_is_what_telegram_shows(enter: Enter, console_desk: Desk) -> None:
    page = await (await enter("viewer")).see(ADDRESS)
    engine = console_desk.engine
    for language, shown in zip(("vi", "en"), page.texts("div", "bubble"), strict=True):
        question = Question("", MOMENT, (), language)
        said = as_html(engine.topic("mua-dieu", question), engine.knowledge)
        plain = Page(f"<div>{said}</div>").texts("div")[0]
        assert shown == plain


async def test_the_preview_follows_what_is_typed(enter: Enter, file: Written) -> None:
    visitor, before = await enter("editor"), file.text
    typed = {"answers__0__lead": "Hỏi <b>chợ</b>, {gia-dieu}.", "questions": "Diều rách cánh"}
    sent = changed(await opened(visitor), **typed, ngay="2027-02-01")
    part = await send(visitor, f"{ADDRESS}/xem-truoc", sent, **PART)
    assert part.all("html") == []
    assert "Hỏi <b>chợ</b>, 40.000 đồng." in html.unescape(part.texts("div", "bubble")[0])
    assert part.texts("span", "tag") == ["Diều rách thì làm gì"]
    assert file.text == before


async def test_faults_are_told_while_somebody_types(enter: Enter) -> None:
    visitor = await enter("editor")
    sent = changed(await opened(visitor), answers__0__lead="Giá {gia} là 5.000 đồng.")
    part = await send(visitor, f"{ADDRESS}/xem-truoc", sent, **PART)
    assert part.texts("p", "warn") == ["Chưa xem trước được: không có thông số {gia}."]
    beside = [
        (attributes["id"], "".join(words))
        for tag, attributes, words in part.elements
        if tag == "div" and attributes.get("hx-swap-oob") == "true"
    ]
    told = dict(beside)
    assert "«5.000 đồng»" in told["fault-answers-0-lead"]
    assert [name for name, text in beside if text.strip()] == ["fault-answers-0-lead"]
    whole = await visitor.see(ADDRESS)
    assert {name for name, _ in beside} == {
        found["id"] for found in whole.all("div") if found.get("class") == "faults"
    }


async def test_without_script_a_button_shows_the_preview(enter: Enter) -> None:
    visitor = await enter("editor")
    sent = changed(await opened(visitor), answers__0__lead="Mới tinh.")
    page = await send(visitor, ADDRESS, sent, "xem-truoc")
    assert "Mới tinh." in page.texts("div", "bubble")[0]
    assert fields(page, ADDRESS) == sent


async def test_the_questions_of_the_last_days_show_where_they_lead_now(
    enter: Enter, store: SqliteStore
) -> None:
    asked = {"Tiền mua diều": 1, "Mèo sốt": 2, "Chỗ bán diều": 40, "diều vải": 3}
    for text, days in asked.items():
        when = MOMENT - timedelta(days=days)
        store.questions.record(Asked(when, "web", text, "answered", (), 0.9))
    visitor = await enter("viewer")
    part = await visitor.see(f"{ADDRESS}/cau-hoi", **PART)
    assert part.all("html") == []
    assert part.texts("li")[0] == "Tiền mua diều chắc"
    assert not any("Mèo sốt" in text or "Chỗ bán" in text for text in part.texts("li"))
    whole = await visitor.see(f"{ADDRESS}/cau-hoi")
    assert whole.texts("h1") == ["Câu hỏi: Mua diều ở đâu, giá bao nhiêu"]


async def test_what_leads_to_a_topic_is_asked_anew_after_each_release(
    enter: Enter, store: SqliteStore
) -> None:
    text = "Diều giấy dó của ai làm"
    store.questions.record(Asked(MOMENT, "web", text, "choices", (), 0.1))
    visitor = await enter("editor")
    before = await visitor.see(f"{ADDRESS}/cau-hoi", **PART)
    assert before.texts("h3") == ["Chỉ được gợi ý để chọn: 1"]
    sent = changed(await opened(visitor), questions=f"Diều bán ở đâu\n{text}")
    await send(visitor, ADDRESS, sent, "phat-hanh")
    after = await visitor.see(f"{ADDRESS}/cau-hoi", **PART)
    assert after.texts("li") == [f"{text} chắc"]


async def test_a_form_without_an_answer_yet_says_what_the_preview_waits_for(enter: Enter) -> None:
    page = await (await enter("editor")).see("/console/chu-de/_moi")
    assert page.texts("p", "warn")[0].startswith("Chưa xem trước được: điền «Ý chính»")


async def test_a_day_without_an_answer_is_told_in_the_preview(enter: Enter) -> None:
    visitor = await enter("editor")
    sent = changed(await opened(visitor), ngay="2023-01-01")
    part = await send(visitor, f"{ADDRESS}/xem-truoc", sent, **PART)
    assert part.texts("p", "warn")[0].startswith("Ngày 01/01/2023 chưa có câu trả lời")
