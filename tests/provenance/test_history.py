from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from bot.assistant.question import VIETNAM
from bot.content.knowledge import Knowledge
from bot.provenance.history import LANGUAGES, code_on, keep_history, wordings_of
from bot.store.kept import Release, Wording
from bot.store.sqlite import SqliteStore
from tests.provenance.conftest import DAY, Press, noon


def periods(press: Press, topic: str, language: str = "vi") -> list[tuple[date, date | None]]:
    return [(each.first, each.last) for each in press.store.wordings.of_topic(topic, language)]


def test_a_price_that_changes_on_a_known_day_is_two_wordings(press: Press) -> None:
    new_year = date(2027, 1, 1)
    assert periods(press, "mua-dieu") == [(DAY, date(2026, 12, 31)), (new_year, None)]
    old, new = press.store.wordings.of_topic("mua-dieu", "vi")
    assert (old.code, new.code) == (press.code("mua-dieu"), press.code("mua-dieu", new_year))
    assert old.code != new.code


def test_a_wording_that_never_changes_is_one_without_an_end(press: Press) -> None:
    assert periods(press, "tam-meo") == [(DAY, None)]


def test_the_days_before_a_release_are_not_its_own(press: Press) -> None:
    assert periods(press, "dieu-rach") == [(DAY, None)]


def test_days_without_an_answer_have_no_wording(press: Press) -> None:
    assert periods(press, "meo-om") == [(DAY, date(2026, 5, 1))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_every_day_the_history_has_the_code_of_that_day(press: Press, language: str) -> None:
    for topic in press.knowledge.entries:
        kept = press.store.wordings.of_topic(topic, language)
        for number in range(-3, 420):
            day = DAY + timedelta(days=number)
            there = [
                each.code
                for each in kept
                if each.first <= day and (each.last is None or day <= each.last)
            ]
            code = code_on(press.knowledge, topic, day, language)  # type: ignore[arg-type]
            assert there == ([code] if code and day >= DAY else []), (topic, day)


def test_a_release_is_kept_once(press: Press) -> None:
    before = press.store.wordings.find(press.code("mua-dieu"))
    press.publish(DAY + timedelta(days=9))
    assert press.store.wordings.find(press.code("mua-dieu")) == before


def test_the_same_words_in_a_later_release_have_the_same_code(press: Press) -> None:
    press.publish(date(2026, 4, 1), ("faq/thu-cung.yaml", "nhẹ tay", "thật nhẹ tay"))
    assert [each.release for each in press.store.wordings.find(press.code("mua-dieu"))] == [1, 2]
    assert len(press.store.wordings.of_topic("tam-meo", "vi")) == 2
    assert len({each.code for each in press.store.wordings.of_topic("tam-meo", "vi")}) == 2


@pytest.mark.parametrize(
    ("moment", "made_at", "first"),
    [
        (noon(date(2026, 3, 9)), noon(DAY), DAY),
        (noon(date(2025, 12, 1)), noon(DAY), date(2025, 12, 1)),
        (noon(date(2027, 5, 1)), datetime(2026, 3, 2, 1, tzinfo=VIETNAM), DAY),
    ],
)
def test_a_release_counts_from_when_it_was_made_or_first_answered_from(
    store: SqliteStore,
    small_knowledge: Knowledge,
    moment: datetime,
    made_at: datetime,
    first: date,
) -> None:
    release = Release(7, small_knowledge.digest, made_at, "an")
    keep_history(store, release, small_knowledge, moment)
    assert store.wordings.of_topic("tam-meo", "vi")[0].first == first


def test_a_translation_may_change_on_days_of_its_own(press: Press) -> None:
    """Its price stands in the translation alone."""
    press.publish(
        DAY,
        ("faq/do-choi.yaml", "làng, giá {gia-dieu}.", "làng."),
        ("faq/do-choi.yaml", 'cost: "{gia-dieu}"', "cost: Rẻ"),
    )
    new_year = date(2027, 1, 1)
    assert press.code("mua-dieu", new_year) == press.code("mua-dieu")
    english = [each.first for each in press.store.wordings.of_topic("mua-dieu", "en")[-2:]]
    assert english == [DAY, new_year]


def test_periods_of_one_topic_follow_each_other(small_knowledge: Knowledge) -> None:
    found = [each for each in wordings_of(small_knowledge, 1, DAY) if each.language == "vi"]
    for one, other in pairwise(found):
        if one.topic == other.topic:
            assert isinstance(one, Wording)
            assert one.last is not None
            assert other.first > one.last
