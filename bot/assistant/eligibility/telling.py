"""An outcome in words and as a JSON record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from bot.assistant.age_bands import MANDATORY_AGE
from bot.assistant.citing import basis
from bot.assistant.eligibility.contradictions import ContradictionError
from bot.assistant.eligibility.outcomes import AgeStatus, Case, Need, Outcome, Renewal
from bot.assistant.eligibility.rules import (
    CMND_ENDED,
    EARLIEST_CCCD,
    EARLY_YEARS,
    FIRST_CARD_DAY,
)
from bot.assistant.eligibility.same_age import tell_same_age, years_of
from bot.content.knowledge import Knowledge
from bot.content.law import Confidence, Source, Value
from bot.content.parameters import write_amount, write_day
from bot.language.births.issues import Card
from bot.language.english import Language

_MOST_CASES = 3
_CONSEQUENCE = {
    AgeStatus.OVERDUE: "tinh-viec-qua-han",
    AgeStatus.DUE: "tinh-viec-sap-den-han",
    AgeStatus.OK: "tinh-viec-con-dung",
}


def explain(outcome: Outcome, knowledge: Knowledge, language: Language) -> str:
    """Return the outcome in two to five short sentences, one a line, the legal basis last."""
    teller = _Teller(outcome, knowledge, language)
    return "\n".join([*teller.sentences(), basis_of([outcome], knowledge, language)])


def explain_without_basis(outcome: Outcome, knowledge: Knowledge, language: Language) -> str:
    """Return the same without the legal basis, which several persons have in common."""
    return "\n".join(_Teller(outcome, knowledge, language).sentences())


def explain_cases(outcome: Outcome, knowledge: Knowledge, language: Language) -> str:
    """Return what follows from which days, as part of a sentence; empty where that is too much."""
    return _Teller(outcome, knowledge, language).cases()


def basis_of(outcomes: Iterable[Outcome], knowledge: Knowledge, language: Language) -> str:
    """Return the legal basis of all these outcomes, each document once, in one or two lines."""
    outcomes = list(outcomes)
    sources = dict.fromkeys(s for outcome in outcomes for s in sources_of(outcome, knowledge))
    told = basis(sources, knowledge, language)
    values = (value for outcome in outcomes for value in _values(outcome, knowledge))
    if any(value.confidence is not Confidence.VERIFIED for value in values):
        told = f"{told}\n{knowledge.say('mot-nguon', language)}"
    return told


def complain(error: ContradictionError, knowledge: Knowledge, language: Language) -> str:
    """Return what cannot be right, and what to look at, in one sentence."""
    days = {name: write_day(day, language) for name, day in error.days.items()}
    return knowledge.say(error.contradiction.value, language, **days)


def sources_of(outcome: Outcome, knowledge: Knowledge) -> tuple[Source, ...]:
    """Return the sources of the parameters that an outcome rests on, each once."""
    return tuple(dict.fromkeys(
        source for value in _values(outcome, knowledge) for source in value.sources
    ))  # fmt: skip


def as_record(outcome: Outcome, knowledge: Knowledge, language: Language) -> dict[str, object]:
    """Return the fields that `age --json` promises; days are ISO text or None."""

    def iso(day: date | None) -> str | None:
        return day.isoformat() if day else None

    return {
        "band": outcome.band,
        "must_renew_by": iso(outcome.must_renew_by),
        "next_milestone_age": outcome.next_milestone_age,
        "early_from": iso(outcome.early_from),
        "card_carries_over_until": iso(outcome.card_carries_over_until),
        "no_renewal_by_age": outcome.no_renewal_by_age,
        "status": outcome.status.value,
        "text": explain(outcome, knowledge, language),
        "sources": [source.model_dump() for source in sources_of(outcome, knowledge)],
    }


def _values(outcome: Outcome, knowledge: Knowledge) -> list[Value]:
    return [knowledge.parameters.value(name, outcome.day) for name in outcome.rests_on]


class _Teller:
    """Words one outcome."""

    def __init__(self, outcome: Outcome, knowledge: Knowledge, language: Language) -> None:
        self._outcome = outcome
        self._knowledge = knowledge
        self._language = language

    def sentences(self) -> Iterator[str]:
        outcome = self._outcome
        if outcome.status is AgeStatus.ASK:
            yield from self._asked()
        elif outcome.card is Card.CMND:
            yield from self._cmnd()
        elif outcome.mandatory_age is not None:
            yield from self._without_card(outcome.mandatory_age)
        else:
            yield from self._with_card()

    def say(self, message: str, **values: str) -> str:
        return self._knowledge.say(message, self._language, **values)

    def written(self, day: date) -> str:
        return write_day(day, self._language)

    def parameter(self, name: str) -> str:
        parameters = self._knowledge.parameters
        value = parameters.amount(name, self._outcome.day, self._language)
        return write_amount(value, parameters.by_id[name].unit, self._language)

    def _with_card(self) -> Iterator[str]:
        outcome, say = self._outcome, self.say
        if outcome.perhaps_cmnd:
            yield self._printed_day()
        if outcome.must_renew_by is None:
            yield say("tinh-khong-con-moc")
        else:
            yield self._term(outcome.must_renew_by)
        if outcome.passed_age is not None:
            passed, years = str(outcome.passed_age), self.parameter(EARLY_YEARS)
            yield say("tinh-da-qua-moc", tuoi=passed, khoang=years)
        if outcome.early_from and outcome.renewal:
            yield self._renewal(outcome.early_from, outcome.renewal)
        if not outcome.perhaps_cmnd:
            yield self._printed_day()

    def _term(self, due: date) -> str:
        outcome, say = self._outcome, self.say
        day, age = self.written(due), str(outcome.next_milestone_age)
        if outcome.status is AgeStatus.OVERDUE:
            return say("tinh-qua-han", ngay=day, tuoi=age)
        if outcome.status is AgeStatus.OK:
            return say("tinh-con-dung", ngay=day, tuoi=age)
        if due == outcome.day:
            return say("tinh-den-han-hom-nay", ngay=day, tuoi=age)
        return say("tinh-sap-den-han", ngay=day, tuoi=age, so=str((due - outcome.day).days))

    def _renewal(self, early: date, renewal: Renewal) -> str:
        """Say from which day a new card lasts longer, and until when."""
        outcome, say = self._outcome, self.say
        since, age = self.written(early), str(outcome.next_milestone_age)
        ahead, late = early > outcome.day, outcome.status is AgeStatus.OVERDUE
        if renewal.until is None:
            if ahead:
                return say("tinh-doi-som-lau-dai", som=since, moc=age)
            if late:
                return say("tinh-doi-ngay-lau-dai")
            return say("tinh-duoc-doi-som-lau-dai", som=since)
        until, until_age = self.written(renewal.until), str(renewal.until_age)
        if ahead:
            return say("tinh-doi-som", som=since, moc=age, ngay=until, tuoi=until_age)
        if late:
            return say("tinh-doi-ngay", ngay=until, tuoi=until_age)
        return say("tinh-duoc-doi-som", som=since, ngay=until, tuoi=until_age)

    def _printed_day(self) -> str:
        outcome = self._outcome
        told = [day for day in (outcome.must_renew_by, outcome.early_from) if day]
        if outcome.perhaps_cmnd:
            first, ended = self.parameter(EARLIEST_CCCD), self.parameter(CMND_ENDED)
            return self.say("tinh-co-the-la-cmnd", ngay=first, het=ended)
        if outcome.too_young or outcome.perhaps_cccd:
            name = "tinh-cap-qua-som" if outcome.too_young else "tinh-la-cccd"
            grown = str(self._knowledge.parameters.amount(MANDATORY_AGE, outcome.day))
            return self.say(name, ngay=self.parameter(FIRST_CARD_DAY), tuoi=grown)
        if outcome.born and any(_moved(outcome.born, day) for day in told):
            return self.say("tinh-ngay-in-nam-thuong")
        return self.say("tinh-ngay-in")

    def _without_card(self, mandatory_age: int) -> Iterator[str]:
        outcome, say = self._outcome, self.say
        age, since = str(mandatory_age), outcome.compulsory_from
        if since == outcome.day:
            yield say("tinh-hom-nay-phai-lam-the", tuoi=age)
        elif outcome.status is AgeStatus.FIRST_ISSUE:
            yield say("tinh-phai-lam-the", tuoi=age)
        elif since is None:
            yield say("tinh-chua-bat-buoc", tuoi=age)
        else:
            yield say("tinh-chua-bat-buoc-den-ngay", tuoi=age, ngay=self.written(since))
        yield from self._first_card()
        until = outcome.renewal.until if outcome.renewal else None
        if self._in_common_years(since, until):
            yield say("tinh-sinh-ngay-nhuan")
        yield say("tinh-neu-co-the")

    def _in_common_years(self, *days: date | None) -> bool:
        """Return whether a birthday on 29 February is counted on another day of those to come."""
        born = self._outcome.born
        told = [day for day in days if day and day >= self._outcome.day]
        return born is not None and any(_moved(born, day) for day in told)

    def _cmnd(self) -> Iterator[str]:
        last = self._outcome.must_renew_by
        if last is None or self._outcome.status is AgeStatus.OVERDUE:
            yield self.say("tinh-cmnd-het", ngay=self.parameter(CMND_ENDED))
        else:
            yield self.say("tinh-cmnd-con", ngay=self.written(last))
        yield from self._first_card()

    def _first_card(self) -> Iterator[str]:
        """Say how long a first card would last; nothing where that is not known."""
        renewal, say = self._outcome.renewal, self.say
        if renewal is None:
            if self._outcome.renewal_age:
                yield say("tinh-lam-ngay-den-tuoi", tuoi=str(self._outcome.renewal_age))
            return
        if renewal.until is None:
            yield say("tinh-lam-ngay-lau-dai")
            return
        until, age = self.written(renewal.until), str(renewal.until_age)
        if renewal.from_day > self._outcome.day:
            since = self.written(renewal.from_day)
            yield say("tinh-lam-tu-ngay", som=since, ngay=until, tuoi=age)
        else:
            yield say("tinh-lam-ngay", ngay=until, tuoi=age)

    def _asked(self) -> Iterator[str]:
        outcome, say = self._outcome, self.say
        by_birth = outcome.needs == (Need.BIRTH,)
        same_age = list(tell_same_age(outcome, say))
        if same_age:
            yield from same_age
        elif outcome.agreed is AgeStatus.OVERDUE:
            yield say("tinh-da-qua-han")
        elif what := self.cases():
            if outcome.agreed is AgeStatus.OK:
                yield say("tinh-chua-phai-doi")
            yield say("tinh-tuy-ngay-sinh" if by_birth else "tinh-tuy-ngay-cap", viec=what)
        if len(outcome.needs) > 1:
            yield say("tinh-cho-biet-ca-hai")
        else:
            yield say("tinh-cho-biet-ngay-sinh" if by_birth else "tinh-cho-biet-ngay-cap")

    def cases(self) -> str:
        """Return what follows from which days, or from all of them; empty where that is long."""
        outcome, cases = self._outcome, self._outcome.cases
        if outcome.status is not AgeStatus.ASK:
            return self._consequence(Case(outcome.day, outcome.day, outcome, outcome))
        return "; ".join(map(self._case, cases)) if len(cases) <= _MOST_CASES else ""

    def _case(self, case: Case) -> str:
        cases, what = self._outcome.cases, self._consequence(case)
        if len(cases) == 1:
            return what
        if case is cases[0]:
            turn = case.last + timedelta(1)
            return self.say("tinh-neu-truoc", ngay=self.written(turn), viec=what)
        if case is cases[-1]:
            return self.say("tinh-neu-tu", ngay=self.written(case.first), viec=what)
        first, last = self.written(case.first), self.written(case.last)
        return self.say("tinh-neu-giua", dau=first, cuoi=last, viec=what)

    def _consequence(self, case: Case) -> str:
        outcome, say = case.earliest, self.say
        if outcome.status is AgeStatus.FIRST_ISSUE:
            return say("tinh-viec-phai-lam")
        if outcome.status is AgeStatus.NOT_REQUIRED:
            return say("tinh-viec-chua-bat-buoc")
        first, last = outcome.must_renew_by, case.latest.must_renew_by
        if first is None or last is None:
            return say("tinh-viec-khong-con-moc")
        when, age = self.written(first), str(outcome.next_milestone_age)
        if first != last:
            when = say("tinh-sinh-nhat-nam", nam=years_of(first, last, say))
        if first == last == outcome.day:
            return say("tinh-viec-den-han-hom-nay", tuoi=age)
        return say(_CONSEQUENCE[outcome.status], tuoi=age, khi=when)


def _moved(born: date, day: date) -> bool:
    """Return whether a birthday is counted on another day of the year than that of the birth."""
    return (day.month, day.day) != (born.month, born.day)
