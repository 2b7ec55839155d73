"""How questions ended: in words, counted by day, and what most were about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.assistant.status import RATABLE, Status
from bot.store.kept import Tally

_BACK = {Status.CHOICES, Status.NEEDS_DETAIL}
ENDINGS = {
    "answered": "có câu trả lời", "choices": "đưa ra lựa chọn", "needs_detail": "hỏi lại",
    "calculated": "tính tuổi", "sessions": "lịch làm lưu động", "office": "nơi làm",
    "scam_check": "cảnh báo lừa đảo", "small_talk": "chào hỏi",
    "declined_neighbour": "chỉ sang nơi khác", "declined_unknown": "chưa biết",
    "refused": "từ chối", "withheld": "chưa có thông tin cho ngày này",
}  # fmt: skip
"""How a question that leads to no topic ends, by status."""


@dataclass(frozen=True, slots=True)
class Endings:
    """How many questions ended how; courtesies are no questions."""

    answered: int = 0
    back: int = 0
    """Answered with choices, or asked for a detail."""
    declined: int = 0
    """Not known, refused, or somebody else's."""

    @property
    def total(self) -> int:
        """Return how many there were."""
        return self.answered + self.back + self.declined

    def share(self, count: int) -> str:
        """Return a count as a part of all, in percent."""
        return f"{count / self.total:.0%}" if self.total else ""


def endings(tallies: Iterable[Tally]) -> Endings:
    """Return how questions ended."""
    counts: Counter[str] = Counter()
    for tally in tallies:
        if tally.status in RATABLE:
            counts["answered"] += tally.count
        elif tally.status in _BACK:
            counts["back"] += tally.count
        elif tally.status != Status.SMALL_TALK:
            counts["declined"] += tally.count
    return Endings(**counts)


def by_day(tallies: Iterable[Tally], first: date, last: date) -> list[tuple[date, Endings]]:
    """Return how questions ended on each day, both days included; days without any too."""
    of_day: dict[date, list[Tally]] = {}
    for tally in tallies:
        of_day.setdefault(tally.day, []).append(tally)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [(day, endings(of_day.get(day, ()))) for day in days]


def top_topics(tallies: Iterable[Tally], since: date, most: int) -> list[tuple[str, int]]:
    """Return the topics that were answered most since a day, with counts."""
    counts: Counter[str] = Counter()
    for tally in tallies:
        if tally.topic and tally.day >= since:
            counts[tally.topic] += tally.count
    return counts.most_common(most)
