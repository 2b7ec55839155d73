"""How much was asked, how it ended, what waits: `/thongke`."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from telegram import Update

from bot.assistant.question import VIETNAM
from bot.staff.endings import endings, top_topics
from bot.store.kept import StaffMember
from handlers.context import Context
from handlers.feedback import REASONS
from handlers.sending import tell
from handlers.staff import pending

_SPANS = {1: "Hôm nay", 7: "7 ngày", 30: "30 ngày"}
_MOST_TOPICS = 5


async def show(update: Update, context: Context, _: StaffMember) -> None:
    """Show the figures of today, 7 and 30 days."""
    await tell(update, await asyncio.to_thread(_told, context))


def _told(context: Context) -> str:
    desk = context.desk
    knowledge, statistics = desk.engine.knowledge, desk.store.statistics
    today = desk.clock().astimezone(VIETNAM).date()
    firsts = {days: today - timedelta(days - 1) for days in _SPANS}
    tallies = statistics.tallies(firsts[max(_SPANS)], today)
    lines = ["Số liệu:"]
    for days, name in _SPANS.items():
        found = endings(tally for tally in tallies if tally.day >= firsts[days])
        shares = (
            f"trả lời {found.share(found.answered)}, hỏi lại {found.share(found.back)}, "
            f"chưa trả lời {found.share(found.declined)}"
        )
        lines.append(f"• {name}: {found.total} câu" + (f" ({shares})" if found.total else ""))
    topics = [
        f"• {knowledge.title(topic, 'vi')}: {count}"
        for topic, count in top_topics(tallies, firsts[7], _MOST_TOPICS)
        if topic in knowledge.entries
    ]
    reasons = [
        f"• {knowledge.say(REASONS[why], 'vi') if why in REASONS else 'không nói rõ'}: {count}"
        for why, count in statistics.reasons(firsts[30], today).items()
    ]
    parts = ["\n".join(lines)]
    if topics:
        parts.append("\n".join(["Hỏi nhiều trong 7 ngày:", *topics]))
    if reasons:
        parts.append("\n".join(["👎 trong 30 ngày:", *reasons]))
    parts.append(f"Đang chờ xử lý: {len(pending.waiting(context))} câu (/hangdoi).")
    return "\n\n".join(parts)
