"""Groups in the stand-in for Telegram: members, privacy mode, topics, moving and leaving."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.telegram.conftest import needs_specification
from tests.telegram.test_stand_in import call, updates
from tests.telegram_server.contents import ME, message
from tests.telegram_server.server import BotApi, bot_api
from tests.telegram_server.specification import Specification

XOM = -1001


@pytest.fixture
async def api(specification: Specification | None) -> AsyncIterator[BotApi]:
    """One with a group."""
    async with bot_api(specification) as found:
        found.world.group(XOM)
        yield found


async def send(api: BotApi, **given: Any) -> Any:
    return await call(api, "sendMessage", **{"chat_id": XOM, "text": "a", **given})


class TestPrivacyMode:
    @pytest.mark.parametrize(
        "text", ["chào cả nhà", "@tro_ly_bot thả diều ở đâu", "/gia@bot_khac", "1/2 ký", "@ai đó"]
    )
    async def test_the_bot_does_not_get_what_is_not_for_it(self, api: BotApi, text: str) -> None:
        assert await api.say_in_group(text, XOM) is None
        assert await updates(api) == []

    @pytest.mark.parametrize("text", ["/gia", "/gia@tro_ly_bot diều", "/gia@Tro_Ly_Bot"])
    async def test_commands_reach_it(self, api: BotApi, text: str) -> None:
        assert [await api.say_in_group(text, XOM)] == await updates(api)

    async def test_replies_to_it_reach_it_but_not_those_to_others(self, api: BotApi) -> None:
        sent = (await send(api))["result"]["message_id"]
        assert await api.say_in_group("thế à", XOM, reply_to=sent)
        await api.say_in_group("a", XOM)
        other = api.world.chats[XOM].last
        assert await api.say_in_group("b", XOM, reply_to=other) is None

    async def test_an_administrator_gets_everything(self, api: BotApi) -> None:
        api.world.join(XOM, ME["id"], "administrator")
        assert await api.say_in_group("chào", XOM)

    async def test_without_privacy_mode_it_gets_everything(self, api: BotApi) -> None:
        api.world.me["can_read_all_group_messages"] = True
        assert await api.say_in_group("chào", XOM)

    async def test_mentions_reach_it_where_a_test_says_so(self, api: BotApi) -> None:
        api.world.mentions = True
        assert await api.say_in_group("hỏi @Tro_ly_bot nhé", XOM)
        [raw] = api.queue.waiting.values()
        assert raw["message"]["entities"] == [{"type": "mention", "offset": 4, "length": 11}]


class TestMembers:
    async def test_status_and_rights_are_told(self, api: BotApi) -> None:
        api.world.join(XOM, 1, "creator")
        api.world.join(XOM, 2, "administrator", can_pin_messages=True)
        api.world.join(XOM, 3)
        found = await call(api, "getChatAdministrators", chat_id=XOM)
        assert [each["status"] for each in found["result"]] == ["creator", "administrator"]
        assert found["result"][1]["can_pin_messages"]
        for user, status in ((1, "creator"), (3, "member"), (ME["id"], "member")):
            told = await call(api, "getChatMember", chat_id=XOM, user_id=user)
            assert told["result"]["status"] == status
        unknown = await call(api, "getChatMember", chat_id=XOM, user_id=77)
        assert unknown["description"] == "Bad Request: user not found"

    async def test_who_writes_is_a_member(self, api: BotApi) -> None:
        await api.say_in_group("/a", XOM, user=5)
        told = await call(api, "getChatMember", chat_id=XOM, user_id=5)
        assert told["result"]["status"] == "member"

    @pytest.mark.parametrize(
        ("status", "told"),
        [
            ("kicked", "Forbidden: bot was kicked from the supergroup chat"),
            ("left", "Forbidden: bot is not a member of the supergroup chat"),
        ],
    )
    async def test_outside_the_bot_may_do_nothing(
        self, api: BotApi, status: str, told: str
    ) -> None:
        await api.shift_bot(XOM, status)
        tried: dict[str, dict[str, Any]] = {
            "sendMessage": {"text": "a"}, "getChat": {}, "getChatAdministrators": {},
            "getChatMember": {"user_id": 1}, "leaveChat": {},
        }  # fmt: skip
        for method, given in tried.items():
            refused = await call(api, method, chat_id=XOM, **given)
            assert (refused["error_code"], refused["description"]) == (403, told)
        assert api.refused == [f"{method}: {told}" for method in tried]

    async def test_who_leaves_is_told_that_it_has_left(self, api: BotApi) -> None:
        assert (await call(api, "leaveChat", chat_id=XOM))["result"] is True
        [raw] = api.queue.waiting.values()
        change = raw["my_chat_member"]
        assert (change["from"]["id"], change["new_chat_member"]["status"]) == (ME["id"], "left")
        assert (await send(api))["error_code"] == 403

    async def test_it_may_be_silenced(self, api: BotApi) -> None:
        api.world.chats[XOM].muted = True
        told = (await send(api))["description"]
        assert told == "Bad Request: not enough rights to send text messages to the chat"
        api.world.join(XOM, ME["id"], "administrator")
        assert (await send(api))["ok"]

    async def test_being_added_is_told_by_both_updates_and_the_link(self, api: BotApi) -> None:
        await api.add_bot(XOM, by=9, start="phuong")
        joined, service, command = api.queue.waiting.values()
        change = joined["my_chat_member"]
        assert change["old_chat_member"]["status"] == "left"
        assert change["new_chat_member"]["status"] == "member"
        assert service["message"]["new_chat_members"] == [ME]
        assert command["message"]["text"] == "/start@tro_ly_bot phuong"

    async def test_who_blocks_it_is_not_written_to(self, api: BotApi) -> None:
        await api.say("a")
        await api.block()
        assert (await send(api, chat_id=1))["error_code"] == 403
        await api.block(blocked=False)
        assert (await send(api, chat_id=1))["ok"]


async def test_a_group_that_has_moved_says_where_to(api: BotApi) -> None:
    api.world.group(-7, type="group")
    api.world.join(-7, 3, "administrator")
    await api.migrate(-7, -1007)
    old, new = (raw["message"] for raw in api.queue.waiting.values())
    assert (old["chat"]["id"], old["migrate_to_chat_id"]) == (-7, -1007)
    assert (new["chat"]["id"], new["migrate_from_chat_id"]) == (-1007, -7)
    refused = await send(api, chat_id=-7)
    assert refused["parameters"] == {"migrate_to_chat_id": -1007}
    assert (await send(api, chat_id=-1007))["ok"]
    told = await call(api, "getChatMember", chat_id=-1007, user_id=3)
    assert told["result"]["status"] == "administrator"


class TestTopics:
    @pytest.fixture
    def forum(self, api: BotApi) -> int:
        api.world.group(-2, forum=True).threads.add(5)
        return -2

    async def test_a_message_stays_in_its_topic(self, api: BotApi, forum: int) -> None:
        sent = (await send(api, chat_id=forum, message_thread_id=5))["result"]
        assert (sent["message_thread_id"], sent["is_topic_message"]) == (5, True)
        assert "message_thread_id" not in (await send(api, chat_id=forum))["result"]

    @pytest.mark.parametrize("thread", [1, 6])
    async def test_a_topic_that_is_not_there_is_refused(
        self, api: BotApi, forum: int, thread: int
    ) -> None:
        for given in ({"chat_id": forum}, {}, {"chat_id": 1}):
            api.world.chat(1)
            refused = await send(api, message_thread_id=thread, **given)
            assert refused["description"] == "Bad Request: message thread not found"

    async def test_a_closed_topic_is_closed(self, api: BotApi, forum: int) -> None:
        api.world.chats[forum].closed.add(5)
        refused = await send(api, chat_id=forum, message_thread_id=5)
        assert refused["description"] == "Bad Request: TOPIC_CLOSED"

    async def test_who_writes_in_a_topic_tells_of_it(self, api: BotApi, forum: int) -> None:
        await api.say_in_group("/a", forum, thread=8)
        [raw] = api.queue.waiting.values()
        assert raw["message"]["is_topic_message"]
        assert (await send(api, chat_id=forum, message_thread_id=8))["ok"]


class TestReplies:
    async def test_a_reply_needs_its_message_or_leave_to_go_without(self, api: BotApi) -> None:
        await api.say_in_group("/a", XOM)
        number = api.world.chats[XOM].last
        sent = (await send(api, reply_parameters={"message_id": number}))["result"]
        assert sent["reply_to_message"]["text"] == "/a"
        refused = await send(api, reply_parameters={"message_id": 999})
        assert refused["description"] == "Bad Request: message to be replied not found"
        alone = await send(
            api, reply_parameters={"message_id": 999, "allow_sending_without_reply": True}
        )
        assert "reply_to_message" not in alone["result"]

    async def test_messages_go_when_they_are_deleted(self, api: BotApi) -> None:
        await api.say_in_group("/a", XOM)
        theirs = api.world.chats[XOM].last
        ours = (await send(api))["result"]["message_id"]
        for number, told in (
            (theirs, "message can't be deleted"), (999, "message to delete not found"),
        ):  # fmt: skip
            refused = await call(api, "deleteMessage", chat_id=XOM, message_id=number)
            assert refused["description"] == f"Bad Request: {told}"
        assert (await call(api, "deleteMessage", chat_id=XOM, message_id=ours))["ok"]
        assert api.shown(XOM) == []

    async def test_only_the_buttons_may_be_changed(self, api: BotApi) -> None:
        button = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}
        sent = (await send(api, reply_markup=button))["result"]["message_id"]
        edit = {"chat_id": XOM, "message_id": sent}
        changed = await call(api, "editMessageReplyMarkup", **edit)
        assert changed["result"]["text"] == "a"
        assert "reply_markup" not in changed["result"]
        again = await call(api, "editMessageReplyMarkup", **edit)
        assert "not modified" in again["description"]


WHISPER = {"ephemeral_message_parameters": {"receiver_user_id": 3}}


class TestWhispers:
    """Messages that one member of a group sees alone."""

    async def test_an_older_server_does_not_know_them_and_says_it_to_all(
        self, api: BotApi
    ) -> None:
        assert (await send(api, **WHISPER))["result"]["message_id"]
        if api.specification:
            assert api.faults == ["sendMessage: ephemeral_message_parameters is not known"]

    @needs_specification
    async def test_a_newer_one_shows_them_to_one(self, api: BotApi) -> None:
        api.allow_whispers()
        api.world.join(XOM, 3)
        assert (await send(api, **WHISPER))["error_code"] == 400
        api.world.join(XOM, ME["id"], "administrator")
        sent = (await send(api, **WHISPER))["result"]
        assert (sent["message_id"], sent["receiver_user"]["id"]) == (0, 3)
        assert api.shown(XOM) == []
        edit = {
            "chat_id": XOM, "receiver_user_id": 3,
            "ephemeral_message_id": sent["ephemeral_message_id"],
        }  # fmt: skip
        assert (await call(api, "editEphemeralMessageText", **edit, text="b"))["ok"]
        assert [each["text"] for each in api.world.chats[XOM].whispers.values()] == ["b"]
        assert (await call(api, "deleteEphemeralMessage", **edit))["ok"]
        assert api.world.chats[XOM].whispers == {}
        assert api.faults == []

    @needs_specification
    async def test_who_pressed_a_button_may_be_answered_so(self, api: BotApi) -> None:
        api.allow_whispers()
        sent = (await send(api))["result"]
        await api.press("x", user=3, message=sent)
        [raw] = api.queue.waiting.values()
        query = raw["callback_query"]["id"]
        given = {"receiver_user_id": 3, "callback_query_id": query}
        assert (await send(api, ephemeral_message_parameters=given))["ok"]


@needs_specification
async def test_what_is_told_of_groups_has_the_form_that_is_promised(
    api: BotApi, specification: Specification
) -> None:
    api.world.join(XOM, 1, "creator")
    for number, status in enumerate(
        ("creator", "administrator", "member", "restricted", "left", "kicked"), 1
    ):
        api.world.join(XOM, number, status)
        found = await call(api, "getChatMember", chat_id=XOM, user_id=number)
        assert specification.fits("getChatMember", found["result"]), status
    for method in ("getChatAdministrators", "getChat"):
        found = await call(api, method, chat_id=XOM)
        assert specification.fits(method, found["result"]), method
    await api.add_bot(XOM, start="a")
    await api.say_in_group("/a @tro_ly_bot https://a.example/b", XOM, thread=4)
    await api.migrate(XOM, -1009)
    await api.block()
    await api.edit(7, "a")
    for raw in api.queue.waiting.values():
        assert specification.of_kind("Update", raw), raw


@pytest.mark.parametrize("kind", ["guest_message", "business_message"])
async def test_the_bot_is_not_in_the_chats_of_others(api: BotApi, kind: str) -> None:
    await api.deliver(**{kind: message("a", user=77)})
    refused = await send(api, chat_id=77)
    assert refused["description"] == "Bad Request: chat not found"
