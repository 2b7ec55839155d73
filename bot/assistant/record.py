"""A reply as a JSON record: the form that `ask --json` promises to other programs."""

from __future__ import annotations

from datetime import date

from bot.assistant.births import birth_of
from bot.assistant.replies import as_html, as_text
from bot.assistant.reply import Reply
from bot.content.knowledge import Knowledge


def as_record(reply: Reply, knowledge: Knowledge, day: date) -> dict[str, object]:
    """Return the fields of DESIGN section 9, without `id` and `elapsed_ms`."""
    sources = {
        (source.doc, source.article, source.url): source
        for item in reply.items
        for source in item.sources
    }
    ends = [item.valid_until for item in reply.items if item.valid_until]
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
        "age": _age(reply, knowledge, day),
        "when": None,
        "place": None,
        "sessions": [],
        "flags": list(reply.flags),
        "redacted": list(reply.redacted),
    }


def _age(reply: Reply, knowledge: Knowledge, day: date) -> dict[str, object] | None:
    birth = birth_of(reply.ages[0], day, knowledge.parameters) if reply.ages else None
    if birth is None:
        return None
    return {
        "birth_from": birth.first.isoformat(),
        "birth_to": birth.last.isoformat(),
        "band": birth.bands[0] if len(birth.bands) == 1 else list(birth.bands),
        "years_min": birth.years_min,
        "years_max": birth.years_max,
    }
