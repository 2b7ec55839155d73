"""How staff read the parts of an answer and the sureness of an ending."""

from __future__ import annotations

from bot.assistant.codes import Part

PARTS: dict[Part, str] = {
    "title": "tiêu đề", "lead": "ý chính", "cost": "lệ phí", "time": "thời gian",
    "where": "nơi làm", "changes": "sắp thay đổi", "bring": "cần mang theo",
    "steps": "các bước", "details": "chi tiết", "basis": "căn cứ",
}  # fmt: skip
SURENESS = {"certain": "chắc", "leaning": "nghiêng về", "unsure": "chưa chắc"}
