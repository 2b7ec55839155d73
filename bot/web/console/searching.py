"""Topics found by the words that stand in them, however they are typed."""

from __future__ import annotations

from collections.abc import Mapping

from bot.assistant.timeline import wordings
from bot.content.topics import Entry, Translation, Wording
from bot.language.text import fold


def found(wanted: str, entries: Mapping[str, Entry]) -> list[str]:
    """Return the topics that have all these words; those that have them in the title first.

    Takes some 50 ms for all topics: to be called from a thread.
    """
    words = plain(wanted).split()
    titled, others = [], []
    for topic, entry in entries.items():
        title = plain(entry.title)
        if all(word in title for word in words):
            titled.append(topic)
        elif (whole := f"{topic} {_all_of(entry)}") and all(word in whole for word in words):
            others.append(topic)
    return titled + others


def plain(text: str) -> str:
    """Return a text in small letters without marks, its words one space apart."""
    return " ".join(fold(text).lower().split())


def translations(entry: Entry) -> list[Translation]:
    """Return every translated wording of an entry."""
    each = [entry.translations, *(dated.translations for dated in entry.answers)]
    found_ = (one for languages in each for one in languages.values())
    return [one for one in found_ if isinstance(one, Translation)]


def _all_of(entry: Entry) -> str:
    said: list[Wording] = [*wordings(entry), *translations(entry)]
    texts = (text for wording in said for _, text in wording.texts())
    titles = [one.title or "" for one in entry.translations.values()]
    return plain(" ".join([entry.title, *titles, *entry.questions, *texts]))
