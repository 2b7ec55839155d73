"""Faults of the files in the words of the forms."""

from __future__ import annotations

import pytest

from bot.content.editing import faults_of
from bot.content.loading import Files
from bot.errors import Fault
from bot.web.console.fault_words import in_plain_words, told


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("thiếu mục «lead»; hãy thêm vào", "Thiếu «Ý chính»; hãy điền vào"),
        (
            "«3 ngày» là số liệu gõ tay; đưa vào law/ rồi viết {mã}, "
            "hoặc ghi lý do ở literal_ok",
            "«3 ngày» là số liệu gõ tay; đưa vào trang Thông số rồi viết {mã}, "
            "hoặc ghi lý do ở «Lý do gõ số trong lời»",
        ),
        ("valid_until trước valid_from; đổi lại",
         "«Áp dụng đến hết ngày» trước «Áp dụng từ ngày»; đổi lại"),
        ("until 2026-01-02 trước from 2026-03-04",
         "«Đến hết ngày» 02/01/2026 trước «Từ ngày» 04/03/2026"),
        ("chủ đề «lead-moi» không có", "Chủ đề «lead-moi» không có"),
        ("viết {until} hoặc {le-phi}", "Viết {until} hoặc {le-phi}"),
    ],
)  # fmt: skip
def test_keys_and_days_are_said_as_the_forms_say_them(written: str, said: str) -> None:
    assert in_plain_words(written) == said


def test_a_fault_of_a_missing_key_stands_where_the_key_would_be(small_files: Files) -> None:
    name = "faq/do-choi.yaml"
    text = small_files[name].decode().replace("    checked_on: 2026-01-01\n", "", 1)
    files = {**small_files, name: text.encode()}
    places = ["title", "checked_on"]
    found = told(files, faults_of(files), "faq/", "mua-dieu", places, lambda path: path)
    assert found.fields == {"checked_on": ["Thiếu «Ngày kiểm tra căn cứ»; hãy điền vào"]}
    assert found.others == []


def test_a_fault_that_no_field_is_about_stands_at_the_top(small_files: Files) -> None:
    name = "faq/do-choi.yaml"
    text = small_files[name].decode().replace("    checked_on: 2026-01-01\n", "", 1)
    files = {**small_files, name: text.encode()}
    found = told(files, faults_of(files), "faq/", "mua-dieu", ["title"], lambda path: path)
    assert list(found.fields) == [""]


def test_a_fault_of_anything_else_keeps_file_and_line(small_files: Files) -> None:
    fault = Fault("law/thong-so.yaml", 3, 5, "giá trị lạ")
    for place in ("faq/", "law/"):
        found = told(small_files, [fault], place, "mua-dieu", [], lambda path: path)
        assert found.others == ["Giá trị lạ (tệp law/thong-so.yaml, dòng 3)"]


def test_the_same_is_not_said_twice(small_files: Files) -> None:
    fault = Fault("faq/do-choi.yaml", 3, 5, "sai")
    found = told(small_files, [fault, fault], "faq/", "mua-dieu", [""], lambda _: "")
    assert found.fields == {"": ["Sai"]}
