"""A notice that staff write to the groups and followers of a ward, or of every ward."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.content.knowledge import Knowledge
from bot.errors import UsageError
from bot.language.places import Area
from bot.outreach.announcements import letters_to
from bot.outreach.kinds import Kind, considerate
from bot.store.kept import Letter, NewBatch
from bot.store.outreach_base import Chats, Letters

LONGEST = 3500
"""Characters: a message must hold it whole."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as it would be sent now."""

    kind: str
    """Of its batch."""
    text: str
    """With the line that says whom it is for."""
    letters: tuple[Letter, ...]
    due: datetime
    """Aware; at night the next morning."""

    @property
    def groups(self) -> int:
        """Return how many groups get it."""
        return sum(letter.chat < 0 for letter in self.letters)

    @property
    def followers(self) -> int:
        """Return how many people get it."""
        return len(self.letters) - self.groups


def checked(text: str) -> str:
    """Return the words of a notice, trimmed; `UsageError` where nobody could send them."""
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise UsageError("lời thông báo đang trống; hãy viết vài câu")
    if len(text) > LONGEST:
        raise UsageError(f"lời thông báo dài {len(text)} chữ; viết gọn trong {LONGEST} chữ")
    if any(letter < " " and letter not in "\n\t" for letter in text):
        raise UsageError("lời thông báo có ký tự không hiện được; gõ lại chỗ ấy")
    return text


def notice(
    text: str, area: Area | None, chats: Chats, knowledge: Knowledge, moment: datetime
) -> Notice:
    """Return words that were checked as a notice for a ward, None for every ward; blocks."""
    due = considerate(moment)
    letters = tuple(letters_to(chats, [area.code] if area else chats.areas(), Kind.NOTICE, due))
    kind = f"{Kind.NOTICE}:{area.code if area else ''}"
    return Notice(kind, worded(text, area, knowledge), letters, due)


def worded(text: str, area: Area | None, knowledge: Knowledge) -> str:
    """Return words below the line that says whom they are for."""
    if area is None:
        return f"{knowledge.say('thong-bao-chung', 'vi')}\n\n{text}"
    return f"{knowledge.say('thong-bao-can-bo', 'vi', noi=area.name)}\n\n{text}"


def send(made: Notice, letters: Letters, author: str) -> int:
    """Let a notice wait for its chats; return its number, by which it can be followed; blocks."""
    return letters.send_out(NewBatch(made.kind, made.text, author), [*made.letters])
