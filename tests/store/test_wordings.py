from __future__ import annotations

from datetime import date

from bot.store.kept import Wording
from tests.store.looking import Kept

THIS_YEAR = Wording("K7M2Q9RT", "mua-dieu", "vi", date(2026, 1, 1), date(2026, 12, 31), 1)
NEXT_YEAR = Wording("ABCD2345", "mua-dieu", "vi", date(2027, 1, 1), None, 1)


def test_a_code_leads_to_what_it_stands_for(store: Kept) -> None:
    store.wordings.keep(1, [THIS_YEAR, NEXT_YEAR])
    assert store.wordings.find("K7M2Q9RT") == [THIS_YEAR]
    assert store.wordings.find("ABCD2345") == [NEXT_YEAR]
    assert store.wordings.find("nobody") == []


def test_a_release_is_kept_once(store: Kept) -> None:
    store.wordings.keep(1, [THIS_YEAR])
    store.wordings.keep(1, [THIS_YEAR, NEXT_YEAR])
    assert store.wordings.of_topic("mua-dieu", "vi") == [THIS_YEAR]


def test_the_history_of_a_topic_is_told_by_release_and_day(store: Kept) -> None:
    later = Wording("K7M2Q9RT", "mua-dieu", "vi", date(2026, 5, 1), None, 2)
    store.wordings.keep(1, [NEXT_YEAR, THIS_YEAR])
    store.wordings.keep(2, [later, Wording("X", "mua-dieu", "en", date(2026, 5, 1), None, 2)])
    assert store.wordings.of_topic("mua-dieu", "vi") == [THIS_YEAR, NEXT_YEAR, later]
    assert store.wordings.find("K7M2Q9RT") == [THIS_YEAR, later]
