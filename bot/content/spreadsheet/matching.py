"""Which session of the knowledge base each row is about, and in which fields they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.content.local import Session
from bot.content.spreadsheet.line_writing import cells_of, in_words, shown
from bot.content.spreadsheet.lines import COLUMNS_OF, Line
from bot.content.spreadsheet.rows import Row
from bot.content.spreadsheet.shelves import Shelf

Key = tuple[frozenset[str], str, bool, date | None]
"""Places (or the kind where there are none), whether it has a range of days, and the first day."""


@dataclass(frozen=True)
class Entry:
    """A row, the file it goes into and the places that it names there."""

    row: Row
    shelf: Shelf
    places: tuple[str, ...]

    @property
    def key(self) -> Key:
        """What the row is found by."""
        line = self.row.line
        kind = "" if self.places else line.kind
        return frozenset(self.places), kind, line.first is not None, line.start


@dataclass(frozen=True)
class Match:
    """An entry and the session that it changes, if it is not a new one."""

    entry: Entry
    before: Session | None = None
    fields: tuple[str, ...] = ()
    """Those in which they differ, by the names of `Line`."""

    @property
    def line(self) -> Line:
        """What holds when the row has been taken over."""
        if self.before is None:
            return self.entry.row.line
        seen = self.entry.shelf.line(self.before)
        return replace(seen, **{name: getattr(self.entry.row.line, name) for name in self.fields})

    @property
    def words(self) -> str:
        """The session in words, as it will be."""
        return in_words(self.line)

    def differences(self) -> Iterator[str]:
        """Yield each field that changes, before and after."""
        if self.before is None:
            return
        old = self.entry.shelf.cells(self.before)
        new = cells_of(self.line)
        for name in self.fields:
            column = COLUMNS_OF[name][0]
            yield f"{column}: {shown(old.get(column))} → {shown(new.get(column))}"


def matched(entries: Sequence[Entry]) -> list[Match]:
    """Return each entry with its session: by id, else by places and first day.

    Where several sessions begin at one place on one day, those are paired first that agree most;
    one row and one session that are left over belong together.
    """
    found: dict[int, Session] = {}
    for number, entry in enumerate(entries):
        name = entry.row.line.id
        session = next((one for one in entry.shelf.file.sessions if one.id == name), None)
        if session:
            found[number] = session
    taken = {session.id for session in found.values()}
    rows: defaultdict[tuple[str, Key], list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        if number not in found and not entry.row.line.id:
            rows[entry.shelf.name, entry.key].append(number)
    for (_, key), numbers in rows.items():
        shelf = entries[numbers[0]].shelf
        free = [one for one in shelf.file.sessions if one.id not in taken and _key(one) == key]
        found |= _paired(entries, numbers, free)
    return [_match(entry, found.get(number)) for number, entry in enumerate(entries)]


def _paired(
    entries: Sequence[Entry], numbers: Sequence[int], sessions: Sequence[Session]
) -> dict[int, Session]:
    scores = sorted(
        (
            (-_likeness(entries[number], session), number, at)
            for number in numbers
            for at, session in enumerate(sessions)
        )
    )
    found: dict[int, Session] = {}
    used: set[int] = set()
    single = len(numbers) == len(sessions) == 1
    for score, number, at in scores:
        if number not in found and at not in used and (score or single):
            found[number] = sessions[at]
            used.add(at)
    return found


def _likeness(entry: Entry, session: Session) -> int:
    line, seen = entry.row.line, entry.shelf.line(session)
    if not _match(entry, session).fields:
        return 8
    same_hours = line.hours == seen.hours
    same_people = bool(line.residents) and line.residents == seen.residents
    shared = any(one.overlaps(other) for one in line.hours for other in seen.hours)
    return 4 * same_hours + 2 * same_people + shared


def _key(session: Session) -> Key:
    days = [*session.dates, *filter(None, [session.from_])]
    return (
        frozenset(session.places),
        "" if session.places else session.kind,
        session.from_ is not None,
        min(days, default=None),
    )


def _match(entry: Entry, session: Session | None) -> Match:
    if session is None:
        return Match(entry)
    line, seen = entry.row.line, entry.shelf.line(session)
    fields = [
        name for name in COLUMNS_OF
        if entry.row.tells(name) and getattr(line, name) != getattr(seen, name)
    ]  # fmt: skip
    if "places" in fields and set(entry.places) == set(session.places):
        fields.remove("places")
    if "weekdays" in fields and not (line.weekdays or entry.row.tells("first")):
        fields.remove("weekdays")
    return Match(entry, session, tuple(fields))
