"""How long it takes to find sessions: 300 wishes over 2,000 invented sessions of 200 wards."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bench.effort import SEED, Effort
from bench.section import Section, paragraphs, table
from bench.shipped_files import shipped
from bench.timing import Times
from bot.assistant.question import VIETNAM
from bot.assistant.sessions.asking import Asked, LocalAnswer
from bot.assistant.sessions.calendars import CalendarFiles
from bot.assistant.sessions.guide import LocalGuide
from bot.assistant.sessions.wishes import read_wishes
from bot.content.local import Session, Site
from bot.content.neighbourhood import Local, LocatedSession, LocatedSite
from bot.language.clock_times import read_hours
from bot.language.dates import When
from bot.language.places import Area, Found

NAME = "sessions"
WARDS, EACH, WISHES = 200, 10, 300
MOMENT = datetime(2026, 11, 22, 9, tzinfo=VIETNAM)
_HOW = """One process, one thread. {wards} invented wards with {each} sessions each: single dates,
weekly ranges, desks of every weekday, several places, visits at home, one-day changes and
suspensions, four months long. {wishes} wishes: a third each for a day, for a part of a weekend
and without a time; every fourth from a point, the others in a ward. *Answer* is the whole way
from what was asked to the final text; *first* means that nothing had been expanded before,
*again* repeats the same wishes. The feed is one ward's calendar file. Aim: all wishes in under a
second, the first time."""


def measure(_: Effort) -> Section:
    """Build the wards and answer the wishes twice."""
    local = _local()
    knowledge = replace(shipped(), local=local)
    began = time.perf_counter()
    guide = LocalGuide(knowledge)
    built = time.perf_counter() - began
    asked = list(_wishes(local))
    first, answers = _timed(guide, asked)
    again, _answers = _timed(guide, asked)
    began = time.perf_counter()
    feed = CalendarFiles(guide).feed("ward-7", MOMENT) or b""
    fed = time.perf_counter() - began
    found = sum(bool(answer.hits) for answer in answers)
    rows = [
        _row("answer, first", first),
        _row("answer, again", again),
        ["build the calendar", "", "", f"{built:.2f}"],
        [f"feed of a ward, {len(feed) / 1024:.0f} KB", "", "", f"{fed:.2f}"],
    ]
    total = sum(first.each) / 1000
    verdict = "Met." if total < 1 else f"**Missed: {total:.2f} s.**"
    how = _HOW.format(wards=WARDS, each=EACH, wishes=WISHES)
    body = paragraphs(
        table(["what", "p50 ms", "p99 ms", "all s"], rows),
        f"{verdict} {found} of {WISHES} wishes were offered something.",
        how,
    )
    return Section(NAME, "Sessions found", body)


def _timed(guide: LocalGuide, asked: Sequence[Asked]) -> tuple[Times, list[LocalAnswer]]:
    each, answers = [], []
    for wish in asked:
        began = time.perf_counter()
        answer = guide.sessions(wish)
        _ = answer.text, answer.sessions
        each.append((time.perf_counter() - began) * 1000)
        answers.append(answer)
    return Times(tuple(each)), answers


def _row(name: str, times: Times) -> list[str]:
    return [name, f"{times.p50:.2f}", f"{times.p99:.2f}", f"{sum(times.each) / 1000:.2f}"]


def _local() -> Local:
    chance = random.Random(SEED)
    records = [record for number in range(WARDS) for record in _ward(number, chance)]
    return Local(tuple(records), (), (), {})


def _ward(number: int, chance: random.Random) -> Iterator[LocatedSession]:
    latitude, longitude = chance.uniform(9.0, 23.0), chance.uniform(103.0, 109.0)
    area = Area(f"ward-{number}", f"phường Số {number}", "tỉnh Mẫu", latitude, longitude)
    atoms = frozenset({f"{number}-a", f"{number}-b"})
    sites = {
        f"p{at}": LocatedSite(
            f"p{at}", Site(name=f"Nhà văn hóa {at}"), area, atoms,
            (latitude + chance.uniform(-0.05, 0.05), longitude + chance.uniform(-0.05, 0.05)),
            exact=True,
        )
        for at in range(4)
    }  # fmt: skip
    for at in range(EACH):
        record = Session.model_validate(
            {
                "id": f"phien-{number}-{at}",
                "source": "Số liệu đo",
                "published": "01/11/2026",
                "last_confirmed": {"by": "máy đo", "on": "22/11/2026"},
                **_plan(at, chance),
            }
        )
        own = tuple(sites[key] for key in record.places)
        yield LocatedSession(record, own, area, atoms, False, area.code, sites)


def _plan(kind: int, chance: random.Random) -> dict[str, object]:
    place = [f"p{chance.randrange(4)}"]
    days = sorted(date(2026, 11, 15) + timedelta(chance.randrange(110)) for _ in range(6))
    until = {"from": days[0], "to": days[-1]}
    hours = chance.choice([["7h30-11h30", "13h30-17h"], ["18h-21h"], ["7h-11h"], []])
    plans: list[dict[str, object]] = [
        {"places": place, "dates": [*dict.fromkeys(days[:4])], "hours": hours},
        {"places": place, **until, "weekdays": chance.sample(range(2, 9), 2), "hours": hours},
        {"places": place, "kind": "co_dinh", **until, "weekdays": "T2-T6", "hours": hours},
        {"places": ["p0", "p1"], "dates": [days[1]], "hours": hours, "serves": {"age_min": 14}},
        {"kind": "tai_nha", **until, "weekdays": "T4"},
        {"places": place, "dates": [days[2]], "hours": hours, "status": "huy", "reason": "mưa"},
        {
            "places": place, "dates": [days[0]], "hours": hours,
            "changes": [{"date": days[0], "status": "hoan", "moved_to": days[-1]}],
        },
        {"kind": "tam_dung", "scope": "dia_diem", "places": place, "from": days[1],
         "to": days[1] + timedelta(3)},
    ]  # fmt: skip
    return plans[kind % len(plans)]


def _wishes(local: Local) -> Iterator[Asked]:
    chance = random.Random(SEED)
    for number in range(WISHES):
        located = chance.choice(local.sessions)
        whens = _when(number, chance)
        wishes = read_wishes("em ở tổ 3 muốn làm căn cước")
        if number % 4 == 0:
            point = located.area.lat or 0.0, located.area.lon or 0.0
            yield Asked(MOMENT, whens, None, (), point, wishes=wishes)
        else:
            place = Found((located.area,), located.atoms, "", False, "commune", 1.0, (0, 0))
            yield Asked(MOMENT, whens, place, wishes=wishes)


def _when(number: int, chance: random.Random) -> tuple[When, ...]:
    if number % 3 == 0:
        return ()
    day = MOMENT.date() + timedelta(chance.randrange(60))
    if number % 3 == 1:
        return (When(day, day, None, (0, 0)),)
    saturday = day + timedelta((5 - day.weekday()) % 7)
    hours = read_hours(chance.choice(["sáng", "chiều", "tối"]))
    return (When(saturday, saturday + timedelta(1), hours, (0, 0)),)
