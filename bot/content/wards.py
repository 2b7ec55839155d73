"""The wards of today, by the codes and names that staff write."""

from __future__ import annotations

from bot.content.area_names import is_one_ward
from bot.content.knowledge import Knowledge
from bot.errors import UsageError
from bot.language.places import Area
from bot.language.text import clean


def find(text: str, knowledge: Knowledge) -> Area | None:
    """Return the one ward of a code or a name, None where it is none or several."""
    area = knowledge.gazetteer.area(text)
    if area is not None:
        return area
    found = knowledge.area_names.find(clean(text))
    return found.areas[0] if found and is_one_ward(found) else None


def ward(text: str, knowledge: Knowledge) -> Area:
    """Return the one ward of a code or a name; `UsageError` where it is none or several."""
    area = find(text, knowledge)
    if area is None:
        raise UsageError(
            f"«{text}» không rõ là xã, phường nào; viết ví dụ: phường Đoàn Kết, tỉnh Lai Châu"
        )
    return area


def name(code: str, knowledge: Knowledge) -> str:
    """Return the name of a ward and its province; its code where no such ward is known."""
    area = knowledge.gazetteer.area(code)
    return f"{area.name}, {area.province}" if area else code
