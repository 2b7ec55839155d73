import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.text import words
from bot.search.features import Kind, Observer, Space, blend
from bot.search.lexicon import Concept, Lexicon

LEXICON = Lexicon([Concept("dieu", ("diều", "con diều")), Concept("mua", ("mua", "tậu"))])
OBSERVER = Observer(LEXICON, frozenset({"thi", "la"}))
TEXTS = ["mua con diều", "diều thì rách", "thả diều là vui", "tắm mèo", "mèo thì ốm", "mèo là ho"]
SPACE = Space([OBSERVER.observe(words(text)) for text in TEXTS], OBSERVER)


def test_a_text_is_seen_as_words_pairs_and_concepts():
    seen = OBSERVER.observe(words("tậu con diều"), ["tuoi-6"])
    assert seen.counts == {
        (Kind.WORD, "tau"): 1,
        (Kind.WORD, "con"): 1,
        (Kind.WORD, "dieu"): 1,
        (Kind.BIGRAM, ("tau", "con")): 1,
        (Kind.BIGRAM, ("con", "dieu")): 1,
        (Kind.CONCEPT, "dieu"): 1,
        (Kind.CONCEPT, "mua"): 1,
        (Kind.CONCEPT, "tuoi-6"): 1,
        (Kind.CONCEPT, ("dieu", "mua")): 1,
        (Kind.CONCEPT, ("dieu", "tuoi-6")): 1,
        (Kind.CONCEPT, ("mua", "tuoi-6")): 1,
    }
    assert seen.concepts == ("dieu", "mua", "tuoi-6")


def test_telling_words_are_without_stop_words_and_each_once():
    assert OBSERVER.observe(words("mèo thì mèo là ho")).words == ("meo", "ho")


def test_a_list_of_every_concept_does_not_grow_without_end():
    many = [f"c{number:03}" for number in range(200)]
    assert len(OBSERVER.observe((), many).concepts) == 24


def share(text: str, word: str) -> float:
    columns, values = SPACE.vector(OBSERVER.observe(words(text)))
    return dict(zip(columns.tolist(), values.tolist(), strict=True))[SPACE.column[Kind.WORD, word]]


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
    assert (Kind.WORD, "ho") in SPACE.column
    assert (Kind.BIGRAM, ("tam", "meo")) not in SPACE.column
    assert (Kind.CONCEPT, "dieu") in SPACE.column
    assert len(SPACE) == len(SPACE.column)


def test_a_blend_leans_to_its_first_vector_and_has_unit_length():
    first = SPACE.vector(OBSERVER.observe(words("tắm mèo")))
    second = SPACE.vector(OBSERVER.observe(words("diều rách")))
    columns, values = blend(first, second, 0.5)
    assert columns.tolist() == sorted({*first[0].tolist(), *second[0].tolist()})
    assert float(np.linalg.norm(values)) == pytest.approx(1.0, abs=1e-5)
    dense = np.zeros(len(SPACE), np.float32)
    dense[columns] = values
    assert float(dense[first[0]] @ first[1]) > float(dense[second[0]] @ second[1]) > 0
