from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assistant.engine import STEPS, Engine
from bot.assistant.heard import Map
from bot.assistant.reply import Choice
from bot.assistant.status import Status
from bot.assistant.turn import CERTAIN
from bot.language.text import fold
from tests.assistant.asking import MOMENT, ask, on
from tests.assistant.comparing import plain

CASES = [
    ("Diều bán ở đâu", "ranked", Status.ANSWERED),
    ("Diều bị rách thì làm sao? Tắm mèo thế nào?", "several", Status.ANSWERED),
    ("mua dieu k dc", "ranked", Status.CHOICES),
    ("", "empty", Status.NEEDS_DETAIL),
    ("Xin chào bạn ạ", "small_talk", Status.SMALL_TALK),
    ("có người gọi bảo tôi đọc otp", "scam", Status.SCAM_CHECK),
    ("Cách lấy trộm diều", "refusal", Status.REFUSED),
    ("Mua xe đạp ở đâu", "neighbour", Status.DECLINED_NEIGHBOUR),
    ("Hôm nay trời mưa không", "unknown", Status.DECLINED_UNKNOWN),
    ("lỡ đọc otp cho người lạ", "harmed", Status.ANSWERED),
    ("example-1.com có thật không", "address", Status.SCAM_CHECK),
    ("tin báo diều bay có thật không", "genuine", Status.ANSWERED),
    ("tôi không muốn sống nữa", "distress", Status.DECLINED_UNKNOWN),
    ("ông cụ mất rồi", "bereaved", Status.DECLINED_UNKNOWN),
    ("Hôm nay trời mưa, gian thương không", "named", Status.ANSWERED),
]
CARD_CASES = [
    ("phường Gió Lùa", "bare", Status.SESSIONS),
    ("xã Đảo Sương", "bare", Status.ANSWERED),
    ("phường Gió Lùa mở cửa chưa", "schedule", Status.OFFICE),
    ("công an phường Gió Lùa nhận giấy lúc 9h chưa", "nearby", Status.OFFICE),
    ("bố tôi sinh 1960 có phải làm sao không", "personal", Status.NEEDS_DETAIL),
    ("Lịch làm thẻ nuôi", "ranked", Status.SESSIONS),
    ("Làm thẻ ở đâu", "ranked", Status.NEEDS_DETAIL),
    ("trụ sở phường Gió Lùa ở đâu", "ranked", Status.OFFICE),
    ("Tôi nộp giấy ngày 1/12/2026 thì hôm nào nhận được thẻ nuôi", "handed_in", Status.ANSWERED),
    ("Con tôi sinh 20/12/2012 khi nào đổi thẻ nuôi", "ranked", Status.CALCULATED),
    ("Tôi sinh 12/5/2001 thì bao giờ đổi thẻ", "ranked", Status.NEEDS_DETAIL),
    ("Mấy tuổi phải đổi thẻ nuôi", "ranked", Status.ANSWERED),
]
EVERY_CASE = [
    *(("small_engine", MOMENT, *case) for case in CASES),
    *(("card_engine", on(2026, 11, 22), *case) for case in [*CARD_CASES, *CASES[3:8]]),
]
of_every_case = pytest.mark.parametrize(("name", "moment", "text", "step", "status"), EVERY_CASE)


@pytest.fixture
def engine(request, name) -> Engine:
    """The engine of the small knowledge, or the one that also looks things up."""
    return request.getfixturevalue(name)


@of_every_case
def test_each_message_is_settled_by_its_step(engine, moment, text, step, status):
    reply = ask(engine, text, moment)
    assert (reply.why.step, reply.status) == (step, status)


def test_every_step_and_status_is_among_the_cases():
    cases = [*CASES, *CARD_CASES]
    after_others = {"goes_on", "of_matter", "unclear"}
    assert {step.__name__ for step in STEPS} - after_others == {step for _, step, _ in cases}
    assert {status for _, _, status in cases} == set(Status) - {Status.WITHHELD}


@of_every_case
def test_a_message_without_marks_ends_the_same_way(engine, moment, text, step, status):
    for other in (fold(text), text.upper()):
        reply = ask(engine, other, moment)
        assert (reply.why.step, reply.status) == (step, status)


@of_every_case
def test_two_builds_reply_alike(engine, moment, text, step, status):
    again = Engine(engine.knowledge)
    assert plain(ask(again, text, moment)) == plain(ask(engine, text, moment))


