"""What is asked about one's own ward, and the form of the answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from urllib.parse import urlencode

from bot.assistant.sessions.query import Answered, Hit
from bot.assistant.sessions.wishes import Wishes
from bot.assistant.status import Status
from bot.content.neighbourhood import LocatedOffice, LocatedSite
from bot.language.births import Birth
from bot.language.dates import When
from bot.language.english import Language
from bot.language.places import Area, Found
from bot.language.text import fold

_MAP = "https://www.google.com/maps"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a message says about who, when and where; what it does not say is left empty."""

    moment: datetime
    """In Vietnam's zone."""
    whens: tuple[When, ...] = ()
    place: Found | None = None
    """What the message names, else the person's home."""
    sites: tuple[LocatedSite, ...] = ()
    """Places that the message names themselves."""
    point: tuple[float, float] | None = None
    """Latitude and longitude of a shared location."""
    births: tuple[Birth, ...] = ()
    wishes: Wishes = field(default_factory=Wishes)
    language: Language = "vi"


@dataclass(frozen=True, slots=True)
class Venue:
    """A place to show on a map."""

    title: str
    address: str
    point: tuple[float, float] | None
    """None where only the ward's centre is known: no pin, but a search by name."""

    @property
    def link(self) -> str:
        """Return the way there, or a search for the address, on Google Maps."""
        if self.point:
            target = ",".join(map(str, self.point))
            return f"{_MAP}/dir/?{urlencode({'api': 1, 'destination': target})}"
        return f"{_MAP}/search/?{urlencode({'api': 1, 'query': f'{self.title}, {self.address}'})}"


@dataclass(frozen=True, eq=False, slots=True)
class LocalAnswer:
    """An answer about sessions or offices; every text is final."""

    status: Status
    """`SESSIONS`, `OFFICE`, `NEEDS_DETAIL` (see `areas`), or `ANSWERED`: nothing is known here."""
    note: str
    """The sentence that answers."""
    lines: tuple[str, ...] = ()
    """The paragraphs that follow."""
    hits: tuple[Hit, ...] = ()
    """The occurrences offered; `hit.occurrence.key` names one for a button."""
    venues: tuple[Venue, ...] = ()
    """Of what is offered, each once, in the order of the text."""
    offices: tuple[LocatedOffice, ...] = ()
    """Those that are told of."""
    areas: tuple[Area, ...] = ()
    """Of these the person must choose."""
    sample: bool = False
    """Whether sample data was used; the text says so."""
    found: Answered | None = None
    """What the calendar knows, for who wants more than the text."""

    @property
    def text(self) -> str:
        """Return the whole answer as plain text."""
        return "\n\n".join(filter(None, (self.note, *self.lines)))

    @property
    def sessions(self) -> list[dict[str, object]]:
        """Return the occurrences offered as records for JSON."""
        return [as_record(hit) for hit in self.hits]


def as_record(hit: Hit) -> dict[str, object]:
    """Return `{"id", "date", "from", "to", "place", "distance_km"?}`; unknown hours are null."""
    item = hit.occurrence
    record: dict[str, object] = {
        "id": item.session.session.id,
        "date": item.day.isoformat(),
        "from": _clock(hit.hours[0].start if hit.hours else item.opens),
        "to": _clock(hit.hours[-1].end if hit.hours else item.closes),
        "place": item.site.site.name if item.site else item.area.name,
    }
    if hit.distance is not None:
        record["distance_km"] = round(hit.distance, 2)
    return record


def _clock(moment: time | None) -> str | None:
    return f"{moment:%H:%M}" if moment else None


def venue_of(site: LocatedSite) -> Venue:
    """Return a place for the map; the address names the ward once."""
    told = site.site.address or ""
    ward = "" if fold(site.area.name).lower() in fold(told).lower() else site.area.name
    address = ", ".join(filter(None, (told, ward, site.area.province)))
    return Venue(site.site.name, address, site.point if site.exact else None)
