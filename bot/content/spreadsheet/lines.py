"""What one row of the table says, in the terms of a session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.content.local import Kind, OnHoliday, Serves
from bot.content.spreadsheet.columns import Column
from bot.content.spreadsheet.state_cells import Form, Standing
from bot.language.clock_times import Hours


@dataclass(frozen=True)
class Named:
    """A place as a row names it."""

    name: str
    address: str = ""
    area: str = ""
    """Ward or commune; empty where the row names none."""


@dataclass(frozen=True)
class Line:
    """The meaning of a row; a field is empty where its cells are."""

    days: tuple[date, ...] = ()
    first: date | None = None
    last: date | None = None
    weekdays: tuple[int, ...] = ()
    """Of the range from `first` to `last`, as ISO numbers."""
    hours: tuple[Hours, ...] = ()
    places: tuple[Named, ...] = ()
    serves: Serves = field(default_factory=Serves)
    """Without `residents`."""
    residents: str = ""
    quota: int | None = None
    bring: tuple[str, ...] = ()
    phone: str = ""
    standing: Standing | None = None
    form: Form | None = None
    holidays: OnHoliday | None = None
    note: str = ""
    id: str = ""
    area: str = ""
    """Ward or commune of the whole row; empty where each place has its own."""

    @property
    def kind(self) -> Kind:
        """What takes place; mobile where the row does not say."""
        return self.form.kind if self.form else Kind.MOBILE

    @property
    def start(self) -> date | None:
        """The earliest day that the row names."""
        return min([*self.days, *filter(None, [self.first])], default=None)


COLUMNS_OF: Mapping[str, tuple[Column, ...]] = {
    "days": (Column.DAYS,),
    "first": (Column.FIRST,),
    "last": (Column.LAST,),
    "weekdays": (Column.WEEKDAYS,),
    "hours": (
        Column.HOURS, Column.MORNING, Column.AFTERNOON, Column.EVENING, Column.START, Column.END,
    ),
    "places": (Column.PLACE,),
    "serves": (Column.PEOPLE,),
    "residents": (Column.GROUPS,),
    "quota": (Column.QUOTA,),
    "bring": (Column.BRING,),
    "phone": (Column.PHONE,),
    "standing": (Column.STATE,),
    "form": (Column.KIND,),
    "holidays": (Column.HOLIDAYS,),
    "note": (Column.NOTE,),
}  # fmt: skip
"""The fields that a row can change, each with the columns that tell of it."""
