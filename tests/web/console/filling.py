"""Fills in a form of a page as a browser does: what nobody touches is sent as it stands there."""

from __future__ import annotations

from collections.abc import Iterable

from tests.web.console.visitor import Visitor
from tests.web.reading import Page

Sent = list[tuple[str, str]]


def fields(page: Page, action: str) -> Sent:
    """Return what a form would send, buttons left out."""
    found: Sent = []
    inside, name, first = False, "", True
    for tag, attributes, words in page.elements:
        if tag == "form":
            inside = attributes.get("action") == action
        elif not inside:
            continue
        elif tag in {"select", "datalist"}:
            name, first = attributes.get("name", ""), True
        elif tag == "option" and name and (first or "selected" in attributes):
            found = [*found[:-1], (name, attributes["value"])] if not first else (
                [*found, (name, attributes["value"])]
            )  # fmt: skip
            first = False
        elif tag == "textarea":
            found.append((attributes["name"], "".join(words).replace("\n", "\r\n")))
        elif tag == "input" and attributes.get("name") not in {None, "csrf"}:
            ticked = attributes.get("type") not in {"checkbox", "radio"} or "checked" in attributes
            found += [(attributes["name"], attributes.get("value", "on"))] if ticked else []
    assert found, f"there is a form for {action}"
    return found


def changed(sent: Sent, **new: str) -> Sent:
    """Return fields with other texts; `__` stands for the point in a field's name."""
    texts = {name.replace("__", ".").replace("_DASH_", "-"): text for name, text in new.items()}
    missing = texts.keys() - {name for name, _ in sent}
    return [(name, texts.get(name, text)) for name, text in sent] + [
        (name, texts[name]) for name in sorted(missing)
    ]


async def send(
    visitor: Visitor, path: str, sent: Iterable[tuple[str, str]], wish: str = "",
    status: int = 200, **headers: str,
) -> Page:  # fmt: skip
    """Press a button of a form; return the page that follows."""
    pressed = [("viec", wish)] if wish else []
    data = [("csrf", visitor.csrf), *sent, *pressed]
    async with visitor.client.post(path, data=data, headers=headers) as answer:
        text = await answer.text()
        assert answer.status == status, text
    return Page(text)
