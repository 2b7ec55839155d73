"""A verdict in words: the reply to somebody who asks whether an answer is ours and still right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from bot.assistant.codes import Part
from bot.assistant.items import WithheldError, item_on
from bot.assistant.question import VIETNAM
from bot.assistant.reply import Choice, Item, Reply
from bot.assistant.scams import ScamCheck, is_clear, warning
from bot.assistant.status import Status
from bot.content.knowledge import Knowledge
from bot.content.parameters import write_day
from bot.content.wordlists import RedFlagsFile
from bot.language.english import Language, language_of
from bot.provenance.checking import Checked, Standing, Verdict
from bot.provenance.comparing import Difference, tokens

_SHORT = 80
"""Characters up to which the old and the new text of a part are both told."""
_FEW = 3
"""Words around an answer that need no remark, such as a name."""
_NUMBER = re.compile(r"^\s*\d+\.\s")
_OFFERED = 3
_NAMES: dict[Part, str] = {
    "title": "phan-tieu-de", "lead": "phan-y-chinh", "cost": "muc-phi", "time": "muc-thoi-gian",
    "where": "muc-noi-lam", "changes": "phan-sap-doi", "bring": "muc-mang-theo",
    "steps": "muc-cac-buoc", "details": "phan-chi-tiet", "basis": "phan-can-cu",
}  # fmt: skip
_SAID = {
    Standing.RIGHT: "ma-con-dung", Standing.GONE: "ma-khong-con", Standing.ALTERED: "ma-bi-sua",
    Standing.NOT_OURS: "ma-khong-phai", Standing.LOOKED_UP: "ma-tra-cuu-dung",
    Standing.LOOKED_UP_ALONE: "ma-tra-cuu-rieng", Standing.LOOKED_UP_ALTERED: "ma-tra-cuu-khac",
    Standing.WITHOUT_CODE: "tra-loi-thieu-ma",
}  # fmt: skip
_QUOTED: set[Part] = {"title", "lead", "cost", "time", "where"}
_FALSE = {Standing.ALTERED, Standing.NOT_OURS, Standing.LOOKED_UP_ALTERED}
_ASK_AGAIN = {Standing.LOOKED_UP, Standing.LOOKED_UP_ALONE, Standing.LOOKED_UP_ALTERED}


def reply_of(
    verdict: Verdict, text: str, moment: datetime, knowledge: Knowledge, known: Language | None
) -> Reply:
    """Return the reply to a message: `text` as it came, `known` the language its sender reads."""
    english = frozenset(knowledge.lists.english)
    told = (checked.language for checked in verdict.checked if checked.language)
    language = next(told, None) or language_of(text, english, known)
    return _Teller(knowledge, moment, language).reply(verdict)


@lru_cache(maxsize=1)
def _scam_check(flags: RedFlagsFile) -> ScamCheck:
    return ScamCheck(flags)


class _Teller:
    """Words a verdict for one moment, in one language."""

    def __init__(self, knowledge: Knowledge, moment: datetime, language: Language) -> None:
        self._knowledge = knowledge
        self._day = moment.astimezone(VIETNAM).date()
        self._language = language

    def reply(self, verdict: Verdict) -> Reply:
        """Return the whole reply."""
        foreign = self._foreign(verdict.outside)
        signs = _scam_check(self._knowledge.lists.red_flags).look(foreign)
        notes = [self._told(checked) for checked in verdict.checked]
        false = any(each.standing in _FALSE for each in verdict.checked)
        warned = is_clear(signs, self._knowledge.lists.red_flags)
        if warned:
            notes.append(warning(signs, self._knowledge, self._language))
        elif len(tokens(foreign)) > _FEW and any(each.compared for each in verdict.checked):
            notes.append(self.say("phan-ngoai"))
        items = self._items(verdict, warned=warned)
        return Reply(
            Status.SCAM_CHECK if false or warned else _status(verdict),
            self._language,
            note="\n\n".join(dict.fromkeys(notes)),
            items=items,
            choices=tuple(self._again(verdict)),
            topics=self._topics(verdict, items),
            confidence=1.0,
            flags=signs.flags,
        )

    def _told(self, checked: Checked) -> str:
        title = ""
        if checked.topic in self._knowledge.entries:
            title = self._knowledge.title(checked.topic, self._language)
        if checked.standing is Standing.CHANGED:
            return self._changed(checked, title)
        unchanged = checked.standing is Standing.RIGHT and checked.compared
        return self.say(
            "ma-dung-nguyen-van" if unchanged else _SAID[checked.standing],
            title=title,
            ngay=write_day(self._day, self._language),
            phan=self._altered(checked),
        )

    def _changed(self, checked: Checked, title: str) -> str:
        since = checked.since
        first = (
            self.say("ma-da-doi-tu", title=title, ngay=write_day(since, self._language))
            if since
            else self.say("ma-da-doi", title=title)
        )
        lines = [f"• {self._difference(each)}" for each in checked.differences]
        return "\n".join([first, *lines])

    def _difference(self, difference: Difference) -> str:
        part = self._name(difference.part)
        if not difference.before:
            return self.say("phan-moi-them", phan=part)
        if not difference.after:
            return self.say("phan-da-bo", phan=part)
        before, after = " ".join(difference.before), " ".join(difference.after)
        if difference.part in _QUOTED and max(len(before), len(after)) <= _SHORT:
            return self.say("phan-da-doi", phan=part, truoc=before, nay=after)
        return self.say("phan-da-viet-lai", phan=part)

    def _altered(self, checked: Checked) -> str:
        named = [self._name(part).lower() for part in _NAMES if part in checked.altered]
        return ", ".join(named) or self.say("phan-them-chu")

    def _name(self, part: Part) -> str:
        return self.say(_NAMES[part]).rstrip(":")

    def _items(self, verdict: Verdict, *, warned: bool) -> tuple[Item, ...]:
        """Return the answers of today that are to be read instead, or how to deal with fraud."""
        topics = [
            checked.topic
            for checked in verdict.checked
            if checked.standing not in _ASK_AGAIN
            and not (checked.standing is Standing.RIGHT and checked.compared)
        ]
        if warned or not all(topics):
            topics.append(self._knowledge.lists.red_flags.see)
        found = []
        for topic in dict.fromkeys(filter(None, topics)):
            try:
                found.append(item_on(self._knowledge, topic, self._day, self._language))
            except (KeyError, WithheldError):
                continue
        return tuple(found)

    def _topics(self, verdict: Verdict, items: tuple[Item, ...]) -> tuple[str, ...]:
        named = [each.topic for each in verdict.checked if each.standing is not Standing.GONE]
        known = [topic for topic in named if topic in self._knowledge.entries]
        return tuple(dict.fromkeys([*known, *(item.topic for item in items)]))

    def _again(self, verdict: Verdict) -> Iterator[Choice]:
        """Yield what may have been looked up, to be asked again."""
        asked = [each.topic for each in verdict.checked if each.standing in _ASK_AGAIN]
        entries = self._knowledge.entries.values()
        plain = [each.id for each in entries if each.answered_by and not each.beside][:_OFFERED]
        topics = [topic for each in asked for topic in ([each] if each else plain)]
        for topic in dict.fromkeys(topics):
            yield Choice(topic, self._knowledge.title(topic, self._language))

    def _foreign(self, outside: str) -> str:
        """Return the lines around our answers that are not ours."""
        lines = [line for line in outside.split("\n") if tokens(line)]
        if not lines:
            return ""
        ours = {tuple(tokens(text)) for text in self._own_lines()}
        return "\n".join(
            line for line in lines if tuple(tokens(_NUMBER.sub("", line))) not in ours
        )

    def _own_lines(self) -> Iterator[str]:
        for phrase in self._knowledge.messages.values():
            yield from phrase.vi.split("\n")
            yield from phrase.en.split("\n")
        for flag in self._knowledge.lists.red_flags.red_flags:
            yield from (flag.label, flag.label_en)
        for topic in self._knowledge.entries:
            yield from (self._knowledge.title(topic, "vi"), self._knowledge.title(topic, "en"))

    def say(self, message: str, **values: str) -> str:
        """Return one of the assistant's own sentences."""
        return self._knowledge.say(message, self._language, **values)


def _status(verdict: Verdict) -> Status:
    standings = {each.standing for each in verdict.checked}
    if standings == {Standing.GONE}:
        return Status.WITHHELD
    return Status.NEEDS_DETAIL if standings == {Standing.LOOKED_UP_ALONE} else Status.ANSWERED
