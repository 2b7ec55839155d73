from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.store.kept import StaffMember
from tests.store.looking import NOON, Kept, rows

LAN = StaffMember("Lan", "editor", ("mau",), 77)
HOUR = timedelta(hours=1)


def test_somebody_of_the_staff_is_kept_and_changed(store: Kept) -> None:
    number = store.staff.keep(LAN)
    assert store.staff.member(number) == replace(LAN, number=number)
    assert store.staff.of_telegram(77) == replace(LAN, number=number)
    changed = replace(LAN, role="admin", areas=(), telegram=None, number=number)
    assert store.staff.keep(changed) == number
    assert store.staff.members() == [changed]
    assert store.staff.of_telegram(77) is None
    assert store.staff.member(99) is None


def test_a_link_signs_in_once_and_in_time(store: Kept) -> None:
    number = store.staff.keep(LAN)
    secret = store.staff.invite(number, NOON, HOUR)
    session = store.staff.redeem(secret, NOON + HOUR, HOUR)
    assert session is not None
    assert store.staff.redeem(secret, NOON, HOUR) is None
    late = store.staff.invite(number, NOON, HOUR)
    assert store.staff.redeem(late, NOON + HOUR + timedelta(seconds=1), HOUR) is None
    assert store.staff.redeem("made up", NOON, HOUR) is None


def test_a_session_lasts_as_long_as_it_was_meant_to(store: Kept) -> None:
    number = store.staff.keep(LAN)
    session = store.staff.redeem(store.staff.invite(number, NOON, HOUR), NOON, HOUR) or ""
    signed_in = store.staff.signed_in(session, NOON + HOUR)
    assert signed_in is not None
    assert signed_in.name == "Lan"
    assert store.staff.signed_in(session, NOON + HOUR + timedelta(seconds=1)) is None
    assert store.staff.signed_in("made up", NOON) is None
    store.staff.sign_out(session)
    assert store.staff.signed_in(session, NOON) is None


def test_a_link_is_no_session_and_a_session_no_link(store: Kept) -> None:
    number = store.staff.keep(LAN)
    link = store.staff.invite(number, NOON, HOUR)
    assert store.staff.signed_in(link, NOON) is None
    session = store.staff.redeem(link, NOON, HOUR) or ""
    assert store.staff.redeem(session, NOON, HOUR) is None


def test_who_is_removed_is_signed_out_at_once(store: Kept) -> None:
    number = store.staff.keep(LAN)
    session = store.staff.redeem(store.staff.invite(number, NOON, HOUR), NOON, HOUR) or ""
    waiting = store.staff.invite(number, NOON, HOUR)
    store.staff.remove(number)
    assert store.staff.signed_in(session, NOON) is None
    assert store.staff.redeem(waiting, NOON, HOUR) is None
    assert store.staff.members() == []


def test_no_secret_stands_in_the_tables(store: Kept) -> None:
    number = store.staff.keep(LAN)
    link = store.staff.invite(number, NOON, HOUR)
    session = store.staff.redeem(store.staff.invite(number, NOON, HOUR), NOON, HOUR) or ""
    kept = [*rows(store, "select hash from keys"), *rows(store, "select * from staff")]
    for secret in (link, session):
        assert secret not in str(kept)
