"""Announcements from the console: written, seen as a message, and sent once."""

from __future__ import annotations

import asyncio
from datetime import datetime

import pytest

from bot.assistant.question import VIETNAM
from bot.desk import Desk
from bot.store.kept import NewBatch
from bot.store.sqlite import SqliteStore
from bot.web.console.outgoing import announcements
from tests.conftest import MOMENT
from tests.web.console.announcing import FOREVER, LIST, NEW, READ, WORDS, offered, waiting, write
from tests.web.console.conftest import Enter
from tests.web.console.filling import changed, fields, send

pytestmark = pytest.mark.usefixtures("followed")


async def test_who_would_get_it_is_told_before_anything_is_written(enter: Enter) -> None:
    page = await (await enter("approver")).see(NEW)
    assert offered(page) == [
        "Tất cả xã, phường (3 người theo dõi, 1 nhóm)",
        "phường Gió Lùa, tỉnh Mây (2 người theo dõi, 1 nhóm)",
        "xã Đảo Sương, tỉnh Biển Biếc (2 người theo dõi, 0 nhóm)",
        "xã Nắng Lên, tỉnh Mây (chưa có ai)",
    ]


async def test_it_is_shown_as_a_message_while_somebody_types(
    enter: Enter, store: SqliteStore
) -> None:
    editor = await enter("editor")
    form = changed(fields(await editor.see(NEW), NEW), noi="gio", loi=WORDS)
    part = await send(editor, f"{NEW}/xem-truoc", form, **{"HX-Request": "true"})
    assert part.all("html") == []
    [bubble] = ["".join(words) for _, known, words in part.elements
                if known.get("class") == "bubble"]  # fmt: skip
    assert bubble.startswith(READ)
    assert "/nhac" in bubble
    assert "Nơi nhận: 2 người theo dõi, 1 nhóm." in part.texts("p")
    whole = await send(editor, f"{NEW}/xem-truoc", form)
    assert whole.texts("h1") == ["Viết thông báo"]
    assert dict(fields(whole, NEW))["loi"] == WORDS
    assert waiting(store) == []


async def test_it_is_sent_after_a_second_look_and_noted(enter: Enter, store: SqliteStore) -> None:
    editor = await enter("editor", "gio", name="Lan")
    review = await write(editor)
    assert waiting(store) == []
    assert "Gửi tới 3 nơi" in review.texts("button")
    page = await send(editor, NEW, fields(review, NEW), "gui")
    assert page.texts("h1") == ["Thông báo 1"]
    assert page.texts("p", "told") == ["Đã xếp hàng gửi tới 3 nơi."]
    assert waiting(store) == [-1, 1, 2]
    batch = store.letters.batch(1)
    assert batch is not None
    assert (batch.kind, batch.text, batch.author) == ("notice:gio", READ, "Lan")
    deed = store.audit.deeds(1)[0]
    assert (deed.who, deed.what) == ("Lan", "announce")
    assert deed.about == "thông báo 1 tới 3 nơi (phường Gió Lùa, tỉnh Mây)"


async def test_to_all_each_chat_gets_it_once(enter: Enter, store: SqliteStore) -> None:
    approver = await enter("approver")
    review = await write(approver, "tat-ca")
    await send(approver, NEW, fields(review, NEW), "gui")
    assert waiting(store) == [-1, 1, 2, 3]
    batch = store.letters.batch(1)
    assert batch is not None
    assert (batch.kind, batch.text.splitlines()[0]) == ("notice:", "📣 Thông báo:")


async def test_a_button_pressed_twice_sends_once(enter: Enter, store: SqliteStore) -> None:
    editor = await enter("editor")
    form = fields(await write(editor), NEW)
    pages = await asyncio.gather(*(send(editor, NEW, form, "gui") for _ in range(4)))
    assert {page.texts("h1")[0] for page in pages} == {"Thông báo 1"}
    assert waiting(store) == [-1, 1, 2]
    assert store.letters.batch(2) is None
    assert [deed.what for deed in store.audit.deeds(9)].count("announce") == 1
    again = await send(editor, NEW, form, "gui")
    assert again.texts("p", "told") == [
        "Thông báo này đã được gửi rồi nên không gửi thêm lần nữa."
    ]
    assert waiting(store) == [-1, 1, 2]


