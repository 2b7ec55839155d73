from __future__ import annotations

from datetime import timedelta

from bot.store.kept import Group, Letter
from tests.store.looking import NOON, Kept

GROUP = Group(-5, "mau", 7, auto_answer=True, announce=False, weekly_day=1)


def test_what_a_group_has_set_is_kept_in_place_of_what_was_before(store: Kept) -> None:
    assert store.chats.group(-5) is None
    store.chats.keep_group(Group(-5))
    assert store.chats.group(-5) == Group(-5)
    store.chats.keep_group(GROUP)
    assert store.chats.group(-5) == GROUP


def test_the_groups_of_a_ward_are_those_bound_to_it(store: Kept) -> None:
    for chat, area in [(-1, "mau"), (-2, "khac"), (-3, "mau"), (-4, "")]:
        store.chats.keep_group(Group(chat, area))
    assert [group.chat for group in store.chats.groups_of("mau")] == [-3, -1]


def test_a_chat_follows_a_ward_once_and_may_stop(store: Kept) -> None:
    assert store.chats.follow(1, "mau")
    assert not store.chats.follow(1, "mau")
    assert store.chats.follow(1, "an")
    assert store.chats.follow(2, "mau")
    assert store.chats.followed(1) == ["mau", "an"]
    assert store.chats.followers("mau") == [1, 2]
    assert store.chats.unfollow(1, "mau")
    assert not store.chats.unfollow(1, "mau")
    assert store.chats.followers("mau") == [2]


def test_forgetting_a_chat_deletes_all_that_is_kept_of_it_and_nothing_of_others(
    store: Kept,
) -> None:
    for chat in (-5, -6):
        store.chats.keep_group(Group(chat, "mau"))
        store.chats.follow(chat, "mau")
        store.letters.add([Letter(chat, NOON, "session", "a")])
    assert store.chats.forget(-5) == 3
    assert store.chats.forget(-5) == 0
    assert store.chats.group(-5) is None
    assert store.chats.followed(-5) == []
    assert store.letters.of_chat(-5) == []
    assert store.chats.group(-6) == Group(-6, "mau")
    assert len(store.letters.of_chat(-6)) == 1


def test_a_group_that_becomes_a_supergroup_takes_all_along(store: Kept) -> None:
    store.chats.keep_group(GROUP)
    store.chats.follow(-5, "mau")
    store.letters.add([Letter(-5, NOON, "weekly", "mau", 7)])
    for _ in range(2):
        store.chats.move(-5, -1005)
    assert store.chats.group(-5) is None
    moved = store.chats.group(-1005)
    assert moved is not None
    assert (moved.area, moved.weekly_day) == ("mau", 1)
    assert store.chats.followed(-1005) == ["mau"]
    [letter] = store.letters.of_chat(-1005)
    assert (letter.kind, letter.thread) == ("weekly", 7)


def test_what_the_supergroup_has_set_already_stays(store: Kept) -> None:
    store.chats.keep_group(GROUP)
    store.chats.keep_group(Group(-1005, "an"))
    for chat in (-5, -1005):
        store.chats.follow(chat, "mau")
        store.letters.add([Letter(chat, NOON, "weekly", "mau")])
    store.letters.add([Letter(-5, NOON + timedelta(days=1), "weekly", "mau")])
    store.chats.move(-5, -1005)
    assert store.chats.group(-1005) == Group(-1005, "an")
    assert store.chats.followed(-1005) == ["mau"]
    assert len(store.letters.of_chat(-1005)) == 2
    assert store.letters.of_chat(-5) == []


def test_moving_to_oneself_changes_nothing(store: Kept) -> None:
    store.chats.keep_group(GROUP)
    store.chats.move(-5, -5)
    assert store.chats.group(-5) == GROUP
