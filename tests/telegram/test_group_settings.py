"""An administrator changes how the assistant behaves in a group: who presses what."""

from __future__ import annotations

import pytest

from bot.store.kept import Group
from bot.store.sqlite import SqliteStore
from tests.conftest import MOMENT
from tests.telegram.conftest import Starter, both_ways
from tests.telegram.neighbours import AN, BINH, GROUP, Neighbours
from tests.telegram_server.contents import person
from tests.telegram_server.server import BotApi

pytestmark = [pytest.mark.cards, both_ways]
ON, OFF = "✅", "⬜"
NEWS, UNASKED, ALONE = (
    "Báo buổi mới, đổi, hủy",
    "Tự trả lời câu biết chắc",
    "Trả lời riêng người hỏi",
)
WEEK = ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"]


@pytest.fixture
def xom(api: BotApi, bot: object) -> Neighbours:
    return Neighbours(api)


@pytest.fixture
def bound(store: SqliteStore) -> None:
    store.chats.keep_group(Group(GROUP, "gio"))


async def test_a_group_without_a_ward_is_shown_what_it_can_have(xom: Neighbours) -> None:
    [page] = await xom.says("/caidat", user=AN)
    assert page.text.startswith("Nhóm chưa gắn với phường, xã nào")
    assert "privacy mode" in page.text
    assert xom.labels == ["Gắn với phường, xã", f"{OFF} {UNASKED}", f"{OFF} {ALONE}", "Xong"]


@pytest.mark.usefixtures("bound")
async def test_a_group_with_a_ward_is_shown_all(xom: Neighbours) -> None:
    [page] = await xom.says("/caidat", user=AN)
    assert page.text.startswith("Nhóm đang gắn với phường Gió Lùa, tỉnh Mây.")
    assert xom.labels == [
        f"{ON} {NEWS}", "Lịch hằng tuần: không gửi", "Gắn với phường, xã", "Bỏ gắn",
        f"{OFF} {UNASKED}", f"{OFF} {ALONE}", "Xong",
    ]  # fmt: skip


@pytest.mark.usefixtures("bound")
@pytest.mark.parametrize(
    ("label", "before", "after"),
    [
        (NEWS, ON, Group(GROUP, "gio", announce=False)),
        (UNASKED, OFF, Group(GROUP, "gio", auto_answer=True)),
        (ALONE, OFF, Group(GROUP, "gio", private_answers=True)),
    ],
    ids=["announce", "auto_answer", "private_answers"],
)
async def test_a_press_turns_a_setting_round_and_another_one_back(
    xom: Neighbours, store: SqliteStore, label: str, before: str, after: Group
) -> None:
    await xom.says("/caidat", user=AN)
    other = OFF if before == ON else ON
    assert await xom.presses(f"{before} {label}") == []
    assert store.chats.group(GROUP) == after
    assert f"{other} {label}" in xom.labels
    await xom.presses(f"{other} {label}")
    assert store.chats.group(GROUP) == Group(GROUP, "gio")
    assert len(xom.seen) == 1


@pytest.mark.usefixtures("bound")
async def test_a_day_is_chosen_for_the_weekly_schedule_and_none_again(
    xom: Neighbours, store: SqliteStore
) -> None:
    await xom.says("/caidat", user=AN)
    await xom.presses("Lịch hằng tuần: không gửi")
    assert xom.labels == [*(f"{OFF} {day}" for day in WEEK), f"{ON} Không gửi", "Quay lại"]
    await xom.presses(f"{OFF} Thứ Ba")
    assert store.chats.group(GROUP) == Group(GROUP, "gio", weekly_day=2)
    [planned] = store.letters.of_chat(GROUP)
    assert planned.due.astimezone(MOMENT.tzinfo).isoweekday() == 2
    await xom.presses("Lịch hằng tuần: thứ Ba")
    assert f"{ON} Thứ Ba" in xom.labels
    await xom.presses(f"{OFF} Không gửi")
    assert store.chats.group(GROUP) == Group(GROUP, "gio")
    assert store.letters.of_chat(GROUP) == []


@pytest.mark.usefixtures("bound")
async def test_the_days_can_be_left_as_they_are(xom: Neighbours, store: SqliteStore) -> None:
    await xom.says("/caidat", user=AN)
    await xom.presses("Lịch hằng tuần: không gửi")
    await xom.presses("Quay lại")
    assert "Lịch hằng tuần: không gửi" in xom.labels
    assert store.chats.group(GROUP) == Group(GROUP, "gio")


