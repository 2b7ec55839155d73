"""When a card must be exchanged: for one birthday, or for intervals of birth and of issue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.assistant.age_bands import MANDATORY_AGE, bands
from bot.assistant.eligibility.contradictions import Contradiction, ContradictionError
from bot.assistant.eligibility.joining import joined
from bot.assistant.eligibility.outcomes import DUE_DAYS, AgeStatus, Need, Outcome, Renewal
from bot.assistant.eligibility.rules import CMND_LAST_DAY, EARLY_YEARS, MILESTONES, Rules, Term
from bot.content.parameters import Parameters
from bot.language.anniversaries import birthday, years_on
from bot.language.births.issues import Card, Issue
from bot.language.births.periods import days_later, months_before

_AROUND = (-2, -1, 0, 1, 2)
"""Days around a birthday on which something may change, 29 February counted in."""
_BY_AGE = (MILESTONES, EARLY_YEARS)


def outcome(
    born: date, issued: date | None, card: Card | None, day: date, parameters: Parameters
) -> Outcome:
    """Return what applies on a day to who was born on a day, by the rules of the day asked.

    Neither kind nor day of issue known means that there is no card.

    Raises:
        ContradictionError: The days and the kind of card cannot all be right.
        NoValueError: A rule is not known for that day.
        ValueError: An age is reached after the last day of the calendar.
    """
    told = Issue(issued, issued, card, (0, 0)) if issued or card else None
    return outcome_of_interval(born, born, told, day, parameters)


def outcome_of_interval(
    first: date, last: date, issue: Issue | None, day: date, parameters: Parameters
) -> Outcome:
    """Return what applies on a day to who was born between two days, both included.

    Days of birth or of issue that cannot be are left out. Where what is left leads to different
    statuses, ages or days, the status is `ask` and only what is common to all is filled in.
    Errors are those of `outcome`.
    """
    rules = Rules.on(day, parameters)
    if first > day:
        raise ContradictionError(Contradiction.BORN_LATER, ngay=day)
    last = min(last, day)
    found: list[tuple[date, Outcome]] = []
    impossible = None
    for born in telling_births(first, last, issue, rules):
        try:
            found.append((born, of_birth(born, issue, rules)))
        except ContradictionError as error:
            impossible = impossible or error
    if not found and impossible:
        raise impossible
    oldest, youngest = (years_on(born, day) for born in (found[0][0], found[-1][0]))
    named = bands(youngest, oldest, day, parameters)
    return replace(joined(found, found[-1][0], Need.BIRTH), bands=named)


def telling_births(first: date, last: date, issue: Issue | None, rules: Rules) -> list[date]:
    """Return the days of birth in an interval, both ends included, that tell of all others.

    Between two of them nothing changes but the days that follow the birthday.
    """
    days = {rules.day, rules.day + timedelta(DUE_DAYS), *rules.turning_days}
    days |= {day for day in (issue.first, issue.last) if day} if issue else set()
    found = {first, last}
    for day in days:
        for months in _months_at_issue(issue):
            around = months_before(day, months)
            found |= {days_later(around, number) for number in _AROUND}
        for age in (0, *rules.turning_ages):
            if first.year <= day.year - age <= last.year + 1:
                around = birthday(day, -age)
                found |= {around + timedelta(number) for number in _AROUND}
    return sorted(born for born in found if first <= born <= last)


def of_birth(born: date, issue: Issue | None, rules: Rules) -> Outcome:
    """Return the outcome for one day of birth by rules that are at hand, without its band."""
    if issue is None or not (issue.card or issue.dated or issue.unknown):
        return _without_card(born, rules)
    first, last = _days_of_issue(born, issue, rules)
    if issue.card is Card.CMND:
        return _with_cmnd(born, rules)
    starts = [first, *(turn for turn in rules.turns(born) if first < turn <= last)]
    found = [(start, _with_card(born, start, issue.card, rules)) for start in starts]
    return joined(found, last, Need.ISSUE)


def _days_of_issue(born: date, issue: Issue, rules: Rules) -> tuple[date, date]:
    """Return the first and the last day on which the card can have been issued."""
    if issue.unknown:
        return rules.first_issue_day(born), rules.day
    first, last = _told_days(born, issue, rules)
    if first > rules.day:
        raise ContradictionError(Contradiction.ISSUED_LATER, ngay=rules.day)
    if last < born:
        raise ContradictionError(Contradiction.ISSUED_BEFORE_BIRTH, sinh=born)
    first, last = max(first, born), min(last, rules.day)
    if issue.card is Card.CMND and first > rules.cmnd_last_day:
        raise ContradictionError(Contradiction.CMND_AFTER_ITS_END, ngay=rules.cmnd_last_day)
    if issue.card is Card.CCCD:
        last_cccd = rules.first_card_day - timedelta(1)
        if first > last_cccd:
            raise ContradictionError(
                Contradiction.CCCD_AFTER_ITS_END, ngay=last_cccd, moi=rules.first_card_day
            )
        # A day of issue that was told stands, even one too early: the day printed decides.
        return _later(first, rules.earliest_cccd, last), min(last, last_cccd)
    if issue.card is Card.CAN_CUOC:
        # Many call the CCCD so too: an earlier day that was told stands.
        return _later(first, rules.first_card_day, last), last
    return first, last


def _told_days(born: date, issue: Issue, rules: Rules) -> tuple[date, date]:
    """Return the days of issue that were told, as days or by the age of the holder."""
    first, last = issue.first or date.min, issue.last or rules.day
    if issue.ages is None:
        return first, last
    since, until = (_aged(born, months) for months in _months_at_issue(issue))
    first, last = max(first, since), min(last, until - timedelta(1))
    if first > min(last, rules.day):
        raise ContradictionError(Contradiction.AGE_AT_ISSUE)
    return first, last


def _months_at_issue(issue: Issue | None) -> tuple[int, ...]:
    """Return the months of age from which, and before which, a card was issued."""
    return (issue.ages[0], issue.ages[1] + 1) if issue and issue.ages else ()


def _aged(born: date, months: int) -> date:
    """Return the day on which an age is reached, a whole year's as the law counts it."""
    years, rest = divmod(months, 12)
    return months_before(born, -months) if rest else birthday(born, years)


