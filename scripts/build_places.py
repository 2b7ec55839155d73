"""Make bot/language/places/units.json from the data of the package `vietnamadminunits` (MIT).

To repeat the build, with a folder of your own:

    pip download --no-deps -d FOLDER vietnamadminunits==1.0.4
    python -m scripts.build_places FOLDER/vietnamadminunits-1.0.4-py3-none-any.whl

The wheel is only read, as an archive; it is not installed and not needed to run the assistant.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bot.language.places.geo import distance_km

SOURCE = "vietnamadminunits 1.0.4 (MIT)"
TARGET = Path(__file__).parents[1] / "bot" / "language" / "places" / "units.json"
KINDS = {
    "Phường": "p",
    "Xã": "x",
    "Thị trấn": "t",
    "Đặc khu": "k",
    "Quận": "q",
    "Huyện": "h",
    "Thị xã": "w",
    "Thành phố": "c",
    "Tỉnh": "T",
}
"""Letters of the kinds of unit; a municipality under the centre is `C`."""

PREFIXES = {
    "phuong": "p",
    "thitran": "t",
    "xa": "x",
    "quan": "q",
    "huyen": "h",
    "thixa": "w",
    "thanhpho": "c",
}
FARTHEST = 25.0
"""Kilometres: a centre farther than this from every part of its ward is left out as doubtful."""

MIXED_UP = 10.0
"""Kilometres: a split commune with a namesake is in no ward of which all is farther than this."""

Row = dict[str, Any]


def main(wheel: Path) -> None:
    """Read the wheel, write the data file, and say how much is in it."""
    old, new, conversion = read(wheel)
    made = units(old, new, conversion)
    TARGET.write_text(lines(made), "utf-8")
    sizes = {name: len(values) for name, values in made.items() if name != "source"}
    sys.stdout.write(f"{TARGET}: {TARGET.stat().st_size} bytes, {sizes}\n")


def read(wheel: Path) -> tuple[list[Row], list[Row], dict[str, Any]]:
    """Return the former units, today's units and the way from one to the other."""
    with zipfile.ZipFile(wheel) as archive, tempfile.TemporaryDirectory() as folder:
        file = archive.extract("vietnamadminunits/data/dataset.db", folder)
        conversion = json.loads(archive.read("vietnamadminunits/data/converter_2025.json"))
        database = sqlite3.connect(file)
        database.row_factory = sqlite3.Row
        old = [dict(row) for row in database.execute("select * from admin_units_legacy")]
        new = [dict(row) for row in database.execute("select * from admin_units")]
        database.close()
    old.sort(key=lambda row: (row["provinceCode"], row["districtCode"], row["wardCode"] or ""))
    new.sort(key=lambda row: (row["provinceCode"], row["wardCode"]))
    return old, new, conversion


def units(old: Sequence[Row], new: Sequence[Row], conversion: dict[str, Any]) -> dict[str, Any]:
    """Return the columns of the data file."""
    provinces = list({row["provinceKey"]: row for row in new}.values())
    former = list({row["provinceKey"]: row for row in old}.values())
    districts = list({(row["provinceKey"], row["districtKey"]): row for row in old}.values())
    province_at = _numbers(row["provinceKey"] for row in provinces)
    former_at = _numbers(row["provinceKey"] for row in former)
    district_at = _numbers((row["provinceKey"], row["districtKey"]) for row in districts)
    heir = {
        source: province_at[target]
        for target, sources in conversion["DICT_PROVINCE"].items()
        for source in sources
    }
    new_at = _numbers((row["provinceKey"], row["wardKey"]) for row in new)
    published = [[new_at[ward] for ward in wards] for wards in _wards(old, conversion)]
    successors = _without_mixed_up(old, published)
    names = sorted({_commune_name(row) for row in [*old, *new]})
    name_at = _numbers(names)
    centres = [_centre(row, _parts(at, old, successors)) for at, row in enumerate(new)]
    return {
        "source": SOURCE,
        "provinces": [row["provinceShort"] for row in provinces],
        "province_kinds": "".join(_province_kind(row) for row in provinces),
        "former": [row["provinceShort"] for row in former],
        "former_kinds": "".join(_province_kind(row) for row in former),
        "former_heirs": [heir[row["provinceKey"]] for row in former],
        "districts": [_bare(row["districtShort"], "Quận ") for row in districts],
        "district_kinds": "".join(KINDS[row["districtType"]] for row in districts),
        "district_provinces": [former_at[row["provinceKey"]] for row in districts],
        "names": names,
        "old_names": [name_at[_commune_name(row)] for row in old],
        "old_kinds": "".join(KINDS[row["wardType"] or row["districtType"]] for row in old),
        "old_codes": " ".join(row["wardCode"] or "h" + row["districtCode"] for row in old),
        "old_districts": [district_at[row["provinceKey"], row["districtKey"]] for row in old],
        "old_heirs": [wards[0] if len(wards) == 1 else wards for wards in successors],
        "new_names": [name_at[_commune_name(row)] for row in new],
        "new_kinds": "".join(KINDS[row["wardType"]] for row in new),
        "new_codes": " ".join(row["wardCode"] for row in new),
        "new_provinces": [province_at[row["provinceKey"]] for row in new],
        "new_lats": [centre[0] for centre in centres],
        "new_lons": [centre[1] for centre in centres],
        "earlier": [
            [kind, key, at]
            for at, row in enumerate(old)
            for kind, key in _earlier(row["wardAlias"], row["wardKey"])
        ],
        "earlier_districts": [
            [kind, key, at]
            for at, row in enumerate(districts)
            for kind, key in _earlier(row["districtAlias"], row["districtKey"])
        ],
    }


