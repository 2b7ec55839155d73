from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from unicodedata import normalize
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.language.clock_times import PARTS_OF_DAY, Hours
from bot.language.dates import OPEN_DAYS, When, find_missing, find_whens
from bot.language.text import LONGEST_MESSAGE, clean, fold
from bot.language.written_days import read_day

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
SUNDAY = datetime(2026, 11, 22, 9, 0, tzinfo=VIETNAM)
WEDNESDAY_EVENING = datetime(2027, 2, 3, 21, 30, tzinfo=VIETNAM)
TABLE = yaml.safe_load(
    Path(__file__).with_name("phrases").joinpath("dates.yaml").read_text(encoding="utf-8")
)
Told = tuple[date, date, Hours | None]


def told(phrase: Any) -> tuple[str, list[Told]]:
    """Return the text and the times of one line of the table."""
    if isinstance(phrase, dict):
        text, whens = phrase["text"], phrase["whens"]
    else:
        text, *when = phrase
        whens = [when]
    return text, [(first, last, hours(*said)) for first, last, *said in whens]


def hours(written: str | None = None) -> Hours | None:
    if written is None:
        return None
    if written in PARTS_OF_DAY:
        return PARTS_OF_DAY[written]
    start, _, end = written.partition("-")
    return Hours(time.fromisoformat(start), time.fromisoformat(end or start))


def moment(written: str) -> datetime:
    return datetime.strptime(written, "%Y-%m-%d %H:%M").replace(tzinfo=VIETNAM)


def phrases() -> list[Any]:
    return [
        pytest.param(*told(phrase), moment(block["now"]), id=told(phrase)[0])
        for block in TABLE["blocks"]
        for phrase in block["phrases"]
    ]


TEXTS = [text for block in TABLE["blocks"] for text, _ in map(told, block["phrases"])]


@pytest.mark.parametrize(("text", "whens", "now"), phrases())
def test_a_message_names_the_days_and_hours_that_people_mean(text, whens, now):
    found = find_whens(text, now)
    assert [(when.first, when.last, when.hours) for when in found] == whens


@pytest.mark.parametrize("now", [SUNDAY, WEDNESDAY_EVENING], ids=["sunday", "wednesday"])
@pytest.mark.parametrize("text", TABLE["traps"])
def test_what_only_looks_like_a_time_is_none(text, now):
    assert find_whens(text, now) == []


def test_the_table_is_large_enough_to_say_something():
    assert len(set(TEXTS)) >= 190
    assert len(set(TABLE["traps"])) >= 40


def test_most_messages_mean_the_same_without_their_marks():
    same = [
        [(when.first, when.last, when.hours) for when in find_whens(fold(text), now)] == whens
        for text, whens, now in (param.values for param in phrases())
    ]
    assert sum(same) / len(same) > 0.95


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("cho em hỏi sáng mai có làm không", ["sáng mai"]),
        ("ở Đoàn Kết từ thứ 2 đến thứ 6 tuần sau ạ", ["từ thứ 2 đến thứ 6 tuần sau"]),
        ("trước 5/12 có đợt ở Tân Phong không", ["trước 5/12"]),
        ("thứ 7, chủ nhật tuần này ở Sùng Phài", ["thứ 7, chủ nhật tuần này"]),
        ("sáng mai ở tổ 5 Tân Phong lúc 8h", ["sáng mai"]),
        ("mai ở Hà Nam, tuần sau ở Lai Châu", ["mai", "tuần sau"]),
    ],
)
def test_the_span_holds_the_words_about_time_and_no_place(text, spans):
    assert [text[slice(*when.span)] for when in find_whens(text, SUNDAY)] == spans


def test_hours_told_elsewhere_in_the_sentence_belong_to_its_day():
    (when,) = find_whens("sáng mai em qua tổ 5, lúc 9h được không", SUNDAY)
    assert when == When(date(2026, 11, 23), date(2026, 11, 23), hours("09:00"), (0, 8))


