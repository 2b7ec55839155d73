"""The form of `language/places.yaml`: what staff know of places beyond the index."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from bot.content.fields import Model, Slug, Text, Texts
from bot.language.places import ExtraUnit, Merged, PlaceWords, ProvinceWords


class MergedUnit(Model):
    """A unit that was merged away before July 2025."""

    unit: Text
    """With its kind: `phường 13`, `quận 2`."""
    district: Text | None = None
    """Of a commune: its district."""
    province: Text
    into: Annotated[Texts, Field(min_length=1)]


class Province(Model):
    """How a province is shown and what else it is called."""

    name: Text
    """Without its kind; former provinces too."""
    display: Text | None = None
    """With its kind."""
    note: Text | None = None
    """For staff: where the display comes from and what is still to be confirmed."""
    nicknames: Texts = ()


class UnitOfOurs(Model):
    """A unit that the index does not have."""

    code: Slug
    name: Text
    """With its kind: `phường Mẫu`."""
    province: Text
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    former: Texts = ()
    """Former communes it consists of: `xã A, huyện B`."""
    sample: bool = False
    """Whether it is invented."""


class PlacesFile(Model):
    """`language/places.yaml`."""

    aliases: Mapping[Text, Text]
    merged: tuple[MergedUnit, ...]
    provinces: tuple[Province, ...]
    abbreviations: Mapping[Text, Text]
    ordinary: Texts
    """Everyday words that are also names of units."""
    elsewhere: Texts
    """Names mostly borne by something else, such as streets."""
    units: tuple[UnitOfOurs, ...]

    def words(self) -> PlaceWords:
        """Return what `bot.language.places` works with."""
        return PlaceWords(
            aliases=dict(self.aliases),
            merged=tuple(
                Merged(one.unit, one.district or "", one.province, one.into) for one in self.merged
            ),
            provinces=tuple(
                ProvinceWords(one.name, one.display or "", one.nicknames) for one in self.provinces
            ),
            abbreviations=dict(self.abbreviations),
            ordinary=self.ordinary,
            elsewhere=self.elsewhere,
            units=tuple(
                ExtraUnit(one.code, one.name, one.province, one.lat, one.lon, one.former)
                for one in self.units
            ),
        )
