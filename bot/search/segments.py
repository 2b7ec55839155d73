"""Cut a message into the sentences that may each ask something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

_SENTENCE_END = re.compile(r"[?!;\n]+|\.(?=\s|$)|\s[-–•]\s|(?:^|\s)\(?\d{1,2}[.)]\s")
_CONNECTIVE = re.compile(
    r"(?:,|\s)\s*(?:với lại|voi lai|ngoài ra|ngoai ra|còn nữa|con nua|thêm nữa|them nua"
    r"|(?:cho (?:em |tôi |toi |mình |minh |e )?)?hỏi thêm|hoi them|đồng thời|dong thoi"
    r"|tiện thể|tien the|luôn tiện|luon tien|sẵn tiện|san tien|sẵn hỏi|also)"
    r"\s*(?:là|la|thì|thi|,|cho hỏi|cho em hỏi)?\s*",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"\s*,\s*(?:(?:và|va|mà|ma|rồi|roi|với|voi|and)\s+)?|\s+(?:và|va|với|voi|rồi|roi|and)\s+",
    re.IGNORECASE,
)
_MOST_JOINTS = 4


def sentences(message: str) -> list[str]:
    """Return the sentences of a message: cut at end signs, list numbers and connectives."""
    parts = (part for whole in _SENTENCE_END.split(message) for part in _CONNECTIVE.split(whole))
    return [part.strip(" ,.") for part in parts if part and len(part.split()) >= 2]


def halves(sentence: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before and after each place where a sentence may be two questions."""
    for joint in islice(_JOINT.finditer(sentence), _MOST_JOINTS):
        first, second = sentence[: joint.start()].strip(), sentence[joint.end() :].strip()
        if len(first.split()) >= 2 and len(second.split()) >= 2:
            yield first, second
