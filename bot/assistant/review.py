"""What staff should look at although it is no fault: old, long, missing, out of step."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.assistant.items import WithheldError, item_on
from bot.assistant.replies import LONGEST, as_html
from bot.assistant.reply import Reply
from bot.assistant.status import Status
from bot.assistant.timeline import withheld_days, wordings
from bot.content.knowledge import Knowledge
from bot.content.local import Confirmed
from bot.content.plan import last_day
from bot.content.topics import Entry
from bot.language.english import Language
from bot.language.text import fold

_CONFIRMED_FOR = timedelta(days=30)
"""How long a session without an end is believed after somebody vouched for it."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at."""

    about: str
    """The id of a topic, parameter, session, office or notice, or a file."""
    message: str


def remarks(knowledge: Knowledge, day: date) -> list[Remark]:
    """Return everything that staff should look at, as of a day."""
    return [remark for rule in RULES for remark in rule(knowledge, day)]


def overdue(knowledge: Knowledge, day: date) -> Iterator[Remark]:
    """An entry whose day of review has passed."""
    for entry in knowledge.entries.values():
        if entry.review_by < day:
            yield Remark(entry.id, f"quá ngày cần xem lại ({entry.review_by})")


def too_long(knowledge: Knowledge, day: date) -> Iterator[Remark]:
    """An answer that does not fit into one Telegram message."""
    languages: tuple[Language, ...] = ("vi", "en")
    for topic in knowledge.entries:
        for language in languages:
            try:
                item = item_on(knowledge, topic, day, language)
            except WithheldError:
                continue
            reply = Reply(Status.ANSWERED, language, items=(item,))
            if knowledge.say("con-nua", language) in as_html(reply, knowledge):
                yield Remark(topic, f"câu trả lời ({language}) dài quá {LONGEST} ký tự; cắt bớt")


def unanswered_days(knowledge: Knowledge, _: date) -> Iterator[Remark]:
    """A topic without an answer on some day of the period that the knowledge covers."""
    for topic in knowledge.entries:
        for first, last in withheld_days(knowledge, topic, *knowledge.covers):
            yield Remark(topic, f"không có câu trả lời từ {first} đến {last}")


def same_label(knowledge: Knowledge, _: date) -> Iterator[Remark]:
    """Two parameters of one name: they may one day contradict each other."""
    seen: dict[str, str] = {}
    for parameter in knowledge.parameters.by_id.values():
        name = fold(parameter.label.lower())
        first = seen.setdefault(name, parameter.id)
        if first != parameter.id:
            yield Remark(parameter.id, f"cùng tên với thông số «{first}»; gộp làm một")


def stale_translations(knowledge: Knowledge, _: date) -> Iterator[Remark]:
    """A translation that was not confirmed since its Vietnamese changed."""
    present = translation_marks(knowledge)
    for topic, mark in present.items():
        if knowledge.confirmed.get(topic) != mark:
            yield Remark(topic, "bản tiếng Anh chưa được xem lại từ khi bản tiếng Việt đổi")


def translation_marks(knowledge: Knowledge) -> Mapping[str, str]:
    """Return, by topic, a short hash of the Vietnamese that its translation renders."""
    return {topic: _mark(entry) for topic, entry in knowledge.entries.items()}


def _mark(entry: Entry) -> str:
    texts = (text for wording in wordings(entry) for _, text in wording.texts())
    said = [entry.title, *texts]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:10]


def unconfirmed(knowledge: Knowledge, day: date) -> Iterator[Remark]:
    """A session without an end that nobody has vouched for lately."""
    for located in knowledge.local.sessions:
        session = located.session
        on = session.last_confirmed.on
        if not located.sample and last_day(session) is None and day - on > _CONFIRMED_FOR:
            yield Remark(
                session.id,
                f"lịch không có ngày kết thúc, xác nhận lần cuối ngày {on:%d/%m/%Y}, đã quá "
                f"{_CONFIRMED_FOR.days} ngày; hỏi lại rồi sửa last_confirmed, hoặc ghi to",
            )


def from_the_future(knowledge: Knowledge, day: date) -> Iterator[Remark]:
    """A record that says it was published or confirmed on a day to come."""
    local = knowledge.local
    told: list[tuple[str, str, date]] = [
        (item.session.id, "published", item.session.published) for item in local.sessions
    ]
    vouched: list[tuple[str, Confirmed]] = [
        *((item.session.id, item.session.last_confirmed) for item in local.sessions),
        *((item.office.id, item.office.last_confirmed) for item in local.offices),
        *((item.notice.id, item.notice.last_confirmed) for item in local.notices),
    ]
    told += [(name, "last_confirmed", confirmed.on) for name, confirmed in vouched]
    for name, key, on in told:
        if on > day:
            yield Remark(name, f"{key} là {on:%d/%m/%Y}, một ngày chưa tới; sửa lại")


def holidays_run_out(knowledge: Knowledge, day: date) -> Iterator[Remark]:
    """No public holidays are known for a year that is near."""
    soon = day.year + (day.month > _LAST_CALM_MONTH)
    if all(known.year < soon for known in knowledge.local.holidays):
        yield Remark("holidays.yaml", f"chưa có ngày nghỉ lễ năm {soon}; bổ sung")


_LAST_CALM_MONTH = 10
"""After it, next year's holidays should be known."""


Rule = Callable[[Knowledge, date], Iterator[Remark]]
RULES: tuple[Rule, ...] = (
    overdue,
    too_long,
    unanswered_days,
    same_label,
    stale_translations,
    unconfirmed,
    from_the_future,
    holidays_run_out,
)
"""All of them, in the order they are reported."""
