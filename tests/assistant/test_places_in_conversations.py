"""A place that was named goes on to hold: through any number of messages, until another is."""

from __future__ import annotations

import pytest

from bot.desk import Desk

pytestmark = pytest.mark.cards
SCHEDULE = "Lịch làm thẻ nuôi"


async def say(desk: Desk, *texts: str) -> str:
    """Return the note of the last answer."""
    replies = [await desk.ask(text, "web", conversation="web:1") for text in texts]
    return replies[-1].reply.note


async def test_a_place_named_long_ago_is_still_the_one_that_is_asked_about(desk):
    between = ["mèo ho", "mèo sốt", "diều rách", "mèo nôn", "mua diều", "mèo ốm", "tắm mèo"]
    note = await say(desk, "tôi ở xã Đảo Sương", *between, SCHEDULE)
    assert "xã Đảo Sương" in note


async def test_another_place_that_is_named_takes_its_place(desk):
    between = ["mèo ho", "mèo sốt", "diều rách", "mèo nôn", "mua diều", "mèo ốm", "tắm mèo"]
    note = await say(desk, "tôi ở xã Đảo Sương", "tôi ở phường Gió Lùa", *between, SCHEDULE)
    assert "phường Gió Lùa" in note


async def test_a_site_that_was_named_stands_for_its_ward(desk):
    between = ["mèo ho", "mèo sốt", "diều rách", "mèo nôn", "mua diều", "mèo ốm", "tắm mèo"]
    note = await say(desk, "sân đình gió lùa", *between, SCHEDULE)
    assert "phường Gió Lùa" in note


async def test_the_place_of_a_conversation_comes_before_the_home(desk):
    await say(desk, "tôi ở xã Đảo Sương", *["mèo ho"] * 7)
    answered = await desk.ask(
        SCHEDULE, "web", conversation="web:1", place="phường Gió Lùa, tỉnh Mây"
    )
    assert "xã Đảo Sương" in answered.reply.note


async def test_who_begins_anew_is_at_home(desk, clock):
    await say(desk, "tôi ở xã Đảo Sương")
    answered = await desk.ask(
        SCHEDULE, "web", conversation="web:2", place="phường Gió Lùa, tỉnh Mây"
    )
    assert "phường Gió Lùa" in answered.reply.note
