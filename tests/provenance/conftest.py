from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

import pytest

from bot.assistant.items import item_on
from bot.assistant.question import VIETNAM
from bot.assistant.replies import as_text
from bot.assistant.reply import Reply
from bot.assistant.status import Status
from bot.content.knowledge import Knowledge
from bot.content.loading import Files, load
from bot.language.english import Language
from bot.provenance.checking import Checked, Checker, Verdict
from bot.provenance.history import code_on, keep_history
from bot.provenance.seal import Seal
from bot.store.sqlite import SqliteStore

DAY = date(2026, 3, 2)
KEY = b"a key that nobody else knows...."


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), VIETNAM)


def shown(knowledge: Knowledge, topic: str, day: date = DAY, language: Language = "vi") -> str:
    """Return an answer as the terminal shows it."""
    item = item_on(knowledge, topic, day, language)
    return as_text(Reply(Status.ANSWERED, language, items=(item,)), knowledge)


@dataclass
class Press:
    """Publishes one release after another, and checks what people send in."""

    store: SqliteStore
    files: dict[str, bytes]
    checker: Checker = field(init=False)
    knowledge: Knowledge = field(init=False)

    def __post_init__(self) -> None:
        self.checker = Checker(self.store, Seal(KEY))

    def publish(self, day: date, *edits: tuple[str, str, str]) -> Knowledge:
        """Put a release into force on a day: the last one with other words in some files."""
        for name, before, after in edits:
            text = self.files[name].decode()
            assert text.count(before) == 1, f"{name}: {before!r}"
            self.files[name] = text.replace(before, after).encode()
        self.knowledge = load(self.files)
        release = self.store.releases.publish(self.knowledge.digest, self.files, "an")
        made = replace(release, made_at=noon(day))
        keep_history(self.store, made, self.knowledge, noon(day))
        return self.knowledge

    def verdict(self, text: str, day: date = DAY) -> Verdict | None:
        return self.checker.check(text, noon(day), self.knowledge)

    def check(self, text: str, day: date = DAY) -> Checked:
        """Return what the one answer in a message turned out to be."""
        verdict = self.verdict(text, day)
        assert verdict is not None
        [checked] = verdict.checked
        return checked

    def code(self, topic: str, day: date = DAY, language: Language = "vi") -> str:
        return code_on(self.knowledge, topic, day, language)


@pytest.fixture
def press(store: SqliteStore, small_files: Files) -> Press:
    """The small knowledge, in force since the day of the tests."""
    made = Press(store, dict(small_files))
    made.publish(DAY)
    return made
