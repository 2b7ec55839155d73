"""What is left of a message without the name that calls, and what sounds like a question."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Chat, Message, MessageEntity, MessageOriginHiddenUser, User

from bot.content.knowledge import Knowledge
from handlers.groups.addressing import asks_everybody, cut, hear
from tests.telegram_server.contents import ME

BOT = User(ME["id"], ME["first_name"], is_bot=True, username=ME["username"])
DAY = datetime(2026, 11, 22, tzinfo=UTC)
GROUP, LAN = Chat(-5, Chat.SUPERGROUP), User(1, "Lan", is_bot=False)
NAME, OTHER = f"@{ME['username']}", "@nguoi_khac"
SIGNS = st.sampled_from(["🪁", "👨‍👩‍👧", "ộ", "𠮷", " ", "\n", ",", "a", "?", "\ud83e"])
"""Of one, two and more UTF-16 units, and half a pair."""
TEXTS = st.lists(SIGNS, max_size=5).map("".join)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def message(text: str, entities: tuple[MessageEntity, ...] = (), **more: Any) -> Message:
    return Message(1, DAY, GROUP, from_user=LAN, text=text, entities=entities, **more)


def squeezed(text: str) -> str:
    return "".join(text.split()).strip(",")


@given(st.lists(st.tuples(TEXTS, st.booleans()), max_size=8))
def test_exactly_the_stretches_that_are_named_are_cut(pieces: list[tuple[str, bool]]) -> None:
    at, spans = 0, []
    for text, goes in pieces:
        if goes:
            spans.append((at, units(text)))
        at += units(text)
    left = cut("".join(text for text, _ in pieces), spans)
    assert squeezed(left) == squeezed("".join(text for text, goes in pieces if not goes))


@given(TEXTS, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=5))
def test_stretches_that_overlap_or_lead_beyond_the_end_do_no_harm(
    text: str, spans: list[tuple[int, int]]
) -> None:
    assert units(cut(text, spans)) <= units(text) + len(spans)


@given(st.lists(st.one_of(TEXTS, st.sampled_from([NAME, NAME.upper(), OTHER])), max_size=8))
def test_only_the_own_name_calls_and_it_alone_is_taken_out(
    small_knowledge: Knowledge, pieces: list[str]
) -> None:
    at, entities = 0, []
    for piece in pieces:
        if piece.startswith("@"):
            entities.append(MessageEntity(MessageEntity.MENTION, at, units(piece)))
        at += units(piece)
    heard = hear(message("".join(pieces), tuple(entities)), BOT, small_knowledge)
    assert heard.called == any(piece.lower() == NAME for piece in pieces)
    assert NAME not in heard.text.lower()
    if heard.text:
        assert heard.text.count(OTHER) == pieces.count(OTHER)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Con diều bao nhiêu tiền", True),
        ("Bao nhiêu tiền một con diều hả bác", True),
        ("Diều rách rồi?", True),
        ("Nhà ai có diều không ạ", True),
        ("dieu bao nhieu tien vay", True),
        ("nha ai co dieu khong a", True),
        ("Diều rách rồi", False),
        ("Diều rách ở đầu", False),
        ("Tôi không mua diều nữa", False),
        ("Diều nào cũng đẹp cả", False),
        ("", False),
        ("ạ", False),
    ],
)
def test_a_question_has_its_sign_or_the_words_of_one(
    small_knowledge: Knowledge, text: str, *, asks: bool
) -> None:
    assert asks_everybody(message(text), text, small_knowledge) is asks


@pytest.mark.parametrize(
    "more",
    [
        {"reply_to_message": message("Diều rách rồi")},
        {"entities": (MessageEntity(MessageEntity.MENTION, 0, units(OTHER)),)},
        {"entities": (MessageEntity(MessageEntity.TEXT_MENTION, 0, 3, user=LAN),)},
        {"forward_origin": MessageOriginHiddenUser(DAY, "Lan")},
        {"entities": (MessageEntity(MessageEntity.URL, 0, 9),)},
    ],
    ids=["reply", "name", "person", "forwarded", "link"],
)
def test_a_question_to_somebody_is_not_one_to_everybody(
    small_knowledge: Knowledge, more: dict[str, Any]
) -> None:
    text = f"{OTHER} diều bao nhiêu tiền?"
    assert asks_everybody(message(text), text, small_knowledge)
    assert not asks_everybody(message(text, **more), text, small_knowledge)


def test_a_story_is_no_question(small_knowledge: Knowledge) -> None:
    text = "Hôm nay tôi thả diều. " * 20 + "Con diều bao nhiêu tiền?"
    assert not asks_everybody(message(text), text, small_knowledge)
