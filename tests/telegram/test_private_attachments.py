"""What is no text: who sends what, and what is said of it; nothing is fetched or kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.telegram.chatting import kept, replies, said, send
from tests.telegram.conftest import both_ways
from tests.telegram_server.server import BotApi

pytestmark = [pytest.mark.usefixtures("bot"), both_ways]
FILE = {"file_id": "a", "file_unique_id": "b"}
PHOTO: dict[str, Any] = {"photo": [{**FILE, "width": 1, "height": 1}]}
DELETE = "Nếu trong đó có thẻ căn cước hay giấy tờ, bạn nên xóa ngay"
TYPE = "gõ bằng chữ giúp tôi"
STICKER = {**FILE, "width": 1, "height": 1, "is_animated": False, "is_video": False,
           "type": "regular"}  # fmt: skip
POLL: dict[str, Any] = {
    "id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False,
    "is_anonymous": True, "type": "regular", "allows_multiple_answers": False,
    "allows_revoting": False, "members_only": False,
}  # fmt: skip
MOVING = {**FILE, "width": 1, "height": 1, "duration": 1}


def document(kind: str) -> dict[str, Any]:
    return {"document": {**FILE, "mime_type": kind}}


class TestPapers:
    @pytest.mark.parametrize(
        "content",
        [PHOTO, document("image/png"), document("application/pdf")],
        ids=["photo", "png", "pdf"],
    )
    async def test_who_sends_what_may_be_a_card_is_told_to_delete_it_and_why(
        self, api: BotApi, tmp_path: Path, content: dict[str, Any]
    ) -> None:
        [warning] = await send(api, **content)
        assert warning.text.startswith("⚠️ Tôi không xem ảnh, không xem tệp và không giữ lại.")
        assert DELETE in warning.text
        assert "mạo danh bạn" in warning.text
        assert TYPE in warning.text
        assert kept(tmp_path, "question") == []

    async def test_a_question_below_the_photo_is_answered_after_the_warning(
        self, api: BotApi
    ) -> None:
        warning, answer = await send(api, **PHOTO, caption="diều rách thì làm gì")
        assert DELETE in warning.text
        assert TYPE not in warning.text
        assert answer.text.startswith("<b>Diều rách thì làm gì</b>")
        assert "👎" in answer.buttons

    async def test_what_is_asked_next_goes_on_with_the_words_below_the_photo(
        self, api: BotApi
    ) -> None:
        await send(api, **PHOTO, caption="Tôi muốn mua một con diều")
        answer = await said(api, "bao nhiêu tiền")
        assert "giá 20.000 đồng" in answer.text

    async def test_an_album_is_warned_of_once(self, api: BotApi) -> None:
        found = [await send(api, **PHOTO, media_group_id="77") for _ in range(10)]
        assert [len(told) for told in found] == [1] + [0] * 9

    async def test_each_album_and_each_chat_has_its_warning(self, api: BotApi) -> None:
        for user, album in ((1, "77"), (1, "78"), (2, "77"), (2, "77")):
            await send(api, **PHOTO, media_group_id=album, user=user)
        assert len(await replies(api)) == 3

    async def test_a_question_below_a_later_photo_of_an_album_is_answered(
        self, api: BotApi
    ) -> None:
        [warning] = await send(api, **PHOTO, media_group_id="77")
        [answer] = await send(api, **PHOTO, media_group_id="77", caption="diều rách thì làm gì")
        assert DELETE in warning.text
        assert answer.text.startswith("<b>Diều rách thì làm gì</b>")


class TestOtherKinds:
    @pytest.mark.parametrize(
        "content",
        [{"voice": {**FILE, "duration": 1}}, {"audio": {**FILE, "duration": 1}},
         {"video": MOVING}, {"video_note": {**FILE, "length": 1, "duration": 1}}],
        ids=lambda content: next(iter(content)),
    )  # fmt: skip
    async def test_who_speaks_is_told_honestly_and_shown_the_menu(
        self, api: BotApi, content: dict[str, Any]
    ) -> None:
        [told] = await send(api, **content)
        assert told.text.startswith("Tôi không nghe được tiếng nói và không xem được video")
        assert list(told.buttons.values()) == ["g:do-choi", "g:thu-cung"]

    async def test_the_number_in_a_contact_is_neither_repeated_nor_kept(
        self, api: BotApi, tmp_path: Path
    ) -> None:
        contact = {"phone_number": "0912345678", "first_name": "Lan"}
        [told] = await send(api, contact=contact)
        assert told.text.startswith("Tôi không cần số điện thoại của ai và không giữ lại")
        assert "0912345678" not in told.text
        await api.all_confirmed()
        assert b"0912345678" not in (tmp_path / "bot.db").read_bytes()

    async def test_a_file_that_can_show_no_card_gets_no_warning(self, api: BotApi) -> None:
        [told] = await send(api, **document("application/zip"))
        assert told.text.startswith("Tôi chỉ đọc được chữ, không mở tệp và không giữ lại.")

    @pytest.mark.parametrize(
        "content",
        [{"sticker": STICKER}, {"animation": MOVING, **document("video/mp4")},
         {"dice": {"emoji": "🎲", "value": 3}},
         {"game": {"title": "Cờ", "description": "Cờ", "photo": PHOTO["photo"]}},
         {"poll": POLL},
         {"story": {"chat": {"id": 5, "type": "private"}, "id": 1}}],
        ids=lambda content: next(iter(content)),
    )  # fmt: skip
    async def test_what_is_sent_for_fun_gets_a_friendly_hint(
        self, api: BotApi, content: dict[str, Any]
    ) -> None:
        [told] = await send(api, **content)
        assert told.text.startswith("😊 Tôi chỉ đọc được chữ.")
        assert TYPE in told.text

    async def test_what_telegram_itself_writes_into_a_chat_is_passed_over(
        self, api: BotApi
    ) -> None:
        timer = {"message_auto_delete_time": 9}
        assert await send(api, message_auto_delete_timer_changed=timer) == []

    async def test_nothing_is_ever_fetched(self, api: BotApi) -> None:
        for content in (PHOTO, {"voice": {**FILE, "duration": 1}}, document("application/pdf")):
            await send(api, **content)
        assert api.made("getFile") == []

    async def test_in_a_chat_in_english_it_is_said_in_english(self, api: BotApi) -> None:
        [told] = await send(api, **PHOTO, language="en")
        assert told.text.startswith("⚠️ I do not look at pictures or files")
