"""What a poster, a loudspeaker and a Zalo post tell of a ward, all from the same entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.assistant.items import WithheldError, item_on
from bot.assistant.question import VIETNAM, Question
from bot.assistant.reply import Item
from bot.assistant.sessions.asking import LocalAnswer
from bot.assistant.sessions.guide import LocalGuide
from bot.assistant.sessions.phrases import Voice
from bot.assistant.sessions.query import AHEAD
from bot.assistant.sessions.shifting import shifted
from bot.assistant.sessions.wording import Sheet, Teller, sheets
from bot.assistant.wards import ward_reply
from bot.content.knowledge import Knowledge
from bot.content.parameters import NoValueError
from bot.errors import UsageError
from bot.language.places import Area
from bot.reporting.wording import one_line

HOTLINE = "duong-day-nong-can-cuoc"
"""Parameter: the number at which people ask about cards and accounts."""
_MOST_SHEETS = 5
_LONGEST_ANSWER = 600
"""Characters."""
_NAMELESS_DAYS = timedelta(days=400)
_BOT_NAME = re.compile(r"@?([A-Za-z][A-Za-z0-9_]{4,31})")


@dataclass(frozen=True, slots=True)
class Told:
    """A session in words."""

    short: str
    """When, where and for whom."""
    full: str
    """The same with what is different from usual."""


@dataclass(frozen=True, slots=True)
class Leaflet:
    """What is told of a ward from one day on."""

    place: str
    """Ward, or the neighbourhood and its ward."""
    area: Area
    neighbourhood: str
    made_at: datetime
    """In Vietnam's zone."""
    sessions: tuple[Told, ...]
    offices: tuple[str, ...]
    """Where to apply: name, address, phones."""
    items: tuple[Item, ...]
    """The answers that are told of, in order."""
    hotline: str
    """Empty where none is known."""
    link: str
    """Where the QR code leads."""
    valid_until: date
    """The last day on which all of it holds, as far as that is known."""
    sample: bool
    knowledge: Knowledge

    def say(self, message: str, **values: str) -> str:
        """Return one of the assistant's own sentences in Vietnamese."""
        return self.knowledge.say(message, "vi", **values)


@dataclass(frozen=True, slots=True)
class Address:
    """Where people reach the assistant."""

    bot: str = ""
    """Name of the bot at Telegram, with or without @."""
    web: str = ""
    """Public address of the web chat."""

    def link(self, area: Area, guide: LocalGuide) -> str:
        """Return the link to a ward; `UsageError` where no address is known."""
        if self.bot:
            name = _BOT_NAME.fullmatch(self.bot)
            if name is None:
                raise UsageError(f"«{self.bot}» không phải tên bot; viết ví dụ: --bot TenCuaBot")
            return f"https://t.me/{name[1]}?start=phuong_{area.code}"
        if not self.web:
            raise UsageError(
                "chưa biết mã QR dẫn tới đâu: ghi --bot TÊN_BOT, hoặc đặt web.public_url trong "
                "config.yaml"
            )
        page = f"phuong/{area.code}" if area.code in guide.areas else ""
        return f"{self.web.rstrip('/')}/{page}"


def leaflet(
    area: Area,
    guide: LocalGuide,
    moment: datetime,
    address: Address,
    neighbourhood: str = "",
    topics: Sequence[str] = (),
) -> Leaflet:
    """Return what is told of a ward on a day; `UsageError` where a topic or link is none.

    `topics`: what is told besides sessions; without them the first of each group that leads to
    a session.
    """
    knowledge, moment = guide.knowledge, moment.astimezone(VIETNAM)
    answers = [
        finding.local
        for finding in ward_reply(area, Question("", moment), guide).found
        if finding.local
    ]
    shown = sheets(answers[0].hits)[:_MOST_SHEETS]
    day = moment.date()
    held = max((each for sheet in shown for each in sheet.days), default=shifted(day, AHEAD))
    items = tuple(_chosen(knowledge, topics, day) if topics else _usual(knowledge, day, held))
    ends = [held, *(item.valid_until for item in items if item.valid_until)]
    neighbourhood = one_line(neighbourhood, 60)
    place = ", ".join(filter(None, (neighbourhood, area.name)))
    return Leaflet(
        place=place,
        area=area,
        neighbourhood=neighbourhood,
        made_at=moment,
        sessions=tuple(_told(shown, knowledge, moment)),
        offices=tuple(_offices(answers, knowledge, moment)),
        items=items,
        hotline=_hotline(knowledge, day),
        link=address.link(area, guide),
        valid_until=min(ends),
        sample=any(answer.sample for answer in answers),
        knowledge=knowledge,
    )


def _told(shown: Sequence[Sheet], knowledge: Knowledge, moment: datetime) -> Iterator[Told]:
    """Yield sessions with their days by date: a poster hangs longer than "tomorrow" lasts."""
    teller = Teller(Voice(knowledge, "vi", moment - _NAMELESS_DAYS))
    for sheet in shown:
        who = teller.serves(sheet.first.occurrence.session.session.serves)
        told = [
            f"{teller.line(sheet)}.",
            teller.voice.say("phien-danh-cho", ai=who) if who else "",
        ]
        yield Told(" ".join(filter(None, told)), teller.told(sheet, brief=True))


def _offices(
    answers: Sequence[LocalAnswer], knowledge: Knowledge, moment: datetime
) -> Iterator[str]:
    teller = Teller(Voice(knowledge, "vi", moment))
    for answer in answers:
        for located in answer.offices:
            phones = ", ".join(located.office.phones)
            told = f"{teller.place(located.site)}."
            yield " ".join([told, teller.voice.say("phien-dien-thoai", so=phones)] if phones
                           else [told])  # fmt: skip


def _chosen(knowledge: Knowledge, topics: Sequence[str], day: date) -> Iterator[Item]:
    """Yield the answers to topics; what rests on a single source says so."""
    for topic in topics:
        if topic not in knowledge.entries:
            raise UsageError(f"reports.poster_topics: không có chủ đề «{topic}»; sửa config.yaml")
        if item := _item(knowledge, topic, day):
            note = f" {knowledge.say('mot-nguon', 'vi')}" if item.attributed else ""
            yield replace(item, lead=f"{item.lead}{note}")


def _usual(knowledge: Knowledge, day: date, held: date) -> Iterator[Item]:
    """Yield the first sure answer of each group after which people want to go to a session.

    What changes before the last session is left out, and what is looked up: that asks for more
    words than a poster can hear.
    """
    groups: set[str] = set()
    for topic, entry in knowledge.entries.items():
        group = knowledge.group_of[topic]
        if group in groups or "phien" not in entry.actions or entry.answered_by:
            continue
        item = _item(knowledge, topic, day)
        if item and not item.attributed and (item.valid_until or held) >= held:
            groups.add(group)
            yield item


def _item(knowledge: Knowledge, topic: str, day: date) -> Item | None:
    """Return an answer as it stands on a day, its lead with what goes with its values.

    None where it says nothing for that day.
    """
    try:
        item = item_on(knowledge, topic, day, "vi")
    except WithheldError:
        return None
    return replace(item, lead=one_line(" ".join((item.lead, *item.caveats)), _LONGEST_ANSWER))


def _hotline(knowledge: Knowledge, day: date) -> str:
    try:
        number = knowledge.parameters.amount(HOTLINE, day)
    except (KeyError, NoValueError):
        return ""
    return f"{knowledge.parameters.by_id[HOTLINE].label}: {number}"
