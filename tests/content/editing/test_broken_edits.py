"""Whatever is broken in an edit: it is refused with file, line and remedy, and all goes on.

60 edits each way by default; `EDITS_LONG=1` makes it 500.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.assistant import replies
from bot.assistant.question import Question
from bot.content.editing import (
    Edit,
    EditError,
    apply,
    base_of,
    entries,
    faults_of,
    notices,
    parameters,
    phrasings,
    sessions,
)  # fmt: skip
from bot.content.editing.sessions import News
from bot.content.loading import Files, read_folder
from bot.content.local import State
from bot.errors import Fault, KnowledgeError
from bot.releasing import in_force
from bot.releasing.preparing import Preparer
from bot.store.sqlite import SqliteStore
from tests.content.editing.room import SMALL

LONG = bool(os.environ.get("EDITS_LONG"))
many = settings(
    max_examples=500 if LONG else 60,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
NOW = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
TODAY = NOW.date()
REMEDY = re.compile(
    r"\b(hãy|viết|sửa|đổi|xóa|bỏ|thêm|ghi|điền|giữ|đặt|gộp|chuyển|đưa|dùng|chép|gõ|xem|kiểm tra"
    r"|chỉ nhận|phải (là|gồm|có|sau|bắt đầu|ở)|cần|ví dụ|có phải|nhiều nhất|nhỏ nhất)\b"
)


class House:
    """A knowledge folder, the release in force, and who asks meanwhile."""

    def __init__(self, room: Path) -> None:
        self.folder = Path(shutil.copytree(SMALL, room / "knowledge"))
        self.kept = room / "edits"
        self.before = read_folder(self.folder)
        self.store = SqliteStore(room / "data" / "bot.db")
        self.serving = in_force.at_start(self.folder, self.store, Preparer(None), "lan")
        self.said = self.ask()

    def ask(self) -> str:
        engine = self.serving.engine
        return replies.as_text(
            engine.answer(Question("diều bao nhiêu tiền", NOW)), engine.knowledge
        )

    def assert_goes_on(self) -> None:
        """What is in force and what it says is as it was."""
        newest = self.store.releases.newest()
        assert newest is not None
        assert newest[0].number == self.serving.release.number
        assert newest[1] == self.before
        assert self.ask() == self.said


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    made = House(tmp_path_factory.mktemp("house"))
    assert "20.000" in made.said
    yield made
    made.store.close()


def assert_tells(faults: Sequence[Fault], files: Files) -> None:
    """Every fault names a file, a line that it has and what to do."""
    assert faults
    for fault in faults:
        assert re.fullmatch(r"[a-z0-9_/.-]+\.yaml", fault.file)
        lines = re.split(r"\r\n?|\n", files.get(fault.file, b"").decode("utf-8", "replace"))
        # What is unfinished at the end of a file is told behind its last line.
        assert 1 <= fault.line <= (len(lines) + 1 if fault.file in files else fault.line)
        assert REMEDY.search(re.sub("«[^»]*»", "", fault.message)), fault.message


def assert_refused(house: House, make: Callable[[Files], Edit]) -> Edit | None:
    """Try an edit, which must be refused whole; return it if it could be made at all."""
    edit = None
    try:
        edit = make(house.before)
        assume(faults_of(edit.onto(house.before)))
        apply(house.folder, house.kept, edit)
    except KnowledgeError as error:
        # What cannot even be written has its place in the file as it would have been.
        assert_tells(error.faults, edit.onto(house.before) if edit else {})
    except EditError as error:
        told = str(error)
        assert REMEDY.search(told)
    else:
        pytest.fail(f"not refused: {edit}")
    assert read_folder(house.folder) == house.before
    assert not house.kept.exists()
    house.assert_goes_on()
    return edit


# What a form sends, with something in it that cannot be.

signs = st.characters(codec="utf-8", exclude_categories=("Cs",))
odd = (
    st.text(signs, max_size=20)
    | st.integers(1, 10**30).map(str)
    | st.dates().map(str)
    | st.sampled_from(
        ["{gia-dieu", "{gia-die}", "}{", "50%", "năm 2027", "x" * 500, "~", "null", "- a", "&a",
         "*a", "!x", "a: b", "#", "mua-dieu", "tha-dieu", "a\u200bb", "a\x00b",
         "\ufeff", "true", "0x1F"]
    )
)  # fmt: skip
value = st.recursive(
    odd,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["lead", "doc", "from", "x", "min"]), inner, max_size=3)
    ),
    max_leaves=4,
)
empty = st.sampled_from(["", None, [], {}])
topics = st.sampled_from(["mua-dieu", "tha-dieu", "dieu-rach", "tam-meo", "meo-om", "ban-be"])
fields = st.sampled_from(
    "title questions answer answers answer.lead answer.details answer.steps answer.cost related.0 "
    "sources sources.0.doc sources.0.url checked_on valid_from valid_until review_by ages related "
    "ages.from actions answered_by beside confidence literal_ok translations translations.en.lead "
    "answers.0.from answers.0.lead không-có".split()
)
changes = st.dictionaries(fields, value | empty, min_size=1, max_size=3)
days = st.dates(date(2026, 11, 1), date(2027, 2, 1))
sources = st.lists(st.fixed_dictionaries({"doc": odd}, optional={"article": odd, "url": odd}))


@st.composite
def edits(draw: st.DrawFn) -> Callable[[Files], Edit]:
    """Return what makes an edit as a form would, of values that nobody has checked."""
    topic, change, field = draw(topics), draw(changes), draw(fields)
    day, other, some = draw(days), draw(days), draw(value)
    one, two, three, source = draw(odd), draw(odd), draw(odd), draw(sources)
    kinds: list[Callable[[Files], Edit]] = [
        lambda files: entries.changed(files, topic, change),
        lambda files: entries.created(files, "do-choi", "moi", change),
        lambda files: entries.created(files, "thu-cung", one, {"title": "x", **change}),
        lambda files: phrasings.added(files, topic, [one, "Sao"], two),
        lambda files: parameters.with_value(
            files, "gia-dieu", day, other, some, {"sources": source, "checked_on": one}
        ),
        lambda files: parameters.corrected(
            files, "tuoi-tha-dieu", date(2024, 1, 1), {field: some, "value": one}
        ),
        lambda files: sessions.told(
            files, "gio-buoi-toi", [day], News(State.CANCELLED, three, other, one, source=two)
        ),
        lambda files: sessions.told(
            files, "gio-thu-bay", [day], News(State.POSTPONED, two, TODAY, one, other)
        ),
        lambda files: notices.added(files, {"areas": some, "from": day, "until": other, **change}),
        lambda files: notices.changed(files, "mua-dieu-2026", {"areas": some, "until": day}),
    ]
    return draw(st.sampled_from(kinds))


@many
@given(make=edits())
def test_a_broken_edit_of_the_console_changes_nothing(
    house: House, make: Callable[[Files], Edit]
) -> None:
    assert_refused(house, make)


# What a hand does to a file.

names = st.sampled_from(sorted(read_folder(SMALL)))
slips = st.sampled_from(
    ["\t", " ", "  ", '"', "'", "[", "]", "{", "}", ": ", "- ", "#", "&a ", "*a ", "!x ", "|", ">",
     "%", "@", "\u200b", "\x00", "\ufeff", "\n", "\n\n- ", "\n---\n", "x", "é", "9", "\u2028"]
)  # fmt: skip


@st.composite
def slipped(draw: st.DrawFn) -> Callable[[Files], Edit]:
    """Return what makes an edit of a file as somebody leaves it who types without looking."""
    name, slip, length = draw(names), draw(slips).encode(), draw(st.integers(0, 60))
    share, byte = draw(st.floats(0, 1)), draw(st.binary(min_size=1, max_size=2))

    def make(files: Files) -> Edit:
        data = files[name]
        at = round(share * len(data))
        kinds = (
            data[:at] + slip + data[at:],
            data[:at] + data[at + length :],
            data[:at] + data[at : at + length] * 2 + data[at + length :],
            data[:at] + byte + data[at + len(byte) :],
            data[:at],
            None,
        )
        new = kinds[draw_kind]
        return Edit("sửa tay", {name: new}, base_of(files, name))

    draw_kind = draw(st.integers(0, 5))
    return make


@many
@given(make=slipped())
def test_a_file_broken_by_hand_changes_nothing(
    house: House, make: Callable[[Files], Edit]
) -> None:
    edit = assert_refused(house, make)
    assert edit is not None
    broken = edit.onto(house.before)
    with pytest.raises(KnowledgeError):
        in_force.publish(broken, house.store, Preparer(None), "lan")
    house.assert_goes_on()
