from __future__ import annotations

from pathlib import Path

import pytest

from tests.process.program import CONFIG, SMALL, Outcome, furnished, perform

FILES = {"ap-phich.pdf", "ap-phich.png", "loa-2-phut.txt", "zalo.txt"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return furnished(tmp_path)


def poster(folder: Path, *arguments: str) -> Outcome:
    return perform(
        folder, "poster", "--knowledge", str(SMALL), "--on", "2026-11-30T08:00", *arguments
    )


def test_a_ward_gets_a_poster_and_its_texts(place: Path) -> None:
    done = poster(place, "--area", "gio", "--bot", "DieuBot", "--out", "in/gió")
    assert (done.code, done.error) == (0, "")
    assert {path.name for path in (place / "in" / "gió").iterdir()} == FILES
    assert done.out.splitlines()[-1] == "Mã QR dẫn tới https://t.me/DieuBot?start=phuong_gio"
    assert (place / "in" / "gió" / "ap-phich.pdf").read_bytes().startswith(b"%PDF")
    assert (place / "in" / "gió" / "ap-phich.png").read_bytes().startswith(b"\x89PNG")


def test_a_neighbourhood_is_named_in_all_of_them(place: Path) -> None:
    done = poster(
        place, "--area", "phường Gió Lùa", "--neighbourhood", "Tổ 5", "--bot", "@DieuBot",
        "--out", "in",
    )  # fmt: skip
    assert done.code == 0
    assert "Tổ 5, phường Gió Lùa" in (place / "in" / "zalo.txt").read_text("utf-8")
    assert "Tổ năm, phường Gió Lùa" in (place / "in" / "loa-2-phut.txt").read_text("utf-8")


def test_without_a_bot_the_code_leads_to_the_public_page(place: Path) -> None:
    config = "data: data\nweb: {port: 0, public_url: 'https://example.org'}\n"
    (place / "config.yaml").write_text(config, "utf-8")
    done = poster(place, "--area", "gio", "--out", "in")
    assert done.out.endswith("Mã QR dẫn tới https://example.org/phuong/gio\n")


def test_the_settings_say_which_answers_are_told(place: Path) -> None:
    chosen = f"{CONFIG}reports: {{poster_topics: [tam-meo]}}\n"
    (place / "config.yaml").write_text(chosen, "utf-8")
    assert poster(place, "--area", "gio", "--bot", "DieuBot", "--out", "in").code == 0
    assert "Tắm cho mèo: Pha nước ấm" in (place / "in" / "loa-2-phut.txt").read_text("utf-8")
    (place / "config.yaml").write_text(chosen.replace("tam-meo", "da-bo"), "utf-8")
    done = poster(place, "--area", "gio", "--bot", "DieuBot", "--out", "in")
    assert (done.code, len(done.errors)) == (2, 1)
    assert "không có chủ đề «da-bo»" in done.error


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--out", "in"], "--area"),
        (["--area", "gio", "--bot", "DieuBot"], "--out"),
        (["--area", "gio", "--out", "in"], "ghi --bot TÊN_BOT, hoặc đặt web.public_url"),
        (["--area", "gio", "--bot", "diều", "--out", "in"], "«diều» không phải tên bot"),
        (["--area", "xã Không Có", "--bot", "DieuBot", "--out", "in"], "không rõ là xã, phường"),
        (["--area", "gio", "--bot", "DieuBot", "--out", "config.yaml"], "không ghi được"),
    ],
    ids=lambda value: " ".join(value)[-30:] if isinstance(value, list) else "",
)
def test_what_cannot_be_is_one_clear_line(place: Path, arguments: list[str], said: str) -> None:
    done = poster(place, *arguments)
    assert done.code == 2
    [line] = done.errors
    assert said in line
    assert not (place / "in").exists()
