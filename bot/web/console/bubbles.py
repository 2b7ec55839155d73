"""An answer that is being written, as a citizen would see it in Telegram."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from markupsafe import Markup
from pydantic import ValidationError

from bot.assistant.items import WithheldError, item_on
from bot.assistant.replies import as_html
from bot.assistant.reply import Reply
from bot.assistant.status import Status
from bot.assistant.timeline import parameters_of, wordings
from bot.content.editing.fields import typed
from bot.content.knowledge import Knowledge
from bot.content.topics import Entry, Translation
from bot.language.english import Language

_SAID = {"answer", "answers", "translations"}
_TITLE = "(chưa có tên)"


@dataclass(frozen=True, slots=True)
class Bubble:
    """A message, or why there is none yet."""

    language: Language
    html: Markup | None = None
    problem: str = ""


def bubbles(
    record: Mapping[str, Any], topic: str, knowledge: Knowledge, day: date
) -> list[Bubble]:
    """Return how the answer of a record would read on a day, in each language that it has."""
    entry = _entry(record, topic, day)
    if entry is None or not wordings(entry):
        return [Bubble("vi", problem="Chưa xem trước được: điền «Ý chính» và sửa các ô báo lỗi.")]
    unknown = sorted(parameters_of(entry) - knowledge.parameters.by_id.keys())
    if unknown:
        named = ", ".join(f"{{{name}}}" for name in unknown)
        return [Bubble("vi", problem=f"Chưa xem trước được: không có thông số {named}.")]
    with_it = replace(knowledge, entries={**knowledge.entries, topic: entry})
    languages: tuple[Language, ...] = ("vi", "en") if _is_translated(entry) else ("vi",)
    return [_bubble(with_it, topic, day, language) for language in languages]


def _bubble(knowledge: Knowledge, topic: str, day: date, language: Language) -> Bubble:
    try:
        item = item_on(knowledge, topic, day, language)
    except WithheldError:
        return Bubble(
            language,
            problem=f"Ngày {day:%d/%m/%Y} chưa có câu trả lời: ngoài thời gian áp dụng của lời, "
            "hoặc một thông số không có giá trị ngày ấy.",
        )
    reply = Reply(Status.ANSWERED, language, items=(item,))
    return Bubble(language, Markup(as_html(reply, knowledge)))  # noqa: S704  (escaped by as_html)


def _entry(record: Mapping[str, Any], topic: str, day: date) -> Entry | None:
    """Return a record as an entry; whatever is wrong beside its wording does not matter here."""
    whole = {**(typed(record) or {}), "id": topic}
    try:
        return Entry.model_validate(whole)
    except ValidationError as error:
        wrong = {str(fault["loc"][0]) for fault in error.errors() if fault["loc"]}
    if wrong & _SAID:
        return None
    stand_in = {
        "id": "chu-de-moi", "title": _TITLE, "questions": [_TITLE], "sources": [{"doc": "…"}],
        "checked_on": day, "valid_from": day, "review_by": day,
    }  # fmt: skip
    kept = {key: value for key, value in whole.items() if key not in wrong}
    try:
        return Entry.model_validate({**stand_in, **kept})
    except ValidationError:
        return None


def _is_translated(entry: Entry) -> bool:
    translations = [entry.translations, *(dated.translations for dated in entry.answers)]
    return any(isinstance(each.get("en"), Translation) for each in translations)
