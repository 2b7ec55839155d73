"""Places in messages: a table of phrases, drawn communes, invented units, any text at all."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bench.places_found import Phrase, confidently_wrong, outcome, phrases, shipped_words
from bot.language.places import (
    MOST_ASKED,
    Area,
    ExtraUnit,
    Found,
    Gazetteer,
    Merged,
    PlaceWords,
    ProvinceWords,
    Records,
    distance_km,
)
from bot.language.text import clean

TABLE = yaml.safe_load((Path(__file__).parent / "phrases" / "places.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return vietnam()


@cache
def vietnam() -> Gazetteer:
    return Gazetteer.load(shipped_words())


@cache
def province(name: str) -> frozenset[str]:
    """Return the atoms of a province of today."""
    found = vietnam().find(f"tỉnh {name}")
    assert found is not None
    assert found.level == "province"
    return found.atoms


def shown(area: Area) -> str:
    return f"{area.name}, {area.province}"


def names(found: Found | None) -> list[str]:
    return [shown(area) for area in found.areas] if found else []


@pytest.mark.parametrize(("text", "unit"), TABLE["today"])
def test_a_name_of_today_is_its_unit(gazetteer, text, unit):
    found = gazetteer.find(text)
    assert names(found) == [unit]
    assert (found.level, found.ask, found.said) == ("commune", False, "")


@pytest.mark.parametrize(("text", "unit", "said"), TABLE["former"] + TABLE["slips"])
def test_a_former_or_mistyped_name_leads_to_the_unit_of_today(gazetteer, text, unit, said):
    found = gazetteer.find(text)
    assert names(found) == [unit]
    assert (found.level, found.ask, found.said) == ("commune", False, said)


@pytest.mark.parametrize(("text", "units"), TABLE["split"])
def test_a_split_commune_is_all_its_parts_and_no_question(gazetteer, text, units):
    found = gazetteer.find(text)
    assert sorted(names(found)) == sorted(units)
    assert (found.level, found.ask) == ("commune", False)


@pytest.mark.parametrize(("text", "units"), TABLE["ask"])
def test_a_name_of_several_places_is_asked_about(gazetteer, text, units):
    found = gazetteer.find(text)
    assert found is not None
    assert found.ask
    assert set(units) <= set(names(found))
    assert 2 <= len(found.areas) <= MOST_ASKED
    assert found.meanings >= len(found.areas)
    assert found.said == ""


@pytest.mark.parametrize(("text", "said", "units", "communes"), TABLE["districts"])
def test_a_former_district_is_all_its_wards_of_today(gazetteer, text, said, units, communes):
    found = gazetteer.find(text)
    assert found is not None
    assert (found.level, found.ask, found.said) == ("district", False, said)
    assert set(units) <= set(names(found))
    assert len(found.atoms) == communes


@pytest.mark.parametrize(("text", "said", "unit"), TABLE["provinces"])
def test_a_province_of_today_or_former_is_all_its_wards(gazetteer, text, said, unit):
    found = gazetteer.find(text)
    assert found is not None
    assert (found.level, found.ask, found.said) == ("province", False, said)
    assert unit in names(found)


@pytest.mark.parametrize(("text", "home", "unit", "said"), TABLE["home"])
def test_a_name_is_first_that_of_the_home_province(gazetteer, text, home, unit, said):
    found = gazetteer.find(text, province(home))
    assert names(found) == [unit]
    assert (found.ask, found.said) == (False, said)


@pytest.mark.parametrize("text", TABLE["nothing"])
def test_what_only_sounds_like_a_place_is_none(gazetteer, text):
    assert gazetteer.find(clean(text)) is None


@pytest.mark.parametrize("home", ["Lai Châu", "Phú Thọ", "Hồ Chí Minh", "Lạng Sơn"])
def test_at_home_too_an_ordinary_sentence_is_no_place(gazetteer, home):
    found = [text for text in TABLE["nothing"] if gazetteer.find(clean(text), province(home))]
    assert found == []


def test_the_table_is_long_enough_to_mean_something():
    assert sum(len(items) for items in TABLE.values()) >= 270
    assert len(TABLE["nothing"]) >= 50


SAMPLE = list(phrases(Records.read(), 150, seed=7))


def test_drawn_communes_are_found_as_citizens_write_them(gazetteer):
    wrong: list[Phrase] = []
    right = 0
    for phrase in SAMPLE:
        found = gazetteer.find(phrase.text)
        right += outcome(phrase, found) == "right"
        if confidently_wrong(phrase, found):
            wrong.append(phrase)
    assert right / len(SAMPLE) >= 0.93
    assert len(wrong) / len(SAMPLE) <= 0.01, wrong


def test_every_unit_of_today_is_found_by_its_own_full_name(gazetteer):
    records = Records.read()
    missed = []
    for code in records.new_codes:
        area = gazetteer.area(code)
        found = gazetteer.find(shown(area))
        if found is None or area not in found.areas:
            missed.append(shown(area))
    assert missed == []


def test_an_area_has_its_code_its_centre_and_its_former_communes(gazetteer):
    found = gazetteer.find("phường Tân Phong, Lai Châu")
    (area,) = found.areas
    assert gazetteer.area(area.code) == area
    assert gazetteer.atoms_of(area.code) == found.atoms
    assert distance_km((area.lat, area.lon), (22.39, 103.47)) < 10
    assert gazetteer.area("không có") is None
    assert gazetteer.atoms_of("không có") == frozenset()


def test_a_former_commune_is_less_than_the_ward_it_went_to(gazetteer):
    former = gazetteer.find("xã San Thàng, Lai Châu")
    today = gazetteer.find("phường Tân Phong, Lai Châu")
    other = gazetteer.find("phường Đoàn Kết, Lai Châu")
    assert former.atoms < today.atoms
    assert former.atoms.isdisjoint(other.atoms)


def test_the_span_is_where_the_place_stands(gazetteer):
    text = "dạ cho em hỏi xã Sùng Phài, TP Lai Châu, tỉnh Lai Châu thì đi đâu ạ"
    found = gazetteer.find(text)
    start, end = found.span
    assert text[start:end] == "xã Sùng Phài, TP Lai Châu, tỉnh Lai Châu"


def test_units_near_a_point_come_nearest_first(gazetteer):
    (here,) = gazetteer.find("phường Tân Phong, Lai Châu").areas
    near = gazetteer.near(here.lat, here.lon, most=3)
    assert near[0] == (here, 0)
    assert near[1][1] > 0
    assert [km for _, km in near] == sorted(km for _, km in near)
    assert len(gazetteer.near(10.77, 106.7, most=5)) == 5


def test_distances_are_those_of_the_globe():
    assert distance_km((21.0278, 105.8342), (10.8231, 106.6297)) == pytest.approx(1138, abs=5)
    assert distance_km((22.4, 103.4), (22.4, 103.4)) == 0


def test_no_word_of_staff_leads_nowhere(gazetteer):
    assert gazetteer.doubts == ()


KITES = PlaceWords(
    units=(
        ExtraUnit("d1", "phường Diều", "tỉnh Gió", 10.0, 106.0, ("xã Diều Giấy, huyện Diều",)),
        ExtraUnit("d2", "xã Sáo", "tỉnh Gió", 10.2, 106.2, ("xã Trúc, huyện Sáo",)),
        ExtraUnit("d3", "xã Dây", "tỉnh Gió", None, None, ("xã Trúc, huyện Sáo", "xã Đay")),
        ExtraUnit("m1", "xã Mèo Con", "tỉnh Mưa"),
        ExtraUnit("m2", "xã Mèo Con", "tỉnh Nắng"),
    ),
    aliases={"bãi thả diều": "phường Diều, Gió", "chỗ không có": "xã Không Có, Gió"},
    merged=(Merged("xã Diều Vải", "huyện Diều", "Gió", ("xã Diều Giấy",)),),
    provinces=(ProvinceWords("Gió", "thành phố Gió", ("xứ Gió",)),),
    abbreviations={"x": "xã", "p": "phường", "gg": "Gió"},
    ordinary=("mèo con",),
)


@pytest.fixture
def kites() -> Gazetteer:
    return Gazetteer(Records.none(), KITES)


@pytest.mark.parametrize(
    ("text", "units", "said"),
    [
        ("phường Diều", ["phường Diều"], ""),
        ("x. Diều Giấy", ["phường Diều"], "xã Diều Giấy (cũ)"),
        ("xã Diều Vải", ["phường Diều"], "xã Diều Vải (cũ)"),
        ("ở bãi thả diều", ["phường Diều"], ""),
        ("xã Trúc tỉnh Gió", ["xã Sáo", "xã Dây"], "xã Trúc (cũ)"),
        ("huyện Diều", ["phường Diều"], "huyện Diều (cũ)"),
        ("xứ Gió", ["phường Diều", "xã Sáo", "xã Dây"], ""),
        ("xã Mèo Con, Mưa", ["xã Mèo Con"], ""),
    ],
)
def test_units_of_an_installation_resolve_like_any_other(kites, text, units, said):
    found = kites.find(text)
    assert [area.name for area in found.areas] == units
    assert (found.ask, found.said) == (False, said)


def test_invented_units_are_asked_about_and_kept_apart_like_any_other(kites):
    assert kites.find("xã Mèo Con").ask
    assert kites.find("nhà tôi có mèo con") is None
    assert kites.area("d1").province == "thành phố Gió"
    assert kites.atoms_of("m1") == {"m1"}
    assert kites.atoms_of("d2") < kites.atoms_of("d3")
    assert [area.code for area, _ in kites.near(10.0, 106.0, most=2)] == ["d1", "d2"]


def test_an_alias_that_leads_nowhere_is_a_doubt_and_not_a_place(kites):
    (doubt,) = kites.doubts
    assert "chỗ không có" in doubt
    assert kites.find("ở chỗ không có") is None


def test_staff_are_told_of_names_that_are_not_one_place():
    words = PlaceWords(
        units=KITES.units,
        aliases={"mèo": "xã Mèo Con", "sáo": "phường Diều, Gió"},
        merged=(Merged("xã Lá", "huyện Sáo", "Gió", ("xã Cỏ",)),),
    )
    doubts = Gazetteer(Records.none(), words).doubts
    assert ["«xã Lá»" in doubts[0], "«mèo»" in doubts[1], "«sáo»" in doubts[2]] == [True] * 3


def test_importing_the_package_loads_no_index():
    script = (
        "import sys, bot.language.places.records as records\n"
        "records.Records.read = classmethod(lambda *_: sys.exit('index was read'))\n"
        "import bot.language.places\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


PIECES = (
    "xã phường p. q3 tp huyện tỉnh ở quê Hà Nội Tân Phong Lai Châu Gò Vấp 12 , . ? cũ mới "
    "đường 459 chị Mai Hòa Bình căn cước Cư M'gar İ ß ² ① 𝟙 ́ - \n ( tan phogn"
).split(" ")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
@example("phường")
@example("p")
@example("xã " * 30)
@example("İ xã Tân Phong")
@example("quận 99999999999999999999999")
@example("phường 0")
@example("1" * 4096)
def test_any_text_is_read_and_spans_lie_within_it(text):
    text = clean(text)
    for home in (frozenset(), province("Lai Châu"), frozenset({"không có"})):
        found = vietnam().find(text, home)
        if found is not None:
            assert 0 <= found.span[0] < found.span[1] <= len(text)
            assert found.areas
            assert found.atoms
            assert 0.5 <= found.sure <= 1
            assert not found.ask or 2 <= len(found.areas) <= MOST_ASKED