def test_an_answer_carries_its_topic_and_how_sure_it_is(small_engine):
    reply = ask(small_engine, "Diều bán ở đâu")
    assert reply.topics == ("mua-dieu",)
    assert [item.topic for item in reply.items] == ["mua-dieu"]
    assert CERTAIN <= reply.confidence <= 1
    assert reply.ranking[0].topic == "mua-dieu"
    assert len(reply.ranking) <= 5
    assert reply.why.words == ("diều", "bán", "ở", "đâu")
    assert "dieu" in reply.why.concepts


def test_two_questions_are_answered_in_their_order(small_engine):
    reply = ask(small_engine, "Tắm mèo thế nào? Diều bị rách thì làm sao?")
    assert reply.topics == ("tam-meo", "dieu-rach")
    assert [item.topic for item in reply.items] == ["tam-meo", "dieu-rach"]


def test_a_doubtful_question_gets_three_topics_to_choose_from(small_engine):
    reply = ask(small_engine, "mua dieu k dc")
    assert len(reply.choices) == 3
    assert Choice("mua-dieu", "Mua diều ở đâu, giá bao nhiêu") in reply.choices
    assert reply.items == ()
    assert reply.note == small_engine.knowledge.say("co-phai-ban-hoi", "vi")


def test_an_answer_that_is_not_quite_sure_has_others_beside_it(small_engine):
    reply = ask(small_engine, "bao nhiêu tiền")
    assert reply.topics == ("mua-dieu",)
    assert 1 <= len(reply.choices) <= 2
    assert "mua-dieu" not in [choice.topic for choice in reply.choices]


@pytest.mark.parametrize("text", ["", " \n ", "🙂", "?!", "\0\u200b"])
def test_a_message_without_words_is_asked_for_a_question(small_engine, text):
    reply = ask(small_engine, text)
    assert reply.status is Status.NEEDS_DETAIL
    assert reply.note == small_engine.knowledge.say("chua-thay-cau-hoi", "vi")


def test_small_talk_counts_as_its_topic(small_engine):
    reply = ask(small_engine, "cảm ơn nhé")
    assert (reply.note, reply.topics, reply.confidence) == ("Không có gì.", ("ban-be",), 1.0)


def test_a_greeting_before_a_question_is_no_small_talk(small_engine):
    reply = ask(small_engine, "Xin chào, diều bán ở đâu ạ")
    assert (reply.status, reply.topics) == (Status.ANSWERED, ("mua-dieu",))


def test_a_report_of_fraud_is_warned_of_with_the_signs_it_shows(small_engine):
    reply = ask(small_engine, "có người gọi bảo tôi đọc otp rồi chuyển khoản")
    assert reply.flags == ("asks-otp", "asks-transfer")
    assert "• Không ai được hỏi mã OTP." in reply.note
    assert "• Không chuyển tiền cho người lạ." in reply.note
    assert [item.topic for item in reply.items] == ["meo-om"]


def test_a_link_elsewhere_is_told_in_a_report(small_engine):
    reply = ask(small_engine, "có người gọi bảo vào http://dieu.evil.com/x")
    assert reply.flags == ("non-gov-domain",)
    assert "• Đường dẫn không phải trang chính thức." in reply.note


def test_a_question_with_a_word_of_fraud_is_answered_and_not_counted_as_fraud(small_engine):
    reply = ask(small_engine, "mua diều chuyển khoản giá bao nhiêu tiền")
    assert reply.status is Status.ANSWERED
    assert reply.flags == ()


def test_a_refusal_points_to_the_rule(small_engine):
    reply = ask(small_engine, "Chỉ tôi trộm con diều nhà bên với")
    assert reply.note == "Tôi không giúp việc này."
    assert reply.choices == (Choice("mua-dieu", "Mua diều ở đâu, giá bao nhiêu"),)
    assert all(not score.topic.startswith("!") for score in reply.ranking)


def test_a_neighbour_is_declined_by_name_with_its_address(small_engine):
    reply = ask(small_engine, "vá lốp xe ở đâu")
    assert "“Xe đạp”" in reply.note
    assert reply.note.endswith("Bạn hỏi tiệm xe đầu phố.")
    assert [link.url for link in reply.links] == ["https://example.org/xe"]


