"""One question on its way: what it says, and what every reply to it is made of."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice

from bot.assistant.bare_days import as_told
from bot.assistant.finding import Finding
from bot.assistant.heard import Heard
from bot.assistant.items import WithheldError
from bot.assistant.named_days import items_on_named_day
from bot.assistant.question import VIETNAM, Question
from bot.assistant.reply import Choice, Item, Link, Reply, Score, Why
from bot.assistant.scams import ScamSigns, seen_in
from bot.assistant.situation import Situation
from bot.assistant.status import Status
from bot.assistant.tools import Tools
from bot.content.parameters import write_day
from bot.content.topics import Entry
from bot.language.corrections import put_right
from bot.language.english import Language, language_of
from bot.language.english_days import as_vietnamese
from bot.language.lazily import lazily
from bot.language.places import Found
from bot.language.redact import Redacted, redact
from bot.language.text import Word, clean, fold, words
from bot.search.understanding import OURS, Guess

CERTAIN, LEANING = 0.8, 0.5
"""Chances from which the first topic counts as certain, and from which it is answered."""
ALONE = 0.9
"""Chance from which the answer stands without two others offered below it."""
_MENDED = 3
"""Mended words from which a message is heard as it was decoded: Telex left in."""
_LONGEST_MENDED = 300
"""Words of a message up to which it may be heard a second time, as it was decoded."""
_KIND = re.compile(r"(?i)\b(?:phường|phuong|xã|xa|thị trấn|p\.|x\.)")
"""What stands before the name of a ward or commune."""
_BESIDE, _OFFERED, _MAPS, _RANKED = 2, 3, 3, 5
_SHORT = 5
"""Words of a message that may be no more than a name."""
_PLAUSIBLE = 0.3
"""Share of the best score from which another topic is worth offering below an answer."""


@dataclass
class Turn:
    """One question on its way through the steps."""

    tools: Tools
    question: Question

    @lazily
    def redacted(self) -> Redacted:
        """The message without personal numbers; nothing else is looked at."""
        return redact(clean(self.question.text))

    @property
    def text(self) -> str:
        """The message as the steps see it."""
        said = self.redacted.text
        return put_right(said) if self.question.context else said

    @lazily
    def words(self) -> list[Word]:
        """The words of the message as they were typed."""
        return words(self.text)

    @lazily
    def language(self) -> Language:
        """The language to answer in: the message's own, or what the person is known to use."""
        return language_of(self.text, self.tools.english, self.question.language)

    @lazily
    def moment(self) -> datetime:
        """The moment of the question in Vietnam."""
        return self.question.moment.astimezone(VIETNAM)

    @lazily
    def context(self) -> list[str]:
        """The earlier messages but thanks and the like, without personal numbers, oldest first."""
        texts = (put_right(redact(clean(each)).text) for each in self.question.context)
        return [text for text in texts if self.tools.courtesy.find(words(text)) is None]

    @lazily
    def guess(self) -> Guess:
        """What the whole message means, in the light of what was said before."""
        understanding = self.tools.understanding
        guess = self.alone
        if self.context:
            guess = understanding.guess_after(self.text, self.context, self.moment, guess)
        of_kind = _KIND.search(self.text) is not None
        if guess.sure >= (ALONE if of_kind else CERTAIN) or self.heard.place is None:
            return guess
        named = understanding.guess_after(self.heard.without_place, self.context, self.moment)
        if of_kind and self.heard.place.level == "commune":
            return named  # nothing of the name may weigh
        surer = named.sure > guess.sure and (guess.ours >= OURS or named.sure >= LEANING)
        return named if surer else guess

    @lazily
    def alone(self) -> Guess:
        """What the message means by itself."""
        return self.tools.understanding.guess(self.text, self.moment)

    @lazily
    def home(self) -> Found | None:
        """Where the person is known to be."""
        return self.tools.map.gazetteer.find(self.question.place) if self.question.place else None

    @lazily
    def heard(self) -> Heard:
        """Persons, days and places of the message, as typed or as it was decoded."""
        typed = self._hear(self.text, self._earlier)
        if len(self.words) > _LONGEST_MENDED:
            return typed
        decoded = self.alone.read.words
        mended = {word.folded for word in decoded} - {word.folded for word in self.words}
        if len(mended) < _MENDED or typed.says_anything:
            return typed
        return self._hear(" ".join(word.typed for word in decoded), self._earlier)

    @lazily
    def situation(self) -> Situation:
        """The message and what went before it, for what is looked up."""
        heard = (self.heard, *self._earlier)
        return Situation(self.moment, self.language, heard, self.home, self.question.point)

    @lazily
    def _earlier(self) -> tuple[Heard, ...]:
        """What was said before, newest first."""
        heard: tuple[Heard, ...] = ()
        for text in as_told(self.context, self.moment):
            heard = (self._hear(text, heard), *heard)
        return heard

    def _hear(self, text: str, earlier: tuple[Heard, ...]) -> Heard:
        said = as_vietnamese(text) if self.language == "en" else text
        home = self.home.atoms if self.home else frozenset()
        return Heard(said, self.moment, self.tools.map, home, next(iter(earlier), None))

    @lazily
    def signs(self) -> ScamSigns:
        """Signs of fraud in the message."""
        return self.tools.scams.look(self.text)

    def say(self, message: str, **values: str) -> str:
        """Return one of the assistant's own sentences in this turn's language."""
        return self.tools.knowledge.say(message, self.language, **values)

    def runners_up(self, answered: tuple[str, ...]) -> tuple[Choice, ...]:
        """Return topics nearly as likely as the first one, besides those answered."""
        guess = self.guess
        near = tuple(
            name
            for name, score in zip(guess.classes, guess.scores, strict=True)
            if name not in answered and score >= _PLAUSIBLE * guess.scores[0]
        )
        return self.choices(near, _BESIDE)

    @property
    def is_name(self) -> bool:
        """Whether the message names a thing of ours and says nothing of it."""
        return self._is_short and self.tools.understanding.is_name(self.alone.read)

    @property
    def is_part(self) -> bool:
        """Whether the message asks something, and does not say of what."""
        return self._is_short and self.tools.understanding.leaves_unsaid(self.alone.read)

    @property
    def _is_short(self) -> bool:
        return len(self.words) <= _SHORT and not self.context

    def missed(self) -> tuple[Choice, ...]:
        """Return what else the last message may have meant, whose answer was none."""
        if not self.context:
            return ()
        *before, last = self.context
        guess = self.tools.understanding.guess_after(last, before, self.moment)
        return self.choices(guess.classes[1:] if guess.ours >= OURS else (), _OFFERED)

    def choices(self, classes: tuple[str, ...], most: int) -> tuple[Choice, ...]:
        """Return the topics among the classes as buttons."""
        knowledge = self.tools.knowledge
        topics = [name for name in classes if name in knowledge.entries][:most]
        return tuple(Choice(name, knowledge.title(name, self.language)) for name in topics)

    def items(self, topics: list[str]) -> tuple[Item, ...]:
        """Return the answers in force; topics without one are left out."""
        found = []
        for topic in topics:
            with suppress(WithheldError):
                found.append(self._item_on(topic, self.moment.date()))
        return tuple(found)

    def _item_on(self, topic: str, day: date) -> Item:
        return self.tools.item_on(topic, day, self.language)

    def answered(self, topics: list[str], sure: float) -> Reply:
        """Return the answer to these topics, or say that nothing is known for that day."""
        entries = self.tools.knowledge.entries
        found = {topic: self.look_up(entries[topic]) for topic in topics}
        items = self.items([
            topic for topic, finding in found.items()
            if finding is None or entries[topic].beside or not finding.found
        ])  # fmt: skip
        findings = tuple(dict.fromkeys(finding for finding in found.values() if finding))
        if findings:
            asks = findings[0].status is Status.NEEDS_DETAIL
            return Reply(
                Status.ANSWERED if asks and entries[topics[0]].beside else findings[0].status,
                note="\n\n".join(finding.note for finding in findings),
                items=items,
                topics=tuple(topics),
                confidence=sure,
                found=findings,
                links=tuple(link for finding in findings for link in ways(finding)),
            )
        if not items:
            titles = ", ".join(
                self.tools.knowledge.title(topic, self.language) for topic in topics
            )
            note = self.say("chua-co-thong-tin-cho-ngay-nay", title=titles)
            return Reply(Status.WITHHELD, note=note, confidence=sure)
        then = items_on_named_day(items, self.heard, self.moment.date(), self._item_on)
        day = write_day(then[0], self.language) if then else ""
        note = self.say("tra-loi-theo-ngay", ngay=day) if then else ""
        return Reply(
            Status.ANSWERED,
            note=note,
            items=then[1] if then else items,
            topics=tuple(item.topic for item in items),
            confidence=sure,
            offers=self._offers(entries[items[0].topic]),
        )

    def _offers(self, entry: Entry) -> tuple[str, ...]:
        """Return the sessions of a place that was named, where the topic leads there."""
        held = self.tools.lookups.guide.areas.values() if "phien" in entry.actions else ()
        plain = fold(self.text).lower()
        # Names are compared first: most messages name no place, and the index need not be asked.
        likely = [
            one.area for one in held if fold(one.area.name).lower().split(" ", 1)[-1] in plain
        ]
        named = self.heard.place.areas if likely and self.heard.place else ()
        return tuple(
            self.say("xem-lich-o", noi=f"{area.name}, {area.province}")
            for area in likely
            if area in named
        )

    def look_up(self, entry: Entry) -> Finding | None:
        """Return what answers a topic better than its wording, where anything does.

        A wording that is shown in any case needs no word that nothing is known nearby, but for
        who names a ward or a day; without a place it is asked where that is.
        """
        if entry.answered_by is None:
            return None
        finding = self.tools.lookups.find(entry.answered_by, self.situation)
        if finding and entry.beside and not finding.found:
            named = self.heard.place and self.heard.place.level == "commune"
            return finding if named or self.heard.whens else None
        return finding

    def finish(self, reply: Reply, step: str) -> Reply:
        """Return the reply with what every reply carries."""
        guess = self.guess if self.text.strip() else None
        scores = zip(guess.classes, guess.scores, strict=True) if guess else ()
        topics = (ranked for ranked in scores if ranked[0][0] != "!")
        ranking = [Score(name, round(score, 4)) for name, score in islice(topics, _RANKED)]
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
            ranking=tuple(ranking),
            redacted=self.redacted.kinds,
            situation=self.situation,
            flags=reply.flags or seen_in(reply, self.signs, self.tools.knowledge),
            why=why,
        )


def ways(finding: Finding) -> list[Link]:
    """Return the ways to the nearest places on a map."""
    venues = finding.local.venues[:_MAPS] if finding.local else ()
    return [Link(f"📍 {venue.title}", venue.link) for venue in venues]
