"""Coming sessions as staff change them: one session on one day, at all of its places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path

from bot.assistant.engine import Engine
from bot.assistant.sessions.occurrences import Occurrence, Standing
from bot.assistant.sessions.phrases import Voice
from bot.assistant.sessions.query import Hit
from bot.assistant.sessions.serving import Fit
from bot.assistant.sessions.wording import Sheet, Teller
from bot.content import loading
from bot.content.editing import sessions
from bot.content.editing.sessions import News
from bot.content.local import State
from bot.outreach import foreseeing
from bot.outreach.foreseeing import Foreseen
from bot.staff import members
from bot.store.kept import StaffMember
from bot.store.outreach_base import Chats
from handlers.staff.saving import Make

AHEAD = timedelta(days=13)
"""From today on."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session on a day."""

    occurrences: tuple[Occurrence, ...]
    """One for each place."""

    @property
    def session(self) -> str:
        """Return the id of the session."""
        return self.occurrences[0].session.session.id

    @property
    def day(self) -> date:
        """Return the day."""
        return self.occurrences[0].day

    @property
    def key(self) -> str:
        """Return what stands for it on a button."""
        return f"{self.session}:{self.day:%y%m%d}"

    @property
    def ward(self) -> str:
        """Return the code of the ward whose staff it belongs to."""
        return self.occurrences[0].session.area.code

    @property
    def is_full(self) -> bool:
        """Return whether it takes nobody new."""
        return all(item.standing is Standing.FULL for item in self.occurrences)

    def told(self, engine: Engine, moment: datetime) -> str:
        """Return when and where it is, a line for each place."""
        teller = Teller(Voice(engine.knowledge, "vi", moment))
        hits = (Hit(item, Fit.DEPENDS, item.hours) for item in self.occurrences)
        return "\n".join(teller.line(Sheet((hit,))) for hit in hits)


def coming(engine: Engine, member: StaffMember, moment: datetime) -> list[Meeting]:
    """Return what takes place from now on in the wards of somebody; `moment` in Vietnam's zone."""
    today = moment.date()
    items = [
        item
        for item in engine.lookups.guide.calendar.between(today, today + AHEAD)
        if item.takes_place
        and not item.is_over(today, moment.time())
        and members.may_edit(member, item.session.area.code)
    ]
    items.sort(key=lambda item: (item.day, item.session.session.id))
    grouped = groupby(items, key=lambda item: (item.day, item.session.session.id))
    found = [Meeting(tuple(same)) for _, same in grouped]
    return sorted(found, key=lambda meeting: meeting.occurrences[0].order)


def find(engine: Engine, member: StaffMember, key: str) -> Meeting | None:
    """Return what a button stands for; None where it is over, gone or somebody else's."""
    session, _, day = key.partition(":")
    try:
        on = datetime.strptime(day, "%y%m%d").date()  # noqa: DTZ007  (a day, no moment)
    except ValueError:
        return None
    items = engine.lookups.guide.calendar.between(on, on)
    same = tuple(item for item in items if item.session.session.id == session)
    found = Meeting(same) if any(item.takes_place for item in same) else None
    return found if found and members.may_edit(member, found.ward) else None


def cancelled(meeting: Meeting, today: date, by: str) -> Make:
    """Return what calls a meeting off."""
    return _telling(meeting, News(State.CANCELLED, by, today))


def filled(meeting: Meeting, today: date, by: str) -> Make:
    """Return what says that a meeting takes nobody new."""
    return _telling(meeting, News(State.FULL, by, today))


def postponed(meeting: Meeting, later: int, today: date, by: str) -> Make:
    """Return what puts a meeting off by so many days."""
    new = meeting.day + timedelta(later)
    return _telling(meeting, News(State.POSTPONED, by, today, moved_to=new))


def _telling(meeting: Meeting, news: News) -> Make:
    return lambda files: sessions.told(files, meeting.session, {meeting.day}, news)


def foreseen(make: Make, engine: Engine, folder: Path, chats: Chats, moment: datetime) -> Foreseen:
    """Return what an edit will tell, and how many chats; blocks for a second.

    `KnowledgeError` with the faults that the knowledge would have.
    """
    files = loading.read_folder(folder)
    after = loading.load(make(files).onto(files))
    return foreseeing.foreseen(engine.knowledge, after, chats, moment)
