"""Every table of a store, over either engine."""

from __future__ import annotations

from datetime import datetime

from bot.store.audit import AuditTable
from bot.store.chats import ChatTable
from bot.store.database import Database
from bot.store.drafts import DraftTable
from bot.store.figures import FigureTable
from bot.store.letters import LetterTable
from bot.store.questions import QuestionTable, forget_questions
from bot.store.queue import QueueTable
from bot.store.recent import RecentTable, forget_recent
from bot.store.relays import RelayTable, forget_relays
from bot.store.releases import ReleaseTable
from bot.store.secrets import SecretTable
from bot.store.staff import StaffTable
from bot.store.statistics import StatisticsOfQuestions
from bot.store.updates import UpdateTable, forget_updates
from bot.store.wordings import WordingTable


class Furnished:
    """A store's tables; what they rest on is the engine's."""

    def __init__(self, database: Database) -> None:
        """`database` has the tables, once the store is open."""
        self._database = database
        self.questions = QuestionTable(database)
        self.updates = UpdateTable(database)
        self.recent = RecentTable(database)
        self.releases = ReleaseTable(database)
        self.chats = ChatTable(database)
        self.letters = LetterTable(database)
        self.wordings = WordingTable(database)
        self.staff = StaffTable(database)
        self.audit = AuditTable(database)
        self.drafts = DraftTable(database)
        self.queue = QueueTable(database)
        self.relays = RelayTable(database)
        self.figures = FigureTable(database)
        self.statistics = StatisticsOfQuestions(database)
        self.secrets = SecretTable(database)

    def forget_before(self, moment: datetime) -> int:
        """Delete questions asked before a moment, and what is kept of updates of long ago."""
        with self._database.writing() as db:
            forget_updates(db)
            forget_recent(db)
            forget_relays(db, moment)
            return forget_questions(db, moment)

    def ping(self) -> None:
        """Read something."""
        with self._database.reading() as db:
            db.execute("select number from releases order by number desc limit 1").fetchone()
