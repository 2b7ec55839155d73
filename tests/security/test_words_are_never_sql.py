"""Whatever is typed into the store is a value, never a part of a command."""

from __future__ import annotations

import ast
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.assistant.question import VIETNAM
from bot.desk import Desk
from bot.store.kept import Asked, Deed, Figure, Letter, NewBatch, StaffMember
from bot.store.sqlite import SqliteStore
from tests.web.console.conftest import Enter

NOW = datetime(2026, 11, 22, 12, tzinfo=VIETNAM)
COMMANDS = (
    "'; drop table questions; --", '"; drop table staff; --', "' or '1'='1", "x' union select hash"
    " from keys --", "%' or 1=1 --", "1; attach database '/tmp/x' as y",
    "\\'; drop table deeds; --",
    "?; ?1 :name $1 @x %s", "); delete from releases; --",
)  # fmt: skip


@pytest.mark.parametrize("text", COMMANDS)
def test_what_is_kept_comes_back_as_it_was(store: SqliteStore, tmp_path: Path, text: str) -> None:
    tables = _tables(tmp_path)
    number = store.questions.record(Asked(NOW, text, text, text, (text,), 0.5))
    assert store.questions.asked_since(NOW - timedelta(days=1), 9) == [text]
    assert store.questions.explain(number, text)
    store.staff.keep(StaffMember(text, "viewer", (text,)))
    assert [member.name for member in store.staff.members()] == [text]
    store.audit.note(Deed(NOW, text, text, text))
    assert [(deed.who, deed.about) for deed in store.audit.deeds(9)] == [(text, text)]
    store.chats.follow(1, text)
    assert store.chats.followed(1) == [text]
    assert store.chats.followers(text) == [1]
    store.letters.add([Letter(1, NOW, text, text)])
    assert [(one.kind, one.subject) for one in store.letters.of_chat(1)] == [(text, text)]
    store.letters.announce(1, [(NewBatch(text, text, text), [Letter(1, NOW, text, "")])])
    store.figures.keep(Figure(text, NOW.date(), text, 1, text))
    assert store.wordings.find(text) == []
    assert store.staff.redeem(text, NOW, timedelta(hours=1)) is None
    assert store.staff.signed_in(text, NOW) is None
    assert _tables(tmp_path) == tables


async def test_nothing_that_is_typed_into_a_page_is_a_command(
    enter: Enter, store: SqliteStore, console_desk: Desk, tmp_path: Path
) -> None:
    admin = await enter("admin")
    tables = _tables(tmp_path)
    for text in COMMANDS:
        await console_desk.ask(text, "web")
        for path in ("nhat-ky", "hang-doi", "chu-de", "phat-hanh", "can-bo", "tong-quan"):
            for name in ("truoc", "q", "tim", "loc", "trang", "nhom"):
                url = admin.client.make_url(f"/console/{path}").with_query({name: text})
                async with admin.client.session.get(url) as answer:
                    assert answer.status < 500, (path, name, text)
    assert _tables(tmp_path) == tables
    assert len(store.questions.asked_since(NOW - timedelta(days=9999), 99)) == len(COMMANDS)


def test_only_names_that_the_code_itself_chooses_are_put_into_sql() -> None:
    """Where SQL is not a plain text, what is put in comes from a constant, as its line says."""
    folder = Path(__file__).parents[2] / "bot" / "store"
    for path in folder.rglob("*.py"):
        lines = path.read_text("utf-8").splitlines()
        for node in ast.walk(ast.parse("\n".join(lines))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {
                "execute", "executemany", "executescript",
            }:  # fmt: skip
                [sql, *_] = node.args or [ast.Constant("")]
                around = "\n".join(lines[node.lineno - 1 : (node.end_lineno or node.lineno) + 1])
                assert not isinstance(sql, ast.BinOp) or "S608" in around, f"{path}:{node.lineno}"
                assert not isinstance(sql, ast.JoinedStr) or "S608" in around or _is_fixed(sql), (
                    f"{path}:{node.lineno}"
                )


def _is_fixed(sql: ast.JoinedStr) -> bool:
    """Return whether ruff, which knows what begins a command, has nothing against the text."""
    [first, *_] = sql.values
    start = str(getattr(first, "value", "")).split(" ")[0].lower()
    return start not in {"select", "insert", "update", "delete", "with", "replace"}


def _tables(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "bot.db")) as connection:
        rows = connection.execute("select sql from sqlite_master order by name").fetchall()
    return [str(sql) for (sql,) in rows]
