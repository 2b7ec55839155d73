"""Calendar files, read back as a calendar program reads them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from icalendar import Calendar, Event

from bot.assistant.sessions.asking import Asked
from bot.assistant.sessions.calendars import CalendarFiles, reminder_file
from bot.assistant.sessions.guide import LocalGuide
from bot.content.knowledge import Knowledge
from bot.content.neighbourhood import LocatedSession
from bot.language.english import Language
from tests.assistant.sessions.ward import (
    GIO,
    NANG,
    NANG_ATOMS,
    at,
    holiday,
    session,
    ward,
)

NOW = at("22/11/2026 9h00")
MORNING = ["7h30-11h30"]


def files(knowledge: Knowledge, *records: LocatedSession, **more: object) -> CalendarFiles:
    return CalendarFiles(LocalGuide(replace(knowledge, local=ward(*records, **more))))


def feed(
    knowledge: Knowledge, *records: LocatedSession, area: str = GIO.code, **more: object
) -> Calendar:
    written = files(knowledge, *records, **more).feed(area, NOW)
    assert written
    return Calendar.from_ical(written)


def events(calendar: Calendar) -> list[Event]:
    return list(calendar.walk("VEVENT"))


def one(knowledge: Knowledge, key: str, *records: LocatedSession, **more: Language) -> Event:
    written = files(knowledge, *records).event(key, NOW, **more)
    assert written
    [event] = events(Calendar.from_ical(written))
    return event


def test_one_session_as_a_file(small_knowledge: Knowledge) -> None:
    record = session("bay", dates=["05/12/2026"], hours=["7h30-11h30", "13h30-17h"],
                     bring=["thẻ cũ"])  # fmt: skip
    event = one(small_knowledge, "bay:20261205", record)
    assert event["UID"] == "bay-20261205@tro-ly-can-cuoc"
    assert event.decoded("DTSTART") == datetime(2026, 12, 5, 0, 30, tzinfo=UTC)
    assert event.decoded("DTEND") == datetime(2026, 12, 5, 10, 0, tzinfo=UTC)
    assert event.decoded("DTSTAMP") == datetime(2026, 11, 21, 17, 0, tzinfo=UTC)
    assert (event["SEQUENCE"], event["STATUS"]) == (0, "CONFIRMED")
    assert event["SUMMARY"] == "Làm căn cước: Sân đình Gió Lùa"
    assert event["LOCATION"] == "Sân đình Gió Lùa, 3 ngõ Diều Giấy, phường Gió Lùa, tỉnh Mây"
    assert (event["GEO"].latitude, event["GEO"].longitude) == (22.401, 103.461)
    assert event["DESCRIPTION"] == (
        "7h30–11h30 và 13h30–17h.\nCần mang theo: thẻ cũ.\n"
        "Nguồn: Bảng tin đầu ngõ; ông trưởng thôn xác nhận ngày 22/11/2026."
    )


def test_unknown_hours_are_a_whole_day_that_keeps_nobody_busy(small_knowledge: Knowledge) -> None:
    record = session("bay", dates=["05/12/2026"], places=["truong"])
    event = one(small_knowledge, "bay:20261205", record)
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (
        date(2026, 12, 5),
        date(2026, 12, 6),
    )
    assert event["TRANSP"] == "TRANSPARENT"
    assert event["DESCRIPTION"].startswith("Chưa rõ giờ, hỏi trước khi đi.")
    assert "GEO" not in event  # only the ward's centre is known


def test_the_end_of_the_day_is_midnight(small_knowledge: Knowledge) -> None:
    record = session("toi", dates=["05/12/2026"], hours=["18h-24h"])
    event = one(small_knowledge, "toi:20261205", record)
    assert event.decoded("DTEND") == datetime(2026, 12, 5, 17, 0, tzinfo=UTC)


def test_what_was_called_off_is_cancelled_and_says_why(small_knowledge: Knowledge) -> None:
    moved = session(
        "bay", dates=["05/12/2026"], hours=MORNING,
        changes=[{"date": "05/12/2026", "status": "hoan", "reason": "bão",
                  "moved_to": "12/12/2026"}],
    )  # fmt: skip
    old, new = events(feed(small_knowledge, moved))
    assert (old["STATUS"], new["STATUS"]) == ("CANCELLED", "CONFIRMED")
    assert (old["SEQUENCE"], new["SEQUENCE"]) == (1, 1)
    assert (old["UID"], new["UID"]) == (
        "bay-20261205@tro-ly-can-cuoc",
        "bay-20261212@tro-ly-can-cuoc",
    )
    assert old["SUMMARY"] == "ĐÃ HOÃN: Làm căn cước: Sân đình Gió Lùa"
    assert old["DESCRIPTION"].startswith("Lý do: bão.\nChuyển sang thứ Bảy 12/12/2026.\n")


@pytest.mark.parametrize(
    ("status", "stop", "title"),
    [
        ("huy", False, "ĐÃ HỦY: "),
        ("len_lich", True, "TẠM DỪNG: "),
    ],
)
def test_cancelled_and_suspended_ones_are_cancelled(
    small_knowledge: Knowledge, status: str, stop: bool, title: str
) -> None:
    record = session("bay", dates=["05/12/2026"], hours=MORNING, status=status)
    halt = session("dung", kind="tam_dung", scope="tat_ca", dates=["05/12/2026"])
    [event] = events(feed(small_knowledge, record, *([halt] if stop else [])))
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
    assert event["SUMMARY"].startswith(title)


def test_a_full_session_is_held_and_says_so(small_knowledge: Knowledge) -> None:
    record = session("bay", dates=["05/12/2026"], hours=MORNING, status="het_cho")
    [event] = events(feed(small_knowledge, record))
    assert (event["STATUS"], event["SUMMARY"][:13]) == ("CONFIRMED", "ĐÃ HẾT CHỖ: L")


def test_the_sequence_grows_with_every_change(small_knowledge: Knowledge) -> None:
    first = {"date": "05/12/2026", "hours": ["8h-9h"]}
    states: list[dict[str, object]] = [
        {},
        {"changes": [first]},
        {"changes": [{**first, "status": "huy"}], "status": "hoan"},
    ]
    numbers = [
        one(small_knowledge, "bay:20261205", session("bay", dates=["05/12/2026"], **state))[
            "SEQUENCE"
        ]
        for state in states
    ]
    assert all(before < after for before, after in pairwise(numbers))


def test_the_feed_of_a_ward(small_knowledge: Knowledge) -> None:
    calendar = feed(
        small_knowledge,
        session("bay", dates=["05/12/2026"], hours=MORNING),
        session("tham", area=NANG, atoms=NANG_ATOMS, places=["dinh"], dates=["06/12/2026"]),
        session("xa", area=NANG, atoms=NANG_ATOMS, places=["cho"], dates=["07/12/2026"]),
    )
    assert calendar["VERSION"] == "2.0"
    assert calendar["METHOD"] == "PUBLISH"
    assert calendar["X-WR-CALNAME"] == "Lịch làm căn cước phường Gió Lùa, tỉnh Mây"
    assert calendar["X-WR-TIMEZONE"] == "Asia/Ho_Chi_Minh"
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=6)
    assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert [event["UID"] for event in events(calendar)] == [
        "bay-20261205@tro-ly-can-cuoc",
        "tham-20261206@tro-ly-can-cuoc",
    ]
    assert list(calendar.walk("VALARM")) == []


def test_the_feed_of_a_ward_that_is_only_visited_bears_its_name(
    small_knowledge: Knowledge,
) -> None:
    calendar = feed(small_knowledge, session(places=["cho"], dates=["05/12/2026"]), area=NANG.code)
    assert calendar["X-WR-CALNAME"] == "Lịch làm căn cước xã Nắng Lên, tỉnh Mây"


def test_a_ward_without_sessions_has_no_feed_and_a_lost_key_no_file(
    small_knowledge: Knowledge,
) -> None:
    nothing = files(small_knowledge)
    assert (nothing.feed(GIO.code, NOW), nothing.event("bay:20261205", NOW)) == (None, None)


def test_the_feed_reaches_a_month_back_and_half_a_year_ahead(small_knowledge: Knowledge) -> None:
    record = session(dates=["21/10/2026", "22/10/2026", "25/05/2027", "26/05/2027"])
    starts = [event.decoded("DTSTART") for event in events(feed(small_knowledge, record))]
    assert starts == [date(2026, 10, 22), date(2027, 5, 25)]


def test_days_of_rest_are_not_in_the_feed(small_knowledge: Knowledge) -> None:
    desk = session("ban", **{"from": "23/11/2026", "to": "25/11/2026"})
    rests = [holiday("24/11/2026")]
    starts = [event.decoded("DTSTART").day
              for event in events(feed(small_knowledge, desk, holidays=rests))]  # fmt: skip
    assert starts == [23, 25]


def test_some_occurrences_in_one_file(small_knowledge: Knowledge) -> None:
    guide = LocalGuide(replace(small_knowledge, local=ward(session("bay", dates=["05/12/2026"]))))
    found = guide.everywhere(Asked(NOW)).hits
    calendar = Calendar.from_ical(
        CalendarFiles(guide).several([hit.occurrence for hit in found], NOW)
    )
    assert calendar["X-WR-CALNAME"] == "Lịch làm căn cước"
    assert [event["UID"] for event in events(calendar)] == ["bay-20261205@tro-ly-can-cuoc"]


def test_two_places_of_a_session_are_two_events(small_knowledge: Knowledge) -> None:
    record = session("hai", places=["dinh", "truong"], dates=["05/12/2026"])
    assert [event["UID"] for event in events(feed(small_knowledge, record))] == [
        "hai-20261205@tro-ly-can-cuoc",
        "hai-20261205-truong@tro-ly-can-cuoc",
    ]


def test_sample_data_says_so_in_title_and_text(small_knowledge: Knowledge) -> None:
    record = session("bay", dates=["05/12/2026"], sample=True)
    event = one(small_knowledge, "bay:20261205", record)
    assert event["SUMMARY"] == "(dữ liệu mẫu) Làm căn cước: Sân đình Gió Lùa"
    assert event["DESCRIPTION"].startswith("⚠️ Đây là dữ liệu mẫu")
    english = one(small_knowledge, "bay:20261205", record, language="en")
    assert english["SUMMARY"].startswith("(sample data")


def test_the_same_release_writes_the_same_bytes(small_knowledge: Knowledge) -> None:
    record = session("bay", dates=["05/12/2026"], hours=MORNING)
    written = {files(small_knowledge, record).feed("gio", NOW) for _ in "ab"}
    assert len(written) == 1


def test_a_line_is_at_most_75_bytes_and_ends_as_the_standard_wants(
    small_knowledge: Knowledge,
) -> None:
    record = session("bay", dates=["05/12/2026"], note="Ẩm ướt " * 60)
    written = files(small_knowledge, record).event("bay:20261205", NOW)
    assert written
    lines = written.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line for line in lines)


def test_visits_at_home_have_no_location(small_knowledge: Knowledge) -> None:
    visits = session("nha", kind="tai_nha", dates=["05/12/2026"])
    event = one(small_knowledge, "nha:20261205", visits)
    assert "LOCATION" not in event
    assert event["SUMMARY"] == "Làm căn cước: đến tận nhà người dân, phường Gió Lùa"


class TestReminder:
    def written(self, **more: object) -> Event:
        [event] = events(
            Calendar.from_ical(
                reminder_file(
                    date(2027, 3, 1), "Đổi thẻ căn cước", "Đến Công an phường.",
                    key="nhac-1", made_on=date(2026, 11, 22), **more,
                )
            )
        )  # fmt: skip
        return event

    def test_it_is_a_whole_day(self) -> None:
        event = self.written()
        assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (
            date(2027, 3, 1),
            date(2027, 3, 2),
        )
        assert (event["UID"], event["SUMMARY"]) == ("nhac-1@tro-ly-can-cuoc", "Đổi thẻ căn cước")
        assert event["DESCRIPTION"] == "Đến Công an phường."

    @pytest.mark.parametrize(
        ("ahead", "rings"),
        [
            ((30, 0), ["2027-01-30 08:00", "2027-03-01 08:00"]),
            ((7, 7), ["2027-02-22 08:00"]),
        ],
    )
    def test_it_rings_at_eight_in_the_morning(
        self, ahead: tuple[int, ...], rings: list[str]
    ) -> None:
        event = self.written(days_ahead=ahead)
        alarms = list(event.walk("VALARM"))
        assert [alarm["ACTION"] for alarm in alarms] == ["DISPLAY"] * len(rings)
        start = at("01/03/2027 0h00")
        assert [f"{start + alarm['TRIGGER'].dt:%Y-%m-%d %H:%M}" for alarm in alarms] == rings
