"""How files may be written: scalars stay text, signs are composed, oddities are no fault."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from bot.content.knowledge import Knowledge
from bot.content.loading import Files, digest, load, read_folder
from bot.content.reading import Document, read
from tests.content.altering import faults_of, replaced


def plain(text: str) -> object:
    document = read("x.yaml", text.encode())
    assert isinstance(document, Document), document
    return document.plain


# Scalars stay text.


@pytest.mark.parametrize(
    "written",
    "13:30 no yes on off true False 012 0x1F 1e3 1_000 12.50 1.000 2026-12-31 .inf = 190:20:30 +84"
    .split(),
)  # fmt: skip
def test_a_scalar_stays_the_text_that_was_written(written: str) -> None:
    assert plain(f"a: {written}\nb: [{written}]\n{written}: c") == {
        "a": written,
        "b": [written],
        written: "c",
    }


def test_only_nothing_at_all_is_null() -> None:
    found = plain("a:\nb: ~\nc: null\nd: ''\ne: '~'\nf: [null, \"null\"]\ng: |\n")

    assert found == {
        "a": None, "b": None, "c": None, "d": "", "e": "~", "f": [None, "null"], "g": "",
    }  # fmt: skip


def test_hours_and_negations_reach_word_lists_unchanged(small_files: Files) -> None:
    words = b"stop_words: [13:30, no, on, 012, 0x1F]\n"
    knowledge = load({**small_files, "language/stop_words.yaml": words})

    assert knowledge.lists.stop_words == ("13:30", "no", "on", "012", "0x1F")


def test_a_leading_zero_is_kept_in_text_and_is_not_octal_in_a_number(
    small_files: Files,
) -> None:
    values = (
        "[{from: 2024-01-01, value: 012, sources: [{doc: no, article: 012}], "
        "checked_on: 2026-01-01}]"
    )
    law = f"""\
parameters:
  - {{id: so-may, label: 012, unit: dien-thoai, values: {values}}}
  - {{id: so-lan, label: no, unit: lan, values: {values}}}
""".encode()
    parameters = load({**small_files, "law/vi-du.yaml": law}).parameters
    day = date(2026, 1, 1)

    assert parameters.by_id["so-may"].label == "012"
    assert parameters.amount("so-may", day) == "012"
    assert parameters.by_id["so-lan"].label == "no"
    assert parameters.by_id["so-lan"].values[0].sources[0].article == "012"
    assert parameters.amount("so-lan", day) == 12


def test_an_empty_until_means_without_end(small_files: Files) -> None:
    files = replaced(
        small_files, "law/thong-so.yaml", "2027-01-01, value", "2027-01-01, until: , value"
    )

    assert load(files).parameters.by_id["gia-dieu"].values[1].until is None


# How files may be written.


def test_windows_files_say_the_same(small_files: Files, small_knowledge: Knowledge) -> None:
    windows = {
        name: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n") for name, data in small_files.items()
    }
    found = load(windows)

    assert found.entries == small_knowledge.entries
    assert found.phrasings == small_knowledge.phrasings
    assert found.messages == small_knowledge.messages


def test_text_typed_in_pieces_is_composed(small_files: Files, small_knowledge: Knowledge) -> None:
    apart = {
        name: unicodedata.normalize("NFD", data.decode()).encode()
        for name, data in small_files.items()
    }

    assert apart["faq/do-choi.yaml"] != small_files["faq/do-choi.yaml"]
    assert load(apart).entries == small_knowledge.entries


def test_hidden_files_are_left_alone_and_wrong_endings_are_seen(tmp_path: Path) -> None:
    for name in ["law/a.yaml", "law/b.yml", ".schema/c.yaml", "law/.d.yaml", "law/e.yaml~"]:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")

    assert read_folder(tmp_path) == {"law/a.yaml": b"x", "law/b.yml": b"x"}


# What is no fault.


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (
            "law/thong-so.yaml",
            "until: 2026-12-31, value: 20000",
            "until: 2025-12-31, value: 20000",
        ),
        ("faq/do-choi.yaml", "Đem diều rách ra tiệm vá.", "Đem diều rách ra vá trong 2 ngày."),
    ],
)
def test_a_gap_or_a_typed_number_is_right_once_its_reason_is_given(
    small_files: Files, file: str, old: str, new: str
) -> None:
    reasons = {
        "law/thong-so.yaml": ("    label_en: Price of a kite", "    gaps: cửa hàng đóng cửa"),
        "faq/do-choi.yaml": ("    questions: [Diều bị rách]", "    literal_ok: lời của chủ tiệm"),
    }
    files = replaced(small_files, file, old, new)
    line, reason = reasons[file]

    assert len(faults_of(files)) == 1
    assert load(replaced(files, file, line, f"{line}\n{reason}")).entries


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("faq/do-choi.yaml", "Từ đủ {tuoi-tha-dieu} được", "Từ đủ {tuoi-tha-dieu|so} được"),
        ("law/thong-so.yaml", "value: 20000", "value: {min: 20000, max: 20000}"),
        ("law/thong-so.yaml", "value: 14", "value: [14, 25]"),
        ("law/thong-so.yaml", "value: 14", "value: 14, confidence: uncertain"),
        ("phrasings/do-choi.yaml", "Tiền mua diều", "Con diều bao nhiêu tiền"),
        ("phrasings/do-choi.yaml", "Diều gãy khung thì sao", "Diều đạt không"),
        ("groups.yaml", "Đồ chơi", "'Đồ chơi: diều & bóng'"),
        ("faq/do-choi.yaml", "    related:", "    valid_until: 2024-01-01\n    related:"),
        ("faq/do-choi.yaml", "lead: Diều", "lead: Diều {tuoi-tre-nop-truc-tuyen}" + " ở chợ" * 56),
    ],
    ids=["place without unit", "narrow range", "list", "unsure value that no answer uses",
         "phrasing twice in one topic", "phrasings that differ by a mark", "signs in quotes",
         "answer for one day", "lead whose places are longer than their values"],
)  # fmt: skip
def test_this_is_no_fault(small_files: Files, file: str, old: str, new: str) -> None:
    files = replaced(small_files, file, old, new)

    assert load(files).digest != digest(small_files)
