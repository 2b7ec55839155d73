"""Conversations with the shipped knowledge go as their scripts say, and as the documents show."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.conversations import DOCUMENTS
from tests.conversations import script, transcript
from tests.conversations.knowledge import Knowledge
from tests.conversations.stage import Moment, play, text_of
from tests.telegram_server.markup import without_tags
from tests.telegram_server.server import Call

pytestmark = pytest.mark.content
REMEDY = "run: python -m scripts.conversations"


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge()


@pytest.fixture(scope="module")
def played() -> dict[str, list[Moment]]:
    """What came of the scripts that were played already."""
    return {}


@pytest.fixture
async def moments(
    name: str, played: dict[str, list[Moment]], knowledge: Knowledge, tmp_path: Path
) -> list[Moment]:
    """A conversation, played once for all tests."""
    if name not in played:
        played[name] = await play(script.read(name), knowledge, tmp_path)
    return played[name]


def said(call: Call) -> str:
    """Return what a reader sees of a reply, results included."""
    if call.method == "answerInlineQuery":
        return "\n".join(
            f"{each['title']}\n{each.get('description', '')}" for each in call.given["results"]
        )
    text = text_of(call)
    return without_tags(text)[0] if call.given.get("parse_mode") == "HTML" else text


def labels(call: Call) -> set[str]:
    """Return what stands on buttons and above results, and the titles of results."""
    keys = call.given.get("reply_markup", {}).get("keyboard", ())
    above = call.given.get("button", {}).get("text")
    return {
        *(button["text"] for row in (*call.rows, *keys) for button in row),
        *(result["title"] for result in call.given.get("results", ())),
        *([above] if above else ()),
    }


@pytest.mark.parametrize("name", script.names())
async def test_what_comes_back_is_what_the_script_says(name: str, moments: list[Moment]) -> None:
    for at, moment in enumerate(moments, 1):
        where = f"{name}, step {at}"
        assert moment.heard != moment.step.unheard, where
        shown = [said(call) for call in moment.replies]
        assert len(shown) == len(moment.step.then), f"{where}: {shown}"
        for call, wanted in zip(moment.replies, moment.step.then, strict=True):
            text, buttons = said(call), labels(call)
            assert [line for line in wanted.lines if line not in text] == [], f"{where}: {text}"
            assert [line for line in wanted.never if line in text] == [], f"{where}: {text}"
            assert set(wanted.buttons) - buttons == set(), f"{where}: {buttons}"
            assert set(wanted.without) & buttons == set(), where


@pytest.mark.parametrize("name", script.names())
async def test_the_document_shows_the_conversation_of_today(
    name: str, moments: list[Moment]
) -> None:
    page = DOCUMENTS / f"{name}.md"
    assert page.is_file(), REMEDY
    assert page.read_text("utf-8") == transcript.transcript(script.read(name), moments), REMEDY


def test_the_documents_are_those_of_the_scripts_and_a_list_of_them() -> None:
    scripts = {name: script.read(name) for name in script.names()}
    assert {page.stem for page in DOCUMENTS.glob("*.md")} == {*scripts, "README"}, REMEDY
    assert (DOCUMENTS / "README.md").read_text("utf-8") == transcript.index(scripts), REMEDY
