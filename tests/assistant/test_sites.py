"""Places that staff have named, found by what people call them."""

from __future__ import annotations

import pytest

from bot.assistant.sites import Sites
from bot.language.text import fold
from tests.assistant.sessions.ward import DINH, GIO_ATOMS, NANG, NANG_ATOMS, TRUONG, place

MARKET = place("cho", "Chợ Nắng Lên", area=NANG, atoms=NANG_ATOMS, aliases=["chợ nắng", "chợ"])
HALL = place("nha", "Nhà văn hóa")
FAR_HALL = place("nha", "Nhà văn hóa", area=NANG, atoms=NANG_ATOMS)
LONG_HALL = place("nha-2", "Nhà văn hóa tổ 1")
SITES = Sites([DINH, TRUONG, MARKET, HALL, FAR_HALL, LONG_HALL, DINH])


def named(text: str, home: frozenset[str] = frozenset()) -> list[str] | None:
    found = SITES.find(text, home)
    return found and [f"{site.area.code}/{site.id}" for site in found.sites]


@pytest.mark.parametrize(
    ("text", "sites"),
    [
        ("mai ở Sân đình Gió Lùa có làm không", ["gio/dinh"]),
        ("ở 3 ngõ Diều Giấy ạ", ["gio/dinh"]),
        ("chợ nắng có làm thẻ không", ["nang/cho"]),
        ("trường tiểu học Gió Lùa", ["gio/truong"]),
        ("trường Gió Lùa", None),
        ("chợ", None),
        ("nhà", None),
        ("", None),
        ("sân đình", None),
    ],
)
def test_a_place_is_found_by_name_alias_or_address(text, sites):
    for typed in (text, fold(text), text.upper()):
        assert named(typed) == sites


def test_one_word_names_no_place_for_it_is_said_too_easily():
    assert named("chợ búa, đình đám, trường học") is None


def test_the_longest_name_said_wins_wherever_it_stands():
    assert named("nhà văn hóa nào gần nhà văn hóa tổ 1") == ["gio/nha-2"]


def test_of_several_places_of_one_name_those_at_home_are_meant():
    assert named("nhà văn hóa") == ["gio/nha", "nang/nha"]
    assert named("nhà văn hóa", GIO_ATOMS) == ["gio/nha"]
    assert named("nhà văn hóa", NANG_ATOMS) == ["nang/nha"]


def test_a_place_elsewhere_counts_where_none_of_its_name_is_at_home():
    assert named("chợ nắng", GIO_ATOMS) == ["nang/cho"]


def test_a_place_told_twice_is_one():
    assert named("sân đình gió lùa") == ["gio/dinh"]


def test_the_words_of_the_name_are_told_as_they_were_said():
    found = SITES.find("mai ở SÂN ĐÌNH GIÓ LÙA")
    assert found is not None
    assert found.said == ("san", "dinh", "gio", "lua")


def test_without_any_place_nothing_is_found():
    assert Sites([]).find("sân đình gió lùa") is None
