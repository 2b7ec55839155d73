"""Rules for `sessions/`: a session names places that exist and days on which it can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from bot.content.checks.folder import Folder, Part, near
from bot.content.local import Change, Kind, OnHoliday, Scope, Session, State
from bot.content.plan import (
    Holidays,
    days,
    falls_on,
    first_day,
    hours_on,
    is_public_holiday,
    last_day,
    recurs,
)
from bot.errors import Fault
from bot.language.clock_times import Hours
from bot.language.weekdays import SPOKEN_NAMES, read_weekdays

_OFF = (State.CANCELLED, State.POSTPONED)
_LOOK_AHEAD = timedelta(days=366)
"""How far sessions without an end are compared with each other."""
_OLDEST = 120
"""Years of age of the oldest people."""


def known_sites(folder: Folder) -> Iterator[Fault]:
    """A session and its changes name places that the file describes."""
    for session, at, file in folder.sessions:
        named: list[tuple[str, Sequence[str | int]]] = [
            (name, ["places", number]) for number, name in enumerate(session.places)
        ]
        named += [
            (change.place, ["changes", number, "place"])
            for number, change in enumerate(session.changes)
            if change.place
        ]
        for name, path in named:
            if name not in file.places:
                hint = near(name, file.places)
                yield at.fault(f"places của tệp này không có địa điểm «{name}»{hint}", *path)


def possible_days(folder: Folder) -> Iterator[Fault]:
    """A session has days, they agree with each other, and not all of them drop out."""
    for session, at, _ in folder.sessions:
        wrong = [*_days_at_odds(session, at)]
        yield from wrong
        first = first_day(session)
        if first is None and session.kind is not Kind.SUSPENSION:
            yield at.fault("phiên chưa có ngày nào; ghi dates, hoặc from, to và weekdays")
        elif first and not wrong:
            last = last_day(session) or _later(first)
            if next(days(session, first, last, folder.holidays), None) is None:
                yield at.fault(
                    "phiên không diễn ra ngày nào: mọi ngày đều bị except hoặc ngày lễ loại, "
                    "hoặc không đúng thứ; sửa lại ngày"
                )


def _days_at_odds(session: Session, at: Part) -> Iterator[Fault]:
    begin, end = session.from_, session.to
    if end and end < (begin or session.published):
        told = "from" if begin else "ngày ra thông báo"
        start = begin or session.published
        yield at.fault(f"to {end:%d/%m/%Y} trước {told} {start:%d/%m/%Y}; đổi lại", "to")
        return
    if session.dates and recurs(session) and begin is None:
        yield at.fault(
            "dates đi cùng weekdays hoặc to thì cần from; chỉ làm các ngày ở dates thì bỏ hai "
            "mục kia",
            "dates",
        )
    for number, day in enumerate(session.dates):
        said = f"ngày {day:%d/%m/%Y}"
        if day in session.dates[:number]:
            yield at.fault(f"{said} ghi hai lần; bỏ một", "dates", number)
        elif day in session.except_:
            yield at.fault(f"{said} vừa ở dates vừa ở except; bỏ một", "dates", number)
        elif begin and (day < begin or (end and day > end)):
            yield at.fault(
                f"{said} nằm ngoài from và to; sửa lại, hoặc ghi thành phiên riêng",
                "dates", number,
            )  # fmt: skip


def dates_off_holidays(folder: Folder) -> Iterator[Fault]:
    """A date on a public holiday is meant, and says so."""
    for session, at, _ in folder.sessions:
        if session.on_holiday is OnHoliday.OPEN or session.kind is Kind.SUSPENSION:
            continue
        for number, day in enumerate(session.dates):
            if is_public_holiday(day, folder.holidays):
                yield at.fault(
                    f"ngày {day:%d/%m/%Y} là ngày nghỉ lễ ({folder.holidays[day].name}); "
                    "nếu vẫn làm thì thêm «on_holiday: lam»",
                    "dates", number,
                )  # fmt: skip


def bounded_suspensions(folder: Folder) -> Iterator[Fault]:
    """A suspension says from when and what it stops; nothing else has a scope."""
    for session, at, _ in folder.sessions:
        if session.kind is not Kind.SUSPENSION:
            if session.scope:
                yield at.fault("scope chỉ dùng với «kind: tam_dung»; bỏ mục này", "scope")
            continue
        if session.scope is None:
            yield at.fault("tạm dừng cần scope: tat_ca, luu_dong hoặc dia_diem")
        if first_day(session) is None:
            yield at.fault("tạm dừng chưa có ngày nào; ghi dates, hoặc from và to")
        if session.scope is Scope.PLACES and not session.places:
            yield at.fault("«scope: dia_diem» cần places: những địa điểm tạm dừng", "scope")
        if session.scope in {Scope.ALL, Scope.MOBILE} and session.places:
            yield at.fault(
                "chỉ tạm dừng ở vài địa điểm thì ghi «scope: dia_diem»; không thì bỏ places",
                "places",
            )


def changes_in_plan(folder: Folder) -> Iterator[Fault]:
    """A change is on a day of the session, one for each day, and says what is different."""
    for session, at, _ in folder.sessions:
        extra = {change.moved_to for change in session.changes} | {session.moved_to}
        seen: set[date] = set()
        for number, change in enumerate(session.changes):
            said = f"ngày {change.date:%d/%m/%Y}"
            path = ("changes", number, "date")
            if change.date in seen:
                yield at.fault(f"{said} có hai thay đổi; gộp làm một", *path)
            elif not falls_on(session, change.date, folder.holidays) and change.date not in extra:
                yield at.fault(f"{said} vốn không có phiên này; sửa ngày hoặc bỏ thay đổi", *path)
            elif not _differs(change):
                yield at.fault(
                    f"thay đổi {said} chưa nói đổi gì; ghi status, hours, place hoặc reason", *path
                )
            seen.add(change.date)


def _differs(change: Change) -> bool:
    other = change.reason or change.hours or change.place or change.moved_to
    return change.status is not State.PLANNED or bool(other)


def moved_ahead(folder: Folder) -> Iterator[Fault]:
    """What is moved was called off, and moves to a later day."""
    for session, at, _ in folder.sessions:
        first = first_day(session)
        if session.moved_to and first:
            yield from _move(session.status, first, session.moved_to, at, ["moved_to"])
        for number, change in enumerate(session.changes):
            if target := change.moved_to:
                path = ("changes", number, "moved_to")
                yield from _move(change.status, change.date, target, at, path)


def _move(
    status: State, day: date, target: date, at: Part, path: Sequence[str | int]
) -> Iterator[Fault]:
    if status not in _OFF:
        yield at.fault("moved_to đi cùng «status: hoan» hoặc «status: huy»; thêm status", *path)
    elif target <= day:
        yield at.fault(
            f"moved_to {target:%d/%m/%Y} phải sau ngày bị dời {day:%d/%m/%Y}; sửa lại", *path
        )


def fitting_hours(folder: Folder) -> Iterator[Fault]:
    """Slots and `from_time` lie within the hours."""
    for session, at, _ in folder.sessions:
        every = [session.hours, *session.hours_by_day.values()]
        open_at = [hours for found in every for hours in found]
        for number, slot in enumerate(session.slots):
            hours = slot.hours
            if open_at and not any(o.start <= hours.start and hours.end <= o.end for o in open_at):
                yield at.fault(
                    f"khung giờ của «{slot.for_}» nằm ngoài hours; sửa một trong hai",
                    "slots", number, "hours",
                )  # fmt: skip
        first = first_day(session)
        late = open_at and session.from_time and first and not hours_on(session, first)
        if late and session.kind is not Kind.SUSPENSION:
            yield at.fault("from_time sau giờ làm của ngày đầu; sửa một trong hai", "from_time")


def weekdays_once(folder: Folder) -> Iterator[Fault]:
    """Each weekday has hours of its own once."""
    for session, at, _ in folder.sessions:
        seen: set[int] = set()
        for written in session.hours_by_day:
            named = set(read_weekdays(written) or ())
            for weekday in sorted(named & seen):
                said = f"{SPOKEN_NAMES[weekday]} có giờ hai lần; giữ một"
                yield at.fault(said, "hours_by_day", written)
            seen |= named


def fitting_people(folder: Folder) -> Iterator[Fault]:
    """Ages are in order, and birth years are of people now alive."""
    for session, at, _ in folder.sessions:
        serves = session.serves
        youngest, oldest = serves.age_min, serves.age_max
        if youngest is not None and oldest is not None and youngest > oldest:
            yield at.fault("age_min lớn hơn age_max; đổi lại", "serves", "age_min")
        year = session.published.year
        for number, born in enumerate(serves.birth_years):
            if not year - _OLDEST <= born <= year:
                yield at.fault(
                    f"năm sinh {born} không hợp lý; viết năm đủ bốn chữ số, "
                    f"từ {year - _OLDEST} đến {year}",
                    "serves", "birth_years", number,
                )  # fmt: skip


def one_team(folder: Folder) -> Iterator[Fault]:
    """Sessions of one file are not at one place at the same hours: one team cannot be both."""
    for file, document in folder.session_files:
        planned = [
            (session, Part(document, ["sessions", number]))
            for number, session in enumerate(file.sessions)
            if session.kind is not Kind.SUSPENSION and session.status not in _OFF
        ]
        for (one, _), (other, at) in combinations(planned, 2):
            if day := _clash(one, other, folder.holidays):
                yield at.fault(
                    f"trùng giờ, trùng chỗ với phiên «{one.id}» ngày {day:%d/%m/%Y}; "
                    "gộp thành một phiên (dùng slots), hoặc sửa giờ",
                    "id",
                )


def _clash(one: Session, other: Session, holidays: Holidays) -> date | None:
    starts = [first_day(one), first_day(other)]
    if None in starts or not _sites(one) & _sites(other):
        return None
    first = max(day for day in starts if day)
    ends = [last_day(one), last_day(other), _later(first)]
    for day in days(one, first, min(day for day in ends if day), holidays):
        if not falls_on(other, day, holidays) or not _sites(one, day) & _sites(other, day):
            continue
        if any(a.overlaps(b) for a in _busy(one, day) for b in _busy(other, day)):
            return day
    return None


def _change(session: Session, day: date) -> Change | None:
    return next((change for change in session.changes if change.date == day), None)


def _sites(session: Session, day: date | None = None) -> set[str]:
    """Return where a session is on a day, or where it ever is."""
    if day is None:
        return {*session.places, *(change.place for change in session.changes if change.place)}
    change = _change(session, day)
    return {change.place} if change and change.place else set(session.places)


def _busy(session: Session, day: date) -> Sequence[Hours]:
    change = _change(session, day)
    if change and change.status in _OFF:
        return ()
    return (change.hours if change else ()) or hours_on(session, day)


def confirmed_after_published(folder: Folder) -> Iterator[Fault]:
    """Nobody vouches for what is not yet published."""
    for session, at, _ in folder.sessions:
        if session.published > session.last_confirmed.on:
            yield at.fault(
                f"published {session.published:%d/%m/%Y} sau ngày xác nhận "
                f"{session.last_confirmed.on:%d/%m/%Y}; sửa một trong hai",
                "published",
            )


def _later(day: date) -> date:
    return date.max if date.max - day < _LOOK_AHEAD else day + _LOOK_AHEAD
