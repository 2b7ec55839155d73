"""What is held in the asked time, and what comes nearest; 22/11/2026 is a Sunday."""

from __future__ import annotations

import pytest

from bot.assistant.sessions.query import Answered
from bot.assistant.sessions.residents import read_groups
from bot.assistant.sessions.serving import Persons
from bot.language.text import fold
from tests.assistant.sessions.ward import (
    day,
    session,
    ward,
    when,
)
from tests.assistant.sessions.wishing import (
    EVENING,
    FAR,
    MORNING,
    SATURDAY,
    UNKNOWN,
    ask,
    told,
)


class TestInTheAskedTime:
    def test_what_is_held_there_and_then_is_found_by_day_and_hour(self) -> None:
        found = ask(ward(SATURDAY, EVENING, FAR), whens=(when("01/12", "06/12"),))
        assert told(found.hits) == [
            "toi 01/12 18:30-20:30",
            "toi 03/12 18:30-20:30",
            "bay 05/12 07:30-11:30",
        ]
        assert found.following == found.same_day == found.unsure == ()

    def test_without_a_time_the_next_month_is_meant(self) -> None:
        late = session("cuoi", dates=["23/12/2026", "24/12/2026"])
        assert told(ask(ward(SATURDAY, late)).hits) == [
            "bay 05/12 07:30-11:30",
            "bay 12/12 07:30-11:30",
            "cuoi 23/12 ?",
        ]

    def test_without_a_time_nothing_beyond_a_month_is_offered(self) -> None:
        late = session("cuoi", dates=["24/12/2026"])
        assert ask(ward(late)).offered == ()

    def test_two_times_are_both_meant_and_nothing_comes_twice(self) -> None:
        found = ask(ward(SATURDAY), whens=(when("05/12"), when("05/12", "06/12"), when("12/12")))
        assert told(found.hits) == ["bay 05/12 07:30-11:30", "bay 12/12 07:30-11:30"]

    def test_only_the_hours_asked_for_fit(self) -> None:
        found = ask(ward(SATURDAY, EVENING), whens=(when("01/12", "06/12", "tối"),))
        assert told(found.hits) == ["toi 01/12 18:30-20:30", "toi 03/12 18:30-20:30"]

    def test_unknown_hours_never_promise_an_evening(self) -> None:
        found = ask(ward(UNKNOWN), whens=(when("05/12", hours="tối"),))
        assert (told(found.hits), told(found.unsure)) == ([], ["chua-ro 05/12 ? @truong"])

    def test_of_unknown_hours_what_is_known_rules_out_the_rest(self) -> None:
        halt = session("dung", kind="tam_dung", scope="tat_ca", **{"from": "05/12/2026"},
                       from_time="13h")  # fmt: skip
        local = ward(UNKNOWN, halt)
        evening = ask(local, whens=(when("05/12", hours="tối"),))
        assert (told(evening.unsure), len(evening.same_day)) == ([], 1)
        assert len(ask(local, whens=(when("05/12", hours="sáng"),)).unsure) == 1

    def test_unknown_hours_fit_where_no_hours_were_asked_for(self) -> None:
        assert told(ask(ward(UNKNOWN), whens=(when("05/12"),)).hits) == ["chua-ro 05/12 ? @truong"]

    def test_the_hours_of_ones_own_group_count(self) -> None:
        shared = session(
            "to",
            dates=["05/12/2026"],
            hours=["7h-17h"],
            slots=[{"hours": "7h-9h", "for": "Tổ 1"}, {"hours": "14h-17h", "for": "Tổ 2"}],
        )
        afternoon = (when("05/12", hours="chiều"),)
        mine = Persons(groups=read_groups("to 2"))
        assert told(ask(ward(shared), whens=afternoon, persons=mine).hits)
        others = ask(ward(shared), whens=afternoon, persons=Persons(groups=read_groups("to 1")))
        assert others.hits == ()
        assert told(others.same_day) == ["to 05/12 07:00-17:00"]


