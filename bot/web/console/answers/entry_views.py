"""What the pages about one topic show: form, preview, and where questions lead."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from aiohttp import web

from bot.content.knowledge import Knowledge
from bot.releasing.labels import SURENESS
from bot.staff.endings import ENDINGS
from bot.web.console import entry_fields, leading
from bot.web.console.answers.entry_draft import EntryDraft, label_of
from bot.web.console.bubbles import bubbles
from bot.web.console.entry_fields import Filled
from bot.web.console.fault_words import Told
from bot.web.console.fields import Fields
from bot.web.console.frame import day_of, desk, form, is_part, render
from bot.web.console.leading import LEADS, Lead
from bot.web.console.overtaken import Clash, met
from bot.web.console.publishing.reviewing import WISH

ACTIONS = {
    "tinh-tuoi": "Tính tuổi", "phien": "Xem lịch làm thẻ", "nhac": "Nhắc tôi",
    "can-bo": "Hỏi cán bộ",
}  # fmt: skip
LOOKUPS = {
    "": "Không: luôn trả lời bằng lời ở trên", "tinh-tuoi": "Tính tuổi, khi câu hỏi nói tuổi",
    "lich": "Lịch làm thẻ, khi câu hỏi nói nơi hoặc ngày",
    "co-quan": "Cơ quan nhận hồ sơ, khi câu hỏi nói nơi",
}  # fmt: skip
CONFIDENCE = {
    "verified": "đã kiểm chứng", "single-source": "mới có một nguồn", "uncertain": "chưa chắc",
}  # fmt: skip
_MOST_TYPED = 30
"""Questions of a form that are tried out while somebody types."""


@dataclass(frozen=True, slots=True)
class LeadShown:
    """A question, and how it ends in words."""

    question: str
    where: str
    """Title of the topic, or how else it ends."""
    topic: str
    """Empty where no topic is answered."""
    sureness: str
    tone: str
    """`good`, `wait` or `bad`."""


async def show(
    request: web.Request, draft: EntryDraft, *, told: Told | None = None, status: int = 200,
    theirs: Filled | None = None,
) -> web.Response:  # fmt: skip
    """Return the page of a topic; `theirs` is what others made of it while it was edited."""
    clashes: list[Clash] = []
    if theirs is not None:
        filled, clashes = met(draft.original, draft.filled, theirs, label_of)
        draft = replace(draft, filled=filled, original=theirs)
    knowledge = desk(request).engine.knowledge
    return render(
        request, "entry.html", status=status, draft=draft, address=address_of(draft),
        form=Fields(draft.filled, told or Told()), wish=WISH, label_of=label_of,
        overtaken=theirs is not None, clashes=clashes,
        original=entry_fields.sealed(draft.original),
        sources=entry_fields.count(draft.filled, "sources"),
        answers=entry_fields.count(draft.filled, "answers"),
        groups={group.id: group.title for group in knowledge.groups},
        actions=ACTIONS, lookups=LOOKUPS, confidence=CONFIDENCE, **await sides(request, draft),
    )  # fmt: skip


async def live(request: web.Request, draft: EntryDraft, told: Told) -> web.Response:
    """Return the parts of the page that follow what is typed."""
    beside = await sides(request, draft)
    return render(request, "entry_live.html", told=told, places=draft.places(), **beside)


async def sides(request: web.Request, draft: EntryDraft) -> dict[str, Any]:
    """Return what stands beside the form: the answer as in Telegram, and where questions lead."""
    at_desk, moment = desk(request), desk(request).clock()
    knowledge, day = at_desk.engine.knowledge, await _day(request)
    asked = draft.filled.get("questions", "").splitlines()[:_MOST_TYPED]

    def worked_out() -> tuple[list[Any], list[Lead]]:
        shown = bubbles(draft.record, draft.topic, knowledge, day)
        return shown, [leading.lead_of(text, at_desk.engine, moment) for text in asked if text]

    shown, leads = await asyncio.to_thread(worked_out)
    typed = [_lead_shown(lead, draft.topic, knowledge) for lead in leads]
    return {"bubbles": shown, "typed": typed, "day": day}


async def questions(request: web.Request, topic: str) -> web.Response:
    """Return the questions of the last days that lead to a topic, or offer it."""
    at_desk, moment = desk(request), desk(request).clock()
    knowledge, store = at_desk.engine.knowledge, at_desk.store
    since = moment - timedelta(days=leading.LOG_DAYS)
    asked = await asyncio.to_thread(store.questions.asked_since, since, leading.MOST)
    leads = await asyncio.to_thread(request.app[LEADS].of, asked, at_desk.engine, moment)
    here = [_lead_shown(lead, topic, knowledge) for lead in leads if lead.ending == topic]
    offered = [lead.question for lead in leads if lead.ending != topic and topic in lead.offered]
    template = "entry_questions.html" if is_part(request) else "entry_questions_page.html"
    return render(
        request, template, here=here, offered=offered, asked=len(asked), topic=topic,
        days=leading.LOG_DAYS, full=len(asked) == leading.MOST,
    )  # fmt: skip


def address_of(draft: EntryDraft) -> str:
    """Return where the form of a topic goes; no id begins with `_`."""
    return f"/console/chu-de/{'_moi' if draft.is_new else draft.topic}"


async def _day(request: web.Request) -> date:
    """Return the day for which the preview is wished."""
    given = str((await form(request)).get("ngay", "")) if request.method == "POST" else ""
    try:
        return date.fromisoformat(given)
    except ValueError:
        return day_of(request)


def _lead_shown(lead: Lead, topic: str, knowledge: Knowledge) -> LeadShown:
    is_topic = lead.ending in knowledge.entries
    where = knowledge.title(lead.ending, "vi") if is_topic else ENDINGS[lead.ending]
    tone = "bad"
    if lead.ending == topic:
        tone = "good" if lead.sureness == "certain" else "wait"
    ending = lead.ending if is_topic else ""
    return LeadShown(lead.question, where, ending, SURENESS[lead.sureness], tone)
