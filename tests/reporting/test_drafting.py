from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.knowledge import Knowledge
from bot.reporting.content import Announced
from bot.reporting.drafting import NO_DIFFICULTY, NO_PROPOSAL, difficulties, late, proposals
from bot.reporting.gathering import Wanted, gather
from bot.reporting.wording import number, one_line, part, share
from bot.store.kept import Figure
from bot.store.sqlite import SqliteStore
from tests.reporting.conftest import DECEMBER, NOW, Gathered


def test_difficulties_are_drafted_from_the_figures(gathered: Gathered) -> None:
    told = difficulties(gathered())
    assert told[0].startswith(
        "Còn 4 lượt hỏi chưa có câu trả lời rõ và chưa được xử lý, thuộc 2 nhóm nội dung; "
        "nhiều nhất: “"
    )
    assert "(3 lượt); “=HYPERLINK" in told[0]
    assert told[1:] == [
        "Người dân đánh giá 1 câu trả lời là chưa có ích: Khó hiểu (1). Chủ đề bị đánh giá nhiều: "
        "“Mèo bị ốm”.",
        "2 buổi làm thẻ phải hủy, hoãn hoặc tạm dừng: Sân đình Gió Lùa, phường Gió Lùa (1 buổi, "
        "lý do: mưa to); Chợ Nắng Lên, xã Nắng Lên (1 buổi, lý do: chợ dời chỗ).",
        "phường Gió Lùa, tỉnh Mây: chỉ tiêu “Thẻ căn cước, người từ đủ 14 tuổi” của “Mùa diều "
        "2026” mới đạt 50% khi đã qua 75,4% thời gian.",
        "phường Gió Lùa, tỉnh Mây: chỉ tiêu “Thẻ căn cước, người dưới 14 tuổi” của “Mùa diều "
        "2026” mới đạt 60% khi đã qua 75,4% thời gian.",
        "phường Gió Lùa, tỉnh Mây: chỉ tiêu “Thẻ căn cước, tất cả” của “Mùa diều 2026” mới đạt "
        "53,3% khi đã qua 75,4% thời gian.",
    ]


def test_what_is_reached_is_no_difficulty(gathered: Gathered) -> None:
    assert "nang" not in {item.area for item in late(gathered())}


def test_what_nobody_counted_is_not_told_as_none(
    store: SqliteStore, small_knowledge: Knowledge
) -> None:
    report = gather(store, small_knowledge, Wanted(DECEMBER, NOW))
    assert late(report) == []
    assert difficulties(report)[-1] == (
        "Chưa nhập số liệu thực hiện chỉ tiêu của: phường Gió Lùa, tỉnh Mây: Thẻ căn cước, người "
        "từ đủ 14 tuổi; phường Gió Lùa, tỉnh Mây: Thẻ căn cước, người dưới 14 tuổi; phường Gió "
        "Lùa, tỉnh Mây: Thẻ căn cước, tất cả; xã Nắng Lên, tỉnh Mây: Tài khoản định danh điện tử."
    )
    store.figures.keep(Figure("nang", date(2026, 12, 2), "vneid-muc-2", 0, "lan"))
    counted = gather(store, small_knowledge, Wanted(DECEMBER, NOW))
    assert [item.area for item in late(counted)] == ["nang"]


def test_proposals_follow_from_the_difficulties(gathered: Gathered) -> None:
    assert proposals(gathered(retention=timedelta(days=10))) == [
        "Bổ sung nội dung hướng dẫn cho 2 nhóm câu hỏi chưa có câu trả lời rõ nêu tại mục II.",
        "Rà soát, viết lại cho dễ hiểu các câu trả lời về: “Mèo bị ốm”.",
        "Xem xét bố trí thêm buổi lưu động, vận động tại: phường Gió Lùa, tỉnh Mây.",
        "Lập báo cáo sớm hơn cho các kỳ dài: câu hỏi trước ngày 06/12/2026 đã tự xóa theo thời "
        "hạn lưu.",
    ]


def test_chats_that_were_not_reached_are_a_difficulty(gathered: Gathered) -> None:
    notice = Announced(date(2026, 12, 2), "", "lan", "Thả diều.", 9, 4, 3, 2)
    report = replace(gathered(), announcements=(notice,))
    assert difficulties(report)[-1].startswith("5 lượt gửi thông báo không đến nơi nhận")


def test_where_the_figures_show_none_that_is_said(
    store: SqliteStore, small_knowledge: Knowledge
) -> None:
    ward = small_knowledge.gazetteer.area("dao")
    report = gather(store, small_knowledge, Wanted(DECEMBER, NOW, ward))
    assert difficulties(report) == [NO_DIFFICULTY]
    assert proposals(report) == [NO_PROPOSAL]


@pytest.mark.parametrize(
    ("value", "told"), [(0, "0"), (999, "999"), (1000, "1.000"), (25583, "25.583")]
)
def test_numbers_have_points_for_thousands(value: int, told: str) -> None:
    assert number(value) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [(0.0, "0%"), (0.455, "45,5%"), (1.0, "100%"), (0.9999, "99,9%"), (1.2, "120%")],
)
def test_shares_have_a_comma_and_only_the_whole_is_all(value: float, told: str) -> None:
    assert share(value) == told


def test_a_part_of_nothing_is_nothing() -> None:
    assert (part(0, 0), part(1, 4)) == ("0%", "25%")


@given(st.text(max_size=300), st.integers(2, 80))
def test_what_somebody_typed_becomes_one_line_of_a_length(text: str, most: int) -> None:
    line = one_line(text, most)
    assert len(line) <= most
    assert line.isprintable()
    assert line == " ".join(line.split())