class TestToday:
    local = ward(
        session("sang", dates=["22/11/2026"], hours=MORNING),
        session("ca", dates=["22/11/2026"], hours=["7h-11h", "13h-17h"]),
        session("chua-ro", dates=["22/11/2026"]),
    )

    @pytest.mark.parametrize(
        ("now", "hits", "over"),
        [
            ("22/11/2026 6h00", ["ca", "sang", "chua-ro"], []),
            ("22/11/2026 11h29", ["ca", "sang", "chua-ro"], []),
            ("22/11/2026 11h30", ["ca", "chua-ro"], ["sang"]),
            ("22/11/2026 17h00", ["chua-ro"], ["ca", "sang"]),
        ],
    )
    def test_what_is_over_is_no_longer_offered(
        self, now: str, hits: list[str], over: list[str]
    ) -> None:
        found = ask(self.local, now, whens=(when("22/11"),))
        assert [line.split()[0] for line in told(found.hits)] == hits
        assert [line.split()[0] for line in told(found.over)] == over

    def test_what_is_over_vanishes_where_no_day_was_named(self) -> None:
        found = ask(self.local, "22/11/2026 17h00")
        assert [line.split()[0] for line in told(found.hits)] == ["chua-ro"]
        assert found.over == ()

    def test_asked_for_a_morning_that_is_over_the_afternoon_is_offered(self) -> None:
        both = ward(session("ca", dates=["22/11/2026"], hours=["7h-11h", "13h-17h"]))
        found = ask(both, "22/11/2026 12h00", whens=(when("22/11", hours="sáng"),))
        assert told(found.same_day) == ["ca 22/11 07:00-11:00, 13:00-17:00"]
        assert found.hits == ()

    def test_ones_own_hours_may_be_over_before_the_session_is(self) -> None:
        shared = session(
            "to", dates=["22/11/2026"], hours=["7h-17h"],
            slots=[{"hours": "7h-9h", "for": "Tổ 1"}, {"hours": "9h-17h", "for": "Tổ 2"}],
        )  # fmt: skip
        mine = Persons(groups=read_groups("to 1"))
        found = ask(ward(shared), "22/11/2026 10h00", whens=(when("22/11"),), persons=mine)
        assert (told(found.hits), told(found.over)) == ([], ["to 22/11 07:00-17:00"])


class TestNothingThen:
    def test_the_nearest_day_after_it_is_offered(self) -> None:
        found = ask(ward(SATURDAY, EVENING), whens=(when("02/12"),))
        assert (told(found.hits), told(found.following)) == ([], ["toi 03/12 18:30-20:30"])

    def test_the_same_day_at_another_hour_comes_first_and_later_hours_before_earlier(self) -> None:
        noon = session("trua", dates=["05/12/2026"], hours=["12h-13h"])
        night = session("dem", dates=["05/12/2026"], hours=["19h-20h"])
        found = ask(ward(SATURDAY, noon, night), whens=(when("05/12", hours="13h-18h"),))
        assert told(found.same_day) == [
            "dem 05/12 19:00-20:00",
            "bay 05/12 07:30-11:30",
            "trua 05/12 12:00-13:00",
        ]
        assert told(found.offered)[0] == "dem 05/12 19:00-20:00"
        assert told(found.following) == ["bay 12/12 07:30-11:30"]

    def test_the_nearest_at_the_asked_hours_is_offered_beside_the_nearest(self) -> None:
        found = ask(ward(SATURDAY, EVENING), whens=(when("04/12", hours="tối"),))
        assert told(found.following) == ["bay 05/12 07:30-11:30", "toi 08/12 18:30-20:30"]

    def test_nothing_is_offered_beyond_a_month_after_it(self) -> None:
        far = session("xa", dates=["06/01/2027"])
        assert told(ask(ward(far), whens=(when("06/12"),)).following) == ["xa 06/01 ?"]
        assert ask(ward(far), whens=(when("05/12"),)).following == ()

    def test_the_last_day_before_it_is_offered_where_nothing_follows(self) -> None:
        found = ask(ward(SATURDAY), whens=(when("20/12"),))
        assert told(found.following) == ["bay 12/12 07:30-11:30"]

    def test_several_on_the_nearest_day_are_offered_three_at_most(self) -> None:
        many = [session(f"s{hour}", dates=["08/12/2026"], hours=[f"{hour}h-12h"])
                for hour in (7, 8, 9, 10)]  # fmt: skip
        found = ask(ward(*many), whens=(when("07/12"),))
        assert [line.split()[0] for line in told(found.following)] == ["s7", "s8", "s9"]

    def test_where_nothing_is_known_the_answer_is_empty(self) -> None:
        found = ask(ward(FAR), whens=(when("04/12"),))
        assert found == Answered(found.wanted)


def test_the_question_is_kept_with_the_answer() -> None:
    found = ask(ward(SATURDAY), persons=Persons(message=fold("tổ 3")))
    assert found.wanted.today == day("22/11")
