"""A parsed file to its model; what keeps it from being one is said in Vietnamese, with place."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import TypeVar, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.content.reading import Document, Path, Plain
from bot.errors import Fault

M = TypeVar("M", bound=BaseModel)
MOST_FAULTS = 200
"""Faults of one file that are told; each has to be looked up, and nobody reads more."""
_LONGEST = 80
"""Characters of a name or value that a fault repeats."""


def convert(document: Document, model: type[M]) -> M | list[Fault]:
    """Return the document as a model, or every fault that keeps it from being one."""
    try:
        return TypeAdapter(model).validate_python(document.plain)
    except ValidationError as error:
        details = error.errors(include_url=False)[:MOST_FAULTS]
        places = [detail["loc"] for detail in details]
        faults = {
            _fault(document, detail, model)
            for detail in details
            # A list seems too short when its elements are at fault.
            if not (detail["type"] == "too_short" and _has_deeper(places, detail["loc"]))
        }
        if more := error.error_count() - len(details):
            faults.add(document.fault((), f"còn {more} lỗi nữa; hãy sửa những lỗi kia trước"))
        return sorted(faults)


def _has_deeper(places: Sequence[Path], place: Path) -> bool:
    return any(len(other) > len(place) and other[: len(place)] == place for other in places)


_MESSAGES = {
    "missing": "thiếu mục «{name}»; hãy thêm vào",
    "string_type": "mục «{name}» phải là một câu chữ",
    "string_too_short": "mục «{name}» để trống; hãy điền hoặc xóa mục này",
    "too_short": "mục «{name}» cần ít nhất {min_length} phần tử",
    "int_parsing": "mục «{name}» phải là số nguyên, ví dụ 14",
    "int_type": "mục «{name}» phải là số nguyên, ví dụ 14",
    "int_parsing_size": "mục «{name}» lớn quá; hãy sửa lại số này",
    "float_parsing": "mục «{name}» phải là số, ví dụ 0.5",
    "float_type": "mục «{name}» phải là số, ví dụ 0.5",
    "bool_parsing": "mục «{name}» chỉ nhận true hoặc false",
    "bool_type": "mục «{name}» chỉ nhận true hoặc false",
    "list_type": "mục «{name}» phải là danh sách, mỗi dòng bắt đầu bằng dấu gạch «- »",
    "tuple_type": "mục «{name}» phải là danh sách, mỗi dòng bắt đầu bằng dấu gạch «- »",
    "dict_type": "mục «{name}» phải gồm các dòng «tên: giá trị»",
    "mapping_type": "mục «{name}» phải gồm các dòng «tên: giá trị»",
    "model_type": "mục «{name}» phải gồm các dòng «tên: giá trị»",
    "model_attributes_type": "mục «{name}» phải gồm các dòng «tên: giá trị»",
    "greater_than_equal": "mục «{name}» nhỏ quá; nhỏ nhất là {ge}",
    "less_than_equal": "mục «{name}» lớn quá; chỉ nhận đến {le}",
}


def _fault(document: Document, detail: ErrorDetails, model: type[BaseModel]) -> Fault:
    path = _path(document.plain, detail["loc"])
    name = _short(next((part for part in reversed(path) if isinstance(part, str)), "tệp"))
    kind = detail["type"]
    context = detail.get("ctx", {})
    if detail["input"] is None:
        message = f"mục «{name}» để trống; hãy điền hoặc xóa mục này"
    elif kind == "extra_forbidden":
        message = f"không có mục nào tên «{name}»{_did_you_mean(name, model)}"
    elif kind == "value_error":
        message = str(context.get("error", detail["msg"]))
    elif kind in {"literal_error", "enum"}:
        expected = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "")
        message = f"mục «{name}» chỉ nhận một trong: {expected}"
    elif kind == "string_pattern_mismatch":
        message = _pattern_message(
            name, _short(str(detail["input"])), str(context.get("pattern", ""))
        )
    elif kind == "string_too_long":
        message = f"mục «{name}» dài quá {context.get('max_length')} ký tự; hãy viết ngắn lại"
    else:
        template = _MESSAGES.get(kind, "mục «{name}» không hợp lệ ({kind}); hãy viết như tệp mẫu")
        message = template.format(name=name, kind=kind, **context)
    return document.fault(path, message)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _path(plain: Plain, place: Path) -> list[str | int]:
    """Return the keys of pydantic's path, without the branches of unions that it names."""
    path: list[str | int] = []
    for part in place:
        if isinstance(part, int):
            plain = plain[part] if isinstance(plain, list) and part < len(plain) else None
        elif isinstance(plain, dict) and part in plain:
            plain = plain[part]
        elif part[:1].isupper() or "[" in part or part == "str":  # a missing key looks otherwise
            continue
        path.append(part)
    return path


def _pattern_message(name: str, value: str, pattern: str) -> str:
    if "https" in pattern:
        return f"địa chỉ «{value}» không hợp lệ; phải bắt đầu bằng https:// và không có dấu cách"
    return (
        f"mã «{value}» ở mục «{name}» không hợp lệ; "
        "chỉ dùng chữ thường không dấu, số và gạch nối, ví dụ le-phi-cap-doi"
    )


def keys_of(*forms: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys of these models, as they are written and in order."""
    fields = (item for form in forms for item in form.model_fields.items())
    return tuple(field.alias or name for name, field in fields)


def _did_you_mean(name: str, model: type[BaseModel]) -> str:
    known = _keys(model)
    if name in known:
        return " ở chỗ này; xem lại thụt đầu dòng"
    near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return f"; có phải «{near[0]}»?" if near else "; xem knowledge/README.md, hoặc xóa mục này"


def _keys(model: type[BaseModel], seen: frozenset[type] = frozenset()) -> set[str]:
    names: set[str] = set()
    for field_name, field in model.model_fields.items():
        names.add(field.alias or field_name)
        for inner in _models_in(field.annotation):
            if inner not in seen:
                names |= _keys(inner, seen | {model})
    return names


def _models_in(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]
