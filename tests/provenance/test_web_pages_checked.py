"""An answer that was copied from the web page is known again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from html.parser import HTMLParser

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.assistant.engine import Engine
from bot.desk import Desk
from bot.observing.pulse import Pulse
from bot.provenance.checking import Standing
from bot.provenance.seal import Seal
from bot.web.server import make_app
from tests.provenance.conftest import DAY, KEY, Press, noon
from tests.provenance.test_seal import BIRTH

LINES = {"p", "li", "h2", "summary", "br", "div", "article", "ul", "ol"}


class Copied(HTMLParser):
    """The text of a page as it is when somebody marks and copies it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in LINES:
            self.text += "\n"

    def handle_endtag(self, tag: str) -> None:
        if tag in LINES:
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        self.text += " ".join(data.split()) if data.strip() else ""


@pytest.fixture
async def client(press: Press, card_engine: Engine) -> AsyncIterator[TestClient]:
    desk = Desk(card_engine, press.store, lambda: noon(DAY), Seal(KEY))
    press.knowledge = card_engine.knowledge
    async with TestClient(TestServer(make_app(desk, Pulse()))) as found:
        yield found


async def copied(client: TestClient, question: str) -> str:
    headers = {"X-Part": "turn"}
    async with client.post("/", data={"q": question}, headers=headers) as answer:
        assert answer.status == 200
        return Copied(await answer.text()).text


@pytest.mark.parametrize(
    ("question", "topic"),
    [("Diều bán ở đâu", "mua-dieu"), ("Mấy tuổi được thả diều", "tha-dieu"),
     ("Mèo ốm phải làm sao", "meo-om")],
)  # fmt: skip
async def test_a_worded_answer_is_right(
    client: TestClient, press: Press, question: str, topic: str
) -> None:
    found = press.check(await copied(client, question))
    assert (found.standing, found.topic, found.compared) == (Standing.RIGHT, topic, True)


async def test_what_was_looked_up_is_ours(client: TestClient, press: Press) -> None:
    text = await copied(client, BIRTH)
    assert press.check(text).standing is Standing.LOOKED_UP
    altered = press.check(text.replace("20/12/2026", "20/12/2036"))
    assert altered.standing is Standing.LOOKED_UP_ALTERED


async def test_the_code_stands_below_the_legal_basis(client: TestClient, press: Press) -> None:
    text = await copied(client, "Mấy tuổi được thả diều")
    lines = [line for line in text.split("\n") if line]
    [at] = [number for number, line in enumerate(lines) if line.startswith("Mã câu trả lời:")]
    assert lines[at - 1] == "Căn cứ: Điều 1, Nội quy."
