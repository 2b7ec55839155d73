"""On which days a session is planned and at what hours, before anything changed."""

from __future__ import annotations

from datetime import date, time

from bot.content.knowledge import Knowledge
from bot.content.local import Session
from bot.content.plan import days, falls_on, first_day, hours_on, last_day
from bot.language.clock_times import Hours


def session(knowledge: Knowledge, name: str) -> Session:
    local = knowledge.local
    return next(item.session for item in local.sessions if item.session.id == name)


def made(**fields: object) -> Session:
    rest = {
        "id": "phien", "source": "Bảng tin", "published": "20/11/2026",
        "last_confirmed": {"by": "Ông tổ trưởng", "on": "22/11/2026"},
    }  # fmt: skip
    return Session.model_validate({**rest, **fields})


def december(day: int) -> date:
    return date(2026, 12, day)


def test_a_range_falls_on_its_weekdays_but_not_on_holidays_or_exceptions(
    small_knowledge: Knowledge,
) -> None:
    holidays = small_knowledge.local.holidays
    evenings = session(small_knowledge, "gio-buoi-toi")
    weekends = session(small_knowledge, "gio-thu-bay")

    found = list(days(evenings, december(15), december(31), holidays))
    assert found == [december(day) for day in (15, 17, 22, 29, 31)], "24 is a holiday"
    assert list(days(weekends, date(2026, 1, 1), date(2027, 12, 31), holidays)) == [
        december(day) for day in (5, 6, 12, 13, 20, 26, 27)
    ]


def test_a_session_that_works_on_holidays_says_so(small_knowledge: Knowledge) -> None:
    holidays = small_knowledge.local.holidays
    closed = made(**{"from": "23/12/2026", "to": "25/12/2026"})
    opened = made(**{"from": "23/12/2026", "to": "25/12/2026", "on_holiday": "lam"})

    assert not falls_on(closed, december(24), holidays)
    assert falls_on(opened, december(24), holidays)
    assert falls_on(made(dates=["24/12/2026"]), december(24), holidays)


def test_a_suspension_holds_on_holidays_too(small_knowledge: Knowledge) -> None:
    pause = made(kind="tam_dung", scope="tat_ca", **{"from": "23/12/2026", "to": "25/12/2026"})

    assert falls_on(pause, december(24), small_knowledge.local.holidays)


def test_a_saturday_worked_in_lieu_is_still_a_saturday(small_knowledge: Knowledge) -> None:
    holidays = small_knowledge.local.holidays
    weekdays = made(**{"from": "01/08/2026", "weekdays": "T2-T6", "published": "01/08/2026"})
    saturdays = made(**{"from": "01/08/2026", "weekdays": "T7", "published": "01/08/2026"})

    assert not falls_on(weekdays, date(2026, 8, 22), holidays)
    assert falls_on(saturdays, date(2026, 8, 22), holidays)
    assert not falls_on(weekdays, date(2026, 8, 31), holidays)


def test_single_dates_and_a_range_may_stand_together() -> None:
    both = made(
        dates=["06/12/2026"], **{"from": "01/12/2026", "to": "12/12/2026", "weekdays": "T7"}
    )

    assert list(days(both, december(1), december(31), {})) == [december(d) for d in (5, 6, 12)]
    assert (first_day(both), last_day(both)) == (december(1), december(12))


def test_a_range_without_beginning_begins_when_it_was_published() -> None:
    recurring = made(weekdays="T7")

    assert first_day(recurring) == date(2026, 11, 20)
    assert last_day(recurring) is None
    assert not falls_on(recurring, date(2026, 11, 14), {})
    assert falls_on(recurring, date(2026, 11, 21), {})


def test_a_plan_without_days_has_neither_first_nor_last() -> None:
    assert (first_day(made()), last_day(made())) == (None, None)
    assert list(days(made(), date.min, date.max, {})) == []


def test_a_plan_may_reach_the_end_of_the_calendar() -> None:
    endless = made(**{"from": "30/12/9999"})

    assert list(days(endless, december(1), date.max, {})) == [
        date(9999, 12, 30), date(9999, 12, 31),
    ]  # fmt: skip


def test_a_weekday_may_have_hours_of_its_own() -> None:
    plan = made(**{"from": "01/12/2026"}, hours=["7h-11h"], hours_by_day={"CN": ["8h-10h"]})

    assert hours_on(plan, december(5)) == (Hours(time(7), time(11)),)
    assert hours_on(plan, december(6)) == (Hours(time(8), time(10)),)
    assert hours_on(made(dates=["05/12/2026"]), december(5)) == ()


def test_the_first_day_may_begin_later(small_knowledge: Knowledge) -> None:
    school = session(small_knowledge, "gio-truong-diem")

    afternoon = Hours(time(13, 30), time(16))
    assert hours_on(school, december(1)) == (Hours(time(9), time(11)), afternoon)
    assert hours_on(school, december(2)) == (Hours(time(7, 30), time(11)), afternoon)
