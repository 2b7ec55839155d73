from __future__ import annotations

from pathlib import Path

import pytest

from tests.process.program import SMALL, furnished, perform, run

ON = ("--knowledge", str(SMALL), "--on", "2026-11-22")


@pytest.mark.process
def test_a_conversation_in_the_terminal(tmp_path: Path) -> None:
    said = "diều\n2\n\nCon diều bao nhiêu tiền\nthoát\nkhông ai đọc câu này\n"
    done = run(furnished(tmp_path), "chat", *ON, given=said)
    assert (done.code, done.error) == (0, "")
    greeting, offers, chosen, nothing, price, rest = done.out.split("\n> ")
    assert greeting.startswith("Chào bạn!")
    assert "20.000 đồng" in price
    assert "chưa thấy câu hỏi" in nothing
    assert "\n1. " in offers
    second = offers.split("\n2. ")[1].split("\n")[0]
    assert chosen.strip().startswith(second.upper())
    assert rest.strip() == ""


def test_a_follow_up_is_read_in_the_light_of_the_question_before(tmp_path: Path) -> None:
    alone = perform(furnished(tmp_path), "chat", *ON, given="bao nhiêu tiền\n")
    after = perform(tmp_path, "chat", *ON, given="Tôi muốn mua một con diều\nbao nhiêu tiền\n")
    assert "\n1. " in alone.out.split("\n> ")[1]
    assert "\n1. " not in after.out.split("\n> ")[2]
    assert "Diều bán ở cửa hàng" in after.out.split("\n> ")[2]


def test_the_end_of_the_input_ends_it(tmp_path: Path) -> None:
    done = perform(furnished(tmp_path), "chat", *ON, given="")
    assert (done.code, done.error) == (0, "")
