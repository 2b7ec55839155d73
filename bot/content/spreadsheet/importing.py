"""A spreadsheet to new bytes of the session files, or every fault at its cell; nothing is written.

Rows are merged into what stands there: a session keeps all that the table has no column for, and
a row that says the same as the session changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.content import loading
from bot.content.editing.sessions import removed
from bot.content.knowledge import Knowledge
from bot.content.loading import Files
from bot.content.local import SessionsFile
from bot.content.plan import last_day
from bot.content.reading import Plain
from bot.content.slugs import dated_slug
from bot.content.splicing import Splice
from bot.content.spreadsheet.delimited import read_delimited
from bot.content.spreadsheet.line_writing import in_words
from bot.content.spreadsheet.matching import Match, matched
from bot.content.spreadsheet.records import (
    FILE_KEYS,
    SESSION_KEYS,
    SITE_KEYS,
    changed_keys,
    entry_of,
    site_entry,
)
from bot.content.spreadsheet.rows import Row, read_rows
from bot.content.spreadsheet.shelves import FOLDER, Shelf, Shelves
from bot.content.spreadsheet.sorting import Sorter
from bot.content.spreadsheet.state_cells import KINDS
from bot.content.spreadsheet.table import CellFault, Sheet, TableError
from bot.content.spreadsheet.told import told_by_row
from bot.content.spreadsheet.workbook import is_workbook, read_workbook
from bot.errors import KnowledgeError

_HEAD = """\
# yaml-language-server: $schema=../.schema/sessions.json
area: {area}
"""


@dataclass(frozen=True)
class Wish:
    """What whoever imports says about the table as a whole."""

    file: str
    """The spreadsheet's name, the source where no other is told."""
    today: date
    area: str = ""
    """Whose file the rows go into; empty: that of each row's own area."""
    source: str = ""
    by: str = "Người nhập bảng lịch"
    whole: bool = False
    """Whether the table is all there is: coming sessions that it lacks go out of the files."""


@dataclass(frozen=True)
class Plan:
    """What an import would do."""

    files: Files
    """The session files that would change, whole, by path below the knowledge folder."""
    matches: tuple[Match, ...]
    """Every row, in order."""
    addresses: tuple[str, ...]
    """Places that get another address, in words."""
    skipped: tuple[str, ...]
    """What of the spreadsheet was left aside, in words."""
    missing: tuple[str, ...] = ()
    """Sessions of the same files that are not over and not in the table, in words."""


def sheets_in(data: bytes) -> list[Sheet]:
    """Return the sheets of a workbook or a text of cells; `TableError` where it is neither."""
    return read_workbook(data) if is_workbook(data) else [read_delimited(data)]


def plan_import(files: Files, knowledge: Knowledge, data: bytes, wish: Wish) -> Plan:
    """Return what importing these bytes would change in the files of this knowledge.

    Raises:
        TableError: With every fault, at its cell.
        KnowledgeError: A file of sessions is written so that nothing can be added to it.
    """
    return plan_sheets(files, knowledge, sheets_in(data), wish)


def plan_sheets(files: Files, knowledge: Knowledge, sheets: Sequence[Sheet], wish: Wish) -> Plan:
    """Return what these sheets would change; as `plan_import`."""
    found = read_rows(sheets, wish.today)
    shelves = _shelves(files, knowledge, wish.area)
    sorter = Sorter(shelves, found.faults)
    matches = matched(sorter.entries(found.rows))
    sorter.complete(matches, wish.today)
    if sorter.faults:
        raise TableError(sorter.faults)
    named = _named(matches, _taken_ids(knowledge))
    changed = {}
    for shelf in shelves:
        new = _new_bytes(shelf, files.get(shelf.name), named, wish)
        if new != files.get(shelf.name):
            changed[shelf.name] = new
    missing = dict(_missing(shelves, named, wish.today))
    if wish.whole and missing:
        left = removed({**files, **changed}, missing)
        changed |= {name: data for name, data in left.files.items() if data is not None}
    if changed:
        rows = {name: match.entry.row for name, match in named.items()}
        _refuse_faults({**files, **changed}, rows)
    moves = [move for shelf in shelves for move in _moves(shelf)]
    return Plan(changed, tuple(matches), tuple(moves), found.skipped, tuple(missing.values()))


