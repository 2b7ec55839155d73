"""Topics and their answers: changed field by field, or made new."""

from __future__ import annotations

from collections.abc import Mapping

from bot.content.converting import keys_of
from bot.content.editing import records
from bot.content.editing.edit import Edit, EditError
from bot.content.editing.fields import in_order, with_fields
from bot.content.law import Source
from bot.content.loading import Files
from bot.content.reading import Plain
from bot.content.topics import Ages, Entry, Wording

_WORDING = keys_of(Wording)
_ORDER = (
    "id", "title", "questions", "from", "until", "answer", "answers",
    *_WORDING, *keys_of(Source, Ages, Entry),
)  # fmt: skip
_HEAD = """\
# yaml-language-server: $schema=../.schema/faq.json
group: {group}
entries:
"""


def written_as(files: Files, topic: str) -> Mapping[str, Plain]:
    """Return an entry as it stands in its file; `EditError` where there is none."""
    return records.find(files, "entries", topic).record


def changed(files: Files, topic: str, fields: Mapping[str, object]) -> Edit:
    """Return the edit that sets fields of an entry.

    A field is named by the keys that lead to it, `translations.en.lead` or `answers.0.steps`; the
    texts of an entry's only answer may be named without `answer.`. Its value is what was typed:
    text, a list of texts, or nested as in the file; an empty one takes the field out.

    Raises:
        EditError: There is no such topic or place.
        KnowledgeError: The file cannot be read, or a text cannot be written.
    """
    found = records.find(files, "entries", topic)
    named = {_full_name(name, found.record): value for name, value in fields.items()}
    if named.get("id", topic) != topic:
        raise EditError(f"mã chủ đề «{topic}» không đổi được; tạo chủ đề mới với mã khác")
    found.change(named, _ORDER)
    return found.edit(f"Sửa chủ đề {topic}: {', '.join(fields)}", files)


def created(files: Files, group: str, topic: str, fields: Mapping[str, object]) -> Edit:
    """Return the edit that adds a topic at the end of a group; fields as in `changed`.

    Raises:
        EditError: The topic is there already, or there is no such group.
        KnowledgeError: The file cannot be read, or a text cannot be written.
    """
    if topic in records.ids(files, "entries"):
        raise EditError(f"đã có chủ đề «{topic}»; chọn mã khác, hoặc sửa chủ đề ấy")
    groups = records.content_of(files, "groups.yaml")["groups"]
    if group not in [known["id"] for known in groups]:
        raise EditError(f"không có nhóm «{group}» trong groups.yaml; chọn một nhóm có sẵn")
    entry: dict[str, Plain] = {"id": topic}
    named = {_full_name(name, fields): value for name, value in fields.items()}
    file, head = f"faq/{group}.yaml", _HEAD.format(group=group).encode()
    content = records.content_of(files, file, head)
    new = in_order({**with_fields(entry, named), "id": topic}, _ORDER)
    content["entries"] = [*(content.get("entries") or []), new]
    return records.written(f"Thêm chủ đề {topic}", files, file, content, head)


def _full_name(name: str, entry: Mapping[str, object]) -> str:
    if name.partition(".")[0] not in _WORDING:
        return name
    if entry.get("answers"):
        raise EditError(
            f"chủ đề này có lời khác nhau theo ngày; ghi rõ lời nào, ví dụ answers.0.{name}"
        )
    return f"answer.{name}"
