"""Whole answers, as a citizen reads them. 22/11/2026 is a Sunday."""

from __future__ import annotations

import pytest

from bot.assistant.status import Status
from tests.assistant.sessions.ward import (
    GIO,
    NANG,
    NANG_ATOMS,
    Answer,
    born,
    found,
    holiday,
    session,
    ward,
    when,
)

MORNING = ["7h30-11h30"]
SATURDAY = session("bay", dates=["05/12/2026"], hours=MORNING)
WEEK = [{"weekdays": "T2-T6", "hours": ["7h30-11h30", "13h30-17h"]}]


def test_a_session_with_everything_that_staff_wrote(answer: Answer) -> None:
    rich = session(
        "bay", dates=["05/12/2026"], hours=["7h30-11h30"], until_done=True, quota_per_day=150,
        slots=[{"hours": "7h30-9h", "for": "Tổ 1-3"}, {"hours": "9h-11h30", "for": "Tổ 4-7"}],
        serves={"residents": "Tổ 1-7", "age_min": 6, "age_max": 13}, priority="trẻ nhỏ",
        bring=["thẻ cũ", "giấy khai sinh"], phone="0213 000 000", note="Gửi xe không mất tiền.",
    )  # fmt: skip
    reply = answer(ward(rich), whens=(when("05/12"),))
    assert reply.status is Status.SESSIONS
    assert reply.text == (
        "Lịch làm căn cước thứ Bảy 05/12/2026 ở phường Gió Lùa:\n\n"
        "Thứ Bảy 05/12/2026, 7h30–11h30: Sân đình Gió Lùa, 3 ngõ Diều Giấy, phường Gió Lùa. "
        "Dành cho: người từ 6 đến 13 tuổi; người ở Tổ 1-7. "
        "Chia giờ: 7h30–9h: Tổ 1-3; 9h–11h30: Tổ 4-7. "
        "Làm đến khi hết người, nhưng bạn nên đến trước giờ kết thúc. "
        "Mỗi ngày nhận 150 người. Ưu tiên: trẻ nhỏ. Cần mang theo: thẻ cũ, giấy khai sinh. "
        "Lưu ý: Gửi xe không mất tiền. Điện thoại hỏi trước: 0213 000 000.\n\n"
        "Nguồn: Bảng tin đầu ngõ; ông trưởng thôn xác nhận ngày 22/11/2026."
    )


def test_the_same_in_english(answer: Answer) -> None:
    reply = answer(ward(SATURDAY), whens=(when("05/12"),), language="en")
    assert reply.text == (
        "Sessions for identity card service, Saturday 5 December 2026, in phường Gió Lùa:\n\n"
        "Saturday 5 December 2026, 7:30–11:30: "
        "Sân đình Gió Lùa, 3 ngõ Diều Giấy, phường Gió Lùa.\n\n"
        "Source: Bảng tin đầu ngõ; confirmed by ông trưởng thôn on 22 November 2026."
    )


def test_records_for_other_programs(answer: Answer) -> None:
    lunch = session("trua", dates=["06/12/2026"], hours=["7h-11h", "13h-24h"])
    unknown = session("chua-ro", dates=["07/12/2026"], from_time="10h")
    visits = session("nha", kind="tai_nha", dates=["08/12/2026"])
    reply = answer(ward(SATURDAY, lunch, unknown, visits), point=(22.41, 103.461))
    assert reply.sessions == [
        {"id": "bay", "date": "2026-12-05", "from": "07:30", "to": "11:30",
         "place": "Sân đình Gió Lùa", "distance_km": 1.0},
        {"id": "trua", "date": "2026-12-06", "from": "07:00", "to": "23:59",
         "place": "Sân đình Gió Lùa", "distance_km": 1.0},
        {"id": "chua-ro", "date": "2026-12-07", "from": "10:00", "to": None,
         "place": "Sân đình Gió Lùa", "distance_km": 1.0},
    ]  # fmt: skip
    [home] = answer(ward(visits), "làm tại nhà").sessions
    assert home == {
        "id": "nha", "date": "2026-12-08", "from": None, "to": None, "place": "phường Gió Lùa",
    }  # fmt: skip


