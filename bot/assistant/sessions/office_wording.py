"""An office in plain sentences: where it is, whether it is open then, when it opens again."""

from __future__ import annotations

from datetime import timedelta

from bot.assistant.sessions.offices import Offices, Opening
from bot.assistant.sessions.phrases import capital
from bot.assistant.sessions.wording import Teller
from bot.content.neighbourhood import LocatedOffice
from bot.language.dates import When

_MOST_DAYS = 7
"""Days of a longer time asked about that are told."""


class OfficeTeller:
    """Words offices in one language."""

    def __init__(self, teller: Teller, offices: Offices) -> None:
        """`teller` words what sessions and offices have in common."""
        self._teller = teller
        self._voice = teller.voice
        self._offices = offices

    def told(
        self, located: LocatedOffice, whens: tuple[When, ...] = (), distance: float | None = None
    ) -> str:
        """Return an office as one paragraph, for the days asked about or for now."""
        say, office = self._voice.say, located.office
        told = [f"{self._teller.place(located.site)}."]
        if distance is not None:
            told.append(self._teller.distance(located.site, distance))
        coming = [when for when in whens if when.last >= self._voice.today]
        if coming:
            told += [sentence for when in coming for sentence in self._during(located, when)]
        else:
            told += self._now(located)
        if office.phones:
            told.append(say("phien-dien-thoai", so=", ".join(office.phones)))
        if office.note:
            told.append(say("phien-luu-y", loi=office.note))
        told.append(self._teller.source(office.source, office.last_confirmed))
        return " ".join(told)

    def _now(self, located: LocatedOffice) -> list[str]:
        voice = self._voice
        today = self._offices.opening(located, voice.today)
        open_now = today.at(voice.moment)
        if open_now is None:
            return [self._day(today)]
        if open_now:
            now = voice.moment.time()
            until = next(part.end for part in today.hours if part.start <= now < part.end)
            return [voice.say("co-quan-dang-mo", gio=voice.clock(until)), self._day(today)]
        told = [voice.say("co-quan-dang-dong")]
        if today.reason:
            told.append(voice.say("phien-ly-do", ly_do=today.reason))
        again = self._offices.next_opening(located, voice.moment)
        if again is None:
            return [*told, voice.say("co-quan-chua-ro-mo-lai")]
        return [*told, self._day(again)]

    def _during(self, located: LocatedOffice, when: When) -> list[str]:
        voice, told = self._voice, []
        first = max(when.first, voice.today)
        days = min((when.last - first).days + 1, _MOST_DAYS)
        for ahead in range(days):
            opening = self._offices.opening(located, first + timedelta(ahead))
            sentence = self._day(opening)
            if when.hours and opening.during(when.hours) is False and opening.open:
                asked = voice.hours([when.hours])
                sentence = f"{voice.say('co-quan-khong-gio-do', gio=asked)} {sentence}"
            told.append(sentence)
        return told

    def _day(self, opening: Opening) -> str:
        """Return one day of an office; what is not known is said to be so."""
        voice = self._voice
        day = capital(voice.near_day(opening.day))
        if opening.open:
            told = voice.say("co-quan-mo", ngay=day, gio=voice.hours(opening.hours))
        elif opening.open is None:
            told = voice.say("co-quan-chua-ro", ngay=day)
        else:
            told = voice.say("co-quan-nghi", ngay=day)
        if opening.reason:
            told = f"{told} {voice.say('phien-ly-do', ly_do=opening.reason)}"
        return told
