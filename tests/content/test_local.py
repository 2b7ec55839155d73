"""Local data as staff write it: read from their words, and resolved to wards."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import date, time

import pytest
from pydantic import TypeAdapter, ValidationError

from bot.content import area_names, local_fields
from bot.content.knowledge import Knowledge
from bot.content.loading import Files, load
from bot.content.neighbourhood import LocatedOffice, LocatedSession
from bot.content.plan import is_public_holiday
from bot.language.clock_times import Hours
from bot.language.places import Gazetteer

WARD = {"tinhmay//xagiotren", "tinhmay//xagioduoi", "tinhmay//xadoichia"}
"""Former communes of phường Gió Lùa."""
NEXT = {"tinhmay//xananglen", "tinhmay//xadoichia"}
"""Of xã Nắng Lên."""


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins as a new process does, and leaves what was kept to the others."""
    monkeypatch.setattr(area_names, "_kept", [*area_names._kept])


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is read of the national index, from an empty memory on."""
    found: list[str] = []
    area_names._kept.clear()
    load_, find_ = Gazetteer.load, Gazetteer.find

    def counted(words: object) -> Gazetteer:
        found.append("load")
        return load_(words)

    def looked_up(self: Gazetteer, text: str, home: frozenset[str] = frozenset()) -> object:
        found.append(text)
        return find_(self, text, home)

    monkeypatch.setattr(Gazetteer, "load", counted)
    monkeypatch.setattr(Gazetteer, "find", looked_up)
    return found


def session(knowledge: Knowledge, name: str) -> LocatedSession:
    return next(item for item in knowledge.local.sessions if item.session.id == name)


def office(knowledge: Knowledge, name: str) -> LocatedOffice:
    return next(item for item in knowledge.local.offices if item.office.id == name)


def december(day: int) -> date:
    return date(2026, 12, day)


# Where it is.


def test_a_session_concerns_the_ward_of_its_file_and_those_of_its_places(
    small_knowledge: Knowledge,
) -> None:
    here, beyond = (session(small_knowledge, name) for name in ("gio-buoi-toi", "gio-cho-nang"))

    assert (here.area.name, here.area.province) == ("phường Gió Lùa", "tỉnh Mây")
    assert here.atoms == WARD
    assert beyond.area == here.area
    assert beyond.atoms == WARD | NEXT
    assert here.file == "sessions/phuong-gio.yaml"


def test_a_place_lies_in_the_ward_of_today_and_remembers_the_old_one(
    small_knowledge: Knowledge,
) -> None:
    sites = session(small_knowledge, "gio-buoi-toi").file_sites

    old, beyond, home = (sites[name] for name in ("truong-diem", "cho-nang", "san-dinh"))
    assert (old.area.name, old.atoms) == ("phường Gió Lùa", {"tinhmay//xagioduoi"})
    assert (beyond.area.name, beyond.atoms) == ("xã Nắng Lên", NEXT)
    assert home.atoms == WARD


def test_a_place_without_coordinates_has_the_centre_of_its_ward_if_that_is_known(
    small_knowledge: Knowledge,
) -> None:
    sites = session(small_knowledge, "gio-buoi-toi").file_sites

    assert (sites["san-dinh"].point, sites["san-dinh"].exact) == ((22.4, 103.46), True)
    assert (sites["truong-diem"].point, sites["truong-diem"].exact) == ((22.41, 103.45), False)
    assert (sites["cho-nang"].point, sites["cho-nang"].exact) == (None, False)


def test_a_session_has_its_own_places_in_order_and_knows_all_of_its_file(
    small_knowledge: Knowledge,
) -> None:
    here = session(small_knowledge, "gio-buoi-toi")

    assert [site.id for site in here.sites] == ["san-dinh"]
    assert list(here.file_sites) == ["san-dinh", "truong-diem", "cho-nang"]
    assert session(small_knowledge, "gio-tai-nha").sites == ()


def test_an_office_serves_what_it_handles_or_the_ward_where_it_stands(
    small_knowledge: Knowledge,
) -> None:
    both, own = office(small_knowledge, "gio-tru-so"), office(small_knowledge, "nang-tru-so")

    assert [area.name for area in both.handles] == ["phường Gió Lùa", "xã Nắng Lên"]
    assert both.atoms == WARD | NEXT
    assert both.site.point == (22.401, 103.461)
    assert [area.name for area in own.handles] == ["xã Nắng Lên"]
    assert (own.atoms, own.site.area.name) == (NEXT, "xã Nắng Lên")


def test_a_notice_holds_where_it_says_even_in_a_whole_province(small_files: Files) -> None:
    text = small_files["notices/mua-dieu.yaml"].decode()
    narrow, wide = (
        load({**small_files, "notices/mua-dieu.yaml": changed.encode()}).local.notices[0]
        for changed in (text, text.replace("[phường Gió Lùa, xã Nắng Lên]", "[tỉnh Mây]"))
    )

    assert narrow.atoms == WARD | NEXT
    assert wide.atoms > narrow.atoms
    assert narrow.sample


def test_sample_data_is_marked_as_such(small_files: Files, small_knowledge: Knowledge) -> None:
    marked = {
        name: b"sample: true\n" + data if name.startswith(("sessions", "offices")) else data
        for name, data in small_files.items()
    }
    local = load(marked).local

    assert all(item.sample for item in (*local.sessions, *local.offices))
    assert not any(item.sample for item in small_knowledge.local.sessions)


def test_holidays_are_known_by_day(small_knowledge: Knowledge) -> None:
    holidays = small_knowledge.local.holidays

    assert holidays[december(24)].name == "Hội diều mùa đông"
    assert is_public_holiday(december(24), holidays)
    assert not is_public_holiday(date(2026, 8, 22), holidays), "a Saturday worked in lieu"
    assert not is_public_holiday(december(25), holidays)


# The national index.


def without_local_data(files: Files) -> dict[str, bytes]:
    places = ("sessions/", "offices/", "notices/")
    return {name: data for name, data in files.items() if not name.startswith(places)}


def test_the_index_is_not_read_where_no_area_is_named(
    small_files: Files, reads: list[str]
) -> None:
    knowledge = load(without_local_data(small_files))
    assert reads == []

    assert knowledge.gazetteer.find("phường Gió Lùa") is not None
    assert reads[0] == "load"


def test_an_area_is_looked_up_once_however_often_it_is_named(
    small_files: Files, reads: list[str]
) -> None:
    load(small_files)

    assert reads.count("load") == 1
    assert reads.count("phường Gió Lùa, tỉnh Mây") == 1


def test_releases_with_the_same_place_words_share_one_index(
    small_files: Files, reads: list[str]
) -> None:
    first = load(small_files)
    second = load({**small_files, "language/asking.yaml": b"asking: [sao]"})
    places = small_files["language/places.yaml"]

    assert first.gazetteer is second.gazetteer
    assert reads.count("load") == 1
    third = load({**small_files, "language/places.yaml": places.replace(b"glua:", b"gil:")})
    assert third.gazetteer is not first.gazetteer


def test_knowledge_that_was_kept_on_disk_reads_the_index_only_when_asked(
    small_knowledge: Knowledge, reads: list[str]
) -> None:
    assert small_knowledge.gazetteer.area("gio")
    kept: Knowledge = pickle.loads(pickle.dumps(small_knowledge))

    assert kept.local == small_knowledge.local
    reads.clear()
    area_names._kept.clear()
    assert kept.gazetteer.area("gio") == kept.local.sessions[0].area
    assert reads == ["load"]


# How it is written.


@pytest.mark.parametrize(
    ("form", "written", "read"),
    [
        (local_fields.LocalDay, "05/12/2026", december(5)),
        (local_fields.LocalDay, "Thứ Bảy, 5/12/26", december(5)),
        (local_fields.LocalDay, "2026-12-05", december(5)),
        (local_fields.Opening, "7h30-11h30", Hours(time(7, 30), time(11, 30))),
        (local_fields.Opening, "7 giờ đến 24 giờ", Hours(time(7), time(23, 59))),
        (local_fields.Clock, "13h", time(13)),
        (local_fields.Weekdays, "T2-T6", (1, 2, 3, 4, 5)),
        (local_fields.Weekdays, ["7", "8"], (6, 7)),
        (local_fields.Weekdays, "hằng ngày", (1, 2, 3, 4, 5, 6, 7)),
        (local_fields.Point, "22.40, 103.46", (22.4, 103.46)),
        (
            local_fields.Point,
            "https://www.google.com/maps/place/Cho/@10.7769,106.7009,17z/data=!3m1",
            (10.7769, 106.7009),
        ),
    ],
)
def test_a_field_takes_what_people_write(form: object, written: object, read: object) -> None:
    assert TypeAdapter(form).validate_python(written) == read
    assert TypeAdapter(form).validate_python(read) == read


@pytest.mark.parametrize(
    ("form", "written", "told"),
    [
        (local_fields.LocalDay, "06-13", "viết ngày/tháng/năm"),
        (local_fields.LocalDay, "Chủ nhật, 05/12/2026", "là thứ Bảy, không phải Chủ nhật"),
        (local_fields.LocalDay, ["05/12/2026"], "không hợp lệ"),
        (local_fields.Opening, "11h–7h", "kết thúc trước khi bắt đầu"),
        (local_fields.Opening, "7h-7h", "kết thúc trước khi bắt đầu"),
        (local_fields.Opening, "giờ hành chính", "viết ví dụ 7h30-11h30"),
        (local_fields.Opening, "buổi sáng", "chưa cho biết giờ"),
        (local_fields.Weekdays, "T1", "8 là CN"),
        (local_fields.Point, "22,40; 103,46", "dán liên kết Google Maps"),
        (local_fields.Point, "22.40, 193.46", "dán liên kết Google Maps"),
    ],
)
def test_a_field_says_what_to_write_instead(form: object, written: object, told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        TypeAdapter(form).validate_python(written)
