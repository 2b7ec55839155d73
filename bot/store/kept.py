"""What a store keeps, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and how it ended. Holds no name, number or chat of anybody."""

    moment: datetime
    """Aware."""
    channel: str
    """`web`, `telegram` or `terminal`."""
    question: str
    """Redacted."""
    status: str
    topics: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Release:
    """A snapshot of the knowledge that passed all checks."""

    number: int
    digest: str
    made_at: datetime
    author: str


@dataclass(frozen=True, slots=True)
class Handled:
    """What is kept of a Telegram update that we are done with."""

    update_id: int
    mark: str = ""
    """Tells it from another update that happens to have its id."""
    note: str = ""
    """Why it was passed over, if it was; never the citizen's words."""
    reply: str = ""
    """What went back in the response to the webhook (JSON), to be given again."""
    later: tuple[str, ...] = ()
    """Calls of the Bot API that are still to be made (JSON), in order."""


@dataclass(frozen=True, slots=True)
class PutOff:
    """A call of the Bot API that Telegram would not take yet."""

    number: int
    call: str
    """JSON."""
    since: datetime
    """Aware."""


@dataclass(frozen=True, slots=True)
class Group:
    """How the assistant behaves in one group chat."""

    chat: int
    area: str = ""
    """Code of the ward that the group belongs to; empty before it is bound."""
    thread: int | None = None
    """Topic of a forum where announcements go; None: the general one."""
    auto_answer: bool = False
    """Whether questions are answered that nobody addressed to the assistant."""
    private_answers: bool = False
    """Whether only the asker is to see an answer, where Telegram offers that."""
    announce: bool = True
    """Whether sessions of the ward are announced."""
    weekly_day: int | None = None
    """ISO weekday of the weekly schedule (1 is Monday); None: none."""


@dataclass(frozen=True, slots=True)
class Letter:
    """Something that the assistant will send unasked: a chat, a moment, and what about."""

    chat: int
    due: datetime
    """Aware."""
    kind: str
    subject: str
    """What it is about, in the words of its kind: a day, a session, a ward."""
    thread: int | None = None
    batch: int | None = None
    """The announcement that it belongs to."""
    number: int = 0
    """Given by the store."""


@dataclass(frozen=True, slots=True)
class NewBatch:
    """One text that goes to many chats."""

    kind: str
    text: str
    author: str


@dataclass(frozen=True, slots=True)
class Batch:
    """One text that goes to many chats, and how far it has come."""

    number: int
    kind: str
    text: str
    author: str
    made_at: datetime
    total: int
    sent: int
    blocked: int
    """Chats that do not take messages from the assistant any more."""
    failed: int


@dataclass(frozen=True, slots=True)
class Wording:
    """What an answer said for some time: the code printed below it stands for its words."""

    code: str
    topic: str
    language: str
    first: date
    last: date | None
    """The last day on which its release said so; None where no end is known."""
    release: int
