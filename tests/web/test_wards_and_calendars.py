"""Pages of wards, calendar files, and answers that offer what to say next."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote

import pytest
from aiohttp.test_utils import TestClient, TestServer
from icalendar import Calendar, Event

from bot.assistant.engine import Engine
from bot.content.knowledge import Knowledge
from bot.content.loading import Files, load
from bot.desk import Desk
from bot.store.sqlite import SqliteStore
from bot.web.keys import Pulse
from bot.web.server import make_app
from tests.web.conftest import MOMENT
from tests.web.reading import Page
from tests.web.test_web_pages import asked, assert_safe, shown

MINE = "Tôi sinh 12/5/2001 thì bao giờ đổi thẻ"
SCHEDULE, OFFICE = "Lịch làm thẻ ở phường Gió Lùa", "Làm thẻ ở đâu"
NOWHERE = "Không có trang này. Bạn quay về trang đầu để hỏi nhé."
Opener = Callable[[Engine], Awaitable[TestClient]]


@pytest.fixture
async def opened(store: SqliteStore) -> AsyncIterator[Opener]:
    async with AsyncExitStack() as stack:

        async def browse(engine: Engine) -> TestClient:
            app = make_app(Desk(engine, store, lambda: MOMENT), Pulse())
            return await stack.enter_async_context(TestClient(TestServer(app)))

        yield browse


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


async def calendar(client: TestClient, path: str) -> Calendar:
    async with client.get(path) as answer:
        assert answer.status == 200, path
        assert (answer.content_type, answer.charset) == ("text/calendar", "utf-8")
        assert_safe(answer.headers)
        return Calendar.from_ical(await answer.read())


def events(found: Calendar) -> list[Event]:
    return list(found.walk("VEVENT"))


def forms(page: Page, kind: str) -> list[list[tuple[str, str]]]:
    """Return what each press of a button in forms of a class would send."""
    sent: list[list[tuple[str, str]]] = []
    inside, fields = False, []
    for tag, attributes, _ in page.elements:
        if tag == "form":
            inside, fields = kind in attributes.get("class", "").split(), []
        elif inside and tag == "input":
            fields.append((attributes["name"], attributes["value"]))
        elif inside and tag == "button":
            sent.append([*fields, (attributes["name"], attributes["value"])])
    return sent


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


class TestAnswers:
    async def test_an_answer_leads_to_the_calendar_file_of_each_session(
        self, client: TestClient
    ) -> None:
        page = await asked(client, ("q", SCHEDULE))
        links = page.all("a", **{"class": "event"})
        assert 1 <= len(links) <= 3
        assert page.texts("a", "event")[0] == "📅 01/12/2026, Sân đình Gió Lùa"
        for link in links:
            [event] = events(await calendar(client, link["href"]))
            assert event["STATUS"] == "CONFIRMED"

    async def test_a_calculation_leads_to_the_day_to_remember(self, client: TestClient) -> None:
        page = await asked(client, ("q", "Con tôi sinh 20/12/2012 khi nào đổi thẻ nuôi"))
        [link] = page.all("a", **{"class": "event"})
        assert link["href"] == "/lich/nhac/compulsory/2026-12-20.ics"
        [event] = events(await calendar(client, link["href"]))
        assert event.decoded("DTSTART") == date(2026, 12, 20)

    async def test_an_english_answer_leads_to_english_files(self, client: TestClient) -> None:
        text = "When are the card sessions in phường Gió Lùa"
        page = await asked(client, ("q", text), path="/?lang=en")
        links = page.all("a", **{"class": "event"})
        assert links
        assert all(link["href"].endswith(".ics?lang=en") for link in links)

    async def test_what_was_looked_up_can_be_rated(self, client: TestClient) -> None:
        for text in (SCHEDULE, f"{MINE}, cấp năm 2021", "trụ sở phường Gió Lùa ở đâu"):
            page = await asked(client, ("q", text))
            assert len(forms(page, "rate")) == 2, text

    async def test_a_suggestion_carries_the_conversation_without_javascript(
        self, client: TestClient
    ) -> None:
        page = await asked(client, ("q", OFFICE), ("context", "Mèo ho"))
        sends = forms(page, "suggest")
        assert [fields[-1] for fields in sends] == [
            ("q", "phường Gió Lùa, tỉnh Mây"), ("q", "xã Nắng Lên, tỉnh Mây"),
        ]  # fmt: skip
        assert sends[0][:-1] == [("context", "Mèo ho"), ("context", OFFICE)]
        after = await asked(client, *sends[0])
        assert "Công an phường Gió Lùa, 5 ngõ Diều Giấy" in after.texts("div", "is-office")[0]
        assert after.texts("div", "you") == ["phường Gió Lùa, tỉnh Mây"]
        assert forms(after, "suggest") == []

    async def test_an_offered_reply_about_a_card_goes_on_from_the_birth(
        self, client: TestClient
    ) -> None:
        page = await asked(client, ("q", MINE))
        sends = forms(page, "suggest")
        assert len(sends) == 2
        for fields in sends:
            after = await asked(client, *fields)
            assert "Người sinh ngày 12/05/2001:" in " ".join(after.texts("p")), fields

    async def test_a_script_gets_the_same_buttons(self, client: TestClient) -> None:
        whole = await asked(client, ("q", OFFICE))
        async with client.post("/", data={"q": OFFICE}, headers={"X-Part": "turn"}) as answer:
            part = Page(await answer.text())
        assert forms(part, "suggest") == forms(whole, "suggest") != []

    async def test_a_personal_number_does_not_travel_with_a_suggestion(
        self, client: TestClient
    ) -> None:
        page = await asked(client, ("q", f"{MINE}, số 079203001234"), ("context", "079203001234"))
        [sent, *_] = forms(page, "suggest")
        assert re.findall(r"\d{6,}", str(sent)) == []

    async def test_without_anything_to_offer_there_is_no_such_form(
        self, client: TestClient
    ) -> None:
        for text in (SCHEDULE, "Con diều bao nhiêu tiền", ""):
            assert forms(await asked(client, ("q", text)), "suggest") == []
