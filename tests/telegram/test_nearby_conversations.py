"""Sessions, offices and locations in a chat: who says or presses what, and what comes back."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.store.sqlite import SqliteStore
from tests.telegram.chatting import (
    FROM_ENGLISH,
    OFFICE,
    SCHEDULE,
    event_in,
    old_button,
    replies,
    rows,
    said,
    share,
    tap,
)
from tests.telegram.conftest import Release, both_ways
from tests.telegram_server.server import BotApi

pytestmark = [pytest.mark.cards, pytest.mark.usefixtures("bot"), both_ways]
AT_SCHOOL = "Lịch làm thẻ tại Trường tiểu học Gió Lùa"
HERE = (22.40173, 103.46219)


class TestSessions:
    async def test_each_session_has_a_button_for_the_calendar_and_one_for_the_map(
        self, api: BotApi
    ) -> None:
        answer = await said(api, SCHEDULE)
        assert answer.text.startswith("Lịch làm căn cước sắp tới ở phường Gió Lùa:")
        assert rows(answer) == [
            [f"📅 {day}/12/2026", "📍 Sân đình Gió Lùa"] for day in ("01", "03", "05")
        ]

    async def test_the_calendar_button_sends_a_file_for_the_calendar(self, api: BotApi) -> None:
        await said(api, SCHEDULE)
        await tap(api, "📅 03/12/2026")
        [sent] = api.made("sendDocument")
        event = event_in(sent)
        assert sent.given["chat_id"] == 1
        assert event["SUMMARY"] == "Làm căn cước: Sân đình Gió Lùa"
        assert event.decoded("DTSTART").isoformat() == "2026-12-03T11:30:00+00:00"
        assert event["STATUS"] == "CONFIRMED"

    async def test_the_map_button_sends_the_exact_place(self, api: BotApi) -> None:
        await said(api, SCHEDULE)
        await tap(api, "📍 Sân đình Gió Lùa")
        [sent] = api.made("sendVenue")
        assert sent.given == {
            "chat_id": 1, "latitude": 22.4, "longitude": 103.46, "title": "Sân đình Gió Lùa",
            "address": "3 ngõ Diều Giấy, phường Gió Lùa, tỉnh Mây",
        }  # fmt: skip

    async def test_without_an_exact_point_there_is_no_button_for_the_map(
        self, api: BotApi
    ) -> None:
        answer = await said(api, AT_SCHOOL)
        assert rows(answer) == [
            [f"📅 {day}/12/2026, Trường tiểu học Gió Lùa"] for day in ("01", "02", "15")
        ]
        assert '<a href="https://www.google.com/maps/search/' in answer.text

    async def test_a_map_button_made_up_for_such_a_place_is_an_old_button(
        self, api: BotApi, desk: Desk
    ) -> None:
        await api.press("m:gio-truong-diem:20261201")
        [note] = await replies(api)
        assert note.text == old_button(desk)
        assert api.made("sendVenue") == []

    async def test_an_office_is_shown_on_the_map_where_its_point_is_known(
        self, api: BotApi
    ) -> None:
        answer = await said(api, "trụ sở xã Nắng Lên ở đâu")
        assert "Công an xã Nắng Lên" in answer.text
        assert "📍 Công an xã Nắng Lên" not in answer.buttons
        await tap(api, "📍 Công an phường Gió Lùa")
        [sent] = api.made("sendVenue")
        assert (sent.given["latitude"], sent.given["longitude"]) == (22.401, 103.461)
        assert sent.given["address"] == "5 ngõ Diều Giấy, phường Gió Lùa, tỉnh Mây"

    @pytest.mark.parametrize(
        "data",
        ["e:gio-da-bo:20261201", "e:gio-buoi-toi:20261202", "e:gio-buoi-toi:nay", "e:",
         "m:gio-da-bo:20261201", "m:nang-tru-so", "m:", "m:::::", "d:last", "d:last:mai",
         "d:birthday:2026-12-20", "d:early:2026-12-20", "d:last:9999-12-31"],
    )  # fmt: skip
    async def test_a_button_for_what_is_gone_says_so_and_stops_spinning(
        self, api: BotApi, desk: Desk, data: str
    ) -> None:
        await api.press(data)
        [note] = await replies(api)
        assert note.text == old_button(desk)
        assert len(api.made("answerCallbackQuery")) == 1
        assert api.made("sendDocument") == api.made("sendVenue") == []

    async def test_a_session_that_staff_withdrew_is_gone_from_old_messages_too(
        self, api: BotApi, desk: Desk, release: Release
    ) -> None:
        await said(api, SCHEDULE)
        desk.engine = release("sessions/phuong-gio.yaml", "id: gio-buoi-toi", "id: gio-dem")
        for label in ("📅 01/12/2026", "📍 Sân đình Gió Lùa"):
            await tap(api, label)
        assert [note.text for note in (await replies(api))[1:]] == [old_button(desk)] * 2


class TestLocations:
    async def test_a_location_alone_is_answered_with_the_sessions_around(
        self, api: BotApi
    ) -> None:
        answer = await share(api, HERE)
        assert answer.text.startswith("Lịch làm căn cước sắp tới gần bạn:")
        assert "Cách bạn khoảng" in answer.text
        assert rows(answer)[0] == ["📅 01/12/2026", "📍 Sân đình Gió Lùa"]

    async def test_after_a_question_about_sessions_it_says_where_to_look(
        self, api: BotApi
    ) -> None:
        asked = await said(api, "Bao giờ có đợt làm thẻ nuôi")
        assert "Cách bạn" not in asked.text
        answer = await share(api, HERE)
        assert answer.text.startswith("Lịch làm căn cước sắp tới gần bạn:")

    async def test_after_a_question_about_offices_it_finds_the_nearest(self, api: BotApi) -> None:
        await said(api, OFFICE)
        answer = await share(api, HERE)
        assert answer.text.startswith("Nơi nhận hồ sơ gần bạn:")
        assert "📍 Công an phường Gió Lùa" in answer.buttons

    async def test_an_english_user_is_answered_in_english(self, api: BotApi) -> None:
        answer = await share(api, HERE, language="en")
        assert answer.text.startswith("Coming sessions for identity card service near you:")

    async def test_where_somebody_is_is_kept_nowhere(
        self, api: BotApi, tmp_path: Path, store: SqliteStore, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level("DEBUG")
        await share(api, HERE)
        await said(api, SCHEDULE)
        await share(api, HERE)
        store.close()
        disk = b"".join(file.read_bytes() for file in files_in(tmp_path))
        assert SCHEDULE.encode() in disk
        for degrees in HERE:
            for form in (">d", "<d"):
                assert struct.pack(form, degrees) not in disk
            assert str(degrees).encode() not in disk
        ours = [each.getMessage() for each in caplog.records if each.name[:3] in {"bot", "han"}]
        assert not [line for line in ours if str(HERE[0]) in line or str(HERE[1]) in line]


class TestEnglish:
    async def test_an_english_question_leads_to_an_english_file(self, api: BotApi) -> None:
        answer = await said(api, "When are the card sessions in phường Gió Lùa", language="en")
        assert answer.text.startswith("Coming sessions for identity card service in phường Gió")
        assert rows(answer)[0] == ["📅 1 December 2026", "📍 Sân đình Gió Lùa"]
        await tap(api, "📅 1 December 2026", **FROM_ENGLISH)
        [sent] = api.made("sendDocument")
        assert event_in(sent)["SUMMARY"] == "Identity card session: Sân đình Gió Lùa"

    async def test_the_commands_answer_in_english(self, api: BotApi) -> None:
        sessions = await said(api, "/lich", language="en")
        assert sessions.text.startswith("Coming sessions for identity card service")
        ages = await said(api, "/tuoi", language="en-GB")
        assert "Keepers renew their card at 14, 25, 40 and 60" in ages.text

    async def test_an_old_button_is_told_of_in_english(self, api: BotApi, desk: Desk) -> None:
        await api.press("e:gio-da-bo:20261201", **FROM_ENGLISH)
        [note] = await replies(api)
        assert note.text == desk.engine.knowledge.say("nut-cu", "en")


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
