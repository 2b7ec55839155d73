"""The history of what each answer said: written when a release comes into force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby

from bot.assistant.codes import code_of
from bot.assistant.items import WithheldError, item_on
from bot.assistant.question import VIETNAM
from bot.assistant.timeline import turning_days
from bot.content.knowledge import Knowledge
from bot.language.english import Language
from bot.store.base import Store
from bot.store.kept import Release, Wording

LANGUAGES: tuple[Language, ...] = ("vi", "en")


def keep_history(store: Store, release: Release, knowledge: Knowledge, moment: datetime) -> None:
    """Keep what a release says from a moment on, or since it was made; once. The call blocks.

    `moment` is aware.
    """
    first = min(moment, release.made_at).astimezone(VIETNAM).date()
    store.wordings.keep(release.number, wordings_of(knowledge, release.number, first))


def wordings_of(knowledge: Knowledge, release: int, first: date) -> Iterator[Wording]:
    """Yield what every topic says in each language, by periods from a day on."""
    for topic in knowledge.entries:
        days = [first, *sorted(day for day in turning_days(knowledge, topic) if day > first)]
        ends = [*(day - timedelta(days=1) for day in days[1:]), None]
        for language in LANGUAGES:
            codes = [code_on(knowledge, topic, day, language) for day in days]
            spans = zip(codes, days, ends, strict=True)
            for code, alike in groupby(spans, key=lambda span: span[0]):
                period = list(alike)
                if code:
                    yield Wording(code, topic, language, period[0][1], period[-1][2], release)


def code_on(knowledge: Knowledge, topic: str, day: date, language: Language) -> str:
    """Return the code of an answer on a day; empty where there is no answer."""
    try:
        return code_of(item_on(knowledge, topic, day, language), language)
    except WithheldError:
        return ""
