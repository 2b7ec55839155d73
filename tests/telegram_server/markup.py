"""Telegram's own HTML, as strictly as its documentation tells it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_ALIASES = {"strong": "b", "em": "i", "ins": "u", "strike": "s", "del": "s"}
_ALLOWED = {"b", "i", "u", "s", "a", "code", "pre", "blockquote", "tg-spoiler", "tg-emoji", "span"}
_CLOSED = {"code", "pre"}
"""Nothing else may stand in these, but code in pre."""
_BARE = re.compile(r"&(?!(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);)|<(?!/?[a-z])")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.open: list[str] = []
        self.fault = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag, given = _ALIASES.get(tag, tag), dict(attrs)
        if tag not in _ALLOWED:
            self.fault = f"the tag <{tag}> is not known to Telegram"
        elif tag == "blockquote" and tag in self.open:
            self.fault = "a quote stands in a quote"
        elif _CLOSED & set(self.open) and (self.open[-1], tag) != ("pre", "code"):
            self.fault = f"<{tag}> stands in <{self.open[-1]}>"
        elif tag == "a" and not given.get("href"):
            self.fault = "a link leads nowhere"
        elif tag == "span" and given.get("class") != "tg-spoiler":
            self.fault = "a span is no spoiler"
        elif tag == "tg-emoji" and not given.get("emoji-id"):
            self.fault = "an emoji has no number"
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        tag = _ALIASES.get(tag, tag)
        if not self.open or self.open.pop() != tag:
            self.fault = f"</{tag}> closes what is not open"

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def without_tags(text: str) -> tuple[str, str]:
    """Return what a reader sees, and what is wrong with the markup (nothing, if all is well)."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    fault = reader.fault
    if reader.open:
        fault = f"<{reader.open[-1]}> stays open"
    if bare := _BARE.search(text):
        fault = f"a bare {bare[0]} stands in the text"
    return "".join(reader.text), fault
