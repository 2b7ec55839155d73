"""What was asked before makes a short question ours, and never a question of another subject."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.assistant.engine import Engine
from bot.assistant.question import VIETNAM, Question

pytestmark = pytest.mark.content
NOON = datetime(2026, 11, 22, 12, tzinfo=VIETNAM)
OURS = (
    "mất thẻ thì làm sao", "làm căn cước ở đâu", "lệ phí cấp đổi thẻ bao nhiêu",
    "kích hoạt vneid mức 2 thế nào", "con 5 tuổi có làm căn cước được không",
)  # fmt: skip
OTHERS = (
    "làm hộ chiếu ở đâu", "hôm nay thời tiết thế nào", "đổi bằng lái xe mất bao nhiêu tiền",
    "đăng ký kết hôn cần gì", "nấu phở như thế nào", "xe máy không gương phạt bao nhiêu",
    "bao giờ có lương hưu", "đội tuyển việt nam đá mấy giờ", "thủ tục mua nhà ở xã hội",
    "sổ đỏ làm ở đâu", "tiêm phòng cho bé ở đâu", "xin visa đi mỹ mất bao lâu",
    "mua bảo hiểm y tế ở đâu", "trồng cây gì mùa này", "đặt vé tàu tết thế nào",
    "lãi suất ngân hàng bao nhiêu", "con mèo nhà tôi bị ốm", "viết giúp tôi bài thơ",
    "lý lịch tư pháp xin ở đâu", "ly hôn cần giấy tờ gì", "giá vàng hôm nay", "cách giảm cân",
    "ê mai đi nhậu k", "giá lúa hôm nay bao nhiêu", "làm sao để ngủ ngon", "tắc đường quá",
    "điện thoại hết pin nhanh", "trồng rau sạch", "thuốc cảm cúm cho trẻ em",
    "bé biếng ăn thì làm sao", "máy tính bị treo", "mùng 1 là ngày nào", "nấu canh chua",
    "bóng đá tối nay mấy giờ", "đau răng uống thuốc gì", "kết quả xổ số miền bắc",
)  # fmt: skip
GOING_ON = (
    "bao nhiêu tiền", "thế còn trẻ em thì sao", "cần mang gì", "mất bao lâu", "làm ở đâu vậy",
    "có phải về quê không", "nếu quá hạn thì sao", "có cần ảnh không", "còn người già",
    "giấy khai sinh bản sao được không", "đến phường nào cũng được à", "có hẹn trước không",
    "tốn bao nhiêu", "bao lâu thì có", "có gửi về nhà không", "vậy còn mẹ tôi 70 tuổi",
    "chồng tôi đi thay được không", "ủy quyền được không", "cháu 10 tuổi thì sao",
    "cần mấy tấm hình", "có được miễn không", "đi buổi tối được không",
)  # fmt: skip


@pytest.mark.parametrize("said", OURS)
def test_a_question_of_another_subject_is_declined_whatever_was_asked_before(
    assistant: Engine, said: str
) -> None:
    answered = [text for text in OTHERS if assistant.answer(Question(text, NOON, (said,))).topics]
    assert answered == []


@pytest.mark.parametrize("said", OURS)
def test_a_short_question_goes_on_with_what_was_asked_before(assistant: Engine, said: str) -> None:
    answered = [
        text for text in GOING_ON if assistant.answer(Question(text, NOON, (said,))).topics
    ]
    assert len(answered) >= len(GOING_ON) - 2
