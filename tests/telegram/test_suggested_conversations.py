"""Suggestions, commands and labels in a chat: what one press or one command says and shows."""

from __future__ import annotations

from datetime import date

import pytest

from bot.assistant.engine import Engine
from bot.desk import Desk
from bot.store.sqlite import SqliteStore
from tests.conftest import MOMENT
from tests.telegram.chatting import (
    CHILD,
    OFFICE,
    OLD,
    SCHEDULE,
    button,
    event_in,
    old_button,
    replies,
    rows,
    said,
    tap,
)
from tests.telegram.conftest import Release, Starter, both_ways
from tests.telegram_server.server import BotApi

pytestmark = [pytest.mark.cards, both_ways]
WARD = "phường Gió Lùa, tỉnh Mây"
MOST_BYTES = 64


@pytest.mark.usefixtures("bot")
class TestSuggestions:
    async def test_pressing_one_is_saying_what_stands_on_it(self, api: BotApi) -> None:
        offer = await said(api, OFFICE)
        assert rows(offer) == [[WARD], ["xã Nắng Lên, tỉnh Mây"], ["📍 Tìm nơi gần tôi"]]
        await tap(api, WARD)
        pressed = (await replies(api))[-1]
        assert pressed.text.startswith("Nơi nhận hồ sơ ở phường Gió Lùa:")
        await said(api, OFFICE, user=2)
        typed = await said(api, WARD, user=2)
        assert (pressed.text, rows(pressed)) == (typed.text, rows(typed))

    async def test_it_goes_on_with_a_question_that_is_too_old_to_be_told_of(
        self, api: BotApi
    ) -> None:
        await said(api, OFFICE)
        await tap(api, WARD, message=OLD)
        answer = (await replies(api))[-1]
        assert answer.text.startswith("Nơi nhận hồ sơ ở phường Gió Lùa:")

    async def test_a_text_too_long_to_be_sent_back_is_read_from_the_message(
        self, api: BotApi, desk: Desk, release: Release
    ) -> None:
        short = "Tôi còn dùng chứng minh nhân dân"
        long = f"{short} cũ, loại giấy đã cấp cho tôi ở quê từ nhiều năm về trước"
        desk.engine = release("messages.yaml", f'"{short}"', f'"{long}"')
        offer = await said(api, "Tôi sinh 12/5/2001 thì bao giờ đổi thẻ nuôi")
        assert rows(offer)[1] == [long]
        await tap(api, long)
        answer = (await replies(api))[-1]
        assert "Chứng minh nhân dân không còn giá trị từ ngày 01/01/2025" in answer.text
        await tap(api, long, message=OLD)
        assert (await replies(api))[-1].text == old_button(desk)

    async def test_a_place_in_a_row_that_has_no_such_button_is_an_old_button(
        self, api: BotApi, desk: Desk
    ) -> None:
        await said(api, OFFICE)
        _, below = button(api, WARD)
        await api.press("q:7", message=below)
        assert (await replies(api))[-1].text == old_button(desk)


async def test_a_suggestion_counts_after_a_restart_too(
    api: BotApi, start: Starter, card_engine: Engine, store: SqliteStore
) -> None:
    async with start():
        await said(api, OFFICE)
    async with start(Desk(card_engine, store, lambda: MOMENT)):
        await tap(api, WARD)
        pressed = (await replies(api))[-1]
        typed = await said(api, WARD, user=2)
    assert "phường Gió Lùa" in pressed.text
    assert (pressed.text, rows(pressed)) == (typed.text, rows(typed))


