"""A person whose data can be found again wherever they end up."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

USER = 777_000_123_456
"""The number of their Telegram account, and of their chat with the assistant."""
FIRST_NAME, USERNAME, GROUP_TITLE = "Bímậttên", "bimat_username", "Nhóm bímậtnhóm"
LATITUDE, LONGITUDE = 21.98765123, 105.12398765
SAID = (
    "cccd 079203987651 bị sai ngày cấp",
    "số căn cước 079 203 987 652 con diều bao nhiêu tiền",
    "cmnd cũ 271.987.653 còn dùng không",
    "gọi em số 0987.612.354 nhé, con diều bao nhiêu tiền",
    "gửi kết quả về lan.marked87@gmail.com, tắm mèo bằng gì",
    "stk 0071000987655 để nhận tiền, mua diều ở đâu",
    "nó hỏi mã otp, em đọc 598217 rồi",
    "hộ chiếu B9876125 thay thẻ được không",
    "Tôi tên Trần Thị Bímật sinh ngày 12/5/1990, mua diều ở đâu",
    "nhà em ở 73519 Lê Lợi, mua diều ở đâu",
    "số là không bảy chín hai không ba chín tám bảy sáu năm bảy, tắm mèo bằng gì",
)
"""What they write; each with something to mask."""
FRAGMENTS = (
    "079203987651", "079 203 987 652", "987 652", "079203987652", "271.987.653", "271987653",
    "0987.612.354", "0987612354", "612.354", "lan.marked87", "0071000987655", "598217", "B9876125",
    "Bímật", "73519", "chín tám bảy sáu năm", FIRST_NAME, USERNAME, "bímậtnhóm", "21.98765",
    "105.12398", "ảnh-bí-mật", "bi-mat-file", "0987999111",
)  # fmt: skip
"""What may stand nowhere: not in a file, not on a page, not in the log."""


def found_in(texts: Iterable[tuple[str, bytes]], marks: Iterable[str]) -> list[str]:
    """Return where something stands that must not: `place: mark`."""
    wanted = [(mark, spelling) for mark in marks for spelling in _spellings(mark)]
    return [f"{place}: {mark}" for place, text in texts for mark, one in wanted if one in text]


def _spellings(mark: str) -> set[bytes]:
    """Return a mark as files may hold it: in UTF-8, escaped in JSON, in HTML, in UTF-16."""
    escaped = "".join(c if c.isascii() else f"\\u{ord(c):04x}" for c in mark)
    html = "".join(c if c.isascii() else f"&#{ord(c)};" for c in mark)
    return {mark.encode(), escaped.encode(), html.encode(), mark.encode("utf-16-le")}


def files_below(*folders: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file, and every part of those that are archives."""
    for folder in folders:
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            data = path.read_bytes()
            yield path.name, data
            if path.suffix in {".docx", ".xlsx"}:
                with zipfile.ZipFile(io.BytesIO(data)) as archive:
                    for part in archive.namelist():
                        text = archive.read(part)
                        yield f"{path.name}/{part}", text
                        yield f"{path.name}/{part}", re.sub(rb"<[^>]*>", b"", text)
