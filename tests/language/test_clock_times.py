from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.clock_times import (
    END_OF_DAY,
    PARTS_OF_DAY,
    WHOLE_DAY,
    Hours,
    in_part,
    read_clock,
    read_ends,
    read_hours,
)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("7h30", time(7, 30)),
        ("7g30", time(7, 30)),
        ("7H30", time(7, 30)),
        ("07h00", time(7)),
        ("7 giờ 30 phút", time(7, 30)),
        ("7 gio 30", time(7, 30)),
        ("7h30p", time(7, 30)),
        ("7h30'", time(7, 30)),
        ("7:30", time(7, 30)),
        ("7:30 PM", time(19, 30)),
        ("12:15 am", time(0, 15)),
        ("19h", time(19)),
        ("0h", time(0)),
        ("24h", END_OF_DAY),
        ("24:00", END_OF_DAY),
        ("7 giờ rưỡi", time(7, 30)),
        ("7 rưỡi tối", time(19, 30)),
        ("8h kém 15", time(7, 45)),
        ("2 giờ kém mười phút chiều", time(13, 50)),
        ("mười giờ rưỡi sáng", time(10, 30)),
        ("mười một rưỡi trưa", time(11, 30)),
        ("mười hai giờ", time(12)),
        ("5h chiều", time(17)),
        ("1h trưa", time(13)),
        ("12h trưa", time(12)),
        ("12h đêm", END_OF_DAY),
        ("2h đêm", time(2)),
        (" 8 giờ. ", time(8)),
    ],
)
def test_a_clock_time_is_read_as_people_write_it(text, clock):
    assert read_clock(text) == clock


@pytest.mark.parametrize(
    "text", ["", "7", "7.30", "25h", "7h60", "24h30", "sáng", "lúc 7h", "7h30-8h", "0h kém 5", "h"]
)
def test_what_is_no_clock_time_is_none(text):
    assert read_clock(text) is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("7h30-11h30", time(7, 30), time(11, 30)),
        ("7g30–11g", time(7, 30), time(11)),
        ("8-11h", time(8), time(11)),
        ("7 giờ 30 phút đến 22 giờ", time(7, 30), time(22)),
        ("từ 7h đến 11h", time(7), time(11)),
        ("7h tới 9h", time(7), time(9)),
        ("13h30 -> 17h", time(13, 30), time(17)),
        ("6:00–24:00", time(6), END_OF_DAY),
        ("7.30-11.30", time(7, 30), time(11, 30)),
        ("2h đến 5h chiều", time(14), time(17)),
        ("8h đến 5h chiều", time(8), time(17)),
        ("8h sáng - 5h chiều", time(8), time(17)),
        ("8h-11h sáng", time(8), time(11)),
        ("Sáng: 7h30-11h30", time(7, 30), time(11, 30)),
        ("Chiều (1h30 - 5h)", time(13, 30), time(17)),
        ("Tối 7h-9h", time(19), time(21)),
    ],
)
def test_a_stretch_of_a_day_is_read_as_staff_write_it(text, start, end):
    assert read_hours(text) == Hours(start, end)


@pytest.mark.parametrize("text", ["24/24", "24/24h", "24/7", "cả ngày", "Suốt ngày"])
def test_day_and_night_is_the_whole_day(text):
    assert read_hours(text) == WHOLE_DAY


@pytest.mark.parametrize(
    ("text", "part"),
    [("sáng", "sang"), ("Buổi chiều", "chieu"), ("cả buổi sáng", "sang"), ("TỐI", "toi")],
)
def test_a_part_of_the_day_stands_for_its_hours(text, part):
    assert read_hours(text) == PARTS_OF_DAY[part]


@pytest.mark.parametrize(
    "text", ["", "17h-8h", "8h-8h", "7h30", "từ 7h", "8-11", "giờ hành chính", "7h-11h, 13h-17h"]
)
def test_hours_without_two_ends_in_order_are_none(text):
    assert read_hours(text) is None


def test_ends_in_the_wrong_order_can_still_be_told():
    assert read_ends("7h đến 5h") == (time(7), time(5))
    assert read_ends("7h") is None


@pytest.mark.parametrize(
    ("clock", "part", "moved"),
    [
        (time(3), "chieu", time(15)),
        (time(15), "chieu", time(15)),
        (time(10), "chieu", time(10)),
        (time(8), "toi", time(20)),
        (time(3), "sang", time(3)),
        (time(12, 30), "trua", time(12, 30)),
    ],
)
def test_the_part_of_the_day_settles_which_half_an_hour_is_in(clock, part, moved):
    assert in_part(clock, part) == moved


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ((7, 11), (10, 12), True),
        ((7, 11), (11, 13), False),
        ((7, 11), (8, 9), True),
        ((7, 11), (7, 7), True),
        ((7, 11), (8, 8), True),
        ((7, 11), (11, 11), False),
        ((7, 11), (6, 6), False),
        ((8, 8), (8, 8), True),
    ],
)
def test_hours_overlap_where_they_have_time_in_common(one, other, together):
    first, second = (Hours(time(start), time(end)) for start, end in (one, other))
    assert first.overlaps(second) is together
    assert second.overlaps(first) is together


def test_hours_stand_in_the_order_of_the_day():
    assert Hours(time(7), time(11)) < Hours(time(7), time(12)) < Hours(time(13), time(14))


@settings(max_examples=80, deadline=None)
@given(st.times(), st.sampled_from(["{h}h{m:02}", "{h}g{m:02}", "{h}:{m:02}", "{h} giờ {m} phút"]))
def test_a_written_clock_time_is_read_back(clock, form):
    written = form.format(h=clock.hour, m=clock.minute)
    assert read_clock(written) == clock.replace(second=0, microsecond=0)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40) | st.text("0123456789hg:.- đếntừtớisángchiềukémrưỡi", max_size=30))
def test_any_text_is_hours_in_order_or_none(text):
    found = read_hours(text)
    assert found is None or found.start < found.end
    read_clock(text)
