"""What was asked in vain becomes phrasings, topics, or nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.assistant.question import Question
from bot.config import Config
from bot.desk import Desk
from bot.search import similar
from bot.store.kept import Asked
from bot.store.sqlite import SqliteStore
from tests.conftest import MOMENT
from tests.web.console.conftest import Enter
from tests.web.console.filling import changed, fields, send
from tests.web.console.written import Written
from tests.web.reading import Page

LIST = "/console/hang-doi"
ATTACH, NEW, IGNORE = f"{LIST}/gan", f"{LIST}/chu-de-moi", f"{LIST}/bo-qua"
TOPIC = "/console/chu-de/_moi"


@pytest.fixture
def phrasings(config: Config) -> Written:
    return Written(config.knowledge / "phrasings" / "do-choi.yaml")


@pytest.fixture
def asked(store: SqliteStore) -> list[int]:
    """Six questions: two matters asked twice, one answer that was no help, one handed over."""
    texts = [
        "diều giấy dó ai làm", "Diều giấy dó ai làm?", "mèo có lông không",
        "meo co long khong", "Tắm mèo thế nào", "gửi cán bộ giúp tôi",
    ]  # fmt: skip
    numbers = []
    for at, text in enumerate(texts):
        answered = text == "Tắm mèo thế nào"
        topics = ("tam-meo",) if answered else ()
        status = "answered" if topics else "declined_unknown"
        when = MOMENT - timedelta(hours=10 - at)
        numbers.append(store.questions.record(Asked(when, "web", text, status, topics, 0.9)))
    store.questions.rate(numbers[4], helpful=False)
    store.questions.explain(numbers[4], "kho-hieu")
    store.questions.hand_over(numbers[5])
    return numbers


def waiting(store: SqliteStore) -> list[int]:
    since = MOMENT - timedelta(days=90)
    return sorted(question.number for question in store.queue.waiting(since, 99))


def heads(page: Page) -> list[str]:
    return [
        " ".join("".join(words).split())
        for _, attributes, words in page.elements
        if attributes.get("id", "").startswith("nhom-")
    ]


async def test_alike_questions_are_one_group_and_the_newest_stands_first(
    enter: Enter, asked: list[int]
) -> None:
    page = await (await enter("viewer")).see(LIST)
    assert heads(page) == [
        "gửi cán bộ giúp tôi", "Tắm mèo thế nào", "meo co long khong", "Diều giấy dó ai làm?",
    ]  # fmt: skip
    tags = page.texts("span", "tag")
    assert tags == [
        "1 lần", "gửi cán bộ: 1", "1 lần", "bị chê, khó hiểu: 1",
        "2 lần", "chưa biết: 2", "2 lần", "chưa biết: 2",
    ]  # fmt: skip
    assert page.all("a", href="/console/chu-de/tam-meo")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("loai=che", ["Tắm mèo thế nào"]),
        ("loai=gui", ["gửi cán bộ giúp tôi"]),
        ("loai=chua&xep=nhieu", ["meo co long khong", "Diều giấy dó ai làm?"]),
        ("trang=9&loai=che", ["Tắm mèo thế nào"]),
        ("trang=x&loai=che", ["Tắm mèo thế nào"]),
    ],
)
async def test_the_queue_can_be_narrowed(
    enter: Enter, asked: list[int], query: str, found: list[str]
) -> None:
    assert heads(await (await enter("viewer")).see(f"{LIST}?{query}")) == found


async def test_words_that_say_little_do_not_keep_like_questions_apart(
    enter: Enter, store: SqliteStore
) -> None:
    texts = ["mũ len bị thủng", "tôi có mũ len bị thủng rồi"]
    for text in texts:
        store.questions.record(Asked(MOMENT, "web", text, "choices", (), 0.1))
    assert len(similar.groups(texts)) == 2
    assert len(heads(await (await enter("viewer")).see(LIST))) == 1


async def test_many_groups_stand_on_several_pages(enter: Enter, store: SqliteStore) -> None:
    for number in range(40):
        text = f"{chr(97 + number % 26) * 9} {number * 1001}"
        store.questions.record(Asked(MOMENT, "web", text, "choices", (), 0.1))
    viewer = await enter("viewer")
    first, second = await viewer.see(LIST), await viewer.see(f"{LIST}?trang=2")
    assert len(heads(first)) == 30
    assert len({*heads(first), *heads(second)}) == 40


async def test_a_group_is_ignored_with_one_press(
    enter: Enter, asked: list[int], store: SqliteStore
) -> None:
    editor = await enter("editor")
    await editor.see(LIST)
    page = await send(editor, IGNORE, [("so", f"{asked[2]} {asked[3]}"), ("chon", str(asked[0]))])
    assert page.texts("p", "told") == ["Đã bỏ qua 2 câu."]
    assert waiting(store) == [asked[0], asked[1], asked[4], asked[5]]
    assert store.queue.resolved(MOMENT - timedelta(days=1), MOMENT) == {"ignored": 2}
    deed = store.audit.deeds(1)[0]
    assert (deed.what, deed.about) == ("queue", "bỏ qua 2 câu")


async def test_several_groups_are_chosen_and_ignored_together(
    enter: Enter, asked: list[int], store: SqliteStore
) -> None:
    editor = await enter("editor")
    page = await editor.see(f"{LIST}?chon=het")
    chosen = [(name, text) for name, text in fields(page, ATTACH) if name == "chon"]
    assert len(chosen) == 4
    await send(editor, IGNORE, chosen[1:])
    assert waiting(store) == [asked[5]]


async def test_without_a_choice_nothing_is_done(
    enter: Enter, asked: list[int], store: SqliteStore
) -> None:
    editor = await enter("editor")
    await editor.see(LIST)
    for address in (ATTACH, NEW, IGNORE):
        for sent in ([], [("so", "x -1 99999999999999999999")]):
            page = await send(editor, address, sent)
            assert page.texts("p", "told")[0].startswith("Chưa chọn câu nào")
    assert waiting(store) == sorted(asked)


async def test_a_question_becomes_a_phrasing_in_the_voice_of_the_staff(
    enter: Enter, asked: list[int], store: SqliteStore, phrasings: Written, console_desk: Desk
) -> None:
    editor, before = await enter("editor"), phrasings.text
    await editor.see(LIST)
    page = await send(editor, ATTACH, [("so", f"{asked[0]} {asked[1]}")])
    offered = [found["value"] for found in page.all("input", name="chu-de")]
    assert {"mua-dieu", "tha-dieu", "dieu-rach"} <= set(offered)
    sent = fields(page, ATTACH)
    assert [text for name, text in sent if name == "cau"] == [
        "Diều giấy dó ai làm?", "diều giấy dó ai làm",
    ]  # fmt: skip
    sent = [("so", f"{asked[0]} {asked[1]}"), ("chu-de", "dieu-rach")]
    sent += [("cau", "Diều giấy dó ai làm"), ("cau", " ")]
    review = await send(editor, ATTACH, sent, "xem")
    assert review.texts("h1") == ["Xem lại: thêm câu hỏi vào «Diều rách thì làm gì»"]
    assert phrasings.text == before
    part = await send(editor, ATTACH, fields(review, ATTACH), "thay-doi", **{"HX-Request": "true"})
    assert "Diều giấy dó ai làm?" in part.texts("td")
    assert waiting(store) == sorted(asked)
    page = await send(editor, ATTACH, fields(review, ATTACH), "phat-hanh")
    assert page.texts("p", "told") == ["Đã lưu và phát hành bản 2. Đã xử lý 2 câu."]
    assert "can-bo: [Diều giấy dó ai làm]" in phrasings.text
    reply = console_desk.engine.answer(Question("dieu giay do ai lam", MOMENT))
    assert reply.topics == ("dieu-rach",)
    assert waiting(store) == asked[2:]
    assert store.queue.resolved(MOMENT - timedelta(days=1), MOMENT) == {"attached": 2}
    assert [deed.what for deed in store.audit.deeds(2)] == ["queue", "edit"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ([("cau", "Một câu")], "Chọn một chủ đề."),
        ([("cau", "Một câu"), ("chu-de", "khong-co")], "Chọn một chủ đề."),
        ([("cau", " "), ("chu-de", "tha-dieu")], "Giữ lại ít nhất một câu."),
        ([("cau", "Mèo sốt"), ("chu-de", "tha-dieu")], "đã thuộc chủ đề «Mèo bị ốm»"),
        ([("cau", "độ tuổi thả diều"), ("chu-de", "tha-dieu")], "đã có những câu này"),
    ],
)
async def test_what_cannot_be_attached_is_told_and_stays_in_the_queue(
    enter: Enter, asked: list[int], store: SqliteStore, phrasings: Written,
    typed: list[tuple[str, str]], said: str,
) -> None:  # fmt: skip
    editor, before = await enter("editor"), phrasings.text
    await editor.see(LIST)
    sent = [("so", str(asked[0])), *typed]
    page = await send(editor, ATTACH, sent, "phat-hanh", status=422)
    assert said in page.texts("p", "fault")[0]
    again = [text for name, text in fields(page, ATTACH) if name == "cau"]
    assert again == [typed[0][1].strip()]
    assert phrasings.text == before
    assert waiting(store) == sorted(asked)


async def test_a_topic_is_searched_for_with_and_without_script(
    enter: Enter, asked: list[int]
) -> None:
    editor = await enter("editor")
    part = await editor.see(f"{LIST}/tim-chu-de?tim=bac si", **{"HX-Request": "true"})
    assert part.texts("label") == ["Mèo bị ốm"]
    assert part.all("html") == []
    sent = [("so", str(asked[0])), ("tim", "tiem va"), ("cau", "Câu tôi sửa")]
    page = await send(editor, ATTACH, sent, "tim")
    values = [found["value"] for found in page.all("input", name="chu-de")]
    assert values[-1] == "dieu-rach"
    assert ("cau", "Câu tôi sửa") in fields(page, ATTACH)


async def test_a_new_topic_takes_the_questions_over(
    enter: Enter, asked: list[int], store: SqliteStore, console_desk: Desk
) -> None:
    editor = await enter("editor")
    await editor.see(LIST)
    page = await send(editor, NEW, [("so", f"{asked[2]} {asked[3]}")])
    sent = fields(page, TOPIC)
    assert dict(sent)["questions"] == "meo co long khong\r\nmèo có lông không"
    whole = {
        "group": "thu-cung", "title": "Lông mèo", "questions": "Mèo có lông không",
        "answers__0__lead": "Mèo có lông.", "sources__0__doc": "Sổ", "sources__0__article": "1",
    }  # fmt: skip
    review = await send(editor, TOPIC, changed(sent, **whole), "xem")
    assert waiting(store) == sorted(asked)
    await send(editor, TOPIC, fields(review, TOPIC), "phat-hanh")
    reply = console_desk.engine.answer(Question("meo co long khong", MOMENT))
    assert reply.topics == ("long-meo",)
    assert waiting(store) == [asked[0], asked[1], asked[4], asked[5]]
    assert store.queue.resolved(MOMENT - timedelta(days=1), MOMENT) == {"new-topic": 2}


@pytest.mark.parametrize("settings", [{"console": {"approval": True}}])
async def test_where_approval_is_demanded_a_phrasing_waits(
    enter: Enter, asked: list[int], store: SqliteStore, phrasings: Written
) -> None:
    editor, before = await enter("editor"), phrasings.text
    await editor.see(LIST)
    sent = [("so", str(asked[0])), ("chu-de", "dieu-rach"), ("cau", "Diều giấy dó ai làm")]
    await send(editor, ATTACH, sent, "phat-hanh")
    assert phrasings.text == before
    assert len(store.drafts.list()) == 1


async def test_only_editors_of_all_wards_work_through_the_queue(
    enter: Enter, asked: list[int], store: SqliteStore
) -> None:
    for visitor in (await enter("viewer"), await enter("editor", "01234")):
        page = await visitor.see(LIST)
        assert page.all("input", type="checkbox") == []
        for address in (ATTACH, NEW, IGNORE):
            await send(visitor, address, [("so", str(asked[0]))], status=403)
    editor = await enter("editor")
    editor.csrf = "0" * 64
    await send(editor, IGNORE, [("so", str(asked[0]))], status=403)
    assert waiting(store) == sorted(asked)
