"""One YAML file in, plain text values out, with the place of each; strict where YAML is lax."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from bot.errors import Fault

LARGEST_FILE = 2_000_000
"""Bytes; a larger file is refused unread."""
_DEEPEST = 12

Plain = dict[str, "Plain"] | list["Plain"] | str | None
Path = Sequence[str | int]

_MAYBE_ODD = re.compile(r"[&*!](?:(?<=!)|(?=\S))(?<![^\s\[{,:].)")
_MAYBE_DEEP = re.compile(r"[-?:][ \t]+(?:[-?:][ \t]+){49}")
_ODD_BREAK = re.compile("[\u0085\u2028\u2029]")
"""Ends of lines to YAML and to no editor; every line behind would be told wrongly."""
_MANY_BRACKETS = 500
"""A sign at the head of a value, or a depth that may crash: only then events are looked at."""

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Scalars stay text."""


@dataclass(frozen=True)
class Document:
    """A YAML file that could be parsed."""

    file: str
    root: yaml.Node
    plain: Plain

    def fault(self, path: Path, message: str) -> Fault:
        """Return a fault at the place where a path leads, or as near as it exists."""
        mark = _locate(self.root, path)
        return Fault(self.file, mark[0], mark[1], message)

    def path_to(self, line: int, column: int) -> list[str | int]:
        """Return the path of what stands at a place, both counted from 1, as in a fault."""
        path: list[str | int] = []
        node: yaml.Node | None = self.root
        while node is not None:
            parts = [
                (mark.line + 1, mark.column + 1, part, inner)
                for mark, part, inner in _parts(node)
                if (mark.line + 1, mark.column + 1) <= (line, column)
            ]
            node = parts[-1][3] if parts else None
            path += [parts[-1][2]] if parts else []
        return path


@dataclass(frozen=True)
class _LineStart:
    line: int
    column: int = 0


class _RefusedError(Exception):
    """A file that YAML or we do not accept; the mark counts from 0."""

    def __init__(self, mark: object, message: str) -> None:
        # The C parser has marks of its own class; both have line and column.
        self.line = getattr(mark, "line", 0) + 1
        self.column = getattr(mark, "column", 0) + 1
        self.message = message
        super().__init__(message)


def read(file: str, data: bytes) -> Document | Fault:
    """Parse a file's bytes. `file` is only named in faults."""
    try:
        return _read(file, data)
    except _RefusedError as refused:
        return Fault(file, refused.line, refused.column, refused.message)


