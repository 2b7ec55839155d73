"""The files of a knowledge folder as the rules look at them."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar

from pydantic import BaseModel

from bot.content.area_names import AreaNames
from bot.content.law import Caveat, LawFile, LegalDocument, Parameter
from bot.content.local import (
    Holiday,
    HolidaysFile,
    Notice,
    NoticesFile,
    Office,
    OfficesFile,
    Session,
    SessionsFile,
)
from bot.content.reading import Document, Path
from bot.content.topics import Entry, FaqFile, GroupsFile, PhrasingsFile
from bot.errors import Fault
from bot.language.text import fold

M = TypeVar("M", bound=BaseModel)
Span = tuple[date, date | None]


@dataclass(frozen=True)
class Parsed:
    """A file of the right form, and where each part of it stands."""

    document: Document
    content: BaseModel


@dataclass(frozen=True)
class Part:
    """A part of a file."""

    document: Document
    path: Path

    def fault(self, message: str, *further: str | int) -> Fault:
        """Return a fault at this part, or further inside it."""
        return self.document.fault([*self.path, *further], message)


class Folder:
    """The files that could be read, by kind."""

    def __init__(
        self,
        parsed: Mapping[str, Parsed],
        unread: Collection[str] = (),
        area_names: AreaNames | None = None,
    ) -> None:
        """Sort the parsed files, by path below the knowledge folder.

        What the unread ones hold is unknown, so nothing is called missing that may be in them.
        Without `area_names` no area is looked up.
        """
        self.parsed = parsed
        self.area_names = area_names
        self._unread = {name.split("/")[0] for name in unread}
        self.parameters: list[tuple[Parameter, Part]] = []
        self.documents: list[tuple[LegalDocument, Part]] = []
        self.caveats: list[tuple[Caveat, Part]] = []
        self.entries: list[tuple[Entry, Part, str]] = []
        self.groups: list[str] = []
        self.phrasings: list[tuple[PhrasingsFile, Document]] = []
        self.session_files: list[tuple[SessionsFile, Document]] = []
        self.sessions: list[tuple[Session, Part, SessionsFile]] = []
        self.offices: list[tuple[Office, Part, OfficesFile]] = []
        self.notices: list[tuple[Notice, Part]] = []
        self.holidays: dict[date, Holiday] = {}
        for name, item in parsed.items():
            self._sort_in(name, item)
        self.parameter_ids = {parameter.id: parameter for parameter, _ in self.parameters}
        self.topics = {entry.id for entry, _, _ in self.entries}

    def _sort_in(self, name: str, item: Parsed) -> None:
        content, document = item.content, item.document
        if isinstance(content, LawFile):
            self.parameters += [
                (parameter, Part(document, ["parameters", at]))
                for at, parameter in enumerate(content.parameters)
            ]
            self.documents += [
                (known, Part(document, ["documents", at]))
                for at, known in enumerate(content.documents)
            ]
            self.caveats += [
                (caveat, Part(document, ["caveats", at]))
                for at, caveat in enumerate(content.caveats)
            ]
        elif isinstance(content, FaqFile):
            self.entries += [
                (entry, Part(document, ["entries", at]), name)
                for at, entry in enumerate(content.entries)
            ]
        elif isinstance(content, GroupsFile):
            self.groups = [group.id for group in content.groups]
        elif isinstance(content, PhrasingsFile):
            self.phrasings.append((content, document))
        else:
            self._sort_in_local(content, document)

    def _sort_in_local(self, content: BaseModel, document: Document) -> None:
        if isinstance(content, SessionsFile):
            self.session_files.append((content, document))
            self.sessions += [
                (session, Part(document, ["sessions", at]), content)
                for at, session in enumerate(content.sessions)
            ]
        elif isinstance(content, OfficesFile):
            self.offices += [
                (office, Part(document, ["offices", at]), content)
                for at, office in enumerate(content.offices)
            ]
        elif isinstance(content, NoticesFile):
            self.notices += [
                (notice, Part(document, ["notices", at]))
                for at, notice in enumerate(content.notices)
            ]
        elif isinstance(content, HolidaysFile):
            self.holidays = {holiday.date: holiday for holiday in content.holidays}

    def lacks_group(self, name: str) -> bool:
        """Return whether it is certain that a group does not exist."""
        return name not in self.groups and self.find(GroupsFile) is not None

    def lacks_topic(self, name: str) -> bool:
        """Return whether it is certain that a topic does not exist."""
        return name not in self.topics and "faq" not in self._unread

    def lacks_parameter(self, name: str) -> bool:
        """Return whether it is certain that a parameter does not exist."""
        return name not in self.parameter_ids and "law" not in self._unread

    def find(self, form: type[M]) -> tuple[M, Document] | None:
        """Return the file of a form that stands once, or None."""
        for item in self.parsed.values():
            if isinstance(item.content, form):
                return item.content, item.document
        return None


def near(name: str, known: Iterable[str]) -> str:
    """Return a hint at the known name that is most like this one."""
    found = difflib.get_close_matches(fold(name), sorted(known), n=1, cutoff=0.6)
    return f"; có phải «{found[0]}»?" if found else "; kiểm tra lại mã"


def span_faults(
    spans: Sequence[Span], at: Part, key: str, *, gaps_declared: bool
) -> Iterator[Fault]:
    """Yield what is wrong with periods that must neither overlap nor leave gaps."""
    for number, (first, last) in enumerate(spans):
        if last is not None and last < first:
            yield at.fault(f"until {last} trước from {first}; đổi lại", key, number, "until")
    order = sorted(range(len(spans)), key=lambda number: spans[number][0])
    for earlier, later in pairwise(order):
        end, start = spans[earlier][1], spans[later][0]
        if end is None or end >= start:
            yield at.fault(
                f"hai giai đoạn chồng nhau ở ngày {start}; "
                "cho giai đoạn trước kết thúc (until) một ngày trước đó",
                key, later, "from",
            )  # fmt: skip
        elif not gaps_declared and end + timedelta(days=1) < start:
            yield at.fault(
                f"từ {end + timedelta(days=1)} đến {start - timedelta(days=1)} không có giá trị; "
                "điền thêm, hoặc ghi lý do ở «gaps»",
                key, later, "from",
            )  # fmt: skip
