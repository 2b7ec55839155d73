"""A topic is edited in a form: nothing is lost, nothing comes into force unseen."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.assistant.question import Question
from bot.assistant.review import translation_marks
from bot.config import Config
from bot.desk import Desk
from bot.store.kept import Asked
from bot.store.sqlite import SqliteStore
from tests.conftest import MOMENT
from tests.web.console.conftest import Enter
from tests.web.console.filling import changed, fields, send
from tests.web.console.topic_form import ADDRESS, PART, opened
from tests.web.console.written import Written

NEW_LEAD = "Diều bán ở chợ phiên, giá {gia-dieu}."


async def test_the_form_holds_what_stands_in_the_file(enter: Enter) -> None:
    sent = dict(await opened(await enter("editor")))
    assert sent["title"] == "Mua diều ở đâu, giá bao nhiêu"
    assert sent["questions"] == "Diều bán ở đâu\r\nGiá con diều"
    assert sent["answers.0.lead"] == "Diều bán ở cửa hàng đầu làng, giá {gia-dieu}."
    assert sent["answers.0.en.lead"] == "Kites are sold at the shop, {gia-dieu}."
    assert sent["title_en"] == "Where to buy a kite"
    assert sent["sources.0.url"] == "https://example.org/so-gia"
    assert sent["valid_from"] == "2024-01-01"


async def test_a_form_sent_as_it_was_changes_nothing(enter: Enter, file: Written) -> None:
    before, visitor = file.text, await enter("editor")
    for topic in ("mua-dieu", "tha-dieu", "dieu-rach", "meo-om"):
        address = f"/console/chu-de/{topic}"
        page = await send(visitor, address, await opened(visitor, address), "xem")
        assert page.texts("p", "told") == ["Chưa có gì thay đổi."]
    assert file.text == before


async def test_an_edit_is_reviewed_and_then_answers_at_once(
    enter: Enter, file: Written, console_desk: Desk, store: SqliteStore
) -> None:
    file.replace("group: do-choi", "# of the staff\ngroup: do-choi")
    visitor = await enter("editor", name="Chị Hoa")
    before = file.text
    sent = changed(await opened(visitor), answers__0__lead=NEW_LEAD)
    review = await send(visitor, ADDRESS, sent, "xem")
    assert review.texts("h1") == ["Xem lại: Mua diều ở đâu, giá bao nhiêu"]
    assert file.text == before
    kept = fields(review, ADDRESS)
    page = await send(visitor, ADDRESS, kept, "phat-hanh")
    assert page.texts("p", "told") == ["Đã lưu và phát hành bản 2."]
    old = "lead: Diều bán ở cửa hàng đầu làng, giá {gia-dieu}."
    assert file.text == before.replace(old, f"lead: {NEW_LEAD}")
    reply = console_desk.engine.topic("mua-dieu", Question("", MOMENT))
    assert reply.items[0].lead == "Diều bán ở chợ phiên, giá 20.000 đồng."
    assert store.releases.list(1)[0].author == "Chị Hoa"
    deed = store.audit.deeds(1)[0]
    assert (deed.who, deed.what, deed.about) == ("Chị Hoa", "edit", "mua-dieu")


async def test_the_review_tells_what_changes_for_citizens(
    enter: Enter, store: SqliteStore
) -> None:
    store.questions.record(Asked(MOMENT, "web", "Diều giấy dó của ai làm", "choices", (), 0.1))
    visitor = await enter("editor")
    new = {"answers__0__lead": NEW_LEAD, "questions": "Diều bán ở đâu\nDiều giấy dó của ai làm"}
    review = await send(visitor, ADDRESS, changed(await opened(visitor), **new), "xem")
    kept = fields(review, ADDRESS)
    part = await send(visitor, ADDRESS, kept, "thay-doi", **PART)
    assert part.all("html") == []
    assert "phiên" in " ".join(part.texts("ins"))
    assert "đầu làng" in " ".join(part.texts("del"))
    assert part.texts("td")[0] == "Diều giấy dó của ai làm"
    assert part.texts("td")[2] == "Mua diều ở đâu, giá bao nhiêu (chắc)"
    whole = await send(visitor, ADDRESS, kept, "thay-doi")
    assert whole.texts("h1") == ["Thay đổi: Mua diều ở đâu, giá bao nhiêu"]


async def test_one_can_go_back_from_the_review_with_all_that_was_typed(enter: Enter) -> None:
    visitor = await enter("editor")
    sent = changed(await opened(visitor), answers__0__lead=NEW_LEAD)
    kept = fields(await send(visitor, ADDRESS, sent, "xem"), ADDRESS)
    again = fields(await send(visitor, ADDRESS, kept, "sua"), ADDRESS)
    assert again == sent


@pytest.mark.parametrize(
    ("field", "typed", "place", "said"),
    [
        ("answers__0__lead", "Giá 50.000 đồng.", "answers-0-lead", "«50.000 đồng» là số liệu"),
        ("answers__0__lead", "Giá {gia-dieuu}.", "answers-0-lead", "có phải «gia-dieu»?"),
        ("answers__0__lead", "", "answers-0-lead", "Thiếu «Ý chính»"),
        ("answers__0__lead", "dài " * 120, "answers-0-lead", "chuyển bớt xuống «Chi tiết»"),
        ("answers__0__en__lead", "", "answers-0-en-lead", "«Ý chính»"),
        ("answers__0__steps", "Một bước\nSau 3 ngày", "answers-0-steps", "«3 ngày»"),
        ("title", "", "title", "Thiếu «Tên chủ đề»"),
        ("questions", "", "questions", "Thiếu «Câu hỏi mẫu»"),
        ("sources__0__url", "so-gia", "sources-0", "Địa chỉ «so-gia»"),
        ("sources__0__doc", "", "sources-0", "Thiếu «Văn bản»"),
        ("checked_on", "31/02/2026", "checked_on", "không hợp lệ"),
        ("valid_until", "2020-01-01", "valid_until", "«Áp dụng đến hết ngày» trước"),
        ("related", "Chuyện tàu ngầm", "related", "không hợp lệ"),
        ("ages__from", "sáu", "ages", "số nguyên"),
    ],
)
async def test_a_fault_stands_beside_its_field_and_nothing_typed_is_lost(
    enter: Enter, file: Written, field: str, typed: str, place: str, said: str
) -> None:
    before, visitor = file.text, await enter("editor")
    sent = changed(await opened(visitor), **{field: typed}, answers__0__en__cost="Free")
    page = await send(visitor, ADDRESS, sent, "xem", status=422)
    beside = {
        attributes["id"]: " ".join("".join(words).split())
        for tag, attributes, words in page.elements
        if tag == "div" and attributes.get("class") == "faults"
    }
    assert said in beside[f"fault-{place}"]
    assert {name for name, text in beside.items() if text} == {f"fault-{place}"}
    name = field.replace("__", ".")
    again = [text for key, text in fields(page, ADDRESS) if key == name]
    shown = typed.replace("\n", "\r\n").strip()
    assert again[0] == ("2026-02-31" if name == "checked_on" else shown)
    assert dict(fields(page, ADDRESS))["answers.0.en.cost"] == "Free"
    assert file.text == before


async def test_two_texts_on_the_same_days_are_a_fault_beside_the_later_one(enter: Enter) -> None:
    visitor, address = await enter("editor"), "/console/chu-de/dieu-rach"
    sent = changed(await opened(visitor, address), answers__0__until="2026-03-01")
    page = await send(visitor, address, sent, "xem", status=422)
    assert "chồng nhau ở ngày 01/01/2026" in page.texts("p", "fault")[0]
    [link] = [found for found in page.all("a") if found["href"].startswith("#fault")]
    assert link["href"] == "#fault-answers-1-from"


async def test_faults_of_other_files_are_told_and_keep_everything_as_it_is(
    enter: Enter, file: Written, config: Config, store: SqliteStore
) -> None:
    law = Written(config.knowledge / "law" / "thong-so.yaml")
    law.replace("unit: dong", "unit: dongg")
    before, visitor = file.text, await enter("editor")
    sent = changed(await opened(visitor), answers__0__lead=NEW_LEAD)
    page = await send(visitor, ADDRESS, sent, "phat-hanh", status=422)
    assert any("tệp law/thong-so.yaml, dòng" in text for text in page.texts("li"))
    assert file.text == before
    assert store.releases.list(9)[0].number == 1


async def test_a_topic_changed_meanwhile_is_told_with_both_versions(
    enter: Enter, file: Written
) -> None:
    visitor = await enter("editor")
    mine = changed(await opened(visitor), answers__0__lead=NEW_LEAD, title="Chỗ bán diều")
    file.replace("cửa hàng đầu làng, giá", "quán cuối làng, giá")
    file.replace("bring: [Tiền lẻ, Túi vải]", "bring: [Ví]")
    theirs = file.text
    for wish in ("xem", "phat-hanh", "ban-nhap"):
        page = await send(visitor, ADDRESS, mine, wish, status=409)
        assert file.text == theirs
    assert page.texts("th")[3:] == ["Ý chính", "Cần mang theo"]
    assert page.texts("td") == [
        "Diều bán ở quán cuối làng, giá {gia-dieu}.", NEW_LEAD, "Ví", "Tiền lẻ Túi vải",
    ]  # fmt: skip
    again = fields(page, ADDRESS)
    assert dict(again)["answers.0.lead"] == NEW_LEAD
    assert dict(again)["answers.0.bring"] == "Ví"
    assert dict(again)["title"] == "Chỗ bán diều"
    await send(visitor, ADDRESS, again, "phat-hanh")
    written = file.text
    assert f"lead: {NEW_LEAD}" in written
    assert "bring: [Ví]" in written
    assert "quán cuối làng" not in written


def _mark(desk: Desk) -> str:
    return translation_marks(desk.engine.knowledge)["mua-dieu"]


async def test_a_translation_is_confirmed_in_the_same_form(
    enter: Enter, console_desk: Desk
) -> None:
    visitor = await enter("editor")
    sent = changed(await opened(visitor), answers__0__lead=NEW_LEAD, khop="1")
    await send(visitor, ADDRESS, sent, "phat-hanh")
    assert dict(console_desk.engine.knowledge.confirmed) == {"mua-dieu": _mark(console_desk)}
    await send(visitor, ADDRESS, changed(await opened(visitor), title="Chỗ bán"), "phat-hanh")
    assert dict(console_desk.engine.knowledge.confirmed)["mua-dieu"] != _mark(console_desk)
    again = changed(await opened(visitor), khop="1")
    await send(visitor, ADDRESS, again, "phat-hanh")
    assert dict(console_desk.engine.knowledge.confirmed) == {"mua-dieu": _mark(console_desk)}
    page = await send(visitor, ADDRESS, again, "xem")
    assert page.texts("p", "told") == ["Chưa có gì thay đổi."]


async def test_an_edit_of_another_topic_in_the_file_is_no_conflict(
    enter: Enter, file: Written
) -> None:
    visitor = await enter("editor")
    sent = changed(await opened(visitor), answers__0__lead=NEW_LEAD)
    file.replace("Tự vá diều bằng giấy", "Vá diều")
    await send(visitor, ADDRESS, sent, "phat-hanh")
    written = file.text
    assert "Vá diều, hỏi thêm" in written
    assert f"lead: {NEW_LEAD}" in written


@pytest.mark.parametrize("settings", [{"console": {"approval": True}}])
async def test_where_approval_is_demanded_an_editor_sends_a_draft(
    enter: Enter, file: Written, store: SqliteStore
) -> None:
    before, visitor = file.text, await enter("editor")
    sent = changed(await opened(visitor), answers__0__lead=NEW_LEAD)
    review = await send(visitor, ADDRESS, sent, "xem")
    assert review.texts("button")[2:4] == ["Gửi duyệt", "Sửa tiếp"]
    await send(visitor, ADDRESS, fields(review, ADDRESS), "phat-hanh")
    assert file.text == before
    [draft] = store.drafts.list()
    assert draft.title == "Sửa chủ đề «Mua diều ở đâu, giá bao nhiêu»: câu trả lời"
    assert NEW_LEAD in str(draft.files["faq/do-choi.yaml"])
    assert [deed.what for deed in store.audit.deeds(1)] == ["draft"]
    approver = await enter("approver")
    review = await send(approver, ADDRESS, sent, "xem")
    assert "Phát hành" in review.texts("button")


async def test_an_answer_from_a_day_on_stands_beside_the_one_before(
    enter: Enter, file: Written, console_desk: Desk
) -> None:
    visitor = await enter("editor")
    page = await send(visitor, ADDRESS, await opened(visitor), "them-loi")
    sent = fields(page, ADDRESS)
    assert dict(sent)["answers.0.from"] == "2024-01-01"
    assert dict(sent)["answers.1.lead"] == dict(sent)["answers.0.lead"]
    days = {"answers__0__until": "2026-12-31", "answers__1__from": "2027-01-01"}
    sent = changed(sent, **days, answers__1__lead="Từ nay diều phát tại chợ.")
    await send(visitor, ADDRESS, sent, "phat-hanh")
    for day, lead in ((0, "Diều bán ở cửa hàng"), (60, "Từ nay diều phát tại chợ.")):
        question = Question("", MOMENT + timedelta(days=day))
        assert console_desk.engine.topic("mua-dieu", question).items[0].lead.startswith(lead)
    assert "Kites are sold" in file.text


async def test_an_answer_that_is_dropped_is_gone(enter: Enter, file: Written) -> None:
    visitor, address = await enter("editor"), "/console/chu-de/dieu-rach"
    sent = await opened(visitor, address)
    await send(visitor, address, [*sent, ("answers.0.drop", "1")], "phat-hanh")
    assert "Đem diều rách ra tiệm vá" not in file.text
    assert "Tự vá diều bằng giấy" in file.text


async def test_topics_are_related_by_their_titles(enter: Enter, file: Written) -> None:
    visitor = await enter("editor")
    sent = await opened(visitor)
    assert [text for name, text in sent if name == "related"] == ["Mấy tuổi được thả diều", ""]
    sent = [*sent, ("related", "meo bi om")]
    await send(visitor, ADDRESS, sent, "phat-hanh")
    assert "related: [tha-dieu, meo-om]" in file.text
