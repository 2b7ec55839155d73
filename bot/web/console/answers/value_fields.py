"""A value of a parameter as the fields of a form, and the fields as the value in the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from multidict import MultiMapping

from bot.content import reading
from bot.content.editing import Edit, EditError, faults_of, parameters
from bot.content.law import Confidence, Parameter, Range, Unit, Value
from bot.content.loading import Files
from bot.content.reading import Plain
from bot.errors import Fault, KnowledgeError
from bot.web.console import fault_words
from bot.web.console.entry_fields import Filled, tidied
from bot.web.console.fault_words import Told, in_plain_words

TEXTS = {Unit.VAN_BAN, Unit.DIA_CHI, Unit.DIEN_THOAI}
"""Units whose values are words."""
_SOURCE = ("doc", "article", "url")
_VOUCHED = ("value_en", "confidence", "checked_on", "note")
_WHERE = {key: f"sources.0.{key}" for key in _SOURCE}
_NAMES = ("value", "from", "until", *_SOURCE, *_VOUCHED)
_THOUSANDS = re.compile(r"(?<=\d)[. ](?=\d{3}(?!\d))")
_RANGE = re.compile(r"(\d+)\s*(?:-|–|đến)\s*(\d+)")
_LIST = re.compile(r"\d+(?:\s*(?:,|;|và)\s*\d+)+")
_MOST_TOLD = 50


@dataclass(frozen=True)
class ValueDraft:
    """A value of a parameter in a form."""

    parameter: Parameter
    filled: Filled
    begins: str = ""
    """First day of the value that is being corrected; empty: it is a new one."""

    def judged(self, files: Files) -> tuple[Edit | None, Told]:
        """Return the edit, and every fault that the knowledge would have with it."""
        told = Told()
        begins = _day("from", self.begins or self.filled["from"], told)
        until = _day("until", self.filled["until"], told)
        if not (begins or told):
            told.add("from", "Điền ngày bắt đầu áp dụng.")
        if told or begins is None:
            return None, told
        try:
            edit = self._edit(files, begins, until)
        except EditError as error:
            return None, Told({"from": [in_plain_words(str(error))]})
        except KnowledgeError as error:
            return None, self._told({}, error.faults, "")
        new = edit.onto(files)
        faults = list(faults_of(new)) if edit.files else []
        return edit, self._told(new, faults, self._place_in(edit, begins))

    def _edit(self, files: Files, begins: date, until: date | None) -> Edit:
        name, value = self.parameter.id, written(self.filled["value"], self.parameter.unit)
        if not self.begins:
            vouched: dict[str, Any] = {key: self.filled[key] for key in _VOUCHED}
            vouched["sources"] = [{key: self.filled[key] for key in _SOURCE}]
            return parameters.with_value(files, name, begins, until, value, vouched)
        before = self._as_it_was()
        changed = {key: text for key, text in self.filled.items() if text != before.get(key, text)}
        fields: dict[str, Any] = {_WHERE.get(key, key): text for key, text in changed.items()}
        if "value" in fields:
            fields["value"] = value
        return parameters.corrected(files, name, begins, fields)

    def _as_it_was(self) -> Filled:
        """Return the fields of the value that is being corrected."""
        values = self.parameter.values
        known = (value for value in values if value.from_.isoformat() == self.begins)
        return next((known_value(self.parameter, value).filled for value in known), {})

    def _place_in(self, edit: Edit, begins: date) -> str:
        """Return where the value stands in its parameter as an edit has it: `values.1`."""
        for name, data in edit.files.items():
            document = reading.read(name, data or b"")
            plain: Any = {} if isinstance(document, Fault) else document.plain
            for record in plain.get("parameters", []):
                if record.get("id") == self.parameter.id:
                    days = [known.get("from") for known in record["values"]]
                    return f"values.{days.index(begins.isoformat())}"
        return ""

    def _told(self, files: Files, faults: list[Fault], own: str) -> Told:
        def place_of(path: str) -> str:
            if path.startswith(f"{own}."):
                inside = path.removeprefix(f"{own}.")
                key = inside.rpartition(".")[2]
                return key if key in _SOURCE else "doc" if "sources" in inside else inside
            return "until" if path.startswith("values.") else path

        name = self.parameter.id
        return fault_words.told(files, faults[:_MOST_TOLD], "law/", name, _NAMES, place_of)


def new_value(parameter: Parameter, today: date) -> ValueDraft:
    """Return the form of a value that is to be added."""
    usual = {"checked_on": today.isoformat(), "confidence": Confidence.VERIFIED.value}
    return ValueDraft(parameter, dict.fromkeys(_NAMES, "") | usual)


def known_value(parameter: Parameter, value: Value) -> ValueDraft:
    """Return the form of a value that is to be corrected."""
    source = value.sources[0]
    filled = {
        "value": _text(value), "from": value.from_.isoformat(), "until": _iso(value.until),
        "doc": source.doc, "article": source.article or "", "url": source.url or "",
        "value_en": value.value_en or "", "confidence": value.confidence.value,
        "checked_on": value.checked_on.isoformat(), "note": value.note or "",
    }  # fmt: skip
    return ValueDraft(parameter, filled, filled["from"])


def sent_in(sent: MultiMapping[Any], parameter: Parameter) -> ValueDraft:
    """Return a form as it was sent."""
    filled = {name: tidied(name, str(sent.get(name, ""))) for name in _NAMES}
    return ValueDraft(parameter, filled, str(sent.get("cu", "")))


def written(text: str, unit: Unit) -> Plain:
    """Return what was typed as files write it: `50.000` is 50000, `2 - 5` is a range."""
    if unit in TEXTS:
        return text
    if unit is Unit.NGAY_THANG:
        return tidied("from", text)
    plain = _THOUSANDS.sub("", text)
    if ends := _RANGE.fullmatch(plain):
        return {"min": ends[1], "max": ends[2]}
    if _LIST.fullmatch(plain):
        return list(re.findall(r"\d+", plain))
    return plain


def _text(value: Value) -> str:
    if isinstance(value.value, Range):
        return f"{value.value.min} - {value.value.max}"
    return ", ".join(value.value) if isinstance(value.value, list) else value.value


def _day(place: str, text: str, told: Told) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        told.add(place, f"Không có ngày «{text}»; viết ngày/tháng/năm, ví dụ 01/01/2027.")
        return None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
