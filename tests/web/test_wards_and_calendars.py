"""Pages of wards and calendar files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote

import pytest
from aiohttp.test_utils import TestClient

from bot.assistant.engine import Engine
from bot.content.knowledge import Knowledge
from bot.content.loading import Files, load
from tests.web.conftest import Opener
from tests.web.reading import Page
from tests.web.visiting import asked, assert_safe, calendar, events, shown

SCHEDULE = "Lịch làm thẻ ở phường Gió Lùa"
NOWHERE = "Không có trang này. Bạn quay về trang đầu để hỏi nhé."


@pytest.fixture
async def client(opened: Opener, card_engine: Engine) -> TestClient:
    """Pages of the knowledge that looks things up."""
    return await opened(card_engine)


@pytest.fixture
def edited(card_files: Files, card_engine: Engine) -> Callable[..., Engine]:
    """An engine of the same files with texts replaced in one of them."""

    def made(file: str, *changes: tuple[str, str]) -> Engine:
        text = card_files[file].decode()
        for before, after in changes:
            assert before in text
            text = text.replace(before, after)
        files = {**card_files, file: text.encode()}
        return Engine(load(files), card_engine._tools.understanding)

    return made


class TestWards:
    async def test_the_first_page_leads_to_the_wards(self, client: TestClient) -> None:
        for suffix in ("", "?lang=en"):
            page = await shown(client, f"/{suffix}")
            assert page.all("a", href=f"/phuong{suffix}")

    async def test_every_ward_of_which_something_is_known_is_listed(
        self, client: TestClient
    ) -> None:
        page = await shown(client, "/phuong")
        assert page.texts("li") == ["phường Gió Lùa, tỉnh Mây", "xã Nắng Lên, tỉnh Mây"]
        for link in page.all("a"):
            async with client.get(link["href"]) as answer:
                assert answer.status == 200, link

    async def test_sample_data_is_marked_as_such(
        self, opened: Opener, card_files: Files, card_engine: Engine
    ) -> None:
        names = ("sessions/phuong-gio.yaml", "offices/phuong-gio.yaml")
        sample = {name: b"sample: true\n" + card_files[name] for name in names}
        knowledge = load({**card_files, **sample})
        client = await opened(Engine(knowledge, card_engine._tools.understanding))
        page = await shown(client, "/phuong")
        assert page.texts("li")[0] == "phường Gió Lùa, tỉnh Mây (dữ liệu mẫu)"
        ward = await shown(client, "/phuong/gio")
        warning = knowledge.say("du-lieu-mau", "vi")
        assert all(warning in section for section in ward.texts("section"))
        [event] = events(await calendar(client, "/lich/phien/gio-thu-bay:20261205.ics"))
        assert event["SUMMARY"].startswith("(dữ liệu mẫu)")
        assert warning in event["DESCRIPTION"]

    async def test_where_nothing_is_known_the_list_says_so(
        self, opened: Opener, card_files: Files, card_engine: Engine
    ) -> None:
        files = {
            name: content for name, content in card_files.items()
            if not name.startswith(("sessions/", "offices/", "notices/"))
        }  # fmt: skip
        knowledge = load(files)
        client = await opened(Engine(knowledge, card_engine._tools.understanding))
        page = await shown(client, "/phuong")
        assert page.texts("li") == []
        assert knowledge.say("trang-lich-chua-co", "vi") in page.texts("p")

    async def test_a_ward_shows_its_sessions_its_office_and_its_calendar(
        self, client: TestClient
    ) -> None:
        page = await shown(client, "/phuong/gio")
        assert page.texts("h1") == ["phường Gió Lùa, tỉnh Mây"]
        assert page.texts("h2") == [
            "Lịch làm căn cước sắp tới ở phường Gió Lùa:", "Nơi nhận hồ sơ ở phường Gió Lùa:",
        ]  # fmt: skip
        sessions, office = page.texts("section")
        assert "Sân đình Gió Lùa, 3 ngõ Diều Giấy" in sessions
        assert "Công an phường Gió Lùa, 5 ngõ Diều Giấy" in office
        assert page.all("a", href="/lich/gio.ics")
        maps = [link for link in page.all("a") if link["href"].startswith("https://")]
        assert maps
        assert {link["rel"] for link in maps} == {"noopener noreferrer"}
        assert all(link["href"].startswith("https://www.google.com/maps/") for link in maps)

    async def test_a_ward_is_shown_in_english(self, client: TestClient) -> None:
        page = await shown(client, "/phuong/gio?lang=en")
        assert page.all("html") == [{"lang": "en"}]
        assert page.texts("h2")[0].startswith("Coming sessions for identity card service")
        assert page.all("a", href="/lich/gio.ics?lang=en")
        assert page.all("a", href="/?lang=en")

    @pytest.mark.parametrize(
        "code", ["khong-co", "dao", "song-may", "GIO", "gio.ics", "%3Cscript%3E", "..%2fstatic"]
    )
    async def test_a_ward_of_which_nothing_is_known_is_not_there(
        self, client: TestClient, code: str
    ) -> None:
        for path in (f"/phuong/{code}", f"/lich/{code}.ics"):
            async with client.get(path) as answer:
                assert (answer.status, await answer.text()) == (404, NOWHERE)
                assert_safe(answer.headers)

    async def test_what_staff_write_is_only_ever_text(
        self, opened: Opener, edited: Callable[..., Engine]
    ) -> None:
        attack = "<script>alert(1)</script> & <b>đậm</b>"
        engine = edited(
            "sessions/phuong-gio.yaml",
            ("name: Sân đình Gió Lùa", f'name: "{attack}"'),
            ("bring: [Giấy khai sinh]", f'bring: ["{attack}"]'),
            ("reason: hội làng", f'reason: "{attack}"'),
        )
        client = await opened(engine)
        for page in (
            await shown(client, "/phuong/gio"),
            await asked(client, ("q", SCHEDULE)),
            await asked(client, ("q", "29/12 ở phường Gió Lùa có lịch làm thẻ không")),
        ):
            assert all("src" in script for script in page.all("script"))
            assert page.all("b") == []
            assert attack in " ".join(page.texts("p") + page.texts("a"))
        told = events(await calendar(client, "/lich/gio.ics"))
        assert any(attack in str(event["SUMMARY"]) for event in told)

    async def test_the_pages_keep_to_their_own_policy(self, client: TestClient) -> None:
        for path in ("/phuong", "/phuong/gio", "/phuong/nang"):
            async with client.get(path) as answer:
                assert_safe(answer.headers)
                page = Page(await answer.text())
            assert page.all("style") == page.all("script") == []
            assert not [a for _, a, _ in page.elements if "style" in a or "onclick" in a]


class TestCalendars:
    async def test_the_sessions_of_a_ward_can_be_subscribed_to(self, client: TestClient) -> None:
        found = await calendar(client, "/lich/gio.ics")
        assert found["X-WR-CALNAME"] == "Lịch làm căn cước phường Gió Lùa, tỉnh Mây"
        told = events(found)
        names = [str(event["UID"]) for event in told]
        assert "gio-thu-bay-20261205@tro-ly-can-cuoc" in names
        assert len(set(names)) == len(names) > 10
        assert {str(event["STATUS"]) for event in told} == {"CONFIRMED", "CANCELLED"}

    async def test_a_ward_in_which_others_hold_a_session_has_a_calendar_too(
        self, client: TestClient
    ) -> None:
        sessions = {str(event["UID"]).split("-2026")[0] for event in
                    events(await calendar(client, "/lich/nang.ics"))}  # fmt: skip
        assert sessions == {"gio-cho-nang"}

    async def test_one_session_is_a_file_of_its_own(self, client: TestClient) -> None:
        path = "/lich/phien/gio-thu-bay:20261205.ics"
        [event] = events(await calendar(client, path))
        assert event["SUMMARY"] == "Làm căn cước: Sân đình Gió Lùa"
        assert event.decoded("DTSTART") == datetime(2026, 12, 5, 0, 30, tzinfo=UTC)
        [english] = events(await calendar(client, f"{path}?lang=en"))
        assert english["SUMMARY"] == "Identity card session: Sân đình Gió Lùa"
        assert english["UID"] == event["UID"]

    @pytest.mark.parametrize(
        "key",
        ["khong-co:20261205", "gio-thu-bay:20261206x", "gio-thu-bay:20261203", "gio-thu-bay",
         "gio-thu-bay:", ":20261205", "gio-thu-bay:99999999", "gio-thu-bay:2026120５",
         "mau-buoi-toi:20261201", "gio-thu-bay:20261205:khac", "%00", "..", "<b>"],
    )  # fmt: skip
    async def test_a_key_of_no_session_is_not_there(self, client: TestClient, key: str) -> None:
        async with client.get(f"/lich/phien/{quote(key, safe='%')}.ics") as answer:
            assert (answer.status, await answer.text()) == (404, NOWHERE)

    @pytest.mark.parametrize("kind", ["last", "compulsory"])
    async def test_a_day_to_remember_rings_and_names_nobody(
        self, client: TestClient, small_knowledge: Knowledge, kind: str
    ) -> None:
        [event] = events(await calendar(client, f"/lich/nhac/{kind}/2027-02-14.ics"))
        assert event.decoded("DTSTART") == date(2027, 2, 14)
        message = {"last": "nhac-doi-the", "compulsory": "nhac-lam-the"}[kind]
        assert event["SUMMARY"] == small_knowledge.say(message, "vi", ngay="14/02/2027")
        rings = [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")]
        assert timedelta(hours=8) in rings
        assert len(rings) == 2

    @pytest.mark.parametrize(
        "path",
        ["last/2027-02-30", "last/14-02-2027", "last/mai", "last/", "last/2027-2-14",
         "last/9999-12-31", "last/0000-01-01", "early/2027-02-14", "soon/2027-02-14",
         "xyz/2027-02-14", "LAST/2027-02-14"],
    )  # fmt: skip
    async def test_no_such_day_or_kind_is_not_there(self, client: TestClient, path: str) -> None:
        async with client.get(f"/lich/nhac/{path}.ics") as answer:
            assert (answer.status, await answer.text()) == (404, NOWHERE)
            assert_safe(answer.headers)
