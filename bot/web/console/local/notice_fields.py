"""A notice as the fields of a form, and the fields as the record in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from multidict import MultiMapping

from bot.content.editing import Edit, EditError, faults_of, notices, records
from bot.content.knowledge import Knowledge
from bot.content.loading import Files
from bot.content.local import NoticeKind
from bot.content.slugs import LONGEST, free_slug, slug
from bot.errors import KnowledgeError
from bot.language.written_days import read_day
from bot.web.console import fault_words
from bot.web.console.entry_fields import Filled, tidied
from bot.web.console.fault_words import Told, in_plain_words

LABELS: Mapping[str, str] = {
    **fault_words.LABELS, "title": "Tiêu đề", "areas": "Ở phường, xã nào",
}  # fmt: skip
KINDS: Mapping[str, str] = {
    NoticeKind.NEWS.value: "Thông báo", NoticeKind.CAMPAIGN.value: "Đợt cao điểm",
}  # fmt: skip
NAMES = ("kind", "title", "text", "areas", "from", "until", "serves", "phone", "source", "url")
_REQUIRED = {
    "title": "Điền tiêu đề.", "text": "Điền nội dung.", "areas": "Điền ít nhất một phường, xã.",
    "from": "Điền ngày bắt đầu.", "until": "Điền ngày cuối.",
    "source": "Điền nguồn, ví dụ số và ngày của thông báo.",
}  # fmt: skip
_DAYS = {"from", "until"}
_USUAL = timedelta(days=30)
_MOST_TOLD = 50


@dataclass(frozen=True)
class NoticeDraft:
    """A notice in a form."""

    notice: str
    """Its id; empty: a new one."""
    filled: Filled
    original: Filled
    """The fields when the form was opened; of a new notice, none."""

    def judged(
        self, files: Files, knowledge: Knowledge, today: date, by: str
    ) -> tuple[Edit | None, Told]:
        """Return the edit, vouched for today, and every fault that it would make."""
        told = Told()
        for name, message in _REQUIRED.items():
            if not self.filled[name]:
                told.add(name, message)
        days = {name: _day(name, self.filled[name], told) for name in _DAYS}
        for area in self.filled["areas"].splitlines():
            if knowledge.area_names.find(area) is None:
                told.add("areas", f"Không tìm thấy «{area}»; viết tên phường, xã kèm tỉnh.")
        first, last = days["from"], days["until"]
        if first and last and last < first:
            told.add("until", "Ngày cuối trước ngày bắt đầu.")
        if told:
            return None, told
        name = self.notice or self._new_name(files)
        try:
            made = self._edit(files, name, days, today, by)
        except EditError as error:
            return None, Told({}, [in_plain_words(str(error))])
        except KnowledgeError as error:
            return None, Told({}, [str(fault) for fault in error.faults])
        new = made.onto(files)
        faults = list(faults_of(new))[:_MOST_TOLD]
        told = fault_words.told(new, faults, "notices/", name, NAMES, lambda path: path)
        return made, told

    def _edit(
        self, files: Files, name: str, days: Mapping[str, date | None], today: date, by: str
    ) -> Edit:
        fields: dict[str, Any] = {**self.filled, **days}
        fields["areas"] = self.filled["areas"].splitlines()
        vouched = {"last_confirmed": {"by": by, "on": f"{today:%d/%m/%Y}"}}
        title = f"«{self.filled['title']}»"
        if not self.notice:
            made = notices.added(files, {"id": name, **fields, **vouched})
            return replace(made, title=f"Thêm thông báo {title}")
        changed = {key: value for key, value in fields.items()
                   if self.filled[key] != self.original.get(key, "")}  # fmt: skip
        made = notices.changed(files, name, {**changed, **vouched})
        return replace(made, title=f"Sửa thông báo {title}")

    def _new_name(self, files: Files) -> str:
        wanted = slug(self.filled["title"], LONGEST - 3) or "thong-bao"
        return free_slug(wanted, records.ids(files, "sessions", "offices", "notices"))


def fresh(ward: str, today: date) -> NoticeDraft:
    """Return the form of a notice that is to be added: of today, for a month."""
    usual = {
        "kind": NoticeKind.NEWS.value, "areas": ward, "from": today.isoformat(),
        "until": (today + _USUAL).isoformat(),
    }  # fmt: skip
    return NoticeDraft("", dict.fromkeys(NAMES, "") | usual, {})


def stored(files: Files, notice: str) -> NoticeDraft:
    """Return a notice as it stands in the folder; `EditError` where there is none."""
    record: Mapping[str, Any] = notices.written_as(files, notice)
    filled = {name: _text(name, record.get(name)) for name in NAMES}
    return NoticeDraft(notice, filled, filled)


def sent_in(sent: MultiMapping[Any], notice: str, original: Filled) -> NoticeDraft:
    """Return a form as it was sent; `notice`: empty for a new one."""
    filled = {name: tidied(name, str(sent.get(name, ""))) for name in NAMES}
    lines = (line.strip() for line in filled["areas"].splitlines())
    filled["areas"] = "\n".join(filter(None, lines))
    return NoticeDraft(notice, filled, original)


def _text(name: str, value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(" ".join(str(part).split()) for part in value)
    text = tidied(name, str(value or ""))
    if name not in _DAYS:
        return text
    try:
        day = read_day(text)
    except ValueError:
        day = None
    return day.isoformat() if day else text


def _day(name: str, text: str, told: Told) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        told.add(name, f"Không có ngày «{text}»; viết ngày/tháng/năm, ví dụ 05/12/2026.")
        return None
