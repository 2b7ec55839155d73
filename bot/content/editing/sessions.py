"""Sessions called off, put off or full, on single days or as a whole, and planned again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.content.converting import keys_of
from bot.content.editing import records
from bot.content.editing.edit import Edit, EditError
from bot.content.editing.fields import in_order, typed
from bot.content.loading import Files
from bot.content.local import Change, Confirmed, Session, State
from bot.content.reading import Plain
from bot.language.written_days import read_day

_ORDER = ("date", *keys_of(Session, Change, Confirmed))
_DONE = {
    State.CANCELLED: "Hủy",
    State.POSTPONED: "Hoãn",
    State.FULL: "Hết chỗ",
    State.PLANNED: "Làm như lịch",
}


@dataclass(frozen=True, slots=True)
class News:
    """What becomes of a session, and whose word that is."""

    state: State
    """Planned: it takes place after all, with the other hours or place that a day was given."""
    by: str
    """Who vouches for it."""
    on: date
    reason: str = ""
    moved_to: date | None = None
    """Where it was put off to another day."""
    source: str = ""
    """Where it was announced; without one the session keeps the source it has."""

    @property
    def marks(self) -> dict[str, object]:
        """Return what is written of the session, or of its day, as fields."""
        if self.state is State.PLANNED:
            return {}
        day = records.local_day(self.moved_to) if self.moved_to else None
        return {"status": self.state, "reason": self.reason, "moved_to": day}

    @property
    def vouched(self) -> dict[str, Any]:
        """Return who says so, as fields of the session."""
        day = records.local_day(self.on)
        told = {"source": self.source, "published": day} if self.source.strip() else {}
        return typed({**told, "last_confirmed": {"by": self.by, "on": day}}) or {}


def told(files: Files, session: str, days: Collection[date] | None, news: News) -> Edit:
    """Return the edit that tells news of a session, of some days or (None) as a whole.

    Raises:
        EditError: There is no such session, or several days are moved to one.
        KnowledgeError: The file cannot be read, or a text cannot be written.
    """
    if news.moved_to and days is not None and len(days) != 1:
        raise EditError("mỗi lần chỉ dời một ngày sang ngày mới; dời từng ngày một")
    found = records.find(files, "sessions", session)
    record, vouched = found.record, news.vouched
    if days is None:
        new = _with_state(record, news.marks)
    else:
        changes = record.get("changes")
        kept = list(changes) if isinstance(changes, list) else []
        for day in sorted(days):
            kept = _with_change(kept, day, news.marks)
        new = {**record, "changes": kept}
        new = new if kept else _without(new, "changes")
    if (
        "published" in vouched
        and not record.get("from")
        and (record.get("to") or record.get("weekdays"))
    ):
        new["from"] = record.get("published")  # a range without it begins when it was published
    record.clear()
    record.update(in_order({**new, **vouched}, _ORDER))
    when = ", ".join(map(records.local_day, sorted(days))) if days is not None else "cả phiên"
    return found.edit(f"{_DONE[news.state]}: phiên {session}, {when}", files)


def written_as(files: Files, session: str) -> Mapping[str, Plain]:
    """Return a session as it stands in its file; `EditError` where there is none."""
    return records.find(files, "sessions", session).record


def removed(files: Files, sessions: Collection[str]) -> Edit:
    """Return the edit that takes sessions out of their files; the places stay.

    Raises:
        EditError: One of them is not there.
        KnowledgeError: A file that they may be in cannot be read.
    """
    title = f"Bỏ {len(sessions)} phiên: {', '.join(sorted(sessions))}"
    return records.removed(title, files, "sessions", sessions)


def _with_change(changes: list[Any], day: date, told: Mapping[str, object]) -> list[Any]:
    at = next((at for at, change in enumerate(changes) if _day_of(change) == day), len(changes))
    change = changes[at] if at < len(changes) else {"date": records.local_day(day)}
    new = _with_state(change, told)
    return [*changes[:at], *([new] if new.keys() - {"date"} else []), *changes[at + 1 :]]


def _with_state(record: Mapping[str, Any], told: Mapping[str, object]) -> dict[str, Any]:
    return {**_without(record, "status", "reason", "moved_to"), **(typed(told) or {})}


def _without(record: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key not in keys}


def _day_of(change: Mapping[str, Any]) -> date | None:
    try:
        return read_day(str(change.get("date")))
    except ValueError:
        return None
