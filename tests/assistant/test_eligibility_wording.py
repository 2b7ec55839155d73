"""How the calculator words an outcome, for a person of sixty."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.assistant.eligibility import as_record, explain, outcome
from bot.content.knowledge import Knowledge
from tests.assistant.card_cases import (
    CASES,
    CMND,
    LAW,
    OLD,
    Case,
    day,
    found,
    interval,
)


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
