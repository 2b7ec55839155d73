"""Former communes drawn at random, and the seven ways in which citizens write them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.language.places.kinds import WORDS
from bot.language.places.records import Records
from bot.language.text import fold

SEED = 2026
LETTERS = "abcdeghiklmnopqrstuvxy"


@dataclass(frozen=True, slots=True)
class Commune:
    """A former commune and what became of it."""

    kind: str
    name: str
    district: str
    district_kind: str
    province: str
    province_kind: str
    today: tuple[tuple[str, str, str], ...]
    """Code, kind and name of the units of today, the main one first."""
    todays_province: str
    number: int
    """Its number among the former communes."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A place as somebody writes it, and the units of today that are meant."""

    style: str
    text: str
    codes: frozenset[str]
    several: bool
    """Whether the name has several meanings within what is said."""


Style = Callable[[Commune, random.Random], str]


def _bare(kind: str, name: str) -> str:
    """Return a name as it is said without its kind; a number is never."""
    return f"{WORDS[kind]} {name}" if name.isdecimal() else name


def _full(one: Commune, _: random.Random) -> str:
    return (
        f"{WORDS[one.kind]} {one.name}, {WORDS[one.district_kind]} {one.district}, "
        f"{WORDS[one.province_kind]} {one.province}"
    )


def _unmarked(one: Commune, _: random.Random) -> str:
    whole = f"{WORDS[one.kind]} {one.name} {WORDS[one.district_kind]} {one.district}"
    return fold(f"{whole} {one.province}").lower()


_SHORT = {"p": "p.", "x": "x.", "t": "tt ", "q": "q.", "h": "h.", "w": "tx ", "c": "tp "}


def _abbreviated(one: Commune, _: random.Random) -> str:
    district = f"{_SHORT[one.district_kind]}{one.district}"
    return f"em ở {_SHORT[one.kind]}{one.name} {district}".lower()


def _todays(one: Commune, rng: random.Random) -> str:
    _, kind, name = rng.choice(one.today)
    return f"{WORDS[kind]} {name} {one.todays_province}"


def _slip(one: Commune, rng: random.Random) -> str:
    district = _bare(one.district_kind, one.district)
    return f"{WORDS[one.kind]} {slip(one.name, rng)} {district} {one.province}".lower()


def _in_a_sentence(one: Commune, _: random.Random) -> str:
    place = f"{_bare(one.kind, one.name)} {_bare(one.district_kind, one.district)}"
    return f"cho em hỏi ở {place} thì làm căn cước ở đâu ạ"


def _old_in_new(one: Commune, _: random.Random) -> str:
    return f"nhà mình ở {WORDS[one.kind]} {one.name} cũ, nay thuộc {one.todays_province}"


STYLES: dict[str, Style] = {
    "full": _full,
    "unmarked": _unmarked,
    "abbreviated": _abbreviated,
    "today's name": _todays,
    "slip": _slip,
    "in a sentence": _in_a_sentence,
    "old name, new province": _old_in_new,
}


def slip(name: str, rng: random.Random) -> str:
    """Return a name with one letter changed, lost, doubled or swapped with its neighbour."""
    places = [at for at, letter in enumerate(name) if letter.isalpha() and at > 0]
    if not places:
        return name
    at = rng.choice(places)
    how = rng.randrange(4)
    if how == 0:
        return name[:at] + rng.choice(LETTERS) + name[at + 1 :]
    if how == 1:
        return name[:at] + name[at + 1 :]
    if how == 2:
        return name[: at + 1] + name[at:]
    return name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :]


def communes(records: Records, count: int, rng: random.Random) -> list[Commune]:
    """Return communes drawn from the index; numbered ones and islands are drawn too."""
    numbers = [at for at, kind in enumerate(records.old_kinds) if kind in "pxt"]
    return [_commune(records, at) for at in rng.sample(numbers, count)]


def _commune(records: Records, number: int) -> Commune:
    district = records.old_districts[number]
    former = records.district_provinces[district]
    parts = records.old_parts.get(number) or (records.old_heirs[number],)
    return Commune(
        kind=records.old_kinds[number],
        name=records.names[records.old_names[number]],
        district=records.districts[district],
        district_kind=records.district_kinds[district],
        province=records.former[former],
        province_kind=records.former_kinds[former],
        today=tuple(
            (
                records.new_codes[ward],
                records.new_kinds[ward],
                records.names[records.new_names[ward]],
            )
            for ward in parts
        ),
        todays_province=records.provinces[records.new_provinces[parts[0]]],
        number=number,
    )


def phrases(records: Records, count: int, seed: int = SEED) -> Iterator[Phrase]:
    """Yield each drawn commune in each style."""
    rng = random.Random(seed)
    namesakes = _namesakes(records)
    for one in communes(records, count, rng):
        for style, write in STYLES.items():
            text = write(one, rng)
            codes = frozenset(code for code, _, _ in one.today)
            name = one.name
            if style == "today's name":
                code, _, name = next(part for part in one.today if f" {part[2]} " in f" {text} ")
                codes = frozenset({code})
            wards = namesakes[_plain(name), one.todays_province]
            yield Phrase(style, text, codes, several=len(wards) > 1)


def _plain(name: str) -> str:
    return fold(name).lower()


def _namesakes(records: Records) -> dict[tuple[str, str], set[str]]:
    """Return the units of today that a name may mean in a province of today."""
    found: dict[tuple[str, str], set[str]] = {}
    for old, name in enumerate(records.old_names):
        for ward in records.old_parts.get(old) or (records.old_heirs[old],):
            key = _plain(records.names[name]), records.provinces[records.new_provinces[ward]]
            found.setdefault(key, set()).add(records.new_codes[ward])
    for ward, name in enumerate(records.new_names):
        key = _plain(records.names[name]), records.provinces[records.new_provinces[ward]]
        found.setdefault(key, set()).add(records.new_codes[ward])
    return found
