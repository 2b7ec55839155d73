"""The age calculator: what the law asks of the holder of a card on a day, and the next day."""

from bot.assistant.eligibility.calculator import (
    outcome,
    outcome_of_interval,
    term_by_age,
    term_of_new,
)
from bot.assistant.eligibility.contradictions import Contradiction, ContradictionError
from bot.assistant.eligibility.outcomes import (
    DUE_DAYS,
    AgeStatus,
    Due,
    DueKind,
    Need,
    Outcome,
    due_days,
)
from bot.assistant.eligibility.telling import (
    as_record,
    basis_of,
    complain,
    explain,
    explain_cases,
    explain_without_basis,
    sources_of,
)

__all__ = [
    "DUE_DAYS",
    "AgeStatus",
    "Contradiction",
    "ContradictionError",
    "Due",
    "DueKind",
    "Need",
    "Outcome",
    "as_record",
    "basis_of",
    "complain",
    "due_days",
    "explain",
    "explain_cases",
    "explain_without_basis",
    "outcome",
    "outcome_of_interval",
    "sources_of",
    "term_by_age",
    "term_of_new",
]
