"""The longest and oddest messages are answered like others; nobody can blow up the time.

`python -m bench.hostile` measures them with the shipped knowledge; docs/security.md has figures.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bench.hostile import INPUTS, milliseconds
from bot.assistant.engine import Engine
from bot.assistant.question import Question
from bot.assistant.replies import as_html, as_text
from bot.language.redact import redact
from bot.language.text import LONGEST_MESSAGE
from tests.conftest import MOMENT

LONG = (
    "Xin chào, ngày 12/5 em ở nhà muốn hỏi con diều giấy 50.000 đồng và mã otp, stk tắm mèo. " * 60
)[:LONGEST_MESSAGE]
"""What an ordinary person might paste, as long as the others."""
DEAREST = 30
"""How many times as long as that one the dearest message may take: quadratic ones pass it."""


def test_the_messages_are_as_long_as_they_can_be():
    assert all(
        LONGEST_MESSAGE - 600 <= len(text) <= LONGEST_MESSAGE + 10 for text in INPUTS.values()
    )
    assert len(INPUTS) >= 80


@pytest.mark.parametrize("name", INPUTS)
def test_whatever_is_sent_gets_an_answer_that_can_be_shown(card_engine: Engine, name: str):
    reply = card_engine.answer(Question(INPUTS[name], MOMENT, ("diều ở đâu", INPUTS[name])))
    assert as_text(reply, card_engine.knowledge)
    assert as_html(reply, card_engine.knowledge)


def test_no_message_takes_out_of_proportion(card_engine: Engine):
    def answer(text: str) -> object:
        return card_engine.answer(Question(text, MOMENT))

    assert slowest(answer) == []


def test_no_message_takes_out_of_proportion_to_mask():
    assert slowest(redact) == []


def slowest(call: Callable[[str], object]) -> list[tuple[str, float]]:
    """Return the messages that take too long beside an ordinary one, and their time."""
    call(LONG)
    bound = DEAREST * milliseconds(call, LONG)
    seen = {name: milliseconds(call, text, 1) for name, text in INPUTS.items()}
    doubtful = {name: milliseconds(call, INPUTS[name]) for name in seen if seen[name] > bound}
    return [(name, took) for name, took in doubtful.items() if took > bound]
