"""Announcements from the console: seen before, sent once, followed, stopped."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.assistant.question import VIETNAM
from bot.assistant.sessions.guide import LocalGuide
from bot.desk import Desk
from bot.outreach.composing import Composer
from bot.store.kept import Group, NewBatch
from bot.store.sqlite import SqliteStore
from bot.web.console.outgoing import announcements
from tests.web.conftest import MOMENT
from tests.web.console.conftest import Enter
from tests.web.console.filling import changed, fields, send
from tests.web.console.visitor import Visitor
from tests.web.reading import Page

LIST = "/console/gui-thong-bao"
NEW = f"{LIST}/moi"
WORDS = "Sáng thứ Bảy có thả diều.\r\nNhớ mang dây."
READ = "📣 Thông báo cho phường Gió Lùa:\n\nSáng thứ Bảy có thả diều.\nNhớ mang dây."
FOREVER = datetime(2999, 1, 1, tzinfo=VIETNAM)


@pytest.fixture(autouse=True)
def followed(store: SqliteStore) -> None:
    """The ward has two followers and a group; another ward shares one of the followers."""
    for chat, area in ((1, "gio"), (2, "gio"), (2, "dao"), (3, "dao")):
        store.chats.follow(chat, area)
    store.chats.keep_group(Group(-1, "gio", 12))


def waiting(store: SqliteStore) -> list[int]:
    return sorted(letter.chat for letter in store.letters.due(FOREVER, 99))


def offered(page: Page) -> list[str]:
    return [text for text in page.texts("option") if text != "chọn nơi nhận"]


async def write(visitor: Visitor, ward: str = "gio", text: str = WORDS) -> Page:
    """Write an announcement; return the page on which it is looked at once more."""
    form = fields(await visitor.see(NEW), NEW)
    page = await send(visitor, NEW, changed(form, noi=ward, loi=text), "xem")
    assert page.texts("h1") == ["Xem lại thông báo"]
    return page


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


async def test_progress_is_followed_with_and_without_script(
    enter: Enter, store: SqliteStore
) -> None:
    editor = await enter("editor")
    await send(editor, NEW, fields(await write(editor), NEW), "gui")
    first, second, third = store.letters.due(FOREVER, 9)
    store.letters.settle(first.number, "sent")
    store.letters.settle(second.number, "blocked")
    part = await editor.see(f"{LIST}/1/tien-do", **{"HX-Request": "true"})
    assert part.all("html") == []
    [section] = part.all("section")
    assert section["hx-get"] == f"{LIST}/1/tien-do"
    [bar] = part.all("progress")
    assert (bar["max"], bar["value"]) == ("3", "2")
    said = "đang gửi Đã gửi 1 trong 3 nơi; 1 nơi không nhận tin nữa; 1 nơi chưa gửi."
    assert said in part.texts("p")
    assert said in (await editor.see(f"{LIST}/1/tien-do")).texts("p")
    store.letters.settle(third.number, "sent")
    done = await editor.see(f"{LIST}/1")
    assert "hx-get" not in done.all("section", id="tien-do")[0]
    assert "Dừng gửi" not in done.texts("button")
    assert "xong 2/3" in (await editor.see(LIST)).texts("td")


async def test_what_is_not_sent_yet_can_be_stopped(
    enter: Enter, store: SqliteStore, console_desk: Desk
) -> None:
    editor = await enter("editor", "gio", name="Lan")
    await send(editor, NEW, fields(await write(editor), NEW), "gui")
    first, held, *_ = store.letters.due(FOREVER, 9)
    store.letters.settle(first.number, "sent")
    page = await send(editor, f"{LIST}/1/dung", [])
    told = "Đã dừng. 2 nơi chưa nhận sẽ không nhận thông báo này nữa."
    assert page.texts("p", "told") == [told]
    assert waiting(store) == []
    assert "đã dừng Đã gửi 1 trong 3 nơi; 2 nơi không gửi." in page.texts("p")
    assert store.audit.deeds(1)[0].about == "thông báo 1, còn 2 nơi"
    guide = LocalGuide(console_desk.engine.knowledge)
    assert Composer(store).compose(held, guide, MOMENT) is None  # taken up before the stop
    page = await send(editor, f"{LIST}/1/dung", [])
    assert page.texts("p", "told") == ["Thông báo đã gửi xong từ trước, không còn gì để dừng."]
    assert "đã dừng 1/3" in (await editor.see(LIST)).texts("td")


async def test_wards_and_roles_limit_who_may_send_and_stop(
    enter: Enter, store: SqliteStore
) -> None:
    viewer, other = await enter("viewer"), await enter("editor", "dao", name="Minh")
    editor, own = await enter("editor", name="Mai"), await enter("editor", "gio", name="Lan")
    assert offered(await own.see(NEW)) == ["phường Gió Lùa, tỉnh Mây (2 người theo dõi, 1 nhóm)"]
    assert "Tất cả xã, phường" not in str(offered(await editor.see(NEW)))
    form = [("moc", "0"), ("noi", "gio"), ("loi", WORDS)]
    await viewer.see(NEW, status=403)
    await viewer.see(LIST)
    for visitor in (viewer, other):
        await visitor.see(LIST)
        for wish in ("xem", "gui"):
            await send(visitor, NEW, form, wish, status=403)
        await send(visitor, f"{NEW}/xem-truoc", form, status=403)
    for visitor in (own, editor, await enter("approver", "gio", name="Thu")):
        await visitor.see(NEW)
        to_all = changed(form, noi="tat-ca")
        await send(visitor, NEW, to_all, "gui", status=403)
    store.letters.send_out(NewBatch("notice:", "Hội diều.", "Thu"), [])
    for visitor in (viewer, own, editor):
        await visitor.see(LIST)
        await visitor.see(f"{LIST}/1")
        await send(visitor, f"{LIST}/1/dung", [], status=403)
    await send(own, NEW, changed(form, noi="khong-co"), "gui", status=400)
    assert waiting(store) == []


@pytest.mark.parametrize("settings", [{"console": {"approval": True}}])
async def test_where_edits_wait_for_approval_only_approvers_send(
    enter: Enter, store: SqliteStore
) -> None:
    editor, approver = await enter("editor"), await enter("approver", "gio")
    page = await editor.see(NEW)
    assert page.all("textarea") == []
    assert page.texts("p", "warn")[0].startswith("Bạn chưa gửi được thông báo nào")
    form = [("moc", "0"), ("noi", "gio"), ("loi", WORDS)]
    await send(editor, NEW, form, "gui", status=403)
    await send(approver, NEW, fields(await write(approver), NEW), "gui")
    assert waiting(store) == [-1, 1, 2]


@pytest.mark.parametrize("mark", ["", "x", "-1", "9" * 30, "999"])
async def test_a_mangled_mark_of_the_form_harms_nothing(
    enter: Enter, store: SqliteStore, mark: str
) -> None:
    editor = await enter("editor")
    await editor.see(NEW)
    form = [("moc", mark), ("noi", "gio"), ("loi", WORDS)]
    page = await send(editor, NEW, form, "gui")
    assert page.texts("h1") == ["Thông báo 1"]
    assert waiting(store) == [-1, 1, 2]


async def test_the_list_shows_what_staff_and_the_assistant_sent(
    enter: Enter, store: SqliteStore
) -> None:
    viewer = await enter("viewer")
    empty = await viewer.see(LIST)
    assert "Chưa có thông báo nào trong 90 ngày qua." in empty.texts("p")
    store.letters.send_out(NewBatch("notice:gio", f"{READ} <b>x</b>", "Lan"), [])
    store.letters.send_out(NewBatch("news:dao", "Lịch mới\n\nThứ Ba nghỉ.", "trợ lý"), [])
    page = await viewer.see(LIST)
    assert [text.split(" có ")[0] for text in page.texts("th")[5:]] == [
        "Thứ Ba nghỉ.", "Sáng thứ Bảy",
    ]  # fmt: skip
    assert page.all("b") == []
    assert "trợ lý (lịch thay đổi)" in (await viewer.see(f"{LIST}/2")).texts("dd")
    for missing in (3, 10**14):
        await viewer.see(f"{LIST}/{missing}", status=404)


@pytest.fixture
def sent(store: SqliteStore) -> int:
    return store.letters.send_out(NewBatch("notice:gio", READ, "Lan"), [])


async def test_one_for_nobody_any_more_is_done(enter: Enter, sent: int) -> None:
    page = await (await enter("editor")).see(f"{LIST}/{sent}")
    assert "xong Đã gửi 0 trong 0 nơi." in page.texts("p")


async def test_old_ones_leave_the_list(
    enter: Enter, sent: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announcements, "_SHOWN", timedelta(days=-1))
    page = await (await enter("editor")).see(LIST)
    assert "Chưa có thông báo nào" in " ".join(page.texts("p"))
