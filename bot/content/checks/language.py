"""Rules for `phrasings/` and `language/`: words belong where they are said to."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content import wordlists
from bot.content.checks.folder import Folder, near
from bot.content.reading import Document
from bot.errors import Fault


def placed_phrasings(folder: Folder) -> Iterator[Fault]:
    """Phrasings belong to a topic, and the same words do not ask for two."""
    owner: dict[str, str] = {}
    for file, document in folder.phrasings:
        for topic, voices in file.phrasings.items():
            if folder.lacks_topic(topic):
                yield document.fault(
                    ["phrasings", topic], f"không có chủ đề «{topic}»{near(topic, folder.topics)}"
                )
            for voice, texts in voices.items():
                for number, text in enumerate(texts):
                    key = " ".join(text.lower().split()).rstrip(" ?.!")
                    first = owner.setdefault(key, topic)
                    if first != topic:
                        yield document.fault(
                            ["phrasings", topic, voice, number],
                            f"câu này đã thuộc chủ đề «{first}»; chỉ giữ ở một chủ đề",
                        )


def core_concepts(folder: Folder) -> Iterator[Fault]:
    """The core names groups that exist, and no group stands in both halves."""
    found = folder.find(wordlists.ConceptsFile)
    if found is None:
        return
    content, document = found
    for number, name in enumerate(content.core):
        if name not in content.domain:
            yield document.fault(
                ["core", number],
                f"không có nhóm từ «{name}» trong domain{near(name, content.domain)}",
            )
    for name in sorted(set(content.domain) & set(content.general)):
        yield document.fault(["domain", name], f"nhóm từ «{name}» có ở cả hai phần; đổi tên")


def pointed_topics(folder: Folder) -> Iterator[Fault]:
    """Refusals, small talk and red flags point to topics that exist."""
    pointers: list[tuple[Document, list[str | int], str]] = []
    if refusals := folder.find(wordlists.RefusalsFile):
        content, document = refusals
        pointers += [
            (document, ["refusals", number, "see"], item.see)
            for number, item in enumerate(content.refusals)
        ]
    if flags := folder.find(wordlists.RedFlagsFile):
        pointers.append((flags[1], ["see"], flags[0].see))
    if small_talk := folder.find(wordlists.SmallTalkFile):
        pointers.append((small_talk[1], ["topic"], small_talk[0].topic))
    if contrasts := folder.find(wordlists.ContrastsFile):
        content_, document = contrasts
        for number, pair in enumerate(content_.contrasts):
            pointers.append((document, ["contrasts", number, "one"], pair.one))
            pointers.append((document, ["contrasts", number, "other"], pair.other))
    for document, path, topic in pointers:
        if folder.lacks_topic(topic):
            hint = near(topic, folder.topics)
            yield document.fault(path, f"không có chủ đề «{topic}»{hint}")
