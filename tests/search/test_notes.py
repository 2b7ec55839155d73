from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content.knowledge import Knowledge
from bot.search.matcher import Matcher
from bot.search.notes import Notes
from bot.search.tables import Dense

MOMENT = datetime(2026, 3, 2, 9, tzinfo=UTC)
SAID = "tậu diều mèo con bé 5 tuổi sinh năm 2015 vdieu smart kite where is the cat ốm rách ở đâu"
PROBES = ["tậu diều ở đâu", "where is the kite", "bé 5 tuổi thả vdieu", "smart cat", "meo con om"]

sentences = st.lists(st.sampled_from(SAID.split()), min_size=1, max_size=6).map(" ".join)
edits = st.tuples(
    st.sampled_from(["add", "drop", "variant", "english", "band"]), st.integers(0, 50), sentences
)


def edited(knowledge: Knowledge, edit: tuple[str, int, str]) -> Knowledge:
    """The knowledge after one edit, as staff or linguists make them."""
    kind, number, text = edit
    lists = knowledge.lists
    if kind in {"add", "drop"}:
        phrasings = {topic: dict(voices) for topic, voices in knowledge.phrasings.items()}
        voices = phrasings[sorted(phrasings)[number % len(phrasings)]]
        voice = sorted(voices)[number % len(voices)]
        texts = voices[voice]
        voices[voice] = (*texts, text) if kind == "add" else (texts[1:] or texts)
        return replace(knowledge, phrasings=phrasings)
    if kind == "variant":
        general = dict(lists.concepts.general)
        name = sorted(general)[number % len(general)]
        texts, said = general[name], " ".join(text.split()[: 1 + number % 2])
        general[name] = texts[1:] if number % 3 == 0 and len(texts) > 1 else (*texts, said)
        concepts = lists.concepts.model_copy(update={"general": general})
        return replace(knowledge, lists=replace(lists, concepts=concepts))
    if kind == "english":
        return replace(knowledge, lists=replace(lists, english=(*lists.english, text.split()[0])))
    bands = tuple(sorted({*lists.age_bands, number}))
    return replace(knowledge, lists=replace(lists, age_bands=bands))


def learnt(matcher: Matcher) -> list[object]:
    """All that was learnt, and what it makes of some questions."""
    model, space = matcher.ranking.model, matcher.ranking.model.space
    assert isinstance(model.weights, Dense)
    assert isinstance(model.has, Dense)
    arrays: list[np.ndarray] = [
        space.idf, space.weight, space.kind, model.weights.entries, model.has.entries, model.scope,
        *(array for rows in model.rows for array in (rows.start, rows.columns, rows.values)),
    ]  # fmt: skip
    ranked = [matcher.match(probe, MOMENT) for probe in PROBES]
    return [
        [
            list(part.items())
            for part in (space.words, space.bigrams, space.concepts, space.concept_pairs)
        ],
        [array.tobytes() for array in arrays],
        model.scope_bias,
        [(found.read, found.ranked and found.ranked.scores.tolist()) for found in ranked],
    ]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(edits, min_size=1, max_size=5))
def test_what_is_learnt_with_notes_is_what_is_learnt_afresh(
    small_knowledge: Knowledge, changes: list[tuple[str, int, str]]
) -> None:
    knowledge, notes = small_knowledge, Notes()
    Matcher(knowledge, notes=notes)
    for change in changes:
        knowledge = edited(knowledge, change)
        notes = pickle.loads(pickle.dumps(notes))
        assert learnt(Matcher(knowledge, notes=notes)) == learnt(Matcher(knowledge))


def test_a_text_that_stays_is_not_read_again(small_knowledge: Knowledge, monkeypatch) -> None:
    notes = Notes()
    Matcher(small_knowledge, notes=notes)
    changed = edited(small_knowledge, ("add", 0, "tậu mèo"))
    read: list[str] = []
    find = Matcher.__init__.__globals__["Reader"]._concepts
    monkeypatch.setattr(
        "bot.search.reader.Reader._concepts",
        lambda reader, text, *rest: read.append(text) or find(reader, text, *rest),
    )
    Matcher(changed, notes=notes)
    assert read == ["tậu mèo"]


def test_notes_on_texts_that_went_are_dropped(small_knowledge: Knowledge) -> None:
    notes = Notes()
    Matcher(edited(small_knowledge, ("add", 0, "tậu mèo con ốm")), notes=notes)
    assert "tậu mèo con ốm" in notes._words
    Matcher(small_knowledge, notes=notes)
    assert "tậu mèo con ốm" not in notes._words


def test_other_bands_of_age_are_heard_in_texts_that_stay(small_knowledge: Knowledge) -> None:
    notes = Notes()
    knowledge = edited(small_knowledge, ("add", 0, "bé 5 tuổi thả diều"))
    Matcher(knowledge, notes=notes)
    changed = edited(knowledge, ("band", 4, ""))
    again = Matcher(changed, notes=notes)
    assert "tuoi-4" in notes._concepts["bé 5 tuổi thả diều"][1]
    assert learnt(again) == learnt(Matcher(changed))
