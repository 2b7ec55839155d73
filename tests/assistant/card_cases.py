"""Every special case of the age calculator, and short ways to ask it."""

from __future__ import annotations

from datetime import date

from bot.assistant.eligibility import Outcome, outcome, outcome_of_interval
from bot.content.parameters import Parameters
from bot.language.births.issues import Card, Issue
from tests.assistant.card_law import law

TODAY = "2026-11-22"
NEW, OLD, CMND = Card.CAN_CUOC, Card.CCCD, Card.CMND
LAW = law()
Case = tuple[str, str | None, Card | None, str, str, str | None, int | None, str | None]


def day(text: str) -> date:
    return date.fromisoformat(text)


def said(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def found(
    born: str, issued: str | None = None, card: Card | None = None, on: str = TODAY,
    parameters: Parameters = LAW,
) -> Outcome:  # fmt: skip
    return outcome(day(born), said(issued), card, day(on), parameters)


def interval(
    first: str, last: str, issued: tuple[str, str] | None = None, card: Card | None = None,
    on: str = TODAY,
) -> Outcome:  # fmt: skip
    issue = None
    if issued or card:
        start, end = map(day, issued) if issued else (None, None)
        issue = Issue(start, end, card, (0, 0))
    return outcome_of_interval(day(first), day(last), issue, day(on), LAW)


CASES: dict[str, Case] = {
    "child under 12 when issued: until 14":
        ("2015-05-03", "2025-05-03", None, TODAY, "ok", "2029-05-03", 14, "2027-05-03"),
    "baby's card: no exchange at 6":
        ("2024-08-01", "2024-09-01", NEW, "2030-12-01", "ok", "2038-08-01", 14, "2036-08-01"),
    "the day before exactly two years before 14: until 14":
        ("2013-05-03", "2025-05-02", NEW, TODAY, "ok", "2027-05-03", 14, "2025-05-03"),
    "exactly two years before 14: until 25":
        ("2013-05-03", "2025-05-03", NEW, TODAY, "ok", "2038-05-03", 25, "2036-05-03"),
    "the day before 14: until 25":
        ("2011-05-03", "2025-05-02", NEW, TODAY, "ok", "2036-05-03", 25, "2034-05-03"),
    "on the day of 14: until 25":
        ("2011-05-03", "2025-05-03", NEW, TODAY, "ok", "2036-05-03", 25, "2034-05-03"),
    "the day before exactly two years before 25: until 25":
        ("2003-01-10", "2026-01-09", NEW, TODAY, "ok", "2028-01-10", 25, "2026-01-10"),
    "exactly two years before 25: until 40":
        ("2003-01-10", "2026-01-10", NEW, TODAY, "ok", "2043-01-10", 40, "2041-01-10"),
    "on the day of 25: until 40":
        ("2001-05-03", "2026-05-03", NEW, TODAY, "ok", "2041-05-03", 40, "2039-05-03"),
    "exactly two years before 40: until 60":
        ("1988-01-10", "2026-01-10", NEW, TODAY, "ok", "2048-01-10", 60, "2046-01-10"),
    "the day before exactly two years before 60: until 60":
        ("1968-01-10", "2026-01-09", NEW, TODAY, "ok", "2028-01-10", 60, "2026-01-10"),
    "exactly two years before 60: for good":
        ("1968-01-10", "2026-01-10", NEW, TODAY, "ok", None, None, None),
    "on the day of 60: for good":
        ("1966-05-03", "2026-05-03", NEW, TODAY, "ok", None, None, None),
    "after 60: for good":
        ("1950-05-03", "2026-05-03", NEW, TODAY, "ok", None, None, None),
    "CCCD at 58: for good":
        ("1965-03-01", "2023-03-01", OLD, TODAY, "ok", None, None, None),
    "CCCD at 57: until 60":
        ("1965-03-01", "2023-02-28", OLD, TODAY, "overdue", "2025-03-01", 60, "2023-03-01"),
    "CCCD before the present law, the same rule":
        ("1990-06-15", "2021-04-01", OLD, TODAY, "ok", "2030-06-15", 40, "2028-06-15"),
    "the last day of the CCCD":
        ("1990-06-15", "2024-06-30", OLD, TODAY, "ok", "2030-06-15", 40, "2028-06-15"),
    "a CCCD that is called căn cước":
        ("1990-06-15", "2021-04-01", NEW, TODAY, "ok", "2030-06-15", 40, "2028-06-15"),
    "61 days before":
        ("2001-11-22", "2022-05-03", OLD, "2026-09-22", "ok", "2026-11-22", 25, "2024-11-22"),
    "60 days before":
        ("2001-11-22", "2022-05-03", OLD, "2026-09-23", "due", "2026-11-22", 25, "2024-11-22"),
    "the day itself":
        ("2001-11-22", "2022-05-03", OLD, "2026-11-22", "due", "2026-11-22", 25, "2024-11-22"),
    "the day after":
        ("2001-11-22", "2022-05-03", OLD, "2026-11-23", "overdue", "2026-11-22", 25, "2024-11-22"),
    "years late: the age that was missed":
        ("1985-02-01", "2020-01-01", OLD, TODAY, "overdue", "2025-02-01", 40, "2023-02-01"),
    "29 February, common year: 1 March":
        ("2004-02-29", "2025-02-28", NEW, TODAY, "ok", "2029-03-01", 25, "2027-03-01"),
    "29 February, the day before exactly two years before 14":
        ("2012-02-29", "2024-02-28", None, TODAY, "overdue", "2026-03-01", 14, "2024-02-29"),
    "29 February, exactly two years before 14":
        ("2012-02-29", "2024-02-29", None, TODAY, "ok", "2037-03-01", 25, "2035-03-01"),
    "29 February, leap year: the day itself":
        ("1988-02-29", "2025-01-01", NEW, TODAY, "ok", "2028-02-29", 40, "2026-03-01"),
    "29 February, issued on 28 February before the early years":
        ("1988-02-29", "2026-02-28", NEW, TODAY, "ok", "2028-02-29", 40, "2026-03-01"),
    "29 February, issued on 1 March, the first of the early years":
        ("1988-02-29", "2026-03-01", NEW, TODAY, "ok", "2048-02-29", 60, "2046-03-01"),
    "CMND after its end":
        ("1980-01-01", None, CMND, "2025-01-01", "overdue", "2024-12-31", None, None),
    "CMND on its last day":
        ("1980-01-01", None, CMND, "2024-12-31", "due", "2024-12-31", None, None),
    "CMND 60 days before its end":
        ("1980-01-01", None, CMND, "2024-11-01", "due", "2024-12-31", None, None),
    "CMND 61 days before its end":
        ("1980-01-01", None, CMND, "2024-10-31", "ok", "2024-12-31", None, None),
    "CMND of a pensioner, whenever issued":
        ("1940-01-01", "2012-06-01", CMND, TODAY, "overdue", "2024-12-31", None, None),
    "no card, the day before 14":
        ("2012-11-23", None, None, TODAY, "not_required", None, None, None),
    "no card, on the day of 14":
        ("2012-11-22", None, None, TODAY, "first_issue", None, None, None),
    "no card, born today":
        (TODAY, None, None, TODAY, "not_required", None, None, None),
    "no card at 80":
        ("1946-01-01", None, None, TODAY, "first_issue", None, None, None),
    "no card, 29 February: not yet 14 on 28 February":
        ("2012-02-29", None, None, "2026-02-28", "not_required", None, None, None),
    "no card, 29 February: 14 on 1 March":
        ("2012-02-29", None, None, "2026-03-01", "first_issue", None, None, None),
    "thẻ căn cước of unknown day, every day the same":
        ("1995-11-03", None, NEW, TODAY, "ok", "2035-11-03", 40, "2033-11-03"),
    "thẻ căn cước of unknown day, 58 between the first day of the law and today":
        ("1967-11-03", None, NEW, TODAY, "ask", None, None, None),
    "thẻ căn cước of unknown day, 58 on the first day of the law":
        ("1966-07-01", None, NEW, TODAY, "ok", None, None, None),
    "thẻ căn cước of unknown day, 58 one day later":
        ("1966-07-02", None, NEW, TODAY, "ask", None, None, None),
    "CCCD of unknown day, every day the same":
        ("1970-05-05", None, OLD, TODAY, "ok", "2030-05-05", 60, "2028-05-05"),
    "CCCD of unknown day, 23 within its years":
        ("2000-11-03", None, OLD, TODAY, "ask", None, None, None),
    "CCCD of unknown day, 23 on the day after its last":
        ("2001-07-01", None, OLD, TODAY, "overdue", "2026-07-01", 25, "2024-07-01"),
    "CCCD of unknown day, 23 on its last day":
        ("2001-06-30", None, OLD, TODAY, "ask", None, None, None),
}  # fmt: skip
"""Born, issued, card, asked on; then status, exchange by, at age, early from."""
