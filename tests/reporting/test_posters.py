from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import datetime

import pytest
from PIL import Image

from bot.assistant.question import VIETNAM
from bot.assistant.sessions.guide import LocalGuide
from bot.reporting.leaflets import Address, Leaflet, Told, leaflet
from bot.reporting.making import leaflet_files
from bot.reporting.posters import _QR, Poster, _fitting
from bot.reporting.sheet import HEIGHT, WIDTH, Box, Sheet, Style, height, qr

MORNING = datetime(2026, 11, 30, 8, tzinfo=VIETNAM)
WHITE, BLACK = (255, 255, 255), (0, 0, 0)


@pytest.fixture
def told(guide: LocalGuide) -> Leaflet:
    ward = guide.knowledge.gazetteer.area("gio")
    assert ward is not None
    topics = ("mua-dieu", "tam-meo")
    return leaflet(ward, guide, MORNING, Address("DieuBot"), "Tổ 5", topics)


def picture(poster: Poster) -> Image.Image:
    return Image.open(io.BytesIO(poster.as_png())).convert("RGB")


def test_its_code_is_the_link(told: Leaflet) -> None:
    """Every module of the printed code is the one of the link, the quiet zone white."""
    image = picture(Poster(told))
    modules = qr(told.link)
    size = len(modules) + 8
    scale = image.width / WIDTH
    for row in range(size):
        for column in range(size):
            x = (_QR.left + (column + 0.5) * _QR.width / size) * scale
            y = (_QR.top + (row + 0.5) * _QR.height / size) * scale
            inside = 4 <= row < size - 4 and 4 <= column < size - 4
            dark = inside and modules[row - 4][column - 4] == 1
            assert image.getpixel((int(x), int(y))) == (BLACK if dark else WHITE)


def test_it_is_a_page_of_a4(told: Leaflet) -> None:
    poster = Poster(told)
    image = picture(poster)
    assert image.width / image.height == pytest.approx(WIDTH / HEIGHT, abs=0.002)
    assert image.width >= 1200
    box = re.search(rb"/MediaBox \[ ?0 0 ([\d.]+) ([\d.]+) ?\]", poster.as_pdf())
    assert box is not None
    assert [round(float(side) * 25.4 / 72) for side in box.groups()] == [210, 297]


def test_its_pdf_holds_letters_that_can_be_searched(told: Leaflet) -> None:
    pdf = Poster(told).as_pdf()
    assert pdf.startswith(b"%PDF")
    assert b"/FontFile2" in pdf
    assert pdf.count(b"/Type /Page ") == 1


def test_the_same_leaflet_makes_the_same_files(told: Leaflet) -> None:
    assert leaflet_files(told) == leaflet_files(told)


def test_a_leaflet_makes_a_poster_and_two_texts(told: Leaflet) -> None:
    files = leaflet_files(told)
    assert set(files) == {"ap-phich.pdf", "ap-phich.png", "loa-2-phut.txt", "zalo.txt"}
    assert "phường Gió Lùa" in files["loa-2-phut.txt"].decode()
    assert told.link in files["zalo.txt"].decode()


@pytest.mark.parametrize("sessions", [0, 1, 5, 12])
@pytest.mark.parametrize("length", [20, 120, 600])
def test_whatever_is_told_stays_above_the_code(told: Leaflet, sessions: int, length: int) -> None:
    line = ("Thả diều ở sân đình " * 40)[:length]
    full = replace(told, sessions=(Told(line, line),) * sessions)
    room = 147.0
    scale, blocks = _fitting(full, room)
    used = sum(height(text, WIDTH - 28, style.scaled(scale)) for text, style in blocks)
    assert used <= room or scale <= 0.52
    assert any(line.strip() in text for text, _ in blocks) or not sessions


def test_a_larger_script_is_worth_more_than_further_answers(told: Leaflet) -> None:
    few = replace(told, sessions=told.sessions[:1], items=told.items * 2)
    scale, blocks = _fitting(few, 147.0)
    assert scale > 1
    assert sum(text == few.items[0].title for text, _ in blocks) >= 1


@pytest.mark.parametrize("size", [8.0, 14.0, 25.0])
def test_no_line_is_wider_than_its_column(size: float) -> None:
    """What is measured is what is drawn: nothing dark stands right of the column."""
    sheet, style = Sheet(), Style(size, bold=True, colour="#000000")
    text = "Nghiêng nghiêng những cánh diều giấy thuở ấy bay phường phường xã xã. " * 3
    below = sheet.write(text, 20, 20, 90, style)
    assert below == pytest.approx(20 + height(text, 90, style))
    image = Image.open(io.BytesIO(sheet.as_png())).convert("L")
    scale = image.width / WIDTH
    beside = image.crop((int(112 * scale), 0, image.width, image.height))
    assert beside.getextrema() == (255, 255)
    under = image.crop((0, int((below + 1) * scale), image.width, image.height))
    assert under.getextrema() == (255, 255)


def test_signs_that_the_font_lacks_are_left_out() -> None:
    sheet = Sheet()
    sheet.write("📍 Diều\ufe0f 🪁 bay", 20, 20, 90, Style(12))
    assert Image.open(io.BytesIO(sheet.as_png())).size[0] > 0


def test_a_code_never_covers_more_than_its_box() -> None:
    sheet = Sheet()
    sheet.code("https://example.org/phuong/gio", Box(50, 50, 60, 60))
    image = Image.open(io.BytesIO(sheet.as_png())).convert("L")
    scale = image.width / WIDTH
    assert image.crop((0, 0, image.width, int(49 * scale))).getextrema() == (255, 255)
    assert image.crop((int(111 * scale), 0, image.width, image.height)).getextrema() == (255, 255)
