"""What is asked of the ward of the sample data: its schedule, and what else may happen there."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.assistant.engine import Engine
from bot.assistant.question import VIETNAM, Question
from bot.assistant.status import Status
from tests.knowledge.test_changes_of_subject import OTHERS

pytestmark = pytest.mark.content
NOON = datetime(2026, 11, 22, 12, tzinfo=VIETNAM)
FOREIGN = (
    "lịch bóng đá phường mẫu chủ nhật", "sân bóng phường mẫu thứ 7 có đá không",
    "lịch cắt điện phường mẫu thứ 7", "lịch cắt nước phường Mẫu sáng mai",
    "trường thcs mẫu thứ 2 có học không", "chợ mẫu mấy giờ mở cửa", "chợ mẫu chủ nhật bán gì",
    "lịch họp tổ dân phố phường mẫu thứ 7", "phường mẫu thứ 7 có họp không",
    "lịch thu gom rác phường mẫu sáng thứ 7 tổ 5", "thời tiết phường mẫu ngày mai",
    "khám bệnh phường mẫu chủ nhật", "phường mẫu tối thứ 7 có ca nhạc không",
    "chung cư mẫu thứ 7 có cho thuê không", "giải cầu lông phường mẫu chủ nhật mấy giờ",
    "phường mẫu chủ nhật có tiêm chó không", "lớp bơi phường mẫu mấy giờ học",
)  # fmt: skip
SCHEDULES = (
    "chợ mẫu chủ nhật", "lịch phường mẫu sáng thứ 7 tổ 5 mấy giờ", "lich phuong mau thu 7",
    "phường mẫu cuối tháng này", "nhà văn hóa mẫu tối thứ 3 có làm không",
    "trường cấp 2 mẫu hôm nào làm cho học sinh", "phường mẫu khu phố 3 hôm nào làm",
)  # fmt: skip


@pytest.mark.parametrize("text", FOREIGN)
def test_what_else_happens_in_the_ward_is_not_answered(assistant: Engine, text: str) -> None:
    assert assistant.answer(Question(text, NOON)).topics == ()


@pytest.mark.parametrize("text", SCHEDULES)
def test_its_sessions_are_found_without_naming_the_card(assistant: Engine, text: str) -> None:
    assert assistant.answer(Question(text, NOON)).status is Status.SESSIONS


@pytest.mark.parametrize("said", ["lịch phường mẫu", "công an phường mẫu mấy giờ làm việc"])
def test_after_its_schedule_another_subject_is_still_declined(
    assistant: Engine, said: str
) -> None:
    answered = [text for text in OTHERS if assistant.answer(Question(text, NOON, (said,))).topics]
    assert answered == []
