"""The list of topics: what is found, and what is said of each."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.store.kept import Asked
from bot.store.sqlite import SqliteStore
from tests.conftest import MOMENT
from tests.web.console.conftest import Enter
from tests.web.reading import Page

LIST = "/console/chu-de"


def titles(page: Page) -> list[str]:
    return [text for text in page.texts("a") if text in _TITLES]


_TITLES = {
    "Mua diều ở đâu, giá bao nhiêu", "Mấy tuổi được thả diều", "Diều rách thì làm gì",
    "Tắm cho mèo", "Mèo bị ốm", "Trò chuyện với trợ lý",
}  # fmt: skip


async def test_topics_stand_below_their_groups(enter: Enter) -> None:
    page = await (await enter("viewer")).see(LIST)
    assert page.texts("h2") == ["Đồ chơi", "Thú cưng"]
    assert set(titles(page)) == _TITLES
    assert page.all("a", href=f"{LIST}/mua-dieu")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("meo om", ["Mèo bị ốm"]),
        ("Diều RÁCH", ["Diều rách thì làm gì"]),
        ("bac si thu y", ["Mèo bị ốm"]),
        ("where to buy", ["Mua diều ở đâu, giá bao nhiêu"]),
        ("tam-meo", ["Tắm cho mèo"]),
        ("tàu ngầm", []),
    ],
)
async def test_words_are_found_with_and_without_marks(
    enter: Enter, wanted: str, found: list[str]
) -> None:
    page = await (await enter("viewer")).see(f"{LIST}?tim={wanted}")
    assert titles(page) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("nhom=thu-cung", {"Tắm cho mèo", "Mèo bị ốm", "Trò chuyện với trợ lý"}),
        ("loc=tieng-anh", _TITLES - {"Mua diều ở đâu, giá bao nhiêu"}),
        ("loc=chua-chac", {"Mấy tuổi được thả diều"}),
        ("loc=xem-lai", _TITLES),
        ("nhom=do-choi&loc=chua-chac&tim=dieu", {"Mấy tuổi được thả diều"}),
        ("nhom=thu-cung&loc=chua-chac", set()),
        ("nhom=khong-co", set()),
        ("loc=khong-co", _TITLES),
    ],
)
async def test_filters_keep_what_they_say(enter: Enter, query: str, found: set[str]) -> None:
    assert set(titles(await (await enter("viewer")).see(f"{LIST}?{query}"))) == found


async def test_a_topic_shows_how_often_it_was_asked_and_how_many_wait_as_no_help(
    enter: Enter, store: SqliteStore
) -> None:
    ages = [0, 3, 29, 31]
    numbers = [
        store.questions.record(
            Asked(MOMENT - timedelta(days=days), "web", "Tắm mèo", "answered", ("tam-meo",), 0.9)
        )
        for days in ages
    ]
    for number in (numbers[0], numbers[3]):
        store.questions.rate(number, helpful=False)
    page = await (await enter("viewer")).see(f"{LIST}?tim=tam-meo")
    assert page.texts("td") == ["3", "1 (33%)"]


async def test_whoever_only_looks_is_not_offered_a_new_topic(enter: Enter) -> None:
    assert not (await (await enter("viewer")).see(LIST)).all("a", href=f"{LIST}/_moi")
    assert (await (await enter("editor")).see(LIST)).all("a", href=f"{LIST}/_moi")


async def test_nobody_sees_topics_without_signing_in(enter: Enter) -> None:
    page = await (await enter(None)).see(LIST)
    assert page.texts("h1") == ["Đăng nhập"]
