"""An answer as a group reads it: the card, and a button to the rest of it in the private chat."""

from __future__ import annotations

from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.assistant.cards import as_card
from bot.assistant.reply import Reply
from bot.content.knowledge import Knowledge
from bot.language.english import Language
from handlers import links
from handlers.buttons import Row, button
from handlers.groups.keys import OPEN_HERE

_MOST_PARAGRAPHS = 4
"""Of what was looked up: a heading and the first sessions or offices."""


def short(
    reply: Reply, knowledge: Knowledge, username: str, above: str = ""
) -> tuple[str, InlineKeyboardMarkup | None]:
    """Return the short form of a reply in Telegram's HTML, and what stands below it.

    Where topics are offered instead of an answer, each has a button that opens it in place.
    `above`: plain text that goes before all else. `username` is the bot's.
    """
    note = reply.note.split("\n\n")
    if reply.found:
        note = note[:_MOST_PARAGRAPHS]
        reply = replace(reply, links=())
    shown = replace(reply, note="\n\n".join(filter(None, (above, *note))))
    rows: list[Row] = []
    target = whole(reply, knowledge)
    if target is not None:
        text = knowledge.say("nhom-nut-xem-du", reply.language)
        rows.append([InlineKeyboardButton(text, url=links.url(username, target))])
    elif not (reply.items or reply.found):
        rows += [[button(choice.title, OPEN_HERE + choice.topic)] for choice in reply.choices]
    return as_card(shown, knowledge), InlineKeyboardMarkup(rows) if rows else None


def whole(reply: Reply, knowledge: Knowledge) -> links.Target | None:
    """Return where the whole answer can be read: its ward, else its topic; None without either."""
    place = reply.situation.place if reply.situation else None
    looked_around = any(finding.local and finding.found for finding in reply.found)
    if looked_around and place is not None and len(place.areas) == 1:
        return links.Ward(place.areas[0].code)
    topic = next((topic for topic in reply.topics if topic in knowledge.entries), None)
    return links.Topic(topic) if topic else None


def private_chat(
    knowledge: Knowledge, language: Language, username: str, target: links.Target | None = None
) -> InlineKeyboardMarkup:
    """Return the button that opens the private chat, at a target where there is one."""
    url = links.url(username, target) if target else f"https://t.me/{username}"
    text = knowledge.say("nhom-nut-chat-rieng", language)
    return InlineKeyboardMarkup([[InlineKeyboardButton(text, url=url)]])
