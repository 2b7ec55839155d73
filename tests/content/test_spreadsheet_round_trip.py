"""Out and in again: whatever sessions there are, a table of them changes none of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.content.knowledge import Knowledge
from bot.content.loading import Files, load, read_folder
from bot.content.local import Kind, OnHoliday, Residency, State
from bot.content.spreadsheet.columns import Column
from bot.content.spreadsheet.exporting import WIDTHS, as_csv, as_workbook, exported
from bot.content.spreadsheet.importing import Wish, plan_import, session_files
from bot.content.spreadsheet.line_reading import Cells, read_line
from bot.content.spreadsheet.line_writing import cells_of
from bot.content.spreadsheet.table import TableError
from bot.errors import KnowledgeError

SMALL = read_folder(Path(__file__).parents[1] / "small")
KNOWLEDGE = load(SMALL)
TODAY = date(2026, 11, 22)
GIO = "sessions/phuong-gio.yaml"
Writer = Callable[[Sequence[Cells]], bytes]
writers = pytest.mark.parametrize("writer", [as_csv, as_workbook])
fewer = settings(max_examples=40)
"""Each example loads a folder three times."""

nasty = st.text("aĂđ 01;,:'\"=+-@#[]{}()/«»–|&*!%~.\n\t", min_size=1, max_size=24)
words = nasty.map(str.strip).filter(bool)
maybe = st.none() | words
days = st.dates(TODAY, TODAY + timedelta(days=400))
hours = st.sampled_from(["7h-9h", "9h30-11h30", "13h-17h", "18h30-20h30", "21h-24h"])
weekdays = st.lists(st.sampled_from(["T2", "T3", "T4", "T5", "T6", "T7", "CN"]), min_size=1)


def shown(day: date) -> str:
    return f"{day:%d/%m/%Y}"


@st.composite
def plans(draw: st.DrawFn) -> dict[str, object]:
    """When a session takes place: some days, a range, or both."""
    if draw(st.booleans()):
        return {"dates": [shown(day) for day in draw(st.lists(days, min_size=1, unique=True))]}
    first = draw(days)
    found: dict[str, object] = {"from": shown(first)}
    if draw(st.booleans()):
        found["to"] = shown(first + timedelta(days=draw(st.integers(7, 60))))
    if draw(st.booleans()):
        found["weekdays"] = ", ".join(draw(weekdays))
    if draw(st.booleans()):
        found["hours_by_day"] = {"CN": [draw(hours)]}
    return found


@st.composite
def people(draw: st.DrawFn) -> dict[str, object]:
    low, high = sorted(draw(st.tuples(st.integers(0, 90), st.integers(0, 90))))
    found = {
        "residents": draw(maybe),
        "age_min": draw(st.sampled_from([None, str(low)])),
        "age_max": draw(st.sampled_from([None, str(high)])),
        "birth_years": draw(st.lists(st.integers(1950, 2026).map(str), max_size=3)),
        "school": draw(maybe),
        "group": draw(maybe),
        "residency": draw(st.sampled_from([None, *map(str, Residency)])),
    }
    return {key: value for key, value in found.items() if value not in (None, [])}


@st.composite
def sessions(draw: st.DrawFn, number: int, places: dict[str, object]) -> dict[str, object]:
    """A session at places of its own."""
    kind = draw(st.sampled_from(Kind))
    keys = [f"noi-{number}-{at}" for at in range(draw(st.integers(0, 2)))]
    for key in keys:
        site = {
            "name": draw(words),
            "address": draw(maybe),
            "area": draw(st.sampled_from([None, "xã Gió Dưới", "xã Nắng Lên"])),
        }
        places[key] = {name: value for name, value in site.items() if value}
    found = {
        "id": f"phien-{number}",
        "kind": str(kind),
        "status": str(draw(st.sampled_from(State))),
        "reason": draw(maybe),
        "places": keys,
        **draw(plans()),
        "on_holiday": str(OnHoliday.OPEN),
        "hours": draw(st.lists(hours, unique=True)),
        "quota_per_day": draw(st.none() | st.integers(1, 5000).map(str)),
        "serves": draw(people()),
        "priority": draw(maybe),
        "bring": draw(st.lists(words, max_size=3)),
        "phone": draw(maybe | st.just("0912 345 678")),
        "note": draw(maybe),
        "source": draw(words),
        "published": "01/11/2026",
        "last_confirmed": {"by": draw(words), "on": "02/11/2026"},
    }
    if kind is Kind.SUSPENSION:
        found["scope"] = "dia_diem" if keys else draw(st.sampled_from(["tat_ca", "luu_dong"]))
    return {key: value for key, value in found.items() if value not in (None, [], {})}


@st.composite
def session_file(draw: st.DrawFn) -> bytes:
    places: dict[str, object] = {}
    items = [draw(sessions(number, places)) for number in range(draw(st.integers(1, 4)))]
    content = {"area": "phường Gió Lùa, tỉnh Mây", "places": places, "sessions": items}
    return yaml.dump(content, allow_unicode=True, sort_keys=False, default_style='"').encode()


def loaded(files: Files) -> Knowledge:
    try:
        return load(files)
    except KnowledgeError:
        assume(False)
        raise


@writers
def test_the_small_knowledge_comes_back_unchanged(writer: Writer) -> None:
    rows, more = exported(session_files(SMALL).values())
    assert len(rows) == len(KNOWLEDGE.local.sessions)
    assert "gio-buoi-toi" in more
    plan = plan_import(SMALL, KNOWLEDGE, writer(rows), Wish("lai.xlsx", TODAY))
    assert plan.files == {}
    assert {match.fields for match in plan.matches} == {()}


@writers
@fewer
@given(data=session_file())
def test_any_sessions_come_back_unchanged(writer: Writer, data: bytes) -> None:
    files = {**SMALL, GIO: data}
    knowledge = loaded(files)
    rows, _ = exported(session_files(files).values())
    plan = plan_import(files, knowledge, writer(rows), Wish("lai.xlsx", TODAY))
    assert plan.files == {}
    assert [match.fields for match in plan.matches] == [()] * len(rows)


typed = st.fixed_dictionaries(
    {
        Column.DAYS: st.lists(days, min_size=1, max_size=3).map(
            lambda found: ", ".join(map(shown, found))
        ),
        Column.PLACE: words.map(lambda name: name.replace(";", "").strip() or "Sân"),
    },
    optional={
        Column.HOURS: hours,
        Column.ADDRESS: words,
        Column.PEOPLE: words | st.sampled_from(["Từ 14 tuổi", "6-13 tuổi; Nhóm A"]),
        Column.GROUPS: words | st.just("1-7"),
        Column.QUOTA: st.integers(1, 5000),
        Column.BRING: words,
        Column.PHONE: st.just("0912345678"),
        Column.STATE: st.sampled_from(["Hủy: mưa", "Hết chỗ", "Hoãn", "Lên lịch"]),
        Column.NOTE: words,
        Column.HOLIDAYS: st.just("Làm"),
    },
)


@fewer
@given(table=st.lists(typed, min_size=1, max_size=4))
def test_a_table_that_was_taken_over_changes_nothing_the_second_time(table: list[Cells]) -> None:
    given_rows = [{**cells, Column.HOLIDAYS: "Làm"} for cells in table]
    wish = Wish("lich.csv", TODAY, area="phường Gió Lùa")
    try:
        plan = plan_import(SMALL, KNOWLEDGE, as_csv(given_rows), wish)
    except TableError:  # rows at odds with each other are another test's
        assume(False)
        raise
    files = {**SMALL, **plan.files}
    knowledge = load(files)
    assert plan_import(files, knowledge, as_csv(given_rows), wish).files == {}
    rows, _ = exported(session_files(files).values())
    assert plan_import(files, knowledge, as_csv(rows), wish).files == {}


@given(cells=typed)
def test_a_row_that_was_read_is_written_so_that_it_is_read_the_same(cells: Cells) -> None:
    line, wrong = read_line(cells, TODAY)
    assume(not wrong)
    assert read_line(cells_of(line), TODAY) == (line, [])


def test_every_column_but_those_for_typing_is_written() -> None:
    typing = {
        Column.MORNING, Column.AFTERNOON, Column.EVENING, Column.START, Column.END, Column.NUMBER,
    }  # fmt: skip
    assert set(WIDTHS) == set(Column) - typing
