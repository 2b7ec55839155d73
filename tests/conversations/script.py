"""The form of a conversation's script: who does what, and what must come back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

FOLDER = Path(__file__).parent
Text = Annotated[str, Field(min_length=1)]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


class Reply(_Form):
    """What comes back: a message, a change of one, a short notice, a file, or results."""

    lines: tuple[Text, ...] = ()
    """What a reader must find in it."""
    never: tuple[Text, ...] = ()
    """What must not stand in it."""
    buttons: tuple[Text, ...] = ()
    """Buttons that must stand below it, or titles that must be among the results."""
    without: tuple[Text, ...] = ()
    """Buttons or titles that must not."""


class Group(_Form):
    """The group in which a conversation takes place."""

    title: Text
    topics: tuple[Text, ...] = ()
    """Of a forum."""
    admins: tuple[Text, ...] = ()
    """Names of persons."""
    bot: Literal["outside", "member", "administrator"] = "member"
    """What the bot is at the beginning."""


class Forgery(_Form):
    """How a copy of an answer differs from it."""

    before: Text
    after: Text


class Change(_Form):
    """An edit of the staff."""

    file: Text
    """Within the knowledge folder."""
    before: Text
    after: Text


_DEEDS = (
    "says", "presses", "edits", "sends", "forwards", "pastes", "types", "chooses", "shares",
    "adds", "publishes",
)  # fmt: skip


class Step(_Form):
    """One person does one thing; then the bot does all that it does about it."""

    who: str = ""
    """The first person, unless it is named."""
    says: Text | None = None
    """`{code}` stands for the code of the newest answer."""
    presses: Text | None = None
    """The newest button that says so."""
    edits: Text | None = None
    """Their last message, into this."""
    sends: Literal["photo", "voice", "location", "contact"] | None = None
    forwards: Literal["answer"] | None = None
    """The newest answer of the bot in the private chat that has a code."""
    pastes: Forgery | None = None
    """A copy of it in which something is changed."""
    types: str | None = None
    """Behind the bot's name, in any chat."""
    chooses: Text | None = None
    """The result with this title."""
    shares: Text | None = None
    """Presses the button that says so, and picks a chat."""
    adds: Literal["bot"] | None = None
    """Adds the bot to the group."""
    publishes: Change | None = None
    privately: bool = False
    """In the private chat, where the conversation is one of a group."""
    replying: bool = False
    """Replies to the newest message of the bot."""
    forwarded: bool = False
    """Forwards what somebody hidden has written."""
    topic: str = ""
    """Of the forum."""
    unheard: bool = False
    """Telegram does not tell the bot of it."""
    then: tuple[Reply, ...] = ()
    """All that comes back, in order."""

    @model_validator(mode="after")
    def one_deed(self) -> Self:
        """Refuse steps in which nothing happens, or several things."""
        if len(self.deeds) != 1:
            raise ValueError(f"a step has one of {', '.join(_DEEDS)}, not {self.deeds}")
        return self

    @property
    def deeds(self) -> list[str]:
        return [name for name in _DEEDS if getattr(self, name) is not None]


class Script(_Form):
    """A conversation."""

    title: Text
    about: Text
    people: tuple[Text, ...] = ("Lan",)
    languages: dict[Text, Literal["vi", "en"]] = {}
    """Of those whose Telegram is not in Vietnamese."""
    group: Group | None = None
    steps: Annotated[tuple[Step, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def known_people(self) -> Self:
        """Refuse names of nobody."""
        named = {step.who for step in self.steps if step.who} | set(self.languages)
        named |= set(self.group.admins if self.group else ())
        if strangers := named - set(self.people):
            raise ValueError(f"nobody is called {', '.join(sorted(strangers))}")
        return self


def names() -> list[str]:
    """Return the names of all scripts, in order."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def read(name: str) -> Script:
    """Return the script of a name."""
    path = FOLDER / f"{name}.yaml"
    return Script.model_validate(yaml.safe_load(path.read_text("utf-8")))