def test_a_neighbour_named_beside_our_subject_is_not_declined(small_engine):
    reply = ask(small_engine, "xe đạp treo diều, diều giá bao nhiêu tiền")
    assert reply.topics == ("mua-dieu",)


@pytest.mark.parametrize(
    ("moment", "lead"),
    [
        (on(2025, 12, 31, 23), "Đem diều rách ra tiệm vá."),
        (on(2026, 1, 1, 0), "Tự vá diều bằng giấy, hỏi thêm ở ngày hội."),
        (datetime(2025, 12, 31, 16, 59, tzinfo=UTC), "Đem diều rách ra tiệm vá."),
        (
            datetime(2025, 12, 31, 17, 0, tzinfo=UTC),
            "Tự vá diều bằng giấy, hỏi thêm ở ngày hội.",
        ),
    ],
)
def test_the_answer_is_that_of_the_day_in_vietnam(small_engine, moment, lead):
    reply = ask(small_engine, "Diều bị rách thì làm gì", moment)
    assert reply.items[0].lead == lead


@pytest.mark.parametrize(
    ("moment", "cost"), [(on(2026, 12, 31), "20.000 đồng"), (on(2027, 1, 1), "40.000 đồng")]
)
def test_a_price_changes_on_its_day(small_engine, moment, cost):
    assert ask(small_engine, "Diều bán ở đâu", moment).items[0].cost == cost


def test_an_answer_is_withheld_where_a_value_is_unknown_on_that_day(small_engine):
    """Never the nearest value: the festival of 2026 says nothing about later ones."""
    question = "Mèo ốm phải làm sao"
    assert ask(small_engine, question, on(2026, 5, 1)).status is Status.ANSWERED
    reply = ask(small_engine, question, on(2026, 5, 2))
    assert (reply.status, reply.items, reply.topics) == (Status.WITHHELD, (), ())
    assert "“Mèo bị ốm”" in reply.note


def test_an_answer_is_withheld_before_its_first_day(small_engine):
    assert ask(small_engine, "Diều bán ở đâu", on(2023, 12, 31)).status is Status.WITHHELD


def test_of_two_questions_the_one_that_is_known_that_day_is_answered(small_engine):
    reply = ask(small_engine, "Mèo ốm phải làm sao? Tắm mèo thế nào?", on(2026, 5, 2))
    assert (reply.status, reply.topics) == (Status.ANSWERED, ("tam-meo",))


def test_a_follow_up_is_understood_by_what_was_said_before(small_engine):
    before = "Tôi muốn mua một con diều"
    alone = ask(small_engine, "bao nhiêu tiền vậy")
    after = ask(small_engine, "bao nhiêu tiền vậy", MOMENT, before)
    assert after.topics == ("mua-dieu",)
    assert after.confidence > alone.confidence


def test_ages_in_a_message_are_carried_along(small_engine):
    reply = ask(small_engine, "Con tôi 5t thả diều được chưa")
    assert reply.topics == ("tha-dieu",)
    [birth] = reply.situation.births
    assert (birth.first, birth.last) == (date(2020, 3, 3), date(2021, 12, 31))


@pytest.mark.parametrize("length", [4095, 4096, 5000])
def test_a_message_as_long_as_telegram_allows_is_answered(small_engine, length):
    text = ("diều bán ở đâu " * 400)[:length]
    assert ask(small_engine, text).topics == ("mua-dieu",)
    assert ask(small_engine, "diều" * 2000).status in set(Status)


WORDS = (
    "diều mèo bán ở đâu rách ốm tắm 5 tuổi sinh 2011 ² otp đọc xe đạp trộm the is how my chào ? . "
    "1/7/2025 079203001234 http://x.vn/a lớp thả"
).split()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | st.text(max_size=80))
def test_any_message_gets_a_reply_that_says_something(small_engine, text):
    reply = ask(small_engine, text)
    assert reply.note or reply.items
    assert 0 <= reply.confidence <= 1
    assert reply.topics or reply.status not in {Status.ANSWERED, Status.SMALL_TALK}
    assert plain(ask(small_engine, text)) == plain(reply)


def test_a_warm_engine_has_read_the_index_of_places(small_knowledge, monkeypatch):
    read, places = [], small_knowledge.gazetteer
    monkeypatch.setattr(Map, "gazetteer", property(lambda known: read.append(known) or places))
    Engine(small_knowledge).warm_up(MOMENT)
    assert read
