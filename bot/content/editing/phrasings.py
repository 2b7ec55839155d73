"""How people ask for a topic: new phrasings, in the voice of the staff."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.content.checks.language import bare_words
from bot.content.editing import records
from bot.content.editing.edit import Edit, EditError
from bot.content.editing.fields import typed
from bot.content.loading import Files

VOICE = "can-bo"
"""The voice of what staff add."""
_HEAD = b"""\
# yaml-language-server: $schema=../.schema/phrasings.json
phrasings:
"""


def added(files: Files, topic: str, texts: Sequence[str], voice: str = VOICE) -> Edit:
    """Return the edit that adds phrasings to a topic; what the topic has already is left out.

    Raises:
        EditError: There is no such topic, nothing is new, or a text belongs to another topic.
        KnowledgeError: A file cannot be read, or a text cannot be written.
    """
    group = records.find(files, "entries", topic).content["group"]
    file = f"phrasings/{group}.yaml"
    owners: dict[str, str] = {}
    for name, _ in records.files_of(files, "phrasings"):
        for other, voices in records.content_of(files, name)["phrasings"].items():
            file = name if other == topic else file
            for phrasings in voices.values():
                owners |= {bare_words(text): other for text in phrasings}
    new: list[str] = []
    for number, text in enumerate(typed(texts) or [], 1):
        owner = owners.setdefault(bare_words(text), "")
        if owner not in {"", topic}:
            raise EditError(
                f"câu thứ {number} đã thuộc chủ đề «{owner}»; bỏ câu này, hoặc gỡ nó ở đó trước"
            )
        if not owner:
            owners[bare_words(text)] = topic
            new.append(text)
    if not new:
        raise EditError(f"chủ đề «{topic}» đã có những câu này; không cần thêm")
    content = records.content_of(files, file, _HEAD)
    shelf: dict[str, Any] = content.get("phrasings") or {}
    known = shelf.get(topic, {})
    voices = {**known, voice: [*known.get(voice, []), *new]}
    content["phrasings"] = {**shelf, topic: voices}
    title = f"Thêm {len(new)} câu hỏi vào chủ đề {topic}"
    return records.written(title, files, file, content, _HEAD)
