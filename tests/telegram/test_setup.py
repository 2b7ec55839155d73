from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from telegram import Bot
from telegram.ext import CommandHandler

from bot.app import telegram_app
from bot.config import Telegram
from bot.content.knowledge import Knowledge
from bot.content.loading import load, read_folder
from bot.desk import Desk
from bot.observing.pulse import Pulse
from bot.store.sqlite import SqliteStore
from handlers.delivery.retries import Courier
from handlers.delivery.transport import Client
from handlers.setup import setting_up
from handlers.setup.presentation import ADMINISTRATORS, GROUPS, PRIVATE, STAFF, settings_of
from handlers.staff.room import Room
from handlers.staff.taking import add_staff
from tests.telegram.conftest import KITE, Starter, both_ways
from tests.telegram.officers import OFFICE
from tests.telegram_server.faults import Failure, Weather
from tests.telegram_server.server import TOKEN, BotApi

SHIPPED = Path(__file__).parents[2] / "knowledge"
READS = {"getMyCommands", "getMyDescription", "getMyShortDescription", "getChatMenuButton"}
SCOPES = {
    "all_private_chats": PRIVATE,
    "all_group_chats": GROUPS,
    "all_chat_administrators": ADMINISTRATORS,
}
EVERYTHING = 2 * len(SCOPES) + 2 * 2 + 1
"""Commands in two languages, two descriptions in two languages, the menu button."""


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set up without the pauses."""
    monkeypatch.setattr(setting_up, "FIRST_PAUSE", 0.0)
    monkeypatch.setattr(setting_up, "RETRY_PAUSE", 0.01)


@pytest.fixture
async def client(api: BotApi) -> AsyncIterator[Bot]:
    """The Bot API without a bot behind it."""
    async with Client(None) as http:
        yield Bot(TOKEN, api.base_url, request=http, get_updates_request=http)


def about_itself(api: BotApi, verb: str) -> list[str]:
    """Return what the bot asked or told of itself, by the methods."""
    return [call.method for call in api.calls if re.match(rf"{verb}(?:My|ChatMenu)", call.method)]


async def all_read(api: BotApi, times: int = 1) -> None:
    """Wait until everything was looked at."""
    await api.until(
        lambda: len(about_itself(api, "get")) >= times * EVERYTHING, "everything looked at"
    )


def texts_are_set(api: BotApi, knowledge: Knowledge) -> bool:
    profile = api.world.profile
    return all(
        profile.texts.get((kind, code)) == knowledge.say(message, language)
        for kind, message in (
            ("description", "mo-ta-tro-ly"),
            ("short_description", "mo-ta-ngan"),
        )
        for language, code in (("vi", ""), ("en", "en"))
    )


@both_ways
@pytest.mark.usefixtures("at_once")
async def test_commands_and_descriptions_are_set_for_every_scope_and_language(
    api: BotApi, start: Starter, small_knowledge: Knowledge, way: str
) -> None:
    async with start():
        await api.until(lambda: texts_are_set(api, small_knowledge), "the descriptions")
        await all_read(api)
    for scope, described in SCOPES.items():
        for language, code in (("vi", ""), ("en", "en")):
            listed = api.world.profile.listed(scope, code)
            assert listed == {
                command: small_knowledge.say(message, language)
                for command, message in described.items()
            }
            assert list(listed) == list(described)
    assert "setMyName" not in about_itself(api, "set")


@pytest.mark.usefixtures("at_once")
async def test_the_staff_see_their_own_commands_in_their_chat(
    api: BotApi, start: Starter, small_knowledge: Knowledge
) -> None:
    api.world.group(OFFICE, "Tổ căn cước")
    async with start(staff_chat=OFFICE):
        await api.until(lambda: api.made("getChatMenuButton"), "the last look")
    listed = api.world.profile.listed("chat", "", chat_id=OFFICE)
    everybodys = {name: small_knowledge.say(said, "vi") for name, said in GROUPS.items()}
    assert listed == {**STAFF, **everybodys}


@pytest.mark.usefixtures("at_once")
async def test_a_chat_of_the_staff_that_is_none_keeps_nothing_else_from_being_set(
    api: BotApi, start: Starter, small_knowledge: Knowledge
) -> None:
    async with start(staff_chat=OFFICE):
        await api.until(lambda: api.made("getChatMenuButton"), "the last look")
    assert texts_are_set(api, small_knowledge)
    assert len(api.world.profile.commands) == 2 * len(SCOPES)


@pytest.mark.usefixtures("at_once")
async def test_what_is_right_already_is_not_set_again(
    api: BotApi, start: Starter, small_knowledge: Knowledge
) -> None:
    async with start():
        await api.until(lambda: texts_are_set(api, small_knowledge), "the descriptions")
        await all_read(api)
    told = len(about_itself(api, "set"))
    assert told == EVERYTHING - 1  # Telegram's own menu button is the right one
    async with start():
        await all_read(api, times=2)
    assert len(about_itself(api, "set")) == told


@pytest.mark.usefixtures("at_once")
async def test_only_what_differs_is_set(
    api: BotApi, start: Starter, client: Bot, small_knowledge: Knowledge
) -> None:
    for setting in settings_of(client, small_knowledge):
        await setting.write()
    api.world.profile.texts["description", "en"] = "What somebody wrote by hand"
    api.world.profile.menus[None] = {
        "type": "web_app", "text": "Mở", "web_app": {"url": "https://example.org"},
    }  # fmt: skip
    api.calls.clear()
    async with start():
        await api.until(lambda: api.made("setChatMenuButton"), "the menu button")
    assert about_itself(api, "set") == ["setMyDescription", "setChatMenuButton"]
    assert texts_are_set(api, small_knowledge)


@pytest.mark.usefixtures("at_once")
async def test_what_fails_is_tried_again_until_it_worked(
    api: BotApi, start: Starter, small_knowledge: Knowledge, caplog: pytest.LogCaptureFixture
) -> None:
    api.fail("getMyCommands", 502, "Bad Gateway")
    api.fail("setMyCommands", 429, "Too Many Requests: retry after 1", retry_after=1)
    api.fail("setMyDescription", 500, "Internal Server Error")
    async with start():
        await api.until(lambda: len(api.world.profile.commands) == 6, "all commands")
        await api.until(lambda: texts_are_set(api, small_knowledge), "the descriptions")
    told = [record.getMessage() for record in caplog.records if "not set yet" in record.message]
    assert len(told) == 3
    assert not [line for line in told if TOKEN in line]


async def test_the_wait_that_telegram_asks_for_is_kept_and_does_not_hold_up_the_rest(
    api: BotApi, client: Bot, small_knowledge: Knowledge
) -> None:
    told = "Too Many Requests: retry after 5000"
    api.fail("setMyCommands", 429, told, retry_after=5000)
    settings = [*settings_of(client, small_knowledge)]
    failed, wanted = await setting_up._one_round(settings)
    assert (failed, wanted) == (settings[:1], 5000.0)
    assert texts_are_set(api, small_knowledge)


async def test_what_telegram_refuses_is_logged_and_not_tried_again(
    api: BotApi, client: Bot, small_knowledge: Knowledge, caplog: pytest.LogCaptureFixture
) -> None:
    api.fail("setMyCommands", 400, "Bad Request: BOT_COMMAND_INVALID")
    failed, _ = await setting_up._one_round(settings_of(client, small_knowledge))
    assert failed == []
    assert len(api.world.profile.commands) == 2 * len(SCOPES) - 1
    [record] = caplog.records
    assert record.levelno == logging.ERROR
    assert "bot_command_invalid" in record.getMessage().lower()


@both_ways
@pytest.mark.usefixtures("at_once")
async def test_citizens_are_answered_while_nothing_can_be_set(
    api: BotApi, start: Starter, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    down = Weather(1.0, (Failure(429, "Too Many Requests: retry after 9", {"retry_after": 9}),))
    failing = api.failing.next
    monkeypatch.setattr(
        api.failing, "next",
        lambda method, chat: down.strikes() if method in READS else failing(method, chat),
    )  # fmt: skip
    async with start():
        await all_read(api)
        await api.say(KITE)
        await api.until(lambda: api.made("sendMessage"), "the answer")
        await api.all_confirmed()
    assert about_itself(api, "set") == []


async def test_what_waits_at_the_start_comes_first(api: BotApi, start: Starter) -> None:
    await api.say(KITE)
    async with start():
        await api.until(lambda: api.made("sendMessage"), "the answer")
        assert about_itself(api, "get") == []


@pytest.mark.usefixtures("at_once")
async def test_a_stop_does_not_wait_for_it(api: BotApi, start: Starter) -> None:
    api.failing.plan("getMyCommands", Failure(502, seconds=3600.0))
    async with start():
        await api.until(lambda: api.made("getMyCommands"), "the first look")
    assert len(about_itself(api, "get")) == 1


@pytest.mark.usefixtures("at_once")
async def test_a_process_that_does_not_serve_sets_nothing(
    api: BotApi, start: Starter, desk: Desk, tmp_path: Path, pulse: Pulse,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    refused = asyncio.Event()
    monkeypatch.setattr(pulse, "complain", lambda _: refused.set())
    async with start() as serving:
        await all_read(api)
        other = SqliteStore(tmp_path / "bot.db")
        try:
            waiting = Desk(desk.engine, other, desk.clock)
            before = len(about_itself(api, "get"))
            async with start(waiting):
                await refused.wait()
            assert len(about_itself(api, "get")) == before
        finally:
            other.close()
        assert serving.username == "tro_ly_bot"


def test_a_text_that_is_too_long_is_cut_so_that_telegram_takes_it(
    small_knowledge: Knowledge,
) -> None:
    long = small_knowledge.messages["lenh-lich"].model_copy(update={"vi": "dài " * 400})
    messages = dict.fromkeys(small_knowledge.messages, long)
    bot = Bot(TOKEN, request=Client(None), get_updates_request=Client(None))
    settings = {
        s.name: s.wanted for s in settings_of(bot, replace(small_knowledge, messages=messages))
    }
    [first, *_] = settings["commands all_private_chats"]
    assert (len(first.description), first.description[-4:]) == (256, "dài…")
    assert len(settings["description"].description) == 512
    assert len(settings["short description"].short_description) == 120


@pytest.mark.content
def test_the_shipped_texts_are_short_enough() -> None:
    knowledge = load(read_folder(SHIPPED))
    limits = {
        **dict.fromkeys([*PRIVATE.values(), *GROUPS.values(), *ADMINISTRATORS.values()], 256),
        "mo-ta-tro-ly": 512,
        "mo-ta-ngan": 120,
    }
    for message, most in limits.items():
        for language in ("vi", "en"):
            text = knowledge.say(message, language)
            assert 1 <= len(text) <= most, message
            assert text == text.strip()


def test_every_command_of_the_staff_that_is_offered_is_answered(desk: Desk, room: Room) -> None:
    settings = Telegram.model_validate({"token": TOKEN})
    app = telegram_app(TOKEN, settings, desk, Courier(None, desk.store))
    add_staff(app, room, group=-1)
    answered = {
        command
        for handler in app.handlers[-1] if isinstance(handler, CommandHandler)
        for command in handler.commands
    }  # fmt: skip
    assert STAFF.keys() <= answered


def test_every_command_that_is_offered_is_answered(desk: Desk) -> None:
    settings = Telegram.model_validate({"token": TOKEN})
    app = telegram_app(TOKEN, settings, desk, Courier(None, desk.store))
    answered = {
        command
        for handler in app.handlers[0] if isinstance(handler, CommandHandler)
        for command in handler.commands
    }  # fmt: skip
    offered = {*PRIVATE, *GROUPS, *ADMINISTRATORS}
    assert offered - answered == set()
    assert all(re.fullmatch(r"[a-z0-9_]{1,32}", command) for command in offered)
