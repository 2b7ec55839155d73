"""A message as strictly as Telegram reads it."""

from __future__ import annotations

import html
from html.parser import HTMLParser

ALLOWED: dict[str, set[str]] = {
    "b": set(),
    "i": set(),
    "a": {"href"},
    "blockquote": {"expandable"},
}
LONGEST = 4096


class _Telegram(HTMLParser):
    """Keeps the text of a message, and refuses what Telegram would."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, f"tag {tag}"
        assert {name for name, _ in attrs} <= ALLOWED[tag]
        assert tag not in self.open, "nested in itself"
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, "an end without a start"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        assert not set(data) & set("<>&"), "not escaped"
        self.text += data

    def handle_entityref(self, name: str) -> None:
        assert name in {"lt", "gt", "amp", "quot"}
        self.text += html.unescape(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.text += html.unescape(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment")

    handle_decl = handle_pi = unknown_decl = handle_comment


def shown(message: str) -> str:
    """Return the text of a message in Telegram's HTML; it has some, and not too much."""
    reader = _Telegram()
    reader.feed(message)
    reader.close()
    assert reader.open == [], "not closed"
    assert reader.text.strip(), "nothing to read"
    assert len(reader.text) <= LONGEST
    return reader.text
