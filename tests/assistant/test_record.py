import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from bot.assistant.question import VIETNAM, Question
from bot.assistant.record import as_record
from bot.assistant.replies import as_html, as_text
from bot.assistant.reply import Status

MOMENT = datetime(2026, 3, 2, 9, tzinfo=VIETNAM)
COMMANDS = Path(__file__).parents[2] / "docs" / "commands.md"


def promised() -> list[str]:
    out = COMMANDS.read_text(encoding="utf-8").split("Out: `{", 1)[1].split("}`", 1)[0]
    return re.findall(r'"(\w+)"', out)


def record(engine, text: str) -> dict[str, object]:
    reply = engine.answer(Question(text, MOMENT))
    return as_record(reply, engine.knowledge, MOMENT.date())


@pytest.mark.parametrize("text", ["Diều bán ở đâu", "", "Mua xe đạp ở đâu", "mua dieu k dc"])
def test_a_record_has_exactly_the_keys_that_the_documentation_promises(small_engine, text):
    assert ["id", *record(small_engine, text), "elapsed_ms"] == promised()


def test_every_status_is_in_the_documentation():
    text = " ".join(COMMANDS.read_text(encoding="utf-8").split())
    listed = text.split("`status` is one of `", 1)[1].split("`", 1)[0]
    assert set(listed.split(", ")) == {status.value for status in Status}


def test_a_record_of_an_answer(small_engine):
    reply = small_engine.answer(Question("Diều bán ở đâu", MOMENT))
    found = as_record(reply, small_engine.knowledge, MOMENT.date())
    assert found["status"] == "answered"
    assert found["topics"] == ["mua-dieu"]
    assert found["ranking"][0]["topic"] == "mua-dieu"
    assert found["confidence"] == round(reply.confidence, 4)
    assert found["text"] == as_text(reply, small_engine.knowledge)
    assert found["html"] == as_html(reply, small_engine.knowledge)
    assert found["sources"] == [
        {"doc": "Sổ giá", "article": "Trang 1", "url": "https://example.org/so-gia"}
    ]
    assert found["valid_until"] == "2026-12-31"
    assert (found["age"], found["flags"], found["redacted"]) == (None, [], [])


def test_the_earliest_end_of_several_answers_counts(small_engine):
    found = record(small_engine, "Diều bán ở đâu? Mèo ốm phải làm sao?")
    assert found["topics"] == ["mua-dieu", "meo-om"]
    assert found["valid_until"] == "2026-05-01"
    assert len(found["sources"]) == 2


@pytest.mark.parametrize(
    ("text", "age"),
    [
        (
            "Con tôi 5 tuổi thả diều được chưa",
            {
                "birth_from": "2020-03-03",
                "birth_to": "2021-03-02",
                "band": "duoi-6",
                "years_min": 5,
                "years_max": 5,
            },
        ),
        (
            "Cháu sinh 2020 thả diều được chưa",
            {
                "birth_from": "2020-01-01",
                "birth_to": "2020-12-31",
                "band": ["duoi-6", "6-den-14"],
                "years_min": 5,
                "years_max": 6,
            },
        ),
        ("Cháu sinh 2030 thả diều được chưa", None),
    ],
)
def test_an_age_is_told_as_days_of_birth(small_engine, text, age):
    assert record(small_engine, text)["age"] == age


@pytest.mark.parametrize("text", ["Diều bán ở đâu", "có người gọi bảo tôi đọc otp 123456", "ạ"])
def test_a_record_goes_through_json_unchanged(small_engine, text):
    found = record(small_engine, text)
    assert json.loads(json.dumps(found, ensure_ascii=False)) == found


def test_flags_and_masks_and_choices_are_listed(small_engine):
    found = record(small_engine, "có người gọi bảo tôi đọc otp 123456")
    assert (found["flags"], found["redacted"]) == (["asks-otp"], ["otp"])
    doubtful = record(small_engine, "mua dieu k dc")
    assert len(doubtful["choices"]) == 3
    assert "mua-dieu" in doubtful["choices"]
