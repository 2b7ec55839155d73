"""The tables of the SQLite store, version by version."""

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database


def _first_tables(db: Database) -> None:
    db["questions"].create(  # type: ignore[union-attr]
        {
            "id": int, "moment": str, "channel": str, "question": str, "status": str,
            "topics": str, "confidence": float, "helpful": int,
        },
        pk="id",
    )  # fmt: skip
    db["questions"].create_index(["moment"])  # type: ignore[union-attr]
    db["updates"].create({"id": int, "moment": str, "note": str}, pk="id")  # type: ignore[union-attr]
    db["releases"].create(  # type: ignore[union-attr]
        {"number": int, "digest": str, "made_at": str, "author": str, "files": bytes},
        pk="number",
    )


def _replies_and_calls(db: Database) -> None:
    for name in ("mark", "reply"):
        db["updates"].add_column(name, str, not_null_default="")  # type: ignore[union-attr]
    db["updates"].create_index(["moment"])  # type: ignore[union-attr]
    db["calls"].create({"number": int, "since": str, "call": str}, pk="number")  # type: ignore[union-attr]


def _chats_and_letters(db: Database) -> None:
    for name in ("reason", "handed_over"):
        db["questions"].add_column(name, str)  # type: ignore[union-attr]
    db["chats"].create(  # type: ignore[union-attr]
        {
            "chat": int, "area": str, "thread": int, "auto_answer": int, "private_answers": int,
            "announce": int, "weekly_day": int,
        },
        pk="chat",
    )  # fmt: skip
    db["chats"].create_index(["area"])  # type: ignore[union-attr]
    db["follows"].create({"number": int, "chat": int, "area": str}, pk="number")  # type: ignore[union-attr]
    db["follows"].create_index(["chat", "area"], unique=True)  # type: ignore[union-attr]
    db["follows"].create_index(["area"])  # type: ignore[union-attr]
    db["letters"].create(  # type: ignore[union-attr]
        {
            "number": int, "chat": int, "due": str, "kind": str, "subject": str, "thread": int,
            "batch": int,
        },
        pk="number",
    )  # fmt: skip
    db["letters"].create_index(["chat", "kind", "subject", "due"], unique=True)  # type: ignore[union-attr]
    db["letters"].create_index(["due"])  # type: ignore[union-attr]
    db["batches"].create(  # type: ignore[union-attr]
        {
            "number": int, "kind": str, "text": str, "author": str, "made_at": str,
            "total": int, "sent": int, "blocked": int, "failed": int,
        },
        pk="number",
        defaults={"sent": 0, "blocked": 0, "failed": 0},
    )  # fmt: skip
    db["announced"].create({"release": int}, pk="release")  # type: ignore[union-attr]
    db["wordings"].create(  # type: ignore[union-attr]
        {
            "number": int, "code": str, "topic": str, "language": str, "first_day": str,
            "last_day": str, "release": int,
        },
        pk="number",
    )  # fmt: skip
    for columns in (["code"], ["topic", "language"], ["release"]):
        db["wordings"].create_index(columns)  # type: ignore[union-attr]


def _staff(db: Database) -> None:
    db["questions"].add_column("resolved", str)  # type: ignore[union-attr]
    tables: dict[str, dict[str, type]] = {
        "staff": {"number": int, "name": str, "role": str, "areas": str, "telegram": int},
        "deeds": {"number": int, "moment": str, "who": str, "what": str, "about": str},
        "drafts": {
            "number": int, "author": str, "title": str, "files": str, "base": str, "made_at": str,
        },
        "relays": {
            "number": int, "question": int, "chat": int, "staff_chat": int, "staff_message": int,
            "moment": str,
        },
        "figures": {
            "number": int, "area": str, "day": str, "name": str, "count": int, "by": str,
        },
    }  # fmt: skip
    for name, columns in tables.items():
        db[name].create(columns, pk="number")  # type: ignore[union-attr]
    db["keys"].create({"hash": str, "kind": str, "staff": int, "until": str}, pk="hash")  # type: ignore[union-attr]
    db["staff"].create_index(["telegram"], unique=True)  # type: ignore[union-attr]
    db["relays"].create_index(["staff_chat", "staff_message"], unique=True)  # type: ignore[union-attr]
    db["relays"].create_index(["chat"])  # type: ignore[union-attr]
    db["figures"].create_index(["area", "day", "name"], unique=True)  # type: ignore[union-attr]


MIGRATIONS: tuple[Callable[[Database], None], ...] = (
    _first_tables,
    _replies_and_calls,
    _chats_and_letters,
    _staff,
)
"""In order; the number of those done is the file's `user_version`."""
