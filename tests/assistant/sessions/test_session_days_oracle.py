"""The days of a session against a second reading of the rules, by day and by half hour."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from bot.assistant.sessions.occurrences import Occurrence
from bot.assistant.sessions.timetable import Calendar
from bot.content.neighbourhood import LocatedSession
from tests.assistant.sessions.ward import holiday, session, ward

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 28)
WINDOW = [FIRST + timedelta(ahead) for ahead in range((LAST - FIRST).days + 1)]
OFF = {"hoan", "huy"}
SPANS = {"7h-11h": (14, 22), "7h30-11h30": (15, 23), "13h30-17h": (27, 34), "18h-24h": (36, 48)}
"""As staff write them, and the half hours of the day that they are."""
CLOCKS = {"6h": 12, "9h": 18, "13h": 26, "20h": 40}

days = st.sampled_from(WINDOW)
some_days = st.lists(days, max_size=3, unique=True)
spans = st.lists(st.sampled_from(sorted(SPANS)), max_size=2, unique=True)


@st.composite
def plans(draw: st.DrawFn, kind: str = "luu_dong") -> dict[str, Any]:
    record: dict[str, Any] = {"kind": kind, "dates": draw(some_days), "hours": draw(spans)}
    if draw(st.booleans()) or not record["dates"]:
        begin = draw(days)
        record["from"] = begin
        record["to"] = draw(st.none() | st.sampled_from([day for day in WINDOW if day >= begin]))
        numbers = st.lists(st.integers(2, 8), min_size=1, max_size=6, unique=True)
        record["weekdays"] = draw(st.none() | numbers)
        record["except"] = draw(some_days)
    record["from_time"] = draw(st.none() | st.sampled_from(sorted(CLOCKS)))
    record["status"] = draw(st.sampled_from(["len_lich"] * 6 + ["huy", "hoan", "het_cho"]))
    return record


@st.composite
def sessions(draw: st.DrawFn) -> dict[str, Any]:
    record = draw(plans())
    record["places"] = draw(st.sampled_from([["dinh"], ["truong"], ["dinh", "truong"]]))
    record["on_holiday"] = draw(st.sampled_from(["nghi", "lam"]))
    if record["status"] in OFF:
        record["moved_to"] = draw(st.none() | days)
    record["changes"] = []
    for day in draw(some_days):
        change: dict[str, Any] = {"date": day, "hours": draw(spans)}
        change["status"] = draw(st.sampled_from(["len_lich", "huy", "hoan", "het_cho"]))
        change["place"] = draw(st.none() | st.sampled_from(["dinh", "truong", "cho"]))
        if change["status"] in OFF:
            change["moved_to"] = draw(st.none() | days)
        record["changes"].append(change)
    arrivals = [change.get("moved_to") for change in record["changes"]] + [record.get("moved_to")]
    told = [day for day in arrivals if day]
    assume(len(told) == len(set(told)))
    return record


@st.composite
def stops(draw: st.DrawFn) -> dict[str, Any]:
    record = draw(plans("tam_dung"))
    record["scope"] = draw(st.sampled_from(["tat_ca", "luu_dong", "dia_diem"]))
    record["places"] = []
    if record["scope"] == "dia_diem":
        record["places"] = draw(st.sampled_from([["dinh"], ["truong", "cho"]]))
    return record


def named(record: dict[str, Any], day: date, holidays: Iterable[date]) -> bool:
    """Whether the plan itself names a day."""
    if day in record.get("except", []):
        return False
    if day in record["dates"]:
        return True
    begin, end, weekdays = record.get("from"), record.get("to"), record.get("weekdays")
    if begin is None or day < begin or (end and day > end):
        return False
    if weekdays and day.weekday() + 2 not in weekdays:
        return False
    rests = day in holidays and record["kind"] != "tam_dung" and record["on_holiday"] == "nghi"
    return not rests


def begins(record: dict[str, Any]) -> date:
    return min([*record["dates"], *([record["from"]] if record.get("from") else [])])


def half_hours(written: Iterable[str]) -> set[int]:
    return {half for span in written for half in range(*SPANS[span])}


def suspended(record: dict[str, Any], day: date, site: str, kind: str) -> set[int]:
    if record["status"] in OFF or not named(record, day, ()):
        return set()
    if record["scope"] == "dia_diem" and site not in record["places"]:
        return set()
    if record["scope"] == "luu_dong" and kind != "luu_dong":
        return set()
    at = record["from_time"] if day == begins(record) else None
    if record["hours"]:
        return {half for half in half_hours(record["hours"]) if not at or half >= CLOCKS[at]} or (
            set(range(CLOCKS[at], 48)) if at else set()
        )
    return set(range(CLOCKS[at] if at else 0, 48))


def oracle(
    record: dict[str, Any], halts: list[dict[str, Any]], holidays: list[date], day: date
) -> dict[str, tuple[set[int], bool]]:
    """Return by place the half hours in which a session can be met, and whether they are known."""
    own = next((change for change in record["changes"] if change["date"] == day), None)
    brings = next((c for c in record["changes"] if c.get("moved_to") == day), None)
    all_moved_here = record["status"] in OFF and record.get("moved_to") == day
    if not (named(record, day, holidays) or brings or all_moved_here):
        return {}
    if record["status"] in OFF and not all_moved_here:
        return {}
    if own and own["status"] in OFF:
        return {}
    told = [change for change in (own, None if all_moved_here else brings) if change]
    written = next((change["hours"] for change in told if change["hours"]), None)
    late = CLOCKS[record["from_time"]] if record["from_time"] and day == begins(record) else 0
    if written:
        planned, known = half_hours(written), True
    else:
        planned = {half for half in half_hours(record["hours"]) if half >= late}
        known = bool(planned)
    place = next((change["place"] for change in told if change["place"]), None)
    found = {}
    for site in [place] if place else record["places"]:
        possible = planned if known else set(range(late, 48))
        for halt in halts:
            possible = possible - suspended(halt, day, site, record["kind"])
        if possible:
            found[site] = (possible, known)
    return found


def met(item: Occurrence) -> tuple[set[int], bool]:
    def half(moment: Any) -> int:
        return 48 if moment.minute == 59 else moment.hour * 2 + moment.minute // 30

    if item.hours:
        return {h for part in item.hours for h in range(half(part.start), half(part.end))}, True
    begin = half(item.opens) if item.opens else 0
    return set(range(begin, half(item.closes) if item.closes else 48)), False


def calendar_of(
    record: dict[str, Any], halts: list[dict[str, Any]], holidays: list[date]
) -> Calendar:
    records: list[LocatedSession] = [session("phien", **record)]
    records += [session(f"dung-{number}", **halt) for number, halt in enumerate(halts)]
    rests = [holiday(f"{day:%d/%m/%Y}") for day in holidays]
    return Calendar(ward(*records, holidays=rests))


@given(sessions(), st.lists(stops(), max_size=2), some_days)
def test_the_calendar_agrees_with_a_reading_day_by_day(
    record: dict[str, Any], halts: list[dict[str, Any]], holidays: list[date]
) -> None:
    found: dict[tuple[date, str], tuple[set[int], bool]] = {}
    for item in calendar_of(record, halts, holidays).between(FIRST, LAST):
        if item.takes_place:
            assert item.site is not None
            found[item.day, item.site.id] = met(item)
    expected = {
        (day, site): held
        for day in WINDOW
        for site, held in oracle(record, halts, holidays, day).items()
    }
    assert found.keys() == expected.keys()
    for key, (possible, known) in expected.items():
        if known:
            assert found[key] == (possible, True)
        else:
            assert found[key][1] is False
            assert found[key][0] >= possible


@given(sessions(), st.lists(stops(), max_size=2), some_days)
def test_nothing_takes_place_on_a_day_that_was_taken_out(
    record: dict[str, Any], halts: list[dict[str, Any]], holidays: list[date]
) -> None:
    arrivals = {change.get("moved_to") for change in record["changes"]} | {record.get("moved_to")}
    gone = {change["date"] for change in record["changes"] if change["status"] in OFF}
    for item in calendar_of(record, halts, holidays).between(FIRST, LAST):
        if not item.takes_place:
            continue
        assert item.day not in gone
        if item.day not in arrivals:
            assert item.day not in record.get("except", [])
            inside = record.get("from") and record["from"] <= item.day <= (record["to"] or LAST)
            assert inside or item.day in record["dates"]
        for halt in halts:
            all_day = not halt["hours"] and (not halt["from_time"] or item.day != begins(halt))
            if all_day and halt["scope"] == "tat_ca" and halt["status"] not in OFF:
                assert not named(halt, item.day, ())


@given(sessions(), st.lists(stops(), max_size=2), some_days, days)
def test_no_occurrence_is_lost_where_a_time_is_asked_in_two_parts(
    record: dict[str, Any], halts: list[dict[str, Any]], holidays: list[date], cut: date
) -> None:
    calendar = calendar_of(record, halts, holidays)
    whole = calendar.between(FIRST, LAST)
    assert whole == calendar.between(FIRST, cut) + calendar.between(cut + timedelta(1), LAST)
    afresh = calendar_of(record, halts, holidays)
    assert whole == [item for day in WINDOW for item in afresh.between(day, day)]


@given(sessions(), st.lists(stops(), max_size=1), some_days)
def test_keys_name_one_occurrence_each(
    record: dict[str, Any], halts: list[dict[str, Any]], holidays: list[date]
) -> None:
    calendar = calendar_of(record, halts, holidays)
    items = calendar.between(FIRST, LAST)
    assert [calendar.occurrence(item.key) for item in items] == items
