"""Files become knowledge, or faults and nothing else, whatever their bytes."""

from __future__ import annotations

import gc
from datetime import date
from pathlib import Path

import pytest

from bot.content.knowledge import Knowledge, wording_on
from bot.content.loading import FORMS, Files, digest, load, parse, read_folder
from bot.errors import Fault, KnowledgeError
from tests.content.altering import faults_of, replaced

SMALL = Path(__file__).parents[1] / "small"
FILES = {path.relative_to(SMALL).as_posix(): path.read_bytes() for path in SMALL.rglob("*.yaml")}


# What a good folder becomes.


def test_topics_stand_in_the_order_of_the_groups_and_of_their_files(
    small_files: Files, small_knowledge: Knowledge
) -> None:
    toys, pets = ["mua-dieu", "tha-dieu", "dieu-rach"], ["tam-meo", "meo-om", "ban-be"]
    *head, first, second = small_files["groups.yaml"].splitlines()
    turned = {**small_files, "groups.yaml": b"\n".join([*head, second, first])}

    assert list(small_knowledge.entries) == [*toys, *pets]
    assert list(load(turned).entries) == [*pets, *toys]


def test_each_topic_knows_its_group(small_knowledge: Knowledge) -> None:
    assert small_knowledge.group_of["tha-dieu"] == "do-choi"
    assert small_knowledge.group_of["meo-om"] == "thu-cung"
    assert small_knowledge.group_of.keys() == small_knowledge.entries.keys()


def test_title_and_questions_of_an_entry_are_a_voice_beside_the_phrasings(
    small_knowledge: Knowledge,
) -> None:
    voices = small_knowledge.phrasings["tha-dieu"]

    assert list(voices) == ["muc-luc", "mot", "hai"]
    assert voices["muc-luc"] == ("Mấy tuổi được thả diều", "Bé mấy tuổi được thả diều")
    assert voices["mot"][3] == "Bé 4 tuổi thả diều"


def test_a_title_without_translation_stays_vietnamese(small_knowledge: Knowledge) -> None:
    assert small_knowledge.title("mua-dieu", "vi") == "Mua diều ở đâu, giá bao nhiêu"
    assert small_knowledge.title("mua-dieu", "en") == "Where to buy a kite"
    assert small_knowledge.title("meo-om", "en") == "Mèo bị ốm"


def test_a_message_is_said_in_the_language_asked_with_its_places_filled(
    small_knowledge: Knowledge,
) -> None:
    assert small_knowledge.say("dung-den-ngay", "vi", ngay="31/12/2026") == (
        "Đúng đến hết ngày 31/12/2026."
    )
    assert small_knowledge.say("dung-den-ngay", "en", ngay="31 December 2026") == (
        "Valid until 31 December 2026."
    )


def test_equal_folders_have_equal_digests_whatever_their_order(small_knowledge: Knowledge) -> None:
    turned = dict(sorted(FILES.items(), reverse=True))

    assert digest(turned) == small_knowledge.digest
    assert load(turned).digest == small_knowledge.digest


def test_any_change_of_name_or_content_changes_the_digest(small_knowledge: Knowledge) -> None:
    longer = {**FILES, "groups.yaml": FILES["groups.yaml"] + b"\n"}
    renamed = {("law/x.yaml" if name.startswith("law") else name): FILES[name] for name in FILES}

    assert len({small_knowledge.digest, digest(longer), digest(renamed)}) == 3


@pytest.mark.parametrize("collecting", [True, False])
def test_loading_leaves_garbage_collection_as_it_was(small_files: Files, collecting: bool) -> None:
    was_on = gc.isenabled()
    try:
        (gc.enable if collecting else gc.disable)()
        load(small_files)
        assert gc.isenabled() == collecting
        faults_of({**small_files, "groups.yaml": b"a: ["})
        assert gc.isenabled() == collecting
    finally:
        (gc.enable if was_on else gc.disable)()


# Which wording holds on a day.


@pytest.mark.parametrize(
    ("day", "lead"),
    [
        (date(2024, 1, 1), "Đem diều rách ra tiệm vá."),
        (date(2025, 12, 31), "Đem diều rách ra tiệm vá."),
        (date(2026, 1, 1), "Tự vá diều bằng giấy, hỏi thêm ở ngày hội."),
        (date(2099, 1, 1), "Tự vá diều bằng giấy, hỏi thêm ở ngày hội."),
    ],
)
def test_the_wording_changes_on_its_day(small_knowledge: Knowledge, day: date, lead: str) -> None:
    wording = wording_on(small_knowledge.entries["dieu-rach"], day)

    assert wording is not None
    assert wording.lead == lead


def test_there_is_no_wording_before_the_first_day(small_knowledge: Knowledge) -> None:
    before = date(2023, 12, 31)

    assert [wording_on(entry, before) for entry in small_knowledge.entries.values()] == [None] * 6


