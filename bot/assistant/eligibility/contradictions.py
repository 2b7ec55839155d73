"""Days and kinds of card that cannot all be right."""

from __future__ import annotations

from datetime import date
from enum import StrEnum


class Contradiction(StrEnum):
    """What cannot be; each is a sentence of `messages.yaml`."""

    BORN_LATER = "tinh-sinh-sau-ngay-hoi"
    ISSUED_LATER = "tinh-cap-sau-ngay-hoi"
    ISSUED_BEFORE_BIRTH = "tinh-cap-truoc-khi-sinh"
    CMND_AFTER_ITS_END = "tinh-cmnd-cap-sau-han"
    CCCD_AFTER_ITS_END = "tinh-cccd-cap-sau-han"
    AGE_AT_ISSUE = "tinh-tuoi-luc-cap-khong-khop"


class ContradictionError(ValueError):
    """What was told cannot be; `complain` words it."""

    def __init__(self, contradiction: Contradiction, **days: date) -> None:
        """Keep what is wrong, and the days that its sentence names by their places."""
        super().__init__(contradiction.value)
        self.contradiction = contradiction
        self.days = days
