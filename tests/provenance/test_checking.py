from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.assistant.codes import checked, spelled, written
from bot.content.knowledge import Knowledge
from bot.provenance.checking import Standing
from bot.provenance.claims import may_claim
from bot.store.releases import _pack
from tests.provenance.conftest import DAY, Press, shown

NEW_YEAR = date(2027, 1, 1)
LATER = date(2026, 4, 1)
CHANGES = ("faq/thu-cung.yaml", "nhẹ tay cho mèo", "thật nhẹ tay cho mèo")
QUESTIONS = [
    "{code}", "{small}", "mã {code} có đúng không ạ?", "kiểm tra mã này giúp em: {small}",
    "bạn ơi cho hỏi {code} còn đúng không", "is code {code} still right?",
]  # fmt: skip


@pytest.mark.parametrize("shape", QUESTIONS)
def test_a_code_of_today_is_right(press: Press, shape: str) -> None:
    code = written(press.code("mua-dieu"))
    found = press.check(shape.format(code=code, small=code.replace("-", " ").lower()))
    assert (found.standing, found.topic, found.language) == (Standing.RIGHT, "mua-dieu", "vi")
    assert not found.compared


def test_a_whole_answer_of_today_is_right_word_for_word(press: Press) -> None:
    for topic in press.knowledge.entries:
        for language in ("vi", "en"):
            text = shown(press.knowledge, topic, DAY, language)  # type: ignore[arg-type]
            found = press.check(text)
            assert (found.standing, found.topic) == (Standing.RIGHT, topic)
            assert found.compared


def test_an_answer_of_today_needs_no_history(press: Press) -> None:
    """It may come from a replica, or the history could not be written."""
    code = press.code("tam-meo")
    press.store._db.execute("delete from wordings")
    assert press.check(code).standing is Standing.RIGHT


def test_a_price_that_has_changed_on_its_day_is_told_with_that_day(press: Press) -> None:
    found = press.check(shown(press.knowledge, "mua-dieu"), NEW_YEAR)
    assert (found.standing, found.since, found.compared) == (Standing.CHANGED, NEW_YEAR, True)
    assert [each.part for each in found.differences] == ["lead", "cost", "changes"]
    [cost] = [each for each in found.differences if each.part == "cost"]
    assert (cost.before, cost.after) == (("20.000 đồng",), ("40.000 đồng",))


def test_an_edit_of_staff_is_told_with_the_day_of_its_release(press: Press) -> None:
    text = shown(press.knowledge, "tam-meo")
    press.publish(LATER, CHANGES)
    found = press.check(text, date(2026, 6, 1))
    assert (found.standing, found.since, found.compared) == (Standing.CHANGED, LATER, True)
    assert [each.part for each in found.differences] == ["lead"]


def test_of_several_changes_the_first_one_ended_the_answer(press: Press) -> None:
    text = shown(press.knowledge, "tam-meo")
    press.publish(LATER, CHANGES)
    press.publish(date(2026, 5, 1), ("faq/thu-cung.yaml", "nước ấm", "nước nguội"))
    assert press.check(text, date(2026, 6, 1)).since == LATER


def test_what_was_put_back_is_right_again(press: Press) -> None:
    text = shown(press.knowledge, "tam-meo")
    press.publish(LATER, CHANGES)
    press.publish(date(2026, 5, 1), (CHANGES[0], CHANGES[2], CHANGES[1]))
    assert press.check(text, date(2026, 6, 1)).standing is Standing.RIGHT


def test_an_answer_that_was_put_back_and_changed_again_ended_the_second_time(
    press: Press,
) -> None:
    text = shown(press.knowledge, "tam-meo")
    press.publish(LATER, CHANGES)
    press.publish(date(2026, 5, 1), (CHANGES[0], CHANGES[2], CHANGES[1]))
    press.publish(date(2026, 6, 1), CHANGES)
    assert press.check(text, date(2026, 7, 1)).since == date(2026, 6, 1)


def test_an_answer_that_is_withheld_by_now_is_gone(press: Press) -> None:
    found = press.check(shown(press.knowledge, "meo-om"), date(2026, 5, 9))
    assert (found.standing, found.since) == (Standing.GONE, date(2026, 5, 2))


