from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.cards.knowledge import written
from tests.process.program import PATIENCE, SMALL, ask, command, environment, perform, run

KNOWLEDGE = ("--knowledge", str(SMALL))
KITE = "Con diều bao nhiêu tiền"
PROMISED = {
    "id", "status", "topics", "choices", "confidence", "ranking", "text", "html", "sources",
    "valid_until", "age", "when", "place", "sessions", "flags", "redacted", "elapsed_ms",
}  # fmt: skip


@pytest.mark.process
def test_ask_prints_the_answer_with_its_basis(home: Path) -> None:
    done = run(home, "ask", KITE, "--on", "2026-11-22", *KNOWLEDGE)
    assert (done.code, done.error) == (0, "")
    assert done.out.startswith("MUA DIỀU Ở ĐÂU, GIÁ BAO NHIÊU\n")
    assert "20.000 đồng" in done.out
    assert "Căn cứ: Trang 1, Sổ giá." in done.out


def test_words_need_no_quotes(home: Path) -> None:
    done = perform(home, "ask", *KITE.split(), *KNOWLEDGE)
    assert "Diều bán ở cửa hàng đầu làng" in done.out


def test_json_has_the_promised_keys_with_their_types(home: Path) -> None:
    record = ask(home, KITE, "--on", "2026-11-22")
    assert record.keys() == PROMISED
    assert record["status"] == "answered"
    assert record["topics"] == ["mua-dieu"]
    assert record["valid_until"] == "2026-12-31"
    assert record["sources"] == [
        {"doc": "Sổ giá", "article": "Trang 1", "url": "https://example.org/so-gia"}
    ]
    assert (record["age"], record["flags"], record["redacted"]) == (None, [], [])
    ranking = record["ranking"]
    assert isinstance(ranking, list)
    assert 1 <= len(ranking) <= 5
    assert ranking[0]["topic"] == "mua-dieu"
    scores = [entry["score"] for entry in ranking]
    assert scores == sorted(scores, reverse=True)


def test_an_age_in_the_question_is_told_as_days_of_birth(home: Path) -> None:
    age = ask(home, "Con tôi 5 tuổi thả diều được chưa", "--on", "2026-11-22")["age"]
    assert isinstance(age, dict)
    assert (age["birth_from"], age["birth_to"]) == ("2020-11-23", "2021-12-31")
    assert age["band"] == "duoi-6"


@pytest.mark.process
def test_json_is_the_same_in_a_process_of_its_own(home: Path) -> None:
    arguments = ("ask", KITE, "--json", "--on", "2026-11-22", *KNOWLEDGE)
    done = run(home, *arguments)
    assert (done.code, done.error) == (0, "")
    inside = perform(home, *arguments)
    assert {**json.loads(done.out), "elapsed_ms": 0} == {**json.loads(inside.out), "elapsed_ms": 0}


@pytest.mark.process
def test_a_bad_line_is_the_exit_code_two_of_the_process(home: Path) -> None:
    done = run(home, "ask", "--jsonl", *KNOWLEDGE, given='{"q": "Mèo ho"}\ndiều\n')
    assert (done.code, done.error) == (2, "dòng 2: không phải JSON\n")
    assert len(done.out.splitlines()) == 1


def test_on_changes_the_answer(home: Path) -> None:
    before = ask(home, KITE, "--on", "2026-12-31")
    after = ask(home, KITE, "--on", "2027-01-01")
    assert "giá 20.000 đồng" in str(before["text"])
    assert "giá 40.000 đồng" in str(after["text"])
    assert (before["valid_until"], after["valid_until"]) == ("2026-12-31", None)


def test_on_takes_the_day_in_vietnam(home: Path) -> None:
    eve = ask(home, KITE, "--on", "2026-12-31T16:59:59+00:00")
    midnight = ask(home, KITE, "--on", "2026-12-31T17:00:00+00:00")
    assert "giá 20.000 đồng" in str(eve["text"])
    assert "giá 40.000 đồng" in str(midnight["text"])


def test_why_tells_what_was_matched_beside_the_answer(home: Path) -> None:
    done = perform(home, "ask", KITE, "--why", *KNOWLEDGE)
    assert done.code == 0
    assert "bước:" not in done.out
    assert "bước: ranked" in done.error
    assert "mua-dieu" in done.error


