"""Places of Vietnam in messages: former and present wards, districts, provinces."""

from bot.language.places.gazetteer import Gazetteer
from bot.language.places.geo import distance_km
from bot.language.places.model import (
    MOST_ASKED,
    Area,
    ExtraUnit,
    Found,
    Merged,
    PlaceWords,
    ProvinceWords,
)
from bot.language.places.records import Records

__all__ = [
    "MOST_ASKED",
    "Area",
    "ExtraUnit",
    "Found",
    "Gazetteer",
    "Merged",
    "PlaceWords",
    "ProvinceWords",
    "Records",
    "distance_km",
]
