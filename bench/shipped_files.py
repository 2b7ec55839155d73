"""Where the shipped files lie that are measured, and the knowledge read from them."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path

from bot.assistant.question import VIETNAM
from bot.content import loading
from bot.content.knowledge import Knowledge

ROOT = Path(__file__).resolve().parent.parent
KNOWLEDGE = ROOT / "knowledge"
QUESTIONS = ROOT / "tests" / "questions"
SHARED = ROOT.parent / "shared" / "questions"
"""Further question sets, where this machine has them; they are not part of the project."""
DOCUMENT = ROOT / "docs" / "benchmarks.md"
CHARTS = ROOT / "docs" / "benchmarks"

MOMENT = datetime(2026, 11, 22, 9, tzinfo=VIETNAM)
"""When the questions are asked; only births and ages feel it."""


@cache
def shipped() -> Knowledge:
    """Return the knowledge that the project ships."""
    return loading.load(loading.read_folder(KNOWLEDGE))
