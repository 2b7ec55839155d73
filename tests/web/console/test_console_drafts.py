from __future__ import annotations

import pytest
from aiohttp import web

from bot.config import Config
from bot.content.editing import Edit, base_of
from bot.content.loading import Files, load, read_folder
from bot.desk import Desk
from bot.store.kept import Draft
from bot.store.sqlite import SqliteStore
from bot.web.console import frame
from bot.web.console.publishing import saving
from tests.conftest import MOMENT
from tests.web.console.conftest import Enter

FAQ, SESSIONS = "faq/do-choi.yaml", "sessions/phuong-gio.yaml"
WANT_APPROVAL = {"console": {"approval": True}}


def changed(files: Files, name: str, old: str, new: str) -> Edit:
    assert old.encode() in files[name]
    data = files[name].replace(old.encode(), new.encode())
    return Edit(f"Sửa {name}", {name: data}, base_of(files, name))


def drafted(store: SqliteStore, edit: Edit, author: str = "Lan") -> int:
    files = {name: data.decode() if data else None for name, data in edit.files.items()}
    return store.drafts.keep(Draft(author, edit.title, files, dict(edit.base), MOMENT))


@pytest.fixture
def answer(small_files: Files) -> Edit:
    """An edit of an answer, which is for everybody."""
    return changed(small_files, FAQ, "Diều bán ở cửa hàng", "Diều bán ở chợ")


@pytest.fixture
def session(small_files: Files) -> Edit:
    """An edit of what is held in one ward."""
    return changed(small_files, SESSIONS, "reason: ", "reason: Vì ")


@pytest.fixture
def ward(small_files: Files) -> str:
    """Code of the ward of which sessions are known."""
    return load(small_files).local.sessions[0].area.code


async def test_drafts_are_listed_and_shown_with_their_lines(
    enter: Enter, store: SqliteStore, console_desk: Desk, answer: Edit
) -> None:
    drafted(store, answer)
    editor = await enter("editor")
    assert f"1. Sửa {FAQ}" in (await editor.see("/console/ban-nhap")).texts("a")
    page = await editor.see("/console/ban-nhap/1")
    assert any("Diều bán ở chợ" in text for text in page.texts("ins"))
    assert any("Diều bán ở cửa hàng" in text for text in page.texts("del"))
    later = await editor.see("/console/ban-nhap/1/thay-doi")
    assert "chợ" in later.texts("ins")
    assert "cửa hàng" in later.texts("del")
    await editor.see("/console/ban-nhap/2", status=404)
    await (await enter("viewer")).see("/console/ban-nhap", status=403)


async def test_an_approved_draft_is_in_force_in_its_authors_name(
    enter: Enter, store: SqliteStore, console_desk: Desk, config: Config, answer: Edit
) -> None:
    drafted(store, answer)
    approver = await enter("approver", name="Minh")
    await approver.see("/console/ban-nhap/1")
    page = await approver.post("/console/ban-nhap/1/duyet")
    assert page.texts("p", "told") == ["Đã duyệt và phát hành bản 2."]
    assert read_folder(config.knowledge)[FAQ] == answer.files[FAQ]
    assert "Diều bán ở chợ" in console_desk.engine.knowledge.entries["mua-dieu"].answer.lead  # type: ignore[union-attr]
    assert store.releases.list(1)[0].author == "Lan"
    assert store.drafts.list() == []
    [deed] = store.audit.deeds(1)
    assert (deed.who, deed.what) == ("Minh", "approve")
    assert "Lan" in deed.about
    await approver.post("/console/ban-nhap/1/duyet", status=404)


async def test_a_draft_that_was_overtaken_is_never_forced_in(
    enter: Enter, store: SqliteStore, console_desk: Desk, config: Config, answer: Edit,
    small_files: Files,
) -> None:  # fmt: skip
    drafted(store, answer)
    other = small_files[FAQ].replace(b"20.000", b"25.000") + "# của người khác\n".encode()
    (config.knowledge / FAQ).write_bytes(other)
    approver = await enter("approver")
    page = await approver.see("/console/ban-nhap/1")
    assert FAQ in page.texts("p", "warn")[0]
    assert "Duyệt và phát hành" not in page.texts("button")
    page = await approver.post("/console/ban-nhap/1/duyet", status=409)
    assert FAQ in page.texts("p", "fault")[0]
    assert read_folder(config.knowledge)[FAQ] == other
    assert len(store.drafts.list()) == 1