def _numbers(keys: Any) -> dict[Any, int]:
    return {key: at for at, key in enumerate(keys)}


def _wards(old: Sequence[Row], conversion: dict[str, Any]) -> Iterator[list[tuple[str, str]]]:
    """Yield the wards that each former commune went to, the one with most of it first."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for province, wards in conversion["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, sources in wards.items():
            for source in sources:
                found[source].append((province, ward))
    for province, sources in conversion["DICT_PROVINCE_WARD_DIVIDED"].items():
        for source, parts in sources.items():
            for part in sorted(parts, key=lambda part: not part["isDefaultNewWard"]):
                found[source].append((province, part["newWardKey"]))
    for row in old:
        yield found[f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"]


def _without_mixed_up(old: Sequence[Row], published: Sequence[list[int]]) -> list[list[int]]:
    """Return the parts of split communes without those of a namesake elsewhere.

    Where two communes of one name came into one province, the source gives the parts of both to
    each: Phường 4 of Tân An and Phường 4 of Tây Ninh, 90 km apart. Such a part has the namesake
    in it, and its undivided communes are all far away or all of another former province.
    """
    whole: dict[int, list[Row]] = defaultdict(list)
    names: dict[int, list[str]] = defaultdict(list)
    for row, wards in zip(old, published, strict=True):
        for ward in wards:
            names[ward].append(_commune_name(row))
            if len(wards) == 1:
                whole[ward].append(row)
    found = []
    for row, wards in zip(old, published, strict=True):
        doubtful = [ward for ward in wards if names[ward].count(_commune_name(row)) > 1]
        at_home = [ward for ward in wards if ward not in doubtful or _is_at_home(row, whole[ward])]
        near = [ward for ward in at_home if ward not in doubtful or _is_near(row, whole[ward])]
        found.append(near or at_home or wards)
    return found


def _is_at_home(row: Row, whole: Sequence[Row]) -> bool:
    return not whole or any(one["provinceKey"] == row["provinceKey"] for one in whole)


def _is_near(row: Row, whole: Sequence[Row]) -> bool:
    known = [distance_km(_at(row), _at(one)) for one in whole if one["wardLat"]]
    return not known or min(known) <= MIXED_UP


def _at(row: Row) -> tuple[float, float]:
    return row["wardLat"], row["wardLon"]


def _parts(ward: int, old: Sequence[Row], successors: Sequence[Sequence[int]]) -> list[Row]:
    return [row for row, wards in zip(old, successors, strict=True) if ward in wards]


def _centre(row: Row, parts: Sequence[Row]) -> tuple[float, float] | tuple[None, None]:
    centre = row["wardLat"], row["wardLon"]
    known = [_at(part) for part in parts if part["wardLat"]]
    if known and min(distance_km(centre, part) for part in known) > FARTHEST:
        return None, None
    return round(centre[0], 4), round(centre[1], 4)


def _commune_name(row: Row) -> str:
    """Return the name without its kind; islands without communes have their district's."""
    name = row["wardShort"] or row["districtShort"]
    return _bare(name.partition(" (")[0], "Phường " if name[-1].isdigit() else "")


def _bare(name: str, kind: str) -> str:
    return name.partition(" (")[0].removeprefix(kind)


def _province_kind(row: Row) -> str:
    return "C" if row["province"].startswith("Thành phố") else "T"


def _earlier(aliases: str | None, own: str | None) -> Iterator[tuple[str, str]]:
    """Yield kind and key of the names that a unit, or what it took in, had before it was made."""
    known = [alias for alias in json.loads(aliases or "[]") if alias.isascii()]
    seen = set()
    for alias in known:
        if any(prefix + alias in known for prefix in PREFIXES):
            continue  # the same name stands there with its kind
        found = next((prefix for prefix in PREFIXES if alias.startswith(prefix)), "")
        rest = alias.removeprefix(found)
        if alias == own or not rest or _short_form(alias):
            continue
        name = PREFIXES.get(found, "-"), rest.lstrip("0") if rest.isdigit() else rest
        if name not in seen:
            seen.add(name)
            yield name


def _short_form(alias: str) -> bool:
    """Return whether an alias only abbreviates another one: `p04`, `ward4`, `ttme`, `txdian`."""
    return alias.startswith(("ward", "district", "tt", "tx", "tp")) or (
        alias[0] in "pfq" and alias[1:].isdigit()
    )


def lines(made: dict[str, Any]) -> str:
    """Return JSON with one column a line, so that a rebuilt file shows what changed."""
    rows = (
        f"{json.dumps(name)}:{json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"
        for name, value in made.items()
    )
    return "{" + ",\n".join(rows) + "}\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
