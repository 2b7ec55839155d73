"""Legal values by name and day, and how they are written out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.content.law import Amount, Caveat, Parameter, Range, Unit, Value
from bot.language.english import Language


class NoValueError(LookupError):
    """A parameter has no value on the day asked; it is never replaced by the nearest one."""


@dataclass(frozen=True, slots=True)
class Change:
    """A day on which a parameter gets another value, or ends."""

    parameter: Parameter
    day: date
    after: Value | None
    """None where nothing is known to follow."""


class Parameters:
    """All parameters of a knowledge base, and the sentences that go with them."""

    def __init__(self, parameters: Iterable[Parameter], caveats: Iterable[Caveat] = ()) -> None:
        """Index the parameters by id."""
        self.by_id: Mapping[str, Parameter] = {item.id: item for item in parameters}
        self._caveats = tuple(caveats)

    def caveats(self, told: Collection[str]) -> list[Caveat]:
        """Return what goes with any of these parameters, on whatever day."""
        return [caveat for caveat in self._caveats if not set(caveat.of).isdisjoint(told)]

    def value(self, parameter_id: str, day: date) -> Value:
        """Return the value in force on a day; `NoValueError` where there is none."""
        for value in self.by_id[parameter_id].values:
            if value.holds_on(day):
                return value
        raise NoValueError(parameter_id)

    def amount(self, parameter_id: str, day: date, language: Language = "vi") -> Amount:
        """Return the value in force on a day as number, range, day or text."""
        return amount(self.by_id[parameter_id].unit, self.value(parameter_id, day), language)

    def next_change(self, parameter_id: str, day: date) -> Change | None:
        """Return the first change after a day, or None where the value has no known end."""
        current = self.value(parameter_id, day)
        if current.until in {None, date.max}:
            return None
        parameter = self.by_id[parameter_id]
        turn = current.until + timedelta(days=1)
        after = next((value for value in parameter.values if value.holds_on(turn)), None)
        return Change(parameter, turn, after)

    def changes(self, first: date, last: date) -> list[Change]:
        """Return every change between two days, both included, in order."""
        found = []
        for parameter in self.by_id.values():
            days = {value.from_ for value in parameter.values}
            ends = {value.until for value in parameter.values} - {None, date.max}
            days |= {end + timedelta(days=1) for end in ends if end}
            for day in days:
                if first <= day <= last:
                    after = next((v for v in parameter.values if v.holds_on(day)), None)
                    found.append(Change(parameter, day, after))
        return sorted(found, key=lambda change: (change.day, change.parameter.id))


def amount(unit: Unit, value: Value, language: Language = "vi") -> Amount:
    """Return a value converted by its unit; `ValueError` where it does not fit."""
    raw = value.value_en if language == "en" and value.value_en else value.value
    if not raw or (unit in {*_TEXT_UNITS, Unit.NGAY_THANG} and not isinstance(raw, str)):
        raise ValueError("đơn vị này cần đúng một giá trị")
    if isinstance(raw, Range):
        return raw
    if isinstance(raw, list):
        return [_whole(item) for item in raw]
    if unit in _TEXT_UNITS:
        return raw
    if unit is Unit.NGAY_THANG:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", raw):
            raise ValueError("ngày viết năm-tháng-ngày")  # Python also reads 20261231
        return date.fromisoformat(raw)
    return _whole(raw)


def _whole(text: str) -> int:
    if not re.fullmatch(r"-?[0-9]+", text):
        raise ValueError("số viết không có dấu chấm")  # Python also reads 20_000
    return int(text)


_TEXT_UNITS = {Unit.DIEN_THOAI, Unit.DIA_CHI, Unit.VAN_BAN}

_UNIT_WORDS: Mapping[Language, Mapping[Unit, str]] = {
    "vi": {
        Unit.DONG: "đồng", Unit.TUOI: "tuổi", Unit.NGAY_LAM_VIEC: "ngày làm việc",
        Unit.NGAY: "ngày", Unit.THANG: "tháng", Unit.NAM: "năm", Unit.GIO: "giờ",
        Unit.PHUT: "phút", Unit.LAN: "lần", Unit.PHAN_TRAM: "%", Unit.SO: "",
    },
    "en": {
        Unit.DONG: "VND", Unit.TUOI: "years old", Unit.NGAY_LAM_VIEC: "working days",
        Unit.NGAY: "days", Unit.THANG: "months", Unit.NAM: "years", Unit.GIO: "hours",
        Unit.PHUT: "minutes", Unit.LAN: "times", Unit.PHAN_TRAM: "%", Unit.SO: "",
    },
}  # fmt: skip
_JOIN: Mapping[Language, str] = {"vi": " và ", "en": " and "}
_FREE: Mapping[Language, str] = {"vi": "miễn phí", "en": "free of charge"}


def write_day(day: date, language: Language) -> str:
    """Return `31/12/2026`, or `31 December 2026` in English."""
    return f"{day:%d/%m/%Y}" if language == "vi" else f"{day.day} {day:%B %Y}"


def write_amount(value: Amount, unit: Unit, language: Language, *, bare: bool = False) -> str:
    """Return a value with its unit as a reader expects it; `bare` leaves the unit out."""
    if isinstance(value, date):
        return write_day(value, language)
    if isinstance(value, str):
        return value
    if value == 0 and unit is Unit.DONG and not bare:
        return _FREE[language]
    number = _number(value, language)
    word = "" if bare else _UNIT_WORDS[language][unit]
    if language == "en" and value == 1:
        word = word.replace("years old", "year old").removesuffix("s")
    if word == "%":
        return f"{number}%"
    return f"{number} {word}".strip()


def _number(value: Range | list[int] | int, language: Language) -> str:
    if isinstance(value, Range):
        low, high = _digits(value.min, language), _digits(value.max, language)
        return f"{low} đến {high}" if language == "vi" else f"{low} to {high}"
    if isinstance(value, list):
        *first, last = (_digits(item, language) for item in value)
        return _JOIN[language].join(filter(None, [", ".join(first), last]))
    return _digits(value, language)


def _digits(number: int, language: Language) -> str:
    return f"{number:,}".replace(",", _POINT[language])


_POINT: Mapping[Language, str] = {"vi": ".", "en": ","}
