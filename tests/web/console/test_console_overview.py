from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.assistant.status import Status
from bot.config import Config
from bot.content.loading import Files, load
from bot.desk import Desk
from bot.observing.pulse import Pulse
from bot.staff.endings import by_day, endings
from bot.store.kept import Asked, Tally
from bot.store.sqlite import SqliteStore
from bot.web.console import agenda
from bot.web.console.bars import HEIGHT, chart
from bot.web.health import STALE_POLL
from tests.conftest import MOMENT
from tests.web.console.conftest import Enter
from tests.web.reading import Page

FAQ = "faq/do-choi.yaml"
DAY = date(2026, 11, 22)


def ask(
    store: SqliteStore, status: str, *, days: int = 0, times: int = 1, topic: str = ""
) -> None:
    moment, topics = MOMENT - timedelta(days=days), (topic,) if topic else ()
    for _ in range(times):
        store.questions.record(Asked(moment, "web", "Con diều", status, topics, 0.9))


def card(page: Page, name: str) -> str:
    [found] = [text for text in page.texts("li", "card") if text.startswith(name)]
    return found.removeprefix(name).strip()


async def test_questions_are_counted_by_how_they_ended(enter: Enter, store: SqliteStore) -> None:
    ask(store, "answered", times=6, topic="mua-dieu")
    ask(store, "choices", days=6, times=3)
    ask(store, "declined_unknown", days=7)
    ask(store, "small_talk", times=5)
    ask(store, "answered", days=30, times=9, topic="tha-dieu")
    page = await (await enter("viewer")).see("/console")
    week, month = card(page, "Câu hỏi 7 ngày qua"), card(page, "Câu hỏi 30 ngày qua")
    assert week == "9 trả lời 6 (67%) hỏi lại, lựa chọn 3 (33%) không trả lời 0 (0%)"
    assert month == "10 trả lời 6 (60%) hỏi lại, lựa chọn 3 (30%) không trả lời 1 (10%)"


async def test_what_waits_for_the_staff_is_counted_and_leads_there(
    enter: Enter, store: SqliteStore
) -> None:
    viewer = await enter("viewer")
    assert card(await viewer.see("/console"), "Câu hỏi chờ cán bộ") == "0 Không có câu nào chờ."
    ask(store, "answered", times=4)
    ask(store, "declined_unknown", times=3, days=40)
    page = await viewer.see("/console")
    assert card(page, "Câu hỏi chờ cán bộ").startswith("3 chưa trả lời được")
    assert [link["href"] for link in page.all("a")].count("/console/hang-doi") == 2


async def test_the_topics_asked_most_are_named_by_their_titles(
    enter: Enter, store: SqliteStore
) -> None:
    ask(store, "answered", times=2, topic="mua-dieu")
    ask(store, "answered", times=3, topic="tha-dieu", days=10)
    ask(store, "answered", topic="chu-de-da-bo", days=10)
    page = await (await enter("viewer")).see("/console")
    [week, month] = [
        text for text in page.texts("section", "card") if text.startswith("Hỏi nhiều nhất")
    ]
    assert week == "Hỏi nhiều nhất, 7 ngày qua Mua diều ở đâu, giá bao nhiêu2"
    assert month == (
        "Hỏi nhiều nhất, 30 ngày qua Mấy tuổi được thả diều3Mua diều ở đâu, giá bao nhiêu2"
        "chu-de-da-bo1"
    )


async def test_the_chart_has_its_figures_in_a_table(enter: Enter, store: SqliteStore) -> None:
    ask(store, "answered", times=4)
    ask(store, "refused", days=2, times=2)
    page = await (await enter("viewer")).see("/console")
    assert {(found["class"], found["height"]) for found in page.all("rect")} == {
        ("a", "100.0"), ("c", "50.0"),
    }  # fmt: skip
    [picture] = page.all("svg", role="img")
    assert "30 ngày" in picture["aria-label"]
    assert [t for t in page.texts("th") if t[0].isdigit()] == ["22/11/2026", "20/11/2026"]


async def test_an_assistant_that_nobody_asked_has_a_first_page_too(enter: Enter) -> None:
    page = await (await enter("viewer")).see("/console")
    assert card(page, "Câu hỏi 7 ngày qua").startswith("0 trả lời 0")
    assert page.all("rect") == []
    assert page.texts("p", "soft").count("Chưa có câu hỏi nào.") == 2


async def test_what_ends_and_what_is_to_be_reviewed_within_sixty_days(
    enter: Enter, small_files: Files
) -> None:
    knowledge = load(small_files)
    page = await (await enter("viewer")).see("/console")
    expected = {
        f"{entry.review_by:%d/%m/%Y}" for entry in knowledge.entries.values()
        if entry.review_by <= DAY + timedelta(days=60)
    }  # fmt: skip
    assert expected
    summaries = " ".join(page.texts("summary"))
    for day in expected:
        assert f"Trước {day}" in summaries


