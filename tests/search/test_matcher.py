import pickle
from datetime import UTC, date, datetime

import numpy as np
import pytest

from bot.content.knowledge import Knowledge
from bot.language.births import Said
from bot.language.text import fold
from bot.search import tables
from bot.search.features import Observed
from bot.search.matcher import Matcher, refusal_class
from bot.search.notes import Notes
from bot.search.ranking import Ranking, learn
from bot.search.reader import BORN_IN, Reader
from bot.search.tables import Postings
from bot.search.validation import calibrate, hold_out_voices, near_duplicates

MOMENT = datetime(2026, 3, 2, 9, tzinfo=UTC)
QUESTIONS = {
    "Diều bán ở đâu": "mua-dieu",
    "Mấy tuổi được thả diều": "tha-dieu",
    "Diều bị rách thì làm gì": "dieu-rach",
    "Tắm mèo thế nào": "tam-meo",
    "Mèo ốm phải làm sao": "meo-om",
    "Bạn là ai": "ban-be",
    "Cách lấy trộm diều": "!trom-dieu",
}


@pytest.fixture(scope="module")
def matcher(small_knowledge: Knowledge) -> Matcher:
    return Matcher(small_knowledge)


def best(matcher: Matcher, text: str) -> str:
    found = matcher.match(text, MOMENT).ranked
    assert found is not None
    return matcher.classes[int(found.classes[0])]


def test_a_matcher_from_a_pickle_matches_the_same(matcher):
    matcher.match("Diều bán ở đâu", MOMENT)  # which then is at hand
    again = pickle.loads(pickle.dumps(matcher))
    for text in QUESTIONS:
        assert ranking(again, text) == ranking(matcher, text)


def ranking(matcher: Matcher, text: str) -> tuple[list[int], list[float], float] | None:
    found = matcher.match(text, MOMENT).ranked
    return found and (found.classes.tolist(), found.scores.tolist(), found.scope)


@pytest.mark.parametrize(("question", "topic"), QUESTIONS.items())
@pytest.mark.parametrize("write", [str, fold, str.upper, str.title], ids=lambda f: f.__name__)
def test_a_question_is_known_however_it_is_written(matcher, question, topic, write):
    assert best(matcher, write(question)) == topic


@pytest.mark.parametrize("question", QUESTIONS)
def test_marks_and_capitals_change_no_score(matcher, question):
    plain = ranking(matcher, question)
    assert plain is not None
    assert ranking(matcher, fold(question)) == plain
    assert ranking(matcher, question.upper()) == plain


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("dieu bna o dau", "mua-dieu"),
        ("doeu ban o dau", "mua-dieu"),
        ("dieu rahc", "dieu-rach"),
        ("dieubi rach", "dieu-rach"),
        ("meo omm phai lam sao", "meo-om"),
        ("Dieuf banr owr ddaau", "mua-dieu"),
        ("con dieu gia bn", "mua-dieu"),
        ("be 5t tha dieu dc k", "tha-dieu"),
        ("tam meo the nao nha ad", "tam-meo"),
        ("miu bi benh", "meo-om"),
    ],
)
def test_typos_and_teencode_are_understood(matcher, typed, topic):
    assert best(matcher, typed) == topic


def test_two_builds_rank_alike_to_the_last_bit(small_knowledge, matcher):
    again = Matcher(small_knowledge)
    for question in [*QUESTIONS, "giá bao nhiêu", "đọc otp", "mèo diều 5t"]:
        assert ranking(matcher, question) == ranking(again, question)


def test_asking_in_another_order_changes_nothing(matcher):
    asked = ["đọc diều", *QUESTIONS, "đọc diều otp"]
    forward = [ranking(matcher, text) for text in asked]
    backward = [ranking(matcher, text) for text in asked[::-1]]
    assert backward[::-1] == forward


def test_scores_fall_from_the_first_class_to_the_last(matcher):
    for question in QUESTIONS:
        scores = matcher.match(question, MOMENT).ranked.scores
        assert (np.diff(scores) <= 0).all()


@pytest.mark.parametrize("text", ["", "🙂", "zzzqqq", "ạ"])
def test_a_text_without_any_known_word_has_no_ranking(matcher, text):
    assert matcher.match(text, MOMENT).ranked is None


def test_our_subject_has_a_higher_scope_than_others(matcher):
    ours = min(matcher.match(text, MOMENT).ranked.scope for text in QUESTIONS)
    strange = ["Hôm nay trời mưa không", "Nấu canh chua", "Mua xe đạp ở đâu"]
    assert max(matcher.match(text, MOMENT).ranked.scope for text in strange) < ours


def test_ages_and_years_of_birth_are_signs(matcher):
    read = matcher.reader.read("bé 5 tuổi, anh sinh 2010", MOMENT)
    assert [(birth.first, birth.last, birth.said) for birth in read.births] == [
        (date(2020, 3, 3), date(2021, 12, 31), Said.AGE),
        (date(2010, 1, 1), date(2010, 12, 31), Said.YEAR),
    ]
    assert {"tuoi-0", "tuoi-14", BORN_IN} <= set(read.observed.concepts)


def test_a_year_of_birth_falls_in_a_band_only_when_the_year_is_known(matcher):
    observed = matcher.reader.observe("anh sinh 2010")
    assert BORN_IN in observed.concepts
    assert not [name for name in observed.concepts if name.startswith("tuoi-")]


