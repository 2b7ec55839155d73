from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.assistant.age_bands import MANDATORY_AGE
from bot.content.knowledge import Knowledge
from bot.content.loading import load, read_folder
from bot.content.topics import Ages
from bot.reporting.classes import OTHERS, classes
from bot.reporting.counts import COUNTS, GOALS, SERVED, labels

DAY = date(2026, 12, 16)


def about(knowledge: Knowledge, topic: str, **told: object) -> Knowledge:
    entry = knowledge.entries[topic].model_copy(update=told)
    return replace(knowledge, entries={**knowledge.entries, topic: entry})


@pytest.mark.parametrize(
    ("first", "last", "label"),
    [
        (0, 5, "Trẻ dưới 6 tuổi"),
        (6, 13, "Trẻ từ đủ 6 đến dưới 14 tuổi"),
        (0, 13, "Trẻ dưới 14 tuổi, nói chung"),
        (14, None, "Người từ đủ 14 tuổi"),
        (60, 70, "Người từ đủ 14 tuổi"),
        (0, 17, OTHERS),
    ],
)
def test_a_topic_belongs_to_the_ages_that_it_speaks_of(
    small_knowledge: Knowledge, first: int, last: int | None, label: str
) -> None:
    ages = Ages.model_validate({"from": first, "until": last})
    found = classes({"tam-meo": 3}, about(small_knowledge, "tam-meo", ages=ages), DAY)
    assert {name: count for name, count in found.items() if count} == {label: 3}


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Kích hoạt tài khoản", "Đã làm hồ sơ mức 2, chưa kích hoạt"),
        ("Bao lâu được DUYỆT mức 2", "Đã làm hồ sơ mức 2, chưa kích hoạt"),
        ("Đăng ký mức 2 ở đâu", "Chưa làm hồ sơ mức 2"),
        ("Mức 20 của diều", OTHERS),
        ("Tắm cho mèo", OTHERS),
    ],
)
def test_a_topic_without_an_age_belongs_to_what_its_title_speaks_of(
    small_knowledge: Knowledge, title: str, label: str
) -> None:
    found = classes({"tam-meo": 1}, about(small_knowledge, "tam-meo", title=title), DAY)
    assert [name for name, count in found.items() if count] == [label]


def test_every_class_is_there_and_a_topic_that_is_gone_counts_as_general(
    small_knowledge: Knowledge,
) -> None:
    found = classes({"da-bo": 2}, small_knowledge, DAY)
    assert len(found) == 7
    assert (found[OTHERS], sum(found.values())) == (2, 2)


@pytest.mark.content
def test_the_shipped_topics_fill_every_class() -> None:
    knowledge = load(read_folder(Path(__file__).parents[2] / "knowledge"))
    found = classes(dict.fromkeys(knowledge.entries, 1), knowledge, DAY)
    assert all(found.values()), found


def test_goals_and_people_served_are_made_of_counts_that_there_are(
    small_knowledge: Knowledge,
) -> None:
    known = {count.id for count in COUNTS}
    assert known == set(labels(small_knowledge.parameters, DAY))
    assert {name for goal in GOALS for name in goal.counts} | set(SERVED) <= known


def test_a_day_without_a_law_leaves_the_age_blank(small_knowledge: Knowledge) -> None:
    assert MANDATORY_AGE in small_knowledge.parameters.by_id
    told = labels(small_knowledge.parameters, date(2000, 1, 1))
    assert told["the-can-cuoc"] == "Hồ sơ thẻ căn cước, người từ đủ …… tuổi"
