"""What the age calculator says to a message: one paragraph for each person that is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from bot.assistant import eligibility, renewal_wishes
from bot.assistant.citing import basis
from bot.assistant.eligibility import AgeStatus, Need, Outcome
from bot.assistant.eligibility.rules import EARLY_YEARS, MILESTONES, Rules
from bot.assistant.finding import Finding
from bot.assistant.holders import Holder, holders
from bot.assistant.printed_terms import printed_term
from bot.assistant.situation import Situation
from bot.assistant.status import Status
from bot.content.knowledge import Knowledge
from bot.content.law import Source
from bot.content.parameters import NoValueError, write_amount, write_day
from bot.language.anniversaries import years_on
from bot.language.births import Birth, Card, Impossible, Issue, Said
from bot.language.births.periods import Period, whole_year
from bot.language.english import Language

_MOST_PERSONS, _MOST_MILESTONES = 4, 3
_UNKNOWN = Issue(None, None, None, (0, 0), unknown=True)
_PRESSING = {AgeStatus.OVERDUE, AgeStatus.DUE}


class Renewals:
    """Calculates by the rules of one release. Safe to share between questions."""

    def __init__(self, knowledge: Knowledge) -> None:
        """`knowledge` has the rules and the words."""
        self._knowledge = knowledge

    def find(self, situation: Situation) -> Finding | None:
        """Return what follows for the persons and cards told; None where too little is told."""
        heard = situation.heard[0]
        if heard.impossible:
            told = [self._impossible(each, situation) for each in heard.impossible]
            return Finding(Status.NEEDS_DETAIL, "\n".join(dict.fromkeys(told)), settled=True)
        of_cmnd = heard.issue is not None and heard.issue.card is Card.CMND
        if heard.expiry and not of_cmnd:
            printed = printed_term(heard.expiry, situation, self._knowledge)
            printed = replace(printed, sources=self._sources(situation.moment.date(), MILESTONES))
            return self._with_basis(printed, situation.language)
        if persons := holders(situation.heard)[:_MOST_PERSONS]:
            return self._of_persons(persons, situation)
        found = self._by_age(situation)
        return found and self._with_basis(found, situation.language)

    def _with_basis(self, found: Finding, language: Language) -> Finding:
        if not found.sources:
            return found
        told = basis(found.sources, self._knowledge, language)
        return replace(found, note=f"{found.note}\n{told}")

    def _sources(self, day: date, *names: str) -> tuple[Source, ...]:
        """Return the sources of parameters on a day, each once; none where one is not known."""
        try:
            values = [self._knowledge.parameters.value(name, day) for name in names]
        except (KeyError, NoValueError):
            return ()
        return tuple(dict.fromkeys(source for value in values for source in value.sources))

    def _of_persons(self, persons: list[Holder], situation: Situation) -> Finding:
        told = [self._person(person, situation) for person in persons]
        outcomes = [outcome for outcome, _ in told if outcome]
        unclear = any(_is_open(outcome) for outcome in outcomes)
        note = "\n\n".join(text for _, text in told)
        if outcomes:
            basis = eligibility.basis_of(outcomes, self._knowledge, situation.language)
            note = f"{note}\n{basis}"
        return Finding(
            Status.NEEDS_DETAIL if unclear or len(outcomes) < len(told) else Status.CALCULATED,
            note,
            tuple(dict.fromkeys(
                source for outcome in outcomes
                for source in eligibility.sources_of(outcome, self._knowledge)
            )),
            self._replies(outcomes, situation),
            eligibility.due_days(outcomes[0]) if len(outcomes) == 1 else (),
            settled=any(map(_is_pressing, outcomes)),
        )  # fmt: skip

    def _person(self, person: Holder, situation: Situation) -> tuple[Outcome | None, str]:
        """Return what applies to one person, and its wording; None where days contradict."""
        knowledge, language = self._knowledge, situation.language
        birth = person.birth
        day = situation.moment.date()
        heading = self._born(birth, language)
        try:
            issue = self._issue(person, situation)
            outcome = eligibility.outcome_of_interval(
                birth.first, birth.last, issue, day, knowledge.parameters
            )
            if self._may_have_none(person, issue, situation):
                return self._first_issue(birth, heading, situation)
        except eligibility.ContradictionError as error:
            return None, f"{heading}\n{eligibility.complain(error, knowledge, language)}"
        except (NoValueError, ValueError, OverflowError):
            today = write_day(day, language)
            return (
                None,
                f"{heading}\n{knowledge.say('tinh-chua-co-quy-dinh', language, ngay=today)}",
            )
        if len(outcome.needs) > 1 and not outcome.cases:
            heading = f"{heading}\n{self._milestones(birth, situation)}"
        lines = [heading, eligibility.explain_without_basis(outcome, knowledge, language)]
        if issue and issue.unknown and renewal_wishes.asks_of_new(situation.heard[0].text):
            lines += self._made_now(birth, situation)
        return outcome, "\n".join([*lines, *self._told_before(person, language)])

    def _issue(self, person: Holder, situation: Situation) -> Issue | None:
        """Return what is known of the card: none, what was told, or some card unknown.

        Who needs no card yet is taken to have none, unless one is spoken of. `CCCD` and `căn
        cước` are said of any card, so only the day of issue tells which it is.
        """
        told = person.card
        if told and (told.issue is None or told.issue.card is Card.CMND or told.issue.unknown):
            return told.issue
        if told and told.issue:
            return replace(told.issue, card=None)
        return _UNKNOWN if self._oldest(person, situation) >= 0 else None

    def _oldest(self, person: Holder, situation: Situation) -> int:
        """Return the years since a card is compulsory, of the oldest that is meant; or less."""
        day = situation.moment.date()
        grown = Rules.on(day, self._knowledge.parameters).mandatory_age
        return years_on(person.birth.first, day) - grown

    def _told_before(self, person: Holder, language: Language) -> Iterator[str]:
        """Yield which card was counted with, where an earlier message told it."""
        say, issue = self._knowledge.say, person.card.issue if person.card else None
        first, last = (issue.first, issue.last) if issue else (None, None)
        if first is None or last is None or not (person.card and person.card.before):
            return
        if first == last:
            yield say("tinh-the-da-noi-ngay", language, ngay=write_day(first, language))
        elif Period(first, last) == whole_year(first.year).until(last):
            yield say("tinh-the-da-noi-nam", language, nam=str(first.year))
        else:
            since, until = write_day(first, language), write_day(last, language)
            yield say("tinh-the-da-noi-khoang", language, dau=since, cuoi=until)

    def _may_have_none(self, person: Holder, issue: Issue | None, situation: Situation) -> bool:
        """Return whether nothing is told of a card of somebody so young that there may be none.

        That is whoever need not have one, or has come to the age for it not long ago and is not
        asked about for a renewal.
        """
        if person.card or (issue and not issue.unknown):
            return False
        if issue is None:
            return True
        text, day = situation.heard[0].text, situation.moment.date()
        rules = Rules.on(day, self._knowledge.parameters)
        youngest = years_on(person.birth.last, day) - rules.mandatory_age
        recent = youngest >= 0 or (youngest == -1 and renewal_wishes.asks_for_one(text))
        late = self._oldest(person, situation) >= rules.early_years
        return recent and not late and not renewal_wishes.names_renewal(text)

    def _first_issue(
        self, birth: Birth, heading: str, situation: Situation
    ) -> tuple[Outcome, str]:
        """Say whether a card must be made, and what holds with one: that first, if it is asked."""
        knowledge, language = self._knowledge, situation.language
        outcome, with_card = (
            eligibility.outcome_of_interval(
                birth.first, birth.last, issue, situation.moment.date(), knowledge.parameters
            )
            for issue in (None, _UNKNOWN)
        )
        lines = eligibility.explain_without_basis(outcome, knowledge, language).split("\n")
        if what := eligibility.explain_cases(with_card, knowledge, language):
            name = "tinh-neu-co-the-roi"
            if Need.ISSUE in with_card.needs:
                name = "tinh-neu-co-the-thi"
            of_card = renewal_wishes.asks_of_card(situation.heard[0].text)
            lines[-1:] = []
            lines.insert(0 if of_card else len(lines), knowledge.say(name, language, viec=what))
        return outcome, "\n".join([heading, *lines])

    def _made_now(self, birth: Birth, situation: Situation) -> Iterator[str]:
        """Yield how long a card made today lasts: that does not depend on the one before."""
        rules = Rules.on(situation.moment.date(), self._knowledge.parameters)
        term = eligibility.term_of_new(birth.first, birth.last, rules)
        if term and term.until_age is None:
            yield self._knowledge.say("tinh-doi-ngay-lau-dai", situation.language)
        elif term:
            age = str(term.until_age)
            yield self._knowledge.say("tinh-doi-ngay-den-tuoi", situation.language, tuoi=age)

    def _replies(self, outcomes: Iterable[Outcome], situation: Situation) -> tuple[str, ...]:
        """Return what a person most likely adds about the card, where that is asked."""
        needs = {need for outcome in outcomes for need in outcome.needs}
        if Need.ISSUE not in needs:
            return ()
        names = ("tra-loi-chua-co-the", "tra-loi-cmnd")
        return tuple(self._knowledge.say(name, situation.language) for name in names)

    def _impossible(self, told: Impossible, situation: Situation) -> str:
        language, say = situation.language, self._knowledge.say
        if told.to_come:
            today = write_day(situation.moment.date(), language)
            return say(eligibility.Contradiction.BORN_LATER.value, language, ngay=today)
        return say("ngay-khong-co", language, ngay=told.text)

    def _by_age(self, situation: Situation) -> Finding | None:
        """Say how long a card lasts of which only the holder's age at its issue is told."""
        heard, language = situation.heard[0], situation.language
        if heard.issue is None or heard.issue.ages is None or heard.issue.card is Card.CMND:
            return None
        parameters, say = self._knowledge.parameters, self._knowledge.say
        day, ages = situation.moment.date(), heard.issue.ages
        try:
            term = eligibility.term_by_age(ages, Rules.on(day, parameters))
        except NoValueError:
            return None
        if term is None:
            return None
        at = self._age(ages, language)
        name = "tinh-the-cap-luc-tuoi" if term.until_age else "tinh-the-cap-luc-tuoi-lau-dai"
        lines = [say(name, language, luc=at, tuoi=str(term.until_age))]
        if term.passed_age:
            years = parameters.amount(EARLY_YEARS, day, language)
            span = write_amount(years, parameters.by_id[EARLY_YEARS].unit, language)
            passed = str(term.passed_age)
            lines.append(say("tinh-da-qua-moc", language, tuoi=passed, khoang=span))
        lines.append(say("tinh-ngay-in", language))
        sources = self._sources(day, MILESTONES, EARLY_YEARS)
        return Finding(Status.CALCULATED, "\n".join(lines), sources)

    def _age(self, ages: tuple[int, int], language: Language) -> str:
        """Return an age in months in words: whole years, years and months, or a half."""
        years, months = divmod(ages[0], 12)
        nam, thang, say = str(years), str(months), self._knowledge.say
        if ages[0] == ages[1] and months:
            return say("tinh-so-tuoi-thang", language, nam=nam, thang=thang)
        return say("tinh-so-tuoi-ruoi" if months else "tinh-so-tuoi", language, nam=nam)

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
        """Return the ages of exchange that are near for a year of birth, and when they come.

        Those reached before the first day of the present law are no duty of it.
        """
        day, language, say = situation.moment.date(), situation.language, self._knowledge.say
        rules = Rules.on(day, self._knowledge.parameters)
        first, last = birth.first.year, birth.last.year
        years = {age: last + age for age in rules.milestones}
        near = [age for age, year in years.items() if year >= rules.first_card_day.year]
        told = [
            say("tinh-moc", language, tuoi=str(age), nam=_years(first + age, last + age))
            for age in near[:_MOST_MILESTONES] or list(years)[-1:]
        ]
        return say("tinh-cac-moc", language, moc="; ".join(told), khoang=str(rules.early_years))


def _is_open(outcome: Outcome) -> bool:
    """Return whether more must be told: not where a card is overdue on every possible day."""
    asks = outcome.status is AgeStatus.ASK
    return asks and (outcome.agreed is None or outcome.agreed is AgeStatus.OK)


def _is_pressing(outcome: Outcome) -> bool:
    """Return whether a card must be renewed now, as far as anything is known."""
    of_birthday = outcome.needs == (Need.BIRTH,)
    late = any(case.earliest.status is AgeStatus.OVERDUE for case in outcome.cases)
    return outcome.agreed in _PRESSING or (of_birthday and late)


def _years(first: int, last: int) -> str:
    return str(last) if first == last else f"{first}/{last}"
