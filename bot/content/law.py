"""Legal values with their dates and sources, and the documents in force, as staff write them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Discriminator, Field, Tag, WithJsonSchema

from bot.content.fields import Day, Model, Slug, Text, Url


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


class Caveat(Model):
    """A sentence that goes with some values wherever an answer tells one of them.

    What decides whom a value is for, or whether it is certain, is written here once and cannot be
    left out of an answer.
    """

    of: Annotated[tuple[Slug, ...], Field(min_length=1)]
    """The parameters."""
    from_: Day = Field(alias="from")
    until: Day | None = None
    text: Text
    text_en: Text | None = None
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    checked_on: Day
    note: Text | None = None

    def holds_on(self, day: date) -> bool:
        """Return whether this is to be said on a day."""
        return self.from_ <= day and (self.until is None or day <= self.until)

    def text_in(self, language: str) -> str:
        """Return the sentence in a language, the Vietnamese one where there is no other."""
        return (self.text_en if language == "en" else None) or self.text


class LegalDocument(Model):
    """A document and its days in force; outside them no answer rests on it."""

    doc: Text
    """As sources begin to name it."""
    from_: Day = Field(alias="from")
    until: Day | None = None

    def holds_on(self, day: date) -> bool:
        """Return whether this document is in force on a day."""
        return self.from_ <= day and (self.until is None or day <= self.until)


class LawFile(Model):
    """`law/*.yaml`."""

    documents: tuple[LegalDocument, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    parameters: tuple[Parameter, ...]
