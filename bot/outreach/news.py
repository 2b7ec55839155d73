"""What changed in the sessions of a ward as one message: a line for a session, not for a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.assistant.sessions.occurrences import Occurrence, Standing
from bot.assistant.sessions.phrases import Voice
from bot.assistant.sessions.query import Hit
from bot.assistant.sessions.serving import Fit
from bot.assistant.sessions.wording import Sheet, Teller, sheets
from bot.content.knowledge import Knowledge
from bot.outreach.changes import Change, What

_MOST_LINES = 10
_TOLD_AHEAD = timedelta(days=31)
"""Of a long series so much is told by its days, from its first day on."""
_HEADINGS = {
    What.NEW: "tin-buoi-moi",
    What.CHANGED: "tin-thay-doi",
    What.AGAIN: "tin-lai-nhan",
    What.OFF: "phien-khong-nhan-ai",
    What.GONE: "tin-khong-con",
}
"""In the order of the message."""


class _Dated(Voice):
    """Names days by their dates alone: nobody knows on which day it will be read."""

    def near_day(self, day: date) -> str:
        """Return `thứ Bảy 05/12/2026`, also of tomorrow."""
        return self.day(day)


@dataclass(frozen=True, slots=True)
class _Line:
    what: What
    sheet: Sheet
    note: str
    """How it was before."""


def tell_news(ward: str, changed: Sequence[Change], knowledge: Knowledge, moment: datetime) -> str:
    """Return the message on a ward, named with its kind; there is at least one change.

    `moment` is in Vietnam's zone.
    """
    return _News(Teller(_Dated(knowledge, "vi", moment))).told(ward, changed)


class _News:
    """Words one message."""

    def __init__(self, teller: Teller) -> None:
        self._teller = teller
        self._voice = teller.voice

    def told(self, ward: str, changed: Sequence[Change]) -> str:
        lines = list(self._lines(changed))
        kept = lines[:_MOST_LINES]
        parts = [self._voice.say("tin-dia-ban", noi=ward)]
        sessions = [line.sheet.first.occurrence.session for line in kept]
        if any(located.sample for located in sessions):
            parts.append(self._teller.sample())
        for what, heading in _HEADINGS.items():
            told = [f"• {self._worded(line)}" for line in kept if line.what is what]
            if told:
                parts.append("\n".join([self._voice.say(heading), *told]))
        if len(lines) > len(kept):
            parts.append(self._voice.say("phien-con-nua", so=str(len(lines) - len(kept))))
        sources = (
            self._teller.source(located.session.source, located.session.last_confirmed)
            for located in sessions
        )
        return "\n\n".join([*parts, *dict.fromkeys(sources)])

    def _lines(self, changed: Sequence[Change]) -> Iterator[_Line]:
        """Yield a line for what differs by the day alone, in the order of the headings."""
        groups: dict[tuple[What, str], list[Hit]] = {}
        for change in _settled(changed):
            note = self._before(change, changed)
            moved = change.what is What.NEW and (note or change.occurrence.moved_from)
            what = What.CHANGED if moved else change.what
            groups.setdefault((what, note), []).append(_hit(change.occurrence))
        for wanted in _HEADINGS:
            for (what, note), hits in groups.items():
                if what is wanted:
                    yield from (_Line(what, sheet, note) for sheet in sheets(hits))

    def _before(self, change: Change, changed: Iterable[Change]) -> str:
        """Return how it was, where that is not what it is known by: its hours, place or days."""
        if change.what is What.CHANGED and change.before is not None:
            then, now = (self._faces(item) for item in (change.before, change.occurrence))
            differs = [was for was, is_now in zip(then, now, strict=True) if was != is_now]
            return self._voice.say("tin-truoc-day", la=", ".join(differs))
        if change.what is What.NEW and (gone := _days_gone(change.occurrence, changed)):
            return self._voice.say("tin-thay-cho", ngay=self._voice.days(_near(gone)))
        return ""

    def _faces(self, item: Occurrence) -> tuple[str, str]:
        """Return the hours and the place of an occurrence."""
        return self._teller.hours(_hit(item)), self._teller.where(item)

    def _worded(self, line: _Line) -> str:
        days = _near(line.sheet.days)
        sheet = Sheet(line.sheet.hits[: len(days)])
        more = len(days) < len(line.sheet.days)
        if line.what is What.OFF:
            told = [self._teller.called_off(sheet)]
        else:
            told = [f"{self._teller.line(sheet)}."]
        if line.what not in {What.OFF, What.GONE}:
            told += self._teller.details(sheet.first, brief=True)
            if sheet.first.occurrence.standing is Standing.FULL:
                told.append(self._voice.say("buoi-het-cho"))
            told += [self._voice.say("phien-con-tiep")] if more else []
        elif more:
            told.append(self._voice.say("tin-sau-do-cung-vay"))
        return " ".join(filter(None, [*told, line.note]))


def _settled(changed: Sequence[Change]) -> Iterator[Change]:
    """Yield the changes but for days that were left for others, which tell of them."""
    arrived = {(_session(c.occurrence), c.occurrence.day) for c in changed if c.what is What.NEW}
    moved = {session for session, _ in arrived}
    for change in changed:
        item = change.occurrence
        went_to = (_session(item), item.moved_to)
        if change.what is What.OFF and went_to in arrived:
            continue
        if change.what is What.GONE and _session(item) in moved:
            continue
        yield change


def _days_gone(item: Occurrence, changed: Iterable[Change]) -> list[date]:
    """Return the days on which the session of a new occurrence is not held any more."""
    gone = (
        change.occurrence.day
        for change in changed
        if change.what is What.GONE and _session(change.occurrence) == _session(item)
    )
    return sorted(set(gone))


def _session(item: Occurrence) -> str:
    return item.session.session.id


def _near(days: Sequence[date]) -> list[date]:
    return [day for day in days if day - days[0] < _TOLD_AHEAD]


def _hit(item: Occurrence) -> Hit:
    return Hit(item, Fit.DEPENDS, item.hours)