async def test_a_stopped_one_does_not_go_out_by_the_way_back_of_the_browser(
    enter: Enter, store: SqliteStore
) -> None:
    editor = await enter("editor")
    form = fields(await write(editor), NEW)
    await send(editor, NEW, form, "gui")
    await send(editor, f"{LIST}/1/dung", [])
    await send(editor, NEW, form, "gui")
    assert waiting(store) == []


async def test_of_two_processes_that_send_the_same_form_one_takes_it_back(
    enter: Enter, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = await enter("editor", name="Lan")
    form = fields(await write(editor), NEW)
    looks = iter([False, True])
    honest = announcements._twins

    async def blind(*given: object) -> list[int]:
        """See nothing at the first look, as if the other one were a moment later."""
        if next(looks):
            return await honest(*given)  # type: ignore[arg-type]
        store.letters.send_out(NewBatch("notice:gio", READ, "Lan"), [])
        return []

    monkeypatch.setattr(announcements, "_twins", blind)
    page = await send(editor, NEW, form, "gui")
    assert page.texts("h1") == ["Thông báo 1"]
    assert waiting(store) == []


async def test_the_same_words_can_be_sent_again_with_a_new_form(
    enter: Enter, store: SqliteStore
) -> None:
    editor = await enter("editor")
    for number in (1, 2):
        page = await send(editor, NEW, fields(await write(editor), NEW), "gui")
        assert page.texts("h1") == [f"Thông báo {number}"]
    assert len(waiting(store)) == 6


@pytest.mark.parametrize(
    ("ward", "text", "said"),
    [
        ("", WORDS, "Chọn nơi nhận."),
        ("gio", " \r\n ", "Lời thông báo đang trống; hãy viết vài câu."),
        ("gio", "a" * 3501, "Lời thông báo dài 3501 chữ; viết gọn trong 3500 chữ."),
        ("gio", "xin\x00chào", "Lời thông báo có ký tự không hiện được; gõ lại chỗ ấy."),
        ("nang", WORDS, "Nơi này chưa có ai theo dõi và chưa có nhóm nào, nên chưa gửi được."),
    ],
)
@pytest.mark.parametrize("wish", ["xem", "gui", ""])
async def test_what_cannot_be_sent_is_told_beside_its_field(
    enter: Enter, store: SqliteStore, ward: str, text: str, said: str, wish: str
) -> None:
    editor = await enter("editor")
    form = changed(fields(await editor.see(NEW), NEW), noi=ward, loi=text)
    page = await send(editor, NEW, form, wish, status=422)
    assert said in page.texts("p", "fault")
    assert waiting(store) == []


async def test_back_to_writing_nothing_is_lost(enter: Enter) -> None:
    editor = await enter("editor")
    review = await write(editor)
    page = await send(editor, NEW, fields(review, NEW), "sua")
    assert dict(fields(page, NEW)) == {"moc": "0", "noi": "gio", "loi": WORDS}


async def test_at_night_it_says_that_it_waits_for_the_morning(
    enter: Enter, store: SqliteStore, console_desk: Desk
) -> None:
    night = MOMENT.replace(hour=23)
    console_desk.clock = lambda: night
    editor = await enter("editor")
    review = await write(editor)
    assert "23/11/2026 07:00 (không gửi ban đêm)" in review.texts("dd")
    page = await send(editor, NEW, fields(review, NEW), "gui")
    assert page.texts("p", "told") == ["Đã xếp hàng; gửi tới 3 nơi lúc 07:00 23/11/2026."]
    assert {letter.due for letter in store.letters.due(FOREVER, 9)} == {
        datetime(2026, 11, 23, 7, tzinfo=VIETNAM)
    }
