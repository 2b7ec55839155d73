"""The nouns of `knowledge/language/` and of `messages.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from bot.content.bereaved import Bereaved
from bot.content.fields import Model, Slug, Text, Texts, Url

Row = Literal["cost", "time", "where", "bring", "steps"]
"""A part of an answer that tells one thing: the fee, the term, the place, the papers, the way."""


class AbbreviationsFile(Model):
    """`language/abbreviations.yaml`: what people type, and the ways of writing it out."""

    abbreviations: Mapping[Text, Texts]
    fillers: Texts
    """Words that say nothing and are dropped: `ad`, `ạ`, `nha`."""


class ConceptsFile(Model):
    """`language/concepts.yaml`: groups of words with one meaning."""

    general: Mapping[Slug, Texts]
    """Everyday and regional words, which any subject would share."""
    domain: Mapping[Slug, Texts]
    """Words of identity cards and VNeID."""
    core: tuple[Slug, ...]
    """Groups whose words alone show that a message is about our subject."""
    asks: tuple[Slug, ...] = ()
    """Groups that name what is asked of a thing: where, how long, for how much."""
    things: tuple[Slug, ...] = ()
    """Groups that name the thing asked about."""
    persons: tuple[Slug, ...] = ()
    """Groups that name whom it is about."""
    rows: Mapping[Row, tuple[Slug, ...]] = {}
    """Of the groups that name what is asked: the row of an answer that tells it."""


class StopWordsFile(Model):
    """`language/stop_words.yaml`: words that say little about the subject."""

    stop_words: Texts


class AskingFile(Model):
    """`language/asking.yaml`: words that make a sentence a question."""

    asking: Texts
    goes_on: Texts = ()
    """Words with which somebody goes on asking: `còn`, `thế`, `what about`."""


class EnglishFile(Model):
    """`language/english.yaml`: English words that are no Vietnamese ones."""

    english: Texts


class AgeBandsFile(Model):
    """`language/age_bands.yaml`: first ages in whole years of the bands that questions fall in."""

    starts: tuple[Annotated[int, Field(ge=0, le=150)], ...]


class NotOursFile(Model):
    """`language/not_ours.yaml`: questions to decline, as people type them."""

    neighbour: Texts
    elsewhere: Texts


class NeighbourTranslation(Model):
    """A neighbour in another language."""

    title: Text
    who: Text


class Neighbour(Model):
    """A subject beside ours, and who handles it."""

    id: Slug
    title: Text
    names: Annotated[Texts, Field(min_length=1)]
    who: Text
    url: Url | None = None
    ours: Texts = ()
    """Words that, said beside a name, make the question ours after all."""
    theirs: Texts = ()
    """Words that, said without one of `shown`, leave it theirs whatever of ours is named."""
    shown: Texts = ()
    """Words of showing a paper of theirs with a thing of ours: `tích hợp`."""
    persons: Texts = ()
    """Names that tell who somebody is, which may go on with a question of ours: `hộ nghèo`."""
    translations: Mapping[Literal["en"], NeighbourTranslation] = Field(default_factory=dict)


class NeighboursFile(Model):
    """`language/neighbours.yaml`."""

    neighbours: tuple[Neighbour, ...]


class SmallTalk(Model):
    """Something people say that is no question, and the reply."""

    id: Slug
    says: Annotated[Texts, Field(min_length=1)]
    missed: bool = False
    """Whether it says that the last answer was none: then what else was meant is offered."""
    reply: Text
    reply_en: Text


class SmallTalkFile(Model):
    """`language/small_talk.yaml`."""

    topic: Slug
    """The topic that small talk counts as."""
    polite: Texts
    """Words that may stand around small talk."""
    distress: Texts = ()
    """What people say who do not want to live."""
    bereaved: Bereaved | None = None
    small_talk: tuple[SmallTalk, ...]


class Request(Model):
    """Words that alone make a message a request that is refused."""

    all_of: Annotated[tuple[Texts, ...], Field(min_length=1)]
    """One of every list must occur."""
    unless: Texts = ()
    """Words with which somebody is a victim, or asks for the rule."""
    marked: Texts = ()
    """Words of which one must be typed with its marks: bare, `giả` may be `giá`."""


class Refusal(Model):
    """A request that the assistant must not help with, by example, and what it says instead."""

    id: Slug
    examples: Annotated[Texts, Field(min_length=8)]
    reply: Text
    reply_en: Text
    see: Slug
    """The topic that states the rule."""
    see_for: Mapping[Slug, Texts] = Field(default_factory=dict)
    """Topics that state it for requests with one of their words."""
    ways: tuple[Request, ...] = ()
    """Ways of asking for it that are told by their words alone."""


class RefusalsFile(Model):
    """`language/refusals.yaml`."""

    refusals: tuple[Refusal, ...]


class RedFlag(Model):
    """A sign of fraud in a message that somebody received."""

    id: Slug
    label: Text
    label_en: Text
    all_of: tuple[Texts, ...]
    """Each list is an alternative wording; one of every list must occur."""
    or_all_of: tuple[Texts, ...] = ()
    """Another way of saying it; every sum of money counts as the word `tiền` there."""
    unless: Texts = ()
    """Words that show something else is meant: what is given away is no fee."""
    weak: bool = False
    """Whether alone it is no clear sign: officers and neighbours may say such things too."""


class Harm(Model):
    """A way of telling that harm is done already, and the first sentence of the reply."""

    id: Slug
    all_of: Annotated[tuple[Texts, ...], Field(min_length=1)]
    """One of every list: of the first in the message itself, of the others there or shortly
    before. Every sum of money counts as the word `tiền`."""
    unless: Texts = ()
    """Words that, in the same part of a sentence, show that it has not happened."""
    after_fraud: bool = False
    """Whether one of the first list is enough, where fraud was told of shortly before."""
    reply: Text
    reply_en: Text


class Harms(Model):
    """Who has lost money already, or is about to lose more to those who promise it back."""

    see: Slug
    """The topic that says what to do at once."""
    ways: tuple[Harm, ...]


class Genuine(Model):
    """A message that authorities do send: who doubts it is told how to make sure."""

    all_of: Annotated[tuple[Texts, ...], Field(min_length=1)]
    """One of every list must occur."""
    unless: Texts = ()
    """Words of what no genuine message asks for, and of other ways in which it may come."""
    see: Slug
    """The topic that says what to do with a genuine one."""
    reply: Text
    reply_en: Text


class RedFlagsFile(Model):
    """`language/red_flags.yaml`."""

    heard: Texts
    """Words that show somebody reports what another said or wrote to them."""
    strangers: Texts = ()
    """Persons of whom one reports: with one of the demands soon after, it is such a report."""
    demands: Texts = ()
    authorities: Texts = ()
    """Whom frauds claim to be: with what they press for right after, it is such a report too."""
    presses: Texts = ()
    see: Slug
    """The topic shown with a warning, unless one of `articles` fits better."""
    articles: tuple[Slug, ...] = ()
    """Other topics that may be shown with a warning; never that of the bait."""
    names: Texts = ()
    """Words that name fraud itself: a message with one is never met with "I do not know"."""
    harm: Harms | None = None
    genuine: Genuine | None = None
    official_domains: Texts
    endings: Texts = ()
    """Endings by which an address is seen that stands without `http` and without a path."""
    imitated: Texts = ()
    """Names that false addresses borrow."""
    doubts: Texts = ()
    """Words that ask whether an address is genuine."""
    site: Slug | None = None
    """The topic shown to who asks that."""
    red_flags: tuple[RedFlag, ...]


class Phrase(Model):
    """One sentence of the assistant, in both languages."""

    vi: Text
    en: Text


class MessagesFile(Model):
    """`messages.yaml`: every sentence the assistant itself says."""

    messages: Mapping[Slug, Phrase]


class Contrast(Model):
    """What parts two topics that are easily confused."""

    one: Slug
    other: Slug
    one_is: Text
    other_is: Text


class ContrastsFile(Model):
    """`language/contrasts.yaml`."""

    contrasts: tuple[Contrast, ...]


class CalibrationFile(Model):
    """`language/calibration.yaml`: made by `bot lint --calibrate`, not by hand."""

    right: Mapping[Text, float]
    """Weights of the chance that the first topic is right."""
    ours: Mapping[Text, float]
    """Weights of the chance that the message is about our subject."""