@pytest.mark.process
def test_lines_are_answered_in_order(home: Path) -> None:
    rows = [
        {"id": "a", "q": KITE, "now": "2026-06-01"},
        {"id": "b", "q": KITE, "now": "2027-06-01T08:00:00+07:00"},
        {"id": 7, "q": "Tắm mèo bằng gì", "context": ["Mèo bẩn quá"]},
        {"q": ""},
    ]
    lines = "\n\n".join(json.dumps(row) for row in rows) + "\n"
    done = run(home, "ask", "--jsonl", *KNOWLEDGE, given=lines)
    assert (done.code, done.error) == (0, "")
    found = [json.loads(line) for line in done.out.splitlines()]
    assert all(record.keys() == PROMISED for record in found)
    assert [record["id"] for record in found] == ["a", "b", 7, 7]
    assert [record["topics"] for record in found] == [["mua-dieu"], ["mua-dieu"], ["tam-meo"], []]
    assert "20.000" in found[0]["text"]
    assert "40.000" in found[1]["text"]
    assert found[3]["status"] == "needs_detail"


def test_a_line_may_tell_what_was_said_before_and_where_the_person_is(
    home: Path, tmp_path: Path
) -> None:
    knowledge = ("--knowledge", str(written(tmp_path / "the", SMALL)))
    rows = [
        {"q": "Lịch làm thẻ 5/12"},
        {"q": "Lịch làm thẻ 5/12", "place": "xã Đảo Sương, tỉnh Biển Biếc"},
        {"q": "5/12", "context": ["Lịch làm thẻ ở phường Gió Lùa"]},
        {"q": "Tôi sinh 12/5/2001 thì bao giờ đổi thẻ"},
    ]
    lines = "".join(json.dumps({**row, "now": "2026-11-22T09:00:00+07:00"}) + "\n" for row in rows)
    done = perform(home, "ask", "--jsonl", *knowledge, given=lines)
    assert (done.code, done.error) == (0, "")
    found = [json.loads(line) for line in done.out.splitlines()]
    assert all(record.keys() == PROMISED for record in found)
    told = [[session["date"] for session in record["sessions"]] for record in found]
    assert told == [["2026-12-05"], [], ["2026-12-05"], []]
    assert [record["status"] for record in found] == [
        "sessions", "answered", "sessions", "needs_detail",
    ]  # fmt: skip
    assert found[1]["place"] == {"areas": ["xã Đảo Sương, tỉnh Biển Biếc"], "ask": False}


@pytest.mark.parametrize(
    "bad",
    [
        "diều",
        '{"id": 1}',
        '{"q": 5}',
        '["q"]',
        '{"q": "a", "now": "mai"}',
        '{"q": "a", "now": "0001-01-01T00:00+14:00"}',
        '{"q": "a", "context": "b"}',
        '{"q": "a", "context": [1]}',
        '{"q": "a", "place": 5}',
        '{"q": "a", "id": ' + "9" * 5000 + "}",
        "[" * 100_000,
    ],
    ids=lambda text: text[:30],
)
def test_a_bad_line_ends_it_with_its_number_after_the_good_ones(home: Path, bad: str) -> None:
    lines = '{"id": 1, "q": "Tắm mèo bằng gì"}\n\n' + bad + '\n{"id": 4, "q": "Mèo ho"}\n'
    done = perform(home, "ask", "--jsonl", *KNOWLEDGE, given=lines)
    assert done.code == 2
    assert [json.loads(line)["id"] for line in done.out.splitlines()] == [1]
    [line] = done.errors
    assert line.startswith("dòng 3: ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ask"], "chưa có câu hỏi"),
        (["ask", "  "], "chưa có câu hỏi"),
        (["ask", "--jsonl", "diều"], "bỏ câu hỏi trên dòng lệnh"),
        (["ask", "diều", "--on", "mai"], "«mai» không phải ngày giờ"),
        (["ask", "diều", "--on", "9999-12-31T23:59-12:00"], "nằm ngoài lịch"),
    ],
    ids=lambda part: str(part)[-24:],
)
def test_bad_usage_is_one_clear_line(home: Path, arguments: list[str], said: str) -> None:
    done = perform(home, *arguments)
    assert (done.code, done.out) == (2, "")
    [line] = done.errors
    assert said in line


def test_a_message_of_any_signs_is_answered(home: Path) -> None:
    strange = "\u202e\x00\ud800\U0001f600 %s {mua-dieu} <b>&" * 200
    done = perform(home, "ask", "--jsonl", *KNOWLEDGE, given=json.dumps({"q": strange}))
    assert (done.code, done.error) == (0, "")
    assert json.loads(done.out)["status"]


@pytest.mark.process
def test_a_reader_that_has_enough_is_no_fault(home: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            command("ask", KITE, *KNOWLEDGE), cwd=home, env=environment(), stdout=writing,
            stderr=subprocess.PIPE, timeout=PATIENCE, check=False,
        )  # fmt: skip
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
