"""A lead may be read by someone who asked the other way round: it never begins with a bare yes."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bot.content.checks import check
from bot.content.checks.answers import whole_leads
from bot.content.checks.folder import Folder
from bot.content.loading import Files, parse

LEAD = "Pha nước ấm rồi tắm nhẹ tay cho mèo con."


@dataclass
class Shelf:
    files: Files

    def faults(self, lead: str) -> list[str]:
        name = "faq/thu-cung.yaml"
        text = self.files[name].decode()
        assert self.lead in text
        changed = text.replace(self.lead, f'"{lead}"', 1)
        parsed, faults = parse({**self.files, name: changed.encode()})
        assert faults == []
        return [fault.message for fault in whole_leads(Folder(parsed))]

    lead: str = ""


@pytest.fixture
def shelf(small_files: Files) -> Shelf:
    text = small_files["faq/thu-cung.yaml"].decode()
    lead = text.split("lead: ", 1)[1].split("\n", 1)[0].rstrip("}")
    return Shelf(small_files, lead)


@pytest.mark.parametrize(
    "lead",
    [
        "Có. Mèo tắm nước ấm.", "Có, mèo tắm nước ấm.", "Không: mèo sợ nước.", "Được! Tắm đi.",
        "Có thể. Tắm nước ấm.", "Không bắt buộc. Mèo tự liếm lông.", "Được một phần; tắm chân.",
        "Vẫn còn giá trị. Sổ cũ dùng tiếp.", "Không phải đổi. Dùng tiếp.", "Chưa.",
    ],
)  # fmt: skip
def test_a_lead_that_begins_with_a_bare_answer_is_refused(shelf: Shelf, lead: str) -> None:
    assert len(shelf.faults(lead)) == 1


@pytest.mark.parametrize(
    "lead",
    [
        LEAD, "Không có mèo nào sợ nước. Tắm đi.", "Có mèo con, bạn tắm bằng nước ấm.",
        "Được tắm mèo bằng nước ấm.", "Mèo không bắt buộc phải tắm.",
        "{gia-dieu}: giá một lần tắm.",
        "Chưa thấy hướng dẫn nào về tắm mèo.",
    ],
)  # fmt: skip
def test_a_lead_that_says_the_whole_is_taken(shelf: Shelf, lead: str) -> None:
    assert shelf.faults(lead) == []


def test_the_rule_is_one_of_those_that_are_checked(small_files: Files) -> None:
    parsed, _ = parse(small_files)
    assert check(parsed) == []
