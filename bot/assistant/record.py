"""A reply as a JSON record: the form that `ask --json` promises to other programs."""

from __future__ import annotations

from bot.assistant.age_bands import bands
from bot.assistant.replies import as_html, as_text
from bot.assistant.reply import Reply
from bot.assistant.situation import Situation
from bot.content.knowledge import Knowledge
from bot.language.anniversaries import years_on


def as_record(reply: Reply, knowledge: Knowledge) -> dict[str, object]:
    """Return the fields of DESIGN section 9, without `id` and `elapsed_ms`."""
    cited = [source for item in reply.items for source in item.sources]
    cited += [source for finding in reply.found for source in finding.sources]
    sources = {(source.doc, source.article, source.url): source for source in cited}
    ends = [item.valid_until for item in reply.items if item.valid_until]
    local = [finding.local for finding in reply.found if finding.local]
    return {
        "status": reply.status.value,
        "topics": list(reply.topics),
        "choices": [choice.topic for choice in reply.choices],
        "confidence": round(reply.confidence, 4),
        "ranking": [{"topic": score.topic, "score": score.score} for score in reply.ranking],
        "text": as_text(reply, knowledge),
        "html": as_html(reply, knowledge),
        "sources": [source.model_dump() for source in sources.values()],
        "valid_until": min(ends).isoformat() if ends else None,
        "age": _age(reply.situation, knowledge),
        "when": _when(reply.situation),
        "place": _place(reply.situation),
        "sessions": [session for answer in local for session in answer.sessions],
        "flags": list(reply.flags),
        "redacted": list(reply.redacted),
    }


def _age(situation: Situation | None, knowledge: Knowledge) -> dict[str, object] | None:
    """Return the first birth of the message itself."""
    if situation is None or not situation.heard[0].births:
        return None
    birth, day = situation.heard[0].births[0], situation.moment.date()
    youngest, oldest = years_on(birth.last, day), years_on(birth.first, day)
    named = bands(youngest, oldest, day, knowledge.parameters)
    return {
        "birth_from": birth.first.isoformat(),
        "birth_to": birth.last.isoformat(),
        "band": named[0] if len(named) == 1 else list(named),
        "years_min": youngest,
        "years_max": oldest,
    }


def _when(situation: Situation | None) -> dict[str, str] | None:
    if situation is None or not situation.heard[0].whens:
        return None
    when = situation.heard[0].whens[0]
    return {"from": when.first.isoformat(), "to": when.last.isoformat()}


def _place(situation: Situation | None) -> dict[str, object] | None:
    place = situation.place if situation else None
    if place is None:
        return None
    return {"areas": [f"{area.name}, {area.province}" for area in place.areas], "ask": place.ask}
