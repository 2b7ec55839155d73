"""The bot is taken into a group, promoted, moved along with it, and put out again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.desk import Desk
from bot.errors import StoreError
from bot.store.kept import Group, Letter
from bot.store.sqlite import SqliteStore
from tests.conftest import MOMENT
from tests.telegram.conftest import KITE, Starter, both_ways
from tests.telegram.neighbours import AN, BINH, GROUP, NAME, Neighbours
from tests.telegram_server.chats import membership
from tests.telegram_server.contents import ME, person
from tests.telegram_server.server import BotApi

NEW = -1009
SETTINGS = Group(GROUP, "gio", auto_answer=True, weekly_day=1)


@pytest.fixture
def xom(api: BotApi, bot: object) -> Neighbours:
    return Neighbours(api, type="group")


def letter(chat: int) -> Letter:
    return Letter(chat, MOMENT + timedelta(days=1), "weekly", "gio")


@both_ways
class TestJoining:
    async def test_a_group_is_greeted_once_and_told_how_to_ask(
        self, api: BotApi, xom: Neighbours
    ) -> None:
        await api.add_bot(GROUP, by=AN)
        await api.all_confirmed()
        [greeting] = api.made("sendMessage")
        assert greeting.text.startswith("Chào cả nhóm!")
        for told in ("/hoi", "trả lời một tin của tôi", NAME, "Ngoài ra tôi im lặng"):
            assert told in greeting.text
        assert greeting.buttons == {"Gắn với phường, xã": "v:g"}

    async def test_where_it_reads_everything_it_says_so(
        self, api: BotApi, xom: Neighbours
    ) -> None:
        await api.add_bot(GROUP, by=AN, status="administrator")
        await api.all_confirmed()
        [greeting] = api.made("sendMessage")
        assert "im lặng" not in greeting.text
        assert "mọi tin của nhóm" in greeting.text

    async def test_the_greeting_is_in_the_language_of_who_took_it_in(
        self, api: BotApi, xom: Neighbours
    ) -> None:
        await joins(api, GROUP, **{"from": person(AN, "en")})
        [greeting] = api.made("sendMessage")
        assert greeting.text.startswith("Hello everyone!")

    async def test_a_promotion_is_acknowledged_and_its_end_is_not(
        self, api: BotApi, xom: Neighbours
    ) -> None:
        await api.shift_bot(GROUP, "administrator", AN)
        await api.shift_bot(GROUP, "administrator", AN, can_pin_messages=True)
        await api.shift_bot(GROUP, "member", AN)
        await api.all_confirmed()
        [told] = api.made("sendMessage")
        assert told.text.startswith("Tôi đã là quản trị viên")

    async def test_who_wished_for_answers_unasked_needs_no_such_word(
        self, api: BotApi, xom: Neighbours, store: SqliteStore
    ) -> None:
        store.chats.keep_group(SETTINGS)
        await api.shift_bot(GROUP, "administrator", AN)
        await api.all_confirmed()
        assert api.made("sendMessage") == []

    async def test_channels_and_persons_are_not_greeted(
        self, api: BotApi, xom: Neighbours
    ) -> None:
        Neighbours(api, -2002, type="channel")
        await api.shift_bot(-2002, "administrator", AN)
        await api.say("/start")
        await api.all_confirmed()
        before = len(api.made("sendMessage"))
        await api.block()
        await api.block(blocked=False)
        await api.all_confirmed()
        assert len(api.made("sendMessage")) == before == 1


@both_ways
class TestLeaving:
    @pytest.mark.parametrize("status", ["left", "kicked"])
    @pytest.mark.parametrize("kind", ["group", "supergroup"])
    async def test_whoever_puts_it_out_leaves_no_trace(
        self, api: BotApi, bot: object, store: SqliteStore, desk: Desk, status: str, kind: str
    ) -> None:
        xom = Neighbours(api, type=kind)
        await xom.says(f"/hoi {KITE}")
        store.chats.keep_group(SETTINGS)
        store.letters.add([letter(GROUP), letter(NEW)])
        await api.shift_bot(GROUP, status, AN)
        await api.all_confirmed()
        assert store.chats.group(GROUP) is None
        assert store.letters.of_chat(GROUP) == []
        assert len(store.letters.of_chat(NEW)) == 1
        assert desk.memory.recall(f"telegram:{GROUP}:{BINH}", MOMENT) == ()
        assert len(api.made("sendMessage")) == 1

    async def test_it_is_greeted_anew_when_it_comes_back(
        self, api: BotApi, xom: Neighbours, store: SqliteStore
    ) -> None:
        store.chats.keep_group(SETTINGS)
        await api.shift_bot(GROUP, "kicked", AN)
        await api.add_bot(GROUP, by=AN)
        await api.all_confirmed()
        assert [call.text[:14] for call in api.made("sendMessage")] == ["Chào cả nhóm! "]

    async def test_who_was_only_silenced_is_still_in(
        self, api: BotApi, xom: Neighbours, store: SqliteStore
    ) -> None:
        store.chats.keep_group(SETTINGS)
        await api.shift_bot(GROUP, "restricted", AN, can_send_messages=False)
        await api.all_confirmed()
        assert store.chats.group(GROUP) == SETTINGS
        await api.shift_bot(GROUP, "restricted", AN, is_member=False)
        await api.all_confirmed()
        assert store.chats.group(GROUP) is None


async def test_no_flood_keeps_a_group_from_being_forgotten(
    start: Starter, api: BotApi, store: SqliteStore
) -> None:
    async with start(messages_per_minute=1):
        xom = Neighbours(api)
        for _ in range(7):
            await xom.says("/help", user=AN)
        assert len(api.made("sendMessage")) == 6
        store.chats.keep_group(SETTINGS)
        await api.shift_bot(GROUP, "kicked", AN)
        await api.all_confirmed()
        assert store.chats.group(GROUP) is None


@both_ways
class TestMoving:
    @pytest.fixture(autouse=True)
    def settled(self, store: SqliteStore, xom: Neighbours) -> None:
        store.chats.keep_group(SETTINGS)
        store.letters.add([letter(GROUP)])

    @staticmethod
    def moved(store: SqliteStore) -> None:
        """Assert that everything is where it belongs, once."""
        assert store.chats.group(GROUP) is None
        kept = store.chats.group(NEW)
        assert kept is not None
        assert (kept.area, kept.auto_answer, kept.weekly_day) == ("gio", True, 1)
        assert store.letters.of_chat(GROUP) == []
        assert [each.subject for each in store.letters.of_chat(NEW)] == ["gio"]

    async def test_what_is_kept_goes_along(
        self, api: BotApi, xom: Neighbours, store: SqliteStore
    ) -> None:
        await api.migrate(GROUP, NEW)
        await api.all_confirmed()
        self.moved(store)
        assert api.made("sendMessage") == []

    @pytest.mark.parametrize("order", ["to from", "from to", "to to from", "from", "to"])
    async def test_in_whichever_order_it_is_told(
        self, api: BotApi, xom: Neighbours, store: SqliteStore, order: str
    ) -> None:
        api.world.group(NEW)
        for told in order.split():
            if told == "to":
                await api.service(GROUP, AN, migrate_to_chat_id=NEW)
            else:
                await api.service(NEW, AN, migrate_from_chat_id=GROUP)
            await api.all_confirmed()
        self.moved(store)

    async def test_settings_made_since_are_not_overwritten_by_a_late_word(
        self, api: BotApi, xom: Neighbours, store: SqliteStore
    ) -> None:
        await api.migrate(GROUP, NEW)
        await api.all_confirmed()
        store.chats.keep_group(Group(NEW, "dao"))
        await api.service(NEW, AN, migrate_from_chat_id=GROUP)
        await api.all_confirmed()
        assert store.chats.group(NEW) == Group(NEW, "dao")

    async def test_a_refused_call_tells_of_it_too(
        self, api: BotApi, xom: Neighbours, store: SqliteStore
    ) -> None:
        api.world.group(NEW)
        xom.chat.moved_to = NEW
        await api.press("v:t:mua-dieu", BINH, message=api.world.put(GROUP, {"text": "…"}))
        await api.all_confirmed()
        self.moved(store)

    async def test_leaving_the_group_that_moved_forgets_nothing(
        self, api: BotApi, xom: Neighbours, store: SqliteStore
    ) -> None:
        api.world.group(NEW)
        xom.chat.moved_to = NEW
        await api.shift_bot(GROUP, "left", AN)
        await api.all_confirmed()
        self.moved(store)

    async def test_joining_the_new_one_is_no_reason_to_greet(
        self, api: BotApi, xom: Neighbours, store: SqliteStore
    ) -> None:
        await api.migrate(GROUP, NEW)
        await api.all_confirmed()
        await joins(api, NEW)
        assert api.made("sendMessage") == []


async def test_a_move_that_cannot_be_kept_holds_up_no_answer(
    start: Starter, api: BotApi, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(old: int, new: int) -> None:
        raise StoreError("no disk")

    monkeypatch.setattr(store.chats, "move", broken)
    async with start():
        xom = Neighbours(api, type="group")
        api.world.group(NEW)
        xom.chat.moved_to = NEW
        await xom.says(f"/hoi {KITE}")
        assert [shown["text"][:9] for shown in api.world.chats[NEW].messages.values()] == [
            "Mua diều "
        ]


async def test_a_group_where_members_may_not_write_is_left_in_peace(
    start: Starter, api: BotApi
) -> None:
    async with start():
        xom = Neighbours(api)
        xom.chat.muted = True
        await joins(api, GROUP)
        assert len(api.made("sendMessage")) == 1
        assert xom.seen == []


async def joins(api: BotApi, group: int, **more: Any) -> None:
    """Tell the bot that it is in a group now, and was not before."""
    change = {
        "chat": api.world.chats[group].about, "from": person(AN), "date": 0,
        "old_chat_member": membership(ME["id"], "left"),
        "new_chat_member": membership(ME["id"], "member"),
    }  # fmt: skip
    await api.deliver(my_chat_member={**change, **more})
    await api.all_confirmed()