def test_a_name_of_ours_is_known_in_an_english_sentence(matcher):
    read = matcher.reader.read("How much does the con dieu of my house cost", MOMENT)
    assert (read.language, read.observed.concepts) == ("en", ("dieu",))


def test_the_forms_of_an_english_word_are_one_feature(matcher):
    one, other = (
        matcher.reader.read(f"how much does my kite {word}", MOMENT).observed.words[-1]
        for word in ("costs", "costing")
    )
    assert one == other


def test_a_pair_of_words_that_a_topic_knows_speaks_for_it():
    texts = [
        Observed(("con", "dieu", "giay"), ("con", "dieu", "giay"), ()),
        Observed(("giay", "con", "dieu"), ("giay", "con", "dieu"), ()),
        Observed(("dieu", "con", "giay"), ("dieu", "con", "giay"), ()),
        Observed(("giay", "dieu", "con"), ("giay", "dieu", "con"), ()),
    ]
    model = learn([texts[0], texts[1], texts[2], texts[3]], [0, 0, 1, 1], frozenset())
    ranked = Ranking(model, frozenset()).rank(Observed(("con", "dieu"), ("con", "dieu"), ()))
    assert ranked is not None
    assert ranked.classes.tolist() == [0, 1]
    assert ranked.covered[0] > ranked.covered[1]


def test_a_voice_left_out_is_not_learnt(small_knowledge, matcher):
    without = Matcher(small_knowledge, without_voice="hai")
    assert without.classes == matcher.classes
    left_out = [voices["hai"] for voices in small_knowledge.phrasings.values()]
    missing = sum(map(len, matcher.ranking.model.rows)) - sum(map(len, without.ranking.model.rows))
    assert missing == sum(map(len, left_out))
    assert "khung" in matcher.ranking.model.space.words
    assert "khung" not in without.ranking.model.space.words


def test_foreign_questions_can_be_left_out(small_knowledge, matcher):
    hidden = frozenset(small_knowledge.lists.not_ours.elsewhere)
    without = Matcher(small_knowledge, without_foreign=hidden)
    assert "vang" not in without.ranking.model.space.words
    assert "vang" in matcher.ranking.model.space.words


def test_refusals_are_classes_that_no_topic_can_be_called(small_knowledge, matcher):
    assert matcher.classes == [*small_knowledge.entries, refusal_class("trom-dieu")]


def test_posting_lists_rank_the_same_topic_first(small_knowledge, monkeypatch):
    monkeypatch.setattr("bot.search.ranking.MOST_DENSE", 0)
    listed = Matcher(small_knowledge)
    assert isinstance(listed.ranking.model.weights, Postings)
    assert len(listed.classes) <= tables.MOST_DENSE
    assert [best(listed, question) for question in QUESTIONS] == list(QUESTIONS.values())


def test_every_phrasing_is_tried_by_a_matcher_that_never_heard_it(small_knowledge):
    trials = hold_out_voices(small_knowledge)
    expected = {
        text
        for voices in small_knowledge.phrasings.values()
        for voice, texts in voices.items()
        if voice != "muc-luc"
        for text in texts
    }
    own = {trial.text for trial in trials if trial.topic is not None}
    foreign = {trial.text for trial in trials if trial.topic is None}
    assert own == expected
    assert foreign <= {
        *small_knowledge.lists.not_ours.neighbour,
        *small_knowledge.lists.not_ours.elsewhere,
    }
    assert foreign
    assert not any(trial.right for trial in trials if trial.topic is None)
    weights = calibrate(trials)
    assert weights == calibrate(hold_out_voices(small_knowledge))
    assert weights["ours"]["scope"] > 0


def test_near_duplicates_of_two_topics_are_found(small_knowledge):
    assert list(near_duplicates(small_knowledge)) == []
    voices = {name: dict(sets) for name, sets in small_knowledge.phrasings.items()}
    voices["meo-om"]["ba"] = ("Tắm rửa cho mèo",)
    copied = small_knowledge.__class__(**{**vars(small_knowledge), "phrasings": voices})
    ((one, other, likeness),) = near_duplicates(copied)
    assert {one.topic, other.topic} == {"meo-om", "tam-meo"}
    assert 0.92 <= likeness <= 1.001


class TestEnglishWords:
    def words(self, knowledge: Knowledge, *texts: str) -> frozenset[str]:
        return Reader(knowledge.lists, texts, Notes()).english

    def test_keywords_beside_english_sentences_are_english(self, small_knowledge):
        told = ("Mua diều ở đâu", "Where is a kite shop", "kite shop closed sunday")
        assert {"shop", "closed", "sunday"} <= self.words(small_knowledge, *told)

    def test_words_of_vietnamese_texts_are_no_english_ones(self, small_knowledge):
        told = ("Mua diều online", "Where is a kite shop online", "kite shop online")
        assert "online" not in self.words(small_knowledge, *told)

    def test_what_has_no_word_of_english_sentences_is_not_english(self, small_knowledge):
        told = ("Mua diều ở đâu", "Where is a kite shop", "asdf qwerty")
        assert self.words(small_knowledge, *told).isdisjoint({"asdf", "qwerty"})

    def test_names_that_vietnamese_have_too_are_not_english(self, small_knowledge):
        told = ("Diều Sky Store ở đâu", "Where is the Sky Store", "Sky Store")
        assert self.words(small_knowledge, *told).isdisjoint({"sky", "store"})


def test_an_english_title_leads_to_its_topic(matcher, small_knowledge):
    assert best(matcher, small_knowledge.title("mua-dieu", "en")) == "mua-dieu"
