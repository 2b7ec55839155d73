from __future__ import annotations

from datetime import timedelta

import pytest
from aiohttp.test_utils import TestClient

from bot.desk import Desk
from bot.errors import StoreError
from bot.store.kept import StaffMember
from bot.store.sqlite import SqliteStore
from bot.web.console.guard import Attempts
from tests.web.console.conftest import Enter, Watch
from tests.web.visiting import assert_safe

LAN = StaffMember("Lan", "viewer")
BEHIND_A_PROXY = {"web": {"trust_proxy": True}}
SPENT = "Đường dẫn này đã dùng rồi hoặc đã quá hạn."


@pytest.fixture
def secret(store: SqliteStore, watch: Watch) -> str:
    return store.staff.invite(store.staff.keep(LAN), watch.now, timedelta(minutes=15))


async def test_looking_at_a_link_does_not_use_it_up(enter: Enter, secret: str) -> None:
    guest = await enter(None)
    for _ in range(3):
        page = await guest.see(f"/console/vao/{secret}")
        assert page.texts("button") == ["Đăng nhập"]
        assert page.texts("p", "fault") == []
    await guest.sign_in(secret)


async def test_a_link_works_once(enter: Enter, secret: str) -> None:
    await (await enter(None)).sign_in(secret)
    second = await enter(None)
    page = await second.post(f"/console/vao/{secret}", status=403)
    assert page.texts("p", "fault") == [SPENT]
    assert (await second.see("/console")).texts("h1") == ["Đăng nhập"]


async def test_a_link_ends_after_its_time(enter: Enter, secret: str, watch: Watch) -> None:
    watch.pass_by(minutes=15, seconds=1)
    page = await (await enter(None)).post(f"/console/vao/{secret}", status=403)
    assert page.texts("p", "fault") == [SPENT]


async def test_a_link_that_never_was_signs_nobody_in(enter: Enter) -> None:
    guest = await enter(None)
    for made_up in ("x", "a" * 43, "%3Cscript%3E", "%00", "%ED%A0%80"):
        await guest.post(f"/console/vao/{made_up}", status=403)
    assert (await guest.see("/console")).texts("h1") == ["Đăng nhập"]


async def test_a_session_is_not_a_link(enter: Enter) -> None:
    viewer = await enter("viewer")
    session = await viewer.cookie("ten")
    await (await enter(None)).post(f"/console/vao/{session.value}", status=403)


async def test_the_cookie_is_for_the_browser_and_these_pages_alone(
    enter: Enter, secret: str
) -> None:
    guest = await enter(None)
    async with guest.client.post(f"/console/vao/{secret}", allow_redirects=False) as answer:
        assert (answer.status, answer.headers["Location"]) == (303, "/console")
        cookie = answer.cookies["ten"]
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["path"]) == ("Strict", "/console")
    assert cookie["max-age"] == str(12 * 3600)
    assert not cookie["secure"]


@pytest.mark.parametrize(
    ("settings", "secure"), [(BEHIND_A_PROXY, True), ({"web": {"trust_proxy": False}}, "")]
)
async def test_behind_https_the_cookie_is_secure_where_the_proxy_is_trusted(
    enter: Enter, secret: str, secure: object
) -> None:
    guest = await enter(None)
    async with guest.client.post(
        f"/console/vao/{secret}", allow_redirects=False, headers={"X-Forwarded-Proto": "https"}
    ) as answer:
        assert answer.cookies["ten"]["secure"] == secure


async def test_a_session_ends_after_twelve_hours(enter: Enter, watch: Watch) -> None:
    viewer = await enter("viewer")
    watch.pass_by(hours=11, minutes=59)
    assert (await viewer.see("/console")).texts("h1") == ["Tổng quan"]
    watch.pass_by(minutes=2)
    assert (await viewer.see("/console")).texts("h1") == ["Đăng nhập"]


async def test_who_signs_out_is_out_everywhere_this_session_was_known(enter: Enter) -> None:
    viewer, thief = await enter("viewer"), await enter(None)
    cookie = await viewer.cookie("ten")
    assert (await thief.see("/console", Cookie=f"ten={cookie.value}")).texts("h1") == ["Tổng quan"]
    assert (await viewer.post("/console/ra")).texts("h1") == ["Đăng nhập"]
    assert (await viewer.see("/console")).texts("h1") == ["Đăng nhập"]
    assert (await thief.see("/console", Cookie=f"ten={cookie.value}")).texts("h1") == ["Đăng nhập"]


