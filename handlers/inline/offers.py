"""Which cards a query is offered, each ready to be sent; nothing here knows Telegram."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape

from bot.assistant.cards import as_card
from bot.assistant.engine import Engine
from bot.assistant.items import WithheldError, item_on
from bot.assistant.question import VIETNAM, Question
from bot.assistant.reply import Reply
from bot.assistant.status import Status
from bot.assistant.wards import ward_reply
from bot.content.knowledge import Knowledge
from bot.language.english import Language
from bot.language.text import fold, words
from bot.outreach.subscriptions import ward_of
from handlers import links
from handlers.links import Page, Target, Topic, Ward

MOST = 8
"""Cards for a query; further ones would be further from what is meant."""
SHARED = "#"
"""Stands before what is shared by name: `#le-phi`; `#en` asks for English."""
_ENGLISH = "#en"
_SEARCHED = {Status.ANSWERED, Status.CHOICES, Status.DECLINED_UNKNOWN, Status.WITHHELD}
"""Endings beside which topics of that name are worth a look."""


@dataclass(frozen=True, slots=True)
class Card:
    """One answer as it stands in the list, and as it is sent."""

    target: Target
    """Where the link below it leads."""
    language: Language
    title: str
    lead: str
    html: str

    @property
    def id(self) -> str:
        """What stays the same as long as it answers the same."""
        return f"{links.payload(self.target)}.{self.language}"


@dataclass(frozen=True, slots=True)
class Offer:
    """What a query is offered."""

    cards: tuple[Card, ...]
    language: Language
    personal: bool = False
    """Whether it depends on who asks, such as on where the person lives."""
    following: str = ""
    """What to ask for to see further cards."""


class Cards:
    """Makes the cards of one release as they are at one moment, in one language."""

    def __init__(self, engine: Engine, moment: datetime, language: Language) -> None:
        """`moment`: its day in Vietnam is the day whose law answers."""
        self._engine = engine
        self._moment = moment.astimezone(VIETNAM)
        self.language = language

    def of(self, target: Target | None) -> Card | None:
        """Return the card of a topic or ward; None where nothing is known of it today."""
        match target:
            case Topic(topic) if topic in self._engine.knowledge.entries:
                return self._topic(topic)
            case Ward(code):
                return self._ward(code)
        return None

    def all_of(self, targets: Iterable[Target | None]) -> Iterator[Card]:
        """Yield the cards that there are."""
        yield from filter(None, map(self.of, targets))

    def looked_up(self, reply: Reply) -> Card:
        """Return what was looked up for a message as one card."""
        knowledge, first = self._engine.knowledge, reply.topics[0]
        local = any(finding.local for finding in reply.found)
        target = _ward_of(reply, knowledge) or (Topic(first) if local else Page.AGES)
        title = knowledge.title(first, self.language)
        return Card(target, self.language, title, reply.note, as_card(reply, knowledge))

    def fraud(self, reply: Reply) -> Card:
        """Return the warning of a message with signs of fraud."""
        knowledge = self._engine.knowledge
        title = knowledge.say("chia-se-lua-dao", self.language)
        target = Topic(reply.topics[0]) if reply.topics else Page.MENU
        return Card(target, self.language, title, reply.note, as_card(reply, knowledge))

    def numbers(self) -> Card:
        """Return the warning of a message with a personal number."""
        title = self._engine.knowledge.say("chia-se-so-rieng", self.language)
        told = self._engine.knowledge.say("chia-se-so-rieng-loi", self.language)
        return Card(Page.MENU, self.language, title, told, escape(told))

    def _topic(self, topic: str) -> Card | None:
        knowledge = self._engine.knowledge
        try:
            item = item_on(knowledge, topic, self._moment.date(), self.language)
        except WithheldError:
            return None
        text = as_card(Reply(Status.ANSWERED, self.language, items=(item,)), knowledge)
        return Card(Topic(topic), self.language, item.title, item.lead, text)

    def _ward(self, code: str) -> Card | None:
        guide, knowledge = self._engine.lookups.guide, self._engine.knowledge
        if code not in guide.areas:
            return None
        area = guide.areas[code].area
        reply = ward_reply(area, Question("", self._moment, (), self.language), guide)
        title = knowledge.say("lich-ten", self.language, dia_ban=area.name)
        return Card(Ward(code), self.language, title, reply.note, as_card(reply, knowledge))


def shared(query: str, engine: Engine, moment: datetime) -> Offer | None:
    """Return exactly what a "share" button names, as far as there is; None for other queries."""
    named = query.split()
    if not named or any(not name.startswith(SHARED) for name in named):
        return None
    language: Language = "en" if _ENGLISH in named else "vi"
    targets = dict.fromkeys(links.parse(name.removeprefix(SHARED)) for name in named)
    cards = tuple(Cards(engine, moment, language).all_of(targets))[:MOST]
    return Offer(cards, language)


def name_shared(reply: Reply, knowledge: Knowledge) -> str:
    """Return the query by which `shared` finds what a reply says; nothing for what is personal."""
    ward = _ward_of(reply, knowledge)
    targets: list[Target] = [ward] if ward else [Topic(item.topic) for item in reply.items]
    names = [SHARED + links.payload(target) for target in targets]
    return " ".join([*names, _ENGLISH] if names and reply.language == "en" else names)


def _ward_of(reply: Reply, knowledge: Knowledge) -> Ward | None:
    """Return the ward whose sessions or offices a reply tells of, where it is one."""
    told = [finding.local for finding in reply.found if finding.local and finding.found]
    area = next(filter(None, (ward_of(local, knowledge) for local in told)), None)
    place = reply.situation.place if told and reply.situation else None
    if area is None and place and place.level == "commune" and len(place.areas) == 1:
        [area] = place.areas
    return Ward(area.code) if area else None


def typed(query: str, engine: Engine, moment: datetime) -> Offer:
    """Return what answers a query, the likeliest first; only the query itself decides."""
    reply = engine.answer(Question(query, moment))
    cards = Cards(engine, moment, reply.language)
    if reply.redacted:
        return Offer((cards.numbers(),), reply.language)
    if reply.status is Status.SCAM_CHECK:
        return Offer((cards.fraud(reply),), reply.language)
    asking = [
        finding.local for finding in reply.found
        if finding.local and finding.local.status is Status.NEEDS_DETAIL
    ]  # fmt: skip
    named = reply.situation is not None and reply.situation.place is not None
    found = [cards.looked_up(reply)] if reply.found and not asking else []
    targets: list[Target] = [Ward(area.code) for local in asking for area in local.areas if named]
    targets += map(Topic, () if found else reply.topics)
    targets += (Topic(choice.topic) for choice in reply.choices)
    if reply.status in _SEARCHED:
        targets += _called(query, engine, reply.language)
    wanted = dict.fromkeys(targets)
    offered = [*found, *cards.all_of(list(wanted)[:MOST])]
    return Offer(tuple(offered), reply.language, personal=bool(asking) and not named)


def _called(query: str, engine: Engine, language: Language) -> Iterator[Topic]:
    """Yield the topics whose titles hold all words of a query, the last perhaps half typed."""
    said = [f" {word.folded}" for word in words(query)]
    for topic in engine.knowledge.entries if said else ():
        title = f" {fold(engine.knowledge.title(topic, language)).lower()}"
        if all(word in title for word in said):
            yield Topic(topic)
