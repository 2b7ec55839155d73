"""Whatever somebody types behind the bot's name, the answer is one that Telegram takes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from telegram import Bot, Update, User
from telegram.request import BaseRequest, RequestData

from bot.assistant.engine import Engine
from bot.desk import Desk
from bot.language.redact import redact
from bot.store.sqlite import SqliteStore
from handlers.inline import queries
from tests.conftest import MOMENT
from tests.telegram.random_texts import SIGNS, Words, texts
from tests.telegram_server.contents import ME, person
from tests.telegram_server.judging import faults
from tests.telegram_server.server import TOKEN, Call
from tests.telegram_server.specification import Specification

WORDS = Words(
    ("tuoi", "lich"), ("t:", "#"), ("#mua-dieu", "#phuong_gio #en", "phuong_gio", "gio", "diều")
)
NUMBERS = st.from_regex(r"0[1-9]\d{10}", fullmatch=True)


class Recorder(BaseRequest):
    """Notes the calls of a bot and takes them all."""

    def __init__(self) -> None:
        self.calls: list[Call] = []

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, **_: Any
    ) -> tuple[int, bytes]:
        given = request_data.parameters if request_data else {}
        self.calls.append(Call(url.rpartition("/")[2], given))
        return 200, b'{"ok":true,"result":true}'


class Typist:
    """Types a query and returns what the bot answers."""

    def __init__(self, engine: Engine, place: Path) -> None:
        self.store = SqliteStore(place)
        self.store.chats.follow(1, "gio")
        self.recorder = Recorder()
        self.bot: Bot = Bot(TOKEN, request=self.recorder, get_updates_request=self.recorder)
        self.bot._bot_user = User(**ME)
        self.context: Any = SimpleNamespace(
            desk=Desk(engine, self.store, lambda: MOMENT), bot=self.bot
        )
        self.runner = asyncio.Runner()

    def types(self, text: str, offset: str = "") -> Call:
        query = {"id": "1", "from": person(1), "query": text, "offset": offset}
        update = Update.de_json({"update_id": 1, "inline_query": query}, self.bot)
        self.runner.run(queries.answer(update, self.context))
        return self.recorder.calls.pop()


@pytest.fixture(scope="module")
def typist(card_engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Typist]:
    made = Typist(card_engine, tmp_path_factory.mktemp("inline") / "bot.db")
    yield made
    made.runner.close()
    made.store.close()


@settings(max_examples=150, deadline=None)
@given(text=texts(WORDS).map(lambda text: text[:256]), offset=st.sampled_from(["", "10", "x"]))
@example(text="", offset="")
@example(text="#" * 256, offset="")
def test_every_answer_is_valid(
    typist: Typist, specification: Specification | None, text: str, offset: str
) -> None:
    call = typist.types(text, offset)
    assert call.method == "answerInlineQuery"
    assert faults(call, specification) == []
    assert all(len(result["id"].encode()) <= 64 for result in call.given["results"])


@settings(max_examples=30, deadline=None)
@given(text=texts(WORDS).map(lambda text: text[:256]))
def test_the_same_text_is_always_answered_alike(typist: Typist, text: str) -> None:
    assert typist.types(text) == typist.types(text)


@settings(max_examples=50, deadline=None)
@given(before=st.sampled_from(["", "diều giá ", "số của mẹ "]), number=NUMBERS)
def test_no_answer_says_a_personal_number_again(typist: Typist, before: str, number: str) -> None:
    assert redact(number).kinds
    answer = typist.types(f"{before}{number}").given
    assert number not in str(answer)
    assert len(answer["results"]) == 1


@pytest.mark.parametrize("signs", SIGNS)
def test_odd_signs_are_answered(
    typist: Typist, specification: Specification | None, signs: str
) -> None:
    assert faults(typist.types(signs[:256]), specification) == []
