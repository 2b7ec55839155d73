from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reporting.spoken import spoken

YEAR = 2026


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Thứ Ba 01/12/2026", "Thứ Ba ngày mùng một tháng mười hai"),
        ("ngày 15/4/2026", "ngày mười lăm tháng tư"),
        ("từ 01/01/2027", "từ ngày mùng một tháng một năm hai nghìn không trăm hai mươi bảy"),
        ("nghỉ 30/4 và 01/5", "nghỉ ngày ba mươi tháng tư và ngày mùng một tháng năm"),
        ("7h30–11h30", "bảy giờ ba mươi đến mười một giờ ba mươi"),
        ("13h - 16h05", "mười ba giờ đến mười sáu giờ năm"),
        ("14h00", "mười bốn giờ"),
        ("giá 15.000 đồng", "giá mười lăm nghìn đồng"),
        ("1.250.000 đồng", "một triệu hai trăm năm mươi nghìn đồng"),
        ("giảm 50%", "giảm năm mươi phần trăm"),
        ("đủ 14 tuổi", "đủ mười bốn tuổi"),
        ("8-20 ký tự", "tám đến hai mươi ký tự"),
        ("gọi 1900 0368.", "gọi một chín không không, không ba sáu tám."),
        ("thẻ căn cước công dân (CCCD) còn hạn", "thẻ căn cước công dân còn hạn"),
        ("đổi CCCD, CMND", "đổi căn cước công dân, chứng minh nhân dân"),
        ("Công an xã/phường", "Công an xã hoặc phường"),
        ("hằng tuần (trừ lễ), 7h", "hằng tuần, trừ lễ, bảy giờ"),
        ("trang https://www.diều.example.org", "trang diều.example chấm org"),
        ("⚠️ Đây là dữ liệu mẫu", "Đây là dữ liệu mẫu"),
        ("Không có số nào.", "Không có số nào."),
    ],
)
def test_what_is_written_is_read_out_in_words(written: str, said: str) -> None:
    assert spoken(written, YEAR) == said


@given(st.text(st.sampled_from("0123456789/.–-h%() aăđờ,:"), max_size=40))
def test_no_digit_is_left_to_read(text: str) -> None:
    assert not any(char.isdigit() for char in spoken(text, YEAR))


@given(st.dates(date(1900, 1, 1)))
def test_every_day_can_be_read_out(day: date) -> None:
    said = spoken(f"{day:%d/%m/%Y}", YEAR)
    assert said.startswith("ngày ")
    assert " tháng " in said
