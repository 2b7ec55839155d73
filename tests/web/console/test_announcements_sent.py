"""Announcements once they are sent: progress, stopping, the list, and who may do what."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.assistant.sessions.guide import LocalGuide
from bot.desk import Desk
from bot.outreach.composing import Composer
from bot.store.kept import NewBatch
from bot.store.sqlite import SqliteStore
from bot.web.console.outgoing import announcements
from tests.conftest import MOMENT
from tests.web.console.announcing import FOREVER, LIST, NEW, READ, WORDS, offered, waiting, write
from tests.web.console.conftest import Enter
from tests.web.console.filling import changed, fields, send

pytestmark = pytest.mark.usefixtures("followed")


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
