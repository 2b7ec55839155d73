import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.text import words
from bot.search.features import Observer, blend
from bot.search.lexicon import Concept, Lexicon
from bot.search.numbering import numbered

LEXICON = Lexicon([Concept("dieu", ("diều", "con diều")), Concept("mua", ("mua", "tậu"))])
OBSERVER = Observer(LEXICON, frozenset({"thi", "la"}))
TEXTS = ["mua con diều", "diều thì rách", "thả diều là vui", "tắm mèo", "mèo thì ốm", "mèo là ho"]
OBSERVED = [OBSERVER.observe(words(text)) for text in TEXTS]
SPACE, _ = numbered(OBSERVED, OBSERVER.stop_words)


def test_a_text_is_seen_as_words_and_concepts():
    seen = OBSERVER.observe(words("tậu con diều"), ["tuoi-6"])
    assert seen.folded == ("tau", "con", "dieu")
    assert seen.concepts == ("dieu", "mua", "tuoi-6")


def test_pairs_of_neighbouring_words_and_of_all_concepts_are_features():
    space, _ = numbered([OBSERVER.observe(words("tậu con diều"), ["tuoi-6"])] * 2, ())
    assert set(space.words) == {"tau", "con", "dieu"}
    assert set(space.bigrams) == {("tau", "con"), ("con", "dieu")}
    assert set(space.concepts) == {"dieu", "mua", "tuoi-6"}
    assert set(space.concept_pairs) == {("dieu", "mua"), ("dieu", "tuoi-6"), ("mua", "tuoi-6")}


def test_telling_words_are_without_stop_words_and_each_once():
    assert OBSERVER.observe(words("mèo thì mèo là ho")).words == ("meo", "ho")


def test_a_list_of_every_concept_does_not_grow_without_end():
    many = [f"c{number:03}" for number in range(200)]
    assert len(OBSERVER.observe((), many).concepts) == 24


def share(text: str, word: str) -> float:
    columns, values = SPACE.vector(OBSERVER.observe(words(text)))
    return dict(zip(columns.tolist(), values.tolist(), strict=True))[SPACE.words[word]]


@pytest.mark.parametrize(("stop", "other"), [("thi", "meo"), ("la", "dieu")])
def test_a_stop_word_weighs_less_than_a_word_as_frequent(stop, other):
    assert share(f"{stop} {other}", stop) < 0.5 * share(f"{stop} {other}", other)


def test_a_rare_word_weighs_more_than_a_frequent_one():
    assert share("ho mèo", "ho") > share("ho mèo", "meo")


def test_a_repeated_word_weighs_more_but_not_twice():
    once = share("mèo ho", "meo") / share("mèo ho", "ho")
    twice = share("mèo mèo ho", "meo") / share("mèo mèo ho", "ho")
    assert once < twice < 2 * once


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([*" ".join(TEXTS).split(), "vvv", "zzz"]), max_size=12))
def test_a_vector_has_unit_length_or_is_empty(typed):
    columns, values = SPACE.vector(OBSERVER.observe(words(" ".join(typed))))
    assert len(columns) == len(values) == len(set(columns.tolist()))
    known = bool(set(typed) - {"vvv", "zzz"})
    assert float(np.linalg.norm(values)) == pytest.approx(1.0 if known else 0.0, abs=1e-5)


def test_what_only_one_text_has_is_left_out_but_words_stay():
    assert "ho" in SPACE.words
    assert ("tam", "meo") not in SPACE.bigrams
    assert "dieu" in SPACE.concepts
    assert ("dieu", "mua") not in SPACE.concept_pairs


def test_columns_are_numbered_as_features_appear():
    parts = (SPACE.words, SPACE.bigrams, SPACE.concepts, SPACE.concept_pairs)
    columns = [column for part in parts for column in part.values()]
    assert sorted(columns) == list(range(len(SPACE)))
    assert SPACE.words["mua"] < SPACE.concepts["dieu"] < SPACE.words["thi"] < SPACE.words["ho"]


sentences = st.lists(st.sampled_from([*" ".join(TEXTS).split(), "tậu", "vvv"]), max_size=12)


@settings(max_examples=100, deadline=None)
@given(st.lists(sentences, min_size=1, max_size=8))
def test_all_texts_at_once_are_written_out_as_each_by_itself(typed):
    observed = [OBSERVER.observe(words(" ".join(text))) for text in typed]
    space, rows = numbered(observed, OBSERVER.stop_words)
    assert len(rows) == len(observed)
    for at, text in enumerate(observed):
        columns, values = space.vector(text)
        found, written = rows.row(at)
        assert found.tolist() == columns.tolist()
        assert written.tolist() == values.tolist()  # to the last bit


def test_a_blend_leans_to_its_first_vector_and_has_unit_length():
    first = SPACE.vector(OBSERVER.observe(words("tắm mèo")))
    second = SPACE.vector(OBSERVER.observe(words("diều rách")))
    columns, values = blend(first, second, 0.5)
    assert columns.tolist() == sorted({*first[0].tolist(), *second[0].tolist()})
    assert float(np.linalg.norm(values)) == pytest.approx(1.0, abs=1e-5)
    dense = np.zeros(len(SPACE), np.float32)
    dense[columns] = values
    assert float(dense[first[0]] @ first[1]) > float(dense[second[0]] @ second[1]) > 0