async def test_unbinding_keeps_the_other_wishes(xom: Neighbours, store: SqliteStore) -> None:
    store.chats.keep_group(Group(GROUP, "gio", 7, auto_answer=True, weekly_day=3))
    await xom.says("/caidat", user=AN)
    await xom.presses("Bỏ gắn")
    assert store.chats.group(GROUP) == Group(GROUP, auto_answer=True, weekly_day=3)
    assert store.letters.of_chat(GROUP) == []
    assert xom.last["text"].startswith("Nhóm chưa gắn với phường, xã nào")


async def test_done_takes_the_buttons_away(xom: Neighbours) -> None:
    [page] = await xom.says("/caidat", user=AN)
    await xom.presses("Xong")
    assert xom.labels == []
    assert xom.last["text"] == page.text


@pytest.mark.usefixtures("bound")
@pytest.mark.parametrize("label", [f"{ON} {NEWS}", "Bỏ gắn", "Lịch hằng tuần: không gửi", "Xong"])
async def test_others_who_press_are_told_and_nothing_changes(
    api: BotApi, xom: Neighbours, store: SqliteStore, label: str
) -> None:
    await xom.says("/caidat", user=AN)
    before = xom.last
    assert await xom.presses(label, user=BINH) == []
    [note] = api.made("answerCallbackQuery")
    assert note.text == "Chỉ quản trị viên của nhóm làm được việc này."
    assert xom.last == before
    assert store.chats.group(GROUP) == Group(GROUP, "gio")


@pytest.mark.usefixtures("bound")
@pytest.mark.parametrize(
    "data", ["v:s:tuan:8", "v:s:tuan:-1", "v:s:mau:1", "v:s:bao:x", "v:s:bao:", "v:zzz", "v:"]
)
async def test_buttons_that_nobody_knows_change_nothing(
    api: BotApi, xom: Neighbours, store: SqliteStore, data: str
) -> None:
    await xom.says("/caidat", user=AN)
    await api.press(data, AN, message=xom.last)
    await api.all_confirmed()
    assert len(api.made("answerCallbackQuery")) == 1
    assert store.chats.group(GROUP) == Group(GROUP, "gio")


async def test_such_buttons_do_nothing_outside_groups(
    api: BotApi, bot: object, store: SqliteStore
) -> None:
    for data in ("v:b:gio", "v:s:bao:0", "v:g", "v:o", "v:zzz"):
        await api.press(data, AN)
        await api.press(data, AN, inline_message_id="1")
    await api.all_confirmed()
    assert len(api.made("answerCallbackQuery")) == 10
    assert store.chats.group(AN) is None
    assert api.made("sendMessage") == api.made("getChatAdministrators") == []


async def test_a_button_below_a_message_that_has_gone_does_what_it_says(
    api: BotApi, xom: Neighbours, store: SqliteStore
) -> None:
    old = {"chat": xom.chat.about, "message_id": 9, "date": 0}
    for data in ("v:o", "v:x", "v:g", "v:d", "v:b:gio", "v:s:bao:0"):
        await api.press(data, AN, message=old)
    await api.all_confirmed()
    assert len(api.made("answerCallbackQuery")) == 6
    assert store.chats.group(GROUP) == Group(GROUP, "gio", announce=False)
    assert api.made("sendMessage") == []


@pytest.mark.parametrize("administrator", [False, True])
async def test_answers_unasked_need_a_bot_that_hears(
    xom: Neighbours, *, administrator: bool
) -> None:
    if administrator:
        xom.hears_all()
    await xom.says("/caidat", user=AN)
    await xom.presses(f"{OFF} {UNASKED}")
    assert ("⚠️" in xom.last["text"]) is not administrator


async def test_without_privacy_mode_the_bot_hears_as_it_is(api: BotApi, start: Starter) -> None:
    api.world.me["can_read_all_group_messages"] = True
    async with start():
        xom = Neighbours(api)
        await xom.says("/caidat", user=AN)
        await xom.presses(f"{OFF} {UNASKED}")
        assert "⚠️" not in xom.last["text"]
        assert api.made("getChatMember") == []


async def test_the_settings_speak_english_to_who_does(xom: Neighbours, store: SqliteStore) -> None:
    store.chats.keep_group(Group(GROUP, "gio", weekly_day=2))
    await xom.says("/caidat", user=AN, **{"from": person(AN, "en")})
    assert xom.last["text"].startswith("The group is bound to")
    assert "Weekly schedule: Tuesday" in xom.labels
