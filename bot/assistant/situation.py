"""What is known when something is looked up: the messages so far, and where the person is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.assistant.heard import Heard
from bot.language.births import Birth
from bot.language.english import Language
from bot.language.places import Found


@dataclass(frozen=True)
class Situation:
    """A message and what went before it: the newest word on each thing counts."""

    moment: datetime
    """In Vietnam's zone."""
    language: Language
    heard: tuple[Heard, ...]
    """The message, then earlier ones, newest first."""
    home: Found | None = None
    """Where the person is known to be."""
    point: tuple[float, float] | None = None
    """A shared location, in degrees."""

    @property
    def births(self) -> tuple[Birth, ...]:
        """Return the births named last."""
        return next((heard.births for heard in self.heard if heard.births), ())

    @property
    def where(self) -> Heard | None:
        """Return the message that named a place last."""
        return next((heard for heard in self.heard if heard.place or heard.site), None)

    @property
    def place(self) -> Found | None:
        """Return the place named last, else the home; a point shared now goes first."""
        if self.where:
            return self.where.place
        return None if self.point else self.home

    @property
    def named_place(self) -> str:
        """Return the place that the message itself names, in words; empty where it names none."""
        return self.heard[0].named_place
