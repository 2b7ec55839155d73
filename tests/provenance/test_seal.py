from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assistant.codes import written
from bot.assistant.engine import Engine
from bot.assistant.question import Question
from bot.assistant.replies import as_html, as_text
from bot.assistant.reply import Reply
from bot.assistant.status import Status
from bot.provenance.seal import Seal, seal_kept_in
from tests.assistant.codes_in import find_codes
from tests.conftest import MOMENT
from tests.provenance.conftest import KEY, noon
from tests.provenance.test_comparing import without_tags

SCHEDULE = "Lịch làm thẻ nuôi ở phường Gió Lùa"
BIRTH = "Con tôi sinh 20/12/2012 khi nào đổi thẻ nuôi"
SEAL = Seal(KEY)


def answer(engine: Engine, text: str, language: str | None = None) -> Reply:
    return engine.answer(Question(text, MOMENT, (), language))  # type: ignore[arg-type]


def looked_up(engine: Engine, text: str = SCHEDULE, seal: Seal = SEAL) -> Reply:
    reply = seal.sealed(answer(engine, text), engine.knowledge)
    assert find_codes(reply.note) != []
    return reply


def found(engine: Engine, text: str, seal: Seal = SEAL) -> tuple[str, str] | None:
    """What the seal says of a text up to the last code in it."""
    code = find_codes(text)[-1]
    topics = [topic for topic, entry in engine.knowledge.entries.items() if entry.answered_by]
    return seal.find(code, text[: text.rindex(written(code))], topics)


@pytest.mark.parametrize("text", [SCHEDULE, BIRTH, "trụ sở phường Gió Lùa ở đâu"])
def test_what_was_looked_up_carries_day_and_code_and_is_known_again(
    card_engine: Engine, text: str
) -> None:
    reply = looked_up(card_engine, text)
    [code] = find_codes(reply.note)
    assert code.startswith("L")
    assert reply.note.endswith(f"\n\nTra ngày 22/11/2026. Mã câu trả lời: {written(code)}")
    assert found(card_engine, reply.note) == (reply.topics[0], "")


@pytest.mark.parametrize("write", [as_text, as_html])
def test_it_is_known_again_however_it_was_shown(card_engine: Engine, write: object) -> None:
    reply = looked_up(card_engine, BIRTH)
    text = without_tags(write(reply, card_engine.knowledge))  # type: ignore[operator]
    [code] = find_codes(reply.note)
    note = text[: text.rindex(written(code))] + written(code)
    sent = "Bạn Lan gửi:\n" + note.replace("\n", "\n \n")
    assert found(card_engine, sent) == (reply.topics[0], "Bạn Lan gửi:")


def test_the_code_is_in_english_where_the_answer_is(card_engine: Engine) -> None:
    reply = answer(card_engine, SCHEDULE)
    english = SEAL.sealed(replace(reply, language="en"), card_engine.knowledge)
    assert "\n\nLooked up on 22 November 2026. Answer code: L" in english.note


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 500), st.sampled_from(["", "nộp", "9", "@ai"]))
def test_no_word_can_be_changed_unseen(card_engine: Engine, place: int, other: str) -> None:
    reply = looked_up(card_engine)
    said, _, code = reply.note.rpartition(" ")
    words = said.split(" ")
    at = place % len(words)
    if words[at] in {"•", other}:
        return
    text = " ".join([*words[:at], other, *words[at + 1 :], code])
    assert found(card_engine, text) is None


def test_the_day_cannot_be_changed(card_engine: Engine) -> None:
    text = looked_up(card_engine).note.replace("Tra ngày 22/11/2026", "Tra ngày 23/11/2026")
    assert found(card_engine, text) is None


def test_words_that_are_cut_off_above_are_missed(card_engine: Engine) -> None:
    text = looked_up(card_engine).note.split("\n", 1)[1]
    assert found(card_engine, text) is None


def test_another_key_makes_and_knows_other_codes(card_engine: Engine) -> None:
    reply, stranger = looked_up(card_engine), Seal(b"another key")
    assert found(card_engine, reply.note, stranger) is None
    assert looked_up(card_engine, SCHEDULE, stranger).note != reply.note


@pytest.mark.parametrize(
    "text",
    ["Mấy tuổi phải đổi thẻ nuôi", "Làm thẻ ở đâu", "Diều bán ở đâu", "xin chào", "", "???"],
)
def test_what_is_no_look_up_is_left_alone(card_engine: Engine, text: str) -> None:
    reply = answer(card_engine, text)
    assert reply.status not in {Status.SESSIONS, Status.OFFICE, Status.CALCULATED}
    assert SEAL.sealed(reply, card_engine.knowledge) is reply


def test_the_key_is_made_once_and_only_its_user_can_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    one, other = seal_kept_in(folder), seal_kept_in(folder)
    assert one is not None
    assert other is not None
    assert one._key == other._key
    assert len((folder / "key").read_bytes()) == 32
    assert stat.S_IMODE((folder / "key").stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == ["key"]


def test_two_installations_have_two_keys(tmp_path: Path) -> None:
    one, other = seal_kept_in(tmp_path / "a"), seal_kept_in(tmp_path / "b")
    assert one is not None
    assert other is not None
    assert one._key != other._key


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 33])
def test_a_damaged_key_is_not_used_and_not_replaced(
    tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """An empty key would let anybody make codes; a new one would disown all codes of before."""
    (tmp_path / "key").write_bytes(content)
    assert seal_kept_in(tmp_path) is None
    assert (tmp_path / "key").read_bytes() == content
    assert "is damaged" in caplog.text


def test_where_no_key_can_be_kept_there_are_no_such_codes(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "data").write_text("a file stands in the way")
    assert seal_kept_in(tmp_path / "data") is None
    assert "no key" in caplog.text
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_the_day_is_that_of_vietnam(card_engine: Engine) -> None:
    reply = card_engine.answer(Question(SCHEDULE, noon(MOMENT.date()).replace(hour=0)))
    assert "Tra ngày 22/11/2026." in SEAL.sealed(reply, card_engine.knowledge).note
