"""Which messages ask for nothing but a schedule, and what of it."""

from __future__ import annotations

import pytest

from bot.assistant.sessions.speaking import ScheduleWords


@pytest.fixture(scope="module")
def schedule_words(small_knowledge) -> ScheduleWords:
    return ScheduleWords(small_knowledge.lists)


@pytest.mark.parametrize(
    "text",
    ["lịch", "mấy giờ làm việc", "hôm nào làm", "bao giờ có buổi", "có làm lưu động không",
     "công an mở cửa chưa", "hom nao lam", "thứ mấy trực", "dời sang hôm nào", "tổ 5 mấy giờ"],
)  # fmt: skip
def test_a_question_for_a_schedule_has_no_other_word(schedule_words, text):
    asked = schedule_words.read(text)
    assert asked is not None
    assert asked.when or asked.sessions or asked.at_work


@pytest.mark.parametrize(
    "text",
    ["lịch bóng đá", "lịch học", "mấy giờ họp", "bao giờ có thẻ", "khi nào nhận được thẻ",
     "làm bao lâu thì xong", "mang gì", "lịch cắt điện", "mất thẻ làm ở đâu", "bán gì"],
)  # fmt: skip
def test_any_word_of_another_matter_makes_it_something_else(schedule_words, text):
    assert schedule_words.read(text) is None


def test_marks_tell_a_word_from_another_of_the_same_letters(schedule_words):
    assert schedule_words.read("lịch tối") is not None
    assert schedule_words.read("lịch tội") is None


def test_the_name_of_a_site_is_left_out_with_its_kind(schedule_words):
    assert schedule_words.read("chợ nắng lên mấy giờ", ("nang", "len")) is not None
    assert schedule_words.read("chợ nắng lên mấy giờ") is None


def test_it_is_told_what_is_asked(schedule_words):
    which = schedule_words.read("hôm nào làm")
    assert which is not None
    assert (which.when, which.which_day, which.at_work, which.sessions) == (
        True,
        True,
        True,
        False,
    )
    group = schedule_words.read("lịch tổ 5")
    assert group is not None
    assert (group.groups, group.sessions, group.which_day) == (True, True, False)


def test_a_place_that_opens_itself_is_told_apart(schedule_words):
    assert schedule_words.opens("mấy giờ mở cửa")
    assert not schedule_words.opens("mấy giờ làm")
