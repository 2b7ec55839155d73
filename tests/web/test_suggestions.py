"""Answers that lead to a calendar file or offer what to say next, without JavaScript."""

from __future__ import annotations

import re
from datetime import date

import pytest
from aiohttp.test_utils import TestClient

from bot.assistant.engine import Engine
from tests.web.conftest import Opener
from tests.web.reading import Page
from tests.web.visiting import asked, calendar, events

MINE = "Tôi sinh 12/5/2001 thì bao giờ đổi thẻ"
SCHEDULE, OFFICE = "Lịch làm thẻ ở phường Gió Lùa", "Làm thẻ ở đâu"


@pytest.fixture
async def client(opened: Opener, card_engine: Engine) -> TestClient:
    """Pages of the knowledge that looks things up."""
    return await opened(card_engine)


async def test_an_answer_leads_to_the_calendar_file_of_each_session(client: TestClient) -> None:
    page = await asked(client, ("q", SCHEDULE))
    links = page.all("a", **{"class": "event"})
    assert 1 <= len(links) <= 3
    assert page.texts("a", "event")[0] == "📅 01/12/2026, Sân đình Gió Lùa"
    for link in links:
        [event] = events(await calendar(client, link["href"]))
        assert event["STATUS"] == "CONFIRMED"


async def test_a_calculation_leads_to_the_day_to_remember(client: TestClient) -> None:
    page = await asked(client, ("q", "Con tôi sinh 20/12/2012 khi nào đổi thẻ nuôi"))
    [link] = page.all("a", **{"class": "event"})
    assert link["href"] == "/lich/nhac/compulsory/2026-12-20.ics"
    [event] = events(await calendar(client, link["href"]))
    assert event.decoded("DTSTART") == date(2026, 12, 20)


async def test_an_english_answer_leads_to_english_files(client: TestClient) -> None:
    text = "When are the card sessions in phường Gió Lùa"
    page = await asked(client, ("q", text), path="/?lang=en")
    links = page.all("a", **{"class": "event"})
    assert links
    assert all(link["href"].endswith(".ics?lang=en") for link in links)


async def test_what_was_looked_up_can_be_rated(client: TestClient) -> None:
    for text in (SCHEDULE, f"{MINE}, cấp năm 2021", "trụ sở phường Gió Lùa ở đâu"):
        page = await asked(client, ("q", text))
        assert len(page.sent_by("rate")) == 2, text


async def test_a_suggestion_carries_the_conversation_without_javascript(
    client: TestClient,
) -> None:
    page = await asked(client, ("q", OFFICE), ("context", "Mèo ho"))
    sends = page.sent_by("suggest")
    assert [fields[-1] for fields in sends] == [
        ("q", "phường Gió Lùa, tỉnh Mây"), ("q", "xã Nắng Lên, tỉnh Mây"),
    ]  # fmt: skip
    assert sends[0][:-1] == [("context", "Mèo ho"), ("context", OFFICE)]
    after = await asked(client, *sends[0])
    assert "Công an phường Gió Lùa, 5 ngõ Diều Giấy" in after.texts("div", "is-office")[0]
    assert after.texts("div", "you") == ["phường Gió Lùa, tỉnh Mây"]
    assert after.sent_by("suggest") == []


async def test_an_offered_reply_about_a_card_goes_on_from_the_birth(client: TestClient) -> None:
    page = await asked(client, ("q", MINE))
    sends = page.sent_by("suggest")
    assert len(sends) == 2
    for fields in sends:
        after = await asked(client, *fields)
        assert "Người sinh ngày 12/05/2001:" in " ".join(after.texts("p")), fields


async def test_a_script_gets_the_same_buttons(client: TestClient) -> None:
    whole = await asked(client, ("q", OFFICE))
    async with client.post("/", data={"q": OFFICE}, headers={"X-Part": "turn"}) as answer:
        part = Page(await answer.text())
    assert part.sent_by("suggest") == whole.sent_by("suggest") != []


async def test_a_personal_number_does_not_travel_with_a_suggestion(client: TestClient) -> None:
    page = await asked(client, ("q", f"{MINE}, số 079203001234"), ("context", "079203001234"))
    [sent, *_] = page.sent_by("suggest")
    assert re.findall(r"\d{6,}", str(sent)) == []


async def test_without_anything_to_offer_there_is_no_such_form(client: TestClient) -> None:
    for text in (SCHEDULE, "Con diều bao nhiêu tiền", ""):
        assert (await asked(client, ("q", text))).sent_by("suggest") == []
