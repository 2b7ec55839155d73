"""What answers said in earlier releases."""

from __future__ import annotations

from collections import ChainMap
from dataclasses import replace

from bot.assistant.items import WithheldError, item_on
from bot.assistant.reply import Item
from bot.content import law, loading, topics, wordlists
from bot.content.knowledge import Knowledge
from bot.content.parameters import Parameters
from bot.language.english import Language
from bot.store.base import Store
from bot.store.kept import Wording

_NEEDED = ("law/", "faq/", "messages.yaml")


class Past:
    """Earlier releases, of which the last one that was looked at stays in memory."""

    def __init__(self, store: Store) -> None:
        """`store` has the releases."""
        self._store = store
        self._opened: tuple[int, Knowledge] | None = None

    def said(self, wording: Wording, present: Knowledge) -> tuple[Item, Knowledge] | None:
        """Return an answer as it read in its release, and that release; None if it is lost."""
        knowledge = self._release(wording.release, present)
        language: Language = "en" if wording.language == "en" else "vi"
        if knowledge is None or wording.topic not in knowledge.entries:
            return None
        try:
            return item_on(knowledge, wording.topic, wording.first, language), knowledge
        except (WithheldError, KeyError, ValueError):  # a release that is read otherwise by now
            return None

    def _release(self, number: int, present: Knowledge) -> Knowledge | None:
        opened = self._opened
        if opened is None or opened[0] != number:
            found = self._store.releases.get(number)
            if found is None:
                return None
            opened = self._opened = number, _answers_of(found[1], present)
        return opened[1]


def _answers_of(files: loading.Files, present: Knowledge) -> Knowledge:
    """Return the answers and sentences of some files; all else is that of the present."""
    needed = {name: data for name, data in files.items() if name.startswith(_NEEDED)}
    parsed, _ = loading.parse(needed)  # files that are written otherwise by now are left out
    contents = [item.content for item in parsed.values()]
    said = [each.messages for each in contents if isinstance(each, wordlists.MessagesFile)]
    entries = [
        entry for each in contents if isinstance(each, topics.FaqFile) for entry in each.entries
    ]
    laws = [each for each in contents if isinstance(each, law.LawFile)]
    values = [value for each in laws for value in each.parameters]
    caveats = [caveat for each in laws for caveat in each.caveats]
    return replace(
        present,
        entries={entry.id: entry for entry in entries},
        parameters=Parameters(values, caveats),
        messages=dict(ChainMap(*map(dict, said), dict(present.messages))),
    )