async def test_a_draft_with_faults_changes_nothing_and_names_the_fault(
    enter: Enter, store: SqliteStore, console_desk: Desk, config: Config, small_files: Files
) -> None:
    drafted(store, changed(small_files, FAQ, "{gia-dieu}", "{gia-khong-co}"))
    approver = await enter("approver")
    await approver.see("/console/ban-nhap/1")
    for page in (
        await approver.see("/console/ban-nhap/1/thay-doi", status=409),
        await approver.post("/console/ban-nhap/1/duyet", status=409),
    ):
        assert page.texts("p", "fault")[0].startswith(f"Kiến thức có lỗi: {FAQ}:")
    assert read_folder(config.knowledge) == small_files
    assert store.releases.list(1)[0].number == 1


async def test_a_draft_is_dropped_with_a_reason(
    enter: Enter, store: SqliteStore, answer: Edit
) -> None:
    drafted(store, answer)
    approver = await enter("approver")
    await approver.see("/console/ban-nhap/1")
    page = await approver.post("/console/ban-nhap/1/bo", {"reason": " trùng "})
    assert page.texts("p", "told") == ["Đã bỏ bản nháp 1."]
    assert store.drafts.list() == []
    assert store.audit.deeds(1)[0].about.endswith("lý do: trùng")


@pytest.mark.parametrize("settings", [WANT_APPROVAL])
async def test_where_approval_is_demanded_an_editor_decides_on_nothing(
    enter: Enter, store: SqliteStore, config: Config, answer: Edit, small_files: Files
) -> None:
    drafted(store, answer)
    editor = await enter("editor", name="Mai")
    page = await editor.see("/console/ban-nhap/1")
    assert "Duyệt và phát hành" not in page.texts("button")
    await editor.post("/console/ban-nhap/1/duyet", status=403)
    await editor.post("/console/ban-nhap/1/bo", status=403)
    assert read_folder(config.knowledge) == small_files
    author = await enter("editor", name="Lan")
    await author.see("/console/ban-nhap/1")
    await author.post("/console/ban-nhap/1/duyet", status=403)
    await author.post("/console/ban-nhap/1/bo")
    assert store.drafts.list() == []


@pytest.mark.parametrize("role", ["editor", "approver"])
async def test_whoever_is_for_one_ward_decides_on_its_drafts_alone(
    enter: Enter, store: SqliteStore, console_desk: Desk, answer: Edit, session: Edit,
    ward: str, role: str,
) -> None:  # fmt: skip
    drafted(store, answer)
    drafted(store, session)
    stranger, local = await enter(role, "1", name="A"), await enter(role, ward, name="B")
    for visitor, number in ((stranger, 1), (stranger, 2), (local, 1)):
        await visitor.see(f"/console/ban-nhap/{number}")
        await visitor.post(f"/console/ban-nhap/{number}/duyet", status=403)
        await visitor.post(f"/console/ban-nhap/{number}/bo", status=403)
    assert len(store.drafts.list()) == 2
    await local.post("/console/ban-nhap/2/duyet")
    assert [draft.number for draft in store.drafts.list()] == [1]


@pytest.fixture
def saver(app: web.Application, config: Config) -> dict[str, Edit]:
    """A page that saves the edit `edit`, or keeps it as a draft."""
    wanted: dict[str, Edit] = {}

    @frame.needs("editor")
    async def save(request: web.Request) -> web.StreamResponse:
        draft = request.query.get("draft") == "1"
        told = await saving.save(request, wanted["edit"], about="mua-dieu", draft=draft)
        return frame.redirect(request, "/console", told=told)

    app.router.add_post("/console/thu", save)
    return wanted


async def test_an_edit_that_is_saved_is_in_force_at_once(
    saver: dict[str, Edit], enter: Enter, store: SqliteStore, console_desk: Desk, answer: Edit
) -> None:
    saver["edit"] = answer
    editor = await enter("editor", name="Lan")
    await editor.see("/console")
    page = await editor.post("/console/thu")
    assert page.texts("p", "told") == ["Đã lưu và phát hành bản 2."]
    assert "Diều bán ở chợ" in console_desk.engine.knowledge.entries["mua-dieu"].answer.lead  # type: ignore[union-attr]
    assert store.releases.list(1)[0].author == "Lan"
    [deed] = store.audit.deeds(1)
    assert (deed.what, deed.about) == ("edit", "mua-dieu")


