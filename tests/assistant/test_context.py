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


def test_only_the_last_few_are_kept(monkeypatch):
    monkeypatch.setattr(context, "_TURNS", 3)
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


def test_all_conversations_of_a_chat_can_be_dropped():
    memory = Memory()
    for conversation in ("chat:1:5", "chat:1:6", "chat:12:5"):
        memory.remember(conversation, NOON, "một")
    memory.forget("chat:1:")
    memory.forget("never heard of")
    assert memory.recall("chat:1:5", NOON) == memory.recall("chat:1:6", NOON) == ()
    assert memory.recall("chat:12:5", NOON) == ("một",)


def test_a_question_can_be_revised_and_what_came_before_it_recalled():
    memory = Memory()
    assert memory.latest("a") is None
    memory.remember("a", NOON, "một")
    memory.remember("b", NOON, "khác")
    memory.remember("a", NOON, "hai")
    second = memory.latest("a")
    assert second is not None
    memory.remember("a", NOON, "ba")
    assert memory.recall("a", NOON, before=second) == ("một",)
    memory.revise("a", second, "hai rưỡi")
    assert memory.recall("a", NOON) == ("một", "hai rưỡi", "ba")
    assert memory.recall("b", NOON) == ("khác",)


def test_a_question_that_is_not_remembered_any_more_cannot_be_revised(monkeypatch):
    monkeypatch.setattr(context, "_TURNS", 3)
    memory = Memory()
    for text in ("một", "hai", "ba", "bốn"):
        memory.remember("a", NOON, text)
    memory.revise("a", 1, "khác")
    assert memory.recall("a", NOON) == ("hai", "ba", "bốn")
    assert memory.recall("a", NOON, before=1) == ()


def test_conversations_that_are_over_do_not_stay_in_memory():
    memory = Memory()
    memory.remember("a", NOON, "một")
    memory.remember("b", NOON + KEPT_FOR, "hai")
    assert memory.latest("a") is not None
    memory.remember("b", NOON + KEPT_FOR + timedelta(seconds=1), "ba")
    assert memory.latest("a") is None


def test_the_longest_unused_conversation_goes_first(monkeypatch):
    monkeypatch.setattr(context, "_MOST_CHATS", 2)
    memory = Memory()
    for conversation in ("a", "b", "a", "c"):
        memory.remember(conversation, NOON, "câu")
    assert memory.recall("b", NOON) == ()
    assert memory.recall("a", NOON) == ("câu", "câu")
    assert memory.recall("c", NOON) == ("câu",)


def test_a_place_holds_as_long_as_the_conversation_goes_on():
    memory = Memory()
    memory.remember("a", NOON, "lịch", "phường Gió Lùa")
    for minute in range(1, 31):
        memory.remember("a", NOON + timedelta(minutes=minute), "thứ mấy")
    last = NOON + timedelta(minutes=30)
    assert memory.place("a", last + KEPT_FOR) == "phường Gió Lùa"
    assert memory.place("a", last + KEPT_FOR + timedelta(seconds=1)) == ""
    assert memory.place("b", last) == ""


def test_a_conversation_that_begins_anew_knows_no_place():
    memory = Memory()
    memory.remember("a", NOON, "lịch", "phường Gió Lùa")
    later = NOON + KEPT_FOR + timedelta(seconds=1)
    memory.remember("a", later, "thứ mấy")
    assert memory.place("a", later) == ""


def test_another_place_takes_the_place_of_the_first():
    memory = Memory()
    for text, place in (("lịch", "phường Gió Lùa"), ("ở", "xã Nắng Lên"), ("thứ mấy", "")):
        memory.remember("a", NOON, text, place)
    assert memory.place("a", NOON) == "xã Nắng Lên"
    assert memory.place("a", NOON, before=2) == "phường Gió Lùa"
    assert memory.place("a", NOON, before=1) == ""


def test_other_words_for_a_question_name_its_place_until_another_is_named():
    memory = Memory()
    for text, place in (("lịch", "xã Gió"), ("mai", ""), ("ở", "xã Nắng Lên"), ("mai", "")):
        memory.remember("a", NOON, text, place)
    memory.revise("a", 1, "lịch", "xã Đảo Sương")
    assert memory.place("a", NOON, before=2) == "xã Đảo Sương"
    assert memory.place("a", NOON, before=3) == "xã Đảo Sương"
    assert memory.place("a", NOON) == "xã Nắng Lên"


def test_a_conversation_goes_on_elsewhere_with_its_place():
    memory, other = Memory(), Memory()
    memory.remember("a:1", NOON, "lịch", "phường Gió Lùa")
    other.go_on("a:", memory.conversations("a:"))
    assert other.recall("a:1", NOON) == ("lịch",)
    assert other.place("a:1", NOON) == "phường Gió Lùa"
    other.go_on("a:", {"2": [(7, NOON.isoformat(), "không có nơi")]})  # as it was kept before
    assert (other.place("a:2", NOON), other.latest("a:2")) == ("", 7)
