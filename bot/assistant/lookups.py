"""What answers a topic better than its wording: the age calculator, the sessions, the offices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.assistant.finding import Finding
from bot.assistant.renewals import Renewals
from bot.assistant.sessions.asking import Asked, LocalAnswer
from bot.assistant.sessions.guide import LocalGuide
from bot.assistant.sessions.wishes import Wishes, read_wishes
from bot.assistant.situation import Situation
from bot.assistant.status import Status
from bot.content.knowledge import Knowledge
from bot.content.parameters import write_day
from bot.content.topics import Lookup
from bot.language.dates import Missing, When, end_of_month
from bot.language.places import MOST_ASKED
from bot.language.text import words

_LEAP_YEAR = 2028
"""What a month has at most, it has in such a year."""


class Lookups:
    """Looks things up in one release. Safe to share between questions."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Index the local data of a release."""
        self._knowledge = knowledge
        self.guide = LocalGuide(knowledge)
        self._renewals = Renewals(knowledge)

    def find(self, what: Lookup, situation: Situation) -> Finding | None:
        """Return what is found; None where the message says too little to look anything up."""
        if what == "tinh-tuoi":
            return self._renewals.find(situation)
        return self._locate(what, situation)

    def _locate(self, what: Lookup, situation: Situation) -> Finding:
        heard = situation.heard[0]
        if heard.missing:
            return Finding(Status.NEEDS_DETAIL, self._no_such_day(heard.missing[0], situation))
        site = situation.where.site if situation.where else None
        asked = Asked(
            situation.moment,
            self._days_asked(situation),
            situation.place,
            site.sites if site else (),
            situation.point,
            situation.births,
            self._wishes(situation),
            situation.language,
        )
        answer = self.guide.sessions(asked) if what == "lich" else self.guide.office(asked)
        if what == "co-quan" and (asked.whens or asked.wishes.groups):
            held = self.guide.sessions(asked)
            if held.found and held.found.told:
                answer = _both(held, answer) if answer.status is Status.OFFICE else held
        areas = answer.areas
        if answer.status is Status.NEEDS_DETAIL and not (areas or asked.place):
            areas = tuple(held.area for held in self.guide.areas.values())[:MOST_ASKED]
        named = tuple(f"{area.name}, {area.province}" for area in areas)
        unknown = answer.status in {Status.NEEDS_DETAIL, Status.ANSWERED}
        note = f"{self._holidays(asked)}{answer.text}" if unknown else answer.text
        return Finding(answer.status, note, suggestions=named, local=answer)

    def _days_asked(self, situation: Situation) -> tuple[When, ...]:
        """Return the days named last; none where it is asked which day it is."""
        heard = situation.heard[0]
        asked = self.guide.schedule_words.read(heard.rest, heard.site.said if heard.site else ())
        if asked and asked.which_day and not heard.whens:
            return ()
        return next((each.whens for each in situation.heard if each.whens), ())

    def _wishes(self, situation: Situation) -> Wishes:
        """Return what the message wants; a campaign goes on where only a place is named."""
        heard, site = situation.heard[0], situation.where.site if situation.where else None
        wishes = read_wishes(heard.text, " ".join(site.said) if site else "")
        before = next(iter(situation.heard[1:]), None)
        if before is None or heard.whens or words(heard.rest):
            return wishes
        return replace(wishes, campaign=wishes.campaign or read_wishes(before.text).campaign)

    def _no_such_day(self, missing: Missing, situation: Situation) -> str:
        year = f"/{missing.year}" if missing.year else ""
        leap = date(missing.year or _LEAP_YEAR, missing.month, 1)
        return self._knowledge.say(
            "khong-co-ngay",
            situation.language,
            ngay=f"{missing.number}/{missing.month}{year}",
            thang=f"{missing.month}{year}",
            cuoi=str(end_of_month(leap).day),
        )

    def _holidays(self, asked: Asked) -> str:
        """Return what is known of the days asked for everywhere: that they are public holidays."""
        told = []
        for when in asked.whens:
            holiday = self._knowledge.local.holidays.get(when.first)
            if when.first == when.last and holiday and not holiday.working:
                day = write_day(when.first, asked.language)
                told.append(
                    self._knowledge.say("ngay-nghi-le", asked.language, ngay=day, ten=holiday.name)
                )
        return "".join(f"{line}\n\n" for line in told)


def _both(held: LocalAnswer, office: LocalAnswer) -> LocalAnswer:
    """Return what is held on the days asked for, then the office."""
    return replace(
        held,
        lines=tuple(dict.fromkeys((*held.lines, office.note, *office.lines))),
        venues=(*held.venues, *office.venues),
        offices=office.offices,
    )