def test_hours_of_another_sentence_do_not():
    tomorrow, today = find_whens("Mai em mới rảnh. 10h có ai trực không?", SUNDAY)
    assert (tomorrow.first, tomorrow.hours) == (date(2026, 11, 23), None)
    assert (today.first, today.hours) == (date(2026, 11, 22), hours("10:00"))


@pytest.mark.parametrize(
    ("text", "now", "day"),
    [
        ("3h sáng có làm không", "22:00", 28),
        ("23h có làm không", "22:00", 27),
        ("17h có làm không", "17:00", 27),
        ("17h có làm không", "17:01", 28),
        ("buổi sáng có làm không", "11:59", 27),
        ("buổi sáng có làm không", "12:00", 28),
        ("tối có làm không", "23:59", 27),
    ],
)
def test_hours_that_are_over_mean_tomorrow(text, now, day):
    (when,) = find_whens(text, moment(f"2026-11-27 {now}"))
    assert (when.first, when.last) == (date(2026, 11, day), date(2026, 11, day))


def test_a_time_without_an_end_reaches_a_fixed_number_of_days():
    (when,) = find_whens("từ 5/12 có làm không", SUNDAY)
    assert (when.first, when.last) == (date(2026, 12, 5), date(2026, 12, 5) + timedelta(OPEN_DAYS))


@pytest.mark.parametrize("number", range(1, 8))
def test_the_next_such_weekday_is_at_most_six_days_away(number):
    name = "chủ nhật" if number == 7 else f"thứ {number + 1}"
    for ahead in range(7):
        now = SUNDAY + timedelta(ahead)
        (when,) = find_whens(f"{name} có làm không", now)
        assert when.first.isoweekday() == number
        assert 0 <= (when.first - now.date()).days <= 6
        (next_week,) = find_whens(f"{name} tuần sau có làm không", now)
        assert next_week.first.isocalendar().week == (now + timedelta(7)).isocalendar().week


def test_unaccented_and_decomposed_text_is_read_as_it_was_cleaned():
    for text in TEXTS:
        assert find_whens(clean(normalize("NFD", text)), SUNDAY) == find_whens(text, SUNDAY)


PIECES = """
    sáng mai chiều tối nay toi mốt một mot thứ thu 7 t7 cn chủ nhật tuần sau này tới trước nữa rồi
    tháng 12 2 năm ngày mùng rằm tết giêng chạp âm 5/12 5/12/2026 31/2 29/2 5.12.26 2026-12-05
    8h 7h30 24h 25h 8-11h 17:00 rưỡi kém 15 giờ hai mươi lăm từ đến hết và , - / . ? sinh cấp sn
    đầu cuối giữa quý 4 hồi đã làm hôm qua kia bây giờ 99 0 ngày\n buổi trong sang qua trở đi
""".split()


@settings(max_examples=250, deadline=None)
@given(
    st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)),
    st.integers(-1000, 5000).map(lambda days: SUNDAY + timedelta(days, hours=3 * days % 24)),
)
@example("ngày ² tháng ٣ năm ①", SUNDAY)
@example("İ5/12İ 한글 sáng mai ǅ", SUNDAY)
@example("9999 ngày nữa, 999 tháng nữa, ngày 5/5/9999", SUNDAY)
def test_any_text_gives_times_that_begin_before_they_end_and_lie_in_it(text, now):
    text = clean(text)
    whens = find_whens(text, now)
    for when in whens:
        assert when.first <= when.last
        assert 0 <= when.span[0] < when.span[1] <= len(text)
        assert when.hours is None or when.hours.start <= when.hours.end
    for before, after in pairwise(whens):
        assert before.span[1] <= after.span[0]


