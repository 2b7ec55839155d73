"""A knowledge folder in memory, into which tables are taken over."""

from __future__ import annotations

from datetime import date

import pytest

from bot.content.knowledge import Knowledge
from bot.content.loading import Files, load
from bot.content.local import Session, SessionsFile
from bot.content.spreadsheet.importing import Plan, Wish, plan_import, session_files
from bot.content.spreadsheet.table import TableError
from tests.content.tables import text

TODAY = date(2026, 11, 22)
GIO = "sessions/phuong-gio.yaml"
NANG = "sessions/xa-nang-len.yaml"
WISH = Wish("lich.csv", TODAY, area="phường Gió Lùa", by="Bà tổ trưởng")


class Desk:
    """A knowledge folder in memory, into which tables are taken over."""

    def __init__(self, files: Files, knowledge: Knowledge) -> None:
        self.files = dict(files)
        self.knowledge = knowledge

    def plan(self, *rows: str, wish: Wish = WISH) -> Plan:
        return plan_import(self.files, self.knowledge, text(*rows).encode(), wish)

    def take(self, *rows: str, wish: Wish = WISH) -> Plan:
        plan = self.plan(*rows, wish=wish)
        self.files |= plan.files
        self.knowledge = load(self.files)
        return plan

    def refusals(self, *rows: str, wish: Wish = WISH) -> list[str]:
        with pytest.raises(TableError) as refused:
            self.plan(*rows, wish=wish)
        return list(map(str, refused.value.faults))

    def file(self, name: str = GIO) -> SessionsFile:
        return session_files(self.files)[name]

    def session(self, name: str, file: str = GIO) -> Session:
        return next(session for session in self.file(file).sessions if session.id == name)
