"""All that the assistant knows at one moment: immutable, checked, without a file in sight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.content import wordlists
from bot.content.area_names import AreaNames
from bot.content.law import LawFile, LegalDocument
from bot.content.neighbourhood import Local
from bot.content.parameters import Parameters
from bot.content.topics import (
    Answer,
    Entry,
    FaqFile,
    Group,
    GroupsFile,
    Lookup,
    PhrasingsFile,
    Translation,
    Translations,
    Wording,
)
from bot.language.english import Language
from bot.language.places import Gazetteer

INDEX_VOICE = "muc-luc"
"""The voice of the titles, in both languages, and of the entries' own questions."""


@dataclass(frozen=True)
class Lists:
    """The word lists of `language/`."""

    abbreviations: wordlists.AbbreviationsFile
    concepts: wordlists.ConceptsFile
    stop_words: tuple[str, ...]
    asking: tuple[str, ...]
    goes_on: tuple[str, ...]
    english: tuple[str, ...]
    age_bands: tuple[int, ...]
    not_ours: wordlists.NotOursFile
    neighbours: tuple[wordlists.Neighbour, ...]
    small_talk: wordlists.SmallTalkFile
    refusals: tuple[wordlists.Refusal, ...]
    red_flags: wordlists.RedFlagsFile
    contrasts: tuple[wordlists.Contrast, ...]
    calibration: wordlists.CalibrationFile


@dataclass(frozen=True)
class Knowledge:
    """One release of the knowledge base."""

    digest: str
    """Hash of all files; equal content has equal digests."""
    covers: tuple[date, date]
    """The first and the last day for which answers are meant to exist."""
    groups: tuple[Group, ...]
    parameters: Parameters
    documents: tuple[LegalDocument, ...]
    """Those that came into force, or end, while answers are given."""
    entries: Mapping[str, Entry]
    """By topic id, in the order of the files."""
    group_of: Mapping[str, str]
    """Topic id to group id."""
    phrasings: Mapping[str, Mapping[str, tuple[str, ...]]]
    """Topic id to voice to questions; the entry's own questions are the voice `muc-luc`."""
    lists: Lists
    messages: Mapping[str, wordlists.Phrase]
    confirmed: Mapping[str, str]
    """Topic id to the mark of the Vietnamese for which its translation was confirmed."""
    local: Local
    """Sessions, offices, notices and holidays, their areas resolved."""
    area_names: AreaNames

    @property
    def gazetteer(self) -> Gazetteer:
        """All places of the country and what staff add to them, read when first asked for."""
        return self.area_names.gazetteer

    def say(self, message: str, language: Language, **values: str) -> str:
        """Return one of the assistant's own sentences, its places filled."""
        phrase = self.messages[message]
        return (phrase.vi if language == "vi" else phrase.en).format(**values)

    def lookup_of(self, topic: str) -> Lookup | None:
        """Return what a topic is looked up in; None: nothing, or there is no such topic."""
        entry = self.entries.get(topic)
        return entry.answered_by if entry else None

    def title(self, topic: str, language: Language) -> str:
        """Return a topic's title."""
        return _title(self.entries[topic], language)


def wording_on(entry: Entry, day: date) -> Answer | None:
    """Return the wording of an answer that holds on a day, or None."""
    if day < entry.valid_from or (entry.valid_until and day > entry.valid_until):
        return None
    if entry.answer is not None:
        fields = {name: getattr(entry.answer, name) for name in Wording.model_fields}
        other = entry.translations.get("en")
        translations: Translations = {"en": other} if isinstance(other, Translation) else {}
        return Answer.model_construct(**fields, translations=translations)
    for dated in entry.answers:
        if dated.from_ <= day and (dated.until is None or day <= dated.until):
            return dated
    return None


def assemble(  # noqa: PLR0913  (one for each kind of file)
    mark: str,
    *,
    groups: GroupsFile,
    confirmed: Mapping[str, str],
    law: Iterable[LawFile],
    faq: Iterable[FaqFile],
    phrasings: Iterable[PhrasingsFile],
    lists: Lists,
    messages: Mapping[str, wordlists.Phrase],
    local: Local,
    area_names: AreaNames,
) -> Knowledge:
    """Put checked files together; the groups' order decides the order of the topics."""
    law = tuple(law)
    shelves = {file.group: file for file in faq}
    entries: dict[str, Entry] = {}
    group_of: dict[str, str] = {}
    for group in groups.groups:
        for entry in shelves[group.id].entries if group.id in shelves else ():
            entries[entry.id] = entry
            group_of[entry.id] = group.id
    voices: dict[str, dict[str, tuple[str, ...]]] = {
        topic: {INDEX_VOICE: _index(entry)} for topic, entry in entries.items()
    }
    for file in phrasings:
        for topic, sets in file.phrasings.items():
            voices[topic].update(sets)
    return Knowledge(
        digest=mark,
        covers=(groups.covers.from_, groups.covers.until),
        groups=groups.groups,
        parameters=Parameters(
            (item for file in law for item in file.parameters),
            [item for file in law for item in file.caveats],
        ),
        documents=tuple(item for file in law for item in file.documents),
        entries=entries,
        group_of=group_of,
        phrasings=voices,
        lists=lists,
        messages=messages,
        confirmed=confirmed,
        local=local,
        area_names=area_names,
    )


def _title(entry: Entry, language: Language) -> str:
    translation = entry.translations.get("en") if language == "en" else None
    return (translation.title if translation else None) or entry.title


def _index(entry: Entry) -> tuple[str, ...]:
    return tuple(dict.fromkeys((entry.title, _title(entry, "en"), *entry.questions)))
