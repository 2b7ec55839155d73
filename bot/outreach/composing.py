"""What a letter says, from the knowledge in force when it is sent.

Always in Vietnamese: the language of a chat is not kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.assistant.sessions.calendars import renewal_title
from bot.assistant.sessions.guide import LocalGuide
from bot.assistant.sessions.occurrences import Occurrence, Standing
from bot.assistant.sessions.phrases import Voice
from bot.assistant.sessions.query import Hit
from bot.assistant.sessions.serving import Fit
from bot.assistant.sessions.wording import Sheet, Teller
from bot.language.places import Area
from bot.outreach.kinds import REMINDERS, Kind, at
from bot.outreach.reminders import day_in, day_of, thing
from bot.outreach.weekly import schedule
from bot.store.base import Store
from bot.store.kept import Letter

LONGEST = 4000
"""Characters; Telegram takes some more, but counts some signs twice."""
_CUT = "…"


class Does(StrEnum):
    """What a button below a letter is for."""

    SESSIONS = "sessions"
    """Shows the sessions of a ward."""
    REMIND = "remind"
    """Reminds of an occurrence."""
    UNFOLLOW = "unfollow"
    """Ends the news of a ward."""


@dataclass(frozen=True, slots=True)
class Action:
    """A button."""

    does: Does
    subject: str
    """Code of the ward, or key of the occurrence."""
    label: str


@dataclass(frozen=True, slots=True)
class Message:
    """A letter in words."""

    text: str
    """Plain."""
    actions: tuple[Action, ...] = ()
    begins: datetime | None = None
    """When what it reminds of begins; aware."""


class Composer:
    """Words letters; blocks."""

    def __init__(self, store: Store) -> None:
        """`store` has the texts of announcements, and says whether they are still wanted."""
        self._store = store

    def compose(self, letter: Letter, guide: LocalGuide, moment: datetime) -> Message | None:
        """Return what a letter says now; None where nobody wants it any more.

        `moment` is in Vietnam's zone.
        """
        voice = Voice(guide.knowledge, "vi", moment)
        match letter.kind:
            case Kind.RENEWAL:
                return self._ended(letter, _renewal(letter, voice), voice)
            case Kind.SESSION:
                return self._ended(letter, _session(letter, guide, voice), voice)
            case Kind.WEEKLY:
                return self._ended(letter, self._weekly(letter, guide, voice), voice)
        return self._ended(letter, self._announcement(letter, voice), voice)

    def _weekly(self, letter: Letter, guide: LocalGuide, voice: Voice) -> Message | None:
        group = self._store.chats.group(letter.chat)
        if group is None or group.area != letter.subject or group.weekly_day is None:
            return None
        told = schedule(letter.subject, guide, voice.moment)
        return Message(_joined(told), _of_ward(letter.subject, voice)) if told else None

    def _announcement(self, letter: Letter, voice: Voice) -> Message | None:
        batch = self._store.letters.batch(letter.batch) if letter.batch is not None else None
        if batch is None or batch.cancelled:
            return None
        ward = batch.ward
        if not self._wanted(letter.chat, ward):
            return None
        actions = _of_ward(ward, voice)
        if ward in self._store.chats.followed(letter.chat) and actions:
            name = _area(ward, voice)
            label = voice.say("nut-thoi-theo-doi", noi=name.name if name else ward)
            actions = (*actions, Action(Does.UNFOLLOW, ward, label))
        return Message(batch.text, actions)

    def _wanted(self, chat: int, ward: str) -> bool:
        """Return whether a chat still gets what is told of a ward, or of any where it is empty."""
        group, followed = self._store.chats.group(chat), self._store.chats.followed(chat)
        bound = group is not None and group.announce and group.area
        return bool(bound == ward or ward in followed if ward else bound or followed)

    @staticmethod
    def _ended(letter: Letter, message: Message | None, voice: Voice) -> Message | None:
        """Add how to get no more of it; what is too long is cut before that."""
        if message is None:
            return None
        if letter.chat < 0:
            ending = voice.say("tin-nhom-thoi-nhan")
        elif letter.kind in REMINDERS:
            ending = voice.say("nhac-thoi-nhan")
        else:
            ending = voice.say("tin-thoi-nhan")
        left = LONGEST - len(ending) - 2
        text = message.text
        if len(text) > left:
            text = text[: left - len(_CUT)].rstrip() + _CUT
        return replace(message, text=_joined([text, ending]))


def _renewal(letter: Letter, voice: Voice) -> Message | None:
    kind, day = day_of(letter)
    title = renewal_title(kind, day, voice.knowledge, voice.language)
    if title is None:
        return None
    left = (day - voice.today).days
    if left > 0:
        far = voice.say("nhac-con-ngay", so=str(left))
    else:
        far = voice.say("nhac-dung-ngay") if left == 0 else voice.say("nhac-qua-ngay")
    return Message(_joined([f"🔔 {title}. {far}", voice.say("nhac-tinh-lai")]))


def _session(letter: Letter, guide: LocalGuide, voice: Voice) -> Message | None:
    key = thing(letter)[1]
    occurrence = guide.calendar.occurrence(key)
    if occurrence is None:
        day = day_in(key)
        if day is None or day < voice.today:
            return None
        gone = voice.say("nhac-buoi-khong-con", ngay=voice.near_day(day))
        return Message(_joined([gone, voice.say("hoi-cong-an")]))
    if occurrence.is_over(voice.today, voice.moment.time()):
        return None
    begins = at(occurrence.day, occurrence.start) if occurrence.start else None
    return replace(_held(occurrence, guide, Teller(voice)), begins=begins)


def _held(item: Occurrence, guide: LocalGuide, teller: Teller) -> Message:
    """Return what is known by now of a session that somebody wanted to be reminded of."""
    voice, session = teller.voice, item.session.session
    sheet = Sheet((Hit(item, Fit.DEPENDS, item.hours),))
    parts = [teller.sample()] if item.session.sample else []
    source = teller.source(session.source, session.last_confirmed)
    if item.takes_place:
        told = [voice.say("nhac-buoi"), teller.told(sheet)]
        told += [voice.say("buoi-het-cho")] if item.standing is Standing.FULL else []
        return Message(_joined([*parts, " ".join(told), source]))
    told = [voice.say("nhac-buoi-doi"), teller.called_off(sheet)]
    actions = _of_ward(item.area.code, voice)
    other = _moved(item, guide)
    if other is not None:
        day = voice.day(other.day)
        remind = Action(Does.REMIND, other.key, voice.say("nut-nhac-buoi", ngay=day))
        actions = (remind, *actions)
    return Message(_joined([*parts, " ".join(told), source]), actions)


def _moved(item: Occurrence, guide: LocalGuide) -> Occurrence | None:
    """Return what a session was put off to, where that is known and held."""
    if item.moved_to is None:
        return None
    key = replace(item, day=item.moved_to).key
    found = guide.calendar.occurrence(key)
    return found if found and found.standing is Standing.PLANNED else None


def _of_ward(ward: str, voice: Voice) -> tuple[Action, ...]:
    area = _area(ward, voice)
    if area is None:
        return ()
    label = voice.say("xem-lich-o", noi=f"{area.name}, {area.province}")
    return (Action(Does.SESSIONS, ward, label),)


def _area(ward: str, voice: Voice) -> Area | None:
    return voice.knowledge.gazetteer.area(ward) if ward else None


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(parts)