async def test_who_is_removed_is_out_at_once(enter: Enter, store: SqliteStore) -> None:
    viewer = await enter("viewer")
    [member] = store.staff.members()
    store.staff.remove(member.number)
    assert (await viewer.see("/console")).texts("h1") == ["Đăng nhập"]


async def test_a_role_that_is_taken_away_is_gone_at_once(enter: Enter, store: SqliteStore) -> None:
    admin = await enter("admin", name="Lan")
    await admin.see("/console/can-bo")
    [member] = store.staff.members()
    store.staff.keep(StaffMember("Lan", "viewer", number=member.number))
    await admin.see("/console/can-bo", status=403)


async def test_attempts_are_limited_a_minute(
    enter: Enter, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = [1000.0]
    monkeypatch.setattr("bot.web.console.people.signing_in.monotonic", lambda: seconds[0])
    guest = await enter(None)
    for _ in range(10):
        await guest.post("/console/vao/x", status=403)
    page = await guest.post(f"/console/vao/{secret}", status=429)
    assert page.texts("p", "fault") == ["Thử quá nhiều lần. Bạn đợi một phút rồi thử lại nhé."]
    seconds[0] += 60
    await guest.sign_in(secret)


@pytest.mark.parametrize("settings", [BEHIND_A_PROXY])
async def test_attempts_of_one_address_do_not_count_for_another(enter: Enter, secret: str) -> None:
    guest = await enter(None)
    mine = {"X-Forwarded-For": "192.0.2.9, 192.0.2.1"}
    for _ in range(10):
        await guest.post("/console/vao/x", status=403, **mine)
    await guest.post(f"/console/vao/{secret}", status=429, **mine)
    another = {"X-Forwarded-For": "192.0.2.1, 192.0.2.2"}
    assert (await guest.post(f"/console/vao/{secret}", **another)).texts("h1") == ["Tổng quan"]


def test_addresses_that_stay_away_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.web.console.guard._MOST_REMEMBERED", 3)
    attempts = Attempts(1)
    assert [attempts.allow(name, 0) for name in "abc"] == [True] * 3
    assert not attempts.allow("d", 30)
    assert attempts.allow("e", 61)
    assert attempts.allow("a", 61)
    assert not attempts.allow("a", 62)


async def test_another_site_cannot_sign_anybody_in(enter: Enter, secret: str) -> None:
    guest = await enter(None)
    for site in ("cross-site", "same-site"):
        await guest.post(f"/console/vao/{secret}", status=403, **{"Sec-Fetch-Site": site})
    await guest.sign_in(secret)


async def test_signing_in_and_out_stands_in_the_audit_log(
    enter: Enter, store: SqliteStore
) -> None:
    viewer = await enter("viewer", name="Lan")
    await viewer.see("/console")
    await viewer.post("/console/ra")
    assert [(deed.who, deed.what) for deed in store.audit.deeds(9)] == [
        ("Lan", "sign-out"), ("Lan", "sign-in"),
    ]  # fmt: skip


async def test_no_secret_of_a_link_comes_into_the_log(
    enter: Enter, secret: str, console_desk: Desk, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    for error in (StoreError("disk is full"), ZeroDivisionError()):

        def broken(*_: object, error: Exception = error) -> str:
            raise error

        monkeypatch.setattr(console_desk.store.staff, "redeem", broken)
        guest = await enter(None)
        async with guest.client.post(f"/console/vao/{secret}") as answer:
            assert answer.status in {500, 503}
            assert secret not in await answer.text()
    assert len(caplog.records) == 2
    assert secret not in caplog.text


async def test_no_page_of_the_console_is_kept_by_caches_and_all_are_safe(enter: Enter) -> None:
    viewer, guest = await enter("viewer"), await enter(None)
    for visitor in (viewer, guest):
        for path in ("/console", "/console/vao", "/console/vao/x", "/console/can-bo",
                     "/console/khong-co"):  # fmt: skip
            async with visitor.client.get(path, allow_redirects=False) as answer:
                assert answer.headers["Cache-Control"] == "no-store", path
                assert_safe(answer.headers)
    async with guest.client.get("/") as answer:
        assert "Cache-Control" not in answer.headers


async def test_without_a_house_there_are_no_pages_for_the_staff(client: TestClient) -> None:
    async with client.get("/console") as answer:
        assert answer.status == 404
