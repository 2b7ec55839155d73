"""Letters on their way: each comes once, when it is due, with its buttons."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.assistant.question import VIETNAM
from bot.desk import Desk
from bot.outreach import weekly
from bot.outreach.kinds import Kind
from bot.store.kept import Group, Letter, NewBatch
from bot.store.sqlite import SqliteStore
from handlers.delivery import post
from tests.conftest import MOMENT, Clock
from tests.telegram.conftest import Starter, both_ways
from tests.telegram.posting import (
    EVENING,
    Carrier,
    counts,
    due_of,
    evening,
    send_out,
    settled,
)
from tests.telegram_server.server import BotApi

pytestmark = pytest.mark.usefixtures("swift")


@both_ways
async def test_a_letter_comes_when_it_is_due_and_is_gone_then(
    api: BotApi, start: Starter, store: SqliteStore, clock: Clock
) -> None:
    api.world.chat(7)
    store.letters.add([evening(7)])
    async with start():
        clock.now = EVENING - timedelta(seconds=1)
        await api.say("/start", user=8)
        await api.all_confirmed()
        assert api.shown(7) == []
        clock.now = EVENING
        await settled(store, EVENING)
    [text] = api.shown(7)
    assert "Ngày mai (thứ Năm 03/12/2026), 18h30–20h30" in text
    assert store.letters.of_chat(7) == []


async def test_a_letter_that_another_process_adds_is_noticed(
    api: BotApi, start: Starter, store: SqliteStore, tmp_path: Path
) -> None:
    api.world.chat(7)
    async with start():
        await api.say("/start", user=8)
        await api.all_confirmed()
        other = SqliteStore(tmp_path / "bot.db")
        number = send_out(other, [7])
        other.close()
        await settled(store, MOMENT)
    assert "Hội diều." in api.shown(7)[0]
    assert counts(store, number) == (1, 0, 0)


async def test_it_never_sleeps_for_long_nor_past_the_next_letter(
    desk: Desk, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    carrier = Carrier(desk, [])
    assert await carrier.round() == post.LOOK_EVERY < 30
    store.letters.add([evening(7)])
    assert await carrier.round() == post.LOOK_EVERY
    store.letters.add([evening(8, MOMENT + timedelta(seconds=3))])
    assert await carrier.round() == 3


async def test_a_letter_waits_over_a_restart(
    api: BotApi, start: Starter, store: SqliteStore, clock: Clock
) -> None:
    api.world.chat(7)
    store.letters.add([evening(7)])
    for _ in range(2):
        async with start():
            await api.say("/start", user=8)
            await api.all_confirmed()
    clock.now = EVENING + timedelta(hours=14)
    async with start():
        await settled(store, clock.now)
    [text] = api.shown(7)
    assert "Hôm nay (thứ Năm 03/12/2026)" in text


async def test_the_reminder_of_a_session_that_is_over_is_dropped(
    api: BotApi, start: Starter, store: SqliteStore, clock: Clock
) -> None:
    api.world.chat(7)
    store.letters.add([evening(7)])
    clock.now = EVENING + timedelta(days=2)
    async with start():
        await settled(store, clock.now)
    assert api.shown(7) == []


class TestButtons:
    async def test_a_follower_can_look_and_can_stop(
        self, api: BotApi, start: Starter, store: SqliteStore
    ) -> None:
        api.world.chat(7)
        send_out(store, [7])
        async with start():
            await settled(store, MOMENT)
        [sent] = api.made("sendMessage", 7)
        assert [[each["text"] for each in row] for row in sent.rows] == [
            ["Lịch làm căn cước ở phường Gió Lùa, tỉnh Mây"],
            ["✕ Thôi theo dõi phường Gió Lùa"],
        ]
        assert sent.given["link_preview_options"] == {"is_disabled": True}
        assert "parse_mode" not in sent.given

    async def test_in_a_group_the_button_leads_to_the_private_chat(
        self, api: BotApi, start: Starter, store: SqliteStore
    ) -> None:
        api.world.group(-5)
        store.chats.keep_group(Group(-5, "gio"))
        letter = Letter(-5, MOMENT, Kind.NEWS, "")
        store.letters.send_out(NewBatch("news:gio", "Tin.", "lan"), [letter])
        async with start():
            await settled(store, MOMENT)
        [sent] = api.made("sendMessage", -5)
        [[link]] = sent.rows
        assert link["url"] == "https://t.me/tro_ly_bot?start=phuong_gio"

    async def test_a_session_that_was_put_off_offers_its_new_day(
        self, api: BotApi, start: Starter, store: SqliteStore, clock: Clock
    ) -> None:
        api.world.chat(7)
        clock.now = datetime(2026, 12, 16, 19, tzinfo=VIETNAM)
        letter = Letter(7, clock.now, Kind.SESSION, "gio-buoi-toi:20261217:evening")
        store.letters.add([letter])
        async with start():
            await settled(store, clock.now)
        [sent] = api.made("sendMessage", 7)
        assert sent.buttons["Nhắc tôi thứ Sáu 18/12/2026"] == "k:gio-buoi-toi:20261218"


class TestGroups:
    async def test_the_weekly_schedule_is_followed_by_the_next_one(
        self, api: BotApi, start: Starter, store: SqliteStore, clock: Clock
    ) -> None:
        api.world.group(-5)
        group = Group(-5, "gio", weekly_day=1)
        store.chats.keep_group(group)
        weekly.plan(store.letters, group, MOMENT)
        async with start():
            for week in range(1, 4):
                clock.now = due_of(store, -5)
                await settled(store, clock.now)
                assert len(api.shown(-5)) == week
        assert due_of(store, -5) == datetime(2026, 12, 14, 7, 30, tzinfo=VIETNAM)

    async def test_after_an_outage_of_weeks_one_schedule_comes_and_the_next_on_its_day(
        self, api: BotApi, start: Starter, store: SqliteStore, clock: Clock
    ) -> None:
        api.world.group(-5)
        group = Group(-5, "gio", weekly_day=1)
        store.chats.keep_group(group)
        weekly.plan(store.letters, group, MOMENT)
        clock.now = datetime(2026, 12, 9, 15, tzinfo=VIETNAM)
        async with start():
            await settled(store, clock.now)
        [text] = api.shown(-5)
        assert "từ thứ Tư 09/12/2026 đến thứ Ba 15/12/2026" in text
        assert due_of(store, -5) == datetime(2026, 12, 14, 7, 30, tzinfo=VIETNAM)

    async def test_a_group_that_became_a_supergroup_is_followed_with_its_settings(
        self, api: BotApi, start: Starter, store: SqliteStore, clock: Clock
    ) -> None:
        api.world.group(-5, type="group").moved_to = -1005
        api.world.group(-1005)
        group = Group(-5, "gio", weekly_day=1)
        store.chats.keep_group(group)
        weekly.plan(store.letters, group, MOMENT)
        clock.now = due_of(store, -5)
        async with start():
            await settled(store, clock.now)
        assert len(api.shown(-1005)) == 1
        assert store.chats.group(-5) is None
        assert store.chats.group(-1005) == Group(-1005, "gio", weekly_day=1)
        assert due_of(store, -1005) == clock.now + timedelta(weeks=1)

    async def test_a_topic_that_was_deleted_gives_way_to_the_general_one(
        self, api: BotApi, start: Starter, store: SqliteStore
    ) -> None:
        forum = api.world.group(-5, forum=True)
        forum.threads.add(12)
        for thread, chat in ((12, -5), (13, -6)):
            store.chats.keep_group(Group(chat, "gio", thread))
        api.world.group(-6, forum=True)
        letters = [Letter(-5, MOMENT, Kind.NEWS, "", 12), Letter(-6, MOMENT, Kind.NEWS, "", 13)]
        number = store.letters.send_out(NewBatch("news:gio", "Tin.", "lan"), letters)
        async with start():
            await settled(store, MOMENT)
        assert [call.given.get("message_thread_id") for call in api.made("sendMessage", -5)] == [
            12
        ]
        assert [call.given.get("message_thread_id") for call in api.made("sendMessage", -6)] == [
            13, None,
        ]  # fmt: skip
        assert counts(store, number) == (2, 0, 0)
