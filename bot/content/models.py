"""The nouns of the knowledge base, as staff write them in YAML.

Every scalar reaches these models as text and is converted by its field, so `012` is not 10 and
`no` is not false. Unknown keys are faults.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    WithJsonSchema,
)

from bot.language.english import Language


class Model(BaseModel):
    """Frozen; refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def _iso_day(value: object) -> object:
    if isinstance(value, date) or value is None:
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise ValueError(f"ngày «{value}» không hợp lệ; viết năm-tháng-ngày, ví dụ 2026-12-31")


Day = Annotated[date, BeforeValidator(_iso_day, json_schema_input_type=date)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=48)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")]
Texts = tuple[Text, ...]


class Confidence(StrEnum):
    """How well a fact is supported."""

    VERIFIED = "verified"
    SINGLE_SOURCE = "single-source"
    UNCERTAIN = "uncertain"


class Unit(StrEnum):
    """What a parameter's value counts, and so how it is written out."""

    DONG = "dong"
    TUOI = "tuoi"
    NGAY_LAM_VIEC = "ngay-lam-viec"
    NGAY = "ngay"
    THANG = "thang"
    NAM = "nam"
    GIO = "gio"
    PHUT = "phut"
    LAN = "lan"
    PHAN_TRAM = "phan-tram"
    NGAY_THANG = "ngay-thang"
    DIEN_THOAI = "dien-thoai"
    DIA_CHI = "dia-chi"
    SO = "so"
    VAN_BAN = "van-ban"


class Source(Model):
    """Where a fact comes from: a document and its article, or an official address."""

    doc: Text
    article: Text | None = None
    url: Url | None = None


class Range(Model):
    """A lower and an upper bound, both included."""

    min: int
    max: int


Amount = Range | list[int] | int | date | str
"""A value after its unit has converted it."""


def _shape(value: object) -> str:
    """Name the branch that a written value is of, so that faults speak of that one only."""
    if isinstance(value, dict | Range):
        return "Range"
    return "list[str]" if isinstance(value, list) else "str"


Scalar = Annotated[str, WithJsonSchema({"type": ["string", "integer"]})]
"""Text to us; editors see a number without quotes."""
Written = Annotated[
    Annotated[Range, Tag("Range")]
    | Annotated[list[Scalar], Tag("list[str]")]
    | Annotated[Scalar, Tag("str")],
    Discriminator(_shape),
]


class Value(Model):
    """What a parameter is worth between two days, both included."""

    from_: Day = Field(alias="from")
    until: Day | None = None
    value: Written
    value_en: Text | None = None
    """A text value in English."""
    confidence: Confidence = Confidence.VERIFIED
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    checked_on: Day
    note: Text | None = None

    def holds_on(self, day: date) -> bool:
        """Return whether this value is in force on a day."""
        return self.from_ <= day and (self.until is None or day <= self.until)


class Parameter(Model):
    """A legal value with its dates."""

    id: Slug
    label: Text
    label_en: Text | None = None
    unit: Unit
    values: Annotated[tuple[Value, ...], Field(min_length=1)]
    gaps: Text | None = None
    announce: bool = True
    """Whether an answer that inserts it says beforehand that it changes or ends."""


class LegalDocument(Model):
    """A document and its days in force; outside them no answer rests on it."""

    doc: Text
    """As sources begin to name it."""
    from_: Day = Field(alias="from")
    until: Day | None = None

    def holds_on(self, day: date) -> bool:
        """Return whether this document is in force on a day."""
        return self.from_ <= day and (self.until is None or day <= self.until)


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


class LawFile(Model):
    """`law/*.yaml`."""

    documents: tuple[LegalDocument, ...] = ()
    parameters: tuple[Parameter, ...]


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
