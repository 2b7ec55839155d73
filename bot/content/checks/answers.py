"""Rules for `faq/`: answers, what they insert, where they come from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.content.checks.folder import Folder, near, span_faults
from bot.content.law import Confidence
from bot.content.topics import Entry, FaqFile, Translation, Wording
from bot.content.wording import PLACE, places
from bot.errors import Fault

_LONGEST_LEAD = 400
_LITERAL = re.compile(
    r"\d[\d.,]*\s*%|\d[\d.,]*\s*(?:đồng|VND|VNĐ|tuổi|ngày|tháng|năm|giờ|phút|lần|nghìn|triệu"
    r"|years?|days?|months?|hours?|minutes?|times)\b"
    r"|\b\d{1,2}/\d{1,2}(?:/\d{4})?\b(?!/)|\b1[89]00[ .]?\d{4}\b|\b(?:19|20)\d{2}\b|https?://",
    re.IGNORECASE,
)
_FIRST_CLAUSE = re.compile(r"[^.,:;!?–(]*")
_BARE = {
    "vi": frozenset(
        "bắt buộc chưa còn có cũng cần dạ dùng giá là làm một nên phải phần rồi thể thì tùy trị "
        "trường hợp vâng vẫn đúng được đổi không".split()
    ),
    "en": frozenset(
        "allowed also can cannot compulsory depends forbidden is it may must necessary need no "
        "not of partly possible still valid yes you".split()
    ),
}
"""Words that answer without saying what; of them alone no lead may begin."""
_MAYBE_LITERAL = re.compile(r"\d|https?://", re.IGNORECASE)
"""What every literal has; most texts have none and need no closer look."""


def topics_in_place(folder: Folder) -> Iterator[Fault]:
    """A topic stands once, in the file of its group, and the group is known."""
    seen: dict[str, Fault] = {}
    for entry, at, _ in folder.entries:
        if entry.id in seen:
            other = seen[entry.id]
            yield at.fault(
                f"chủ đề «{entry.id}» đã có ở {other.file}:{other.line}; giữ một bản", "id"
            )
        seen.setdefault(entry.id, at.fault(""))
    for name, item in folder.parsed.items():
        if isinstance(item.content, FaqFile):
            group = item.content.group
            if folder.lacks_group(group):
                yield item.document.fault(
                    ["group"],
                    f"không có nhóm «{group}» trong groups.yaml{near(group, folder.groups)}",
                )
            if name != f"faq/{group}.yaml":
                yield item.document.fault(["group"], f"nhóm «{group}» phải ở tệp faq/{group}.yaml")


def one_answer(folder: Folder) -> Iterator[Fault]:
    """An entry has either one answer or dated ones, which do not overlap."""
    for entry, at, _ in folder.entries:
        if (entry.answer is None) == (not entry.answers):
            yield at.fault(f"chủ đề «{entry.id}» cần đúng một trong hai mục: answer hoặc answers")
        spans = [(dated.from_, dated.until) for dated in entry.answers]
        yield from span_faults(spans, at, "answers", gaps_declared=False)
        if entry.valid_until and entry.valid_until < entry.valid_from:
            yield at.fault("valid_until trước valid_from; đổi lại", "valid_until")


def wordings(entry: Entry) -> Iterator[tuple[list[str | int], Wording, str]]:
    """Yield each wording with its path and language."""
    if entry.answer:
        yield ["answer"], entry.answer, "vi"
    for language, translation in entry.translations.items():
        if isinstance(translation, Translation):
            yield ["translations", language], translation, language
    for number, dated in enumerate(entry.answers):
        yield ["answers", number], dated, "vi"
        for language, translation in dated.translations.items():
            yield ["answers", number, "translations", language], translation, language


def known_places(folder: Folder) -> Iterator[Fault]:
    """Every `{parameter}` exists and is sure enough to be said."""
    for entry, at, _ in folder.entries:
        for path, wording, _language in wordings(entry):
            for inner, text in wording.texts():
                if text.count("{") != len(PLACE.findall(text)) or text.count("}") != text.count(
                    "{"
                ):
                    yield at.fault("dấu ngoặc nhọn lẻ; viết {ma-thong-so}", *path, *inner)
                for name in places(text):
                    parameter = folder.parameter_ids.get(name)
                    if folder.lacks_parameter(name):
                        hint = near(name, folder.parameter_ids)
                        yield at.fault(
                            f"không có thông số «{name}» trong law/{hint}", *path, *inner
                        )
                    elif parameter and any(
                        v.confidence is Confidence.UNCERTAIN for v in parameter.values
                    ):
                        yield at.fault(
                            f"thông số «{name}» chưa chắc chắn, không được đưa vào câu trả lời; "
                            "hãy bỏ chỗ ấy, hoặc tìm nguồn chắc chắn",
                            *path, *inner,
                        )  # fmt: skip


def short_leads(folder: Folder) -> Iterator[Fault]:
    """A lead fits at a glance."""
    for entry, at, _ in folder.entries:
        for path, wording, _language in wordings(entry):
            length = len(PLACE.sub("0123456789", wording.lead))
            if length > _LONGEST_LEAD:
                yield at.fault(
                    f"câu mở đầu dài {length} ký tự, nhiều nhất {_LONGEST_LEAD}; "
                    "chuyển bớt xuống details",
                    *path, "lead",
                )  # fmt: skip


def whole_leads(folder: Folder) -> Iterator[Fault]:
    """A lead says what is so from its first words on.

    A bare "yes" or "no" answers the question in the title only, and people ask it the other way
    round too.
    """
    for entry, at, _ in folder.entries:
        for path, wording, language in wordings(entry):
            clause = _FIRST_CLAUSE.match(wording.lead.strip())
            said = clause[0].strip() if clause else ""
            if said and _BARE[language].issuperset(said.lower().split()):
                yield at.fault(
                    f"câu mở đầu bắt đầu bằng «{said}», người hỏi ngược lại sẽ hiểu sai; "
                    "viết trọn ý, ví dụ «Trẻ em không bắt buộc làm thẻ»",
                    *path, "lead",
                )  # fmt: skip


def no_literals(folder: Folder) -> Iterator[Fault]:
    """Numbers and dates of law come from `law/`, never from the text of an answer."""
    for entry, at, _ in folder.entries:
        if entry.literal_ok:
            continue
        for path, wording, _language in wordings(entry):
            for inner, text in wording.texts():
                if not _MAYBE_LITERAL.search(text):
                    continue
                if match := _LITERAL.search(PLACE.sub("", text)):
                    yield at.fault(
                        f"«{match[0]}» là số liệu gõ tay; đưa vào law/ rồi viết {{mã}}, "
                        "hoặc ghi lý do ở literal_ok",
                        *path, *inner,
                    )  # fmt: skip


def cited_sources(folder: Folder) -> Iterator[Fault]:
    """Every answer and value names a document with its article, or an official address."""
    for parameter, at in folder.parameters:
        for number, value in enumerate(parameter.values):
            if not any(source.article or source.url for source in value.sources):
                yield at.fault(
                    "nguồn cần có article (điều khoản) hoặc url", "values", number, "sources"
                )
    for entry, at, _ in folder.entries:
        if not any(source.article or source.url for source in entry.sources):
            yield at.fault("nguồn cần có article (điều khoản) hoặc url", "sources")


def linked_topics(folder: Folder) -> Iterator[Fault]:
    """Related topics exist and are others."""
    for entry, at, _ in folder.entries:
        for number, other in enumerate(entry.related):
            if folder.lacks_topic(other):
                yield at.fault(
                    f"không có chủ đề «{other}»{near(other, folder.topics)}", "related", number
                )
            elif other == entry.id:
                yield at.fault(
                    "chủ đề không tự liên kết với mình; hãy bỏ mã này", "related", number
                )
