from __future__ import annotations

from dataclasses import replace

import pytest

from bot.assistant.sessions.asking import Asked, LocalAnswer
from bot.assistant.sessions.guide import LocalGuide
from bot.assistant.sessions.wishes import read_wishes
from bot.content.knowledge import Knowledge
from bot.content.neighbourhood import Local
from tests.assistant.sessions.ward import GIO, Answer, at, found


@pytest.fixture
def answer(small_knowledge: Knowledge) -> Answer:
    def ask(
        local: Local, message: str = "", now: str = "22/11/2026 9h00", **more: object
    ) -> LocalAnswer:
        more.setdefault("place", found(GIO))
        wishes = read_wishes(message)
        guide = LocalGuide(replace(small_knowledge, local=local))
        return guide.sessions(Asked(at(now), wishes=wishes, **more))

    return ask


@pytest.fixture
def office_answer(small_knowledge: Knowledge) -> Answer:
    def ask(local: Local, now: str = "22/11/2026 9h00", **more: object) -> LocalAnswer:
        more.setdefault("place", found(GIO))
        guide = LocalGuide(replace(small_knowledge, local=local))
        return guide.office(Asked(at(now), **more))

    return ask
