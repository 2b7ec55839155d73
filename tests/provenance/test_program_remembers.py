"""The real program knows its answers again after an edit and a restart."""

from __future__ import annotations

import re
import shutil
import stat
from pathlib import Path

import pytest

from bot.assistant.codes import written
from tests.assistant.codes_in import find_codes
from tests.process.program import SMALL, Server, furnished, perform, serving

pytestmark = pytest.mark.process
ON = ("--on", "2026-11-22")


def asked(server: Server, text: str) -> str:
    page = server.post("/", {"q": text}, **{"X-Part": "turn"})
    assert page.status == 200
    return re.sub(r"<[^>]+>", "\n", page.text)


def test_an_answer_of_before_an_edit_is_known_and_its_change_is_told(tmp_path: Path) -> None:
    folder = furnished(tmp_path)
    shutil.copytree(SMALL, folder / "knowledge")
    with serving(folder, *ON) as server:
        [code] = find_codes(asked(server, "Tắm mèo thế nào"))
        assert "vẫn đúng từng chữ" in asked(server, written(code))
        assert server.end() == 0
    file = folder / "knowledge" / "faq" / "thu-cung.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("nước ấm", "nước nguội"), "utf-8")
    with serving(folder, *ON) as server:
        told = asked(server, f"mã {written(code)} còn đúng không")
        assert "Đây là câu trả lời cũ của tôi" in told
        assert "trước là “Pha nước ấm rồi tắm nhẹ tay cho mèo.”, nay là “Pha nước nguội" in told
        assert server.end() == 0
    key = folder / "data" / "key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_the_terminal_checks_codes_too(tmp_path: Path) -> None:
    arguments = ("chat", "--knowledge", str(SMALL), *ON)
    first = perform(furnished(tmp_path), *arguments, given="Tắm mèo thế nào\n")
    [code] = find_codes(first.out)
    then = perform(tmp_path, *arguments, given=f"mã {written(code)} đúng không\n")
    assert "✅ Mã này đúng là của tôi." in then.out


def test_a_single_answer_on_the_command_line_carries_a_code(tmp_path: Path) -> None:
    done = perform(furnished(tmp_path), "ask", "Tắm mèo thế nào", "--knowledge", str(SMALL), *ON)
    assert len(find_codes(done.out)) == 1
