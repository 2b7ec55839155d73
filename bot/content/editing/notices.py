"""Notices and campaigns: a new one, a word of one changed, or one that has ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.content.converting import keys_of
from bot.content.editing import records
from bot.content.editing.edit import Edit
from bot.content.editing.fields import in_order, typed
from bot.content.loading import Files
from bot.content.local import Confirmed, Notice, Target
from bot.content.reading import Plain
from bot.content.slugs import LONGEST, free_slug, slug

_ORDER = keys_of(Notice, Target, Confirmed)
_HEAD = b"""\
# yaml-language-server: $schema=../.schema/notices.json
notices:
"""


def added(files: Files, fields: Mapping[str, object]) -> Edit:
    """Return the edit that adds a notice, to the file of the first of its areas.

    `fields` as in the file; days may be dates. Without `id` one is made from the title. A file of
    sample data is left alone: what stands there is called invented.

    Raises:
        KnowledgeError: The file cannot be read, or a text cannot be written.
    """
    notice = typed(_with_local_days(fields)) or {}
    if "id" not in notice:
        taken = records.ids(files, "sessions", "offices", "notices")
        wanted = slug(str(notice.get("title", "")), LONGEST - 3) or "thong-bao"
        notice["id"] = free_slug(wanted, taken)
    file = _file_for(files, notice)
    content = records.content_of(files, file, _HEAD)
    content["notices"] = [*(content.get("notices") or []), in_order(notice, _ORDER)]
    return records.written(f"Thêm thông báo {notice['id']}", files, file, content, _HEAD)


def changed(files: Files, notice: str, fields: Mapping[str, object]) -> Edit:
    """Return the edit that sets fields of a notice; an empty one goes.

    Raises:
        EditError: There is no such notice.
        KnowledgeError: The file cannot be read, or a text cannot be written.
    """
    found = records.find(files, "notices", notice)
    found.change(_with_local_days(fields), _ORDER)
    return found.edit(f"Sửa thông báo {notice}", files)


def written_as(files: Files, notice: str) -> Mapping[str, Plain]:
    """Return a notice as it stands in its file; `EditError` where there is none."""
    return records.find(files, "notices", notice).record


def removed(files: Files, notice: str) -> Edit:
    """Return the edit that takes a notice away, for one that is not to come.

    Raises:
        EditError: There is no such notice.
        KnowledgeError: The file cannot be read.
    """
    return records.removed(f"Bỏ thông báo {notice}", files, "notices", {notice})


def ended(files: Files, notice: str, until: date, by: str, today: date) -> Edit:
    """Return the edit by which a notice holds to this day and no longer; `by` vouches for it."""
    confirmed = {"by": by, "on": records.local_day(today)}
    edit = changed(files, notice, {"until": until, "last_confirmed": confirmed})
    return Edit(f"Kết thúc thông báo {notice} ngày {until:%d/%m/%Y}", edit.files, edit.base)


def _with_local_days(fields: Mapping[str, object]) -> dict[str, Any]:
    return {
        key: records.local_day(value) if isinstance(value, date) else value
        for key, value in fields.items()
    }


def _file_for(files: Files, notice: Mapping[str, Any]) -> str:
    areas = notice.get("areas")
    first = areas[0] if isinstance(areas, list) else ""
    wanted = f"notices/{slug(str(first).split(',')[0]) or 'thong-bao'}"
    samples = {
        file.removesuffix(".yaml")
        for file, data in records.files_of(files, "notices")
        if b"sample" in data and records.content_of(files, file).get("sample") == "true"
    }
    return f"{free_slug(wanted, samples)}.yaml"
