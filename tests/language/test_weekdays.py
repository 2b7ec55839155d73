import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.weekdays import SPOKEN_NAMES, iso_weekday, read_weekdays

ALL = (1, 2, 3, 4, 5, 6, 7)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("T2-T6", (1, 2, 3, 4, 5)),
        ("T2 – T6", (1, 2, 3, 4, 5)),
        ("2-6", (1, 2, 3, 4, 5)),
        ("thứ 2 đến thứ 6", (1, 2, 3, 4, 5)),
        ("Từ thứ Hai đến thứ Sáu hàng tuần", (1, 2, 3, 4, 5)),
        ("Thứ 2 đến hết thứ 6", (1, 2, 3, 4, 5)),
        ("thứ Bảy, CN", (6, 7)),
        ("T7 CN", (6, 7)),
        ("T7 + CN", (6, 7)),
        ("7, 8", (6, 7)),
        ("8", (7,)),
        ("thứ bẩy", (6,)),
        ("Chúa nhật", (7,)),
        ("chủ nhựt", (7,)),
        ("thứ tư", (3,)),
        ("thứ 2, 4, 6", (1, 3, 5)),
        ("T2-T4-T6", (1, 3, 5)),
        ("T3/T5", (2, 4)),
        ("thứ 2 và thứ 5", (1, 4)),
        ("CN-T3", (1, 2, 7)),
        ("2-6, 8", (1, 2, 3, 4, 5, 7)),
        ("hằng ngày", ALL),
        ("Hàng ngày", ALL),
        ("mỗi ngày", ALL),
        ("hằng ngày trừ CN", (1, 2, 3, 4, 5, 6)),
        ("T2 đến T7 (trừ T4)", (1, 2, 4, 5, 6)),
        ("cuối tuần", (6, 7)),
        ("ngày làm việc", (1, 2, 3, 4, 5)),
    ],
)
def test_weekdays_are_read_as_staff_write_them(text, days):
    assert read_weekdays(text) == days


@pytest.mark.parametrize("text", ["", "thứ", "thứ 1", "9", "T2-", "sáng", "5/12", "hằng ngày trừ"])
def test_what_names_no_weekday_is_none(text):
    assert read_weekdays(text) is None


@pytest.mark.parametrize(
    ("name", "number"),
    [("thu 7", 6), ("thứ tư", 3), ("thứ sáu", 5), ("cn", 7), ("t2", 1), ("8", 7), ("thu  3", 2)],
)
def test_one_weekday_is_its_iso_number(name, number):
    assert iso_weekday(name) == number


def test_shown_names_are_read_back():
    for number, name in SPOKEN_NAMES.items():
        assert read_weekdays(name) == (number,)


@settings(max_examples=60, deadline=None)
@given(st.sets(st.integers(1, 7), min_size=1), st.sampled_from([", ", "; ", " và ", "+"]))
def test_a_list_of_weekdays_is_read_back(days, sign):
    written = sign.join(SPOKEN_NAMES[day] for day in sorted(days))
    assert read_weekdays(written) == tuple(sorted(days))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40) | st.text("thứTcn2345678 ,-/đếntrừ", max_size=30))
def test_any_text_is_sorted_weekdays_or_none(text):
    days = read_weekdays(text)
    assert days is None or (set(days) <= set(ALL) and list(days) == sorted(set(days)))
