"""Faults of the knowledge beside the field of a form that they are about, in its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.content.editing import record_at
from bot.content.loading import Files
from bot.errors import Fault

LABELS: Mapping[str, str] = {
    "id": "Mã", "group": "Nhóm", "title": "Tên chủ đề", "title_en": "Tên bằng tiếng Anh",
    "questions": "Câu hỏi mẫu", "answer": "Câu trả lời", "answers": "Câu trả lời",
    "lead": "Ý chính", "details": "Chi tiết", "steps": "Các bước", "bring": "Cần mang theo",
    "cost": "Lệ phí", "time": "Thời gian", "where": "Nơi làm",
    "sources": "Căn cứ", "doc": "Văn bản", "article": "Điều, khoản", "url": "Địa chỉ web",
    "checked_on": "Ngày kiểm tra căn cứ", "confidence": "Mức chắc chắn",
    "literal_ok": "Lý do gõ số trong lời", "valid_from": "Áp dụng từ ngày",
    "valid_until": "Áp dụng đến hết ngày", "review_by": "Xem lại trước ngày",
    "ages": "Độ tuổi", "related": "Chủ đề liên quan", "actions": "Nút bấm kèm theo",
    "answered_by": "Tra cứu thay cho lời", "beside": "Vẫn hiện lời bên cạnh",
    "translations": "Bản tiếng Anh",
    "from": "Từ ngày", "until": "Đến hết ngày",
    "value": "Giá trị", "value_en": "Giá trị bằng tiếng Anh", "note": "Ghi chú",
    "gaps": "Lý do trống",
    "text": "Nội dung", "areas": "Phường, xã", "kind": "Loại", "serves": "Dành cho ai",
    "phone": "Số điện thoại để hỏi", "source": "Nguồn", "reason": "Lý do",
    "moved_to": "Ngày dời sang", "status": "Tình trạng",
}  # fmt: skip
"""What the forms call the keys of the files."""

_PHRASES = {
    "article (điều khoản) hoặc url": "điều, khoản hoặc địa chỉ web",
    "đưa vào law/": "đưa vào trang Thông số",
    "trong law/": "ở trang Thông số",
    "; hãy thêm vào": "; hãy điền vào",
    "; hãy điền hoặc xóa mục này": "; hãy điền vào",
    "cần ít nhất 1 phần tử": "đang trống; hãy điền vào",
    "min lớn hơn max": "số đầu lớn hơn số sau",
    "viết số không có dấu chấm, ngày viết 2026-12-31": "chỉ gõ số, không kèm chữ",
}
_KEY = re.compile(
    r"(?:mục )?«([a-z_]+)»"
    r"|(?<![\w«{/-])([a-z]+_[a-z_]+|details|until|gaps|lead|from|answers?)(?![\w»}-])"
)
_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_MISSING = re.compile(r"thiếu mục «(\w+)»")


@dataclass
class Told:
    """What is wrong with a form."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    """Messages by the place on the form, its first ones first."""
    others: list[str] = field(default_factory=list)
    """Messages about anything else, with file and line."""

    def __bool__(self) -> bool:
        """Return whether anything is wrong."""
        return bool(self.fields or self.others)

    def add(self, place: str, message: str) -> None:
        """Say something at a place, once."""
        known = self.fields.setdefault(place, [])
        if message not in known:
            known.append(message)


def told(
    files: Files, faults: Iterable[Fault], folder: str, record: str,
    places: Collection[str], place_of: Callable[[str], str],
) -> Told:  # fmt: skip
    """Return what these faults say to who fills in a form about one record.

    `folder`: that of the record's file, `faq/` or `law/`. `places`: the fields of the form and the
    groups of fields that have room for a message. `place_of` turns the place of a field in the
    record, `answer.steps.2`, into the name of a field, which may go deeper than the form's own.
    """
    found = Told()
    for fault in faults:
        name, inside = record_at(files, fault) if fault.file.startswith(folder) else ("", "")
        if name != record:
            where = f"tệp {fault.file}, dòng {fault.line}"
            found.others.append(f"{in_plain_words(fault.message)} ({where})")
            continue
        found.add(_place(fault, inside, places, place_of), in_plain_words(fault.message))
    return found


def in_plain_words(message: str) -> str:
    """Return a fault's message with the names that the forms give to the keys of the files."""
    for written, said in _PHRASES.items():
        message = message.replace(written, said)
    message = _KEY.sub(lambda key: _label(key[1] or key[2], key[0]), message)
    message = _DAY.sub(r"\3/\2/\1", message)
    return message[:1].upper() + message[1:]


def _label(key: str, written: str) -> str:
    return f"«{LABELS[key]}»" if key in LABELS else written


def _place(
    fault: Fault, inside: str, places: Collection[str], place_of: Callable[[str], str]
) -> str:
    """Return the nearest place that the form has; a missing key stands at its neighbours."""
    missing = _MISSING.match(fault.message)
    if missing:
        around = ("", inside.rpartition(".")[0], inside)
        wanted = (place_of(f"{path}.{missing[1]}".lstrip(".")) for path in reversed(around))
        found = next((name for name in wanted if name in places), None)
        if found is not None:
            return found
    return next((name for name in _upwards(place_of(inside)) if name in places), "")


def _upwards(name: str) -> Iterator[str]:
    while name:
        yield name
        name = name.rpartition(".")[0]
