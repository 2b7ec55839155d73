"""The classes into which local plans part people, and which of them a topic is for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from bot.assistant.age_bands import bands
from bot.content.knowledge import Knowledge
from bot.content.topics import Entry
from bot.language.text import words
from bot.reporting.counts import ages

_BANDS = {
    ("duoi-6",): "Trẻ dưới {tre} tuổi",
    ("6-den-14",): "Trẻ từ đủ {tre} đến dưới {tu} tuổi",
    ("duoi-6", "6-den-14"): "Trẻ dưới {tu} tuổi, nói chung",
    ("tu-14",): "Người từ đủ {tu} tuổi",
}
_WORDS = {
    "Đã làm hồ sơ mức 2, chưa kích hoạt": ("kich hoat", "duyet muc 2"),
    "Chưa làm hồ sơ mức 2": ("muc 2",),
}
"""Classes without an age, and the folded words by which titles of topics speak of them."""
OTHERS = "Câu hỏi chung, không riêng lớp nào"
_OLDEST = 150
_NO_BANDS: tuple[str, ...] = ()


def classes(topics: Mapping[str, int], knowledge: Knowledge, day: date) -> dict[str, int]:
    """Return how many questions each class asked, from how often each topic was answered.

    Every class is there, also with none. A topic counts once, in the first class that fits.
    """
    known = ages(knowledge.parameters, day)
    labels = [*(label.format(**known) for label in _BANDS.values()), *_WORDS, OTHERS]
    found: Counter[str] = Counter()
    for topic, count in topics.items():
        entry = knowledge.entries.get(topic)
        found[_class(entry, knowledge, day).format(**known) if entry else OTHERS] += count
    return {label: found[label] for label in labels}


def _class(entry: Entry, knowledge: Knowledge, day: date) -> str:
    spoken_of = _NO_BANDS
    if entry.ages:
        oldest = _OLDEST if entry.ages.until is None else entry.ages.until
        spoken_of = bands(entry.ages.from_, oldest, day, knowledge.parameters)
    if spoken_of in _BANDS:
        return _BANDS[spoken_of]
    title = f" {' '.join(word.folded for word in words(entry.title))} "
    for label, phrases in _WORDS.items():
        if any(f" {phrase} " in title for phrase in phrases):
            return label
    return OTHERS
