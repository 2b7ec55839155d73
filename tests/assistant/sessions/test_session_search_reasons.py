"""What is called off, for others, past, or still without a schedule."""

from __future__ import annotations

import pytest

from bot.assistant.sessions.residents import read_groups
from bot.assistant.sessions.serving import Persons
from bot.content.local import Residency, Service
from tests.assistant.sessions.ward import (
    NANG,
    NANG_ATOMS,
    born,
    holiday,
    notice,
    session,
    ward,
    when,
)
from tests.assistant.sessions.wishing import (
    DESK,
    EVENING,
    MORNING,
    SATURDAY,
    ask,
    names,
    told,
)


class TestCalledOff:
    def test_what_was_cancelled_is_told_with_its_reason_and_the_nearest_offered(self) -> None:
        off = session("bay", dates=["05/12/2026"], status="huy", reason="bão", hours=MORNING)
        found = ask(ward(off, EVENING), whens=(when("05/12"),))
        assert told(found.called_off) == ["bay 05/12 07:30-11:30 huy (bão)"]
        assert told(found.following) == ["toi 08/12 18:30-20:30"]

    def test_a_full_session_is_no_hit(self) -> None:
        full = session("bay", dates=["05/12/2026"], status="het_cho", hours=MORNING)
        found = ask(ward(full), whens=(when("05/12"),))
        assert (found.hits, told(found.called_off)) == ((), ["bay 05/12 07:30-11:30 het_cho"])

    def test_a_postponed_one_is_told_and_its_new_day_is_a_hit(self) -> None:
        moved = session(
            "bay", dates=["05/12/2026"], hours=MORNING,
            changes=[{"date": "05/12/2026", "status": "hoan", "moved_to": "06/12/2026"}],
        )  # fmt: skip
        found = ask(ward(moved), whens=(when("05/12", "06/12"),))
        assert told(found.called_off) == ["bay 05/12 07:30-11:30 hoan → 06/12"]
        assert told(found.hits) == ["bay 06/12 07:30-11:30 ← 05/12"]

    def test_a_holiday_is_told_only_to_who_asks_for_that_day(self) -> None:
        local = ward(DESK, holidays=[holiday("24/11/2026", "Hội diều")])
        found = ask(local, whens=(when("24/11"),))
        assert told(found.called_off) == ["ban 24/11 07:30-11:30 nghi_le (Hội diều)"]
        assert ask(local).called_off == ()

    def test_a_suspension_of_the_ward_is_told_itself(self) -> None:
        halt = session("dung", kind="tam_dung", scope="tat_ca", **{"from": "01/12/2026"})
        local = ward(SATURDAY, halt)
        found = ask(local)
        assert [stop.session.id for stop in found.stops] == ["dung"]
        assert told(found.called_off) == [
            "bay 05/12 07:30-11:30 tam_dung",
            "bay 12/12 07:30-11:30 tam_dung",
        ]
        assert ask(local, whens=(when("30/11"),)).stops == ()
        assert ask(local, atoms=NANG_ATOMS).stops == ()

    def test_a_suspension_of_the_ward_is_told_where_nothing_was_planned(self) -> None:
        halt = session("dung", kind="tam_dung", scope="luu_dong", dates=["05/12/2026"])
        found = ask(ward(halt), whens=(when("05/12"),))
        assert [stop.session.id for stop in found.stops] == ["dung"]

    def test_what_would_not_serve_the_person_anyway_is_not_told(self) -> None:
        off = session("bay", dates=["05/12/2026"], status="huy", serves={"age_min": 14})
        child = Persons((born("01/06/2021"),))
        assert ask(ward(off), whens=(when("05/12"),), persons=child).called_off == ()


class TestWhoIsServed:
    adults = session("lon", dates=["05/12/2026"], hours=MORNING, serves={"age_min": 14})
    children = session("nho", dates=["06/12/2026"], hours=MORNING, serves={"age_max": 13})

    def test_a_session_for_others_is_told_but_is_no_hit(self) -> None:
        child = Persons((born("01/06/2021"),))
        found = ask(ward(self.adults, self.children), whens=(when("05/12"),), persons=child)
        assert (found.hits, told(found.others)) == ((), ["lon 05/12 07:30-11:30"])
        assert told(found.following) == ["nho 06/12 07:30-11:30"]

    def test_in_a_mixed_time_only_the_fitting_one_is_a_hit(self) -> None:
        child = Persons((born("01/06/2021"),))
        found = ask(ward(self.adults, self.children), persons=child)
        assert told(found.hits) == ["nho 06/12 07:30-11:30"]

    def test_the_next_one_offered_serves_the_person(self) -> None:
        more = session("lon-2", dates=["07/12/2026"], serves={"age_min": 14})
        local = ward(self.adults, more, session("nho", dates=["08/12/2026"]))
        child = Persons((born("01/06/2021"),))
        found = ask(local, whens=(when("05/12"),), persons=child)
        assert told(found.following) == ["nho 08/12 ?"]

    @pytest.mark.parametrize(
        ("serves", "persons"),
        [
            ({"residents": "Tổ 1-3"}, Persons(groups=read_groups("to 9"))),
            ({"school": "Trường Nắng"}, Persons()),
            ({"residency": "thuong_tru"}, Persons(residency=Residency.TEMPORARY)),
        ],
        ids=["group", "school", "residence"],
    )
    def test_other_conditions_count_as_well(
        self, serves: dict[str, object], persons: Persons
    ) -> None:
        local = ward(session("bay", dates=["05/12/2026"], serves=serves))
        found = ask(local, whens=(when("05/12"),), persons=persons)
        assert (found.hits, told(found.others)) == ((), ["bay 05/12 ?"])

    def test_only_who_offers_the_service_is_a_hit(self) -> None:
        cards = session("the", dates=["05/12/2026"], service=["can_cuoc"])
        both = session("ca-hai", dates=["05/12/2026"])
        account = Persons(services=frozenset({Service.ACCOUNT}))
        found = ask(ward(cards, both), persons=account)
        assert (told(found.hits), told(found.others)) == (["ca-hai 05/12 ?"], ["the 05/12 ?"])


