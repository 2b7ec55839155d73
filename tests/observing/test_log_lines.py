from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest

from bot.assistant.engine import Engine
from bot.assistant.question import Question
from bot.config import Log
from bot.observing import logs
from tests.conftest import MOMENT


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root, ours = logging.getLogger(), [logging.getLogger(each) for each in ("bot", "handlers")]
    handlers, levels = list(root.handlers), [each.level for each in (root, *ours)]
    yield
    root.handlers[:] = handlers
    for each, level in zip((root, *ours), levels, strict=True):
        each.setLevel(level)


def lines(captured: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in captured.readouterr().err.splitlines()]


def test_a_question_is_one_line_without_its_words(
    capsys: pytest.CaptureFixture[str], small_engine: Engine
) -> None:
    logs.set_up(Log(form="json", level="info"))
    reply = small_engine.answer(Question("Con diều bao nhiêu tiền?", MOMENT))
    logs.question("web", "vi", reply)
    [line] = lines(capsys)
    assert (line["message"], line["status"], line["topic"]) == (
        "question", "answered", reply.topics[0],
    )  # fmt: skip
    assert "bao nhiêu" not in json.dumps(line, ensure_ascii=False)


def test_questions_are_not_logged_unless_wanted(
    capsys: pytest.CaptureFixture[str], small_engine: Engine
) -> None:
    logs.set_up(Log())
    logs.question("web", "vi", small_engine.answer(Question("Con diều?", MOMENT)))
    assert capsys.readouterr().err == ""


def test_what_the_standard_library_logs_has_the_same_form(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.set_up(Log(form="json"))
    try:
        raise ValueError("đổ vỡ")
    except ValueError:
        logging.getLogger("bot.anything").exception("update %d failed", 7)
    [line] = lines(capsys)
    assert (line["message"], line["level"], line["logger"]) == (
        "update 7 failed", "error", "bot.anything",
    )  # fmt: skip
    assert "ValueError: đổ vỡ" in str(line["exception"])


def test_libraries_speak_only_from_warnings_on(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(Log(form="json", level="debug"))
    logging.getLogger("telegram.ext").info("https://api.telegram.org/bot1:secret/getMe")
    logging.getLogger("bot.anything").debug("seen")
    assert [line["message"] for line in lines(capsys)] == ["seen"]


def test_local_values_are_in_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(Log(form="text"))
    secret = "001099012345"[::-1]
    try:
        raise KeyError("gì đó")
    except KeyError:
        logging.getLogger("bot.anything").exception("failed")
    told = capsys.readouterr().err
    assert "KeyError" in told
    assert secret not in told
