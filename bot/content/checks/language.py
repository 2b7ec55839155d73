"""Rules for `phrasings/` and `language/`: words belong where they are said to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.content import wordlists
from bot.content.checks.folder import Folder, near
from bot.content.knowledge import INDEX_VOICE
from bot.content.reading import Document
from bot.content.topics import GroupsFile
from bot.content.wording import PLACE
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
            if INDEX_VOICE in voices:
                yield document.fault(
                    ["phrasings", topic, INDEX_VOICE],
                    f"giọng «{INDEX_VOICE}» dành cho tiêu đề và câu hỏi của chủ đề; đổi tên",
                )
            for voice, texts in voices.items():
                for number, text in enumerate(texts):
                    first = owner.setdefault(bare_words(text), topic)
                    if first != topic:
                        yield document.fault(
                            ["phrasings", topic, voice, number],
                            f"câu này đã thuộc chủ đề «{first}»; chỉ giữ ở một chủ đề",
                        )


def bare_words(phrasing: str) -> str:
    """Return what two phrasings have in common that differ in capitals, gaps or end signs only."""
    return " ".join(phrasing.lower().split()).rstrip(" ?.!")


def unique_ids(folder: Folder) -> Iterator[Fault]:
    """Groups, neighbours, refusals, red flags and kinds of small talk have ids of their own."""
    lists = (
        (GroupsFile, "groups"),
        (wordlists.NeighboursFile, "neighbours"),
        (wordlists.RefusalsFile, "refusals"),
        (wordlists.RedFlagsFile, "red_flags"),
        (wordlists.SmallTalkFile, "small_talk"),
    )
    for form, key in lists:
        if (found := folder.find(form)) is None:
            continue
        content, document = found
        seen: set[str] = set()
        for number, item in enumerate(getattr(content, key)):
            if item.id in seen:
                yield document.fault([key, number, "id"], f"mã «{item.id}» bị lặp; đổi mã")
            seen.add(item.id)


def messages_in_step(folder: Folder) -> Iterator[Fault]:
    """Both languages of a message have the same `{places}`."""
    if (found := folder.find(wordlists.MessagesFile)) is None:
        return
    content, document = found
    for name, phrase in content.messages.items():
        vietnamese, english = (set(PLACE.findall(text)) for text in (phrase.vi, phrase.en))
        for place, _ in sorted(vietnamese ^ english):
            yield document.fault(
                ["messages", name], f"chỗ điền {{{place}}} chỉ có ở một bản; giữ như bản gốc"
            )


def core_concepts(folder: Folder) -> Iterator[Fault]:
    """The core and the facets name groups that exist, and no group stands in both halves."""
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
    known = {**content.general, **content.domain}
    lists: dict[tuple[str, ...], Sequence[str]] = {
        (part,): getattr(content, part) for part in ("asks", "things", "persons")
    }
    lists |= {("rows", row): names for row, names in content.rows.items()}
    for place, names in lists.items():
        for number, name in enumerate(names):
            if name not in known:
                yield document.fault(
                    [*place, number], f"không có nhóm từ «{name}»{near(name, known)}"
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
        pointers += [
            (document, ["refusals", number, "see_for", topic], topic)
            for number, item in enumerate(content.refusals)
            for topic in item.see_for
        ]
    if flags := folder.find(wordlists.RedFlagsFile):
        pointers += _pointed_by_flags(*flags)
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


def _pointed_by_flags(
    flags: wordlists.RedFlagsFile, document: Document
) -> Iterator[tuple[Document, list[str | int], str]]:
    yield document, ["see"], flags.see
    for number, topic in enumerate(flags.articles):
        yield document, ["articles", number], topic
    if flags.harm:
        yield document, ["harm", "see"], flags.harm.see
    if flags.site:
        yield document, ["site"], flags.site
