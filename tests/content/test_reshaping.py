"""A file is made to say something else: what differs changes, and not a sign of anything else."""

from __future__ import annotations

import copy
import unicodedata
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import reading
from bot.content.reading import Document
from bot.content.reshaping import reshaped
from bot.errors import KnowledgeError

FILE = """\
# Giá diều, do cô Mây ghi.
group: dieu   # một nhóm

entries:
  # bán chạy
  - id: mot
    title: "Diều giấy: mỏng"   # tên cũ
    questions:
      - Diều giấy là gì?   # hay hỏi
      # hai câu nữa
      - Có mấy loại?
      - "Giá: bao nhiêu?"
    answer:
      lead: >-   # ngắn thôi
        Diều giấy nhẹ và
        bay rất cao.
      cost: 'năm ''ngàn'''
    related: [hai, "ba"]  # cùng loại
    places:
      - {name: Chợ Nắng, hours: [7h, "8h30"]}   # mỗi sáng
      - {name: Đình Gió}

  # bán chậm
  - title: Diều sáo
    id: hai
    questions: [Kêu thế nào?]
    answer: {lead: Kêu vang.,
             cost: 012}
    note: một dòng dài
      sang dòng sau   # chú ý
    sources:
    - doc: Sổ
    - doc: Vở

    when:

# hết
"""


def become(change: Callable[[Any], object], text: str = FILE) -> str:
    found = reading.read("faq/dieu.yaml", text.encode())
    assert isinstance(found, Document)
    content = copy.deepcopy(found.plain)
    change(content)
    made = reshaped("faq/dieu.yaml", text.encode(), content)  # type: ignore[arg-type]
    again = reading.read("faq/dieu.yaml", made)
    assert isinstance(again, Document)
    assert again.plain == content
    return made.decode()


def difference(change: Callable[[Any], object]) -> list[str]:
    """Return the lines that went and those that came."""
    old, new = FILE.splitlines(), become(change).splitlines()
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [
        line
        for step, a, b, c, d in steps
        if step != "equal"
        for line in [*(f"- {line}" for line in old[a:b]), *(f"+ {line}" for line in new[c:d])]
    ]


def entry(number: int, **values: object) -> Callable[[Any], object]:
    return lambda content: content["entries"][number].update(values)


def test_without_a_difference_the_file_is_the_same() -> None:
    assert become(lambda _: None) == FILE


def test_a_text_keeps_its_quotes_and_the_comment_behind_it() -> None:
    assert difference(entry(0, title="Diều vải")) == [
        '-     title: "Diều giấy: mỏng"   # tên cũ',
        '+     title: "Diều vải"   # tên cũ',
    ]
    assert difference(lambda content: content["entries"][0]["answer"].update(cost="'x'")) == [
        "-       cost: 'năm ''ngàn'''",
        "+       cost: '''x'''",
    ]


def test_a_folded_text_is_folded_anew_and_keeps_its_comment() -> None:
    new = "Câu này dài để xuống dòng, " * 4 + "hết."
    assert difference(lambda content: content["entries"][0]["answer"].update(lead=new)) == [
        "-         Diều giấy nhẹ và",
        "-         bay rất cao.",
        f"+         {'Câu này dài để xuống dòng, ' * 3}Câu này",
        "+         dài để xuống dòng, hết.",
    ]


def test_paragraphs_are_folded_without_loss() -> None:
    made = become(entry(0, title="x", note="Đoạn một\nđoạn hai\n\n\nđoạn ba " + "dài " * 40 + "."))
    assert "    note: >-\n      Đoạn một\n\n      đoạn hai\n\n\n\n      đoạn ba dài" in made


def test_a_plain_text_that_grows_long_is_folded_and_its_comment_stays() -> None:
    assert difference(entry(1, note="Rất " + "dài quá " * 13 + "đó")) == [
        "-     note: một dòng dài",
        "-       sang dòng sau   # chú ý",
        "+     note: >-   # chú ý",
        f"+       Rất {'dài quá ' * 10}dài quá",
        "+       dài quá dài quá đó",
    ]


def test_an_address_without_a_gap_is_not_folded() -> None:
    address = f"https://example.org/{'a' * 120}"
    assert difference(entry(1, title=address)) == [
        "-   - title: Diều sáo",
        f"+   - title: {address}",
    ]


def test_one_of_a_list_changes_alone() -> None:
    def change(content: Any) -> None:
        content["entries"][0]["questions"][1] = "Có mấy loại: hai hay ba?"

    assert difference(change) == [
        "-       - Có mấy loại?",
        '+       - "Có mấy loại: hai hay ba?"',
    ]


def test_a_list_grows_and_shrinks_where_it_does() -> None:
    def change(content: Any) -> None:
        content["entries"][0]["questions"] = [
            "Trước hết?", "Diều giấy là gì?", "Giá: bao nhiêu?", "Sau cùng: gì?",
        ]  # fmt: skip

    assert difference(change) == [
        "+       - Trước hết?",
        "-       - Có mấy loại?",
        '+       - "Sau cùng: gì?"',
    ]


