"""Replies about sessions, offices and ages, as text and as Telegram's HTML."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assistant.engine import Engine
from bot.assistant.question import VIETNAM, Question
from bot.assistant.replies import LONGEST, as_html, as_text
from bot.assistant.reply import Choice, Reply
from bot.assistant.status import Status
from bot.content.loading import Files, load
from tests.assistant.test_replies import ODD, parsed

NOVEMBER = datetime(2026, 11, 22, 9, tzinfo=VIETNAM)
MINE = "Tôi sinh 12/5/2001 thì bao giờ đổi thẻ"
CONFIRMED = {"by": "Ông trưởng thôn", "on": "22/11/2026"}


def ask(engine: Engine, text: str, *context: str, **more: object) -> Reply:
    return engine.answer(Question(text, NOVEMBER, context, **more))


def crowded(number: int, length: int) -> dict[str, object]:
    """A file of many sessions, each with long texts and a source of its own."""
    words = "rất <b>dài</b> & lắm "
    text = (words * length)[: max(length, 1)].strip()
    states = ("len_lich", "het_cho", "huy", "len_lich")
    return {
        "area": "phường Gió Lùa, tỉnh Mây",
        "places": {
            f"noi-{at}": {"name": f"Nơi {at} {text}", "note": text} for at in range(number)
        },
        "sessions": [
            {
                "id": f"dong-{at}",
                "places": [f"noi-{at}"],
                "dates": [f"{1 + at % 20:02}/12/2026"],
                "hours": ["7h30-11h30"],
                "status": states[at % len(states)],
                "reason": text,
                "bring": [text, text],
                "priority": text,
                "note": text,
                "source": f"Bảng tin {at} {text}",
                "published": "20/11/2026",
                "last_confirmed": CONFIRMED,
            }
            for at in range(number)
        ],
    }


@pytest.fixture
def engine_with(card_files: Files, card_engine: Engine):
    def made(**files: object) -> Engine:
        more = {
            f"sessions/{name}.yaml": json.dumps(content, ensure_ascii=False).encode()
            for name, content in files.items()
        }
        return Engine(load({**card_files, **more}), card_engine._tools.understanding)

    return made


MESSAGES = [
    ("Lịch làm thẻ ở phường Gió Lùa",),
    ("5/12", "Lịch làm thẻ ở phường Gió Lùa"),
    ("Làm thẻ ở đâu",),
    ("trụ sở phường Gió Lùa ở đâu",),
    ("phường Gió Lùa thứ bảy 5/12 làm thẻ ở đâu",),
    ("làm thẻ tại nhà ở phường Gió Lùa",),
    ("lịch làm thẻ xã Sóng Đôi",),
    ("lịch làm thẻ xã Đảo Sương",),
    (MINE,),
    ("cấp năm 2021", MINE),
    ("vợ chồng tôi sinh 1986 và 1990, con sinh 2012, bao giờ đổi thẻ",),
    ("thẻ cũ của tôi sinh 12/5/2001 còn dùng không",),
    ("tôi sinh 12/5/2001, 079203001234, bao giờ đổi thẻ",),
]


@pytest.mark.parametrize("turns", MESSAGES, ids=lambda turns: turns[0])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_was_looked_up_is_valid_telegram_html(card_engine, turns, language):
    reply = ask(card_engine, *turns, language=language)
    assert reply.found
    message = as_html(reply, card_engine.knowledge)
    assert len(message) <= LONGEST
    shown = parsed(message).text
    assert shown.startswith(reply.note)
    assert reply.note in as_text(reply, card_engine.knowledge)


def test_what_was_looked_up_stands_first_then_the_wording_then_the_way(card_engine):
    reply = ask(card_engine, "làm thẻ tại nhà ở phường Gió Lùa")
    text = as_text(reply, card_engine.knowledge)
    assert text.startswith("Lịch làm căn cước tại nhà sắp tới ở phường Gió Lùa:")
    assert text.index("Nguồn: Bảng tin đầu ngõ") < text.index("LÀM THẺ NUÔI TẠI NHÀ")
    office = as_text(ask(card_engine, "trụ sở phường Gió Lùa ở đâu"), card_engine.knowledge)
    way = "📍 Công an phường Gió Lùa: https://www.google.com/maps/dir/?api=1&destination="
    assert office.split("\n\n")[-1].startswith(way)


def test_the_way_on_a_map_is_a_link(card_engine):
    reply = ask(card_engine, "trụ sở phường Gió Lùa ở đâu")
    message = as_html(reply, card_engine.knowledge)
    assert (
        '<a href="https://www.google.com/maps/dir/?api=1&amp;destination=22.401%2C103.461">'
        "📍 Công an phường Gió Lùa</a>"
    ) in message


def test_three_ways_at_most_are_told(engine_with):
    engine = engine_with(dong=crowded(12, 1))
    reply = ask(engine, "Lịch làm thẻ ở phường Gió Lùa")
    assert len(reply.found[0].local.venues) > 3
    assert len(reply.links) == 3


def test_choices_below_what_was_looked_up_have_a_heading(card_engine):
    reply = ask(card_engine, MINE)
    assert reply.items == ()
    reply = Reply(
        reply.status, note=reply.note, found=reply.found, choices=(Choice("the-cu", "Thẻ cũ"),)
    )
    heading = card_engine.knowledge.say("hoac-ban-hoi", "vi")
    assert f"\n\n{heading}\n1. Thẻ cũ" in as_text(reply, card_engine.knowledge)
    assert as_html(reply, card_engine.knowledge).endswith(heading)


@pytest.mark.parametrize(("number", "length"), [(3, 1), (12, 60), (40, 60), (40, 400), (4, 6000)])
@pytest.mark.parametrize(
    "text",
    ["Lịch làm thẻ ở phường Gió Lùa", "5/12 phường Gió Lùa làm thẻ ở đâu", "Lịch làm thẻ nuôi"],
)
def test_many_sessions_with_long_texts_never_exceed_a_message(engine_with, number, length, text):
    engine = engine_with(dong=crowded(number, length))
    reply = ask(engine, text)
    assert reply.status is Status.SESSIONS
    message = as_html(reply, engine.knowledge)
    assert len(message) <= LONGEST
    shown = parsed(message).text
    assert shown.startswith(reply.note.split("\n\n", 1)[0])
    assert reply.note in shown or shown.endswith(engine.knowledge.say("con-nua", "vi"))


def test_what_staff_write_is_only_ever_text(engine_with):
    engine = engine_with(dong=crowded(2, 40))
    message = as_html(ask(engine, "1/12 ở phường Gió Lùa có lịch làm thẻ không"), engine.knowledge)
    assert "rất &lt;b&gt;dài&lt;/b&gt; &amp; lắm" in message


@settings(max_examples=60, deadline=None)
@given(paragraphs=st.lists(st.builds(str.__mul__, ODD, st.sampled_from([1, 40, 200])), max_size=8))
def test_a_note_of_any_paragraphs_fits_a_message(card_engine, paragraphs):
    reply = Reply(Status.SESSIONS, note="\n\n".join(paragraphs))
    message = as_html(reply, card_engine.knowledge)
    assert len(message) <= LONGEST
    parsed(message)


def test_an_english_question_about_sessions_is_answered_in_english(card_engine):
    reply = ask(card_engine, "When are the card sessions in phường Gió Lùa")
    assert (reply.language, reply.status) == ("en", Status.SESSIONS)
    text = as_text(reply, card_engine.knowledge)
    assert text.startswith("Coming sessions for identity card service in phường Gió Lùa:")
    assert "Tuesday 1 December 2026" in text


def test_every_suggestion_is_told_once(card_engine):
    reply = ask(card_engine, "Làm thẻ ở đâu")
    twice = Reply(reply.status, note=reply.note, found=(*reply.found, *reply.found))
    assert twice.suggestions == reply.suggestions
    assert len(reply.suggestions) == 2
