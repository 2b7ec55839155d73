"""The short form of a reply, as it is shown to many at once: in groups and in shared messages."""

from __future__ import annotations

from html import escape

from bot.assistant.replies import blocks, fitting, html_of
from bot.assistant.reply import Reply
from bot.content.knowledge import Knowledge


def as_card(reply: Reply, knowledge: Knowledge) -> str:
    """Return the reply in Telegram's HTML without what unfolds, at most one message.

    It says for each topic the lead, the cost, the time and the place, what will change, the legal
    basis and until when it holds. Choices are left to buttons.
    """
    parts = [escape(part) for part in reply.note.split("\n\n") if part]
    for item in reply.items:
        *body, ending = (
            html_of(block) for block in blocks(item, reply, knowledge) if not block.folded
        )
        parts += [f"<b>{escape(item.title)}</b>", *body, f"<i>{ending}</i>"]
    parts += (f'<a href="{escape(link.url)}">{escape(link.title)}</a>' for link in reply.links)
    return fitting(parts, reply, knowledge)
