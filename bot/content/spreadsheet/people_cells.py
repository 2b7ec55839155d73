"""Cells on people and papers: who may come, how many, what to bring, whom to ring."""

from __future__ import annotations

import re

from bot.content.local import Residency, Serves
from bot.content.spreadsheet.table import Value, text_of
from bot.language.text import fold

_CLAUSES = re.compile(r"\s*[;\n]\s*")
_WHO = r"(?:(?:cong dan|nguoi dan|nguoi|nhan dan|tre em|tre|cac chau) )?(?:(?:o )?do tuoi )?"
_AGE = r"(?:du |tron )?(\d{1,3})"
_FROM_TO = re.compile(rf"{_WHO}(?:tu )?{_AGE}(?: tuoi)? ?(?:-|den) ?(?:het )?(duoi )?{_AGE} tuoi")
_BELOW = re.compile(rf"{_WHO}duoi {_AGE} tuoi")
_FROM = re.compile(rf"{_WHO}(?:tu {_AGE} tuoi(?: tro len)?|{_AGE} tuoi tro len)")
_BORN = re.compile(
    r"(?:(?:cong dan|nguoi) )?(?:sinh|sn) ?(?:nam|tu nam)? ?((?:\d{4}[ ,-]*(?:den )?)+)"
)
_YEARS = re.compile(r"(\d{4})(?: ?(?:-|den) ?(\d{4}))?")
_EVERYBODY = re.compile(
    r"(?:moi|tat ca|toan bo|toan the)(?: (?:cong dan|nguoi dan|nguoi|doi tuong|nhan dan))?"
    r"|toan dan|cong dan|nguoi dan|nhan dan|khong phan biet"
)
_RESIDENCY = {
    "thuong tru": Residency.PERMANENT,
    "tam tru": Residency.TEMPORARY,
    "thuong tru va tam tru": Residency.ANY,
    "thuong tru, tam tru": Residency.ANY,
}
_RESIDENT_WHO = re.compile(
    r"^(?:(?:cong dan|nguoi dan|nguoi) )?(?:dang )?(?:co ho khau |ho khau )?"
)
_SCHOOL = re.compile(r"(?:hoc sinh|hs) truong (.+)")
_LONGEST_SPAN_OF_YEARS = 30
_OLDEST = 150
_BARE_GROUPS = re.compile(r"\d{1,3}(?:\s*(?:[,;+-]|và|đến)\s*\d{1,3})*")
_NUMBER = re.compile(r"(?:khoang |toi da |du kien )?(\d{1,3}(?:[.,]\d{3})+|\d+)\D*")
_PHONE = re.compile(
    r"(?<!\d)(?:(?:\+84|0)(?:[ .()-]{0,2}\d){8,10}|1[89]00(?:[ .-]?\d){4,6})(?!\d)"
)
_WITHOUT_ZERO = re.compile(r"[2-9]\d{8,9}")


def read_people(value: Value) -> Serves:
    """Return who may come; what is not understood is kept word for word as the group.

    `residents` is left out: it has a column of its own.
    """
    clauses = [
        clause
        for part in _CLAUSES.split(text_of(value))
        for clause in _by_commas(" ".join(part.split()))
    ]
    found: dict[str, object] = {}
    groups = []
    for clause in clauses:
        meant = _meant(clause)
        if meant is None:
            groups.append(clause)
        elif found.keys() & meant.keys():
            # Two clauses of one kind are alternatives, and one session has one condition.
            return Serves(group="; ".join(clauses))
        else:
            found |= meant
    return Serves.model_validate({**found, "group": "; ".join(groups) or None})


def _by_commas(clause: str) -> list[str]:
    """Part a clause at its commas where every part is understood, and the whole is not."""
    parts = [part.strip() for part in clause.split(",")]
    understood = [_meant(part) is not None for part in parts]
    return parts if all(understood) and _meant(clause) is None else [clause] if clause else []


