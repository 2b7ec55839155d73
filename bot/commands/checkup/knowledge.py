"""The knowledge folder: its faults, samples, answers that run out; and the index made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from bot.assistant import review
from bot.assistant.timeline import withheld_days
from bot.commands.checkup.finding import Finding, fault, ok, warning
from bot.content import loading
from bot.content.knowledge import Knowledge
from bot.errors import KnowledgeError

_AHEAD = timedelta(days=30)
_NAMED = 3


def read(folder: Path, cache: Path) -> tuple[Knowledge | None, list[Finding]]:
    """Return the knowledge of a folder (None where it has faults) and what was found."""
    try:
        files = loading.read_folder(folder)
        knowledge = loading.load(files)
    except KnowledgeError as error:
        told = f"{len(error.faults)} lỗi, lỗi đầu: {error.faults[0]}"
        return None, [
            fault("knowledge", f"Kiến thức: {told}; xem cả: python -m bot check"
            )
        ]  # fmt: skip
    found = ok("knowledge", f"Kiến thức: {len(knowledge.entries)} chủ đề, không có lỗi ({folder})")
    return knowledge, [found, _index(files, cache)]


def content(knowledge: Knowledge, day: date) -> Iterator[Finding]:
    """What of the knowledge staff should look at, as of a day."""
    yield from _samples(knowledge)
    yield from _running_out(knowledge, day)
    if overdue := [remark.about for remark in review.overdue(knowledge, day)]:
        yield warning(
            "review",
            f"Ngày xem lại: {_count(overdue)} đã quá ngày; xem: python -m bot check",
        )


def _samples(knowledge: Knowledge) -> Iterator[Finding]:
    local = knowledge.local
    numbers = {
        "lịch": sum(item.sample for item in local.sessions),
        "cơ quan": sum(item.sample for item in local.offices),
        "thông báo": sum(item.sample for item in local.notices),
    }
    if any(numbers.values()):
        told = ", ".join(f"{number} {name}" for name, number in numbers.items() if number)
        yield warning(
            "samples",
            f"Dữ liệu mẫu: còn {told}, không có thật; thay bằng dữ liệu của địa phương "
            "(knowledge/README.md)",
        )


def _running_out(knowledge: Knowledge, day: date) -> Iterator[Finding]:
    silent: list[str] = []
    ending: list[str] = []
    for topic in knowledge.entries:
        first = next(
            (since for since, _ in withheld_days(knowledge, topic, day, day + _AHEAD)), None
        )
        if first is not None:
            (silent if first == day else ending).append(topic)
    if silent:
        yield warning(
            "expired",
            f"Câu trả lời hết hạn: {_count(silent)} không có câu trả lời cho hôm nay; bổ sung",
        )
    if ending:
        yield warning(
            "expiring",
            f"Câu trả lời sắp hết hạn: {_count(ending)} trong {_AHEAD.days} ngày tới; bổ sung",
        )
    if not silent and not ending:
        yield ok(
            "expiring",
            f"Hạn của câu trả lời: không câu nào hết hạn trong {_AHEAD.days} ngày tới",
        )


def _count(topics: Sequence[str]) -> str:
    more = ", …" if len(topics) > _NAMED else ""
    return f"{len(topics)} chủ đề ({', '.join(topics[:_NAMED])}{more})"


def _index(files: loading.Files, cache: Path) -> Finding:
    if any(cache.glob(f"{loading.digest(files)[:24]}-*.knowledge")):
        return ok("index", "Chỉ mục: đã có cho kiến thức này, khởi động nhanh")
    return warning(
        "index",
        "Chỉ mục: chưa có cho kiến thức này; lần chạy tới tự tạo, khởi động lâu hơn",
    )
