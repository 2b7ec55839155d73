"""Names that staff add to units of the index, and what is doubtful about them."""

from __future__ import annotations

from collections.abc import Iterator

from bot.language.places import kinds
from bot.language.places.atlas import Atlas
from bot.language.places.keys import DIFFER, agreement, key
from bot.language.places.model import Level, Merged, PlaceWords
from bot.language.places.namebook import Unit

_LEVELS: tuple[Level, ...] = ("commune", "district", "province")


def add(atlas: Atlas, words: PlaceWords) -> tuple[str, ...]:
    """Add aliases and merged units; return what staff should look at, in Vietnamese."""
    doubts = [doubt for merged in words.merged for doubt in _merge(atlas, merged)]
    for alias, place in words.aliases.items():
        namesakes = [unit for level in _LEVELS for unit in _called(atlas, level, alias)]
        units = resolve(atlas, place)
        if not units:
            doubts.append(f"tên «{alias}»: không tìm thấy «{place}»; xem lại tên và huyện, tỉnh")
        elif len(units) > 1:
            doubts.append(f"tên «{alias}»: có {len(units)} nơi là «{place}»; ghi thêm huyện, tỉnh")
        elif namesakes and units[0] not in namesakes:
            doubts.append(f"tên «{alias}» cũng là tên của đơn vị khác; nên chọn tên dài hơn")
        for unit in units:
            atlas.add_name(alias, "-", unit)
    return tuple(doubts)


def _merge(atlas: Atlas, merged: Merged) -> Iterator[str]:
    kind, name = kinds.kind_of(merged.unit)
    within = [part for part in (merged.district, merged.province) if part]
    for heir in merged.into:
        units = resolve(atlas, ", ".join([heir, *within]))
        if len(units) != 1:
            yield (
                f"«{merged.unit}» đã nhập vào «{heir}»: tìm thấy {len(units)} đơn vị như vậy ở "
                f"{', '.join(within)}; cần đúng một"
            )
        for unit in units:
            atlas.add_name(name, kind or "-", unit)


def resolve(atlas: Atlas, place: str) -> list[Unit]:
    """Return the units that a place is, written from small to large and parted by commas.

    Names must be written exactly; the kind of unit may be left out: `Gò Vấp, Hồ Chí Minh`.
    """
    said, *wider = [part.strip() for part in place.split(",")]
    kind, name = kinds.kind_of(said)
    found = [
        unit
        for level in _LEVELS
        if not kind or level in kinds.LEVELS[kind]
        for unit in _called(atlas, level, name)
        if not kind or atlas.is_called(unit, kind)
    ]
    for part in wider:
        around = resolve(atlas, part)
        districts = {at for level, at in around if level == "district"}
        provinces = {at for level, at in around if level == "province"}
        found = [
            unit
            for unit in found
            if (unit[0] != "district" and not districts.isdisjoint(_districts(atlas, unit)))
            or not provinces.isdisjoint(atlas.provinces(unit))
        ]
    return list(dict.fromkeys(map(atlas.own, found)))


def _districts(atlas: Atlas, unit: Unit) -> set[int]:
    return atlas.districts(unit) if unit[0] == "commune" else set()


def _called(atlas: Atlas, level: Level, name: str) -> list[Unit]:
    """Return the units of a level with exactly this name, marks included."""
    return [
        (level, at)
        for at in atlas.called(level, key(name))
        if agreement(name.lower(), atlas.name((level, at))) != DIFFER
    ]