@pytest.mark.parametrize(
    ("settings", "role", "path"),
    [(WANT_APPROVAL, "editor", "/console/thu"), ({}, "editor", "/console/thu?draft=1"),
     (WANT_APPROVAL, "approver", "/console/thu?draft=1")],
)  # fmt: skip
async def test_an_edit_is_kept_as_a_draft_where_that_is_wished_or_demanded(
    saver: dict[str, Edit], enter: Enter, store: SqliteStore, config: Config, answer: Edit,
    small_files: Files, role: str, path: str,
) -> None:  # fmt: skip
    saver["edit"] = answer
    editor = await enter(role, name="Lan")
    await editor.see("/console")
    page = await editor.post(path)
    assert page.texts("p", "told") == ["Đã lưu bản nháp 1; bản đang dùng chưa đổi."]
    [draft] = store.drafts.list()
    assert (draft.author, draft.files[FAQ]) == ("Lan", (answer.files[FAQ] or b"").decode())
    assert read_folder(config.knowledge) == small_files


@pytest.mark.parametrize("settings", [WANT_APPROVAL])
async def test_where_approval_is_demanded_an_approver_saves_at_once(
    saver: dict[str, Edit], enter: Enter, store: SqliteStore, console_desk: Desk, answer: Edit
) -> None:
    saver["edit"] = answer
    approver = await enter("approver")
    await approver.see("/console")
    await approver.post("/console/thu")
    assert store.releases.list(1)[0].number == 2


async def test_wards_limit_what_is_saved_and_what_is_drafted(
    saver: dict[str, Edit], enter: Enter, store: SqliteStore, console_desk: Desk, config: Config,
    answer: Edit, session: Edit, small_files: Files, ward: str,
) -> None:  # fmt: skip
    stranger, local = await enter("editor", "1", name="A"), await enter("editor", ward, name="B")
    await stranger.see("/console")
    await local.see("/console")
    gone = Edit("Xóa", {SESSIONS: None}, base_of(small_files, SESSIONS))
    moved = changed(small_files, SESSIONS, "area: ", "area: phường Đoàn Kết, tỉnh Lai Châu #")
    both = Edit("Cả hai", {**answer.files, **session.files}, {**answer.base, **session.base})
    attempts = [(stranger, edit) for edit in (answer, session, gone, moved, both)]
    attempts += [(local, edit) for edit in (answer, moved, both)]
    for visitor, edit in attempts:
        saver["edit"] = edit
        for path in ("/console/thu", "/console/thu?draft=1"):
            page = await visitor.post(path, status=403)
            assert page.texts("p", "fault") == ["Việc này ngoài địa bàn được giao cho bạn."]
    assert read_folder(config.knowledge) == small_files
    assert store.drafts.list() == []
    saver["edit"] = session
    await local.post("/console/thu")
    assert read_folder(config.knowledge)[SESSIONS] == session.files[SESSIONS]


async def test_a_fault_or_a_conflict_stops_an_edit_with_a_page_that_says_so(
    saver: dict[str, Edit], enter: Enter, store: SqliteStore, console_desk: Desk, config: Config,
    answer: Edit, small_files: Files,
) -> None:  # fmt: skip
    editor = await enter("editor")
    await editor.see("/console")
    stale = Edit("Cũ", answer.files, {FAQ: "0" * 64})
    for edit, told in (
        (changed(small_files, FAQ, "{gia-dieu}", "{gia-khong-co}"), "Kiến thức có lỗi"),
        (stale, f"{FAQ} vừa được người khác sửa"),
    ):
        saver["edit"] = edit
        page = await editor.post("/console/thu", status=409)
        assert page.texts("p", "fault")[0].startswith(told)
        part = await editor.post("/console/thu", status=409, **{"HX-Request": "true"})
        assert part.all("html") == []
        assert part.texts("p", "fault")[0].startswith(told)
    assert read_folder(config.knowledge) == small_files
    assert [deed.what for deed in store.audit.deeds(9)] == ["sign-in"]
