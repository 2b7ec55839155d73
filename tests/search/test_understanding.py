from datetime import UTC, datetime

import pytest

from bot.content.knowledge import Knowledge
from bot.search import confidence
from bot.search.matcher import Matcher
from bot.search.understanding import OURS, Guess, Understanding

MOMENT = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def understanding(small_knowledge: Knowledge) -> Understanding:
    return Understanding(small_knowledge)


def test_a_guess_has_topics_best_first_and_chances(understanding):
    guess = understanding.guess("Diều bị rách thì làm gì", MOMENT)
    assert guess.classes[0] == "dieu-rach"
    assert list(guess.scores) == sorted(guess.scores, reverse=True)
    assert 0.75 <= guess.sure == guess.right * guess.ours <= 1
    assert len(guess.classes) == len(guess.scores)


@pytest.mark.parametrize("text", ["", "🙂", "zzzqqq"])
def test_nothing_known_is_an_empty_guess(understanding, text):
    guess = understanding.guess(text, MOMENT)
    assert guess == Guess(guess.read)
    assert guess.sure == 0


def test_two_builds_guess_alike(small_knowledge, understanding):
    again = Understanding(small_knowledge)
    for text in ("Diều bán ở đâu", "đọc otp", "giá bn", "meo diều"):
        assert understanding.guess(text, MOMENT) == again.guess(text, MOMENT)


def test_a_matcher_built_earlier_is_used(small_knowledge):
    matcher = Matcher(small_knowledge, without_voice="hai")
    assert Understanding(small_knowledge, matcher).matcher is matcher


@pytest.mark.parametrize(
    ("context", "text", "topic"),
    [
        ("Tôi muốn mua một con diều", "bao nhiêu tiền vậy", "mua-dieu"),
        ("Thả diều quy định thế nào", "còn mấy tuổi thì được", "tha-dieu"),
    ],
)
def test_a_follow_up_is_surer_in_the_light_of_what_was_said(understanding, context, text, topic):
    alone = understanding.guess(text, MOMENT)
    after = understanding.guess_after(text, (context,), MOMENT)
    assert after.classes[0] == topic
    assert after.sure > alone.sure


def test_a_full_question_does_not_lean_on_what_was_said(understanding):
    text = "Tắm mèo thế nào"
    alone = understanding.guess(text, MOMENT)
    assert understanding.guess_after(text, ("Diều bị rách thì làm gì",), MOMENT) == alone


def test_only_the_last_two_messages_are_context(understanding):
    recent = ("Diều bán ở đâu", "Tôi muốn mua một con diều")
    long_ago = ("Mèo ốm phải làm sao", *recent)
    text = "bao nhiêu tiền vậy"
    after = understanding.guess_after(text, long_ago, MOMENT)
    assert after == understanding.guess_after(text, recent, MOMENT)


def test_what_was_asked_just_before_is_less_likely_meant_again(understanding):
    matcher = understanding.matcher
    before = matcher.match("Mèo ốm phải làm sao", MOMENT)
    ranked = matcher.rank(matcher.reader.read("mèo thì sao", MOMENT), before).ranked
    assert understanding.matcher.classes[int(ranked.classes[0])] == "tam-meo"


def test_context_that_makes_it_worse_is_not_used(understanding):
    alone = understanding.guess("giá diều", MOMENT)
    after = understanding.guess_after("giá diều", ("Hai cộng hai bằng mấy",), MOMENT)
    assert after.sure >= alone.sure


@pytest.mark.parametrize(
    ("message", "topics"),
    [
        ("Diều bị rách thì làm sao? Tắm mèo thế nào?", ["dieu-rach", "tam-meo"]),
        ("Tắm mèo thế nào? Diều bị rách thì làm sao?", ["tam-meo", "dieu-rach"]),
        ("dieu rach va the nao\nmeo om phai lam sao", ["dieu-rach", "meo-om"]),
        ("Tắm mèo thế nào với lại mèo ốm phải làm sao", ["tam-meo", "meo-om"]),
    ],
)
def test_two_questions_in_one_message_are_both_found(understanding, message, topics):
    assert [part.classes[0] for part in understanding.parts(message, MOMENT)] == topics


@pytest.mark.parametrize(
    "message",
    [
        "Diều bán ở đâu",
        "Diều bán ở đâu? Diều bán chỗ nào?",
        "Diều bị rách thì làm sao? Hôm nay trời mưa không?",
        "Diều bị rách rồi. Tắm mèo thế nào?",
        "",
    ],
)
def test_fewer_than_two_different_questions_are_no_parts(understanding, message):
    assert understanding.parts(message, MOMENT) == []


@pytest.mark.parametrize(
    ("text", "named"), [("con diều", True), ("miu ốm", True), ("bao nhiêu tiền", False)]
)
def test_a_core_word_names_our_subject(understanding, text, named):
    read = understanding.guess(text, MOMENT).read
    assert understanding.names_our_subject(read) is named


def test_more_than_three_questions_are_cut_to_three(understanding):
    message = (
        "Diều bị rách thì làm sao? Tắm mèo thế nào? Mèo ốm phải làm sao? Mấy tuổi được thả diều?"
    )
    assert len(understanding.parts(message, MOMENT)) == 3


@pytest.mark.parametrize(
    ("story", "topic"),
    [
        (
            "Nhà tôi ở gần bãi cỏ, hôm qua trời mưa to quá, cả nhà nấu canh chua, bóng đá xem "
            "xong rồi, sáng nay con diều của cháu bị rách cánh, giờ phải vá thế nào",
            "dieu-rach",
        ),
        (
            "Nhà tôi ở quê. Hôm qua trời mưa to, tôi nấu canh chua xong thì đi xem bóng đá với "
            "mấy người bạn, về tới nhà thấy mèo nôn bỏ ăn",
            "meo-om",
        ),
    ],
)
def test_a_long_story_is_known_by_what_is_ours_in_it(understanding, story, topic):
    guess = understanding.guess(story, MOMENT)
    assert guess.classes[0] == topic
    assert guess.sure > 0.75


def test_a_bare_so_what_stays_with_what_was_asked_before(understanding):
    before = "Diều bị rách thì làm gì"
    after = understanding.guess_after("thế thì sao", [before], MOMENT)
    assert after.classes[0] == understanding.guess(before, MOMENT).classes[0] == "dieu-rach"


@pytest.mark.parametrize(
    ("chance", "hidden", "ours"),
    [(0.1, True, OURS), (0.1, False, 0.1), (0.9, True, 0.9), (OURS, True, OURS)],
)
def test_a_word_of_ours_within_a_longer_one_keeps_a_message_from_being_declined(
    understanding, monkeypatch, chance, hidden, ours
):
    monkeypatch.setattr(confidence, "chance", lambda weights, seen: chance)
    monkeypatch.setattr(understanding, "_hides_our_name", lambda read: hidden)
    assert understanding.guess("Diều bị rách thì làm gì", MOMENT).ours == ours
