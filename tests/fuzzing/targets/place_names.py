"""Places in a message: what is found has areas, lies in the text, and is the same twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache

from bot.content.area_names import AreaNames
from bot.content.loading import parse, read_folder
from bot.content.place_words import PlacesFile
from bot.language.places import MOST_ASKED, Found
from bot.language.text import clean
from tests.fuzzing.given import QUESTION_WORDS, ROOT, questions
from tests.fuzzing.mutating import decoded

_NAMES = ROOT / "bot" / "language" / "places" / "units.json"


@cache
def _areas() -> AreaNames:
    name = "language/places.yaml"
    parsed, _ = parse({name: read_folder(ROOT / "knowledge")[name]})
    content = parsed[name].content
    assert isinstance(content, PlacesFile)
    return AreaNames(content.words())


def _names() -> list[str]:
    found: list[str] = []
    waiting: list[object] = [json.loads(_NAMES.read_text("utf-8"))]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            waiting += [*item.values(), *item.keys()]
        elif isinstance(item, list):
            waiting += item
        elif isinstance(item, str) and 3 < len(item) < 40 and not item.isascii():
            found.append(item)
    return sorted(set(found))[::40]


WORDS = (
    *QUESTION_WORDS, *_names(), "phường", "xã", "p.", "p5", "q1", "q.", "tp", "tx", "huyện",
    "tỉnh", "quận", "thị trấn", "đặc khu", "cũ", "mới", "đường", "ngõ 12", "thôn", "khu phố 3",
    "chợ", "quê", "tại", "về", "sài gòn", "sg", "hn", "đn", "brvt", "gv", "-", ",", ">", "ông",
    "Nguyễn", "12A", "13", "20",
)  # fmt: skip


def seeds() -> Iterator[bytes]:
    """Yield questions and names."""
    yield from questions()
    for word in WORDS:
        yield f"nhà em ở {word} thì làm thẻ ở đâu".encode()


def check(data: bytes) -> None:
    """Check one text, seen from nowhere and from home."""
    text = clean(decoded(data))
    areas = _areas()
    gazetteer = areas.gazetteer
    found = gazetteer.find(text)
    _whole(found, text)
    assert gazetteer.find(text) == found
    if found is not None:
        at_home = gazetteer.find(text, found.atoms)
        _whole(at_home, text)
        assert at_home is not None, "not found at home"
        for area in found.areas[:3]:
            assert gazetteer.area(area.code) == area
            assert gazetteer.atoms_of(area.code)
            if area.lat is not None and area.lon is not None:
                near = gazetteer.near(area.lat, area.lon)
                assert near[0][1] <= near[-1][1]
                assert near[0][1] < 1
    AreaNames.find(areas, text[:200])


def _whole(found: Found | None, text: str) -> None:
    if found is None:
        return
    assert found.areas
    assert found.atoms
    assert 0 <= found.span[0] < found.span[1] <= len(text)
    assert 0 < found.sure <= 1
    assert found.meanings >= 1
    assert len(set(found.areas)) == len(found.areas)
    if found.ask:
        assert len(found.areas) <= MOST_ASKED
        assert found.said == ""
