"""The way of one question: a visible list of steps, the first that has a reply wins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from bot.assistant import english
from bot.assistant.courtesy import Courtesy
from bot.assistant.items import WithheldError, item_on
from bot.assistant.neighbours import Neighbours
from bot.assistant.question import VIETNAM, Question
from bot.assistant.reply import Choice, Item, Link, Reply, Score, Status, Why
from bot.assistant.scams import ScamCheck, ScamSigns
from bot.content.knowledge import Knowledge
from bot.content.wordlists import Language
from bot.language.redact import Redacted, redact
from bot.language.text import clean, words
from bot.search.matcher import refusal_class
from bot.search.understanding import Guess, Understanding

CERTAIN, LEANING = 0.75, 0.5
"""Chances from which the first topic counts as certain, and from which it is answered."""
ALONE = 0.9
"""Chance from which the answer stands without two others offered below it."""
OURS = 0.2
"""Chance of being our subject below which a message is declined."""
REFUSE = 0.6
"""Chance from which a request is refused."""
_OFFERED, _BESIDE = 3, 2
_PLAUSIBLE = 0.3
"""Share of the best score from which another topic is worth offering below an answer."""


class Engine:
    """Answers questions from one release. Holds no state between questions; safe to share."""

    def __init__(self, knowledge: Knowledge, understanding: Understanding | None = None) -> None:
        """`understanding`: one built earlier for the same knowledge."""
        self.knowledge = knowledge
        self.understanding = understanding or Understanding(knowledge)
        self.courtesy = Courtesy(knowledge.lists.small_talk)
        self.scams = ScamCheck(knowledge.lists.red_flags)
        self.neighbours = Neighbours(knowledge.lists.neighbours)
        self.refusals = {refusal_class(item.id): item for item in knowledge.lists.refusals}

    def answer(self, question: Question) -> Reply:
        """Return the reply to a message."""
        turn = Turn(self, question)
        for step in STEPS:
            reply = step(turn)
            if reply is not None:
                return turn.finish(reply, step.__name__)
        raise AssertionError("the last step always replies")

    def topic(self, topic: str, question: Question) -> Reply:
        """Return the answer to a topic chosen by its id."""
        turn = Turn(self, replace(question, text=""))
        return turn.finish(turn.answered([topic], 1.0), "topic")


@dataclass
class Turn:
    """One question on its way through the steps."""

    engine: Engine
    question: Question
    withheld: list[str] = field(default_factory=list)

    @cached_property
    def redacted(self) -> Redacted:
        """The message without personal numbers; nothing else is looked at."""
        return redact(clean(self.question.text))

    @property
    def text(self) -> str:
        """The message as the steps see it."""
        return self.redacted.text

    @cached_property
    def language(self) -> Language:
        """The language to answer in: the message's own, or what the person is known to use."""
        return english.language_of(self.text, self.question.language)

    @cached_property
    def year(self) -> int:
        """The year of the question in Vietnam."""
        return self.question.moment.astimezone(VIETNAM).year

    @cached_property
    def guess(self) -> Guess:
        """What the whole message means, in the light of what was said before."""
        context = [redact(clean(earlier)).text for earlier in self.question.context]
        return self.engine.understanding.guess_after(self.text, context, self.year)

    @cached_property
    def signs(self) -> ScamSigns:
        """Signs of fraud in the message."""
        return self.engine.scams.look(self.text)

    def say(self, message: str, **values: str) -> str:
        """Return one of the assistant's own sentences in this turn's language."""
        return self.engine.knowledge.say(message, self.language, **values)

    def runners_up(self, answered: tuple[str, ...]) -> tuple[Choice, ...]:
        """Return topics nearly as likely as the first one, besides those answered."""
        guess = self.guess
        near = tuple(
            name
            for name, score in zip(guess.classes, guess.scores, strict=True)
            if name not in answered and score >= _PLAUSIBLE * guess.scores[0]
        )
        return self.choices(near, _BESIDE)

    def choices(self, classes: tuple[str, ...], most: int) -> tuple[Choice, ...]:
        """Return the topics among the classes as buttons."""
        knowledge = self.engine.knowledge
        topics = [name for name in classes if name in knowledge.entries][:most]
        return tuple(Choice(name, knowledge.title(name, self.language)) for name in topics)

    def items(self, topics: list[str]) -> tuple[Item, ...]:
        """Return the answers in force; topics without one are remembered as withheld."""
        day = self.question.moment.astimezone(VIETNAM).date()
        found = []
        for topic in topics:
            try:
                found.append(item_on(self.engine.knowledge, topic, day, self.language))
            except WithheldError:
                self.withheld.append(topic)
        return tuple(found)

    def answered(self, topics: list[str], sure: float) -> Reply:
        """Return the answer to these topics, or say that nothing is known for that day."""
        items = self.items(topics)
        if not items:
            titles = ", ".join(
                self.engine.knowledge.title(topic, self.language) for topic in topics
            )
            note = self.say("chua-co-thong-tin-cho-ngay-nay", title=titles)
            return Reply(Status.WITHHELD, note=note, confidence=sure)
        return Reply(
            Status.ANSWERED,
            items=items,
            topics=tuple(item.topic for item in items),
            confidence=sure,
        )

    def finish(self, reply: Reply, step: str) -> Reply:
        """Return the reply with what every reply carries."""
        guess = self.guess if self.text.strip() else None
        scores = zip(guess.classes, guess.scores, strict=True) if guess else ()
        ranking = [Score(name, round(score, 4)) for name, score in scores if name[0] != "!"]
        why = Why(step=step)
        if guess:
            decoded = tuple(word.typed for word in guess.read.words)
            why = Why(decoded, guess.read.observed.concepts, round(guess.ours, 4), step)
        note = reply.note
        if self.redacted.kinds:
            note = f"{self.say('da-che-so-ca-nhan')}\n\n{note}".strip()
        return replace(
            reply,
            language=self.language,
            note=note,
            ranking=tuple(ranking[:5]),
            redacted=self.redacted.kinds,
            ages=guess.read.ages if guess else (),
            flags=reply.flags or self.signs.flags,
            why=why,
        )