def test_a_topic_that_was_taken_away_is_gone(press: Press) -> None:
    code = press.code("tam-meo")
    press.publish(LATER, ("faq/thu-cung.yaml", "id: tam-meo", "id: ve-sinh-meo"),
                  ("phrasings/thu-cung.yaml", "tam-meo:", "ve-sinh-meo:"))  # fmt: skip
    assert press.check(code, LATER).standing is Standing.GONE


def test_an_altered_answer_with_its_own_code_is_altered(press: Press) -> None:
    text = shown(press.knowledge, "mua-dieu").replace("Lệ phí: 20.000", "Lệ phí: 200.000")
    found = press.check(text)
    assert (found.standing, found.altered) == (Standing.ALTERED, {"cost"})


def test_an_old_answer_is_compared_with_what_it_said_then(press: Press) -> None:
    text = shown(press.knowledge, "tam-meo")
    press.publish(LATER, CHANGES)
    assert press.check(text, LATER).standing is Standing.CHANGED
    altered = press.check(text.replace("nước ấm", "nước sôi"), LATER)
    assert (altered.standing, altered.altered) == (Standing.ALTERED, {"lead"})


def test_headings_are_those_of_the_release_that_said_it(press: Press) -> None:
    text = shown(press.knowledge, "mua-dieu")
    press.publish(LATER, ("messages.yaml", 'muc-phi: {vi: "Lệ phí:"', 'muc-phi: {vi: "Phí:"'),
                  ("faq/do-choi.yaml", "đầu làng, giá", "đầu xóm, giá"))  # fmt: skip
    found = press.check(text, LATER)
    assert (found.standing, found.compared) == (Standing.CHANGED, True)


def test_a_release_that_cannot_be_read_any_more_still_knows_its_codes(press: Press) -> None:
    text = shown(press.knowledge, "tam-meo")
    press.publish(LATER, CHANGES)
    broken = {"faq/thu-cung.yaml": b"group: thu-cung\nentries: [{ident: 1}]\n"}
    press.store._db.execute("update releases set files = ? where number = 1", [_pack(broken)])
    found = press.check(text.replace("ấm", "sôi"), LATER)
    assert (found.standing, found.differences) == (Standing.CHANGED, ())
    assert not found.compared


FOREIGN = """Công an phường thông báo: mọi nhà nộp lệ phí làm thẻ mới
trong hôm nay, chuyển khoản cho tổ trưởng để khỏi bị phạt.
Mã câu trả lời: {code}"""


def test_a_foreign_text_above_one_of_our_codes_is_altered(press: Press) -> None:
    found = press.check(FOREIGN.format(code=written(press.code("mua-dieu"))))
    assert (found.standing, found.topic) == (Standing.ALTERED, "mua-dieu")


@pytest.mark.parametrize(
    "code", ["K7M2-Q9RT", "ABCD-1234", "2222-2222", "7777 8888", "TTTT-9999", "L7M2-Q9RT"]
)
def test_a_made_up_code_below_a_text_is_not_ours(press: Press, code: str) -> None:
    assert press.check(FOREIGN.format(code=code)).standing is Standing.NOT_OURS


@pytest.mark.parametrize("shape", QUESTIONS)
def test_a_code_that_nobody_knows_is_not_ours(press: Press, shape: str) -> None:
    code = written(spelled(b"never said"))
    found = press.check(shape.format(code=code, small=code.lower()))
    assert (found.standing, found.topic) == (Standing.NOT_OURS, "")


@pytest.mark.parametrize("shape", ["{code}", "mã {code} đúng không", "code: {code}"])
def test_a_mistyped_code_is_not_ours(press: Press, shape: str) -> None:
    code = press.code("mua-dieu")
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")
    found = press.check(shape.format(code=written(wrong)))
    assert found.standing is Standing.NOT_OURS


