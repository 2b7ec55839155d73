"""Edits in a YAML file: what is edited changes, and not a sign of anything else."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.content import reading
from bot.content.reading import Document
from bot.content.reshaping import reshaped
from bot.content.splicing import Entry, Splice
from bot.errors import KnowledgeError

FILE_KEYS = ("area", "sample", "places", "sessions")
KEYS = ("id", "kind", "places", "dates", "hours", "serves", "note", "source", "on")
FILE = """\
# Lịch của phường, do cán bộ ghi.
area: "phường Gió: Lùa"   # tên mới

places:
  dinh:
    name:   Đình Gió      # thẳng hàng
    address: 3 ngõ Diều
  # cạnh chợ
  cho: {name: Chợ Nắng}   # một dòng

# Các phiên
sessions:
  # tháng 12
  - id: mot
    places: [dinh]
    dates:
      - 05/12/2026   # thứ Bảy
      - 06/12/2026
    note: >-
      Đến sớm,
      mang ghế.
    on: 012

    # sang tháng sau
  - {id: hai, places: [cho],
     source: "một, hai"}

  # phiên cuối
  - on:   # để trống
    id: ba
    note: |
      Một
      Hai
# hết
"""


def splice(text: str = FILE) -> Splice:
    return Splice("sessions/x.yaml", text.encode(), FILE_KEYS)


def changed_lines(made: bytes, before: str = FILE) -> tuple[list[str], list[str]]:
    """Return the lines that went and those that came."""
    old, new = before.splitlines(), made.decode().splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def put(values: Entry, *path: str | int) -> tuple[list[str], list[str]]:
    edited = splice()
    edited.put(path, values, KEYS if path[0] == "sessions" else ("name", "address", "area"))
    return changed_lines(edited.result())


def test_without_edits_the_file_is_the_same() -> None:
    assert splice().result() == FILE.encode()


@pytest.mark.parametrize(
    ("path", "values", "went", "came"),
    [
        (
            ("places", "dinh"),
            {"address": "5 ngõ Diều"},
            ["    address: 3 ngõ Diều"],
            ["    address: 5 ngõ Diều"],
        ),
        (
            ("places", "dinh"),
            {"name": "Đình: Gió"},
            ["    name:   Đình Gió      # thẳng hàng"],
            ['    name:   "Đình: Gió"      # thẳng hàng'],
        ),
        (("places", "dinh"), {"area": "xã Nắng"}, [], ["    area: xã Nắng"]),
        (
            ("places", "cho"),
            {"address": "số 1, chợ"},
            ["  cho: {name: Chợ Nắng}   # một dòng"],
            ['  cho: {name: Chợ Nắng, address: "số 1, chợ"}   # một dòng'],
        ),
        (
            ("sessions", 0),
            {"dates": ["12/12/2026"]},
            ["    dates:", "      - 05/12/2026   # thứ Bảy", "      - 06/12/2026"],
            ["    dates: [12/12/2026]"],
        ),
        (
            ("sessions", 0),
            {"note": None, "on": None, "source": "tờ rơi"},
            ["    note: >-", "      Đến sớm,", "      mang ghế.", "    on: 012"],
            ["    source: tờ rơi"],
        ),
        (
            ("sessions", 0),
            {"serves": {"age_min": "14", "group": "a, b"}, "kind": "tai_nha"},
            [],
            ["    kind: tai_nha", '    serves: {age_min: 14, group: "a, b"}'],
        ),
        (
            ("sessions", 1),
            {"source": "ba", "kind": "null"},
            ["  - {id: hai, places: [cho],", '     source: "một, hai"}'],
            ['  - {id: hai, places: [cho], source: ba, kind: "null"}'],
        ),
        (
            ("sessions", 2),
            {"on": "nay", "note": "x"},
            ["  - on:   # để trống", "    note: |", "      Một", "      Hai"],
            ["  - on: nay   # để trống", "    note: x"],
        ),
        (
            ("sessions", 2),
            {"on": None, "source": "y"},
            ["  - on:   # để trống", "    id: ba"],
            ["  - id: ba", "    source: y"],
        ),
    ],
    ids=str,
)
def test_only_what_is_edited_changes(
    path: tuple[str | int, ...], values: Entry, went: list[str], came: list[str]
) -> None:
    assert put(values, *path) == (went, came)


def test_what_stays_the_same_is_not_written_anew() -> None:
    edited = splice()
    edited.put(("sessions", 0), {"places": ["dinh"], "on": "012", "kind": None}, KEYS)
    assert edited.result() == FILE.encode()


def test_entries_are_added_behind_the_last_one_and_before_the_comment_of_the_next() -> None:
    edited = splice()
    edited.add("places", {"san": {"name": "Sân", "address": "@ chợ"}})
    edited.append("sessions", [{"id": "bon", "dates": ["1/1"]}, {"id": "nam"}])
    made = edited.result().decode()
    assert (
        '# một dòng\n  san:\n    name: Sân\n    address: "@ chợ"\n\n# Các phiên\nsessions:\n'
    ) in made
    assert made.endswith("      Hai\n\n  - id: bon\n    dates: [1/1]\n\n  - id: nam\n# hết\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("area: x", "area: x\nplaces:\n  p:\n    name: P\nsessions:\n  - id: n\n"),
        (
            "area: x\nplaces: {}\nsessions: []  # trống\n",
            "area: x\nplaces:\n  p:\n    name: P\nsessions:\n  - id: n  # trống\n",
        ),
        (
            "area: x\nsessions:\nsample: true\n",
            "area: x\nsessions:\n  - id: n\nsample: true\nplaces:\n  p:\n    name: P\n",
        ),
        (
            "area: x\nsessions:\n- id: a\n- id: b\n",
            "area: x\nplaces:\n  p:\n    name: P\nsessions:\n- id: a\n- id: b\n- id: n\n",
        ),
        (
            "area: x\nplaces: {a: {name: A}}\nsessions: [{id: a}]",
            "area: x\nplaces: {a: {name: A}, p: {name: P}}\nsessions: [{id: a}, {id: n}]\n",
        ),
        (
            "---\r\narea: x\r\nsessions:\r\n    - id: a\r\n...\r\n",
            "---\r\narea: x\r\nplaces:\r\n  p:\r\n    name: P\r\n"
            "sessions:\r\n    - id: a\r\n    - id: n\r\n...\r\n",
        ),
        (
            "\ufeffarea: x\nsessions:\n  - id: a\n    note: |+\n      b\n",
            "area: x\nplaces:\n  p:\n    name: P\n"
            "sessions:\n  - id: a\n    note: |+\n      b\n  - id: n\n",
        ),
    ],
)
def test_files_of_every_style_take_new_entries(before: str, after: str) -> None:
    edited = splice(before)
    edited.add("places", {"p": {"name": "P"}})
    edited.append("sessions", [{"id": "n"}])
    assert edited.result().decode() == after


def test_a_file_on_one_line_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="viết mỗi mục một dòng như tệp mẫu"):
        splice("{area: x, sessions: []}")


def test_a_style_that_would_spoil_another_value_is_refused() -> None:
    edited = splice("area: x\nsessions:\n  - id: a\n    note: |+\n      b\n\n\n")
    edited.append("sessions", [{"id": "n"}])
    with pytest.raises(KnowledgeError, match="không ghép thêm được"):
        edited.result()


@pytest.mark.parametrize("text", ["a: b\n? c d\n", "? c\n"])
def test_a_key_without_a_colon_is_refused_at_its_line(text: str) -> None:
    with pytest.raises(KnowledgeError, match="không ghép thêm được") as refused:
        reshaped("x.yaml", text.encode(), {"a": "b", "z": "y"})
    assert [fault.line for fault in refused.value.faults] == [text.count("\n")]


def test_what_is_no_yaml_is_refused() -> None:
    with pytest.raises(KnowledgeError, match=r"sessions/x\.yaml:2:1: sai cú pháp"):
        splice("area: [")


def test_a_file_that_would_grow_too_large_says_so() -> None:
    edited = splice()
    edited.append("sessions", [{"id": "n", "note": "a" * reading.LARGEST_FILE}])
    with pytest.raises(KnowledgeError, match="lớn hơn 2 MB"):
        edited.result()


words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zl", "Zp", "Cs", "Cn")),
    min_size=1,
    max_size=12,
)
values = (
    st.none()
    | words
    | st.lists(words, max_size=3)
    | st.dictionaries(st.sampled_from(["by", "for"]), words, min_size=1)
)
entries = st.dictionaries(st.sampled_from(KEYS[1:]), values, max_size=5)


@given(first=entries, last=entries, new=words)
def test_whatever_is_edited_every_comment_stays(first: Entry, last: Entry, new: str) -> None:
    edited = splice()
    edited.put(("sessions", 0), first, KEYS)
    edited.put(("sessions", 2), last, KEYS)
    edited.append("sessions", [{"id": new}])
    made = edited.result()
    alone = [line for line in FILE.splitlines() if line.strip().startswith("#")]
    assert [line for line in made.decode().splitlines() if line.strip().startswith("#")] == alone


@given(value=words)
def test_any_text_is_read_as_it_was_written(value: str) -> None:
    edited = splice()
    edited.put(("sessions", 0), {"note": value, "hours": [value, value]}, KEYS)
    found = reading.read("x", edited.result())
    assert isinstance(found, Document)
    session = found.plain["sessions"][0]  # type: ignore[call-overload, index]
    text = reading.unicodedata.normalize("NFC", value)
    assert (session["note"], session["hours"]) == (text, [text, text])


@pytest.mark.parametrize("loader", [yaml.BaseLoader, yaml.CBaseLoader])
def test_both_parsers_tell_the_same_places(loader: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_LOADER", loader)
    assert put({"on": "nay"}, "sessions", 2)[1] == ["  - on: nay   # để trống"]