def test_an_old_name_is_said_beside_the_new_one(answer: Answer) -> None:
    reply = answer(ward(SATURDAY), place=found(GIO, said="xã Gió Dưới (cũ)"))
    assert reply.note == "Lịch làm căn cước sắp tới ở phường Gió Lùa (gồm xã Gió Dưới cũ):"


def test_of_a_split_commune_both_wards_are_told(answer: Answer) -> None:
    nang = session("nang", area=NANG, atoms=NANG_ATOMS, places=["cho"], dates=["04/12/2026"])
    reply = answer(ward(SATURDAY, nang), place=found(GIO, NANG, said="xã Mây (cũ)"))
    assert reply.note == "Lịch làm căn cước sắp tới ở phường Gió Lùa và xã Nắng Lên:"
    assert reply.lines[0] == (
        "Địa bàn xã Mây cũ nay thuộc phường Gió Lùa và xã Nắng Lên, tùy chỗ ở; "
        "bạn xem nhà mình thuộc nơi nào."
    )
    assert [record["id"] for record in reply.sessions] == ["nang", "bay"]


def test_nothing_on_that_day_and_the_nearest_one(answer: Answer) -> None:
    off = session("hai", dates=["30/11/2026"], hours=MORNING, status="huy", reason="mất điện")
    reply = answer(ward(SATURDAY, off), whens=(when("30/11"),))
    assert reply.note == "Tôi chưa có lịch làm căn cước thứ Hai 30/11/2026 ở phường Gió Lùa."
    assert reply.lines[:2] == (
        "Buổi gần nhất:",
        "Thứ Bảy 05/12/2026, 7h30–11h30: Sân đình Gió Lùa, 3 ngõ Diều Giấy, phường Gió Lùa.",
    )
    assert reply.lines[2] == (
        "Những buổi sau không nhận:\n"
        "• Thứ Hai 30/11/2026, Sân đình Gió Lùa, 3 ngõ Diều Giấy, phường Gió Lùa: đã hủy. "
        "Lý do: mất điện."
    )
    assert [record["date"] for record in reply.sessions] == ["2026-12-05"]


@pytest.mark.parametrize(
    ("status", "more", "said"),
    [
        ("huy", {}, "đã hủy."),
        ("hoan", {"reason": "bão"}, "đã hoãn. Lý do: bão."),
        ("hoan", {"moved_to": "12/12/2026"}, "đã hoãn. Chuyển sang thứ Bảy 12/12/2026."),
        ("het_cho", {}, "đã hết chỗ."),
    ],
)
def test_what_does_not_take_place_is_told_with_its_reason(
    answer: Answer, status: str, more: dict[str, object], said: str
) -> None:
    off = session("bay", dates=["05/12/2026"], status=status, **more)
    reply = answer(ward(off), whens=(when("05/12"),))
    assert said in reply.text
    assert "2026-12-05" not in str(reply.sessions)


def test_a_moved_session_says_where_it_comes_from(answer: Answer) -> None:
    moved = session("bay", dates=["05/12/2026"], status="hoan", reason="bão",
                    moved_to="12/12/2026")  # fmt: skip
    text = answer(ward(moved), whens=(when("12/12"),)).text
    assert "Buổi này chuyển từ thứ Bảy 05/12/2026 sang. Lý do: bão." in text


def test_other_hours_on_one_day_are_said_to_be_a_change(answer: Answer) -> None:
    changed = session(
        "bay", dates=["05/12/2026"], hours=MORNING,
        changes=[{"date": "05/12/2026", "hours": ["14h-16h"], "reason": "họp tổ"}],
    )  # fmt: skip
    text = answer(ward(changed)).text
    assert "14h–16h: " in text
    assert "Giờ hoặc chỗ khác với lịch đã báo. Lý do: họp tổ." in text


