"""What the law says about ages and cards on one day, read from the parameters once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar

from bot.assistant.age_bands import MANDATORY_AGE
from bot.content.law import Amount
from bot.content.parameters import NoValueError, Parameters
from bot.language.anniversaries import birthday

MILESTONES = "tuoi-phai-doi"
"""Parameter: the ages at which a card must be exchanged."""
EARLY_YEARS = "thoi-gian-doi-som"
"""Parameter: how many years before such an age a new card lasts past it."""
FIRST_CARD_DAY = "hieu-luc-luat-can-cuoc"
"""Parameter: the first day of the present law and of its card."""
EARLIEST_CCCD = "ngay-som-nhat-cccd"
"""Parameter: a day before which no CCCD was issued."""
CMND_LAST_DAY = "han-cmnd"
"""Parameter: the last day on which a CMND is valid."""
CMND_ENDED = "ngay-cmnd-het-gia-tri"
"""Parameter: the day after it."""

T = TypeVar("T", bound=Amount)


class Term(NamedTuple):
    """How long a card lasts by age."""

    until_age: int | None
    """The age at which it must be exchanged; None where there is none any more."""
    passed_age: int | None
    """The age that it need not be exchanged at, being issued shortly before."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The ages and days of the law that are in force on a day."""

    day: date
    mandatory_age: int
    milestones: tuple[int, ...]
    early_years: int
    first_card_day: date
    earliest_cccd: date
    cmnd_last_day: date

    @classmethod
    def on(cls, day: date, parameters: Parameters) -> Rules:
        """Return the rules of a day; `NoValueError` where one of them is not known."""

        def read(name: str, kind: type[T]) -> T:
            try:
                found = parameters.amount(name, day)
            except KeyError:
                raise NoValueError(name) from None
            if not isinstance(found, kind):
                raise NoValueError(name)
            return found

        return cls(
            day=day,
            mandatory_age=read(MANDATORY_AGE, int),
            milestones=tuple(sorted(read(MILESTONES, list))),
            early_years=read(EARLY_YEARS, int),
            first_card_day=read(FIRST_CARD_DAY, date),
            earliest_cccd=read(EARLIEST_CCCD, date),
            cmnd_last_day=read(CMND_LAST_DAY, date),
        )

    @property
    def turning_days(self) -> tuple[date, ...]:
        """Return the days on which other cards began or ended."""
        return self.first_card_day, self.earliest_cccd, self.cmnd_last_day

    @property
    def turning_ages(self) -> tuple[int, ...]:
        """Return the ages at which something begins, ends or can be done early."""
        early = (age - self.early_years for age in self.milestones)
        return tuple({self.mandatory_age, *self.milestones, *early})

    def term(self, born: date, issued: date) -> Term:
        """Return how long a card lasts that is issued to someone on a day.

        It lasts to the next age of exchange, or to the one after where it is issued within the
        early years before that age; the first day of those years counts (Luật Căn cước
        26/2023/QH15, Điều 21).
        """
        for at, age in enumerate(self.milestones, 1):
            if issued < self.early_from(born, age):
                return Term(age, None)
            if issued < birthday(born, age):
                return Term(self.milestones[at] if at < len(self.milestones) else None, age)
        return Term(None, None)

    def first_issue_day(self, born: date) -> date:
        """Return the first day on which somebody can have got a card that is in use.

        Before the first day of the present law only who had reached the mandatory age got one.
        """
        grown = birthday(born, self.mandatory_age)
        if grown < self.first_card_day:
            return max(grown, self.earliest_cccd)
        return max(born, self.first_card_day)

    def early_from(self, born: date, age: int) -> date:
        """Return the day from which a new card lasts past an age of exchange."""
        return birthday(born, age - self.early_years)

    def turns(self, born: date) -> list[date]:
        """Return the days of issue from which a card can have another term than before."""
        days = {birthday(born, age) for age in self.milestones}
        return sorted(days | {self.early_from(born, age) for age in self.milestones})
