from datetime import datetime, timedelta

from bot.assistant import context
from bot.assistant.context import KEPT_FOR, Memory
from bot.assistant.question import VIETNAM

NOON = datetime(2026, 3, 2, 12, tzinfo=VIETNAM)


def test_questions_come_back_oldest_first_and_only_to_their_own_conversation():
    memory = Memory()
    memory.remember("a", NOON, "một")
    memory.remember("b", NOON, "khác")
    memory.remember("a", NOON, "hai")
    assert memory.recall("a", NOON) == ("một", "hai")
    assert memory.recall("b", NOON) == ("khác",)
    assert memory.recall("c", NOON) == ()


def test_only_the_last_three_are_kept():
    memory = Memory()
    for text in ("một", "hai", "ba", "bốn"):
        memory.remember("a", NOON, text)
    assert memory.recall("a", NOON) == ("hai", "ba", "bốn")


def test_what_is_too_long_ago_is_forgotten():
    memory = Memory()
    memory.remember("a", NOON, "một")
    memory.remember("a", NOON + timedelta(minutes=1), "hai")
    assert memory.recall("a", NOON + KEPT_FOR) == ("một", "hai")
    assert memory.recall("a", NOON + KEPT_FOR + timedelta(seconds=1)) == ("hai",)


def test_a_conversation_can_be_dropped():
    memory = Memory()
    memory.remember("a", NOON, "một")
    memory.forget("a")
    memory.forget("never heard of")
    assert memory.recall("a", NOON) == ()


def test_the_longest_unused_conversation_goes_first(monkeypatch):
    monkeypatch.setattr(context, "_MOST_CHATS", 2)
    memory = Memory()
    for conversation in ("a", "b", "a", "c"):
        memory.remember(conversation, NOON, "câu")
    assert memory.recall("b", NOON) == ()
    assert memory.recall("a", NOON) == ("câu", "câu")
    assert memory.recall("c", NOON) == ("câu",)
