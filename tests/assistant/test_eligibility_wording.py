"""How the calculator words an outcome, for a person of sixty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.assistant.eligibility import (
    ContradictionError,
    as_record,
    explain,
    explain_cases,
    outcome,
)
from bot.content.knowledge import Knowledge
from bot.content.law import Confidence
from bot.content.parameters import Parameters
from bot.language.births.issues import Card
from tests.assistant.card_cases import (
    CASES,
    CMND,
    LAW,
    NEW,
    OLD,
    Case,
    day,
    found,
    interval,
)
from tests.assistant.card_law import law


@pytest.fixture(scope="module")
def knowledge(small_knowledge: Knowledge) -> Knowledge:
    return replace(small_knowledge, parameters=LAW)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_case_is_told_in_two_to_five_sentences(
    case: Case, language: str, knowledge: Knowledge
) -> None:
    text = explain(found(*case[:4]), knowledge, language)
    lines = text.split("\n")
    assert 2 <= len(lines) <= 5
    assert all(line.endswith(".") for line in lines)
    assert "Luật thử" in lines[-1]
    assert "None" not in text
    assert "{" not in text


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_card_is_never_told_of_without_the_day_printed_on_it(
    case: Case, knowledge: Knowledge
) -> None:
    actual = found(*case[:4])
    text = explain(actual, knowledge, "vi")
    of_card = (case[1] or case[2]) and actual.card is not CMND
    assert ("ngày hết hạn in trên" in text.lower()) is bool(of_card)


def test_the_days_are_told_as_people_write_them(knowledge: Knowledge) -> None:
    text = explain(found("2015-05-03", "2025-05-03"), knowledge, "vi")
    assert "03/05/2029" in text
    assert "Đổi từ ngày 03/05/2027 thì thẻ mới dùng luôn đến ngày 03/05/2040" in text
    assert "3 May 2029" in explain(found("2015-05-03", "2025-05-03"), knowledge, "en")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("2013-05-03", "2025-05-03"), "trong vòng 2 năm trước mốc 14 tuổi"),
        (("2001-12-03", "2022-05-03"), "còn 11 ngày"),
        (("2001-12-03", "2022-05-03"), "Từ ngày 03/12/2024 đã đổi sớm được"),
        (("2001-11-22", "2022-05-03"), "Đến hạn đổi thẻ"),
        (("2001-11-03", "2022-05-03"), "Đã quá hạn"),
        (("2001-11-03", "2022-05-03"), "thẻ mới dùng đến ngày 03/11/2041"),
        (("1987-05-05", "2004-01-01"), "thẻ mới dùng đến ngày 05/05/2047"),
        (("1967-11-03", "2023-12-01"), "đổi bây giờ thì thẻ mới không phải đổi theo tuổi nữa"),
        (("1970-11-03", "2023-12-01"), "Đổi từ ngày 03/11/2028 thì thẻ mới không phải đổi"),
        (("1960-11-03", "2018-12-01"), "không còn tuổi nào phải đổi nữa"),
        (("1960-11-03", "2018-11-02"), "Đổi bây giờ thì thẻ mới không phải đổi theo tuổi nữa"),
        (("2000-02-29", "2021-01-01"), "Sinh ngày 29/2"),
        (("1970-11-03", "2013-12-31"), "có thể là chứng minh nhân dân"),
        (("1980-01-01", None, CMND), "không còn giá trị từ ngày 01/01/2025"),
        (("1980-01-01", None, CMND), "Làm thẻ bây giờ thì thẻ dùng đến ngày 01/01/2040"),
        (("1990-06-15", "2024-06-30", NEW), "trước ngày 01/07/2024"),
        (("1980-01-01", None, CMND, "2024-12-01"), "đến hết ngày 31/12/2024"),
        (("2020-05-03",), "từ ngày 03/05/2034 thì bắt buộc"),
        (("2020-05-03",), "Nếu làm từ ngày 03/05/2032 thì thẻ dùng luôn đến ngày 03/05/2045"),
        (("2012-05-03",), "Làm thẻ bây giờ thì thẻ dùng đến ngày 03/05/2037"),
        (("1950-05-03",), "Làm thẻ bây giờ thì thẻ không phải đổi theo tuổi nữa"),
        (("2000-11-03", None, OLD), "nếu trước ngày 03/11/2023 thì đã quá hạn"),
        (("2000-11-03", None, OLD), "nếu từ ngày 03/11/2023 thì thẻ dùng đến khi đủ 40 tuổi"),
    ],
)  # fmt: skip
def test_what_is_said_in_vietnamese(
    arguments: tuple[str, ...], words: str, knowledge: Knowledge
) -> None:
    assert words in explain(found(*arguments), knowledge, "vi")  # type: ignore[arg-type]


def test_a_renewal_as_advised_lasts_as_long_as_was_said() -> None:
    for born, issued in [("2015-05-03", "2025-05-03"), ("2001-11-03", "2022-05-03")]:
        advised = found(born, issued).renewal
        assert advised is not None
        renewed = outcome(day(born), advised.from_day, None, advised.from_day, LAW)
        assert renewed.must_renew_by == advised.until


def test_a_renewal_one_day_before_the_advised_day_would_not_last_longer() -> None:
    actual = found("2015-05-03", "2025-05-03")
    assert actual.renewal is not None
    eve = actual.renewal.from_day - timedelta(1)
    assert outcome(day("2015-05-03"), eve, None, eve, LAW).must_renew_by == actual.must_renew_by


def test_a_paper_issued_since_there_is_a_cccd_is_not_suspected(knowledge: Knowledge) -> None:
    assert "chứng minh nhân dân" not in explain(found("1970-11-03", "2014-01-01"), knowledge, "vi")


def test_a_question_says_what_it_needs_and_what_depends_on_it(knowledge: Knowledge) -> None:
    year = explain(interval("2012-01-01", "2012-12-31"), knowledge, "vi")
    assert "nếu trước ngày 23/11/2012 thì bắt buộc phải làm thẻ" in year
    assert "đủ ngày, tháng, năm sinh" in year
    same_age = interval("1990-01-01", "1990-12-31", ("2021-05-05", "2021-05-05"), OLD)
    assert "vào ngày đủ 40 tuổi, sinh nhật năm 2030, mới phải đổi" in explain(
        same_age, knowledge, "vi"
    )
    both = interval("1998-01-01", "1998-12-31", ("2021-01-01", "2021-12-31"), OLD)
    assert "năm sinh và ngày cấp" in explain(both, knowledge, "vi")
    three = interval("1986-01-01", "1987-12-31", ("2021-05-05", "2021-05-05"), OLD)
    assert [case.earliest.status for case in three.cases] == ["overdue", "due", "ok"]
    told = explain(three, knowledge, "vi")
    assert "chậm nhất vào ngày đủ 40 tuổi, sinh nhật năm 2026 hoặc 2027" in told
    assert "Sinh nhật đó qua rồi thì thẻ đã quá hạn" in told
    assert "còn tùy" not in told.lower()


@settings(max_examples=150, deadline=None)
@given(
    st.dates(date(1960, 1, 1), date(2024, 1, 1)),
    st.integers(0, 900),
    st.none() | st.tuples(st.dates(date(2014, 1, 1), date(2026, 1, 1)), st.integers(0, 400)),
    st.sampled_from([None, *Card]),
)
@example(date(1985, 1, 1), 364, (date(2023, 6, 15), 0), OLD)
def test_no_sentence_has_a_hole(knowledge, first, days, issued, card):
    issue = issued and (str(issued[0]), str(issued[0] + timedelta(issued[1])))
    try:
        actual = interval(str(first), str(first + timedelta(days)), issue, card)
    except ContradictionError:
        return
    for language in ("vi", "en"):
        text = explain(actual, knowledge, language)
        assert "None" not in text
        assert "{" not in text


def test_an_interval_that_leads_to_two_ages_names_both(knowledge: Knowledge) -> None:
    two = interval("1985-01-01", "1985-12-31", ("2023-06-15", "2023-06-15"), OLD)
    text = explain(two, knowledge, "vi")
    assert "đủ 40 tuổi" in text
    assert "đủ 60 tuổi" in text


@pytest.mark.parametrize(
    ("youngest", "told"), [("1987-12-31", True), ("1988-11-22", True), ("1988-11-23", False)]
)
def test_how_long_a_card_renewed_now_lasts_is_told_where_it_lasts_so_for_all(
    youngest: str, told: bool, knowledge: Knowledge
) -> None:
    some_due = interval("1986-11-23", youngest, ("2021-05-05", "2021-05-05"), OLD)
    text = explain(some_due, knowledge, "vi")
    assert "sinh nhật năm 2026 hoặc" in text
    assert ("60 tuổi" in text) is told


def test_one_value_that_is_not_verified_is_told_of_beside_others_that_are(
    knowledge: Knowledge,
) -> None:
    doubt = knowledge.say("mot-nguon", "vi")
    assert doubt not in explain(found("2015-05-03", "2025-05-03"), knowledge, "vi")
    milestones = LAW.by_id["tuoi-phai-doi"]
    [value] = milestones.values
    uncertain = value.model_copy(update={"confidence": Confidence.SINGLE_SOURCE})
    changed = milestones.model_copy(update={"values": (uncertain,)})
    parameters = Parameters([*LAW.by_id.values(), changed])
    text = explain(
        found("2015-05-03", "2025-05-03"), replace(knowledge, parameters=parameters), "vi"
    )
    assert text.endswith(doubt)


@pytest.mark.parametrize(
    ("oldest", "numbers"), [("1986-12-01", 2), ("1984-01-01", 3), ("1982-01-01", 4)]
)
def test_up_to_three_cases_are_told_and_not_more(
    oldest: str, numbers: int, knowledge: Knowledge
) -> None:
    actual = interval(oldest, "1988-12-31", ("2021-05-05", "2021-05-05"), OLD)
    assert len(actual.cases) == numbers
    told = explain_cases(actual, knowledge, "vi")
    assert told.count(";") == (0 if numbers > 3 else numbers - 1)
    assert bool(told) is (numbers <= 3)


def test_a_case_names_the_day_where_it_is_one_and_the_years_where_it_is_not(
    knowledge: Knowledge,
) -> None:
    fine = explain(found("1967-11-03", card=NEW), knowledge, "vi").split("\n")
    assert fine[0] == "Hiện giờ chưa phải đổi thẻ."
    assert "nếu trước ngày 03/11/2025 thì thẻ dùng đến khi đủ 60 tuổi (03/11/2027)" in fine[1]
    perhaps_late = explain(found("2000-11-03", card=OLD), knowledge, "vi")
    assert "chưa phải đổi" not in perhaps_late
    assert "đã quá hạn đổi lúc đủ 25 tuổi (03/11/2025)" in perhaps_late
    births = interval("1988-01-01", "1992-12-31", ("2014-05-05", "2014-05-05"), OLD)
    years = explain(births, knowledge, "vi")
    assert "đến khi đủ 40 tuổi (vào sinh nhật năm 2028 hoặc 2031)" in years
    assert "đủ 25 tuổi (vào sinh nhật năm 2016 hoặc 2017)" in years


def test_two_births_with_the_same_day_of_exchange_need_no_exact_one(knowledge: Knowledge) -> None:
    both = interval("2004-02-29", "2004-03-01", ("2025-02-27", "2025-02-27"), NEW)
    assert (both.must_renew_by, both.born) == (day("2029-03-01"), None)
    text = explain(both, knowledge, "vi")
    assert "01/03/2029" in text
    assert "29/2" not in text


def test_a_birthday_that_is_counted_on_1_march_today_is_explained(knowledge: Knowledge) -> None:
    other = law(tuoi_bat_buoc="13", tuoi_phai_doi=["16", "40"])
    actual = found("2012-02-29", on="2025-03-01", parameters=other)
    assert actual.renewal is not None
    assert actual.renewal.until == day("2028-02-29")
    assert "29/2" in explain(actual, replace(knowledge, parameters=other), "vi")
    later = found("2012-02-29", on="2025-03-02", parameters=other)
    assert "29/2" not in explain(later, replace(knowledge, parameters=other), "vi")


def test_the_record_has_the_promised_fields(knowledge: Knowledge) -> None:
    record = as_record(found("2013-05-03", "2025-05-03"), knowledge, "vi")
    text, sources = record.pop("text"), record.pop("sources")
    assert record == {
        "band": "6-den-14",
        "must_renew_by": "2038-05-03",
        "next_milestone_age": 25,
        "early_from": "2036-05-03",
        "card_carries_over_until": "2038-05-03",
        "no_renewal_by_age": False,
        "status": "ok",
    }
    assert str(text).startswith("Chưa đến tuổi phải đổi thẻ")
    assert sources == [{"doc": "Luật thử", "article": "Điều 1", "url": None}]