def test_a_holiday_is_named(answer: Answer) -> None:
    desk = session("ban", kind="co_dinh", **{"from": "01/11/2026"}, hours=MORNING)
    local = ward(desk, holidays=[holiday("24/11/2026", "Hội diều")])
    text = answer(local, whens=(when("24/11"),)).text
    assert "nghỉ lễ. Lý do: Hội diều." in text
    assert "Buổi gần nhất:\n\nThứ Tư 25/11/2026" in text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            {"from": "01/12/2026", "to": "06/12/2026", "reason": "nâng cấp máy"},
            "Phường Gió Lùa tạm dừng làm căn cước, từ thứ Ba 01/12/2026 đến hết "
            "Chủ nhật 06/12/2026. Lý do: nâng cấp máy.",
        ),
        (
            {"from": "01/12/2026", "from_time": "13h", "scope": "luu_dong"},
            "Phường Gió Lùa tạm dừng làm căn cước lưu động, từ 13h thứ Ba 01/12/2026, "
            "chưa có ngày làm lại.",
        ),
    ],
)
def test_a_suspension_of_the_ward_is_told_once(
    answer: Answer, fields: dict[str, object], said: str
) -> None:
    halt = session("dung", **{"kind": "tam_dung", "scope": "tat_ca", **fields})
    reply = answer(ward(SATURDAY, halt))
    assert reply.lines[0] == said
    assert "Những buổi sau không nhận" not in reply.text


def test_a_suspension_of_one_place_is_told_at_its_session(answer: Answer) -> None:
    halt = session("dung", kind="tam_dung", scope="dia_diem", places=["dinh"],
                   dates=["05/12/2026"], reason="hội làng")  # fmt: skip
    assert "tạm dừng. Lý do: hội làng." in answer(ward(SATURDAY, halt)).text


def test_asked_for_an_evening_unknown_hours_promise_nothing(answer: Answer) -> None:
    unknown = session("chua-ro", dates=["05/12/2026"])
    reply = answer(ward(unknown), whens=(when("05/12", hours="tối"),))
    assert reply.note == (
        "Thứ Bảy 05/12/2026 ở phường Gió Lùa có buổi, nhưng chưa rõ giờ, bạn hỏi trước khi đi:"
    )
    assert reply.lines[0].startswith("Thứ Bảy 05/12/2026, chưa rõ giờ, hỏi trước khi đi: Sân đình")


def test_asked_for_an_evening_the_morning_of_that_day_is_told(answer: Answer) -> None:
    reply = answer(ward(SATURDAY), whens=(when("05/12", hours="18h-20h"),))
    assert reply.note == (
        "Tôi chưa có lịch làm căn cước 18h–20h thứ Bảy 05/12/2026 ở phường Gió Lùa."
    )
    assert reply.lines[0] == "Cùng ngày có buổi vào giờ khác:"


def test_a_session_that_is_going_on_says_until_when(answer: Answer) -> None:
    now = session("nay", dates=["22/11/2026"], hours=["7h30-11h30", "13h30-17h"])
    reply = answer(ward(now), now="22/11/2026 9h00", whens=(when("22/11"),))
    assert "Hôm nay (Chủ nhật 22/11/2026), 7h30–11h30 và 13h30–17h: " in reply.text
    assert "Đang nhận, đến 11h30." in reply.text
    assert "Đang nhận" not in answer(ward(now), now="22/11/2026 12h00").text


def test_a_session_for_others_is_said_to_be_so(answer: Answer) -> None:
    adults = session("lon", dates=["05/12/2026"], hours=MORNING, serves={"age_min": 14})
    reply = answer(ward(adults), whens=(when("05/12"),), births=(born("01/06/2021"),))
    assert reply.note.startswith("Tôi chưa có lịch")
    assert "đúng việc ghi bên cạnh:\n• Thứ Bảy 05/12/2026" in reply.text
    assert "Dành cho: người từ 14 tuổi trở lên." in reply.text
    assert reply.sessions == []


def test_of_several_persons_those_not_served_are_named(answer: Answer) -> None:
    adults = session("lon", dates=["05/12/2026"], hours=MORNING, serves={"age_min": 14})
    people = (born("02/09/1956"), born("01/06/2021"), born("01/01/2020", "31/12/2020"))
    text = answer(ward(adults), births=people).text
    assert "Không nhận người 5 tuổi và người 5–6 tuổi." in text


