"""Fields of a record by name, `answers.0.lead`, set to what was typed into a form."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from bot.content.editing.edit import EditError
from bot.content.reading import Plain
from bot.content.splicing import Entry

_GONE: Any = object()
"""Stands where something is to be taken out, until all fields are set."""


def with_fields(record: Entry, fields: Mapping[str, object]) -> Entry:
    """Return a record with these fields; what is empty is taken out, a list may grow by one.

    `EditError` where a name leads nowhere.
    """
    new = copy.deepcopy(record)
    for name, value in fields.items():
        wanted = typed(value)
        _set(new, name.split("."), _GONE if wanted is None else wanted, name)
    swept = _swept(new)
    return {} if swept is _GONE else swept


def typed(value: Any) -> Any:
    """Return what was typed as it is to be written, None where it is empty.

    Every end of line becomes the same, spaces around go, a space that does not break becomes one
    that does; days and numbers become text.
    """
    if isinstance(value, str):
        lines = (line.replace("\u00a0", " ").rstrip() for line in value.splitlines())
        return "\n".join(lines).strip() or None
    if isinstance(value, Mapping):
        parts = {key: typed(part) for key, part in value.items()}
        return {key: part for key, part in parts.items() if part is not None} or None
    if isinstance(value, list | tuple):
        return [part for part in map(typed, value) if part is not None] or None
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(value)


def in_order(value: Any, order: Sequence[str]) -> Any:
    """Return a value with the keys of its mappings in order, unknown ones last."""
    if isinstance(value, list):
        return [in_order(part, order) for part in value]
    if not isinstance(value, dict):
        return value
    places = {key: at for at, key in enumerate(dict.fromkeys(order))}
    keys = sorted(value, key=lambda key: places.get(key, len(order)))
    return {key: in_order(value[key], order) for key in keys}


def _set(inside: Any, path: Sequence[str], value: Plain, name: str) -> None:
    first, *more = path
    key: Any = first
    if isinstance(inside, list) and first.isdecimal() and int(first) <= len(inside):
        key = int(first)
        inside += [{}] if key == len(inside) else []
    elif not isinstance(inside, dict):
        raise EditError(f"không có chỗ nào là «{name}»; tải lại trang rồi sửa lại")
    if not more:
        inside[key] = value
        return
    if isinstance(inside, dict) and not inside.get(key):
        inside[key] = [] if more[0].isdecimal() else {}
    _set(inside[key], more, value, name)


def _swept(value: Any) -> Any:
    """Return a value without what is to go, and without what is empty for want of it."""
    if not isinstance(value, dict | list) or not value:
        return value
    if isinstance(value, dict):
        swept = {key: _swept(part) for key, part in value.items()}
        return {key: part for key, part in swept.items() if part is not _GONE} or _GONE
    return [part for part in map(_swept, value) if part is not _GONE] or _GONE
