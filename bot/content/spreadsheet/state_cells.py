"""Cells on what a session is and whether it takes place: form, state, public holidays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.content.local import Kind, OnHoliday, Scope, State
from bot.content.spreadsheet.table import Value, text_of
from bot.language.text import fold
from bot.language.written_days import read_day

STATES = {
    State.PLANNED: "Lên lịch",
    State.POSTPONED: "Hoãn",
    State.CANCELLED: "Hủy",
    State.FULL: "Hết chỗ",
}
KINDS = {
    Kind.MOBILE: "Lưu động",
    Kind.FIXED: "Cố định",
    Kind.HOME: "Tại nhà",
    Kind.SUSPENSION: "Tạm dừng",
}
HOLIDAYS = {OnHoliday.CLOSED: "Nghỉ", OnHoliday.OPEN: "Làm"}

_SUSPENDED_MOBILE = "Tạm dừng lưu động"
_STATE_WORDS = {
    State.PLANNED: "len lich|da len lich|du kien|theo lich|binh thuong|da chot|chinh thuc|co lich",
    State.POSTPONED: "tam hoan|hoan lai|hoan|doi lich|doi ngay|doi|lui ngay|lui|chuyen ngay",
    State.CANCELLED: "da huy|huy bo|huy lich|huy|khong to chuc|khong lam",
    State.FULL: "het cho|het suat|het luot|du nguoi|da du",
}
_TAIL = (
    r"(?:,? (?:sang|den|toi|qua)(?: ngay)? "
    r"(?P<day>(?:(?:thu \w+|t[2-7]|cn|chu nhat)[ ,]+)?[\d/.-]+))?"
    r"(?P<reason>(?: ?[:;,(-] ?| (?=(?:do|vi|(?:cho )?den khi|cho) )).*)?"
)
_STATES = {
    state: re.compile(rf"(?:{words}){_TAIL}", re.DOTALL) for state, words in _STATE_WORDS.items()
}
_KIND_WORDS = {
    Kind.MOBILE: {"luu dong", "di dong"},
    Kind.FIXED: {"co dinh", "tai tru so", "truc"},
    Kind.HOME: {"tai nha", "den nha", "den tan nha"},
}


@dataclass(frozen=True)
class Standing:
    """Whether a session takes place."""

    state: State
    moved_to: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class Form:
    """What takes place; a suspension has a scope, `None` where its places tell."""

    kind: Kind
    scope: Scope | None = None


def read_standing(value: Value, today: date) -> Standing | None:
    """Return the state of `Hoãn sang 12/12/2026: mất điện`; `None` where the cell is empty."""
    typed = " ".join(text_of(value).split())
    if not typed:
        return None
    plain = fold(typed).lower()
    for state, pattern in _STATES.items():
        match = pattern.fullmatch(plain)
        if match:
            moved_to = read_day(match["day"].strip(" ,."), today) if match["day"] else None
            if match["day"] and moved_to is None:
                raise ValueError(f"không đọc được ngày «{match['day']}»; viết ví dụ 12/12/2026")
            # Folding keeps every place, so the reason can be cut from what was typed.
            reason = typed[match.start("reason") :] if match["reason"] else ""
            return Standing(state, moved_to, _bare(reason))
    if re.match(r"(?:tam dung|ngung|tam ngung|tam nghi)\b", plain):
        raise ValueError("«tạm dừng» ghi ở cột «Hình thức»; ở đây chỉ nói phiên này Hoãn hay Hủy")
    raise ValueError(
        f"không hiểu trạng thái «{typed}»; viết một trong: {', '.join(STATES.values())}"
    )


def _bare(reason: str) -> str:
    bare = reason.strip().lstrip(":;,-( ").rstrip()
    bare = bare[:-1] if bare.endswith(")") and "(" not in bare else bare
    return re.sub(r"^(?:do|vì)\s+", "", bare)


def written_standing(standing: Standing) -> str:
    """Return the cell that `read_standing` reads."""
    moved = f" sang {standing.moved_to:%d/%m/%Y}" if standing.moved_to else ""
    reason = f": {standing.reason}" if standing.reason else ""
    return f"{STATES[standing.state]}{moved}{reason}"


def read_form(value: Value) -> Form | None:
    """Return what takes place; `None` where the cell is empty."""
    typed = text_of(value)
    plain = " ".join(fold(typed).lower().split())
    if not plain:
        return None
    if plain in {"tam dung", "tam ngung", "ngung"}:
        return Form(Kind.SUSPENSION)
    if plain == fold(_SUSPENDED_MOBILE).lower():
        return Form(Kind.SUSPENSION, Scope.MOBILE)
    for kind, words in _KIND_WORDS.items():
        if plain in words:
            return Form(kind)
    known = ", ".join([*KINDS.values(), _SUSPENDED_MOBILE])
    raise ValueError(f"không hiểu hình thức «{typed}»; viết một trong: {known}")


def written_form(form: Form) -> str:
    """Return the cell that `read_form` reads."""
    return _SUSPENDED_MOBILE if form.scope is Scope.MOBILE else KINDS[form.kind]


def read_holidays(value: Value) -> OnHoliday | None:
    """Return whether it takes place on public holidays; `None` where the cell is empty."""
    plain = fold(text_of(value)).lower()
    if not plain:
        return None
    if plain in {"lam", "van lam", "co", "co lam", "x"}:
        return OnHoliday.OPEN
    if plain in {"nghi", "khong", "khong lam"}:
        return OnHoliday.CLOSED
    raise ValueError(f"không hiểu «{text_of(value)}»; viết {' hoặc '.join(HOLIDAYS.values())}")
