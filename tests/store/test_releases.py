from __future__ import annotations

from datetime import timedelta

from tests.store.looking import Kept, rows


def test_before_the_first_release_there_is_none(store: Kept) -> None:
    assert store.releases.newest() is None


def test_a_release_gives_back_its_files_to_the_byte(store: Kept) -> None:
    files = {"faq/do-choi.yaml": "diều\r\n".encode(), "groups.yaml": b"\x00\xff", "a": b""}
    made = store.releases.publish("abc", files, "lan")
    found = store.releases.newest()
    assert found is not None
    release, kept = found
    assert kept == files
    assert (release.number, release.digest, release.author) == (made.number, "abc", "lan")
    assert abs(release.made_at - made.made_at) < timedelta(seconds=1)


def test_publishing_the_same_digest_twice_gives_one_release(store: Kept) -> None:
    first = store.releases.publish("abc", {"a": b"1"}, "lan")
    second = store.releases.publish("abc", {"a": b"1"}, "minh")
    assert (second.number, second.author) == (first.number, "lan")
    assert rows(store, "select count(*) from releases") == [(1,)]


def test_going_back_to_an_older_text_is_a_release_of_its_own(store: Kept) -> None:
    numbers = [store.releases.publish(digest, {"a": b"1"}, "lan").number for digest in "xyx"]
    assert numbers == sorted(set(numbers))
    found = store.releases.newest()
    assert found is not None
    assert found[0].number == numbers[-1]


def test_an_earlier_release_is_found_by_its_number(store: Kept) -> None:
    first = store.releases.publish("abc", {"a": b"1"}, "lan")
    store.releases.publish("def", {"a": b"2"}, "minh")
    found = store.releases.get(first.number)
    assert found is not None
    assert (found[0].digest, found[1]) == ("abc", {"a": b"1"})
    for nobody in (0, -1, 99, 10**60):
        assert store.releases.get(nobody) is None


def test_the_last_releases_are_listed_newest_first(store: Kept) -> None:
    for digest in "abc":
        store.releases.publish(digest, {"a": b"1"}, "lan")
    assert [release.digest for release in store.releases.list(2)] == ["c", "b"]