def _shelves(files: Files, knowledge: Knowledge, area: str) -> Shelves:
    try:
        return Shelves(session_files(files), knowledge.area_names, area)
    except ValueError as error:
        raise TableError([CellFault("", 0, 0, f"--area: {error}")]) from None


def session_files(files: Files) -> dict[str, SessionsFile]:
    """Return the files of sessions by path, those that can be read."""
    some = {name: data for name, data in files.items() if name.startswith(f"{FOLDER}/")}
    parsed, _ = loading.parse(some)
    return {
        name: item.content
        for name, item in parsed.items()
        if isinstance(item.content, SessionsFile)
    }


def _taken_ids(knowledge: Knowledge) -> set[str]:
    local = knowledge.local
    return {
        *(located.session.id for located in local.sessions),
        *(located.office.id for located in local.offices),
        *(located.notice.id for located in local.notices),
    }


def _named(matches: Sequence[Match], taken: set[str]) -> dict[str, Match]:
    """Return each match by the id of its session, new ones made from place and first day."""
    found = {match.before.id: match for match in matches if match.before}
    told = {match.line.id for match in matches if not match.before}
    for match in matches:
        if match.before is None:
            line = match.line
            place = match.entry.places[0] if match.entry.places else KINDS[line.kind]
            free = line.id or dated_slug(place, line.start or date.min, {*taken, *found, *told})
            found[free] = match
    return found


def _missing(
    shelves: Shelves, named: Mapping[str, Match], today: date
) -> Iterator[tuple[str, str]]:
    """Yield what the table's own files have beside it for today or later: id and words."""
    told = {match.entry.shelf.name for match in named.values()}
    for shelf in shelves:
        for session in shelf.file.sessions if shelf.name in told else ():
            ends = [last_day(session), session.moved_to]
            if session.id not in named and (ends[0] is None or max(filter(None, ends)) >= today):
                yield session.id, in_words(shelf.line(session))


def _new_bytes(shelf: Shelf, data: bytes | None, named: Mapping[str, Match], wish: Wish) -> bytes:
    """Return the file of a shelf with all that rows say of it."""
    ours = {name: match for name, match in named.items() if match.entry.shelf is shelf}
    if data and not shelf.addresses and not any(map(_says_something, ours.values())):
        return data
    splice = Splice(shelf.name, data or _HEAD.format(area=shelf.file.area).encode(), FILE_KEYS)
    day = f"{wish.today:%d/%m/%Y}"
    confirmed: Plain = {"by": wish.by, "on": day}
    published: dict[str, Plain] = {"source": wish.source, "published": day} if wish.source else {}
    for place, address in shelf.addresses.items():
        splice.put(["places", place], {"address": address}, SITE_KEYS)
    if shelf.places:
        splice.add("places", {key: site_entry(site) for key, site in shelf.places.items()})
    number_of = {session.id: at for at, session in enumerate(shelf.file.sessions)}
    new = []
    for name, match in ours.items():
        places = match.entry.places
        if match.before is None:
            source = wish.source or f"Bảng lịch {wish.file}"
            vouched = {"source": source, "published": day, "last_confirmed": confirmed}
            new.append(entry_of(match.line, name, places, vouched))
        elif match.fields:
            keys = changed_keys(match.line, match.fields, places, match.before)
            told = {**keys, **published, "last_confirmed": confirmed}
            splice.put(["sessions", number_of[name]], told, SESSION_KEYS)
    if new:
        splice.append("sessions", new)
    return splice.result()


def _says_something(match: Match) -> bool:
    return match.before is None or bool(match.fields)


def _moves(shelf: Shelf) -> Iterator[str]:
    for place, address in shelf.addresses.items():
        site = shelf.file.places[place]
        yield f"{site.name}: địa chỉ {site.address or '(trống)'} → {address}"


def _refuse_faults(files: Files, rows: Mapping[str, Row]) -> None:
    """Raise what is wrong with the knowledge as it would be."""
    try:
        loading.load(files)
    except KnowledgeError as error:
        told, others = told_by_row(error.faults, files, rows)
        if others:
            raise KnowledgeError(others) from None
        raise TableError(told) from None
