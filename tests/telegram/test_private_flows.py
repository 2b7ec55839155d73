"""What follows an answer: the place that is asked for, related topics, another question."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.store.sqlite import SqliteStore
from tests.telegram.chatting import (
    CHILD,
    OFFICE,
    SCHEDULE,
    button,
    replies,
    rows,
    said,
    share,
    tap,
)
from tests.telegram.conftest import CAT, KITE, Release, both_ways
from tests.telegram_server.contents import message, person
from tests.telegram_server.server import BotApi, Call

pytestmark = [pytest.mark.cards, pytest.mark.usefixtures("bot"), both_ways]
HERE = (22.40173, 103.46219)
NEAR, SEND = "📍 Tìm nơi gần tôi", "📍 Gửi vị trí của tôi"
WARD = "phường Gió Lùa, tỉnh Mây"
BIRTH = "Tôi sinh 12/3/1986 thì bao giờ đổi thẻ nuôi"
FAREWELL = "Tôi tìm quanh vị trí bạn vừa gửi. Vị trí này tôi không giữ lại."


@pytest.fixture
def related(desk: Desk, release: Release) -> None:
    """Four topics belong to the kite."""
    name, before = "faq/do-choi.yaml", "related: [tha-dieu]"
    desk.engine = release(name, before, "related: [dieu-rach, tha-dieu, tam-meo, meo-om]")


async def sent(api: BotApi, point: tuple[float, float] = HERE) -> list[Call]:
    """Share a location; return all messages that come back."""
    before = len(await replies(api))
    latitude, longitude = point
    shared = message("", location={"latitude": latitude, "longitude": longitude})
    del shared["text"]
    await api.deliver(message=shared)
    return (await replies(api))[before:]


def all_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def removes(call: Call) -> bool:
    return bool(call.given.get("reply_markup") == {"remove_keyboard": True})


class TestWhere:
    async def test_who_is_asked_for_a_place_can_send_a_location_instead(self, api: BotApi) -> None:
        asked = await said(api, OFFICE)
        assert rows(asked)[-1] == [NEAR]
        await tap(api, NEAR)
        offer = (await replies(api))[-1]
        assert offer.given["reply_markup"] == {
            "keyboard": [[{"text": SEND, "request_location": True}]],
            "resize_keyboard": True, "one_time_keyboard": True,
        }  # fmt: skip
        assert "tôi không giữ lại" in offer.text
        assert "gõ tên xã, phường" in offer.text

    async def test_the_button_goes_away_when_the_location_has_come(self, api: BotApi) -> None:
        await said(api, OFFICE)
        await tap(api, NEAR)
        thanks, answer = await sent(api)
        assert thanks.text == FAREWELL
        assert removes(thanks)
        assert answer.text.startswith("Nơi nhận hồ sơ gần bạn:")
        assert "📍 Công an phường Gió Lùa" in answer.buttons
        assert len(await sent(api)) == 1

    async def test_it_goes_away_too_when_the_place_is_typed(self, api: BotApi) -> None:
        await said(api, OFFICE)
        await tap(api, NEAR)
        before = len(await replies(api))
        await api.say(WARD)
        note, answer = (await replies(api))[before:]
        assert note.text == "Được, bạn không cần gửi vị trí nữa."
        assert removes(note)
        assert answer.text.startswith("Nơi nhận hồ sơ ở phường Gió Lùa:")

    async def test_it_goes_away_too_when_a_ward_is_pressed(self, api: BotApi) -> None:
        await said(api, OFFICE)
        await tap(api, NEAR)
        before = len(await replies(api))
        await tap(api, WARD)
        note, answer = (await replies(api))[before:]
        assert removes(note)
        assert answer.text.startswith("Nơi nhận hồ sơ ở phường Gió Lùa:")

    async def test_gantoi_asks_for_the_location_and_finds_what_is_held_around(
        self, api: BotApi
    ) -> None:
        offer = await said(api, "/gantoi")
        assert "request_location" in str(offer.given["reply_markup"])
        _, answer = await sent(api)
        assert answer.text.startswith("Lịch làm căn cước sắp tới gần bạn:")

    async def test_whoever_told_a_place_is_not_asked_for_one(self, api: BotApi) -> None:
        assert NEAR not in (await said(api, SCHEDULE)).buttons
        assert NEAR not in (await share(api, HERE)).buttons

    async def test_in_a_group_the_button_is_only_acknowledged(self, api: BotApi) -> None:
        group = {"id": -5, "type": "supergroup", "title": "Xóm"}
        below = {"chat": group, "message_id": 3, "date": 1, "text": "…"}
        await api.press("l:", message=below)
        await api.all_confirmed()
        assert len(api.made("answerCallbackQuery")) == 1
        assert api.made("sendMessage") == []

    async def test_a_location_asked_for_is_kept_nowhere(
        self, api: BotApi, tmp_path: Path, store: SqliteStore
    ) -> None:
        await said(api, "/gantoi")
        await sent(api)
        store.close()
        disk = all_of(tmp_path)
        for degrees in HERE:
            assert struct.pack(">d", degrees) not in disk
            assert str(degrees).encode() not in disk


class TestRelated:
    async def test_what_belongs_to_a_topic_stands_below_its_answer_and_above_the_rating(
        self, api: BotApi
    ) -> None:
        answer = await said(api, KITE)
        assert list(answer.buttons) == ["Mấy tuổi được thả diều", "👍", "👎"]
        await tap(api, "Mấy tuổi được thả diều")
        assert (await replies(api))[-1].text.startswith("<b>Mấy tuổi được thả diều</b>")

    async def test_there_are_three_at_most_in_their_order(
        self, api: BotApi, related: None
    ) -> None:
        answer = await said(api, KITE)
        assert rows(answer) == [
            ["Diều rách thì làm gì"], ["Mấy tuổi được thả diều"], ["Tắm cho mèo"],
        ]  # fmt: skip

    async def test_several_answers_in_one_have_none(self, api: BotApi, related: None) -> None:
        answer = await said(api, f"{KITE}? {CAT}?")
        assert "giá 20.000 đồng" in answer.text
        assert "Pha nước ấm" in answer.text
        assert rows(answer) == []

    async def test_where_other_topics_are_offered_there_are_none_besides(
        self, api: BotApi, related: None
    ) -> None:
        answer = await said(api, "con diều")
        assert "Nếu chưa đúng ý, có thể bạn muốn hỏi:" in answer.text
        assert len(rows(answer)) == 2


class TestLeaving:
    @pytest.mark.parametrize("opening", ["/tuoi", BIRTH, "/lich", OFFICE, "/gantoi"])
    async def test_another_question_is_answered_at_any_point(
        self, api: BotApi, opening: str
    ) -> None:
        await said(api, opening)
        before = len(await replies(api))
        await api.say(KITE)
        answer = (await replies(api))[before:][-1]
        assert "giá 20.000 đồng" in answer.text

    async def test_after_another_question_one_can_begin_anew(self, api: BotApi) -> None:
        await said(api, OFFICE)
        await said(api, KITE)
        answer = await said(api, CHILD)
        assert "20/12/2026" in answer.text

    async def test_a_button_of_before_still_goes_on_with_what_it_was_for(
        self, api: BotApi
    ) -> None:
        await said(api, OFFICE)
        await said(api, KITE)
        await tap(api, WARD)
        assert "phường Gió Lùa" in (await replies(api))[-1].text

    async def test_the_menu_and_a_topic_leave_a_calculation_too(self, api: BotApi) -> None:
        await said(api, BIRTH)
        menu = await said(api, "/start")
        assert "Đồ chơi" in menu.buttons
        answer = await said(api, "/start tam-meo")
        assert answer.text.startswith("<b>Tắm cho mèo</b>")

    async def test_thanks_are_answered_in_kind_and_not_taken_for_an_answer(
        self, api: BotApi
    ) -> None:
        await said(api, BIRTH)
        answer = await said(api, "cảm ơn")
        assert "Người sinh" not in answer.text


class TestLanguage:
    async def test_a_birth_alone_is_answered_in_the_language_of_the_conversation(
        self, api: BotApi
    ) -> None:
        await said(api, "Tôi muốn đổi thẻ nuôi", language="en")
        answer = await said(api, "12/3/1986", language="en")
        assert answer.text.startswith("Người sinh ngày 12/03/1986:")

    async def test_topics_pressed_below_an_english_answer_open_in_english(
        self, api: BotApi
    ) -> None:
        await said(api, "/start mua-dieu", language="en")
        data, below = button(api, "Mấy tuổi được thả diều")
        await api.press(data, message=below, **{"from": person(1, "ru")})
        answer = (await replies(api))[-1]
        assert "Legal basis: " in answer.text