def empty(turn: Turn) -> Reply | None:
    """Ask for a question where there are no words."""
    if words(turn.text):
        return None
    return Reply(Status.NEEDS_DETAIL, note=turn.say("chua-thay-cau-hoi"))


def small_talk(turn: Turn) -> Reply | None:
    """Answer greetings and thanks in kind."""
    kind = turn.engine.courtesy.find(words(turn.text)) or turn.engine.courtesy.find(
        turn.guess.read.words
    )
    if kind is None:
        return None
    topic = turn.engine.knowledge.lists.small_talk.topic
    note = kind.reply if turn.language == "vi" else kind.reply_en
    topics = (topic,) if topic in turn.engine.knowledge.entries else ()
    return Reply(Status.SMALL_TALK, note=note, topics=topics, confidence=1.0)


def scam(turn: Turn) -> Reply | None:
    """Warn, where somebody reports a call or a message that has signs of fraud."""
    signs = turn.signs
    if not signs.telling:
        return None
    flags = turn.engine.knowledge.lists.red_flags
    labels = {flag.id: flag for flag in flags.red_flags}
    seen = [labels[flag] for flag in signs.flags if flag in labels]
    lines = [flag.label if turn.language == "vi" else flag.label_en for flag in seen]
    note = "\n".join([turn.say("dau-hieu-lua-dao"), *(f"• {line}" for line in lines)])
    guess = turn.guess
    known = guess.classes and guess.classes[0] in turn.engine.knowledge.entries
    topic = guess.classes[0] if known and guess.sure >= LEANING else flags.see
    items = turn.items([topic])
    names = tuple(item.topic for item in items)
    beside = turn.runners_up(names)
    return Reply(
        Status.SCAM_CHECK, note=note, items=items, topics=names, choices=beside,
        confidence=guess.sure, flags=signs.flags,
    )  # fmt: skip


def refusal(turn: Turn) -> Reply | None:
    """Refuse requests for others' data, forgery and evasion; point to the rule."""
    guess = turn.guess
    if not guess.classes or guess.classes[0] not in turn.engine.refusals:
        return None
    if guess.sure < REFUSE:
        return None
    item = turn.engine.refusals[guess.classes[0]]
    note = item.reply if turn.language == "vi" else item.reply_en
    return Reply(
        Status.REFUSED, note=note, choices=turn.choices((item.see,), 1), confidence=guess.sure
    )


def neighbour(turn: Turn) -> Reply | None:
    """Decline a neighbouring subject by name, and say who handles it."""
    guess = turn.guess
    found = turn.engine.neighbours.find(guess.read.words)
    if found is None:
        return None
    near_ours = found.near_ours or turn.engine.understanding.names_our_subject(guess.read)
    if guess.ours >= (OURS if near_ours else LEANING):
        return None
    english_form = found.subject.translations.get("en") if turn.language == "en" else None
    title = english_form.title if english_form else found.subject.title
    who = english_form.who if english_form else found.subject.who
    url = found.subject.url
    return Reply(
        Status.DECLINED_NEIGHBOUR,
        note=turn.say("viec-lan-can", title=title, who=who),
        links=(Link(title, url),) if url else (),
    )


def several(turn: Turn) -> Reply | None:
    """Answer several questions of one message in their order."""
    parts = turn.engine.understanding.parts(turn.text, turn.year)
    topics = [
        part.classes[0] for part in parts if part.classes[0] in turn.engine.knowledge.entries
    ]
    if len(topics) < 2:
        return None
    return turn.answered(topics, min(part.sure for part in parts))


def ranked(turn: Turn) -> Reply | None:
    """Answer the topic that is meant, offer a few, or leave it to the last step."""
    guess = turn.guess
    knowledge = turn.engine.knowledge
    topics = tuple(name for name in guess.classes if name in knowledge.entries)
    if not topics or guess.ours < OURS:
        return None
    refused = guess.classes[0] != topics[0]
    if guess.sure >= LEANING and not refused:
        reply = turn.answered([topics[0]], guess.sure)
        if guess.sure < ALONE:
            reply = replace(reply, choices=turn.runners_up(reply.topics))
        return reply
    return Reply(
        Status.CHOICES,
        note=turn.say("co-phai-ban-hoi"),
        choices=turn.choices(topics, _OFFERED),
        confidence=guess.sure,
    )


def unknown(turn: Turn) -> Reply | None:
    """Say honestly that this is not known here."""
    return Reply(Status.DECLINED_UNKNOWN, note=turn.say("chua-biet"))


Step = Callable[[Turn], Reply | None]
STEPS: tuple[Step, ...] = (
    empty,
    small_talk,
    scam,
    refusal,
    neighbour,
    several,
    ranked,
    unknown,
)
"""In order; each says in its name what it settles."""