def _meant(clause: str) -> dict[str, object] | None:
    """Return the fields of `Serves` that one clause sets; `None` if it is not understood."""
    typed = clause.strip(" .")
    plain = re.sub("[–—−‒]", "-", fold(typed).lower())
    if _EVERYBODY.fullmatch(plain):
        return {}
    if ages := _ages(plain):
        return {"age_min": ages[0], "age_max": ages[1]}
    if match := _BORN.fullmatch(plain):
        years = _birth_years(match[1])
        return {"birth_years": years} if years else None
    if residency := _RESIDENCY.get(_RESIDENT_WHO.sub("", plain)):
        return {"residency": residency}
    if match := _SCHOOL.fullmatch(plain):
        return {"school": f"Trường {typed[match.start(1) :]}"}
    return None


def _ages(plain: str) -> tuple[int | None, int | None] | None:
    low: int | None = None
    high: int | None = None
    if match := _FROM_TO.fullmatch(plain):
        low, high = int(match[1]), int(match[3]) - bool(match[2])
    elif match := _BELOW.fullmatch(plain):
        high = int(match[1]) - 1
    elif match := _FROM.fullmatch(plain):
        low = int(match[1] or match[2])
    if low is not None and high is not None and low > high:
        raise ValueError(f"tuổi {low} lớn hơn tuổi {high}; viết tuổi nhỏ trước")
    known = [age for age in (low, high) if age is not None]
    return (low, high) if known and all(0 <= age <= _OLDEST for age in known) else None


def _birth_years(plain: str) -> tuple[int, ...]:
    years: set[int] = set()
    for match in _YEARS.finditer(plain):
        first, last = int(match[1]), int(match[2] or match[1])
        if not first <= last < first + _LONGEST_SPAN_OF_YEARS:
            return ()
        years.update(range(first, last + 1))
    return tuple(sorted(years))


def written_people(people: Serves) -> str:
    """Return the cell that `read_people` reads; empty where everybody may come."""
    low, high = people.age_min, people.age_max
    clauses = []
    if low is not None and high is not None:
        clauses.append(f"Từ {low} đến {high} tuổi")
    elif low is not None:
        clauses.append(f"Từ {low} tuổi trở lên")
    elif high is not None:
        clauses.append(f"Dưới {high + 1} tuổi")
    if people.birth_years:
        clauses.append(f"Sinh năm {', '.join(map(str, people.birth_years))}")
    if people.residency is not Residency.ANY:
        clauses.append("Thường trú" if people.residency is Residency.PERMANENT else "Tạm trú")
    if people.school:
        named = fold(people.school).lower().startswith("truong ")
        clauses.append(f"Học sinh {'' if named else 'trường '}{people.school}")
    if people.group:
        clauses.append(people.group)
    return "; ".join(clauses)


def read_groups(value: Value) -> str:
    """Return residential groups or school years; bare numbers are residential groups."""
    typed = ", ".join(filter(None, _CLAUSES.split(text_of(value))))
    return f"Tổ {typed}" if _BARE_GROUPS.fullmatch(typed) else typed


def read_quota(value: Value) -> int | None:
    """Return how many are taken a day: `150`, `150 hồ sơ`, `1.200`."""
    typed = text_of(value)
    if not typed:
        return None
    match = _NUMBER.fullmatch(fold(typed).lower())
    found = int(re.sub(r"\D", "", match[1])) if match else 0
    if not 0 < found < 1_000_000:
        raise ValueError(f"«{typed}» không phải số lượng một ngày; viết một số, ví dụ 150")
    return found


def read_list(value: Value) -> tuple[str, ...]:
    """Return the parts of a cell: by semicolons or lines, by commas where there are neither."""
    typed = text_of(value)
    parts = _CLAUSES.split(typed) if re.search(r"[;\n]", typed) else typed.split(",")
    cleaned = (re.sub(r"^(?:[-•*+]\s*)+", "", part.strip()) for part in parts)
    return tuple(dict.fromkeys(part for part in cleaned if part))


def written_list(parts: tuple[str, ...]) -> str:
    """Return the cell that `read_list` reads."""
    joined = "; ".join(parts)
    return f"{joined};" if len(parts) == 1 and "," in joined else joined


def read_phone(value: Value) -> str:
    """Return phone numbers as typed, with the zero that spreadsheets drop."""
    typed = " ".join(text_of(value).split())
    if _WITHOUT_ZERO.fullmatch(typed):
        typed = f"0{typed}"
    if typed and not _PHONE.search(typed):
        raise ValueError(f"«{typed}» không phải số điện thoại; viết đủ số, bắt đầu bằng 0")
    return typed
