"""Deep links: what they say, and what they open in a private chat."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.knowledge import Knowledge
from handlers import links
from handlers.links import Page, Target, Topic, Ward
from tests.telegram.chatting import rows, said
from tests.telegram.conftest import Starter, both_ways
from tests.telegram_server.contents import ME
from tests.telegram_server.server import BotApi, Call

NAME = "tro_ly_bot"
SIGNS = "ABCXYZabcxyz0189_-"
TARGETS: list[tuple[Target, str]] = [
    (Topic("tha-dieu"), "tha-dieu"),
    (Ward("gio"), "phuong_gio"),
    (Page.AGES, "tuoi"),
    (Page.GROUPS, "nhom"),
    (Page.MENU, "hoi"),
]


def add_to_group(call: Call) -> list[str]:
    """Return where the buttons lead that open another place of Telegram."""
    return [button["url"] for row in call.rows for button in row if "url" in button]


class TestPayloads:
    @pytest.mark.parametrize(("target", "payload"), TARGETS)
    def test_a_target_is_written_and_read_alike(self, target: Target, payload: str) -> None:
        assert links.payload(target) == payload
        assert links.parse(payload) == target
        assert links.url(NAME, target) == f"https://t.me/tro_ly_bot?start={payload}"

    def test_a_link_adds_the_bot_to_a_group_with_the_rights_that_it_needs_or_none(self) -> None:
        plain = links.group_url(NAME, Ward("03388"))
        assert plain == "https://t.me/tro_ly_bot?startgroup=phuong_03388"
        asking = links.group_url(NAME, Ward("03388"), ["pin_messages", "manage_topics"])
        assert asking == f"{plain}&admin=pin_messages+manage_topics"

    @given(st.text(alphabet=SIGNS, min_size=1, max_size=64))
    def test_whatever_is_read_can_be_written_again(self, payload: str) -> None:
        target = links.parse(payload)
        assert target is None or links.payload(target) == payload
        assert (target is None) == (payload == "phuong_")

    @given(st.text(alphabet=f"{SIGNS}ấ .?&#\n", max_size=80))
    def test_what_could_stand_in_no_link_leads_nowhere(self, payload: str) -> None:
        fits = 0 < len(payload) <= 64 and set(payload) <= set(SIGNS)
        assert fits or links.parse(payload) is None


@both_ways
@pytest.mark.usefixtures("bot")
class TestMenu:
    async def test_below_the_groups_of_topics_a_button_adds_the_bot_to_a_group(
        self, api: BotApi
    ) -> None:
        menu = await said(api, "/start")
        assert rows(menu) == [["Đồ chơi"], ["Thú cưng"], ["Thêm vào nhóm"]]
        assert add_to_group(menu) == ["https://t.me/tro_ly_bot?startgroup=nhom"]

    @pytest.mark.parametrize(
        "payload",
        ["may-bay", "phuong_may-bay", "phuong_", "Tha-Dieu", "x" * 65, "phường", "1", "&"],
    )
    async def test_a_link_to_what_is_gone_opens_the_menu_and_says_that_it_is_old(
        self, api: BotApi, small_knowledge: Knowledge, payload: str
    ) -> None:
        menu = await said(api, f"/start {payload}")
        assert menu.text.startswith("Chào bạn!")
        assert menu.text.endswith(small_knowledge.say("duong-dan-cu", "vi"))
        assert rows(menu) == [["Đồ chơi"], ["Thú cưng"], ["Thêm vào nhóm"]]

    async def test_the_link_to_the_menu_is_never_old(self, api: BotApi) -> None:
        assert (await said(api, "/start hoi")).text == (await said(api, "/start")).text

    async def test_words_after_other_commands_are_no_link(self, api: BotApi) -> None:
        assert (await said(api, "/menu may-bay")).text == (await said(api, "/start")).text

    async def test_a_link_tells_how_the_assistant_comes_into_a_group(
        self, api: BotApi, small_knowledge: Knowledge
    ) -> None:
        told = await said(api, "/start nhom", language="en")
        assert told.text == small_knowledge.say("huong-dan-them-nhom", "en")
        assert rows(told) == [["Add to a group"]]
        assert add_to_group(told) == ["https://t.me/tro_ly_bot?startgroup=nhom"]


async def test_a_bot_that_may_join_no_group_does_not_offer_to(api: BotApi, start: Starter) -> None:
    api.world.me["can_join_groups"] = False
    async with start():
        for command in ("/start", "/start nhom"):
            assert rows(await said(api, command)) == [["Đồ chơi"], ["Thú cưng"]]
        assert ["Thêm vào nhóm"] not in rows(await said(api, "/start phuong_dao"))


@both_ways
@pytest.mark.usefixtures("bot")
@pytest.mark.cards
class TestLocalLinks:
    async def test_a_ward_shows_its_sessions_and_offices(self, api: BotApi) -> None:
        shown = await said(api, "/start phuong_gio")
        text = shown.text
        sessions, offices = "Lịch làm căn cước sắp tới ở phường Gió Lùa:", "Nơi nhận hồ sơ ở "
        assert text.startswith(sessions)
        assert 0 < text.index("Sân đình Gió Lùa") < text.index(offices)
        assert "Công an phường Gió Lùa" in text[text.index(offices) :]

    async def test_the_sessions_of_a_ward_have_their_buttons(self, api: BotApi) -> None:
        shown = await said(api, "/start phuong_gio")
        assert rows(shown)[:3] == [
            [f"📅 {day}/12/2026", "📍 Sân đình Gió Lùa"] for day in ("01", "03", "05")
        ]
        assert ["📍 Công an phường Gió Lùa"] in rows(shown)

    async def test_a_group_of_the_ward_can_be_given_the_assistant(self, api: BotApi) -> None:
        shown = await said(api, "/start phuong_gio")
        assert rows(shown)[-1] == ["Thêm vào nhóm"]
        assert add_to_group(shown) == ["https://t.me/tro_ly_bot?startgroup=phuong_gio"]

    async def test_what_is_asked_next_goes_on_with_the_ward(self, api: BotApi) -> None:
        await said(api, "/start phuong_gio")
        answer = await said(api, "ngày 5/12 thì sao")
        assert "ở phường Gió Lùa" in answer.text
        assert "05/12/2026" in answer.text

    async def test_a_ward_of_which_nothing_is_known_yet_says_so(self, api: BotApi) -> None:
        shown = await said(api, "/start phuong_dao")
        assert "xã Đảo Sương" in shown.text
        assert "hỏi Công an xã, phường" in shown.text
        assert not any(label.startswith("📅") for [label, *_] in rows(shown))

    async def test_a_ward_speaks_english_to_who_has_an_english_telegram(self, api: BotApi) -> None:
        shown = await said(api, "/start phuong_gio", language="en")
        assert shown.text.startswith("Coming sessions for identity card service in phường Gió Lùa")

    async def test_the_calculator_asks_for_the_birth_and_goes_on(self, api: BotApi) -> None:
        asked = await said(api, "/start tuoi")
        assert asked.text == (await said(api, "/tuoi")).text
        answer = await said(api, "12/3/2015")
        assert "12/03/2015" in answer.text


def test_the_name_of_the_stand_in_is_the_one_in_these_links() -> None:
    bot: dict[str, Any] = ME
    assert bot["username"] == NAME
