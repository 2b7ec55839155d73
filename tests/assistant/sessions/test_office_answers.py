"""What is said of offices. 22/11/2026 is a Sunday."""

from __future__ import annotations

from bot.assistant.status import Status
from tests.assistant.sessions.ward import (
    GIO,
    NANG,
    SUONG,
    Answer,
    found,
    holiday,
    office,
    session,
    ward,
    when,
)

MORNING = ["7h30-11h30"]
SATURDAY = session("bay", dates=["05/12/2026"], hours=MORNING)
WEEK = [{"weekdays": "T2-T6", "hours": ["7h30-11h30", "13h30-17h"]}]


class TestOffices:
    def test_closed_now_and_when_it_opens(self, office_answer: Answer) -> None:
        reply = office_answer(ward(offices=[office(open=WEEK, phones=["0213 1", "0213 2"])]))
        assert reply.status is Status.OFFICE
        assert reply.text == (
            "Nơi nhận hồ sơ ở phường Gió Lùa:\n\n"
            "Công an phường Gió Lùa, 5 ngõ Diều Giấy. Bây giờ không làm việc. "
            "Ngày mai (thứ Hai 23/11/2026): nhận hồ sơ 7h30–11h30 và 13h30–17h. "
            "Điện thoại hỏi trước: 0213 1, 0213 2. "
            "Nguồn: Bảng tin đầu ngõ; ông trưởng thôn xác nhận ngày 22/11/2026."
        )

    def test_open_now(self, office_answer: Answer) -> None:
        reply = office_answer(ward(offices=[office(open=WEEK)]), now="23/11/2026 8h00")
        assert "Bây giờ đang làm việc, đến 11h30." in reply.text

    def test_unknown_hours_promise_nothing(self, office_answer: Answer) -> None:
        for more in ({}, {"whens": (when("24/11", hours="tối"),)}):
            text = office_answer(ward(offices=[office()]), now="23/11/2026 8h00", **more).text
            assert "chưa rõ giờ làm việc, bạn hỏi trước khi đi." in text
            assert "nhận hồ sơ 7" not in text
            assert "đang làm việc" not in text

    def test_a_day_asked_about(self, office_answer: Answer) -> None:
        local = ward(offices=[office(open=WEEK)], holidays=[holiday("24/11/2026", "Hội diều")])
        text = office_answer(local, whens=(when("24/11"), when("27/11", hours="18h-20h"))).text
        assert "Thứ Ba 24/11/2026: nghỉ. Lý do: Hội diều." in text
        assert (
            "Giờ bạn hỏi (18h–20h) thì không nhận. "
            "Thứ Sáu 27/11/2026: nhận hồ sơ 7h30–11h30 và 13h30–17h."
        ) in text

    def test_a_past_day_is_answered_for_now(self, office_answer: Answer) -> None:
        text = office_answer(ward(offices=[office(open=WEEK)]), whens=(when("20/11"),)).text
        assert "Bây giờ không làm việc." in text

    def test_closed_for_long(self, office_answer: Answer) -> None:
        away = [{"from": "22/11/2026", "to": "31/12/2026", "reason": "xây lại"}]
        text = office_answer(ward(offices=[office(open=WEEK, closures=away)])).text
        assert "Lý do: xây lại. Chưa rõ ngày làm việc lại." in text

    def test_the_nearest_to_a_point(self, office_answer: Answer) -> None:
        local = ward(offices=[office(open=WEEK)])
        reply = office_answer(local, place=None, point=(22.41, 103.462))
        assert reply.note == "Nơi nhận hồ sơ gần bạn:"
        assert "Cách bạn khoảng 900 m đường chim bay." in reply.text
        assert reply.venues[0].point == (22.402, 103.462)

    def test_an_unknown_one(self, office_answer: Answer) -> None:
        reply = office_answer(ward(), place=found(SUONG))
        assert reply.status is Status.ANSWERED
        assert reply.note == "Tôi chưa có địa chỉ nơi nhận hồ sơ ở xã Sương."

    def test_an_ambiguous_place_is_asked_about(self, office_answer: Answer) -> None:
        reply = office_answer(ward(), place=found(GIO, NANG, ask=True))
        assert reply.status is Status.NEEDS_DETAIL
