from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client.parser import text_string_to_metric_families

from bot.desk import Desk
from bot.observing.metrics import style_of
from bot.observing.pulse import Pulse
from bot.store.sqlite import SqliteStore
from bot.web.metrics import PATH, make_metrics_app

Numbers = dict[tuple[str, ...], float]


@pytest.fixture
async def prometheus(desk: Desk, pulse: Pulse) -> AsyncIterator[TestClient]:
    async with TestClient(TestServer(make_metrics_app(desk, pulse))) as found:
        yield found


async def numbers(client: TestClient) -> Numbers:
    text = await (await client.get(PATH)).text()
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def test_questions_are_counted_by_channel_status_and_style(
    prometheus: TestClient, desk: Desk
) -> None:
    key = ("cancuoc_questions_total", "web", "answered", "vi")
    before = (await numbers(prometheus)).get(key, 0.0)
    await desk.ask("Con diều bao nhiêu tiền?", "web")
    after = await numbers(prometheus)
    assert after[key] == before + 1
    assert after["cancuoc_engine_seconds_count",] > 0


async def test_no_word_of_a_question_is_shown(prometheus: TestClient, desk: Desk) -> None:
    await desk.ask("Con diều của Nguyễn Văn Bưởi 001099012345 bao nhiêu tiền?", "web")
    text = await (await prometheus.get(PATH)).text()
    assert not re.search("bưởi|diều|0010990", text, re.IGNORECASE)


async def test_what_waits_is_counted(prometheus: TestClient, desk: Desk) -> None:
    answered = await desk.ask("Con diều bao nhiêu tiền?", "web")
    assert answered.number is not None
    assert (await numbers(prometheus))["cancuoc_queue",] == 0
    await desk.rate(answered.number, helpful=False)
    assert (await numbers(prometheus))["cancuoc_queue",] == 1


async def test_a_silent_telegram_shows_and_one_that_is_off_too(
    prometheus: TestClient, pulse: Pulse
) -> None:
    assert (await numbers(prometheus))["cancuoc_telegram_silent_seconds",] == -1
    pulse.beat()
    assert 0 <= (await numbers(prometheus))["cancuoc_telegram_silent_seconds",] < 60


async def test_a_store_that_is_gone_shows_and_costs_no_other_number(
    prometheus: TestClient, store: SqliteStore, desk: Desk
) -> None:
    assert (await numbers(prometheus))["cancuoc_store_up",] == 1
    store.close()
    found = await numbers(prometheus)
    assert found["cancuoc_store_up",] == 0
    assert found["cancuoc_topics",] == len(desk.engine.knowledge.entries)


async def test_a_question_that_cannot_be_kept_is_counted(
    prometheus: TestClient, store: SqliteStore, desk: Desk
) -> None:
    key = ("cancuoc_store_faults_total", "question")
    before = (await numbers(prometheus)).get(key, 0.0)
    store.close()
    assert (await desk.ask("Con diều bao nhiêu tiền?", "web")).reply.items
    assert (await numbers(prometheus))[key] == before + 1


@pytest.mark.parametrize(
    ("text", "language", "style"),
    [
        ("Làm thẻ ở đâu", "vi", "vi"),
        ("lam the o dau", "vi", "vi-plain"),
        ("where is it", "en", "en"),
    ],
)
def test_the_style_tells_how_a_message_is_typed(text: str, language: str, style: str) -> None:
    assert style_of(text, language) == style