def term_by_age(ages: tuple[int, int], rules: Rules) -> Term | None:
    """Return how long a card lasts by the months of age at its issue; None if it depends."""
    born = date(2001, 1, 1)
    first, until = _aged(born, ages[0]), _aged(born, ages[1] + 1)
    terms = {rules.term(born, first), rules.term(born, until - timedelta(1))}
    return terms.pop() if len(terms) == 1 else None


def term_of_new(first: date, last: date, rules: Rules) -> Term | None:
    """Return how long a card made today lasts for who was born then; None if it depends."""
    births = telling_births(first, min(last, rules.day), None, rules)
    ages = {rules.term(born, rules.day).until_age for born in births}
    return Term(ages.pop(), None) if len(ages) == 1 else None


def _later(first: date, bound: date, last: date) -> date:
    return max(first, bound) if bound <= last else first


def _without_card(born: date, rules: Rules) -> Outcome:
    compulsory = birthday(born, rules.mandatory_age)
    serves = rules.day
    required = rules.day >= compulsory
    if not required:
        serves = max(serves, rules.early_from(born, rules.milestones[0]))
    return Outcome(
        day=rules.day,
        status=AgeStatus.FIRST_ISSUE if required else AgeStatus.NOT_REQUIRED,
        bands=(),
        rests_on=(MANDATORY_AGE, *_BY_AGE),
        born=born,
        mandatory_age=rules.mandatory_age,
        compulsory_from=compulsory,
        renewal=_renewal(born, serves, rules),
    )


def _with_cmnd(born: date, rules: Rules) -> Outcome:
    return Outcome(
        day=rules.day,
        status=_status(rules.cmnd_last_day, rules.day),
        bands=(),
        rests_on=(CMND_LAST_DAY, *_BY_AGE),
        must_renew_by=rules.cmnd_last_day,
        born=born,
        card=Card.CMND,
        renewal=_renewal(born, rules.day, rules),
    )


def _with_card(born: date, issued: date, card: Card | None, rules: Rules) -> Outcome:
    age, passed_age = rules.term(born, issued)
    due = None if age is None else birthday(born, age)
    early = None if age is None else rules.early_from(born, age)
    return Outcome(
        day=rules.day,
        status=_status(due, rules.day),
        bands=(),
        rests_on=_BY_AGE,
        must_renew_by=due,
        next_milestone_age=age,
        early_from=early,
        card_carries_over_until=None if passed_age is None else due,
        no_renewal_by_age=due is None,
        born=born,
        card=card,
        perhaps_cmnd=issued < rules.earliest_cccd,
        perhaps_cccd=card is Card.CAN_CUOC and issued < rules.first_card_day,
        too_young=issued < min(birthday(born, rules.mandatory_age), rules.first_card_day),
        passed_age=passed_age,
        renewal=_renewal(born, max(early, rules.day), rules) if early else None,
    )


def _renewal(born: date, day: date, rules: Rules) -> Renewal:
    age, _ = rules.term(born, day)
    return Renewal(day, None if age is None else birthday(born, age), age)


def _status(due: date | None, day: date) -> AgeStatus:
    if due is None or (due - day).days > DUE_DAYS:
        return AgeStatus.OK
    return AgeStatus.DUE if day <= due else AgeStatus.OVERDUE
