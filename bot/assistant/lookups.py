"""What answers a topic better than its wording: the age calculator, the sessions, the offices."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.assistant import eligibility
from bot.assistant.eligibility.rules import Rules
from bot.assistant.heard import Heard
from bot.assistant.sessions.asking import Asked, LocalAnswer
from bot.assistant.sessions.guide import LocalGuide
from bot.assistant.sessions.wishes import read_wishes
from bot.assistant.status import Status
from bot.content.knowledge import Knowledge
from bot.content.models import Lookup, Source
from bot.content.parameters import NoValueError, write_day
from bot.language.anniversaries import years_on
from bot.language.births import Birth, Card, Issue, Said
from bot.language.english import Language
from bot.language.places import MOST_ASKED, Found
from bot.language.text import fold

_NO_CARD = re.compile(
    r"\b(?:chua|khong|ko) (?:tung |he |bao gio )*(?:co|lam|duoc cap) (?:the|can cuoc|cccd)\b"
)
_MOST_PERSONS, _MOST_MILESTONES = 4, 3
_ONE_PERSON = timedelta(days=800)
"""The longest interval of birth that still tells of one person's age."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked up; every text is final."""

    status: Status
    note: str
    sources: tuple[Source, ...] = ()
    suggestions: tuple[str, ...] = ()
    """Messages that the person may send next, as buttons."""
    reminders: tuple[eligibility.Due, ...] = ()
    local: LocalAnswer | None = None

    @property
    def found(self) -> bool:
        """Return whether it says more than that nothing is known, or where one lives."""
        return self.local is None or self.status in {Status.SESSIONS, Status.OFFICE}


@dataclass(frozen=True)
class Situation:
    """A message and what went before it: the newest word on each thing counts."""

    moment: datetime
    """In Vietnam's zone."""
    language: Language
    heard: tuple[Heard, ...]
    """The message, then earlier ones, newest first."""
    home: Found | None = None
    """Where the person is known to be."""
    point: tuple[float, float] | None = None
    """A shared location, in degrees."""

    @property
    def births(self) -> tuple[Birth, ...]:
        """Return the births named last."""
        return next((heard.births for heard in self.heard if heard.births), ())

    @property
    def where(self) -> Heard | None:
        """Return the message that named a place last."""
        return next((heard for heard in self.heard if heard.place or heard.site), None)

    @property
    def place(self) -> Found | None:
        """Return the place named last, else the home; a point shared now goes first."""
        if self.where:
            return self.where.place
        return None if self.point else self.home


def says_no_card(text: str) -> bool:
    """Return whether somebody says to have no card yet."""
    return bool(_NO_CARD.search(fold(text).lower()))


