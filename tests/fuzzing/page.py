"""The page that the web chat would show, read back tag by tag."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

from bot.assistant.engine import Engine
from bot.assistant.reply import Reply
from bot.desk import Answered
from bot.web import chat, server
from bot.web.keys import DESK, PAGES
from tests.fuzzing.given import NOW, small

_VOID = {"input", "br", "meta", "link"}
_TAGS = {
    "div", "p", "form", "input", "button", "article", "h2", "ul", "ol", "li", "details", "summary",
    "br", "a", "span",
}  # fmt: skip


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _TAGS, f"tag {tag}"
        for name, value in attrs:
            assert not name.startswith("on")
            assert name != "style"
            if name in {"href", "action"}:
                assert value
                assert value.startswith(("/", "https://", "http://", "tel:")), value
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop() == tag, "crossed tags"

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment")

    handle_decl = handle_pi = unknown_decl = handle_comment


@cache
def _pages() -> Any:
    return server.make_app(Mock(), Mock())[PAGES]


def page_of(reply: Reply, question: str, engine: Engine | None = None) -> str:
    """Return the text of the bubbles that the web chat shows, as a browser reads them."""
    desk = SimpleNamespace(engine=engine or small(), clock=lambda: NOW)
    request: Any = SimpleNamespace(app={DESK: desk, PAGES: _pages()}, headers={"X-Part": "turn"})
    made = chat._answer(request, Answered(reply, 7), question, (question,))
    reader = _Page()
    reader.feed(made.text or "")
    reader.close()
    assert reader.open == [], "not closed"
    return reader.text