@pytest.mark.parametrize(
    ("serves", "said"),
    [
        ({"age_max": 5}, "người 5 tuổi trở xuống"),
        ({"birth_years": [2011, 2012]}, "người sinh năm 2011 và 2012"),
        ({"residency": "thuong_tru"}, "người thường trú tại đây"),
        ({"residency": "tam_tru"}, "người tạm trú tại đây"),
        ({"school": "Trường Nắng"}, "học sinh Trường Nắng"),
        ({"group": "Công nhân xưởng Diều"}, "Công nhân xưởng Diều"),
    ],
)
def test_who_is_served_is_said(answer: Answer, serves: dict[str, object], said: str) -> None:
    assert f"Dành cho: {said}." in answer(ward(session(dates=["05/12/2026"], serves=serves))).text


@pytest.mark.parametrize(
    ("service", "said"),
    [("can_cuoc", "Chỉ làm thẻ căn cước."), ("dinh_danh", "Chỉ làm tài khoản định danh")],
)
def test_a_single_service_is_said(answer: Answer, service: str, said: str) -> None:
    assert said in answer(ward(session(dates=["05/12/2026"], service=[service]))).text


def test_who_lives_in_a_group_is_told_its_hours(answer: Answer) -> None:
    shared = session(
        "to", dates=["05/12/2026"], hours=MORNING,
        slots=[{"hours": "7h30-9h", "for": "Tổ 1-3"}, {"hours": "9h-11h30", "for": "Tổ 4-7"}],
    )  # fmt: skip
    reply = answer(ward(shared), "em ở tổ 5")
    assert "Thứ Bảy 05/12/2026, 9h–11h30: " in reply.text
    assert "Đây là giờ dành cho nơi bạn ở." in reply.text
    assert "Chia giờ" not in reply.text
    assert reply.sessions[0]["from"] == "09:00"


def test_a_place_run_by_another_ward_is_told_with_its_ward(answer: Answer) -> None:
    reply = answer(ward(session(dates=["05/12/2026"], places=["cho"])))
    assert "Chợ Nắng Lên, xã Nắng Lên." in reply.text


def test_visits_at_home(answer: Answer) -> None:
    visits = session("nha", kind="tai_nha", dates=["02/12/2026"], hours=["14h-16h"])
    reply = answer(ward(visits, SATURDAY), "cán bộ đến nhà làm được không")
    assert reply.note == "Lịch làm căn cước tại nhà sắp tới ở phường Gió Lùa:"
    assert reply.lines[0].startswith(
        "Thứ Tư 02/12/2026, 14h–16h: đến tận nhà người dân, phường Gió Lùa."
    )
    nothing = answer(ward(SATURDAY), "cán bộ đến nhà làm được không")
    assert nothing.note.startswith("Tôi chưa có lịch làm căn cước tại nhà")


def test_what_is_past_is_said_to_be_over(answer: Answer) -> None:
    old = session("cu", dates=["14/11/2026"], hours=MORNING)
    reply = answer(ward(old), whens=(when("14/11"),))
    assert reply.note == "Thứ Bảy 14/11/2026 đã qua."
    assert "Thứ Bảy 14/11/2026, 7h30–11h30: Sân đình" in reply.text
    assert ": đã kết thúc." in reply.text


def test_a_long_list_is_cut_and_says_so(answer: Answer) -> None:
    many = [session(f"s{hour}", dates=["05/12/2026"], hours=[f"{hour}h-20h"])
            for hour in range(7, 14)]  # fmt: skip
    reply = answer(ward(*many))
    assert "… và 3 buổi khác." in reply.lines
    assert len(reply.sessions) == 7


def test_a_desk_of_every_weekday_is_one_line(answer: Answer) -> None:
    desk = session("ban", kind="co_dinh", **{"from": "01/11/2026"}, weekdays="T2-T6",
                   hours=MORNING)  # fmt: skip
    reply = answer(ward(desk))
    assert reply.lines[0].startswith(
        "Thứ Hai đến thứ Sáu hằng tuần, từ thứ Hai 23/11/2026 đến thứ Tư 23/12/2026, 7h30–11h30: "
    )


def test_an_answer_can_be_a_key(answer: Answer) -> None:
    reply = answer(ward(SATURDAY))
    assert {reply: 1}[reply] == 1