class Lookups:
    """Looks things up in one release. Safe to share between questions."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Index the local data of a release."""
        self._knowledge = knowledge
        self.guide = LocalGuide(knowledge)

    def find(self, what: Lookup, situation: Situation) -> Finding | None:
        """Return what is found; None where the message says too little to look anything up."""
        if what == "tinh-tuoi":
            return self._calculate(situation)
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

    def _calculate(self, situation: Situation) -> Finding | None:
        births = _persons(situation.births)[:_MOST_PERSONS]
        if not births:
            return None
        told = [self._person(birth, situation, alone=len(births) == 1) for birth in births]
        outcomes = [outcome for outcome, _ in told if outcome]
        asks = any(outcome.status is eligibility.AgeStatus.ASK for outcome in outcomes)
        contradicted = len(outcomes) < len(told)
        return Finding(
            Status.NEEDS_DETAIL if asks or contradicted else Status.CALCULATED,
            "\n\n".join(text for _, text in told),
            tuple(dict.fromkeys(
                source for outcome in outcomes
                for source in eligibility.sources_of(outcome, self._knowledge)
            )),
            self._replies(outcomes, situation),
            eligibility.due_days(outcomes[0]) if len(outcomes) == 1 else (),
        )  # fmt: skip

    def _person(
        self, birth: Birth, situation: Situation, *, alone: bool
    ) -> tuple[eligibility.Outcome | None, str]:
        """Return what applies to one person, and its wording; None where days contradict."""
        knowledge, language = self._knowledge, situation.language
        day = situation.moment.date()
        heading = self._born(birth, language)
        try:
            issue = self._issue(birth, situation, alone=alone)
            outcome = eligibility.outcome_of_interval(
                birth.first, birth.last, issue, day, knowledge.parameters
            )
        except eligibility.ContradictionError as error:
            return None, f"{heading}\n{eligibility.complain(error, knowledge, language)}"
        except (NoValueError, ValueError, OverflowError):
            today = write_day(day, language)
            return (
                None,
                f"{heading}\n{knowledge.say('tinh-chua-co-quy-dinh', language, ngay=today)}",
            )
        if len(outcome.needs) > 1:
            heading = f"{heading}\n{self._milestones(birth, situation)}"
        return outcome, f"{heading}\n{eligibility.explain(outcome, knowledge, language)}"

    def _issue(self, birth: Birth, situation: Situation, *, alone: bool) -> Issue | None:
        """Return what is known of the card: none, what was told, or some card unknown.

        What is told of a card belongs to nobody in particular where several persons are named;
        who needs no card yet is taken to have none. `CCCD` and `căn cước` are said of any card,
        so only the day of issue tells which it is.
        """
        if any(says_no_card(heard.text) for heard in situation.heard[:2]):
            return None
        told = next((heard.issue for heard in situation.heard if heard.issue), None)
        if told and alone and told.card is Card.CMND:
            return told
        if told and alone and told.first:
            return replace(told, card=None)
        day = situation.moment.date()
        rules = Rules.on(day, self._knowledge.parameters)
        if years_on(birth.first, day) < rules.mandatory_age:
            return None
        return Issue(rules.earliest_cccd, day, None, (0, 0))

    def _replies(
        self, outcomes: Iterable[eligibility.Outcome], situation: Situation
    ) -> tuple[str, ...]:
        """Return what a person most likely adds about the card, where that is asked."""
        needs = {need for outcome in outcomes for need in outcome.needs}
        if eligibility.Need.ISSUE not in needs:
            return ()
        names = ("tra-loi-chua-co-the", "tra-loi-cmnd")
        return tuple(self._knowledge.say(name, situation.language) for name in names)

    def _born(self, birth: Birth, language: Language) -> str:
        """Return whom a paragraph is about, as it was said: a day, a month, a year or an age."""
        say, first = self._knowledge.say, write_day(birth.first, language)
        if birth.said is Said.DAY:
            return say("tinh-sinh-ngay", language, ngay=first)
        if birth.said is Said.MONTH:
            return say("tinh-sinh-thang", language, thang=f"{birth.first:%m/%Y}")
        if birth.said is Said.YEAR:
            return say("tinh-sinh-nam", language, nam=str(birth.first.year))
        return say("tinh-sinh-khoang", language, dau=first, cuoi=write_day(birth.last, language))

    def _milestones(self, birth: Birth, situation: Situation) -> str:
        """Return the ages of exchange that are near for a year of birth, and when they come."""
        day, language, say = situation.moment.date(), situation.language, self._knowledge.say
        rules = Rules.on(day, self._knowledge.parameters)
        first, last = birth.first.year, birth.last.year
        years = {age: last + age for age in rules.milestones}
        # A card may still be due for an age that was reached since the first cards of today.
        since = rules.earliest_cccd.year
        near = [age for age, year in years.items() if year >= since][:_MOST_MILESTONES]
        told = [
            say("tinh-moc", language, tuoi=str(age), nam=_years(first + age, last + age))
            for age in near or list(years)[-1:]
        ]
        return say("tinh-cac-moc", language, moc="; ".join(told), khoang=str(rules.early_years))


def _persons(births: Iterable[Birth]) -> list[Birth]:
    """Return one birth for each person; open ages (`trên 60`) are no person's."""
    persons: list[Birth] = []
    for birth in births:
        if birth.last - birth.first > _ONE_PERSON:
            continue
        before = persons[-1] if persons else birth
        first, last = max(before.first, birth.first), min(before.last, birth.last)
        if persons and birth.who == before.who != "" and first <= last:
            persons[-1] = replace(before, first=first, last=last)  # `con lớp 9, 14 tuổi`
        else:
            persons.append(birth)
    return persons


def _both(held: LocalAnswer, office: LocalAnswer) -> LocalAnswer:
    """Return what is held on the days asked for, then the office."""
    return replace(
        held,
        lines=tuple(dict.fromkeys((*held.lines, office.note, *office.lines))),
        venues=(*held.venues, *office.venues),
        offices=office.offices,
    )


def _years(first: int, last: int) -> str:
    return str(last) if first == last else f"{first}/{last}"
