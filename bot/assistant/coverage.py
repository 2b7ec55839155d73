"""The page that tells of every topic where its answer comes from and what lies ahead."""

from __future__ import annotations

from datetime import date

from bot.assistant.citing import cited
from bot.assistant.items import WithheldError, item_on
from bot.assistant.timeline import changes
from bot.content.knowledge import Knowledge

_HEAD = """\
# Kho kiến thức

Trang này do lệnh `python -m bot changes --page docs/knowledge.md --on {day}` tạo ra từ dữ liệu,
không sửa tay. {topics} chủ đề, {parameters} thông số. «Độ chắc» là mức yếu nhất của câu trả lời và
các thông số mà nó dùng.
"""
_CONFIDENCE = {False: "đã kiểm chứng", True: "một nguồn"}


def page(knowledge: Knowledge, day: date) -> str:
    """Return the page in Markdown, as of a day."""
    ahead: dict[str, list[date]] = {}
    for change in changes(knowledge, day, knowledge.covers[1]):
        if change.day > day:
            ahead.setdefault(change.topic, []).append(change.day)
    parts = [
        _HEAD.format(
            day=day, topics=len(knowledge.entries), parameters=len(knowledge.parameters.by_id)
        )
    ]
    for group in knowledge.groups:
        parts.append(f"\n## {group.title}\n")
        parts.append("| chủ đề | nguồn | kiểm tra ngày | độ chắc | sẽ đổi ngày |")
        parts.append("|---|---|---|---|---|")
        for topic, owner in knowledge.group_of.items():
            if owner == group.id:
                parts.append(_row(knowledge, topic, day, ahead.get(topic, [])))
    return "\n".join(parts) + "\n"


def _row(knowledge: Knowledge, topic: str, day: date, ahead: list[date]) -> str:
    entry = knowledge.entries[topic]
    try:
        certainty = _CONFIDENCE[item_on(knowledge, topic, day, "vi").attributed]
    except WithheldError:
        certainty = "chưa trả lời cho ngày này"
    days = ", ".join(map(str, ahead)) or "–"
    sources = cited(entry.sources).replace("|", "/")
    return f"| {entry.title} (`{topic}`) | {sources} | {entry.checked_on} | {certainty} | {days} |"