class TestAtHome:
    visits = session("nha", kind="tai_nha", **{"from": "01/12/2026"}, weekdays="T4")

    def test_visits_are_offered_to_who_asks_for_them_alone(self) -> None:
        local = ward(self.visits, SATURDAY)
        week = (when("01/12", "06/12"),)
        assert told(ask(local, whens=week).hits) == ["bay 05/12 07:30-11:30"]
        assert told(ask(local, whens=week, at_home=True).hits) == ["nha 02/12 ?"]

    def test_nobody_is_sent_out_instead(self) -> None:
        found = ask(ward(SATURDAY), at_home=True)
        assert found.offered == ()


class TestPast:
    def test_a_past_day_is_answered_with_what_was_held_and_what_comes(self) -> None:
        old = session("cu", dates=["14/11/2026", "28/11/2026"], hours=MORNING)
        found = ask(ward(old), whens=(when("14/11"),))
        assert told(found.over) == ["cu 14/11 07:30-11:30"]
        assert told(found.following) == ["cu 28/11 07:30-11:30"]

    def test_of_a_time_that_has_begun_only_the_rest_is_offered(self) -> None:
        old = session("cu", dates=["20/11/2026", "22/11/2026"], hours=MORNING)
        found = ask(ward(old), whens=(when("16/11", "22/11"),))
        assert (told(found.hits), told(found.over)) == (
            ["cu 22/11 07:30-11:30"],
            ["cu 20/11 07:30-11:30"],
        )

    def test_past_sessions_vanish(self) -> None:
        old = session("cu", dates=["14/11/2026", "28/11/2026"], hours=MORNING)
        assert ask(ward(old)).over == ()

    def test_where_nothing_else_is_known_the_last_one_is_told_for_a_month(self) -> None:
        old = session("cu", dates=["07/11/2026", "14/11/2026"], hours=MORNING)
        assert told(ask(ward(old)).over) == ["cu 14/11 07:30-11:30"]
        assert ask(ward(old), "20/12/2026 9h00").over == ()

    def test_what_was_cancelled_was_not_held(self) -> None:
        old = session("cu", dates=["14/11/2026"], status="huy")
        assert ask(ward(old), whens=(when("14/11"),)).over == ()


class TestCampaigns:
    autumn = notice("thu", **{"from": "01/10/2026", "until": "31/10/2026"})
    winter = notice("dong", **{"from": "01/11/2026", "until": "31/12/2026"})

    def test_a_campaign_without_any_session_has_no_schedule_yet(self) -> None:
        found = ask(ward(notices=[self.winter]))
        assert (names(found.campaigns), names(found.undated)) == (["dong"], ["dong"])

    def test_a_campaign_with_sessions_is_dated(self) -> None:
        found = ask(ward(SATURDAY, notices=[self.winter]), whens=(when("30/11"),))
        assert (names(found.campaigns), names(found.undated)) == (["dong"], [])

    def test_cancelled_sessions_are_no_schedule(self) -> None:
        off = session("bay", dates=["05/12/2026"], status="huy")
        assert names(ask(ward(off, notices=[self.winter])).undated) == ["dong"]

    def test_a_past_campaign_vanishes(self) -> None:
        found = ask(ward(notices=[self.autumn]))
        assert found.campaigns == found.past_campaigns == ()

    def test_a_past_campaign_is_told_to_who_asks_for_one(self) -> None:
        older = notice("he", **{"from": "01/07/2026", "until": "31/07/2026"})
        found = ask(ward(notices=[self.autumn, older]), campaign=True)
        assert names(found.past_campaigns) == ["thu"]
        both = ask(ward(notices=[self.autumn, self.winter]), campaign=True)
        assert (names(both.campaigns), names(both.past_campaigns)) == (["dong"], [])

    def test_a_past_campaign_is_told_to_who_asks_for_its_time(self) -> None:
        local = ward(notices=[self.autumn])
        assert names(ask(local, whens=(when("15/10"),)).past_campaigns) == ["thu"]
        assert names(ask(local, whens=(when("15/09"),)).past_campaigns) == []

    def test_a_campaign_of_another_ward_or_a_mere_notice_is_none(self) -> None:
        elsewhere = notice("dong", area=NANG, atoms=NANG_ATOMS,
                           **{"from": "01/11/2026", "until": "31/12/2026"})  # fmt: skip
        news = notice("tin", kind="thong_bao", **{"from": "01/11/2026", "until": "31/12/2026"})
        assert ask(ward(notices=[elsewhere, news])).campaigns == ()
