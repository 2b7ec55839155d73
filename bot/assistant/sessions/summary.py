"""What the calendar knows of a wish, as one answer: the nearest first, then what fell out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.assistant.sessions.occurrences import Standing
from bot.assistant.sessions.phrases import capital
from bot.assistant.sessions.query import AHEAD, Answered, Hit
from bot.assistant.sessions.wording import Sheet, Teller, sheets
from bot.content.local import Notice, NoticeKind, Scope, Session
from bot.content.neighbourhood import LocatedNotice, LocatedSession
from bot.content.parameters import write_day
from bot.content.plan import first_day, last_day

_MOST_TOLD = 2
"""Sessions told in full; the next ones briefly."""
_MOST_SHEETS = 4
_MOST_BESIDE = 3
"""Sessions told of each kind that does not fit."""
_MOST_NEWS = 2


class Summary:
    """Words one answer of the calendar."""

    def __init__(self, teller: Teller, where: str, answered: Answered) -> None:
        """`where`: the place as a phrase: `ở phường Đoàn Kết`, `gần bạn`."""
        self._teller = teller
        self._voice = teller.voice
        self._where = where
        self._answered = answered
        self.sample = False
        """Whether anything told so far is sample data."""
        self._sources: dict[str, None] = {}
        self._what = self._voice.say(
            "viec-tai-nha" if answered.wanted.at_home else "viec-lam-can-cuoc"
        )

    def heading(self) -> str:
        """Return the sentence that answers yes or no."""
        say, found = self._voice.say, self._answered
        what, where, whens = self._what, self._where, found.wanted.whens
        if not whens:
            if found.hits:
                return capital(say("phien-sap-toi", viec=what, noi=where))
            return say("phien-khong-co-sap-toi", viec=what, noi=where, so=str(AHEAD.days))
        if all(when.last < found.wanted.today for when in whens):
            return capital(say("ngay-da-qua", khi=self._days()))
        if found.hits:
            return capital(say("phien-co-lich", viec=what, khi=self._when(), noi=where))
        if found.unsure:
            return capital(say("phien-chua-ro-gio", khi=self._days(), noi=where))
        return say("phien-khong-co", viec=what, khi=self._when(), noi=where)

    def paragraphs(self, news: Iterable[LocatedNotice] = ()) -> list[str]:
        """Return the rest of the answer; `news`: what is in force at the place."""
        say, found = self._voice.say, self._answered
        told = [*map(self._stop, found.stops), *self._sessions(found.hits or found.unsure)]
        for heading, hits in (
            (say("phien-hoi-truoc"), found.unsure if found.hits else ()),
            (say("phien-cung-ngay"), found.same_day),
            (say("phien-gan-nhat"), found.following),
        ):
            if hits:
                told += [heading, *self._sessions(hits)]
        told += self._beside(say("phien-khong-nhan-ai"), self._news_of_days(), self._called_off)
        told += self._beside(say("phien-doi-tuong-khac"), found.others, self._brief)
        told += map(self._over, sheets(found.over)[-_MOST_BESIDE:])
        told += self._campaigns()
        told += self._news(news)
        told += self._sources
        return told

    def _news_of_days(self) -> list[Hit]:
        """Return what was called off, but for what the suspension of the whole ward explains."""
        stopped = {stop.area.code for stop in self._answered.stops}
        return [
            hit
            for hit in self._answered.called_off
            if hit.occurrence.standing is not Standing.SUSPENDED
            or hit.occurrence.session.area.code not in stopped
        ]

    def _when(self) -> str:
        return self._voice.whens(self._answered.wanted.whens)

    def _days(self) -> str:
        whens = self._answered.wanted.whens
        return self._voice.listing(self._voice.span(when.first, when.last) for when in whens)

    def _sessions(self, hits: Sequence[Hit]) -> Iterator[str]:
        found = sheets(hits)
        for number, sheet in enumerate(found[:_MOST_SHEETS]):
            yield self._use(sheet, self._teller.told(sheet, brief=number >= _MOST_TOLD))
        if len(found) > _MOST_SHEETS:
            yield self._voice.say("phien-con-nua", so=str(len(found) - _MOST_SHEETS))

    def _beside(
        self, heading: str, hits: Sequence[Hit], word: Callable[[Sheet], str]
    ) -> list[str]:
        found = sheets(hits)[:_MOST_BESIDE]
        lines = [f"• {self._use(sheet, word(sheet))}" for sheet in found]
        return ["\n".join([heading, *lines])] if lines else []

    def _called_off(self, sheet: Sheet) -> str:
        return self._teller.called_off(sheet)

    def _brief(self, sheet: Sheet) -> str:
        return self._teller.told(sheet, brief=True)

    def _over(self, sheet: Sheet) -> str:
        told = self._voice.say("phien-da-ket-thuc", phien=self._teller.line(sheet))
        return self._use(sheet, told)

    def _use(self, sheet: Sheet, told: str) -> str:
        located = sheet.first.occurrence.session
        self._note(located.session, sample=located.sample)
        return told

    def _note(self, record: Session | Notice, *, sample: bool) -> None:
        """Remember where something told comes from; every source is told once, at the end."""
        self.sample = self.sample or sample
        self._sources[self._teller.source(record.source, record.last_confirmed)] = None

    def _stop(self, stop: LocatedSession) -> str:
        """Return what a suspension of the whole ward stops, from when to when, and why."""
        session, voice = stop.session, self._voice
        self._note(session, sample=stop.sample)
        what = voice.say("viec-luu-dong" if session.scope is Scope.MOBILE else "viec-lam-can-cuoc")
        first, last = first_day(session) or session.published, last_day(session)
        since = voice.day(first)
        if session.from_time:
            since = f"{voice.clock(session.from_time)} {since}"
        area = stop.area.name
        if last:
            told = voice.say("tam-dung-den", noi=area, viec=what, dau=since, cuoi=voice.day(last))
        else:
            told = voice.say("tam-dung-chua-han", noi=area, viec=what, dau=since)
        reason = session.reason or session.note
        why = voice.say("phien-ly-do", ly_do=reason) if reason else ""
        return capital(f"{told} {why}".strip())

    def _campaigns(self) -> Iterator[str]:
        found = self._answered
        for item in found.campaigns:
            if item in found.undated or found.wanted.campaign:
                undated = item in found.undated
                yield self._campaign(item, "dot-chua-co-lich" if undated else "dot-dang-co")
        for item in found.past_campaigns:
            yield self._campaign(item, "dot-da-het")

    def _campaign(self, item: LocatedNotice, message: str) -> str:
        notice, voice = item.notice, self._voice
        self._note(notice, sample=item.sample)
        told = [
            voice.say(
                message, ten=notice.title, dau=write_day(notice.from_, voice.language),
                cuoi=write_day(notice.until, voice.language),
            )
        ]  # fmt: skip
        if self._answered.wanted.campaign:
            told.append(notice.text)
        if message != "dot-da-het":
            told += [voice.say("phien-danh-cho", ai=notice.serves)] if notice.serves else []
            told += [self._ask_whom(notice)]
        return " ".join(told)

    def _ask_whom(self, notice: Notice) -> str:
        if notice.phone:
            return self._voice.say("phien-dien-thoai", so=notice.phone)
        return self._voice.say("hoi-cong-an")

    def _news(self, news: Iterable[LocatedNotice]) -> Iterator[str]:
        fresh = [item for item in news if item.notice.kind is NoticeKind.NEWS]
        for item in fresh[:_MOST_NEWS]:
            self._note(item.notice, sample=item.sample)
            yield self._voice.say(
                "thong-bao-dia-phuong", ten=item.notice.title, loi=item.notice.text
            )
