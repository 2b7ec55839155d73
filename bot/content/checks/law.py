"""Rules for `law/`: dated values and their sources."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content.checks.folder import Folder, Part, near, span_faults
from bot.content.law import Range
from bot.content.parameters import amount
from bot.errors import Fault


def unique_parameters(folder: Folder) -> Iterator[Fault]:
    """A parameter id stands once in all of `law/`."""
    seen: dict[str, Part] = {}
    for parameter, at in folder.parameters:
        if parameter.id in seen:
            other = seen[parameter.id].fault("")
            yield at.fault(
                f"mã thông số «{parameter.id}» đã có ở {other.file}:{other.line}; đổi mã", "id"
            )
        seen.setdefault(parameter.id, at)


def fitting_values(folder: Folder) -> Iterator[Fault]:
    """A value is written as its unit wants."""
    for parameter, at in folder.parameters:
        for number, value in enumerate(parameter.values):
            try:
                found = amount(parameter.unit, value)
            except ValueError:
                yield at.fault(
                    f"giá trị không hợp với đơn vị «{parameter.unit}»; "
                    "viết số không có dấu chấm, ngày viết 2026-12-31",
                    "values", number, "value",
                )  # fmt: skip
                continue
            if isinstance(found, Range) and found.min > found.max:
                yield at.fault("min lớn hơn max; đổi lại", "values", number, "value")


def dated_values(folder: Folder) -> Iterator[Fault]:
    """Values of one parameter neither overlap nor leave undeclared gaps."""
    for parameter, at in folder.parameters:
        spans = [(value.from_, value.until) for value in parameter.values]
        yield from span_faults(spans, at, "values", gaps_declared=parameter.gaps is not None)


def documents_once(folder: Folder) -> Iterator[Fault]:
    """A document's days in force stand once, in order."""
    seen: set[str] = set()
    for known, at in folder.documents:
        if known.doc in seen:
            yield at.fault(f"văn bản «{known.doc}» đã có ngày hiệu lực; giữ một dòng", "doc")
        seen.add(known.doc)
        if known.until and known.until < known.from_:
            yield at.fault("until trước from; đổi lại", "until")


def placed_caveats(folder: Folder) -> Iterator[Fault]:
    """A caveat goes with parameters that there are, and ends no earlier than it begins."""
    for caveat, at in folder.caveats:
        for number, name in enumerate(caveat.of):
            if folder.lacks_parameter(name):
                hint = near(name, folder.parameter_ids)
                yield at.fault(f"không có thông số «{name}» trong law/{hint}", "of", number)
        if caveat.until and caveat.until < caveat.from_:
            yield at.fault("until trước from; đổi lại", "until")
