from __future__ import annotations

import pytest

from bot.assistant.sessions.phrases import Voice, capital
from bot.content.knowledge import Knowledge
from bot.language.clock_times import read_hours
from bot.language.english import Language
from tests.assistant.sessions.ward import at, day


def voice(knowledge: Knowledge, language: Language = "vi") -> Voice:
    return Voice(knowledge, language, at("22/11/2026 9h00"))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["05/12"], "thứ Bảy 05/12/2026"),
        (["22/11"], "hôm nay (Chủ nhật 22/11/2026)"),
        (["23/11"], "ngày mai (thứ Hai 23/11/2026)"),
        (["05/12", "06/12"], "thứ Bảy 05/12/2026 và Chủ nhật 06/12/2026"),
        (
            ["30/11", "01/12", "02/12", "03/12", "04/12"],
            "từ thứ Hai 30/11/2026 đến thứ Sáu 04/12/2026",
        ),
        (
            ["30/11", "01/12", "02/12", "03/12", "04/12", "07/12"],
            "thứ Hai đến thứ Sáu hằng tuần, từ thứ Hai 30/11/2026 đến thứ Hai 07/12/2026",
        ),
        (
            ["01/12", "03/12", "08/12", "10/12", "17/12"],
            "thứ Ba và thứ Năm hằng tuần, từ thứ Ba 01/12/2026 đến thứ Năm 17/12/2026 "
            "(trừ thứ Ba 15/12/2026)",
        ),
        (
            [f"{number:02}/12" for number in range(1, 9)],
            "từ thứ Ba 01/12/2026 đến thứ Ba 08/12/2026",
        ),
        (
            ["01/12", "11/12", "21/12", "31/12", "05/12"],
            "thứ Ba 01/12/2026, thứ Bảy 05/12/2026, thứ Sáu 11/12/2026, thứ Hai 21/12/2026 "
            "và thứ Năm 31/12/2026",
        ),
    ],
)
def test_days_are_told_as_people_say_them(
    small_knowledge: Knowledge, days: list[str], expected: str
) -> None:
    assert voice(small_knowledge).days(sorted(map(day, days))) == expected


def test_days_in_english(small_knowledge: Knowledge) -> None:
    english = voice(small_knowledge, "en")
    assert english.days([day("05/12"), day("06/12")]) == (
        "Saturday 5 December 2026 and Sunday 6 December 2026"
    )
    assert english.days([day("23/11")]) == "tomorrow (Monday 23 November 2026)"


@pytest.mark.parametrize(
    ("hours", "vietnamese", "english"),
    [
        ("7h30-11h30", "7h30–11h30", "7:30–11:30"),
        ("18h-24h", "18h–24h", "18:00–24:00"),
        ("8h-9h", "8h–9h", "8:00–9:00"),
        ("24/24", "cả ngày đêm", "day and night"),
    ],
)
def test_hours_are_told_as_people_write_them(
    small_knowledge: Knowledge, hours: str, vietnamese: str, english: str
) -> None:
    read = read_hours(hours)
    assert read
    assert voice(small_knowledge).hours([read]) == vietnamese
    assert voice(small_knowledge, "en").hours([read]) == english


@pytest.mark.parametrize(
    ("km", "vietnamese", "english"),
    [
        (0.01, "100 m", "100 m"),
        (0.84, "800 m", "800 m"),
        (0.96, "1,0 km", "1.0 km"),
        (1.24, "1,2 km", "1.2 km"),
        (29.96, "30,0 km", "30.0 km"),
    ],
)
def test_distances_are_rounded(
    small_knowledge: Knowledge, km: float, vietnamese: str, english: str
) -> None:
    assert voice(small_knowledge).distance(km) == vietnamese
    assert voice(small_knowledge, "en").distance(km) == english


def test_a_sentence_begins_with_a_capital() -> None:
    assert (capital("đợt"), capital("")) == ("Đợt", "")
