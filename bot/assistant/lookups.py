"""What answers a topic better than its wording: the age calculator, the sessions, the offices."""

from __future__ import annotations

from dataclasses import replace

from bot.assistant.finding import Finding
from bot.assistant.renewals import Renewals
from bot.assistant.sessions.asking import Asked, LocalAnswer
from bot.assistant.sessions.guide import LocalGuide
from bot.assistant.sessions.wishes import read_wishes
from bot.assistant.situation import Situation
from bot.assistant.status import Status
from bot.content.knowledge import Knowledge
from bot.content.parameters import write_day
from bot.content.topics import Lookup
from bot.language.places import MOST_ASKED


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
        site = situation.where.site if situation.where else None
        asked = Asked(
            situation.moment,
            next((each.whens for each in situation.heard if each.whens), ()),
            situation.place,
            site.sites if site else (),
            situation.point,
            situation.births,
            read_wishes(heard.text, " ".join(site.said) if site else ""),
            situation.language,
        )
        answer = self.guide.sessions(asked) if what == "lich" else self.guide.office(asked)
        if what == "co-quan" and asked.whens:
            held = self.guide.sessions(asked)
            if held.found and held.found.told:
                answer = _both(held, answer) if answer.status is Status.OFFICE else held
        areas = answer.areas
        if answer.status is Status.NEEDS_DETAIL and not (areas or asked.place):
            areas = tuple(held.area for held in self.guide.areas.values())[:MOST_ASKED]
        named = tuple(f"{area.name}, {area.province}" for area in areas)
        asks = answer.status is Status.NEEDS_DETAIL
        note = f"{self._holidays(asked)}{answer.text}" if asks else answer.text
        return Finding(answer.status, note, suggestions=named, local=answer)

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
