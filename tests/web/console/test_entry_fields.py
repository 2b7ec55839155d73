"""The form of a topic and the record in its file say the same."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from multidict import MultiDict

from bot.content.editing.fields import typed
from bot.content.loading import Files
from bot.content.reading import Document, read
from bot.web.console.entry_fields import (
    Filled,
    count,
    differing,
    filled_in,
    merged,
    record_of,
    same,
    sealed,
    shown,
    unsealed,
    with_another_answer,
)

WORDS = st.text("aăâ Đđệ.,{}-:#'\"", min_size=1, max_size=12).map(
    lambda text: " ".join(text.split())
).filter(bool)  # fmt: skip
LINES = st.lists(WORDS, min_size=1, max_size=3)
DAYS = st.dates().map(lambda day: day.isoformat())


def some(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(required, optional=optional)


WORDING = {"details": WORDS, "steps": LINES, "bring": LINES, "cost": WORDS, "where": WORDS}
ANSWER = some({"lead": WORDS}, WORDING)
ENGLISH = some({"lead": WORDS}, {**WORDING, "title": WORDS})
DATED = some(
    {"from": DAYS, "lead": WORDS},
    {**WORDING, "until": DAYS, "translations": st.fixed_dictionaries({"en": ANSWER})},
)
COMMON: dict[str, Any] = {"id": st.just("mot"), "title": WORDS, "questions": LINES}
MORE = {
    "sources": st.lists(some({"doc": WORDS}, {"article": WORDS, "url": WORDS}), min_size=1),
    "checked_on": DAYS, "valid_until": DAYS, "related": LINES, "actions": LINES,
    "ages": some({"from": st.just("6")}, {"until": st.just("14")}), "literal_ok": WORDS,
    "confidence": st.sampled_from(["verified", "uncertain"]), "beside": st.just("true"),
}  # fmt: skip
RECORDS = st.one_of(
    some({**COMMON, "answer": ANSWER}, MORE | {"translations": some({"en": ENGLISH}, {})}),
    some(
        {**COMMON, "answers": st.lists(DATED, min_size=1, max_size=3)},
        MORE | {"translations": some({"en": some({"title": WORDS}, {})}, {})},
    ),
)


def as_sent(filled: Filled) -> MultiDict[str]:
    """Return fields as a browser sends them."""
    sent: MultiDict[str] = MultiDict()
    for name, text in filled.items():
        chosen = text.split("\n") if name in {"related", "actions"} else [text]
        sent.extend((name, part.replace("\n", "\r\n")) for part in chosen)
    return sent


@given(RECORDS)
def test_a_record_shown_in_a_form_and_sent_back_is_the_same(record: dict[str, Any]) -> None:
    filled = shown(record)
    assert same(filled_in(as_sent(filled)), filled)
    made = typed(record_of(filled))
    if "confidence" not in record:
        made.pop("confidence")
    assert {"id": "mot", **made} == record
    assert differing(filled, filled_in(as_sent(filled))) == {}


def test_all_that_stands_in_the_small_files_stays_the_same(small_files: Files) -> None:
    for name in ("faq/do-choi.yaml", "faq/thu-cung.yaml"):
        document = read(name, small_files[name])
        assert isinstance(document, Document)
        plain: Any = document.plain
        for record in plain["entries"]:
            filled = shown(record)
            assert differing(filled, filled_in(as_sent(filled))) == {}


@given(RECORDS, RECORDS)
def test_only_the_keys_that_differ_are_named(one: dict[str, Any], other: dict[str, Any]) -> None:
    before, after = shown(one), shown(other)
    changed = differing(before, after)
    new = typed({**record_of(before), **changed})
    assert new == typed(record_of(after))


def test_rows_left_empty_and_answers_to_be_dropped_are_gone() -> None:
    sent = {
        "title": "Một", "sources.0.doc": " ", "sources.0.url": "", "sources.1.doc": "Sổ",
        "answers.0.lead": "Cũ", "answers.0.drop": "1", "answers.1.lead": "Mới",
    }  # fmt: skip
    filled = filled_in(MultiDict(sent))
    assert (count(filled, "sources"), count(filled, "answers")) == (1, 1)
    assert filled["sources.0.doc"] == "Sổ"
    assert filled["answers.0.lead"] == "Mới"


def test_a_form_without_any_answer_has_room_for_one() -> None:
    assert count(filled_in(MultiDict(title="Một")), "answers") == 1


def test_more_rows_than_any_topic_has_are_cut_off() -> None:
    sent = MultiDict({f"sources.{number}.doc": "Sổ" for number in range(80)})
    assert count(filled_in(sent), "sources") == 50


def test_a_day_may_be_typed_as_people_write_it() -> None:
    filled = filled_in(MultiDict({"checked_on": "1/2/2026", "title": "1/2/2026"}))
    assert (filled["checked_on"], filled["title"]) == ("2026-02-01", "1/2/2026")


def test_what_is_typed_is_composed_and_without_surplus_space() -> None:
    filled = filled_in(MultiDict(title="  Die\u0302\u0300u\u00a0x ", questions="a \r\n\r\nb\n"))
    assert (filled["title"], filled["questions"]) == ("Diều x", "a\n\nb")
    assert record_of(filled)["questions"] == ["a", "b"]


def test_another_answer_is_worded_like_the_last_and_begins_on_no_day_yet() -> None:
    filled = {"valid_from": "2024-01-01", "answers.0.lead": "Cũ", "answers.0.en.lead": "Old"}
    record = record_of(with_another_answer(filled))
    assert [dated["from"] for dated in record["answers"]] == ["2024-01-01", ""]
    assert [dated["lead"] for dated in record["answers"]] == ["Cũ", "Cũ"]
    assert record["answers"][1]["translations"]["en"]["lead"] == "Old"
    assert record["answer"] == {}


def test_what_others_changed_holds_where_one_left_it_alone() -> None:
    original = {"title": "A", "valid_from": "1", "literal_ok": "x"}
    mine = {"title": "B", "valid_from": "1", "literal_ok": ""}
    theirs = {"title": "C", "valid_from": "2", "literal_ok": "x"}
    assert merged(original, mine, theirs) == {"title": "B", "valid_from": "2", "literal_ok": ""}


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=9)))
def test_a_sealed_form_opens_again(filled: dict[str, str]) -> None:
    assert same(unsealed(sealed(filled)), filled)


@given(st.text())
def test_whatever_else_stands_there_is_an_empty_form_or_texts(text: str) -> None:
    assert all(isinstance(value, str) for value in unsealed(text).values())


def test_parts_of_another_kind_than_their_field_do_no_harm() -> None:
    odd = {"title": ["Hai", "dòng"], "sources": "Sổ", "answer": ["x"], "ages": "6", "related": "a"}
    filled = shown(odd)
    assert filled["title"] == "Hai\ndòng"
    assert filled["related"] == "a"
    assert count(filled, "sources") == 0
