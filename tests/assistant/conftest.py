from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.assistant.engine import Engine
from bot.assistant.question import Question
from bot.assistant.reply import Reply
from tests.assistant.asking import NOVEMBER


@pytest.fixture
def ask(card_engine: Engine) -> Callable[..., Reply]:
    """Ask about the invented card, after earlier messages."""

    def answered(text: str, *context: str, **more: object) -> Reply:
        return card_engine.answer(Question(text, NOVEMBER, context, **more))

    return answered
