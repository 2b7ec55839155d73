"""Sessions called off, put off or full, on single days or as a whole, and planned again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
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
_DONE = {State.CANCELLED: "Hủy", State.POSTPONED: "Hoãn", State.FULL: "Hết chỗ"}


def cancelled(  # noqa: PLR0913, PLR0917  (what a notice of it says)
    files: Files,
    session: str,
    days: Collection[date] | None,
    reason: str,
    published: date,
    source: str,
    by: str,
) -> Edit:
    """Return the edit that calls a session off, on some days or (None) as a whole.

    `by` vouches for it on the day `published`. `source` is where it was announced; without one the
    session keeps the source it has.

    Raises:
        EditError: There is no such session.
        KnowledgeError: The file cannot be read, or a text cannot be written.
    """
    told = {"status": State.CANCELLED, "reason": reason}
    return _stated(files, session, days, told, _vouched(published, source, by))


def postponed(  # noqa: PLR0913, PLR0917  (what a notice of it says)
    files: Files,
    session: str,
    days: Collection[date] | None,
    reason: str,
    published: date,
    source: str,
    by: str,
    moved_to: date | None = None,
) -> Edit:
    """Return the edit that puts a session off, to another day where one is known.

    As `cancelled`; `EditError` also where several days are moved to one.
    """
    if moved_to and days is not None and len(days) != 1:
        raise EditError("mỗi lần chỉ dời một ngày sang ngày mới; dời từng ngày một")
    day = records.local_day(moved_to) if moved_to else None
    told = {"status": State.POSTPONED, "reason": reason, "moved_to": day}
    return _stated(files, session, days, told, _vouched(published, source, by))


def full(  # noqa: PLR0913, PLR0917  (what a notice of it says)
    files: Files,
    session: str,
    days: Collection[date] | None,
    reason: str,
    published: date,
    source: str,
    by: str,
) -> Edit:
    """Return the edit that says that a session has no places left; as `cancelled`."""
    told = {"status": State.FULL, "reason": reason}
    return _stated(files, session, days, told, _vouched(published, source, by))


def planned(
    files: Files,
    session: str,
    days: Collection[date] | None,
    published: date,
    source: str,
    by: str,
) -> Edit:
    """Return the edit that lets a session take place after all; as `cancelled`.

    Other hours or another place that a day had been given stay.
    """
    return _stated(files, session, days, {}, _vouched(published, source, by))


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


def _stated(
    files: Files,
    session: str,
    days: Collection[date] | None,
    told: Mapping[str, object],
    vouched: Mapping[str, Any],
) -> Edit:
    found = records.find(files, "sessions", session)
    record = found.record
    if days is None:
        new = _with_state(record, told)
    else:
        changes = record.get("changes")
        kept = list(changes) if isinstance(changes, list) else []
        for day in sorted(days):
            kept = _with_change(kept, day, told)
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
    done = _DONE.get(told.get("status"), "Làm như lịch")  # type: ignore[call-overload]
    when = ", ".join(map(records.local_day, sorted(days))) if days is not None else "cả phiên"
    return found.edit(f"{done}: phiên {session}, {when}", files)


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


def _vouched(published: date, source: str, by: str) -> dict[str, Any]:
    day = records.local_day(published)
    told = {"source": source, "published": day} if source.strip() else {}
    return typed({**told, "last_confirmed": {"by": by, "on": day}}) or {}
