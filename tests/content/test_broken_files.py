"""Every file on the shelf of broken ones is refused, with the right words at the right place.

The first lines of a file on the shelf say, as comments: `tệp`, which file of the knowledge it
replaces or adds; then for each of its faults `lỗi`, words that the message contains, and `dòng`,
the line; a fault that shows in another file is written `faq/do-choi.yaml:24`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from bot.content import converting, reading
from bot.content.checks import RULES
from bot.content.checks.folder import Folder
from bot.content.knowledge import Knowledge
from bot.content.loading import FORMS, Files, load, parse, read_folder
from bot.errors import Fault, KnowledgeError
from tests.content.altering import faults_of

SHELF = sorted((Path(__file__).parents[1] / "broken").iterdir())
LAW = "law/vi-du.yaml"
ENGLISH = re.compile(
    r"\b(input|should|must|valid|value|field|required|expected|error|while|found|string|type)\b",
    re.IGNORECASE,
)
VIETNAMESE = re.compile("[àáảãạăắằẳẵặâấầẩẫậđèéẻẽẹêếềểễệìíỉĩịòóỏõọôốồổỗộơớờởỡợùúủũụưứừửữự]")


@dataclass(frozen=True)
class Broken:
    """A file of the shelf and what it says of itself."""

    place: str
    data: bytes
    expected: tuple[tuple[str, int, str], ...]
    """File, line and words of each fault."""


def pick(path: Path) -> Broken:
    data = path.read_bytes()
    said = re.findall(r"^# (tệp|lỗi|dòng): (.+)$", data.decode(), re.MULTILINE)
    place = next(text for key, text in said if key == "tệp")
    words = [text for key, text in said if key == "lỗi"]
    lines = [text.rpartition(":") for key, text in said if key == "dòng"]
    expected = (
        (file or place, int(line), text)
        for (file, _, line), text in zip(lines, words, strict=True)
    )
    return Broken(place, data, tuple(expected))


def with_file(files: Files, place: str, data: bytes) -> dict[str, bytes]:
    """Return the files in the order in which a folder is read."""
    return dict(sorted({**files, place: data}.items()))


def is_at(fault: Fault, file: str, line: int, words: str) -> bool:
    return (fault.file, fault.line) == (file, line) and words in fault.message


@pytest.fixture(params=SHELF, ids=lambda path: path.stem)
def broken(request: pytest.FixtureRequest) -> Broken:
    return pick(request.param)


def test_a_broken_file_is_refused_at_its_line_in_vietnamese_and_nothing_else_is_blamed(
    small_files: Files, broken: Broken
) -> None:
    faults = faults_of(with_file(small_files, broken.place, broken.data))

    missed = [e for e in broken.expected if not any(is_at(fault, *e) for fault in faults)]
    assert (missed, len(faults)) == ([], len(broken.expected)), "\n".join(map(str, faults))
    for fault in faults:
        assert_vietnamese(fault)


def assert_vietnamese(fault: Fault) -> None:
    own_words = re.sub("«[^»]*»", "", fault.message)
    assert VIETNAMESE.search(own_words), fault.message
    assert not ENGLISH.search(own_words), fault.message


def test_the_shelf_holds_many_files_each_with_a_fault() -> None:
    assert len(SHELF) >= 48
    assert all(pick(path).expected for path in SHELF)


def test_every_rule_has_a_broken_file(small_files: Files, small_knowledge: Knowledge) -> None:
    good, _ = parse(small_files)
    areas = small_knowledge.area_names
    broken = set()
    for item in map(pick, SHELF):
        one, _ = parse({item.place: item.data})
        folder = Folder({**good, **one}, area_names=areas)
        broken |= {rule for rule in RULES if any(rule(folder))}

    assert {rule.__name__ for rule in set(RULES) - broken} == set()


def test_every_sentence_of_the_reader_has_a_broken_file() -> None:
    syntax = {*reading._SYNTAX.values(), *reading._UNFINISHED.values(), reading._TAB}
    forms = set(converting._MESSAGES.values())
    said = "\n".join(words for path in SHELF for _, _, words in pick(path).expected)

    unsaid = {text for text in syntax if text.split(";")[0] not in said}
    unsaid |= {text for text in forms if re.search(_pattern(text.partition(";")[0]), said) is None}
    assert unsaid == set()


def _pattern(template: str) -> str:
    return re.sub(r"\\\{\w+\\\}", ".+", re.escape(template))


HEADER = "# Giá cả ở chợ, ghi đầy đủ dấu\nparameters:\n".encode()
BOMB = b"a: &a [x, x, x, x, x, x, x, x, x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (name, name, b", ".join([b"*%c" % (name - 1)] * 9))
    for name in range(ord("b"), ord("k"))
)
NOT_TEXT = {
    "utf-16": ("parameters: []\n".encode("utf-16"), 1, "tệp không phải UTF-8"),
    "the old Vietnamese code page": (
        b"parameters:\n  - id: gia\n    label: Gi\xe1 b\xf3ng\n",
        3,
        "tệp không phải UTF-8; hãy lưu lại với mã UTF-8",
    ),
    "a byte that is no letter, after a byte order mark": (
        b"\xef\xbb\xbfa\n\xff",
        2,
        "tệp không phải UTF-8",
    ),
    "a NUL": (HEADER + b"  - id: a\x00b\n", 3, "có ký tự điều khiển U+0000"),
    "a bell": (HEADER + b"  - id: ab\n    label: \x07\n", 4, "có ký tự điều khiển U+0007"),
    "an escape in a quoted sentence": (HEADER + b'  - id: "\\e"\n', 3, "có ký tự ẩn U+001B"),
    "half of a letter": (HEADER + b'  - id: "\\ud800"\n', 3, "sai cú pháp YAML"),
    "a zero width space": (HEADER + "  - id: a\u200bb\n".encode(), 3, "có ký tự ẩn U+200B"),
    "a direction mark": (HEADER + "  - id: a\u202eb\n".encode(), 3, "có ký tự ẩn U+202E"),
    "one byte too many": (
        b"#" * (reading.LARGEST_FILE + 1),
        1,
        "tệp lớn hơn 2 MB; hãy chia thành nhiều tệp nhỏ",
    ),
    "nothing": (b"", 1, "tệp trống; hãy xóa tệp hoặc điền nội dung"),
    "only a byte order mark": (b"\xef\xbb\xbf", 1, "tệp trống"),
    "a bomb of aliases": (BOMB, 1, "dấu & và * đầu từ là ký hiệu riêng của YAML"),
    "brackets without end": (b"[" * 500_000, 1, "lồng quá nhiều tầng"),
    "brackets that do end": (b"[" * 200_000 + b"]" * 200_000, 1, "lồng quá nhiều tầng"),
    "dashes without end": (b"- " * 500_000, 1, "lồng quá nhiều tầng"),
    "keys without end": (b"{a: " * 400_000, 1, "lồng quá nhiều tầng"),
    "lists as keys without end": (b"? " * 500_000, 1, "lồng quá nhiều tầng"),
    "dashes far apart": (b"-  " * 300_000, 1, "lồng quá nhiều tầng"),
    "dashes and keys in turn": (b"- ? " * 200_000, 1, "lồng quá nhiều tầng"),
    "steps to the right": (
        b"".join(b" " * number + b"-\n" for number in range(1_500)),
        13,
        "lồng quá nhiều tầng",
    ),
    "a tag glued to its key": (b'{"parameters":!x []}', 1, "không dùng thẻ «!x»"),
    "a sign of exclamation alone": (b"parameters: ! []", 1, "không dùng thẻ «!»"),
}


@pytest.mark.parametrize(("data", "line", "words"), NOT_TEXT.values(), ids=NOT_TEXT)
def test_bytes_that_are_no_clean_text_are_refused(
    small_files: Files, data: bytes, line: int, words: str
) -> None:
    faults = faults_of(with_file(small_files, LAW, data))

    assert [is_at(fault, LAW, line, words) for fault in faults] == [True], faults
    assert_vietnamese(faults[0])


def test_the_slower_parser_refuses_depth_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_LOADER", yaml.BaseLoader)
    steps, _, _ = NOT_TEXT["steps to the right"]
    fault = reading.read(LAW, steps)

    assert fault == Fault(LAW, 13, 13, "lồng quá nhiều tầng; hãy viết phẳng hơn")


def test_a_file_of_the_largest_size_is_read(small_files: Files) -> None:
    padded = small_files["groups.yaml"].ljust(reading.LARGEST_FILE, b"\n")

    assert load({**small_files, "groups.yaml": padded}).groups == load(small_files).groups


@pytest.mark.parametrize("name", [name for name in FORMS if "*" not in name])
def test_each_file_of_its_own_form_is_required(small_files: Files, name: str) -> None:
    faults = faults_of({key: data for key, data in small_files.items() if key != name})

    missing = Fault(name, 1, 1, "thiếu tệp này; hãy khôi phục từ bản trước")
    assert [fault for fault in faults if fault.file == name] == [missing]


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="không có thư mục kiến thức này"):
        read_folder(tmp_path / "khong-co")


def test_a_folder_without_yaml_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "doc.md").write_text("# Đọc", "utf-8")

    with pytest.raises(KnowledgeError, match="thư mục không có tệp YAML nào"):
        read_folder(tmp_path)
