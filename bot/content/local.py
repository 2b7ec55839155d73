"""What staff write about their own ward: sessions, offices, notices and holidays, each dated."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from bot.content.fields import Model, Slug, Text, Texts, Url
from bot.content.local_fields import Clock, LocalDay, Opening, Point, Weekdays, WeekdayText


class Kind(StrEnum):
    """What takes place."""

    MOBILE = "luu_dong"
    FIXED = "co_dinh"
    HOME = "tai_nha"
    SUSPENSION = "tam_dung"
    """Nothing takes place: removes occurrences within its scope."""


class State(StrEnum):
    """Whether it takes place."""

    PLANNED = "len_lich"
    POSTPONED = "hoan"
    CANCELLED = "huy"
    FULL = "het_cho"


class Scope(StrEnum):
    """What a suspension stops in the file's area."""

    ALL = "tat_ca"
    MOBILE = "luu_dong"
    PLACES = "dia_diem"
    """Only the places that it names."""


class OnHoliday(StrEnum):
    """Whether a recurring session takes place on public holidays."""

    CLOSED = "nghi"
    OPEN = "lam"


class Service(StrEnum):
    """What can be done there."""

    CARD = "can_cuoc"
    ACCOUNT = "dinh_danh"


class Residency(StrEnum):
    """Whose residence counts."""

    PERMANENT = "thuong_tru"
    TEMPORARY = "tam_tru"
    ANY = "khong_phan_biet"


class Confirmed(Model):
    """Who vouched for a record last, and when."""

    by: Text
    on: LocalDay


class Site(Model):
    """A place, typed once and named by its id; an office is one too."""

    name: Text
    address: Text | None = None
    area: Text | None = None
    """Ward or commune, old or new name; the file's own where it is left out."""
    point: Point | None = None
    aliases: Texts = ()
    run_by: Text | None = None
    note: Text | None = None


class Slot(Model):
    """Hours kept for one residential group or some queue numbers."""

    hours: Opening
    for_: Text = Field(alias="for")


class Serves(Model):
    """Who may come; what is left out is no condition."""

    residents: Text | None = None
    age_min: int | None = Field(default=None, ge=0, le=150)
    age_max: int | None = Field(default=None, ge=0, le=150)
    birth_years: tuple[int, ...] = ()
    school: Text | None = None
    group: Text | None = None
    residency: Residency = Residency.ANY


class Change(Model):
    """What is different on one day."""

    date: LocalDay
    status: State = State.PLANNED
    reason: Text | None = None
    moved_to: LocalDay | None = None
    hours: tuple[Opening, ...] = ()
    place: Slug | None = None


class Session(Model):
    """A session: single `dates`, or a range of days with weekdays; both may stand together.

    On which days it falls, and at what hours, is read by `bot.content.plan`.
    """

    id: Slug
    kind: Kind = Kind.MOBILE
    status: State = State.PLANNED
    reason: Text | None = None
    moved_to: LocalDay | None = None
    service: Annotated[tuple[Service, ...], Field(min_length=1)] = (
        Service.CARD,
        Service.ACCOUNT,
    )
    places: tuple[Slug, ...] = ()
    scope: Scope | None = None
    """Of a suspension only."""
    dates: tuple[LocalDay, ...] = ()
    from_: LocalDay | None = Field(default=None, alias="from")
    to: LocalDay | None = None
    weekdays: Weekdays | None = None
    except_: tuple[LocalDay, ...] = Field(default=(), alias="except")
    on_holiday: OnHoliday = OnHoliday.CLOSED
    hours: tuple[Opening, ...] = ()
    """Empty: not known, and never promised."""
    hours_by_day: Mapping[WeekdayText, tuple[Opening, ...]] = Field(default_factory=dict)
    """By weekday, written as in Vietnam: `8` or `CN`; these days only, others have `hours`."""
    from_time: Clock | None = None
    """When the first day begins, or a suspension sets in."""
    until_done: bool = False
    slots: tuple[Slot, ...] = ()
    quota_per_day: int | None = Field(default=None, ge=1)
    serves: Serves = Serves()
    priority: Text | None = None
    bring: Texts = ()
    phone: Text | None = None
    changes: tuple[Change, ...] = ()
    note: Text | None = None
    source: Text
    published: LocalDay
    last_confirmed: Confirmed


class SessionsFile(Model):
    """`sessions/<ward>.yaml`."""

    area: Text
    sample: bool = False
    places: Mapping[Slug, Site] = Field(default_factory=dict)
    sessions: tuple[Session, ...] = ()


class OpenOn(Model):
    """Opening hours on some weekdays."""

    weekdays: Weekdays
    hours: Annotated[tuple[Opening, ...], Field(min_length=1)]


class Closure(Model):
    """Days on which an office does not receive people."""

    from_: LocalDay = Field(alias="from")
    to: LocalDay
    reason: Text


class Office(Site):
    """An office that takes applications."""

    id: Slug
    handles: Texts = ()
    """Wards it works for; its own area where left out."""
    phones: Texts = ()
    open: tuple[OpenOn, ...] = ()
    """Empty: not known, and never promised."""
    on_holiday: OnHoliday = OnHoliday.CLOSED
    closures: tuple[Closure, ...] = ()
    service: Annotated[tuple[Service, ...], Field(min_length=1)] = (
        Service.CARD,
        Service.ACCOUNT,
    )
    source: Text
    url: Url | None = None
    last_confirmed: Confirmed


class OfficesFile(Model):
    """`offices/<ward>.yaml`."""

    area: Text
    sample: bool = False
    offices: tuple[Office, ...]


class Target(Model):
    """What a campaign is to reach in one area."""

    area: Text
    obliged: int | None = Field(default=None, ge=0)
    """People of the age at which a card is mandatory."""
    voluntary: int | None = Field(default=None, ge=0)
    """People below that age."""
    total: int | None = Field(default=None, ge=0)
    per_day: int | None = Field(default=None, ge=0)
    accounts: int | None = Field(default=None, ge=0)


class NoticeKind(StrEnum):
    """What a notice is about."""

    CAMPAIGN = "dot_cao_diem"
    NEWS = "thong_bao"


class Notice(Model):
    """A dated word of local staff; a campaign says whom it is for and what it is to reach."""

    id: Slug
    kind: NoticeKind
    title: Text
    text: Text
    areas: Annotated[Texts, Field(min_length=1)]
    from_: LocalDay = Field(alias="from")
    until: LocalDay
    serves: Text | None = None
    targets: tuple[Target, ...] = ()
    phone: Text | None = None
    source: Text
    url: Url | None = None
    last_confirmed: Confirmed


class NoticesFile(Model):
    """`notices/<ward>.yaml`."""

    sample: bool = False
    notices: tuple[Notice, ...]


class Holiday(Model):
    """A public holiday, or a Saturday worked in lieu."""

    date: LocalDay
    name: Text
    working: bool = False
    note: Text | None = None


class HolidaysFile(Model):
    """`holidays.yaml`: seeded from a calendar, kept by staff."""

    holidays: tuple[Holiday, ...]
