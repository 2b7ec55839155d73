"""Topics with their answers, their shelves and phrasings, as staff write them in YAML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from bot.content.fields import Day, Model, Slug, Text, Texts
from bot.content.law import Confidence, Source
from bot.language.english import Language


class Wording(Model):
    """The answer itself; `{parameter-id}` in any of its texts inserts the value in force."""

    lead: Text
    details: Text | None = None
    steps: Texts = ()
    bring: Texts = ()
    cost: Text | None = None
    time: Text | None = None
    where: Text | None = None

    def texts(self) -> list[tuple[tuple[str | int, ...], str]]:
        """Return every text with the path that leads to it."""
        single = ("lead", "details", "cost", "time", "where")
        found: list[tuple[tuple[str | int, ...], str]] = [
            ((name,), text) for name in single if (text := getattr(self, name))
        ]
        for name in ("steps", "bring"):
            found.extend(((name, at), text) for at, text in enumerate(getattr(self, name)))
        return found


class Translation(Wording):
    """The answer in another language."""

    title: Text | None = None


Translations = Mapping[Literal["en"], Translation]


class Answer(Wording):
    """A wording and its translations."""

    translations: Translations = Field(default_factory=dict)


class DatedAnswer(Answer):
    """A wording that holds between two days, both included."""

    from_: Day = Field(alias="from")
    until: Day | None = None


class Ages(Model):
    """Whole years of age that an entry speaks of."""

    from_: int = Field(alias="from", ge=0, le=150)
    until: int | None = Field(default=None, ge=0, le=150)


class TitleTranslation(Model):
    """A title in another language, where the wordings carry the rest."""

    title: Text


def _translated(value: object) -> str:
    """Name the branch that a translation is of: anything beyond the title makes it a wording."""
    more = set(value) - {"title"} if isinstance(value, dict) else isinstance(value, Translation)
    return "Translation" if more else "TitleTranslation"


AnyTranslation = Annotated[
    Annotated[Translation, Tag("Translation")]
    | Annotated[TitleTranslation, Tag("TitleTranslation")],
    Discriminator(_translated),
]
Action = Literal["tinh-tuoi", "phien", "nhac", "can-bo"]
Lookup = Literal["tinh-tuoi", "lich", "co-quan"]
"""The age calculator, the sessions, the offices."""


class Entry(Model):
    """One topic: its answer, where that comes from, and until when it holds."""

    id: Slug
    title: Text
    questions: Annotated[Texts, Field(min_length=1)]
    answer: Wording | None = None
    answers: tuple[DatedAnswer, ...] = ()
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    checked_on: Day
    valid_from: Day
    valid_until: Day | None = None
    review_by: Day
    ages: Ages | None = None
    related: tuple[Slug, ...] = ()
    actions: tuple[Action, ...] = ()
    answered_by: Lookup | None = None
    """What answers this topic better than any wording, where the message says enough."""
    beside: bool = False
    """Whether the wording is shown beside what was looked up, and not only instead of it."""
    confidence: Confidence = Confidence.VERIFIED
    literal_ok: Text | None = None
    translations: Mapping[Literal["en"], AnyTranslation] = Field(default_factory=dict)


class Group(Model):
    """A shelf of topics, as the menu shows it."""

    id: Slug
    title: Text
    title_en: Text | None = None

    def title_in(self, language: Language) -> str:
        """Return the title in a language, the Vietnamese one where there is no other."""
        return (self.title_en if language == "en" else None) or self.title


class FaqFile(Model):
    """`faq/<group>.yaml`."""

    group: Slug
    entries: tuple[Entry, ...]


class Period(Model):
    """From one day to another, both included."""

    from_: Day = Field(alias="from")
    until: Day


class GroupsFile(Model):
    """`groups.yaml`: the shelves in the order of the menu, and the days that are covered."""

    covers: Period
    groups: tuple[Group, ...]


class TranslationsFile(Model):
    """`translations.yaml`: made by `bot check --confirm-translations`, not by hand."""

    confirmed: Mapping[Slug, Text]


class PhrasingsFile(Model):
    """`phrasings/<group>.yaml`: by topic, by voice, how people ask."""

    phrasings: Mapping[Slug, Mapping[Slug, Texts]]
