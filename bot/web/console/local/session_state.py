"""A session called off, put off, full or planned again, as the fields of a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from multidict import MultiMapping

from bot.content.editing import Edit, EditError, faults_of, sessions
from bot.content.editing.sessions import News
from bot.content.loading import Files
from bot.content.local import State
from bot.errors import KnowledgeError
from bot.web.console import fault_words
from bot.web.console.entry_fields import Filled, tidied
from bot.web.console.fault_words import Told, in_plain_words

CANCEL, POSTPONE, FULL, PLAN = "huy", "hoan", "het-cho", "lam"
DEEDS: Mapping[str, str] = {
    CANCEL: "Hủy: không làm nữa",
    POSTPONE: "Hoãn: dời sang ngày khác, hoặc chưa biết ngày mới",
    FULL: "Hết chỗ: vẫn làm, không nhận thêm người",
    PLAN: "Làm như lịch: bỏ hủy, hoãn, hết chỗ đã báo",
}
"""What may become of days, in words."""
_STATES = {
    CANCEL: State.CANCELLED, POSTPONE: State.POSTPONED, FULL: State.FULL, PLAN: State.PLANNED,
}  # fmt: skip
_SHORT = {CANCEL: "Hủy", POSTPONE: "Hoãn", FULL: "Báo hết chỗ", PLAN: "Làm như lịch"}
WHOLE = "ca"
"""Stands for the session as a whole among the days."""
LABELS: Mapping[str, str] = {
    "deed": "Báo gì", "days": "Những ngày nào", "moved_to": "Dời sang ngày", "reason": "Lý do",
    "source": "Theo văn bản, thông báo nào",
}  # fmt: skip
_PLACES = tuple(LABELS)
_MOST_TOLD = 50


@dataclass(frozen=True)
class StateDraft:
    """What somebody wants to tell of a session."""

    session: str
    name: str
    """Where it is held, for people."""
    filled: Filled
    days: frozenset[str]
    """Days in ISO form, or `WHOLE`."""

    def judged(self, files: Files, today: date, by: str) -> tuple[Edit | None, Told]:
        """Return the edit, vouched for today, and every fault that it would make."""
        told = Told()
        days, moved_to = self._days(told), self._moved_to(told)
        if self.filled["deed"] not in DEEDS:
            told.add("deed", "Chọn một việc.")
        if told:
            return None, told
        try:
            made = self._edit(files, days, moved_to, today, by)
        except EditError as error:
            return None, Told({"moved_to": [in_plain_words(f"{error}.")]})
        except KnowledgeError as error:
            return None, Told({}, [str(fault) for fault in error.faults])
        new = made.onto(files)
        faults = list(faults_of(new))[:_MOST_TOLD] if made.files else []
        told = fault_words.told(new, faults, "sessions/", self.session, _PLACES, _place_of)
        return made, told

    def _edit(
        self, files: Files, days: list[date] | None, moved_to: date | None, today: date, by: str
    ) -> Edit:
        deed, reason, source = (self.filled[name] for name in ("deed", "reason", "source"))
        news = News(_STATES[deed], by, today, reason, moved_to, source)
        made = sessions.told(files, self.session, days, news)
        when = "cả phiên" if days is None else ", ".join(f"{day:%d/%m/%Y}" for day in days)
        return replace(made, title=f"{_SHORT[deed]}: {self.name}, {when}")

    def _days(self, told: Told) -> list[date] | None:
        if WHOLE in self.days:
            return None
        try:
            found = sorted(date.fromisoformat(day) for day in self.days)
        except ValueError:
            found = []
        if not found:
            told.add("days", "Chọn ít nhất một ngày, hoặc cả phiên.")
        return found

    def _moved_to(self, told: Told) -> date | None:
        text = self.filled["moved_to"]
        if not text or self.filled["deed"] != POSTPONE:
            return None
        try:
            day = date.fromisoformat(text)
        except ValueError:
            told.add("moved_to", f"Không có ngày «{text}»; viết ngày/tháng/năm, ví dụ 05/12/2026.")
            return None
        if any(known != WHOLE and known >= text for known in self.days):
            told.add("moved_to", "Ngày mới phải sau ngày bị hoãn.")
        return day


def sent_in(sent: MultiMapping[Any], session: str, name: str) -> StateDraft:
    """Return a form as it was sent."""
    filled = {name: tidied(name, str(sent.get(name, ""))) for name in _PLACES if name != "days"}
    filled["moved_to"] = tidied("from", filled["moved_to"])
    days = frozenset(str(day) for day in sent.getall("days", []))
    return StateDraft(session, name, filled, days)


def blank(session: str, name: str, day: str) -> StateDraft:
    """Return the form in which nothing is chosen but maybe a day."""
    filled = dict.fromkeys((name for name in _PLACES if name != "days"), "")
    return StateDraft(session, name, filled, frozenset(filter(None, [day])))


def _place_of(path: str) -> str:
    key = path.rpartition(".")[2]
    if key in {"moved_to", "reason", "source"}:
        return key
    return "days" if path.startswith("changes") else ""
