"""What staff count by hand, and which target of a campaign each count goes towards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.assistant.age_bands import CHILD_CARD_AGE, MANDATORY_AGE
from bot.content.parameters import NoValueError, Parameters

_UNKNOWN = "……"
"""For an age that the knowledge does not tell for a day."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number that staff type in for a ward and a day."""

    id: str
    """What `Figure.name` holds."""
    label: str
    """With places for the ages at which the law draws its lines."""


COUNTS = (
    Count("the-can-cuoc", "Hồ sơ thẻ căn cước, người từ đủ {tu} tuổi"),
    Count("tre-6-den-14", "Hồ sơ thẻ căn cước, trẻ từ đủ {tre} đến dưới {tu} tuổi"),
    Count("tre-duoi-6", "Hồ sơ thẻ căn cước, trẻ dưới {tre} tuổi"),
    Count("vneid-muc-2", "Hồ sơ tài khoản định danh điện tử mức 2"),
    Count("vneid-kich-hoat", "Tài khoản mức 2 đã kích hoạt"),
    Count("luu-dong", "Lượt người được phục vụ tại buổi lưu động"),
    Count("tai-nha", "Lượt người được phục vụ tại nhà"),
)
"""In the order in which they are shown."""
SERVED = ("luu-dong", "tai-nha")
"""Counts of people, not of papers."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A kind of target, and the counts whose sum goes towards it."""

    field: str
    """Name of the field of `Target`."""
    label: str
    counts: tuple[str, ...]


GOALS = (
    Goal("obliged", "Thẻ căn cước, người từ đủ {tu} tuổi", ("the-can-cuoc",)),
    Goal("voluntary", "Thẻ căn cước, người dưới {tu} tuổi", ("tre-6-den-14", "tre-duoi-6")),
    Goal("total", "Thẻ căn cước, tất cả", ("the-can-cuoc", "tre-6-den-14", "tre-duoi-6")),
    Goal("accounts", "Tài khoản định danh điện tử", ("vneid-muc-2",)),
)


def ages(parameters: Parameters, day: date) -> Mapping[str, str]:
    """Return the ages of the law on a day for the places of a label."""
    return {
        "tre": _age(parameters, CHILD_CARD_AGE, day),
        "tu": _age(parameters, MANDATORY_AGE, day),
    }


def labels(parameters: Parameters, day: date) -> Mapping[str, str]:
    """Return what each count is called on a day, by id, in the order in which they are shown."""
    known = ages(parameters, day)
    return {count.id: count.label.format(**known) for count in COUNTS}


def _age(parameters: Parameters, name: str, day: date) -> str:
    try:
        return str(parameters.amount(name, day))
    except (KeyError, NoValueError):
        return _UNKNOWN