def test_the_agenda_reaches_sixty_days_and_no_further(small_files: Files) -> None:
    knowledge = load(small_files)
    days = [DAY + timedelta(days=number) for number in range(0, 800, 7)]
    for day in days:
        found, last = agenda.of(knowledge, day), day + timedelta(days=60)
        turns = [turn.day for turn in found.turns]
        assert turns == sorted(set(turns))
        assert all(day <= turn <= last for turn in turns)
        assert all(turn.ends or turn.changes for turn in found.turns)
        assert all(day <= change.day <= last and change.after is None for change in found.values)
        due = {topic for _, topics in found.reviews for topic in topics}
        assert due == {
            topic for topic, entry in knowledge.entries.items() if entry.review_by <= last
        }


def test_a_price_that_ends_is_on_the_agenda(small_files: Files) -> None:
    knowledge = load(small_files)
    ends = {
        value.until for parameter in knowledge.parameters.by_id.values()
        for value in parameter.values
        if value.until and not any(v.holds_on(value.until + timedelta(days=1))
                                   for v in parameter.values)
    }  # fmt: skip
    assert ends
    for end in ends:
        found = agenda.of(knowledge, end - timedelta(days=30))
        assert end + timedelta(days=1) in {change.day for change in found.values}


async def test_faults_of_the_folder_are_told_with_their_places(
    enter: Enter, config: Config, small_files: Files
) -> None:
    viewer = await enter("viewer")
    assert (await viewer.see("/console")).texts("div", "fault") == []
    torn = small_files[FAQ].replace(b"{gia-dieu}", b"{gia-khong-co}")
    (config.knowledge / FAQ).write_bytes(torn)
    [told] = (await viewer.see("/console")).texts("div", "fault")
    assert "trợ lý vẫn trả lời theo bản 1" in told
    assert f"{FAQ}:" in told


@pytest.mark.parametrize(
    ("heard", "trouble", "told"),
    [
        (None, "", "tắt"),
        (0.0, "", "chạy"),
        (STALE_POLL + 1, "", "mất liên lạc"),
        (0.0, "token bị từ chối", "mất liên lạc token bị từ chối"),
        (None, "một tiến trình khác đang dùng", "mất liên lạc một tiến trình khác đang dùng"),
    ],
)
async def test_the_state_of_telegram(
    enter: Enter, pulse: Pulse, heard: float | None, trouble: str, told: str
) -> None:
    pulse.last_poll = None if heard is None else time.monotonic() - heard
    pulse.trouble = trouble
    page = await (await enter("viewer")).see("/console")
    assert card(page, "Tình trạng").partition("Telegram")[2].strip() == told


async def test_the_release_in_force_is_named(enter: Enter, console_desk: Desk) -> None:
    page = await (await enter("viewer")).see("/console")
    assert card(page, "Bản đang dùng").startswith("1 ")
    assert "thư mục" in card(page, "Bản đang dùng")


def tally(status: str, count: int = 1, day: date = DAY, topic: str = "") -> Tally:
    return Tally(day, "web", status, topic, count)


tallies = st.lists(
    st.builds(
        tally,
        st.sampled_from([status.value for status in Status]),
        st.integers(1, 500),
        st.integers(0, 40).map(lambda days: DAY - timedelta(days=days)),
    )
)


@given(tallies)
def test_every_question_is_counted_once_and_no_courtesy(found: Iterable[Tally]) -> None:
    found = list(found)
    asked = sum(one.count for one in found if one.status != Status.SMALL_TALK)
    assert endings(found).total == asked
    first = DAY - timedelta(days=40)
    days = by_day(found, first, DAY)
    assert [day for day, _ in days] == [first + timedelta(days=n) for n in range(41)]
    assert sum(endings.total for _, endings in days) == asked


@given(tallies)
def test_bars_stand_side_by_side_inside_the_chart(found: Iterable[Tally]) -> None:
    days = by_day(found, DAY - timedelta(days=40), DAY)
    pieces, width, most = chart(days)
    assert most == max(1, *(endings.total for _, endings in days))
    for piece in pieces:
        assert 0 <= piece.x < piece.x + piece.width <= width
        assert -0.02 <= piece.y <= piece.y + piece.height <= HEIGHT + 0.02
    for one, following in pairwise(pieces):
        same_day = one.x == following.x
        assert following.x >= one.x + one.width or same_day
        if same_day:
            assert abs(following.y + following.height - one.y) <= 0.02
    highest = sum(piece.height for piece in pieces)
    per_question = HEIGHT / most
    assert abs(highest - per_question * sum(e.total for _, e in days)) <= 0.02 * len(pieces) + 0.01
