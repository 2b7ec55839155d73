"""What a person reads who sends in a code, or an answer, wherever that is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from bot.assistant.codes import spelled, written
from bot.assistant.engine import Engine
from bot.assistant.replies import as_text
from bot.assistant.reply import Reply
from bot.assistant.status import Status
from bot.desk import Desk
from bot.errors import StoreError
from bot.provenance.seal import Seal
from tests.assistant.codes_in import find_codes
from tests.provenance.conftest import DAY, KEY, Press, noon, shown
from tests.provenance.test_checking import CHANGES, FOREIGN, LATER, NEW_YEAR
from tests.provenance.test_seal import SCHEDULE

Asker = Callable[..., Awaitable[Reply]]
BY_STRANGERS = "Tin bạn chuyển tiếp không phải do tôi viết."
ON_FRAUD = ["meo-om"]
"""The topic that the invented knowledge shows with a warning."""


@pytest.fixture
def ask(press: Press, small_engine: Engine) -> Asker:
    """Ask as on a day, of the release in force."""

    async def asked(text: str, day: date = DAY, **more: object) -> Reply:
        engine = Engine(press.knowledge, small_engine._tools.understanding)
        desk = Desk(engine, press.store, lambda: noon(day), Seal(KEY))
        return (await desk.ask(text, "web", **more)).reply  # type: ignore[arg-type]

    return asked


def topics(reply: Reply) -> list[str]:
    return [item.topic for item in reply.items]


async def test_a_code_of_today_shows_the_answer_to_compare_with(press: Press, ask: Asker) -> None:
    code = written(press.code("mua-dieu"))
    reply = await ask(code)
    assert (reply.status, reply.topics, topics(reply)) == (
        Status.ANSWERED, ("mua-dieu",), ["mua-dieu"],
    )  # fmt: skip
    assert reply.note.startswith("✅ Mã này đúng là của tôi.")
    assert "“Mua diều ở đâu, giá bao nhiêu” dưới đây hôm nay (02/03/2026) vẫn đúng" in reply.note
    assert as_text(reply, press.knowledge).endswith(f"Mã câu trả lời: {code}")


async def test_an_unchanged_answer_is_confirmed_without_repeating_it(
    press: Press, ask: Asker
) -> None:
    reply = await ask(shown(press.knowledge, "mua-dieu"))
    assert (reply.status, reply.topics, reply.items) == (Status.ANSWERED, ("mua-dieu",), ())
    assert reply.note == (
        "✅ Đây đúng là câu trả lời của tôi về “Mua diều ở đâu, giá bao nhiêu”, không bị sửa chữ "
        "nào. Hôm nay (02/03/2026) vẫn đúng."
    )


async def test_a_changed_answer_is_told_part_by_part_with_the_new_one(
    press: Press, ask: Asker
) -> None:
    reply = await ask(shown(press.knowledge, "mua-dieu"), NEW_YEAR)
    assert reply.status is Status.ANSWERED
    assert reply.note.split("\n") == [
        "Đây là câu trả lời cũ của tôi về “Mua diều ở đâu, giá bao nhiêu”. Từ ngày 01/01/2027 đã "
        "khác, bạn dùng câu trả lời mới dưới đây.",
        "• Ý chính: trước là “Diều bán ở cửa hàng đầu làng, giá 20.000 đồng.”, nay là “Diều bán ở "
        "cửa hàng đầu làng, giá 40.000 đồng.”.",
        "• Lệ phí: trước là “20.000 đồng”, nay là “40.000 đồng”.",
        "• Thay đổi sắp tới: đã bỏ.",
    ]
    assert "giá 40.000 đồng" in reply.items[0].lead


async def test_long_parts_are_only_named(press: Press, ask: Asker) -> None:
    code = press.code("tha-dieu")
    press.publish(
        LATER,
        ("faq/do-choi.yaml", "[Ra bãi cỏ., Thả dây từ từ.]", "[Ra bãi cỏ., Chạy.]"),
        ("faq/do-choi.yaml", "details: Nhỏ hơn thì phải có người lớn.", "time: Một giờ"),
        ("faq/do-choi.yaml", "Từ đủ {tuoi-tha-dieu} được", "Ai " + "cũng " * 30 + "được"),
    )
    reply = await ask(written(code), LATER)
    assert reply.note.split("\n")[1:] == [
        "• Ý chính: đã viết lại.",
        "• Thời gian: mới thêm.",
        "• Các bước: đã viết lại.",
        "• Chi tiết: đã bỏ.",
    ]


async def test_an_answer_that_is_given_no_more_says_so(press: Press, ask: Asker) -> None:
    reply = await ask(written(press.code("meo-om")), date(2026, 6, 1))
    assert (reply.status, reply.topics, reply.items) == (Status.WITHHELD, (), ())
    assert reply.note.startswith("Đây là câu trả lời cũ của tôi. Nay tôi không còn")


async def test_an_altered_answer_is_warned_of_with_what_is_right(press: Press, ask: Asker) -> None:
    text = shown(press.knowledge, "mua-dieu").replace("Lệ phí: 20.000", "Lệ phí: 90.000")
    reply = await ask(text)
    assert (reply.status, topics(reply)) == (Status.SCAM_CHECK, ["mua-dieu"])
    assert reply.note.startswith("⚠️ Mã là của câu trả lời về “Mua diều ở đâu, giá bao nhiêu”,")
    assert "Chỗ khác: lệ phí." in reply.note
    assert "90.000" not in as_text(reply, press.knowledge)


async def test_words_that_were_added_are_called_so(press: Press, ask: Asker) -> None:
    text = shown(press.knowledge, "tam-meo").replace("Căn cứ", "Gửi mật mã cho tôi\nCăn cứ")
    reply = await ask(text)
    assert "Chỗ khác: có chữ được thêm vào." in reply.note


async def test_a_code_that_is_not_ours_is_warned_of_with_the_official_way(
    press: Press, ask: Asker
) -> None:
    reply = await ask("K7M2-Q9RT")
    assert (reply.status, topics(reply)) == (Status.SCAM_CHECK, ON_FRAUD)
    assert reply.note.startswith("⚠️ Mã này không phải của câu trả lời nào của tôi.")


async def test_signs_of_fraud_around_a_code_are_named(press: Press, ask: Asker) -> None:
    text = FOREIGN.format(code=written(press.code("mua-dieu"))) + "\nĐọc mã OTP nhé"
    reply = await ask(text)
    assert reply.flags == ("asks-otp", "asks-transfer")
    assert "• Không ai được hỏi mã OTP." in reply.note
    assert topics(reply) == ["mua-dieu", *ON_FRAUD]


async def test_demands_below_a_genuine_answer_are_warned_of(press: Press, ask: Asker) -> None:
    reply = await ask(shown(press.knowledge, "tam-meo") + "\nChuyển khoản ngay cho chị Hoa")
    assert (reply.status, reply.flags) == (Status.SCAM_CHECK, ("asks-transfer",))
    assert reply.note.startswith("✅ Đây đúng là câu trả lời của tôi về “Tắm cho mèo”")
    assert "• Không chuyển tiền cho người lạ." in reply.note


async def test_we_vouch_only_for_our_own_words(press: Press, ask: Asker) -> None:
    harmless = await ask("Chị Lan\n" + shown(press.knowledge, "tam-meo"))
    more = await ask("Chiều nay ra nhà tôi lấy mèo nhé\n" + shown(press.knowledge, "tam-meo"))
    remark = "Tôi chỉ xác nhận phần từ tiêu đề đến mã."
    assert remark not in harmless.note
    assert (more.status, remark in more.note) == (Status.ANSWERED, True)


async def test_our_own_sentences_around_an_answer_are_no_strangers(
    press: Press, ask: Asker
) -> None:
    """A warning names what frauds demand, and would look like one itself."""
    warned = await ask("có người gọi bảo tôi đọc otp rồi chuyển khoản")
    assert warned.items
    again = await ask(as_text(warned, press.knowledge))
    assert (again.status, again.flags) == (Status.ANSWERED, ())


async def test_english_answers_are_checked_in_english(press: Press, ask: Asker) -> None:
    reply = await ask(shown(press.knowledge, "mua-dieu", DAY, "en"), NEW_YEAR)
    assert reply.language == "en"
    assert "It has changed since 1 January 2027" in reply.note
    assert "• Cost: was" not in reply.note
    assert "• Main point: was “Kites are sold at the shop, 20,000 VND.”" in reply.note
    unknown = await ask("Is the code K7M2-Q9RT of the answer right?", language="en")
    assert unknown.note.startswith("⚠️ This code belongs to no answer of mine.")


async def test_a_code_in_the_answer_below_is_one_of_the_language_it_is_shown_in(
    press: Press, ask: Asker
) -> None:
    reply = await ask(written(press.code("mua-dieu", DAY, "en")), language="vi")
    [code] = find_codes(as_text(reply, press.knowledge))
    assert (reply.language, code) == ("en", press.code("mua-dieu", DAY, "en"))


async def test_a_text_like_ours_without_a_code_is_not_vouched_for(
    press: Press, ask: Asker
) -> None:
    text = shown(press.knowledge, "mua-dieu").rpartition("\n")[0].replace("20.000", "30.000")
    reply = await ask(text)
    assert (reply.status, topics(reply)) == (Status.ANSWERED, ["mua-dieu"])
    assert "không có mã và có chỗ khác, nên tôi không chắc là của tôi" in reply.note


class TestLookUps:
    @pytest.fixture
    def desk(self, card_engine: Engine, press: Press) -> Desk:
        return Desk(card_engine, press.store, lambda: noon(date(2026, 11, 22)), Seal(KEY))

    async def told(self, desk: Desk) -> str:
        reply = (await desk.ask(SCHEDULE, "web")).reply
        return as_text(reply, desk.engine.knowledge)

    async def test_the_whole_text_is_ours_and_to_be_asked_again(self, desk: Desk) -> None:
        reply = (await desk.ask(await self.told(desk), "web")).reply
        assert (reply.status, reply.topics) == (Status.ANSWERED, ("lich-lam-the",))
        assert reply.note.startswith("✅ Đúng nguyên văn câu tôi đã trả lời vào ngày ghi cạnh mã.")
        assert [choice.topic for choice in reply.choices] == ["lich-lam-the"]

    async def test_another_place_or_day_is_noticed(self, desk: Desk) -> None:
        text = await self.told(desk)
        assert "Sân đình" in text
        reply = (await desk.ask(text.replace("Sân đình", "Quán nước"), "web")).reply
        assert reply.status is Status.SCAM_CHECK
        assert reply.note.startswith("⚠️ Nội dung tin này không khớp với mã.")

    async def test_a_code_alone_cannot_be_checked(self, desk: Desk) -> None:
        [code] = find_codes(await self.told(desk))
        reply = (await desk.ask(f"mã {written(code)} đúng không", "web")).reply
        assert (reply.status, reply.topics) == (Status.NEEDS_DETAIL, ())
        assert "Chỉ có mã thì tôi không đối chiếu được." in reply.note
        assert reply.choices

    async def test_without_a_key_nothing_is_claimed_of_such_codes(
        self, desk: Desk, card_engine: Engine
    ) -> None:
        keyless = Desk(card_engine, desk.store, desk.clock)
        assert find_codes(await self.told(keyless)) == []
        reply = (await keyless.ask(await self.told(desk), "web")).reply
        assert reply.status is Status.NEEDS_DETAIL


class TestForwarded:
    """Messages that were forwarded in Telegram, which tells who wrote them."""

    async def test_what_we_wrote_is_checked_without_suspicion(
        self, press: Press, ask: Asker
    ) -> None:
        text = shown(press.knowledge, "tam-meo") + "\nChuyển khoản ngay cho chị Hoa"
        reply = await ask(text, author="us")
        assert (reply.status, reply.flags) == (Status.ANSWERED, ())

    async def test_what_we_wrote_without_a_code_is_asked_again(self, ask: Asker) -> None:
        reply = await ask("Nhắc bạn: thứ bảy có buổi thả diều.", author="us")
        assert reply.status is Status.NEEDS_DETAIL
        assert reply.note.startswith("Tin này do tôi gửi, nhưng không có mã để đối chiếu.")

    async def test_a_demand_of_a_stranger_is_warned_of_though_nobody_is_named(
        self, ask: Asker
    ) -> None:
        text = "Bà con chuyển khoản tiền diều cho tôi"
        assert (await ask(text)).status is not Status.SCAM_CHECK
        reply = await ask(text, author="other")
        assert (reply.status, reply.flags) == (Status.SCAM_CHECK, ("asks-transfer",))
        assert reply.note.startswith(f"{BY_STRANGERS}\n\n⚠️ Coi chừng lừa đảo!")

    async def test_a_harmless_message_is_answered_as_what_it_asks(self, ask: Asker) -> None:
        reply = await ask("Diều bán ở đâu vậy", author="other")
        assert (reply.status, reply.topics) == (Status.ANSWERED, ("mua-dieu",))
        assert reply.note == BY_STRANGERS

    async def test_an_answer_of_ours_that_a_person_hands_on_is_still_ours(
        self, press: Press, ask: Asker
    ) -> None:
        reply = await ask(shown(press.knowledge, "tam-meo"), author="other")
        assert reply.status is Status.ANSWERED
        assert BY_STRANGERS not in reply.note


async def test_a_conversation_goes_on_with_the_topic_that_was_checked(
    press: Press, small_engine: Engine
) -> None:
    desk = Desk(small_engine, press.store, lambda: noon(DAY))
    await desk.ask(written(press.code("mua-dieu")), "web", conversation="x")
    assert desk.memory.recall("x", noon(DAY)) == ("Mua diều ở đâu, giá bao nhiêu",)
    assert (await desk.ask("bao nhiêu tiền vậy", "web", conversation="x")).reply.topics == (
        "mua-dieu",
    )


async def test_where_the_history_cannot_be_read_nothing_is_accused(
    press: Press, ask: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise StoreError("đĩa hỏng")

    monkeypatch.setattr(press.store.wordings, "find", broken)
    reply = await ask(written(spelled(b"never said")))
    assert reply.status is Status.DECLINED_UNKNOWN
    assert reply.note == press.knowledge.say("loi-tam-thoi", "vi")


async def test_an_edit_is_told_with_the_day_of_its_release(press: Press, ask: Asker) -> None:
    code = written(press.code("tam-meo"))
    press.publish(LATER, CHANGES)
    reply = await ask(f"mã {code}", date(2026, 6, 1))
    assert "Từ ngày 01/04/2026 đã khác" in reply.note
