"""Cards of wards: of those that are named, and of those that somebody follows."""

from __future__ import annotations

import pytest

from bot.desk import Desk
from bot.store.sqlite import SqliteStore
from tests.conftest import MOMENT
from tests.telegram.chatting import SCHEDULE, said
from tests.telegram.conftest import Release, both_ways
from tests.telegram.picking import LINK, ask, ids, link_of, offered, shared_by
from tests.telegram_server.server import BotApi

SESSIONS = "Bao giờ có đợt làm thẻ nuôi"


@both_ways
@pytest.mark.usefixtures("bot")
@pytest.mark.cards
class TestLocalCards:
    async def test_a_ward_that_is_named_has_its_sessions_as_a_card(self, api: BotApi) -> None:
        answer = await offered(api, SCHEDULE)
        [card] = answer["results"]
        text = card["input_message_content"]["message_text"]
        assert card["id"] == "phuong_gio.vi"
        assert text.startswith("Lịch làm căn cước sắp tới ở phường Gió Lùa:")
        assert link_of(card) == f"{LINK}phuong_gio"
        assert answer["is_personal"] is False

    async def test_of_two_wards_of_one_name_none_is_guessed(self, api: BotApi) -> None:
        found = await ids(api, "lịch làm thẻ ở xã Sóng Đôi")
        assert found == ["lich-lam-the.vi"]

    async def test_a_birth_is_calculated(self, api: BotApi) -> None:
        [card, *_] = (await offered(api, "Sinh 12/3/2015 thì khi nào đổi thẻ nuôi"))["results"]
        assert card["id"] == "tuoi.vi"
        assert card["description"].startswith("Người sinh ngày 12/03/2015:")
        assert "12/03/2015" in card["input_message_content"]["message_text"]
        assert link_of(card) == f"{LINK}tuoi"

    async def test_the_sessions_of_a_ward_are_shared_as_the_ward(self, api: BotApi) -> None:
        for message_ in (SCHEDULE, "/start phuong_gio"):
            [shared] = shared_by(await said(api, message_))
            assert shared["query"] == "#phuong_gio"
        assert await ids(api, "#phuong_gio") == ["phuong_gio.vi"]

    async def test_somebodys_own_days_are_not_shared(self, api: BotApi) -> None:
        answer = await said(api, "Sinh 12/3/2015 thì khi nào đổi thẻ nuôi")
        assert "12/03/2015" in answer.text
        assert shared_by(answer) == []


@both_ways
@pytest.mark.usefixtures("bot")
class TestOwnWard:
    @pytest.fixture
    def desk(self, release: Release, store: SqliteStore) -> Desk:
        """A desk that takes no ward for the only one that can be meant."""
        area = "area: phường Gió Lùa, tỉnh Mây\n"
        engine = release("sessions/phuong-gio.yaml", area, f"{area}sample: true\n")
        return Desk(engine, store, lambda: MOMENT)

    async def test_who_follows_a_ward_need_not_name_it(
        self, api: BotApi, store: SqliteStore
    ) -> None:
        store.chats.follow(1, "gio")
        answer = await offered(api, SESSIONS)
        assert [card["id"] for card in answer["results"]] == ["phuong_gio.vi", "lich-lam-the.vi"]
        assert (answer["cache_time"], answer["is_personal"]) == (30, True)

    async def test_nobody_else_is_shown_the_ward_of_somebody(
        self, api: BotApi, store: SqliteStore
    ) -> None:
        store.chats.follow(1, "gio")
        answer = await offered(api, SESSIONS, user=2)
        assert [card["id"] for card in answer["results"]] == ["lich-lam-the.vi"]
        assert answer["is_personal"] is True

    async def test_the_ward_that_somebody_follows_comes_first_before_a_word_is_typed(
        self, api: BotApi, store: SqliteStore
    ) -> None:
        store.chats.follow(1, "gio")
        store.chats.follow(1, "xoa-roi")
        ask(store, "tam-meo", 1)
        assert (await ids(api, ""))[:2] == ["phuong_gio.vi", "tam-meo.vi"]
