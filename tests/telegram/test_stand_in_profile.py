"""How the stand-in for Telegram takes what a bot says of itself, and its inline answers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.telegram.conftest import needs_specification
from tests.telegram.test_stand_in import call
from tests.telegram_server.queue import lane_of
from tests.telegram_server.server import BotApi, bot_api
from tests.telegram_server.specification import Specification


@pytest.fixture
async def api(specification: Specification | None) -> AsyncIterator[BotApi]:
    """One whose faults are what a test is about."""
    async with bot_api(specification) as found:
        yield found


def command(name: str = "menu", told: str = "Mở") -> dict[str, str]:
    return {"command": name, "description": told}


def article(name: str = "1", text: str = "a", **more: Any) -> dict[str, Any]:
    return {
        "type": "article", "id": name, "title": "T",
        "input_message_content": {"message_text": text, "parse_mode": "HTML"}, **more,
    }  # fmt: skip


class TestProfile:
    async def test_commands_are_kept_by_scope_and_language(self, api: BotApi) -> None:
        group = {"type": "all_group_chats"}
        await call(api, "setMyCommands", commands=[command()])
        await call(api, "setMyCommands", commands=[command("lich")], scope=group)
        await call(api, "setMyCommands", commands=[command("menu", "Open")], language_code="en")
        assert api.world.profile.listed() == {"menu": "Mở"}
        assert api.world.profile.listed(language="en") == {"menu": "Open"}
        assert api.world.profile.listed("all_group_chats") == {"lich": "Mở"}
        found = await call(api, "getMyCommands", scope=group)
        assert found["result"] == [command("lich")]
        await call(api, "deleteMyCommands", scope=group)
        assert (await call(api, "getMyCommands", scope=group))["result"] == []
        assert api.faults == []

    @needs_specification
    @pytest.mark.parametrize(
        "given",
        [
            {"commands": [command("Menu")]},
            {"commands": [command("trợ_giúp")]},
            {"commands": [command("x" * 33)]},
            {"commands": [command("")]},
            {"commands": [command(told="")]},
            {"commands": [command(told="a" * 257)]},
            {"commands": [command(f"c{each}") for each in range(101)]},
            {"commands": [command()], "language_code": "vie"},
            {"commands": [command()], "scope": {"type": "all"}},
            {"commands": [command()], "scope": {"type": "chat"}},
            {"commands": [command()], "scope": {"type": "chat", "chat_id": 404}},
        ],
        ids=lambda given: str(given)[:60],
    )
    async def test_commands_that_telegram_refuses_are_refused(
        self, api: BotApi, given: dict[str, Any]
    ) -> None:
        assert (await call(api, "setMyCommands", **given))["error_code"] == 400
        assert api.world.profile.commands == {}

    @pytest.mark.parametrize(
        ("noun", "name", "most"),
        [("Name", "name", 64), ("Description", "description", 512),
         ("ShortDescription", "short_description", 120)],
    )  # fmt: skip
    async def test_texts_are_kept_by_language(
        self, api: BotApi, noun: str, name: str, most: int
    ) -> None:
        assert (await call(api, f"setMy{noun}", **{name: "12"}))["ok"]
        await call(api, f"setMy{noun}", **{name: "A", "language_code": "en"})
        assert (await call(api, f"getMy{noun}"))["result"] == {name: "12"}
        english = await call(api, f"getMy{noun}", language_code="en")
        assert english["result"] == {name: "A"}
        if api.specification:
            assert (await call(api, f"setMy{noun}", **{name: "a" * (most + 1)}))[
                "error_code"
            ] == 400

    async def test_a_menu_is_for_all_or_for_one(self, api: BotApi) -> None:
        api.world.chat(1)
        api.world.group(-1)
        await call(api, "setChatMenuButton", menu_button={"type": "commands"})
        await call(api, "setChatMenuButton", chat_id=1, menu_button={"type": "default"})
        assert (await call(api, "getChatMenuButton"))["result"] == {"type": "commands"}
        found = await call(api, "getChatMenuButton", chat_id=1)
        assert found["result"] == {"type": "default"}
        assert (await call(api, "setChatMenuButton", chat_id=-1))["error_code"] == 400
        if api.specification:
            wrong = await call(api, "setChatMenuButton", menu_button={"type": "web_app"})
            assert wrong["error_code"] == 400

    async def test_getme_tells_what_a_bot_may_do(self, api: BotApi) -> None:
        told = (await call(api, "getMe"))["result"]
        assert (told["can_join_groups"], told["can_read_all_group_messages"]) == (True, False)
        assert told["supports_inline_queries"]
        api.world.me["supports_inline_queries"] = False
        assert not (await call(api, "getMe"))["result"]["supports_inline_queries"]


class TestInline:
    async def answer(self, api: BotApi, *results: dict[str, Any], **more: Any) -> Any:
        query = await api.type_inline("diều")
        given = {"inline_query_id": query, "results": [*results], **more}
        return await call(api, "answerInlineQuery", **given)

    async def test_a_query_is_answered_once(self, api: BotApi) -> None:
        query = await api.type_inline("diều")
        given = {"inline_query_id": query, "results": [article()]}
        assert (await call(api, "answerInlineQuery", **given))["ok"]
        again = await call(api, "answerInlineQuery", **given)
        assert "too old" in again["description"]
        assert api.world.queries.answers[query]["results"] == [article()]

    async def test_a_query_grows_old(self, api: BotApi) -> None:
        query = await api.type_inline("diều")
        api.world.queries.grow_old(query)
        late = await call(api, "answerInlineQuery", inline_query_id=query, results=[])
        assert "too old" in late["description"]

    async def test_the_queries_of_buttons_are_others(self, api: BotApi) -> None:
        query = await api.type_inline("diều")
        wrong = await call(api, "answerCallbackQuery", callback_query_id=query)
        assert "query ID is invalid" in wrong["description"]

    @pytest.mark.parametrize(
        "results",
        [
            [article(str(each)) for each in range(51)],
            [article(), article()],
            [article(text="")],
            [article(text="<b>a")],
            [article(text="<b> </b>")],
            [article(text="a" * 4097)],
            [article(title=" ")],
            [article(url="ở đây")],
            [article(reply_markup={"inline_keyboard": [[{"text": "a", "url": "b"}]]})],
            [article(reply_markup={"inline_keyboard": [[{"text": "a"}]]})],
        ],
        ids=lambda results: str(results)[:70],
    )
    async def test_results_that_telegram_refuses_are_refused(
        self, api: BotApi, results: list[dict[str, Any]]
    ) -> None:
        assert (await self.answer(api, *results))["error_code"] == 400
        assert api.faults

    @pytest.mark.parametrize(
        "wrong",
        [{"type": "articles"}, {"input_message_content": {}}, {"id": ""}, {"id": "đ" * 33}],
    )
    async def test_results_of_no_known_form_are_refused(
        self, api: BotApi, wrong: dict[str, Any]
    ) -> None:
        if not api.specification:
            pytest.skip("the specification of the Bot API is not beside the project")
        assert (await self.answer(api, {**article(), **wrong}))["error_code"] == 400
        assert api.faults

    @pytest.mark.parametrize(
        "more",
        [
            {"button": {"text": "a", "start_parameter": "một"}},
            {"button": {"text": "a"}},
            {"button": {"text": " ", "start_parameter": "a"}},
            {"next_offset": "a" * 65},
        ],
        ids=str,
    )
    @needs_specification
    async def test_what_stands_above_the_results_is_checked(
        self, api: BotApi, more: dict[str, Any]
    ) -> None:
        assert (await self.answer(api, article(), **more))["error_code"] == 400

    async def test_the_most_that_is_allowed_is_taken(self, api: BotApi) -> None:
        results = [article(f"{'a' * 62}{each:02}", "a" * 4096) for each in range(50)]
        more = {"button": {"text": "a", "start_parameter": "A-z_9"}, "next_offset": "a" * 64}
        assert (await self.answer(api, *results, cache_time=0, **more))["ok"]
        assert api.faults == []

    async def test_a_chosen_result_is_a_message_that_its_buttons_can_change(
        self, api: BotApi
    ) -> None:
        query = await api.type_inline("diều")
        buttons = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}
        result = article("7", "<b>x</b>", reply_markup=buttons)
        await call(api, "answerInlineQuery", inline_query_id=query, results=[result])
        shown = await api.choose_inline(query, "7")
        assert (shown["text"], shown["reply_markup"]) == ("x", buttons)
        edit = {"inline_message_id": shown["inline_message_id"]}
        assert (await call(api, "editMessageText", **edit, text="y"))["result"] is True
        same = await call(api, "editMessageText", **edit, text="y")
        assert "not modified" in same["description"]
        other = await call(api, "editMessageText", inline_message_id="?", text="y")
        assert other["description"] == "Bad Request: MESSAGE_ID_INVALID"
        assert api.faults == []


KEYBOARDS: list[list[list[dict[str, Any]]]] = [
    [[{"text": "a", "callback_data": "b"}]] * 101,
    [[{"text": "a", "callback_data": "b"}] * 9],
    [[{"text": " ", "callback_data": "b"}]],
    [[{"text": "a"}]],
    [[{"text": "a", "callback_data": "b", "url": "https://a.example"}]],
    [[{"text": "a", "callback_data": ""}]],
    [[{"text": "a", "url": "a.example"}]],
    [[{"text": "a", "url": "https://máy chủ"}]],
    [[{"text": "a", "url": "http://localhost/"}]],
    [[{"text": "a", "url": "javascript://a.example"}]],
    [[{"text": "a", "switch_inline_query": "a" * 257}]],
    [[{"text": "a", "switch_inline_query_chosen_chat": {"query": "a" * 257}}]],
]


@pytest.mark.parametrize("rows", KEYBOARDS, ids=lambda rows: str(rows)[:60])
async def test_keyboards_that_telegram_refuses_are_refused(
    api: BotApi, rows: list[list[dict[str, Any]]]
) -> None:
    api.world.chat(1)
    markup = {"inline_keyboard": rows}
    sent = await call(api, "sendMessage", chat_id=1, text="a", reply_markup=markup)
    assert sent["error_code"] == 400
    assert api.faults


@pytest.mark.parametrize(
    ("method", "given"),
    [
        ("sendChatAction", {"chat_id": 1, "action": "thinking"}),
        ("editMessageText", {"text": "a"}),
        ("editMessageText", {"text": "a", "chat_id": 1, "message_id": 1,
                             "inline_message_id": "b"}),
        ("sendMessage", {"chat_id": 1, "text": "a", "link_preview_options": {"url": "b"}}),
        ("sendMessage", {"chat_id": 1, "text": "a", "parse_mode": "HTML",
                         "entities": [{"type": "bold", "offset": 0, "length": 1}]}),
    ],
    ids=str,
)  # fmt: skip
async def test_calls_that_are_at_odds_with_themselves_are_refused(
    api: BotApi, method: str, given: dict[str, Any]
) -> None:
    api.world.chat(1)
    assert (await call(api, method, **given))["error_code"] == 400
    assert api.faults


@needs_specification
async def test_what_the_stand_in_answers_of_the_bot_has_the_form_that_is_promised(
    api: BotApi, specification: Specification
) -> None:
    await call(api, "setMyCommands", commands=[command()])
    for method in (
        "getMe", "getMyCommands", "getMyName", "getMyDescription", "getMyShortDescription",
        "getChatMenuButton",
    ):  # fmt: skip
        answer = await call(api, method)
        assert specification.fits(method, answer["result"]), method
    query = await api.type_inline("diều")
    await call(api, "answerInlineQuery", inline_query_id=query, results=[article()])
    await api.choose_inline(query, "1")
    for raw in api.queue.waiting.values():
        assert specification.of_kind("Update", raw), raw


@pytest.mark.parametrize(
    ("content", "lane"),
    [
        ({"message": {"chat": {"id": 1}, "from": {"id": 5}}}, ("chat", "1")),
        ({"edited_message": {"chat": {"id": 1}}}, ("chat", "1")),
        ({"my_chat_member": {"chat": {"id": -1}, "from": {"id": 5}}}, ("chat", "-1")),
        (
            {"callback_query": {"from": {"id": 5}, "message": {"chat": {"id": 1}}}},
            ("callback_query", "5"),
        ),
        ({"inline_query": {"from": {"id": 5}}}, ("inline_query", "5")),
        ({"chosen_inline_result": {"from": {"id": 5}}}, ("chosen_inline_result", "5")),
        ({"poll": {"id": "7"}}, 9),
    ],
    ids=str,
)
def test_what_is_delivered_in_order(content: dict[str, Any], lane: object) -> None:
    assert lane_of({"update_id": 9, **content}) == lane
