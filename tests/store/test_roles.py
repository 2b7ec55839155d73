from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.store.sqlite import SqliteStore
from tests.store.looking import Kept


def test_a_role_is_played_by_one_store_at_a_time(store: Kept, other: Kept) -> None:
    assert store.claim("telegram")
    assert store.claim("telegram")
    assert not other.claim("telegram")
    assert other.claim("something-else")
    assert not store.claim("something-else")
    store.close()
    assert other.claim("telegram")


def test_a_role_that_nobody_can_tell_of_is_a_clear_fault(place: Path) -> None:
    store = SqliteStore(place)
    (place.parent / "telegram.lock").mkdir()
    with pytest.raises(StoreError, match=r"telegram\.lock"):
        store.claim("telegram")
    store.close()