@pytest.mark.usefixtures("bot")
class TestShortcuts:
    async def test_lich_tells_of_the_sessions(self, api: BotApi) -> None:
        answer = await said(api, "/lich")
        assert answer.text.startswith("Lịch làm căn cước sắp tới ở phường Gió Lùa:")
        assert rows(answer)[0] == ["📅 01/12/2026", "📍 Sân đình Gió Lùa"]

    @pytest.mark.parametrize("command", ["/lich", "/lich@tro_ly_bot"])
    async def test_lich_with_a_ward_tells_of_that_ward(self, api: BotApi, command: str) -> None:
        answer = await said(api, f"{command} xã Nắng Lên")
        assert answer.text.startswith("Lịch làm căn cước sắp tới ở xã Nắng Lên:")

    async def test_after_lich_a_ward_alone_says_where(self, api: BotApi) -> None:
        await said(api, "/lich")
        answer = await said(api, "xã Nắng Lên")
        assert answer.text.startswith("Lịch làm căn cước sắp tới ở xã Nắng Lên:")

    async def test_tuoi_tells_the_ages_and_goes_on_with_the_birth_and_the_card(
        self, api: BotApi
    ) -> None:
        ages = await said(api, "/tuoi")
        assert "14, 25, 40 và 60" in ages.text
        birth = await said(api, "12/3/1986")
        assert birth.text.startswith("Người sinh ngày 12/03/1986:\nCòn tùy ngày cấp thẻ:")
        assert rows(birth) == [["Tôi chưa có thẻ"], ["Tôi còn dùng chứng minh nhân dân"]]
        card = await said(api, "thẻ cấp 5/2021")
        assert card.text.startswith("Người sinh ngày 12/03/1986:\nĐã quá hạn:")

    async def test_tuoi_with_a_birth_goes_on_with_the_card(self, api: BotApi) -> None:
        birth = await said(api, "/tuoi 12/3/1986")
        assert birth.text.startswith("Người sinh ngày 12/03/1986:\nCòn tùy ngày cấp thẻ:")
        card = await said(api, "thẻ cấp 5/2021")
        assert card.text.startswith("Người sinh ngày 12/03/1986:\nĐã quá hạn:")

    async def test_what_is_offered_after_a_birth_goes_on_from_it(self, api: BotApi) -> None:
        await said(api, "/tuoi 12/3/1986")
        await tap(api, "Tôi chưa có thẻ")
        answer = (await replies(api))[-1]
        assert answer.text.startswith("Người sinh ngày 12/03/1986:\nTừ đủ 14 tuổi trở lên")

    async def test_the_day_to_remember_is_sent_as_a_file_for_the_calendar(
        self, api: BotApi
    ) -> None:
        answer = await said(api, CHILD)
        label = "📅 Từ ngày 20/12/2026 bắt buộc phải có thẻ căn cước"
        assert rows(answer)[0] == [label]
        await tap(api, label)
        [sent] = api.made("sendDocument")
        event = event_in(sent)
        assert event.decoded("DTSTART") == date(2026, 12, 20)
        assert event["SUMMARY"] == label.removeprefix("📅 ")
        assert "2012" not in sent.given["document"].decode()

    async def test_without_such_topics_the_commands_are_questions_like_others(
        self, api: BotApi, desk: Desk, small_engine: Engine
    ) -> None:
        desk.engine = small_engine
        answer = await said(api, "/lich con diều bao nhiêu tiền")
        assert "giá 20.000 đồng" in answer.text
        assert (await said(api, "/tuoi")).text


@pytest.mark.usefixtures("bot")
class TestButtons:
    async def test_the_longest_id_of_a_session_fits_on_a_button(
        self, api: BotApi, desk: Desk, release: Release
    ) -> None:
        name = "gio-" + "x" * 44
        desk.engine = release("sessions/phuong-gio.yaml", "gio-buoi-toi", name)
        answer = await said(api, SCHEDULE)
        data = answer.buttons["📅 01/12/2026"]
        assert data == f"e:{name}:20261201"
        assert len(data.encode()) <= MOST_BYTES
        await tap(api, "📅 01/12/2026")
        assert len(api.made("sendDocument")) == 1

    async def test_a_longer_name_of_a_place_has_a_row_of_its_own(
        self, api: BotApi, desk: Desk, release: Release
    ) -> None:
        name = "Nhà văn hóa xóm Diều Giấy"
        desk.engine = release("sessions/phuong-gio.yaml", "Sân đình Gió Lùa", name)
        answer = await said(api, SCHEDULE)
        assert rows(answer)[:2] == [["📅 01/12/2026"], [f"📍 {name}"]]

    async def test_a_name_too_long_to_be_shown_is_cut_after_a_word(
        self, api: BotApi, desk: Desk, release: Release
    ) -> None:
        name = "Nhà văn hóa xóm Diều Giấy, cạnh giếng làng, sau vườn hoa, trước cổng trường cũ"
        desk.engine = release("sessions/phuong-gio.yaml", "Sân đình Gió Lùa", name)
        answer = await said(api, SCHEDULE)
        assert rows(answer)[1] == ["📍 Nhà văn hóa xóm Diều Giấy, cạnh giếng làng, sau vườn hoa,…"]
        assert name in answer.text
        await tap(api, rows(answer)[1][0])
        [sent] = api.made("sendVenue")
        assert sent.given["title"] == name
