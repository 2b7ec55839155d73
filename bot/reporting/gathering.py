"""Everything that a report tells, from the store and the knowledge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.assistant.question import VIETNAM
from bot.assistant.status import Status
from bot.content.knowledge import Knowledge
from bot.content.wards import name as ward_name
from bot.language.places import Area
from bot.reporting import campaigns, local
from bot.reporting.classes import classes
from bot.reporting.content import Announced, DayCount, Matter, Report, TopicCount
from bot.reporting.counts import labels
from bot.reporting.periods import Period
from bot.search import similar
from bot.store.base import Store
from bot.store.kept import Batch, Tally, Waiting

_ENDINGS: Mapping[str, str] = {
    Status.ANSWERED: "answered", Status.CALCULATED: "answered", Status.SESSIONS: "answered",
    Status.OFFICE: "answered", Status.SCAM_CHECK: "answered", Status.CHOICES: "offered",
    Status.NEEDS_DETAIL: "offered", Status.DECLINED_NEIGHBOUR: "pointed",
    Status.REFUSED: "pointed", Status.DECLINED_UNKNOWN: "unanswered",
    Status.WITHHELD: "unanswered",
}  # fmt: skip
"""How questions of each status ended; small talk is no question."""
_CHANNELS = {
    "telegram": "Telegram", "inline": "Telegram (chèn vào tin nhắn)", "web": "Trang web",
    "terminal": "Máy tính của cán bộ",
}  # fmt: skip
_RESOLVED = {
    "attached": "gắn vào chủ đề đã có", "new-topic": "lập thành chủ đề mới",
    "answered": "cán bộ trả lời trực tiếp", "ignored": "bỏ qua vì ngoài phạm vi",
}  # fmt: skip
_UNSAID = "Không nói lý do"
_MOST_WAITING, _MOST_COMPARED = 50_000, 3000
"""Questions that are counted, and the newest of them that are brought together."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a report shall be about."""

    period: Period
    moment: datetime
    """Aware; the report knows nothing later."""
    area: Area | None = None
    """None: all wards."""


def gather(
    store: Store, knowledge: Knowledge, wanted: Wanted, retention: timedelta | None = None
) -> Report:
    """Return what is known of a period; blocks.

    Questions are kept without their ward, so they are counted for all wards. `retention`: how
    long they are kept.
    """
    moment = wanted.moment.astimezone(VIETNAM)
    period = wanted.period.until(moment.date())
    tallies = store.statistics.tallies(period.first, period.last)
    waiting = [
        item
        for item in store.queue.waiting(period.begins, _MOST_WAITING)
        if item.moment <= period.ends
    ]
    view = local.View(knowledge, wanted.area, period, moment)
    sessions, waves = local.past_sessions(view), campaigns.campaigns(view)
    begun = min([period.first, *(item.notice.from_ for item in waves)])
    figures = store.figures.between(begun, period.last)
    topics = _topics(tallies)
    kept_since = (moment - retention).date() if retention else date.min
    resolved = store.queue.resolved(period.begins, period.ends)
    reasons = store.statistics.reasons(period.first, period.last)
    return Report(
        period=wanted.period,
        until=period.last,
        made_at=moment,
        area=wanted.area,
        kept_since=kept_since if kept_since > period.first else None,
        days=tuple(_days(period, tallies)),
        courtesies=sum(tally.count for tally in tallies if tally.status not in _ENDINGS),
        channels=_named(_CHANNELS, _by_channel(tallies)),
        topics=tuple(_told(topics, knowledge)),
        classes=classes(topics, knowledge, period.last),
        matters=tuple(_matters(waiting[:_MOST_COMPARED], knowledge)),
        waiting=len(waiting),
        resolved=_named(_RESOLVED, resolved),
        reasons=_named(_reasons(knowledge), reasons),
        places=tuple(local.places(sessions)),
        wards=tuple(local.wards(view, figures)),
        count_labels=labels(knowledge.parameters, period.last),
        progress=tuple(campaigns.progress(view, figures)),
        announcements=tuple(
            _announced(batch, knowledge)
            for batch in store.letters.batches(period.begins, min(moment, period.ends))
            if wanted.area is None or batch.ward in {"", wanted.area.code}
        ),
        sample=any(item.session.sample for item in sessions) or any(item.sample for item in waves),
    )


def _days(period: Period, tallies: Iterable[Tally]) -> Iterator[DayCount]:
    counts: dict[date, Counter[str]] = {day: Counter() for day in period.days}
    for tally in tallies:
        if ending := _ENDINGS.get(tally.status):
            counts[tally.day][ending] += tally.count
    for day, endings in counts.items():
        yield DayCount(day, **endings)


def _by_channel(tallies: Iterable[Tally]) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    for tally in tallies:
        if tally.status in _ENDINGS:
            counts[tally.channel] += tally.count
    return counts


def _topics(tallies: Iterable[Tally]) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    for tally in tallies:
        if tally.topic and _ENDINGS.get(tally.status) == "answered":
            counts[tally.topic] += tally.count
    return dict(counts.most_common())


def _told(topics: Mapping[str, int], knowledge: Knowledge) -> Iterator[TopicCount]:
    groups = {group.id: group.title for group in knowledge.groups}
    for topic, count in topics.items():
        group = groups.get(knowledge.group_of.get(topic, ""), "")
        yield TopicCount(topic, _title(topic, knowledge), group, count)


def _title(topic: str, knowledge: Knowledge) -> str:
    return knowledge.title(topic, "vi") if topic in knowledge.entries else topic


def _matters(waiting: Sequence[Waiting], knowledge: Knowledge) -> Iterator[Matter]:
    words = _reasons(knowledge)
    questions = [item.question for item in waiting]
    for places in similar.groups(questions, knowledge.lists.stop_words):
        items = [waiting[place] for place in places]
        unhelpful = [item for item in items if item.helpful is False]
        reasons = Counter(item.reason for item in unhelpful if item.reason)
        topics = Counter(topic for item in unhelpful for topic in item.topics[:1])
        yield Matter(
            items[0].question,
            len(items),
            unanswered=sum(_is_unanswered(item) for item in items),
            unhelpful=len(unhelpful),
            handed_over=sum(item.handed_over for item in items),
            reasons=tuple(words.get(name, name) for name, _ in reasons.most_common()),
            topics=tuple(_title(topic, knowledge) for topic, _ in topics.most_common()),
        )


def _is_unanswered(item: Waiting) -> bool:
    return _ENDINGS.get(item.status) in {"unanswered", "offered"} and item.helpful is not False


def _reasons(knowledge: Knowledge) -> Mapping[str, str]:
    """Return what the buttons say that tell why an answer was no help, by reason."""
    said = {
        name.removeprefix("ly-do-"): knowledge.say(name, "vi")
        for name in knowledge.messages
        if name.startswith("ly-do-")
    }
    return {**said, "": _UNSAID}


def _named(words: Mapping[str, str], counts: Mapping[str, int]) -> dict[str, int]:
    """Return counts by their names in words, most often first."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return {words.get(name, name): count for name, count in ordered if count}


def _announced(batch: Batch, knowledge: Knowledge) -> Announced:
    ward = batch.ward
    return Announced(
        batch.made_at.astimezone(VIETNAM).date(),
        ward_name(ward, knowledge) if ward else "",
        batch.author,
        batch.text,
        batch.total,
        batch.sent,
        batch.blocked,
        batch.failed,
    )
