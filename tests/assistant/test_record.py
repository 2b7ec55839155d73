import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from bot.assistant.question import VIETNAM, Question
from bot.assistant.record import as_record
from bot.assistant.replies import as_html, as_text
from bot.assistant.status import Status

MOMENT = datetime(2026, 3, 2, 9, tzinfo=VIETNAM)
COMMANDS = Path(__file__).parents[2] / "docs" / "commands.md"


def promised() -> list[str]:
    out = COMMANDS.read_text(encoding="utf-8").split("Out: `{", 1)[1].split("}`", 1)[0]
    return re.findall(r'"(\w+)"', out)


NOVEMBER = datetime(2026, 11, 22, 9, tzinfo=VIETNAM)


def record(
    engine, text: str, *context: str, moment: datetime = MOMENT, **more: object
) -> dict[str, object]:
    reply = engine.answer(Question(text, moment, context, **more))
    return as_record(reply, engine.knowledge)


@pytest.mark.parametrize("text", ["Diều bán ở đâu", "", "Mua xe đạp ở đâu", "mua dieu k dc"])
def test_a_record_has_exactly_the_keys_that_the_documentation_promises(small_engine, text):
    assert ["id", *record(small_engine, text), "elapsed_ms"] == promised()


def test_every_status_is_in_the_documentation():
    text = " ".join(COMMANDS.read_text(encoding="utf-8").split())
    listed = text.split("`status` is one of `", 1)[1].split("`", 1)[0]
    assert set(listed.split(", ")) == {status.value for status in Status}


def test_a_record_of_an_answer(small_engine):
    reply = small_engine.answer(Question("Diều bán ở đâu", MOMENT))
    found = as_record(reply, small_engine.knowledge)
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
                "birth_to": "2021-12-31",
                "band": "duoi-6",
                "years_min": 4,
                "years_max": 5,
            },
        ),
        (
            "Con tôi 14 tuổi thả diều được chưa",
            {
                "birth_from": "2011-03-03",
                "birth_to": "2012-12-31",
                "band": ["6-den-14", "tu-14"],
                "years_min": 13,
                "years_max": 14,
            },
        ),
        (
            "Con tôi tròn 14 tuổi thả diều được chưa",
            {
                "birth_from": "2011-03-03",
                "birth_to": "2012-03-02",
                "band": "tu-14",
                "years_min": 14,
                "years_max": 14,
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
    """Who says 14 may also be about to turn 14 this year; a complete 14 is reached."""
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


LOOKED_UP = [
    "Lịch làm thẻ ở phường Gió Lùa",
    "Làm thẻ ở đâu",
    "trụ sở phường Gió Lùa ở đâu thứ bảy 5/12",
    "Tôi sinh 12/5/2001 thì bao giờ đổi thẻ",
    "lịch làm thẻ xã Sóng Đôi",
]


@pytest.mark.parametrize("text", LOOKED_UP)
def test_what_was_looked_up_goes_through_json_with_the_same_keys(card_engine, text):
    found = record(card_engine, text, moment=NOVEMBER)
    assert ["id", *found, "elapsed_ms"] == promised()
    assert json.loads(json.dumps(found, ensure_ascii=False)) == found


def test_sessions_are_told_with_place_and_day(card_engine):
    found = record(card_engine, "Lịch làm thẻ 5/12 ở phường Gió Lùa", moment=NOVEMBER)
    assert found["status"] == "sessions"
    assert found["when"] == {"from": "2026-12-05", "to": "2026-12-05"}
    assert found["place"] == {"areas": ["phường Gió Lùa, tỉnh Mây"], "ask": False}
    assert found["sessions"] == [
        {
            "id": "gio-thu-bay",
            "date": "2026-12-05",
            "from": "07:30",
            "to": "11:30",
            "place": "Sân đình Gió Lùa",
        }
    ]
    assert found["age"] is None


def test_near_a_shared_location_the_distance_is_told(card_engine):
    found = record(card_engine, "Lịch làm thẻ 5/12", moment=NOVEMBER, point=(22.41, 103.46))
    assert found["place"] is None
    [session] = found["sessions"]
    assert session["distance_km"] == pytest.approx(1.11, abs=0.02)
    assert "22.41" not in json.dumps(found)


def test_a_place_that_may_be_several_is_told_with_all_of_them(card_engine):
    found = record(card_engine, "lịch làm thẻ xã Sóng Đôi", moment=NOVEMBER)
    assert found["status"] == "needs_detail"
    assert found["place"] == {
        "areas": ["xã Sóng Đôi, tỉnh Mây", "xã Sóng Đôi, tỉnh Rừng Thưa"],
        "ask": True,
    }
    assert found["sessions"] == []


def test_day_and_age_are_those_of_the_message_but_a_place_lasts(card_engine):
    before = "Con 10 tuổi làm thẻ 5/12 ở phường Gió Lùa được không"
    found = record(card_engine, "Lịch làm thẻ", before, moment=NOVEMBER)
    assert (found["age"], found["when"]) == (None, None)
    assert found["place"] == {"areas": ["phường Gió Lùa, tỉnh Mây"], "ask": False}


def test_home_is_the_place_where_none_is_named(card_engine):
    home = "xã Đảo Sương, tỉnh Biển Biếc"
    found = record(card_engine, "Lịch làm thẻ", moment=NOVEMBER, place=home)
    assert found["place"] == {"areas": [home], "ask": False}


def test_a_calculation_tells_the_sources_of_the_ages(card_engine):
    found = record(card_engine, "Tôi sinh 12/5/2001 thì bao giờ đổi thẻ", moment=NOVEMBER)
    assert found["sources"] == [{"doc": "Luật thử", "article": "Điều 1", "url": None}]
    assert found["age"] == {
        "birth_from": "2001-05-12",
        "birth_to": "2001-05-12",
        "band": "tu-14",
        "years_min": 25,
        "years_max": 25,
    }
    assert (found["valid_until"], found["sessions"]) == (None, [])


def test_a_wording_beside_a_calculation_adds_its_own_sources(card_engine):
    found = record(card_engine, "thẻ cũ của tôi sinh 12/5/2001 còn dùng không", moment=NOVEMBER)
    assert found["topics"] == ["the-cu"]
    assert [source["doc"] for source in found["sources"]] == ["Nội quy", "Luật thử"]