@pytest.mark.parametrize(
    "text",
    [
        "Diều bán ở đâu", "", "mã hồ sơ 12345678 tới đâu rồi", "biển số 29C1 2345",
        "mã câu trả lời là gì, ma cau tra loi nhan duoc o dau", "từ 7h30 đến 8h45 9h25",
        "Căn cứ: không rõ, nhưng trong một tin rất dài và chẳng có tiêu đề nào của trợ lý cả, "
        "thì cũng là một câu hỏi thôi.",
    ],
)  # fmt: skip
def test_what_claims_nothing_is_a_question_like_others(press: Press, text: str) -> None:
    assert press.verdict(text) is None


def test_a_sign_in_a_long_text_that_happens_to_look_like_a_code_is_passed_over(
    press: Press,
) -> None:
    code = written(spelled(b"never said"))
    assert press.verdict(f"Phòng họp số {code} " + "ở tầng hai nhà văn hóa " * 4) is None


def test_two_answers_in_one_message_are_checked_one_by_one(press: Press) -> None:
    text = shown(press.knowledge, "mua-dieu").replace("làng", "xóm")
    verdict = press.verdict(f"{text}\n\n{shown(press.knowledge, 'tam-meo')}")
    assert verdict is not None
    assert [(each.standing, each.topic) for each in verdict.checked] == [
        (Standing.ALTERED, "mua-dieu"), (Standing.RIGHT, "tam-meo"),
    ]  # fmt: skip


def test_what_stands_around_an_answer_is_told_apart(press: Press) -> None:
    text = shown(press.knowledge, "tam-meo")
    verdict = press.verdict(f"Chị Lan:\n{text}\nNhớ nộp tiền")
    assert verdict is not None
    assert verdict.outside.split("\n") == ["Chị Lan:", "", "", "Nhớ nộp tiền"]


def test_of_an_altered_answer_only_the_lines_that_are_not_ours_count_as_foreign(
    press: Press,
) -> None:
    text = shown(press.knowledge, "mua-dieu").replace("Túi vải", "Thẻ ATM")
    verdict = press.verdict(text)
    assert verdict is not None
    assert verdict.outside.strip() == "• Thẻ ATM"


class TestWithoutCode:
    def cut(self, knowledge: Knowledge, day: date = DAY) -> str:
        return shown(knowledge, "mua-dieu", day).rpartition("\n")[0]

    def test_an_answer_of_today_is_right_without_its_code_too(self, press: Press) -> None:
        found = press.check("Gửi mọi người:\n" + self.cut(press.knowledge) + "\nHết.")
        assert (found.standing, found.compared) == (Standing.RIGHT, True)

    def test_another_text_under_one_of_our_titles_is_not_vouched_for(self, press: Press) -> None:
        found = press.check(self.cut(press.knowledge).replace("20.000", "30.000"))
        assert (found.standing, found.topic) == (Standing.WITHOUT_CODE, "mua-dieu")

    def test_an_answer_that_is_given_no_more_is_gone(self, press: Press) -> None:
        text = shown(press.knowledge, "meo-om").rpartition("\n")[0]
        assert press.check(text, date(2026, 6, 1)).standing is Standing.GONE


@pytest.mark.parametrize("text", ["x" * 4096, "K7M2-Q9RT " * 400, "\0" * 50, "Căn cứ: " * 500])
def test_any_message_can_be_checked(press: Press, text: str) -> None:
    press.verdict(text)


def test_few_messages_are_worth_a_closer_look(press: Press) -> None:
    assert may_claim(written(press.code("tam-meo")), press.knowledge)
    assert may_claim(shown(press.knowledge, "tam-meo"), press.knowledge)
    assert not may_claim("co nguoi goi bao toi doc ma otp 123456", press.knowledge)
    assert not may_claim(checked("2222222"), press.knowledge)


def test_the_day_is_that_of_vietnam(press: Press) -> None:
    text = shown(press.knowledge, "mua-dieu")
    before, after = (datetime(2026, 12, 31, hour, tzinfo=UTC) for hour in (16, 17))
    standings = [
        verdict.checked[0].standing
        for moment in (before, after)
        if (verdict := press.checker.check(text, moment, press.knowledge))
    ]
    assert standings == [Standing.RIGHT, Standing.CHANGED]
