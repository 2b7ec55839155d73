"""Replies of any texts, written for Telegram, for groups, the terminal and the web page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.assistant.cards import as_card
from bot.assistant.replies import as_html, as_text
from bot.assistant.reply import Choice, Item, Link, Reply
from bot.assistant.status import Status
from bot.content.law import Source
from tests.fuzzing.given import small_knowledge
from tests.fuzzing.markup import shown
from tests.fuzzing.mutating import decoded
from tests.fuzzing.page import page_of

APART = "|"
WORDS = (
    "|", "||", "<b>", "</b>", "<script>", "&amp;", "&lt;", "&", '"', "'", "\n", "\n\n", "{ten}",
    "{{ x }}", "{% x %}", "&#60;", "\x00", "\u202e", "x" * 4000, "đ" * 600,
    "https://x.vn/?a=b&c=<d>", "javascript:",
)  # fmt: skip


def seeds() -> Iterator[bytes]:
    """Yield texts of all parts."""
    yield "Lời|Tên|Dẫn|Chi tiết|Bước 1|Mang 1|20.000đ|1 ngày|Đây|Đổi|Luật|Chọn|Trang|a".encode()
    yield "Lời <b>&\n\nhai||Dẫn|&lt;|'|\"|<|>|&|\n|Luật <x>|{a}|</a>|%".encode()
    yield b"|".join([b"x" * 700] * 14)


def check(data: bytes) -> None:
    """Check one reply."""
    parts = decoded(data).split(APART)
    parts = [part.encode("utf-8", "replace").decode() for part in parts] + [""] * 14
    note, title, lead, details, step, bring, cost, time, where, change, doc, choice, link, end = (
        parts[:14]
    )
    source = Source.model_construct(doc=doc, article=None, url=None)
    item = Item(
        "a-b", title, lead or "x", details, (step, step) if step else (),
        (bring,) if bring else (), cost, time, where, (change,) * len(end), (source,),
        date(2026, 12, 31) if end else None, attributed=bool(end),
    )  # fmt: skip
    items = (item,) * (1 + len(end) % 3) if lead else ()
    choices = (Choice("a-b", choice),) if choice else ()
    reply = Reply(
        Status.ANSWERED, "en" if end == "e" else "vi", note if items else note + "x", items,
        choices, (Link(link, f"https://x.vn/{link}"),) if link else (),
    )  # fmt: skip
    knowledge = small_knowledge()
    said = shown(as_html(reply, knowledge))
    shown(as_card(reply, knowledge))
    assert as_text(reply, knowledge).strip()
    if len(data) < 300 and items and title.strip():
        assert title in said
    page_of(reply, question=details)