def test_what_stands_in_brackets_stays_on_its_line() -> None:
    def change(content: Any) -> None:
        content["entries"][0]["places"][0]["hours"][1] = "9h"
        content["entries"][0]["related"].append("bốn, năm")

    assert difference(change) == [
        '-     related: [hai, "ba"]  # cùng loại',
        '+     related: [hai, ba, "bốn, năm"]  # cùng loại',
        '-       - {name: Chợ Nắng, hours: [7h, "8h30"]}   # mỗi sáng',
        '+       - {name: Chợ Nắng, hours: [7h, "9h"]}   # mỗi sáng',
    ]


def test_a_new_entry_looks_like_those_before_it() -> None:
    def change(content: Any) -> None:
        content["entries"].append(
            {"id": "ba", "questions": ["Gì?"], "answer": {"lead": "Ngắn."}, "related": ["hai"]}
        )

    assert become(change).partition("    when:\n")[2] == (
        '\n  - id: ba\n    questions: ["Gì?"]\n    answer: {lead: "Ngắn."}\n    related: [hai]\n'
        "\n# hết\n"
    )


def test_a_new_key_stands_where_it_is_told() -> None:
    def change(content: Any) -> None:
        old = content["entries"][1]
        content["entries"][1] = {"title": old.pop("title"), "until": "2027-01-01", **old}

    assert difference(change) == ["+     until: 2027-01-01"]


def test_lists_without_an_indent_are_added_to_and_taken_from() -> None:
    def grow(content: Any) -> None:
        content["entries"][1]["sources"].insert(1, {"doc": "Sách"})

    def shrink(content: Any) -> None:
        del content["entries"][1]["sources"][0]

    assert difference(grow) == ["+     - doc: Sách"]
    assert difference(shrink) == ["-     - doc: Sổ"]


def test_keys_go_with_all_their_lines() -> None:
    def change(content: Any) -> None:
        del content["entries"][0]["answer"]
        del content["entries"][1]["title"], content["entries"][1]["id"]

    assert difference(change) == [
        "-     answer:",
        "-       lead: >-   # ngắn thôi",
        "-         Diều giấy nhẹ và",
        "-         bay rất cao.",
        "-       cost: 'năm ''ngàn'''",
        "-   - title: Diều sáo",
        "-     id: hai",
        "-     questions: [Kêu thế nào?]",
        "+   - questions: [Kêu thế nào?]",
    ]


def test_what_is_left_empty_is_filled_and_what_is_filled_is_emptied() -> None:
    assert difference(entry(1, when="nay")) == ["-     when:", "+     when: nay"]
    assert "+     questions: []" in difference(entry(0, questions=[]))
    assert "+     sources: null" in difference(entry(1, sources=None))


def test_a_comment_between_brackets_is_not_lost() -> None:
    text = "entries:\n  - id: mot\n    related: [a,  # đầu\n      b]\n"

    def change(content: Any) -> None:
        content["entries"][0]["related"].append("c")

    with pytest.raises(KnowledgeError, match=r"dieu\.yaml:3:1: giữa dấu ngoặc có lời ghi chú"):
        become(change, text)


def test_a_hidden_sign_is_told_at_its_line() -> None:
    with pytest.raises(
        KnowledgeError, match=r"dieu\.yaml:24:\d+: có ký tự ẩn U\+200B; hãy gõ lại"
    ):
        become(entry(1, title="Diều\u200b sáo"))


def test_ends_of_lines_stay_those_of_the_file() -> None:
    text = FILE.replace("\n", "\r\n")
    made = become(entry(1, note="Rất " + "dài quá " * 13 + "đó", title="Một\nhai"), text)
    assert made.count("\n") == made.count("\r\n")


words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Cn")), max_size=30
)
texts = (
    words | st.lists(words, min_size=2, max_size=30).map(" ".join) | st.lists(words).map("\n".join)
)
plain = st.recursive(
    st.none() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)


@given(title=texts, lead=texts, question=texts, new=plain, more=plain)
def test_whatever_is_written_is_read_and_no_other_line_changes(
    title: str, lead: str, question: str, new: object, more: object
) -> None:
    def change(content: Any) -> None:
        first = content["entries"][0]
        first["title"], first["questions"][1] = composed(title), composed(question)
        first["answer"]["lead"] = composed(lead)
        first["questions"].append(composed(new))
        first["places"] = [*first["places"], composed(more)]

    made = become(change).splitlines()
    lines = FILE.splitlines()
    assert made[:6] == lines[:6]
    assert made[-15:] == lines[-15:]
    assert [line for line in made if line.strip() == "# hai câu nữa"]


def composed(value: Any) -> Any:
    if isinstance(value, dict):
        return {composed(key): composed(part) for key, part in value.items()}
    if isinstance(value, list):
        return list(map(composed, value))
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value
