"""What a change of sessions will tell, and to how many, before it is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.content.knowledge import Knowledge
from bot.outreach.announcements import letters_to
from bot.outreach.changes import changes
from bot.outreach.kinds import Kind
from bot.outreach.news import tell_news
from bot.store.outreach_base import Chats


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What an edit of sessions will tell, before it is made."""

    news: str
    """Empty where nobody is to be told of anything."""
    chats: int
    """Groups and followers who get it."""


def foreseen(before: Knowledge, after: Knowledge, chats: Chats, moment: datetime) -> Foreseen:
    """Return what is told once `after` is in force; `moment` in Vietnam's zone. Blocks."""
    news, told = [], set[int]()
    for ward, changed in changes(before, after, moment).items():
        area = after.gazetteer.area(ward)
        letters = letters_to(chats, [ward], Kind.NEWS, moment)
        told |= {letter.chat for letter in letters}
        if area is not None:
            news.append(tell_news(area.name, changed, after, moment))
    return Foreseen("\n\n".join(news), len(told))
