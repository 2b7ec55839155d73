"""One session at one place on one day: whether it takes place, when, and if not, why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from bot.content.local import Service, Slot
from bot.content.neighbourhood import LocatedSession, LocatedSite
from bot.language.clock_times import END_OF_DAY, Hours
from bot.language.places import Area


class Standing(StrEnum):
    """How an occurrence stands."""

    PLANNED = "len_lich"
    FULL = "het_cho"
    POSTPONED = "hoan"
    CANCELLED = "huy"
    SUSPENDED = "tam_dung"
    HOLIDAY = "nghi_le"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One session at one place on one day."""

    session: LocatedSession
    site: LocatedSite | None
    """None where the session has no place: home visits."""
    number: int
    """Of the site among those of the session, from 0."""
    day: date
    hours: tuple[Hours, ...]
    """In order, Vietnam's time; empty: not known, and never promised."""
    standing: Standing
    services: tuple[Service, ...]
    reason: str = ""
    """Why it is called off or different; what staff wrote, or the holiday's name."""
    moved_to: date | None = None
    moved_from: date | None = None
    opens: time | None = None
    """Known although the hours are not: it does not begin before."""
    closes: time | None = None
    """Known although the hours are not: it does not last longer."""
    changed: bool = False
    """Whether hours or place differ from the plan."""
    slots: tuple[Slot, ...] = ()
    """Hours kept for some people, as far as they hold on this day."""
    sequence: int = 0
    """How many of the staff's changes and suspensions touch this day."""

    @property
    def takes_place(self) -> bool:
        """Whether somebody works there; `FULL` ones take nobody new."""
        return self.standing in {Standing.PLANNED, Standing.FULL}

    @property
    def area(self) -> Area:
        """Today's ward or commune."""
        return self.site.area if self.site else self.session.area

    @property
    def start(self) -> time | None:
        """When it begins, if that is known."""
        return self.hours[0].start if self.hours else self.opens

    @property
    def end(self) -> time | None:
        """When it ends, if that is known."""
        return self.hours[-1].end if self.hours else self.closes

    @property
    def key(self) -> str:
        """At most 60 characters, for buttons: `session:20261205`, `session:20261205:1`."""
        site = f":{self.number}" if self.number else ""
        return f"{self.session.session.id}:{self.day:%Y%m%d}{site}"

    @property
    def order(self) -> tuple[date, time, str, int]:
        """Sorts by day and hour; unknown hours come last in a day."""
        return self.day, self.start or END_OF_DAY, self.session.session.id, self.number

    def is_over(self, day: date, now: time) -> bool:
        """Return whether it has ended at that time of that day; unknown hours last all day."""
        if self.day != day:
            return self.day < day
        return self.end is not None and self.end != END_OF_DAY and self.end <= now
