"""One session in plain sentences: when, where, for whom, what to bring, who vouches for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.assistant.sessions.occurrences import Occurrence, Standing
from bot.assistant.sessions.phrases import LISTED, Voice, capital
from bot.assistant.sessions.query import Hit
from bot.content.local import Confirmed, Residency, Serves, Service
from bot.content.neighbourhood import LocatedSite
from bot.content.parameters import write_day
from bot.content.plan import last_day
from bot.language.anniversaries import years_on
from bot.language.births import Birth
from bot.language.clock_times import Hours
from bot.language.text import fold

_LONG_UNCONFIRMED = timedelta(days=30)


@dataclass(frozen=True)
class Sheet:
    """The same session at the same place and hours, on one day or several."""

    hits: tuple[Hit, ...]

    @property
    def first(self) -> Hit:
        """Return its earliest day."""
        return self.hits[0]

    @property
    def days(self) -> list[date]:
        """Return its days in order."""
        return [hit.occurrence.day for hit in self.hits]


def sheets(hits: Iterable[Hit]) -> list[Sheet]:
    """Gather hits that differ by the day alone, in the order of their first days."""
    found: dict[object, list[Hit]] = {}
    for hit in hits:
        item = hit.occurrence
        same = (
            item.session.session.id, item.site.id if item.site else "", hit.hours, item.opens,
            item.closes, item.standing, item.reason, item.moved_to, item.moved_from, item.changed,
            item.services,
        )  # fmt: skip
        found.setdefault(same, []).append(hit)
    return [Sheet(tuple(each)) for each in found.values()]


class Teller:
    """Words sessions in one language."""

    def __init__(self, voice: Voice) -> None:
        """Speak with this voice."""
        self.voice = voice

    def place(self, site: LocatedSite) -> str:
        """Return name, address and ward; the ward once."""
        told = ", ".join(filter(None, (site.site.name, site.site.address)))
        named = fold(site.area.name).lower() in fold(told).lower()
        return told if named else f"{told}, {site.area.name}"

    def where(self, occurrence: Occurrence) -> str:
        """Return the place of an occurrence."""
        if occurrence.site is None:
            return self.voice.say("phien-tai-nha-dan", dia_ban=occurrence.area.name)
        return self.place(occurrence.site)

    def hours(self, hit: Hit) -> str:
        """Return the hours, or what little of them is known."""
        voice, item = self.voice, hit.occurrence
        if hit.hours:
            return voice.hours(hit.hours)
        if item.opens and item.closes:
            return voice.hours([Hours(item.opens, item.closes)])
        if item.opens:
            return voice.say("gio-tu", gio=voice.clock(item.opens))
        if item.closes:
            return voice.say("gio-den", gio=voice.clock(item.closes))
        return voice.say("gio-chua-ro")

    def line(self, sheet: Sheet) -> str:
        """Return when and where, on one line."""
        hit = sheet.first
        told = capital(self.voice.days(sheet.days))
        return f"{told}, {self.hours(hit)}: {self.where(hit.occurrence)}"

    def distance(self, site: LocatedSite, km: float) -> str:
        """Return how far a place is, and whether that is only roughly known."""
        told = self.voice.distance(km)
        if site.exact:
            return self.voice.say("phien-cach", km=told)
        return self.voice.say("phien-cach-phong-chung", km=told, dia_ban=site.area.name)

    def told(self, sheet: Sheet, *, brief: bool = False) -> str:
        """Return the session as one paragraph; brief: only what decides whether to go."""
        hit = sheet.first
        site = hit.occurrence.site
        sentences = [f"{self.line(sheet)}."]
        if _goes_on(sheet):
            sentences.append(self.voice.say("phien-con-tiep"))
        if site and hit.distance is not None:
            sentences.append(self.distance(site, hit.distance))
        sentences += [*self._open_now(hit), *self.details(hit, brief=brief)]
        return " ".join(sentences)

    def details(self, hit: Hit, *, brief: bool = False) -> list[str]:
        """Return what there is to know beyond when and where."""
        found = [*self._who(hit), *self._differences(hit.occurrence)]
        return found if brief else [*found, *self._practical(hit)]

    def _open_now(self, hit: Hit) -> list[str]:
        voice, now = self.voice, self.voice.moment.time()
        if hit.occurrence.day != voice.today:
            return []
        ends = [part.end for part in hit.hours if part.start <= now < part.end]
        return [voice.say("phien-dang-nhan", gio=voice.clock(end)) for end in ends]

    def _who(self, hit: Hit) -> Iterator[str]:
        say, session = self.voice.say, hit.occurrence.session.session
        if who := self.serves(session.serves):
            yield say("phien-danh-cho", ai=who)
        if hit.left_out:
            yield say("phien-khong-nhan", ai=self._people(hit.left_out, hit.occurrence.day))
        if hit.occurrence.services == (Service.CARD,):
            yield say("phien-chi-the")
        if hit.occurrence.services == (Service.ACCOUNT,):
            yield say("phien-chi-dinh-danh")

    def _differences(self, item: Occurrence) -> Iterator[str]:
        say = self.voice.say
        if item.moved_from:
            yield say("phien-chuyen-tu", ngay=self.voice.day(item.moved_from))
        if item.changed:
            yield say("phien-co-doi")
        if item.reason:
            yield say("phien-ly-do", ly_do=item.reason)

    def _practical(self, hit: Hit) -> Iterator[str]:
        say, item = self.voice.say, hit.occurrence
        session, site = item.session.session, item.site.site if item.site else None
        if hit.own_hours:
            yield say("phien-gio-rieng", gio=self.voice.hours(hit.hours))
        elif item.slots:
            shares = (f"{self.voice.hours([slot.hours])}: {slot.for_}" for slot in item.slots)
            yield say("phien-chia-gio", gio="; ".join(shares))
        if session.until_done:
            yield say("phien-den-khi-het")
        if session.quota_per_day:
            yield say("phien-han-muc", so=str(session.quota_per_day))
        if session.priority:
            yield say("phien-uu-tien", ai=session.priority)
        if session.bring:
            yield say("phien-mang-theo", giay_to=", ".join(session.bring))
        if site and site.run_by:
            yield say("phien-do-ai", ai=site.run_by)
        for note in filter(None, (site.note if site else None, session.note)):
            yield say("phien-luu-y", loi=note)
        if session.phone:
            yield say("phien-dien-thoai", so=session.phone)

    def source(self, source: str, confirmed: Confirmed) -> str:
        """Return where a record comes from, who vouched for it when, and whether long ago."""
        day = write_day(confirmed.on, self.voice.language)
        if source == confirmed.by:
            told = self.voice.say("phien-nguon-xac-nhan", nguon=source, ngay=day)
        else:
            told = self.voice.say("phien-nguon", nguon=source, ai=confirmed.by, ngay=day)
        if self.voice.today - confirmed.on <= _LONG_UNCONFIRMED:
            return told
        return f"{told} {self.voice.say('phien-lau-chua-xac-nhan')}"

    def serves(self, serves: Serves) -> str:
        """Return who is served; empty where everybody is."""
        say = self.voice.say
        low, high = serves.age_min, serves.age_max
        parts = []
        if low is not None and high is not None:
            parts.append(say("doi-tuong-tuoi", tu=str(low), den=str(high)))
        elif low is not None:
            parts.append(say("doi-tuong-tu-tuoi", tu=str(low)))
        elif high is not None:
            parts.append(say("doi-tuong-den-tuoi", den=str(high)))
        if serves.birth_years:
            years = self.voice.listing(map(str, serves.birth_years))
            parts.append(say("doi-tuong-nam-sinh", nam=years))
        if serves.school:
            parts.append(say("doi-tuong-truong", truong=serves.school))
        if serves.group:
            parts.append(serves.group)
        if serves.residents:
            parts.append(say("doi-tuong-cu-tru", noi=serves.residents))
        if serves.residency is Residency.PERMANENT:
            parts.append(say("doi-tuong-thuong-tru"))
        if serves.residency is Residency.TEMPORARY:
            parts.append(say("doi-tuong-tam-tru"))
        return "; ".join(parts)

    def _people(self, births: Sequence[Birth], day: date) -> str:
        ages = []
        for birth in births:
            youngest, oldest = years_on(birth.last, day), years_on(birth.first, day)
            years = str(youngest) if youngest == oldest else f"{youngest}–{oldest}"
            ages.append(self.voice.say("nguoi-tuoi", tuoi=years))
        return self.voice.listing(dict.fromkeys(ages))

    def called_off(self, sheet: Sheet) -> str:
        """Return what does not take place, why, and where it moved."""
        item = sheet.first.occurrence
        held = f"{capital(self.voice.days(sheet.days))}, {self.where(item)}"
        return " ".join([f"{held}: {self._standing(item)}.", *self.why_not(item)])

    def _standing(self, item: Occurrence) -> str:
        say = self.voice.say
        if item.standing is Standing.CANCELLED:
            return say("phien-huy")
        if item.standing is Standing.POSTPONED:
            return say("phien-hoan")
        if item.standing is Standing.SUSPENDED:
            return say("phien-tam-dung")
        return say("phien-nghi-le" if item.standing is Standing.HOLIDAY else "phien-het-cho")

    def why_not(self, item: Occurrence) -> list[str]:
        """Return why something does not take place and where it moved, as far as it is known."""
        say = self.voice.say
        told = [say("phien-ly-do", ly_do=item.reason)] if item.reason else []
        if item.moved_to:
            told.append(say("phien-chuyen-sang", ngay=self.voice.day(item.moved_to)))
        return told

    def title(self, item: Occurrence) -> str:
        """Return the occurrence in a few words, for a calendar."""
        say = self.voice.say
        where = item.site.site.name if item.site else self.where(item)
        told = say("lich-buoi", noi=where)
        if item.standing is not Standing.PLANNED:
            told = f"{self._standing(item).upper()}: {told}"
        return f"({say('du-lieu-mau-ngan')}) {told}" if item.session.sample else told

    def sample(self) -> str:
        """Return the warning that goes with every text made of sample data."""
        return self.voice.say("du-lieu-mau")


def _goes_on(sheet: Sheet) -> bool:
    """Return whether a weekly series lasts beyond the days that are told."""
    session = sheet.first.occurrence.session.session
    if session.dates or len(sheet.days) <= LISTED:
        return False
    end = last_day(session)
    return end is None or end - sheet.days[-1] >= timedelta(weeks=1)
