from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from aiohttp import web

from handlers.setup import examining
from tests.commands.looking import LONG_TOKEN, looked, looked_at, serving
from tests.telegram_server.server import TOKEN, BotApi

Page = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def test_a_bot_in_good_order_has_no_fault(presented: BotApi, house: Path) -> None:
    report = await looked_at(presented, house)
    assert (report.code, report.faults) == (0, set())
    telegram = {
        "token", "account", "inline", "groups", "privacy_mode", "webhook", "polling",
        "presentation", "clock",
    }  # fmt: skip
    assert {check: report.state(check) for check in telegram} == dict.fromkeys(telegram, "ok")
    assert "@tro_ly_bot" in report.told("account")
    assert report.told("token") == "Token: 123456:… đã đặt"


async def test_what_botfather_must_change_is_told_with_his_command(
    api: BotApi, house: Path
) -> None:
    api.world.me |= {"supports_inline_queries": False, "can_join_groups": False}
    private = await looked_at(api, house)
    api.world.me["can_read_all_group_messages"] = True
    public = await looked_at(api, house)
    assert "/setinline" in private.told("inline")
    assert "/setjoingroups" in private.told("groups")
    assert {private.state("inline"), private.state("groups")} == {"warning"}
    for report, now, other in ((private, "bật", "Disable"), (public, "tắt", "Enable")):
        told = report.told("privacy_mode")
        assert now in told
        assert "/setprivacy" in told
        assert other in told


async def test_a_refused_token_is_a_fault_and_ends_the_questions(api: BotApi, house: Path) -> None:
    report = await looked_at(api, house, TELEGRAM_BOT_TOKEN="999:GEHEIM")
    assert (report.code, report.faults) == (2, {"account"})
    assert "@BotFather" in report.told("account")
    assert not report.lines.keys() & {"webhook", "inline", "presentation"}


@pytest.mark.parametrize(
    "token", ["khong", "1 2:a b", "1:GEHEIM\n", "1:GEHEIM/..", "1:é", ":GEHEIM"]
)
async def test_a_token_of_any_form_is_one_fault_and_never_shown(
    api: BotApi, house: Path, token: str
) -> None:
    report = await looked_at(api, house, TELEGRAM_BOT_TOKEN=token)
    assert (report.code, report.faults) == (2, {"account"})
    assert "GEHEIM" not in str(report)


def test_a_server_that_nobody_reaches_is_a_fault(house: Path, closed: int) -> None:
    report = looked(
        house, TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_BASE_URL=f"http://127.0.0.1:{closed}/bot"
    )
    assert (report.code, report.faults) == (2, {"account"})
    assert "TELEGRAM_PROXY" in report.told("account")


async def test_a_server_that_never_answers_is_given_up(
    api: BotApi, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examining, "LIMIT", 0.05)

    async def silence(_: web.Request) -> web.StreamResponse:
        await asyncio.Event().wait()
        return web.Response()

    async with somebody_else(silence) as address:
        report = await looked_at(api, house, TELEGRAM_API_BASE_URL=address)
    assert (report.code, report.faults) == (2, {"account"})


@pytest.mark.parametrize("status", [200, 302, 403, 404, 502])
async def test_a_page_of_somebody_else_is_told_apart_and_makes_no_noise(
    api: BotApi, house: Path, status: int
) -> None:
    async def blocked(_: web.Request) -> web.StreamResponse:
        return web.Response(text="<h1>Trang này bị chặn</h1>", status=status)

    async with somebody_else(blocked) as address:
        report = await looked_at(api, house, TELEGRAM_API_BASE_URL=address)
    assert (report.code, report.faults) == (2, {"account"})
    assert "không như máy chủ Bot API" in report.told("account")


@contextlib.asynccontextmanager
async def somebody_else(page: Page) -> AsyncIterator[str]:
    """Serve something in place of the Bot API; yield its address."""
    app = web.Application()
    app.router.add_post("/{path:.*}", page)
    async with serving(app) as port:
        yield f"http://127.0.0.1:{port}/bot"


async def test_a_clock_that_goes_wrong_is_told(api: BotApi, house: Path) -> None:
    async def yesterday(request: web.Request) -> web.StreamResponse:
        response = await api.respond(request)
        response.headers["Date"] = "Sat, 21 Nov 2015 07:28:00 GMT"
        return response

    app = web.Application()
    app.router.add_post("/bot{token}/{method}", yesterday)
    async with serving(app) as port:
        report = await looked_at(api, house, TELEGRAM_API_BASE_URL=f"http://127.0.0.1:{port}/bot")
    state, told = report.lines["clock"]
    assert state == "warning"
    assert "nhanh" in told
    assert report.code == 0


def test_a_token_that_does_not_look_like_one_is_pointed_out_at_the_official_server(
    house: Path, closed: int
) -> None:
    official = {"TELEGRAM_PROXY": f"http://lan:GEHEIM@127.0.0.1:{closed}"}
    short = looked(house, TELEGRAM_BOT_TOKEN="123456:GEHEIM", **official)
    long = looked(house, TELEGRAM_BOT_TOKEN=LONG_TOKEN, **official)
    assert (short.state("token"), long.state("token")) == ("warning", "ok")
    for report in (short, long):
        assert report.faults == {"proxy", "account"}
        assert f"127.0.0.1:{closed}" in report.told("proxy")
        assert "GEHEIM" not in str(report)


async def test_a_proxy_that_is_there_is_found(api: BotApi, house: Path) -> None:
    async with serving(web.Application()) as port:
        report = await looked_at(api, house, TELEGRAM_PROXY=f"http://127.0.0.1:{port}")
    assert report.state("proxy") == "ok"
    assert report.state("account") == "fault"


async def test_what_is_not_set_yet_is_counted(presented: BotApi, house: Path) -> None:
    presented.world.profile.texts["description", "en"] = "What somebody wrote by hand"
    presented.world.profile.commands.clear()
    state, told = (await looked_at(presented, house)).lines["presentation"]
    assert state == "warning"
    assert "7 mục" in told


async def test_without_readable_knowledge_nobody_knows_what_should_be_set(
    api: BotApi, house: Path
) -> None:
    (house / "knowledge" / "la.yaml").write_text("a: 1", "utf-8")
    report = await looked_at(api, house)
    assert report.faults == {"knowledge"}
    assert "presentation" not in report.lines


@pytest.mark.parametrize("method", ["getWebhookInfo", "getUpdates", "getMyDescription"])
async def test_a_question_that_fails_leaves_the_others(
    presented: BotApi, house: Path, method: str
) -> None:
    presented.fail(method, 500, "Internal Server Error")
    report = await looked_at(presented, house)
    assert report.code == 0
    assert report.state("account") == "ok"
    assert report.state("clock") == "ok"
