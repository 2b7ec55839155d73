"""What one message says about who, when and where: each word counts for one thing."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.assistant import heard as module
from bot.assistant.engine import Engine
from bot.assistant.heard import Heard
from bot.assistant.question import VIETNAM
from bot.language.births import Card
from bot.language.text import clean

MOMENT = datetime(2026, 11, 22, 9, tzinfo=VIETNAM)


@pytest.fixture
def hear(card_engine: Engine):
    def listen(text: str, home: frozenset[str] = frozenset()) -> Heard:
        return Heard(clean(text), MOMENT, card_engine._tools.map, home)

    return listen


def days(heard: Heard) -> list[tuple[date, date]]:
    return [(when.first, when.last) for when in heard.whens]


def test_who_when_and_where_are_heard_side_by_side(hear):
    heard = hear("con tôi sinh 3/5/2013, thẻ cấp 3/5/2025, thứ bảy 5/12 ở phường Gió Lùa làm được")
    [birth] = heard.births
    assert (birth.first, birth.last) == (date(2013, 5, 3), date(2013, 5, 3))
    assert heard.issue is not None
    assert (heard.issue.first, heard.issue.last) == (date(2025, 5, 3), date(2025, 5, 3))
    assert days(heard) == [(date(2026, 12, 5), date(2026, 12, 5))]
    assert heard.place is not None
    assert [area.name for area in heard.place.areas] == ["phường Gió Lùa"]


@pytest.mark.parametrize(
    "text", ["tôi sinh 12/5/2001", "sinh năm 1986 thì sao", "thẻ cấp ngày 15/3/2022",
             "con 14 tuổi", "làm cccd năm 2021", "cháu học lớp 9"],
)  # fmt: skip
def test_a_day_of_birth_or_of_issue_is_no_day_of_a_visit(hear, text):
    heard = hear(text)
    assert heard.births or heard.issue
    assert heard.whens == ()


def test_a_day_is_no_part_of_a_place(hear):
    heard = hear("chủ nhật ở phường Gió Lùa có làm không")
    assert days(heard) == [(date(2026, 11, 22), date(2026, 11, 22))]
    assert heard.place is not None
    assert [area.name for area in heard.place.areas] == ["phường Gió Lùa"]
    assert hear("chu nhat").place is None


def test_a_card_may_be_told_without_its_day(hear):
    issue = hear("tôi đang dùng chứng minh nhân dân").issue
    assert issue is not None
    assert (issue.card, issue.first, issue.last) == (Card.CMND, None, None)


def test_a_place_of_sessions_is_heard_beside_its_ward(hear):
    heard = hear("thứ bảy ở sân đình Gió Lùa mấy giờ")
    assert heard.site is not None
    assert [site.site.name for site in heard.site.sites] == ["Sân đình Gió Lùa"]
    assert hear("phường Gió Lùa").site is None


def test_between_places_of_one_name_the_one_at_home_is_meant(hear, card_engine):
    assert hear("xã Sóng Đôi").place.ask
    gazetteer = card_engine.knowledge.gazetteer
    there = hear("xã Sóng Đôi", gazetteer.atoms_of("song-rung")).place
    assert not there.ask
    assert [area.code for area in there.areas] == ["song-rung"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("lịch làm thẻ phường Gió Lùa tuần này", "lịch làm thẻ phường tuần này"),
        ("lịch làm thẻ tỉnh Mây", "lịch làm thẻ tỉnh"),
        ("lịch làm thẻ", "lịch làm thẻ"),
        ("ở xóm chuồn chuồn thì sao", "ở phường thì sao"),
    ],
)
def test_of_a_place_only_its_kind_speaks_for_a_topic(hear, text, left):
    assert " ".join(hear(text).without_place.split()) == left


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("phường Gió Lùa", ""),
        ("thứ bảy 5/12", ""),
        ("sinh 12/5/2001", ""),
        ("cấp ngày 15/3/2022", ""),
        ("mai phường Gió Lùa có ai", "có ai"),
        ("sinh 2012, mai ở phường Gió Lùa ạ", ", ở ạ"),
        ("diều bán ở đâu", "diều bán ở đâu"),
    ],
)
def test_the_rest_is_what_names_neither_person_nor_day_nor_place(hear, text, rest):
    assert " ".join(hear(text).rest.split()) == rest


def test_what_is_cut_out_leaves_later_words_in_their_places(hear):
    text = "sinh 12/5/2001, thứ bảy ở phường Gió Lùa"
    heard = hear(text)
    assert len(heard.rest) == len(text)
    start, end = heard.place.span
    assert text[start:end] == "phường Gió Lùa"


def test_a_place_between_a_card_and_its_year_is_not_lost(hear):
    heard = hear("đợt làm căn cước ở phường Gió Lùa năm 2024 còn không")
    assert heard.place is not None
    assert [area.name for area in heard.place.areas] == ["phường Gió Lùa"]


def test_every_reader_reads_a_message_once_and_only_when_asked(hear, monkeypatch):
    read: list[str] = []
    for name in ("find_births", "find_issue", "find_whens"):
        reader = getattr(module, name)

        def listen(text, moment, name=name, reader=reader):
            read.append(name)
            return reader(text, moment)

        monkeypatch.setattr(module, name, listen)
    heard = hear("sinh 12/5/2001, thứ bảy ở phường Gió Lùa")
    assert read == []
    for _ in range(2):
        assert heard.births
        assert heard.whens
        assert heard.place
        assert heard.rest.split() == [",", "ở"]
    assert sorted(read) == ["find_births", "find_issue", "find_whens"]


def test_a_name_that_several_places_bear_is_the_one_in_what_was_named_before(card_engine):
    known = card_engine._tools.map
    province = Heard("tỉnh Rừng Thưa", MOMENT, known)
    between = Heard("mèo ho", MOMENT, known, before=province)
    ward = Heard("xã Sóng Đôi", MOMENT, known, before=between)
    assert ward.place is not None
    assert [area.province for area in ward.place.areas] == ["tỉnh Rừng Thưa"]
    asked = Heard("xã Sóng Đôi", MOMENT, known).place
    assert asked is not None
    assert asked.ask


def test_a_name_left_open_does_not_tell_where_the_next_one_lies(card_engine):
    known = card_engine._tools.map
    unsettled = Heard("xã Sóng Đôi", MOMENT, known)
    assert unsettled.around == frozenset()
    assert Heard("mèo ho", MOMENT, known, frozenset({"dao"})).around == {"dao"}


def test_a_day_that_no_calendar_has_is_no_part_of_a_place(hear):
    heard = hear("phường Gió Lùa ngày 30/2")
    assert [(day.number, day.month) for day in heard.missing] == [(30, 2)]
    assert heard.rest.strip() == ""
    assert hear("tôi sinh ngày 30/2").missing == ()