@settings(max_examples=60, deadline=None)
@given(
    st.dates(SUNDAY.date(), date(2035, 12, 31)),
    st.sampled_from(
        ["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "ngày %d tháng %m năm %Y", "%d/%m/%y"]
    ),
)
def test_a_written_day_is_read_back_in_every_format_as_staff_files_read_it(day, form):
    written = day.strftime(form)
    (when,) = find_whens(f"hỏi lịch {written} ạ", SUNDAY)
    assert (when.first, when.last, when.hours) == (day, day, None)
    assert read_day(written) == day


@pytest.mark.parametrize(
    "piece",
    [
        "5/12 ",
        "5,",
        "8h-",
        "thứ 7, ",
        "ngày ",
        "hai mươi ",
        "từ ",
        "tuần sau nữa ",
        "sinh 5/3 ",
        " ",
    ],
)
def test_the_longest_message_of_one_repeated_piece_is_read_through(piece):
    text = clean(piece * LONGEST_MESSAGE)
    assert all(when.span[1] <= len(text) for when in find_whens(text, SUNDAY))


NEAR = {
    0: "hôm nay|hôm ni|hum nay|hum ni|ngày hôm nay|bữa nay|bữa ni|hnay|h.nay|h nay",
    1: "mai|ngày mai|ngày hôm mai|hôm mai|bữa mai|ngmai|nmai|ng.mai|ng mai",
    2: "mốt|ngày mốt|bữa mốt|ngày kia|hôm mốt|ngay mot|bua mot",
    3: "ngày kìa|bữa kìa",
    -1: "hôm qua|ngày hôm qua|hum qua|bữa qua|hqua|hwa",
    -2: "hôm kia|ngày hôm kia",
    -3: "hôm kìa",
}


@pytest.mark.parametrize(
    ("name", "days"), [(name, days) for days, names in NEAR.items() for name in names.split("|")]
)
def test_a_day_nearby_is_so_many_days_from_today(name, days):
    day = SUNDAY.date() + timedelta(days)
    found = find_whens(clean(f"{name} có làm việc không"), SUNDAY)
    assert [(when.first, when.last) for when in found] == [(day, day)]


@pytest.mark.parametrize(
    ("feast", "day"),
    [
        ("quốc khánh", date(2027, 9, 2)),
        ("giáng sinh", date(2026, 12, 25)),
        ("noel", date(2026, 12, 25)),
        ("no el", date(2026, 12, 25)),
        ("ngày nhà giáo", date(2027, 11, 20)),
        ("quốc tế lao động", date(2027, 5, 1)),
        ("quốc tế phụ nữ", date(2027, 3, 8)),
        ("quốc tế thiếu nhi", date(2027, 6, 1)),
        ("tết dương lịch", date(2027, 1, 1)),
        ("tết tây", date(2027, 1, 1)),
        ("giao thừa", date(2027, 2, 5)),
        ("giỗ tổ", date(2027, 4, 16)),
        ("trung thu", date(2027, 9, 15)),
        ("vu lan", date(2027, 8, 16)),
        ("ông công", date(2027, 1, 30)),
        ("ông táo", date(2027, 1, 30)),
    ],
)
def test_a_feast_is_its_next_day(feast, day):
    found = find_whens(clean(f"{feast} có làm việc không"), SUNDAY)
    assert [(when.first, when.last) for when in found] == [(day, day)]


@pytest.mark.parametrize(
    ("text", "number", "month", "year"),
    [
        ("phường mình ngày 30/2 có làm không", 30, 2, None),
        ("31/11 có làm không", 31, 11, None),
        ("ngay 31 thang 4 duoc khong", 31, 4, None),
        ("ngày ba mươi tháng hai", 30, 2, None),
        ("ngày 29/2/2027", 29, 2, 2027),
        ("31 tháng này", 31, 11, 2026),
    ],
)
def test_a_day_that_no_calendar_has_is_told_apart(text, number, month, year):
    [missing] = find_missing(text, SUNDAY)
    assert (missing.number, missing.month, missing.year) == (number, month, year)
    assert find_whens(text, SUNDAY) == []


@pytest.mark.parametrize(
    "text",
    ["29/2", "ngày 30/12", "ngày 31", "số nhà 31/4 đường Lê Lợi", "nghị định 30/2",
     "tôi sinh ngày 30/2", "thẻ cấp ngày 31/11/2021", "30 tháng chạp", "30/2 âm lịch"],
)  # fmt: skip
def test_a_day_that_some_year_has_or_that_is_no_day_of_a_visit_is_not_missing(text):
    assert find_missing(text, SUNDAY) == []
