"""Whether a session serves the people who are asked about, and at which of its hours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from bot.assistant.sessions.occurrences import Occurrence
from bot.assistant.sessions.residents import Group, lives_in
from bot.content.local import Kind, Residency, Serves, Service
from bot.language.anniversaries import years_on
from bot.language.births import Birth
from bot.language.clock_times import Hours
from bot.language.text import fold


class Fit(IntEnum):
    """Whether somebody is served; the lowest of several conditions decides."""

    NO = 0
    DEPENDS = 1
    """On something that was not said."""
    YES = 2


@dataclass(frozen=True, slots=True)
class Persons:
    """Who is to be served with what; what was not said is left empty."""

    births: tuple[Birth, ...] = ()
    groups: frozenset[Group] = frozenset()
    residency: Residency = Residency.ANY
    services: frozenset[Service] = frozenset()
    message: str = ""
    """The folded message, in which schools and groups with names are looked for."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a session is to the people asked about."""

    fit: Fit
    hours: tuple[Hours, ...]
    """Those of their residential group where it has its own, else those of the session."""
    own_hours: bool = False
    left_out: tuple[Birth, ...] = ()
    """Who of them is not served, where others are."""


def verdict(occurrence: Occurrence, persons: Persons) -> Verdict:
    """Judge one occurrence.

    Closed circles (a school, a company) must have been named, but at home anybody may ask.
    """
    session = occurrence.session.session
    serves = session.serves
    unnamed = Fit.DEPENDS if session.kind is Kind.HOME else Fit.NO
    fit = min(
        _offered(frozenset(occurrence.services), persons.services),
        _resident(serves, persons),
        *(
            Fit.YES if _named(circle, persons.message) else unnamed
            for circle in (serves.school, serves.group)
            if circle
        ),
    )
    left_out: tuple[Birth, ...] = ()
    if persons.births:
        by_birth = [(_of_age(serves, birth, occurrence.day), birth) for birth in persons.births]
        fit = min(fit, max(by_birth, key=lambda item: item[0])[0])
        left_out = tuple(birth for each, birth in by_birth if each is Fit.NO) if fit else ()
    elif serves.birth_years or serves.age_min is not None or serves.age_max is not None:
        fit = min(fit, Fit.DEPENDS)
    slots = [(lives_in(slot.for_, persons.groups, persons.message), slot.hours)
             for slot in occurrence.slots]  # fmt: skip
    own = tuple(hours for lives, hours in slots if lives)
    if slots and all(lives is False for lives, _ in slots):
        fit = min(fit, Fit.DEPENDS)
    return Verdict(fit, own or occurrence.hours, bool(own), left_out)


def _offered(offered: frozenset[Service], wanted: frozenset[Service]) -> Fit:
    if wanted <= offered:
        return Fit.YES
    return Fit.DEPENDS if wanted & offered else Fit.NO


def _resident(serves: Serves, persons: Persons) -> Fit:
    fit = Fit.YES
    if serves.residents:
        lives = lives_in(serves.residents, persons.groups, persons.message)
        fit = Fit.DEPENDS if lives is None else Fit.YES if lives else Fit.NO
    if serves.residency is Residency.ANY or serves.residency is persons.residency:
        return fit
    return min(fit, Fit.DEPENDS if persons.residency is Residency.ANY else Fit.NO)


def _named(circle: str, message: str) -> bool:
    plain = re.sub(r"^truong ", "", " ".join(fold(circle).lower().split()))
    return bool(re.search(rf"\b{re.escape(plain)}\b", message))


def _of_age(serves: Serves, birth: Birth, day: date) -> Fit:
    youngest, oldest = years_on(birth.last, day), years_on(birth.first, day)
    low = serves.age_min or 0
    high = oldest if serves.age_max is None else serves.age_max
    fit = Fit.YES if low <= youngest and oldest <= high else Fit.DEPENDS
    if oldest < low or youngest > high:
        fit = Fit.NO
    if serves.birth_years:
        years = range(birth.first.year, birth.last.year + 1)
        named = [year in serves.birth_years for year in years]
        fit = min(fit, Fit.YES if all(named) else Fit.DEPENDS if any(named) else Fit.NO)
    return fit
