"""What the calculator says to a message: milestones, ages at issue, printed days."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.assistant.eligibility import AgeStatus, Outcome, outcome_of_interval, term_by_age
from bot.assistant.eligibility.rules import Rules
from bot.assistant.engine import Engine
from bot.assistant.finding import Finding
from bot.assistant.heard import Heard
from bot.assistant.question import VIETNAM, Question
from bot.assistant.situation import Situation
from bot.assistant.status import Status
from bot.language.births import Issue
from bot.language.text import clean
from tests.assistant import oracle
from tests.assistant.card_law import law

NOVEMBER = datetime(2026, 11, 22, 9, tzinfo=VIETNAM)
TODAY = NOVEMBER.date()
LAW = law()
MILESTONES = (14, 25, 40, 60)


@pytest.fixture(scope="module")
def calculate(card_engine: Engine):
    def find(text: str) -> Finding | None:
        heard = (Heard(clean(text), NOVEMBER, card_engine._tools.map),)
        return card_engine.lookups.find("tinh-tuoi", Situation(NOVEMBER, "vi", heard))

    return find


@pytest.fixture
def ask(card_engine: Engine):
    return lambda text: card_engine.answer(Question(text, NOVEMBER))


class TestMilestones:
    WORDS = (
        "đến {age} tuổi có phải đổi không",
        "tới {age} tuổi có phải làm lại không",
        "đủ {age} tuổi có phải đổi nữa không",
        "khi {age} tuổi có cần đổi thẻ không",
    )

    @settings(
        max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(
        st.dates(date(1950, 1, 1), date(2010, 1, 1)),
        st.integers(0, 4000),
        st.sampled_from(MILESTONES),
        st.sampled_from(WORDS),
    )
    def test_the_answer_is_that_without_the_age(self, calculate, born, days, age, words):
        issued = min(born + timedelta(14 * 366 + days), TODAY)
        told = f"thẻ cấp ngày {issued:%d/%m/%Y}, em sinh ngày {born:%d/%m/%Y}"
        bare, asked = calculate(told), calculate(f"{told}, {words.format(age=age)}")
        assert bare is not None
        assert asked == bare

    def test_those_before_the_first_day_of_the_law_are_no_duty(self, calculate):
        note = calculate("ai sinh năm 2001").note
        assert "đủ 25 tuổi vào năm 2026" in note
        assert "14 tuổi" not in note


class TestAgesAtIssue:
    @pytest.mark.parametrize("age", range(1, 80))
    def test_the_term_is_that_of_the_table(self, age):
        rules = Rules.on(TODAY, LAW)
        [(until, passed)] = [
            (exchange, skipped)
            for low, high, exchange, skipped in oracle.AGE_AT_ISSUE
            if low <= age < high
        ]
        term = term_by_age((12 * age, 12 * age + 11), rules)
        assert term is not None
        assert (term.until_age, term.passed_age) == (until, passed)

    def test_an_interval_over_a_line_is_left_open(self):
        assert term_by_age((12 * 13, 12 * 14 + 3), Rules.on(TODAY, LAW)) is None

    @settings(max_examples=150, deadline=None)
    @given(st.dates(date(1940, 1, 1), date(2015, 1, 1)), st.integers(2, 70))
    def test_with_a_birth_it_means_every_day_of_that_year_of_age(self, born, age):
        first = oracle.day_of_age(born, age)
        last = min(oracle.day_of_age(born, age + 1) - timedelta(1), TODAY)
        if first > TODAY:
            return
        ages = (12 * age, 12 * age + 11)
        by_age = outcome_of_interval(born, born, Issue(None, None, None, (0, 0), ages), TODAY, LAW)
        by_days = outcome_of_interval(born, born, Issue(first, last, None, (0, 0)), TODAY, LAW)
        assert by_age == by_days
        assert by_age.status is not AgeStatus.ASK

    def test_without_any_birth_the_age_is_enough(self, calculate):
        found = calculate("thẻ làm lúc 37 tuổi thì dùng đến khi nào")
        assert found.status is Status.CALCULATED
        assert "Thẻ cấp lúc 37 tuổi dùng đến khi đủ 40 tuổi" in found.note
        assert "Luật thử" in found.note
        assert "mốc 25 tuổi" in calculate("thẻ cấp lúc 23 tuổi rưỡi").note
        assert "không phải đổi theo tuổi nữa" in calculate("thẻ cấp hồi 61 tuổi").note

    def test_with_the_present_age_it_tells_what_is_overdue(self, calculate):
        found = calculate("tôi 41 tuổi 2 tháng, thẻ làm lúc 36 tuổi")
        assert (found.status, found.settled) == (Status.CALCULATED, True)
        assert "Đã quá hạn" in found.note
        assert "còn tùy" not in found.note.lower()

    def test_an_age_that_does_not_fit_is_said(self, calculate):
        found = calculate("tôi sinh 1/2/2000, thẻ làm lúc 40 tuổi")
        assert found.status is Status.NEEDS_DETAIL
        assert "không khớp" in found.note


class TestResults:
    def test_a_result_that_all_days_share_comes_first(self, calculate):
        found = calculate("tôi sinh năm 1985, cccd cấp năm 2021")
        assert found.note.split("\n")[1].startswith("Đã quá hạn")
        assert "còn tùy" not in found.note.lower()
        assert found.settled

    @pytest.mark.parametrize("born", ["22/11/2012", "20/11/2012", "5/5/2011"])
    def test_who_is_just_old_enough_hears_of_a_first_card_first(self, calculate, born):
        found = calculate(f"con tôi sinh {born} phải làm thẻ chưa")
        lines = found.note.split("\n")
        assert found.status is Status.CALCULATED
        assert "bắt buộc phải làm thẻ căn cước" in lines[1]
        assert ("Hôm nay" in lines[1]) is (born == "22/11/2012")
        assert lines[3].startswith("Nếu đã có thẻ rồi thì")
        assert ("còn tùy ngày cấp" in lines[3]) is (born != "5/5/2011")

    def test_who_asks_about_a_renewal_at_that_age_hears_of_it(self, calculate):
        found = calculate("con tôi sinh 20/11/2012 phải đổi thẻ chưa")
        assert "Còn tùy ngày cấp thẻ" in found.note

    def test_the_basis_is_said_once_for_several_persons(self, calculate):
        note = calculate("vợ tôi sinh 5/5/1987, tôi sinh 7/7/1966, con tôi sinh 1/2/2013").note
        assert note.count("Căn cứ") == 1

    def test_a_paper_that_may_be_a_cmnd_is_warned_of_first(self, calculate):
        lines = calculate("ông sinh 1940, thẻ cấp 2012").note.split("\n")
        assert "có thể là chứng minh nhân dân" in lines[1]

    def test_29_february_is_explained_where_only_the_early_day_is_moved(self, calculate):
        assert "Sinh ngày 29/2" in calculate("sinh 29/2/1968, thẻ cấp 28/2/2026").note

    def test_29_february_is_explained_to_who_has_no_card(self, calculate):
        assert "Sinh ngày 29/2" in calculate("con tôi sinh 29/2/2016").note


class TestChildren:
    """Below the age from which a card is compulsory."""

    @settings(
        max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(st.dates(date(2014, 11, 24), date(2026, 11, 20)))
    def test_whoever_is_under_12_has_a_card_up_to_14(self, calculate, born):
        told, until = f"con tôi sinh ngày {born:%d/%m/%Y}", oracle.day_of_age(born, 14)
        found = calculate(f"{told}, đã có thẻ")
        assert found.status is Status.CALCULATED
        assert f"chậm nhất ngày {until:%d/%m/%Y}, khi đủ 14 tuổi" in found.note
        for words in ("khi nào phải đổi thẻ", "thẻ dùng đến bao giờ"):
            lines = calculate(f"{told}, {words}").note.split("\n")
            assert f"thẻ dùng đến khi đủ 14 tuổi ({until:%d/%m/%Y})" in lines[1]
            assert "tùy gia đình" in lines[2]

    def test_at_12_and_13_it_depends_on_the_day_of_issue(self, calculate):
        for words in ("đã có thẻ", "khi nào đổi căn cước"):
            note = calculate(f"con sinh ngày 5/5/2013 {words}").note
            assert "nếu trước ngày 05/05/2025 thì thẻ dùng đến khi đủ 14 tuổi" in note
            assert "nếu từ ngày 05/05/2025 thì thẻ dùng đến khi đủ 25 tuổi" in note
        assert calculate("con sinh 5/5/2013 đã có thẻ").status is Status.NEEDS_DETAIL

    def test_a_card_had_since_an_age_was_issued_then(self, calculate):
        note = calculate("con sinh 3/3/2014 có thẻ từ lúc 11 tuổi khi nào đổi").note
        assert "chậm nhất ngày 03/03/2028, khi đủ 14 tuổi" in note

    def test_who_says_nothing_of_a_card_hears_first_that_none_is_needed(self, calculate):
        lines = calculate("con tôi sinh 5/5/2013").note.split("\n")
        assert "tùy gia đình" in lines[1]
        assert lines[3].startswith("Nếu đã có thẻ rồi thì còn tùy ngày cấp: nếu trước ngày 05/05")
        lines = calculate("con tôi 8 tuổi").note.split("\n")
        assert "Nếu đã có thẻ rồi thì thẻ dùng đến khi đủ 14 tuổi" in lines[2]

    def test_an_age_that_is_waited_for_leaves_the_present_one_alone(self, calculate):
        asked = "con em 13 tuổi nên làm thẻ luôn hay đợi 14 tuổi"
        assert calculate(asked) == calculate("con em 13 tuổi nên làm thẻ luôn")
        assert "Làm thẻ bây giờ thì thẻ dùng đến khi đủ 25 tuổi." in calculate(asked).note

    def test_two_children_of_neighbouring_ages_are_two(self, calculate):
        assert calculate("hai con 13 tuổi và 14 tuổi").note.count("Người sinh") == 2

    def test_who_turns_14_this_year_hears_from_which_birthday_on_a_card_is_compulsory(
        self, calculate
    ):
        note = calculate("con sinh năm 2012 năm nay có phải làm thẻ không").note
        assert "nếu trước ngày 23/11/2012 thì bắt buộc phải làm thẻ" in note


class TestNewCards:
    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ("em 24 tuổi 11 tháng đổi bây giờ hay đợi đủ 25", "dùng đến khi đủ 40 tuổi"),
            ("tôi 57 tuổi rưỡi, giờ làm lại thẻ thì dùng đến lúc nào", "đến khi đủ 60 tuổi"),
            ("mẹ tôi sinh 1965 nếu đổi thẻ bây giờ thì sao", "không phải đổi theo tuổi nữa"),
        ],
    )
    def test_what_one_made_now_is_good_for_needs_no_day_of_issue(self, calculate, text, line):
        told = calculate(text).note.split("\n")
        assert any(each.startswith("Đổi bây giờ thì thẻ mới") and line in each for each in told)

    def test_nothing_is_said_of_it_where_birthdays_differ_or_nobody_asks(self, calculate):
        for text in ("năm nay 38 tuổi đổi thẻ bây giờ hay đợi", "tôi 57 tuổi rưỡi"):
            assert "Đổi bây giờ" not in calculate(text).note


class TestDaysThatAreTold:
    @settings(
        max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(st.integers(-2000, 4000))
    def test_the_printed_day_decides(self, calculate, days):
        printed = TODAY + timedelta(days)
        found = calculate(f"thẻ ghi hết hạn ngày {printed:%d/%m/%Y}")
        expired, pressing = "nay đã hết hạn" in found.note, days <= 60
        assert f"{printed:%d/%m/%Y}" in found.note
        assert expired is (days < 0)
        assert found.settled is pressing
        assert ("hôm nay" in found.note) is (days == 0)
        assert (f"còn {days} ngày" in found.note) is (0 < days <= 60)

    @pytest.mark.parametrize(
        ("text", "said", "pressing"),
        [
            ("thẻ ông ghi hết hạn 2019, ông sinh 1959", "năm 2019 thì nay đã hết hạn", True),
            ("thẻ mẹ tôi ghi hạn 2026", "năm 2026 thì bạn xem ngày in trên thẻ", True),
            ("thẻ tôi ghi hết hạn tháng 5/2031", "tháng 05/2031 thì còn dùng được", False),
        ],
    )
    def test_a_month_or_year_that_is_printed_decides_too(self, calculate, text, said, pressing):
        found = calculate(text)
        assert said in found.note
        assert found.settled is pressing

    def test_a_cmnd_is_not_good_for_its_printed_day(self, calculate):
        found = calculate("tôi sinh 1/2/1980, chứng minh nhân dân ghi hết hạn 5/5/2030")
        assert "không còn giá trị" in found.note

    def test_an_impossible_day_is_said_and_not_calculated(self, calculate):
        found = calculate("sinh 31/11/1986 khi nào đổi thẻ")
        assert found.status is Status.NEEDS_DETAIL
        assert (
            found.note == "Ngày 31/11/1986 không có trong lịch; bạn xem lại và gửi lại ngày đúng."
        )

    def test_a_birth_to_come_is_not_answered_with_an_article(self, ask):
        reply = ask("em sinh năm 2031 thì bao giờ đổi thẻ nuôi")
        assert "Ngày sinh ở sau ngày 22/11/2026" in reply.note
        assert reply.items == ()


class TestBeside:
    def test_an_article_that_could_contradict_is_left_out(self, ask):
        late = ask("thẻ cũ của tôi sinh 12/5/1985 cấp năm 2021 còn dùng không")
        assert late.items == ()
        assert "Đã quá hạn" in late.note

    @pytest.mark.parametrize(
        ("text", "topic"),
        [
            ("mẹ tôi 67 tuổi làm thẻ nuôi ở đâu", "noi-lam-the"),
            ("bà tôi 81 tuổi cần làm thẻ nuôi thì đến đâu", "noi-lam-the"),
        ],
    )
    def test_an_age_does_not_turn_another_question_into_a_renewal(self, ask, text, topic):
        assert ask(text).topics[:1] == (topic,)


def test_an_outcome_agrees_where_all_its_cases_do() -> None:
    def found(first: str, last: str) -> Outcome:
        issue = Issue(date(2021, 1, 1), date(2021, 1, 1), None, (0, 0))
        return outcome_of_interval(
            date.fromisoformat(first), date.fromisoformat(last), issue, TODAY, LAW
        )

    assert found("1985-01-01", "1985-12-31").agreed is AgeStatus.OVERDUE
    assert found("1986-01-01", "1986-12-31").agreed is None
    assert found("1995-05-05", "1995-05-05").agreed is AgeStatus.OK
