"""How often the assistant answers in a group, by a clock that tests wind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.groups import limits
from handlers.groups.limits import Quota
from tests.telegram.conftest import KITE, Starter
from tests.telegram.neighbours import AN, CHI, Neighbours, links
from tests.telegram_server.server import BotApi

HOUR = 3600.0


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@given(
    st.integers(1, 5),
    st.lists(st.tuples(st.sampled_from([0.0, 1.0, 600.0, 3599.0, 3600.0]), st.integers(1, 2))),
)
def test_in_no_hour_more_is_said_than_allowed_nor_less_than_asked(
    most: int, asked: list[tuple[float, int]]
) -> None:
    clock = Clock()
    quota = Quota(most, clock)
    said: list[tuple[int, float]] = []
    for pause, chat in asked:
        clock.now += pause
        lately = [at for other, at in said if other == chat and at > clock.now - HOUR]
        given = quota.take(chat)
        assert given == (len(lately) < most)
        if given:
            said.append((chat, clock.now))


def test_the_group_is_told_once_an_hour() -> None:
    clock = Clock()
    quota = Quota(1, clock)
    assert quota.take(1)
    assert [quota.tell(1) for _ in range(3)] == [True, False, False]
    clock.now += HOUR - 1
    assert not quota.tell(1)
    clock.now += 1
    assert quota.tell(1)


def test_without_a_limit_all_is_answered() -> None:
    quota = Quota(0, Clock())
    assert all(quota.take(1) for _ in range(1000))


def test_looking_whether_something_is_left_takes_nothing() -> None:
    quota = Quota(1, Clock())
    assert all(quota.left(1) for _ in range(3))
    assert quota.take(1)
    assert not quota.left(1)
    assert quota.left(2)


def test_only_groups_of_the_last_hour_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_MOST_KNOWN", 10)
    clock = Clock()
    quota = Quota(1, clock)
    for chat in range(10):
        assert quota.take(chat)
    clock.now += HOUR
    assert quota.take(99)
    assert len(quota._accounts) == 1


async def test_over_the_limit_one_line_leads_to_the_private_chat_then_there_is_silence(
    start: Starter, api: BotApi
) -> None:
    async with start(group_replies_per_hour=3):
        xom = Neighbours(api)
        for user in (CHI, CHI, AN):
            [answer] = await xom.says(f"/hoi {KITE}", user=user)
            assert answer.text.startswith("<b>Mua diều")
        [line] = await xom.says(f"/hoi {KITE}")
        assert line.text.endswith("Bạn hỏi riêng trong chat với trợ lý nhé.")
        assert list(links(line).values()) == ["https://t.me/tro_ly_bot"]
        for text in (f"/hoi {KITE}", "/hoi", "/help", "/lich", "/caidat", "/ganphuong"):
            assert await xom.says(text) == []
        assert len(await xom.says("/caidat", user=AN)) == 1


async def test_each_group_has_a_limit_of_its_own(start: Starter, api: BotApi) -> None:
    async with start(group_replies_per_hour=1):
        for number in (-1001, -1002):
            xom = Neighbours(api, number)
            assert len(await xom.says(f"/hoi {KITE}")) == 1
