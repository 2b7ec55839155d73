"""What the steps work with; made once for a release."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.assistant.courtesy import Courtesy
from bot.assistant.deaths import Deaths
from bot.assistant.forbidden import Forbidden
from bot.assistant.harms import HarmCheck
from bot.assistant.heard import Map
from bot.assistant.lookups import Lookups
from bot.assistant.neighbours import Neighbours
from bot.assistant.reply import Item
from bot.assistant.scams import ScamCheck
from bot.content.knowledge import Knowledge
from bot.content.wordlists import Refusal
from bot.language.english import Language
from bot.search.lexicon import Lexicon
from bot.search.understanding import Understanding


@dataclass(frozen=True)
class Tools:
    """One of each."""

    knowledge: Knowledge
    understanding: Understanding
    courtesy: Courtesy
    scams: ScamCheck
    harms: HarmCheck
    doubts: Lexicon
    """Words that ask whether an address is genuine."""
    distress: Lexicon
    """What people say who do not want to live."""
    deaths: Deaths
    neighbours: Neighbours
    refusals: Mapping[str, Refusal]
    """By class name."""
    forbidden: Forbidden
    english: frozenset[str]
    """Words that are no Vietnamese ones."""
    lookups: Lookups
    map: Map
    item_on: Callable[[str, date, Language], Item]
    """The answer to a topic as it stands on a day; `WithheldError` if there is none."""
    by_title: Mapping[str, str]
    """Topics by their folded titles, which stand for them once their buttons are pressed."""
