"""Legal values: a new one from a day on, with the one before ended, or a word of one corrected."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from bot.content.converting import keys_of
from bot.content.editing import records
from bot.content.editing.edit import Edit, EditError
from bot.content.editing.fields import in_order, typed
from bot.content.law import Parameter, Range, Source, Value
from bot.content.loading import Files

_ORDER = keys_of(Parameter, Value, Range, Source)


def with_value(
    files: Files,
    parameter: str,
    from_: date,
    until: date | None,
    value: object,
    vouched: Mapping[str, object],
) -> Edit:
    """Return the edit that gives a parameter another value from one day to another.

    The value that was in force on the first day ends the day before; no other is touched. `value`
    is what stands in the file: a text, a list, or `min` and `max`. `vouched` has `sources` and
    `checked_on`, and may have `note`, `value_en` and `confidence`.

    Raises:
        EditError: There is no such parameter, or one of its values begins on this day.
        KnowledgeError: The file cannot be read, or a text cannot be written.
    """
    found = records.find(files, "parameters", parameter)
    values, day = _values(found), from_.isoformat()
    if _number(values, day) is not None:
        raise EditError(
            f"thông số «{parameter}» đã có giá trị từ {from_:%d/%m/%Y}; "
            "sửa giá trị ấy, hoặc chọn ngày khác"
        )
    earlier = [known for known in values if str(known.get("from")) < day]
    before = max(earlier, key=lambda known: str(known.get("from")), default=None)
    if before is not None and str(before.get("until") or day) >= day:
        before["until"] = (from_ - timedelta(days=1)).isoformat()
    new = typed({"from": day, "until": until, "value": value, **vouched})
    values.insert(values.index(before) + 1 if before is not None else 0, new)
    found.record["values"] = in_order(values, _ORDER)
    return found.edit(f"Thông số {parameter} từ {from_:%d/%m/%Y}", files)


def corrected(files: Files, parameter: str, from_: date, fields: Mapping[str, object]) -> Edit:
    """Return the edit that sets fields of the value that begins on a day; an empty one goes.

    Raises:
        EditError: There is no such parameter, or no value of it begins on this day.
        KnowledgeError: The file cannot be read, or a text cannot be written.
    """
    found = records.find(files, "parameters", parameter)
    number = _number(_values(found), from_.isoformat())
    if number is None:
        raise EditError(
            f"thông số «{parameter}» không có giá trị nào bắt đầu ngày {from_:%d/%m/%Y}; "
            "tải lại trang rồi chọn lại"
        )
    found.change({f"values.{number}.{name}": value for name, value in fields.items()}, _ORDER)
    return found.edit(f"Sửa thông số {parameter} từ {from_:%d/%m/%Y}", files)


def _values(found: records.Found) -> list[Any]:
    values = found.record.get("values")
    return values if isinstance(values, list) else []


def _number(values: list[Any], day: str) -> int | None:
    return next((at for at, known in enumerate(values) if known.get("from") == day), None)
