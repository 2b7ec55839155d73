from __future__ import annotations

import pytest

from bot.config import Config
from bot.content.loading import Files, load, read_folder
from bot.desk import Desk
from bot.store.sqlite import SqliteStore
from tests.web.console.conftest import Enter

FAQ = "faq/do-choi.yaml"


def text(config: Config) -> str:
    return (config.knowledge / FAQ).read_text("utf-8")


def write(config: Config, content: str) -> None:
    (config.knowledge / FAQ).write_text(content, "utf-8")


@pytest.fixture
def edited(small_files: Files) -> dict[str, bytes]:
    return {**small_files, FAQ: small_files[FAQ].replace("cửa hàng".encode(), "chợ".encode())}


@pytest.fixture
def second(store: SqliteStore, console_desk: Desk, config: Config, edited: Files) -> None:
    """An edit that is in force and in the folder, as release 2."""
    (config.knowledge / FAQ).write_bytes(edited[FAQ])
    store.releases.publish(load(edited).digest, dict(edited), "Mai")


async def test_the_releases_are_listed_newest_first(enter: Enter, second: None) -> None:
    page = await (await enter("viewer")).see("/console/phat-hanh")
    assert page.texts("a")[-2:] == ["Bản 2", "Bản 1"]
    assert page.texts("span", "good") == ["đang dùng"]
    assert "Mai" in page.texts("td")


async def test_what_a_release_changed_is_told_in_the_words_of_citizens(
    enter: Enter, second: None, console_desk: Desk
) -> None:
    await console_desk.ask("Con diều bao nhiêu tiền", "web")
    viewer = await enter("viewer")
    page = await viewer.see("/console/phat-hanh/2")
    [loaded] = [found for found in page.all("div") if "hx-get" in found]
    assert loaded["hx-trigger"] == "load"
    whole, part = [
        await viewer.see(loaded["hx-get"], **headers) for headers in ({}, {"HX-Request": "true"})
    ]
    assert whole.texts("h1") == ["Bản 2 thay đổi những gì"]
    assert part.all("html") == []
    for shown in (whole, part):
        assert "Diều bán ở cửa hàngchợ đầu làng" in " ".join(shown.texts("dd"))
        assert "cửa hàng" in shown.texts("del")
        assert "chợ" in shown.texts("ins")
        assert f"Tệp {FAQ}" in shown.texts("summary")
        assert "Đã hỏi thử 1 câu" in " ".join(shown.texts("p", "soft"))


async def test_before_the_first_release_there_is_nothing_to_compare(
    enter: Enter, console_desk: Desk
) -> None:
    page = await (await enter("viewer")).see("/console/phat-hanh/1/thay-doi")
    assert page.texts("p", "soft") == ["Không có bản trước để so."]


async def test_one_click_goes_back_in_the_folder_and_at_once_in_the_answers(
    enter: Enter, second: None, config: Config, console_desk: Desk, small_files: Files,
    store: SqliteStore,
) -> None:  # fmt: skip
    approver = await enter("approver", name="Minh")
    page = await approver.see("/console/phat-hanh/1")
    [form] = [found for found in page.all("form") if found["action"].endswith("/tro-lai")]
    page = await approver.post(form["action"])
    assert page.texts("p", "told") == [
        "Bản 3 đang dùng, giống bản 1. Thư mục kiến thức cũng đã trở lại bản ấy (1 tệp)."
    ]
    assert read_folder(config.knowledge) == small_files
    assert console_desk.engine.knowledge.digest == load(small_files).digest
    assert [(r.number, r.author) for r in store.releases.list(1)] == [(3, "Minh")]
    [deed] = store.audit.deeds(1)
    assert (deed.who, deed.what, deed.about) == ("Minh", "rollback", "bản 1, thành bản 3")


async def test_an_edit_that_was_not_published_is_never_lost(
    enter: Enter, second: None, config: Config, store: SqliteStore
) -> None:
    write(config, text(config).replace("chợ đầu làng", "bến đầu làng"))
    approver = await enter("approver")
    await approver.see("/console/phat-hanh/1")
    page = await approver.post("/console/phat-hanh/1/tro-lai", status=409)
    assert "chưa phát hành" in page.texts("p", "fault")[0]
    assert "bến đầu làng" in text(config)
    assert store.releases.list(1)[0].number == 2


async def test_a_faulty_folder_is_left_as_it_is(
    enter: Enter, second: None, config: Config, small_files: Files, console_desk: Desk
) -> None:
    write(config, "topics: [")
    approver = await enter("approver")
    await approver.see("/console/phat-hanh/1")
    page = await approver.post("/console/phat-hanh/1/tro-lai")
    assert "giữ nguyên" in page.texts("p", "told")[0]
    assert text(config) == "topics: ["
    assert console_desk.engine.knowledge.digest == load(small_files).digest


@pytest.mark.parametrize(("role", "areas"), [("viewer", ()), ("editor", ()), ("approver", ("1",))])
async def test_only_who_decides_for_all_wards_goes_back(
    enter: Enter, second: None, store: SqliteStore, role: str, areas: tuple[str, ...]
) -> None:
    visitor = await enter(role, *areas)
    page = await visitor.see("/console/phat-hanh/1")
    assert "Trở lại bản này" not in page.texts("summary")
    await visitor.post("/console/phat-hanh/1/tro-lai", status=403)
    assert store.releases.list(1)[0].number == 2


async def test_the_release_in_force_has_no_way_back_to_itself(enter: Enter, second: None) -> None:
    page = await (await enter("admin")).see("/console/phat-hanh/2")
    assert "Trở lại bản này" not in page.texts("summary")


async def test_a_release_that_never_was_is_not_found(enter: Enter, second: None) -> None:
    admin = await enter("admin")
    for number in ("0", "3", "999999999999999"):
        await admin.see(f"/console/phat-hanh/{number}", status=404)
        await admin.see(f"/console/phat-hanh/{number}/thay-doi", status=404)
        await admin.post(f"/console/phat-hanh/{number}/tro-lai", status=409)
    await admin.see("/console/phat-hanh/x", status=404)
