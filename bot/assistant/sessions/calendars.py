"""Calendar files (RFC 5545): one session, the feed of a ward, the day of a renewal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import repeat

from icalendar import Alarm, Calendar, Event

from bot.assistant.eligibility import DueKind
from bot.assistant.question import VIETNAM
from bot.assistant.sessions.guide import LocalGuide
from bot.assistant.sessions.occurrences import Occurrence, Standing
from bot.assistant.sessions.phrases import Voice, capital
from bot.assistant.sessions.query import Hit
from bot.assistant.sessions.schedule import Schedule
from bot.assistant.sessions.serving import Fit
from bot.assistant.sessions.shifting import shifted
from bot.assistant.sessions.wording import Teller
from bot.content.knowledge import Knowledge
from bot.content.parameters import write_day
from bot.language.clock_times import END_OF_DAY
from bot.language.english import Language
from bot.language.places import Area

FEED_BEHIND, FEED_AHEAD = timedelta(days=31), timedelta(days=184)
"""What the feed of a ward reaches back and ahead."""
_DOMAIN = "tro-ly-can-cuoc"
_PRODUCT = "-//tro-ly-can-cuoc//phien//VI"
_REFRESH = timedelta(hours=6)
_MORNING = time(8)
"""When a reminder for a whole day rings."""


class CalendarFiles:
    """Writes the sessions of one release as calendar files, without alarms."""

    def __init__(self, guide: LocalGuide) -> None:
        """`guide` knows the sessions and the words."""
        self._guide = guide

    def event(self, key: str, moment: datetime, language: Language = "vi") -> bytes | None:
        """Return the file of the occurrence with this key; None once there is none."""
        occurrence = self._guide.calendar.occurrence(key)
        if occurrence is None:
            return None
        calendar = _calendar()
        calendar.add_component(_event(occurrence, self._teller(moment, language)))
        return _written(calendar)

    def several(
        self, occurrences: Iterable[Occurrence], moment: datetime, language: Language = "vi"
    ) -> bytes:
        """Return some occurrences as one file."""
        teller = self._teller(moment, language)
        return _subscribed(occurrences, teller.voice.say("lich-ten-chung"), teller)

    def feed(self, ward: str, moment: datetime, language: Language = "vi") -> bytes | None:
        """Return the calendar of a ward by its code, to subscribe to; None without any session.

        What was called off stays in as cancelled; days on which a place rests by plan are left
        out.
        """
        schedules = [item for item in self._guide.calendar.schedules if _area(item, ward)]
        if not schedules:
            return None
        today = moment.date()
        first, last = shifted(today, -FEED_BEHIND), shifted(today, FEED_AHEAD)
        occurrences = (
            item
            for schedule in schedules
            for item in schedule.between(first, last)
            if ward in {item.area.code, item.session.area.code}
            and item.standing is not Standing.HOLIDAY
        )
        area = next(area for area in map(_area, schedules, repeat(ward)) if area)
        teller = self._teller(moment, language)
        name = teller.voice.say("lich-ten", dia_ban=f"{area.name}, {area.province}")
        return _subscribed(sorted(occurrences, key=lambda item: item.order), name, teller)

    def _teller(self, moment: datetime, language: Language) -> Teller:
        return Teller(Voice(self._guide.knowledge, language, moment))


def _area(schedule: Schedule, ward: str) -> Area | None:
    """Return the ward of this code, where a session is of that ward or ever held in it."""
    areas = [schedule.located.area, *(site.area for site in schedule.sites)]
    return next((area for area in areas if area.code == ward), None)


def _subscribed(occurrences: Iterable[Occurrence], name: str, teller: Teller) -> bytes:
    calendar = _calendar()
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", VIETNAM.key)
    calendar.add("refresh-interval", _REFRESH, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for occurrence in occurrences:
        calendar.add_component(_event(occurrence, teller))
    return _written(calendar)


def reminder_file(
    day: date,
    title: str,
    text: str,
    *,
    key: str,
    made_on: date,
    days_ahead: Sequence[int] = (30, 0),
) -> bytes:
    """Return an event of a whole day that rings at eight in the morning.

    `key` makes it the same event when it is made again; `days_ahead`: how many days before it
    rings; `made_on`: the day that decides which of two versions is newer.
    """
    event = Event()
    event.add("uid", f"{key}@{_DOMAIN}")
    event.add("dtstamp", _utc(made_on, time(0)))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", title)
    event.add("description", text)
    for ahead in sorted(set(days_ahead), reverse=True):
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", timedelta(hours=_MORNING.hour) - timedelta(days=ahead))
        event.add_component(alarm)
    calendar = _calendar()
    calendar.add_component(event)
    return _written(calendar)


_REMINDED = {DueKind.COMPULSORY: "nhac-lam-the", DueKind.LAST: "nhac-doi-the"}
"""Days of the age calculator worth an entry, and the sentence that names them."""


def renewal_title(
    kind: DueKind, day: date, knowledge: Knowledge, language: Language
) -> str | None:
    """Return what an entry for a day of the age calculator is called; None for one without."""
    message = _REMINDED.get(kind)
    return knowledge.say(message, language, ngay=write_day(day, language)) if message else None


def renewal_file(
    kind: DueKind, day: date, moment: datetime, knowledge: Knowledge, language: Language
) -> bytes | None:
    """Return the day by which somebody is due, without a word on the person.

    None where such a day is worth no entry.
    """
    title = renewal_title(kind, day, knowledge, language)
    if title is None:
        return None
    key = f"{kind.value}-{day.isoformat()}"
    return reminder_file(day, title, title, key=key, made_on=moment.date())


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    return calendar


def _written(calendar: Calendar) -> bytes:
    written: bytes = calendar.to_ical()
    return written


def _event(occurrence: Occurrence, teller: Teller) -> Event:
    """Return one event with UTC times, or of a whole day where the hours are not known."""
    located, site = occurrence.session, occurrence.site
    event = Event()
    event.add("uid", uid(occurrence))
    event.add("dtstamp", _utc(located.session.last_confirmed.on, time(0)))
    event.add("sequence", occurrence.sequence)
    if occurrence.hours:
        event.add("dtstart", _utc(occurrence.day, occurrence.hours[0].start))
        event.add("dtend", _utc(occurrence.day, occurrence.hours[-1].end))
    else:
        event.add("dtstart", occurrence.day)
        event.add("dtend", shifted(occurrence.day, timedelta(1)))
        event.add("transp", "TRANSPARENT")
    event.add("status", "CONFIRMED" if occurrence.takes_place else "CANCELLED")
    event.add("summary", teller.title(occurrence))
    if site:
        event.add("location", f"{teller.place(site)}, {site.area.province}")
    if site and site.point and site.exact:
        event.add("geo", site.point)
    event.add("description", "\n".join(_description(occurrence, teller)))
    return event


def uid(occurrence: Occurrence) -> str:
    """Return an event's lasting name: session and day, and the place after a session's first."""
    name = f"{occurrence.session.session.id}-{occurrence.day:%Y%m%d}"
    if occurrence.number and occurrence.site:
        name = f"{name}-{occurrence.site.id}"
    return f"{name}@{_DOMAIN}"


def _description(occurrence: Occurrence, teller: Teller) -> list[str]:
    hit = Hit(occurrence, Fit.DEPENDS, occurrence.hours)
    session = occurrence.session.session
    told = [teller.sample()] if occurrence.session.sample else []
    if occurrence.takes_place:
        told += [f"{capital(teller.hours(hit))}.", *teller.details(hit)]
    else:
        told += teller.why_not(occurrence)
    return [*told, teller.source(session.source, session.last_confirmed)]


def _utc(day: date, moment: time) -> datetime:
    if moment == END_OF_DAY:
        day, moment = shifted(day, timedelta(1)), time(0)
    return datetime.combine(day, moment, VIETNAM).astimezone(UTC)
