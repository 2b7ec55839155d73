"""Read pages as a browser would."""

from __future__ import annotations

from html.parser import HTMLParser

_VOID = {"meta", "link", "img", "input", "br"}


class Page(HTMLParser):
    """What stands on a page: every element with its attributes and the text inside it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str], list[str]]] = []
        self._open: list[tuple[str, list[str]]] = []
        self.feed(html)
        self.close()
        assert self._open == [], "everything that was opened is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        words: list[str] = []
        self.elements.append((tag, {name: value or "" for name, value in attrs}, words))
        if tag not in _VOID:
            self._open.append((tag, words))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}, []))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self._open.pop()
        assert opened == tag, f"<{opened}> is closed by </{tag}>"

    def handle_data(self, data: str) -> None:
        for _, words in self._open:
            words.append(data)

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """Return the attributes of the elements that have these attributes."""
        return [
            attributes
            for name, attributes, _ in self.elements
            if name == tag and wanted.items() <= attributes.items()
        ]

    def texts(self, tag: str, kind: str = "") -> list[str]:
        """Return the texts of the elements, of one class where it is named."""
        return [
            " ".join("".join(words).split())
            for name, attributes, words in self.elements
            if name == tag and kind in {"", *attributes.get("class", "").split()}
        ]

    @property
    def context(self) -> list[str]:
        """The earlier questions that the form will send along."""
        return [field["value"] for field in self.all("input", name="context")]

    def sent_by(self, kind: str) -> list[list[tuple[str, str]]]:
        """Return what each press of a button in the forms of one class would send."""
        found: list[list[tuple[str, str]]] = []
        inside, fields = False, []
        for tag, attributes, _ in self.elements:
            if tag == "form":
                inside, fields = kind in attributes.get("class", "").split(), []
            elif inside and tag == "input":
                fields.append((attributes["name"], attributes["value"]))
            elif inside and tag == "button":
                found.append([*fields, (attributes["name"], attributes["value"])])
        return found
