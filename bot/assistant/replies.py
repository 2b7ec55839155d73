"""Write a reply out as plain text or as Telegram HTML; both from the same parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from bot.assistant.citing import basis
from bot.assistant.codes import code_of, written
from bot.assistant.reply import Item, Reply
from bot.content.knowledge import Knowledge
from bot.content.parameters import write_day
from bot.content.wordlists import Row

LONGEST = 4096
"""Characters of one Telegram message, counted after its entities are parsed."""
_MOST_CHANGES = 3


@dataclass(frozen=True)
class Block:
    """A part of an answer: what is always read, or what unfolds on request."""

    heading: str
    lines: tuple[str, ...]
    numbered: bool = False
    folded: bool = False
    """Whether it may be hidden behind "xem thêm"."""


def blocks(item: Item, reply: Reply, knowledge: Knowledge) -> list[Block]:
    """Return the parts of an answer in reading order: what is asked for, then the lead."""

    def say(message: str, **values: str) -> str:
        return knowledge.say(message, reply.language, **values)

    told: tuple[tuple[Row, str, str], ...] = (
        ("cost", "muc-phi", item.cost),
        ("time", "muc-thoi-gian", item.time),
        ("where", "muc-noi-lam", item.where),
    )
    facts = [(row, f"{say(message)} {text}") for row, message, text in told if text]
    bring = Block(say("muc-mang-theo"), item.bring, folded=item.asked != "bring")
    steps = Block(say("muc-cac-buoc"), item.steps, numbered=True, folded=item.asked != "steps")
    known = item.asked is not None  # who asks for one part has read the rest before
    found = [
        Block("", tuple(fact for row, fact in facts if row == item.asked)),
        *(block for block in (bring, steps) if not block.folded),
        Block("", item.changes[:_MOST_CHANGES] if known else ()),
        Block("", (item.lead,), folded=known),
        Block("", tuple(fact for row, fact in facts if row != item.asked), folded=known),
        Block("", () if known else item.changes[:_MOST_CHANGES]),
        *(block for block in (bring, steps) if block.folded),
        Block("", tuple(filter(None, (item.details, *item.changes[_MOST_CHANGES:]))), folded=True),
    ]
    ending = [basis(item.sources, knowledge, reply.language)]
    if item.attributed:
        ending.append(say("mot-nguon"))
    if item.valid_until:
        ending.append(say("dung-den-ngay", ngay=write_day(item.valid_until, reply.language)))
    ending.append(say("ma-cau-tra-loi", ma=written(code_of(item, reply.language))))
    found.append(Block("", tuple(ending)))
    return [block for block in found if block.lines]


def as_text(reply: Reply, knowledge: Knowledge) -> str:
    """Return the whole reply as plain text; choices are numbered lines."""
    parts = [reply.note] if reply.note else []
    for item in reply.items:
        parts.append(item.title.upper())
        parts.extend(_plain(block) for block in blocks(item, reply, knowledge))
    if reply.choices:
        heading = (
            [knowledge.say("hoac-ban-hoi", reply.language)] if reply.items or reply.found else []
        )
        numbered = (f"{at}. {choice.title}" for at, choice in enumerate(reply.choices, 1))
        parts.append("\n".join([*heading, *numbered]))
    parts.extend(f"{link.title}: {link.url}" for link in reply.links)
    return "\n\n".join(parts)


def as_html(reply: Reply, knowledge: Knowledge) -> str:
    """Return the reply in Telegram's HTML, at most `LONGEST` characters of text.

    Folded blocks stand in expandable quotes. What does not fit is left out from the end, whole
    blocks at a time, and the reply says so.
    """
    parts = [escape(part) for part in reply.note.split("\n\n") if part]
    for item in reply.items:
        parts.append(f"<b>{escape(item.title)}</b>")
        shown = blocks(item, reply, knowledge)
        opened = [html_of(block) for block in shown if not block.folded]
        folded = [html_of(block) for block in shown if block.folded]
        parts.extend(opened[:-1])
        if folded:
            parts.append("<blockquote expandable>" + "\n\n".join(folded) + "</blockquote>")
        parts.append(f"<i>{opened[-1]}</i>")
    if reply.choices and (reply.items or reply.found):
        parts.append(escape(knowledge.say("hoac-ban-hoi", reply.language)))
    parts.extend(f'<a href="{escape(link.url)}">{escape(link.title)}</a>' for link in reply.links)
    return fitting(parts, reply, knowledge)


def fitting(parts: list[str], reply: Reply, knowledge: Knowledge) -> str:
    """Return as many of these parts as one message holds; where some are left out, say so."""
    more = escape(knowledge.say("con-nua", reply.language))
    kept: list[str] = []
    room = LONGEST - len(more) - 2
    for part in parts:
        room -= len(part) + 2
        if room < 0:
            return "\n\n".join([*kept, more])
        kept.append(part)
    return "\n\n".join(kept)


def _plain(block: Block) -> str:
    return "\n".join(_lines(block, str, block.heading))


def html_of(block: Block) -> str:
    """Return a part of an answer in Telegram's HTML."""
    heading = f"<b>{escape(block.heading)}</b>" if block.heading else ""
    return "\n".join(_lines(block, escape, heading))


def _lines(block: Block, write: Callable[[str], str], heading: str) -> list[str]:
    lines = [heading] if heading else []
    for at, line in enumerate(block.lines, 1):
        sign = f"{at}. " if block.numbered else "• " if block.heading else ""
        lines.append(sign + write(line))
    return lines
