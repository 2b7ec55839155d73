"""What a store keeps, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and how it ended. Holds no name, number or chat of anybody."""

    moment: datetime
    """Aware."""
    channel: str
    """`web`, `telegram`, `inline` or `terminal`."""
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
    known: Known | None = None
    """What its chat is to be known by for a while; None: that stays as it is."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of what is known of a chat for a while."""

    name: str
    until: datetime
    """Aware; it is deleted then."""
    state: str
    """JSON."""


@dataclass(frozen=True, slots=True)
class Known:
    """All that processes which share a store must know of a chat for a while."""

    chat: str
    """What is handled in order: a chat's number, or a person's."""
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """A chat that a process wants in hand, or has, to handle an update of it."""

    bot: str
    """Tells one bot from another on the same database."""
    chat: str
    update_id: int


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
    """The kind of its letters, a colon, and the code of its ward, if it is for one."""
    text: str
    author: str


CANCELLED = "cancelled-"
"""Before the kind of an announcement that was stopped."""


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

    @property
    def cancelled(self) -> bool:
        """Return whether somebody stopped it before all of it was sent."""
        return self.kind.startswith(CANCELLED)

    @property
    def ward(self) -> str:
        """Return the code of the ward that it is for; empty: everybody."""
        return self.kind.partition(":")[2]

    @property
    def left(self) -> int:
        """Return how many chats it has not come to, or does not come to any more."""
        return self.total - self.sent - self.blocked - self.failed


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


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody who may see or change things behind the assistant."""

    name: str
    role: str
    """`viewer`, `editor`, `approver` or `admin`."""
    areas: tuple[str, ...] = ()
    """Codes of the wards that the role is for; empty: all."""
    telegram: int | None = None
    """Telegram's number of the person, where sign-in links and messages go."""
    number: int = 0
    """Given by the store."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody of the staff did."""

    moment: datetime
    who: str
    what: str
    """A word for the kind of deed: `publish`, `edit`, `rollback`, `announce`…"""
    about: str
    """The file, topic, release or person that it was done to."""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """An edit that is not in force: whole files, and the folder that they were made for."""

    author: str
    title: str
    files: Mapping[str, str | None]
    """New content by path below the knowledge folder; None removes a file."""
    base: Mapping[str, str]
    """SHA-256 of each of these files when the edit began; empty where there was none."""
    made_at: datetime
    number: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question that was not answered well, as the staff see it."""

    number: int
    moment: datetime
    question: str
    status: str
    topics: tuple[str, ...]
    helpful: bool | None
    reason: str
    handed_over: bool


@dataclass(frozen=True, slots=True)
class Relay:
    """A question that went to the staff's chat; whoever answers it there answers the citizen."""

    question: int
    chat: int
    staff_chat: int
    staff_message: int
    moment: datetime


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that staff counted: how many cards, activations… in a ward on a day."""

    area: str
    day: date
    name: str
    count: int
    by: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many questions of one kind were asked on a day in Vietnam."""

    day: date
    channel: str
    status: str
    topic: str
    """The first topic that was answered; empty: none."""
    count: int