def _read(file: str, data: bytes) -> Document:
    if len(data) > LARGEST_FILE:
        megabytes = LARGEST_FILE // 1_000_000
        raise _RefusedError(None, f"tệp lớn hơn {megabytes} MB; hãy chia thành nhiều tệp nhỏ")
    try:
        text = unicodedata.normalize("NFC", data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        place = _LineStart(error.object[: error.start].count(b"\n"))
        raise _RefusedError(place, "tệp không phải UTF-8; hãy lưu lại với mã UTF-8") from None
    if odd := _ODD_BREAK.search(text):
        place = _LineStart(text.count("\n", 0, odd.start()))
        raise _RefusedError(
            place, f"có dấu xuống dòng lạ U+{ord(odd[0]):04X}; hãy xóa ký tự ẩn này"
        )
    try:
        _refuse_oddities(text)
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        raise _syntax_refusal(error, text) from None
    except yaml.reader.ReaderError as error:
        # The C parser counts bytes and the other one characters, so we look ourselves.
        char = _char(error)
        place = _LineStart(text.partition(char)[0].count("\n"))
        raise _RefusedError(
            place, f"có ký tự điều khiển U+{ord(char):04X}; hãy xóa ký tự ẩn này"
        ) from None
    except (ValueError, OverflowError):  # the Python parser, on an escaped character beyond all
        raise _RefusedError(None, _ANY_SYNTAX) from None
    if root is None:
        raise _RefusedError(None, "tệp trống; hãy xóa tệp hoặc điền nội dung")
    return Document(file, root, _plain(root))


def _refuse_oddities(text: str) -> None:
    """Refuse what only surprises: tags and aliases; and depth, on which the C composer crashes."""
    brackets = text.count("[") + text.count("{")
    deep = brackets >= _MANY_BRACKETS or " " * 200 in text or _MAYBE_DEEP.search(text)
    if not deep and not _MAYBE_ODD.search(text):
        return
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        mark = event.start_mark
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise _RefusedError(mark, _TOO_DEEP)
        if getattr(event, "anchor", None):
            raise _RefusedError(mark, _NO_ALIAS)
        if tag := getattr(event, "tag", None):
            raise _RefusedError(mark, f"không dùng thẻ «{tag}»; hãy bỏ dấu ! ở đầu")


def _char(error: yaml.reader.ReaderError) -> str:
    character = error.character
    return chr(character) if isinstance(character, int) else str(character)[:1]


_TOO_DEEP = "lồng quá nhiều tầng; hãy viết phẳng hơn"
_TAB = "có dấu tab ở đầu dòng; YAML chỉ nhận dấu cách, hãy thay tab bằng dấu cách"
_NO_ALIAS = (
    "dấu & và * đầu từ là ký hiệu riêng của YAML; "
    "hãy đặt câu trong dấu nháy kép, đoạn chép lại thì viết đầy đủ"
)
_SYNTAX = {
    "mapping values are not allowed": (
        "dấu hai chấm trong câu làm YAML hiểu sai; hãy đặt cả câu trong dấu nháy kép"
    ),
    "cannot start any token": (
        "ký hiệu ở đầu câu là của riêng YAML; hãy đặt cả câu trong dấu nháy kép"
    ),
    "anchor": _NO_ALIAS,
    "alias": _NO_ALIAS,
    "another document": "tệp có nhiều phần ngăn bởi «---»; chỉ được một phần, hãy xóa dòng ấy",
}
_UNFINISHED = {
    "end of stream": "thiếu dấu nháy hoặc dấu ngoặc đóng; hãy thêm vào",
    "expected ',' or": "thiếu dấu phẩy hoặc dấu ngoặc đóng; hãy thêm vào",
    "could not find expected ':'": "thiếu dấu hai chấm sau tên mục; hãy thêm vào",
}
"""What is missed only further down; the fault is where the context begins."""
_ANY_SYNTAX = "sai cú pháp YAML; xem lại thụt đầu dòng, dấu hai chấm, dấu nháy ở dòng này"


def _syntax_refusal(error: yaml.MarkedYAMLError, text: str) -> _RefusedError:
    mark = error.problem_mark
    said = f"{error.context or ''} {error.problem or ''}"
    for sign, message in _UNFINISHED.items():
        if sign in said:
            return _RefusedError(error.context_mark or mark, message)
    lines = text.split("\n")[mark.line :] if mark else []
    if lines and "\t" in lines[0][: len(lines[0]) - len(lines[0].lstrip())]:
        return _RefusedError(mark, _TAB)
    found = (message for sign, message in _SYNTAX.items() if sign in said)
    return _RefusedError(mark, next(found, _ANY_SYNTAX))


def _plain(node: yaml.Node, depth: int = 1) -> Plain:
    """Return a node as dict, list and text; double keys are refused."""
    if depth > _DEEPEST and not isinstance(node, yaml.ScalarNode):
        raise _RefusedError(node.start_mark, _TOO_DEEP)
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, depth + 1) for child in node.value]
    found: dict[str, Plain] = {}
    for key_node, value_node in node.value:
        key = _plain(key_node, depth + 1)
        if not isinstance(key, str):
            raise _RefusedError(key_node.start_mark, "tên mục phải là chữ; hãy viết lại tên mục")
        if key in found:
            raise _RefusedError(
                key_node.start_mark, f"mục «{key}» bị lặp; giữ một mục, xóa mục kia"
            )
        found[key] = _plain(value_node, depth + 1)
    return found


_NULLS = {"", "~", "null", "Null", "NULL"}


def _scalar(node: yaml.ScalarNode) -> str | None:
    value: str = node.value
    # Plain style is "" to the C parser and None to the other one.
    if value in _NULLS and not node.style:
        return None
    if value.isprintable():
        return value
    for char in value:
        if unicodedata.category(char) in {"Cc", "Cf"} and char not in "\n\t":
            raise _RefusedError(
                node.start_mark, f"có ký tự ẩn U+{ord(char):04X}; hãy gõ lại câu này thay vì dán"
            )
    return value


def _parts(node: yaml.Node) -> list[tuple[yaml.Mark, str | int, yaml.Node]]:
    """Return where each part of a node begins, its key or number, and its value."""
    if isinstance(node, yaml.MappingNode):
        return [(key.start_mark, key.value, value) for key, value in node.value]
    if isinstance(node, yaml.SequenceNode):
        return [(value.start_mark, at, value) for at, value in enumerate(node.value)]
    return []


def _locate(root: yaml.Node, path: Path) -> tuple[int, int]:
    node, mark = root, root.start_mark
    for part in path:
        if isinstance(node, yaml.MappingNode):
            for key_node, value_node in node.value:
                if key_node.value == part:
                    node, mark = value_node, key_node.start_mark
                    break
            else:
                break
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            if part >= len(node.value):
                break
            node = node.value[part]
            mark = node.start_mark
        else:
            break
    return mark.line + 1, mark.column + 1