def test_there_is_no_wording_after_the_last_day(small_files: Files) -> None:
    ending = "    valid_until: 2026-06-30\n    related: [tha-dieu]"
    files = replaced(small_files, "faq/do-choi.yaml", "    related: [tha-dieu]", ending)
    entry = load(files).entries["mua-dieu"]

    assert wording_on(entry, date(2026, 6, 30)) is not None
    assert wording_on(entry, date(2026, 7, 1)) is None


def test_a_dated_wording_that_ended_is_not_stretched(small_files: Files) -> None:
    begins = "{from: 2026-01-01, "
    files = replaced(small_files, "faq/do-choi.yaml", begins, begins + "until: 2026-02-01, ")
    entry = load(files).entries["dieu-rach"]

    assert wording_on(entry, date(2026, 2, 1)) is not None
    assert wording_on(entry, date(2026, 2, 2)) is None


def test_the_wording_brings_its_translation(small_knowledge: Knowledge) -> None:
    wording = wording_on(small_knowledge.entries["mua-dieu"], date(2026, 1, 1))

    assert wording is not None
    assert wording.translations["en"].lead == "Kites are sold at the shop, {gia-dieu}."


def test_a_translated_title_alone_is_no_translated_wording(small_files: Files) -> None:
    line = "    questions: [Bạn là ai]"
    title = f"{line}\n    translations: {{en: {{title: Who I am}}}}"
    knowledge = load(replaced(small_files, "faq/thu-cung.yaml", line, title))
    wording = wording_on(knowledge.entries["ban-be"], date(2026, 1, 1))

    assert wording is not None
    assert (knowledge.title("ban-be", "en"), wording.translations) == ("Who I am", {})


# What faults look like.


def test_all_faults_of_all_files_come_at_once_in_order(small_files: Files) -> None:
    files = {
        **small_files,
        "law/vi-du.yaml": b"parameters: 5\n",
        "groups.yaml": small_files["groups.yaml"] + b"  - {id: A}\n",
        "language/stop_words.yaml": b"stop_words: [a",
    }
    line = small_files["groups.yaml"].count(b"\n") + 1
    faults = faults_of(files)

    assert [(fault.file, fault.line) for fault in faults] == [
        ("groups.yaml", line),
        ("groups.yaml", line),
        ("language/stop_words.yaml", 1),
        ("law/vi-du.yaml", 1),
    ]


def test_a_fault_reads_as_a_place_that_editors_jump_to() -> None:
    error = KnowledgeError([Fault("b.yaml", 2, 3, "sau"), Fault("a.yaml", 10, 1, "trước")])

    assert str(error) == "a.yaml:10:1: trước\nb.yaml:2:3: sau"


def test_a_fault_names_line_and_column_of_the_key_or_element(small_files: Files) -> None:
    related = "    related: [tha-dieu, la-hoac]"
    files = replaced(small_files, "faq/do-choi.yaml", "    related: [tha-dieu]", related)

    assert [str(fault) for fault in faults_of(files)] == [
        "faq/do-choi.yaml:15:25: không có chủ đề «la-hoac»; kiểm tra lại mã"
    ]


@pytest.mark.parametrize("name", sorted(FILES))
def test_what_an_unreadable_file_holds_is_not_called_missing(
    small_files: Files, name: str
) -> None:
    faults = faults_of({**small_files, name: b"a: [\n"})

    assert [fault.file for fault in faults] == [name]


def test_a_name_is_still_called_missing_when_only_another_kind_of_file_is_unreadable(
    small_files: Files,
) -> None:
    files = replaced(small_files, "faq/do-choi.yaml", "[tha-dieu]", "[tha-dieuu]")
    faults = faults_of({**files, "law/vi-du.yaml": b"a: [\n"})

    assert [fault.file for fault in faults] == ["faq/do-choi.yaml", "law/vi-du.yaml"]


def test_a_long_list_is_not_called_too_short_when_an_element_is_wrong(
    small_files: Files,
) -> None:
    files = replaced(
        small_files, "language/small_talk.yaml", "[xin chào, chào, hello, hi]", "['']"
    )

    assert [fault.message for fault in faults_of(files)] == [
        "mục «says» để trống; hãy điền hoặc xóa mục này"
    ]


def test_every_file_of_the_small_knowledge_has_a_form(small_files: Files) -> None:
    parsed, faults = parse(small_files)

    assert faults == []
    assert {type(item.content) for item in parsed.values()} == set(FORMS.values())


def test_a_file_that_cannot_be_read_is_a_fault_of_its_own(tmp_path):
    (tmp_path / "groups.yaml").symlink_to(tmp_path / "nowhere.yaml")
    with pytest.raises(KnowledgeError) as caught:
        read_folder(tmp_path)
    assert [fault.file for fault in caught.value.faults] == ["groups.yaml"]
    assert "không đọc được" in caught.value.faults[0].message
