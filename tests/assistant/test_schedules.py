"""Questions for a schedule without a word of the subject, alone and after others."""

from __future__ import annotations

import pytest

from bot.assistant.status import Status
from tests.assistant.asking import dates, settled

GIO, SUONG = "phường Gió Lùa", "xã Đảo Sương"
OFFICE = "Làm thẻ ở đâu"


class TestAtAPlaceThatIsNamed:
    @pytest.mark.parametrize(
        "text",
        ["sân đình gió lùa ngày 5/12", "lịch phường Gió Lùa 5/12", "lich phuong gio lua 5/12",
         "đình gió 5/12 mấy giờ", "sân đình gió lùa 5/12 có làm không ạ"],
    )  # fmt: skip
    def test_a_day_an_hour_or_a_schedule_asks_for_the_sessions_there(self, ask, text):
        reply = ask(text)
        assert settled(reply) == ("schedule", Status.SESSIONS, ("lich-lam-the",))
        assert dates(reply) == ["2026-12-05"]

    def test_a_group_that_is_named_is_told_its_own_hours(self, ask):
        reply = ask("lịch phường gió lùa sáng 5/12 tổ 2 mấy giờ")
        assert settled(reply) == ("schedule", Status.SESSIONS, ("lich-lam-the",))
        assert "9h–11h30" in reply.note
        assert "7h30–9h" not in reply.note

    def test_who_asks_which_day_is_told_all_that_are_to_come(self, ask):
        assert "2026-12-01" in dates(ask("phường gió lùa hôm nào làm vậy"))

    def test_the_hours_of_an_office_are_told_by_the_office(self, ask):
        reply = ask("công an phường Gió Lùa mấy giờ mở cửa")
        assert settled(reply) == ("schedule", Status.OFFICE, ("noi-lam-the",))

    def test_a_school_is_named_by_its_site_too(self, ask):
        assert "2026-12-01" in dates(ask("trường tiểu học gió lùa hôm nào làm cho học sinh"))

    @pytest.mark.parametrize(
        "text",
        ["chợ nắng lên chủ nhật bán gì", "lịch bóng đá phường Gió Lùa chủ nhật",
         "sân bóng phường gió lùa thứ 7 có đá không", "lịch cắt điện phường gió lùa 5/12",
         "trường tiểu học gió lùa thứ 2 có học không", "lịch họp phường Gió Lùa thứ 7",
         f"{SUONG} chủ nhật có làm không"],
    )  # fmt: skip
    def test_what_else_happens_there_and_other_places_are_left_to_the_words(self, ask, text):
        assert ask(text).why.step != "schedule"

    @pytest.mark.parametrize(
        "text", ["chợ nắng lên mấy giờ mở cửa", "chợ nắng lên 13/12 có mở cửa không"]
    )
    def test_when_a_market_opens_is_no_question_of_ours(self, ask, text):
        assert ask(text).why.step not in {"schedule", "nearby"}


class TestAfterAPlace:
    @pytest.mark.parametrize(
        "text", ["cuối tháng 12 có không", "sáng 5/12", "5/12", "5/12 mấy giờ",
                 "ngày 5/12 thì sao", "sáng 5/12 có làm không"]
    )  # fmt: skip
    def test_a_day_is_one_of_its_schedule(self, ask, text):
        reply = ask(text, f"lịch {GIO}", "chủ nhật này", "thế thứ 7", "mấy giờ")
        assert (reply.why.step, reply.topics) == ("schedule", ("lich-lam-the",))
        assert dates(reply)

    def test_an_hour_is_asked_of_the_day_told_before(self, ask):
        assert dates(ask("mấy giờ", f"lịch {GIO}", "5/12")) == ["2026-12-05"]

    def test_the_place_of_the_conversation_is_enough(self, ask):
        reply = ask("sáng 5/12", "chủ nhật này", place="phường Gió Lùa, tỉnh Mây")
        assert settled(reply) == ("schedule", Status.SESSIONS, ("lich-lam-the",))

    def test_who_asks_which_day_is_not_held_to_the_day_told_before(self, ask):
        reply = ask("hôm nào làm", f"lịch {GIO} 6/12")
        assert dates(reply)[0] == "2026-12-01"

    def test_another_place_is_asked_for_the_same_day(self, ask):
        reply = ask(f"còn ở {GIO}", f"{SUONG}", "5/12")
        assert reply.why.step in {"schedule", "bare"}
        assert dates(reply) == ["2026-12-05"]

    def test_after_an_office_its_hours_are_asked_for(self, ask):
        reply = ask("mai có làm không", "công an phường Gió Lùa ở đâu")
        assert (reply.status, reply.topics) == (Status.OFFICE, ("noi-lam-the",))

    def test_a_place_after_a_place_is_asked_for_its_schedule(self, ask):
        reply = ask(GIO, "tôi ở tỉnh Mây")
        assert (reply.status, reply.topics) == (Status.SESSIONS, ("lich-lam-the",))

    def test_who_told_an_age_may_ask_for_the_hours_too(self, ask):
        reply = ask("5/12 có làm không", f"làm thẻ ở {GIO} cho con tôi 3 tuổi")
        assert dates(reply) == ["2026-12-05"]

    def test_a_group_alone_is_told_its_hours(self, ask):
        reply = ask("tổ 2 có được không", f"lịch {GIO} 5/12")
        assert reply.why.step == "schedule"
        assert "9h–11h30" in reply.note

    def test_a_day_after_another_subject_is_left_to_that(self, ask):
        for text in ("tháng 12 thì sao", "sáng mai"):
            assert ask(text, GIO, "Mèo nhà tôi nôn").why.step != "schedule"

    @pytest.mark.parametrize("before", [OFFICE, f"lịch {GIO}"])
    def test_which_day_a_day_is_is_left_to_the_calendar(self, ask, before):
        assert ask("mùng 1 là ngày nào", before).why.step != "schedule"
        assert ask("5/12 là thứ mấy", before).why.step != "schedule"

    def test_a_birth_is_still_the_answer_to_our_question(self, ask):
        reply = ask("15/3/2021", f"tôi ở {GIO}", "Mấy tuổi phải đổi thẻ nuôi")
        assert reply.topics == ("doi-the",)

    def test_a_location_that_is_shared_goes_first(self, ask):
        assert ask("5/12", f"lịch {GIO}", point=(22.41, 103.46)).why.step != "schedule"


class TestWhereNothingIsKnown:
    def test_it_is_said_that_the_day_is_not_known_and_who_can_tell(self, ask):
        reply = ask("thứ 7 có làm không", f"{OFFICE} ở {SUONG}")
        assert settled(reply) == ("schedule", Status.ANSWERED, ("noi-lam-the",))
        assert reply.note.startswith(
            "Tôi chưa biết nơi nhận hồ sơ ở xã Đảo Sương có làm việc thứ Bảy 28/11/2026 không."
        )

    def test_a_public_holiday_is_told_though(self, ask):
        reply = ask("24/12 có làm không", f"{OFFICE} ở {SUONG}")
        assert reply.note.startswith("Ngày 24/12/2026 là ngày nghỉ lễ")

    def test_without_any_place_it_is_asked_for(self, ask):
        reply = ask("thứ 7 có làm không", OFFICE)
        assert (reply.why.step, reply.status) == ("schedule", Status.NEEDS_DETAIL)


class TestADayThatNoCalendarHas:
    @pytest.mark.parametrize(
        ("text", "context"),
        [
            ("phường Gió Lùa ngày 30/2", ()),
            ("phường gió lùa 30/2 có làm không", ()),
            ("ngày 30/2", (f"lịch {GIO}",)),
            ("30/2 thì sao", (f"lịch {GIO}", "31/11")),
            ("ngày 30/2 có làm việc không", ()),
        ],
    )
    def test_it_is_said_to_be_none(self, ask, text, context):
        reply = ask(text, *context)
        assert (reply.why.step, reply.status) == ("schedule", Status.NEEDS_DETAIL)
        assert reply.note == (
            "Không có ngày 30/2: tháng 2 chỉ đến ngày 29. Bạn xem lại ngày muốn hỏi."
        )
        assert reply.items == ()

    def test_the_year_that_is_named_counts(self, ask):
        note = ask("phường Gió Lùa ngày 29/2/2027").note
        assert note.startswith("Không có ngày 29/2/2027: tháng 2/2027 chỉ đến ngày 28.")

    def test_the_day_of_a_birth_is_asked_for_by_the_calculator(self, ask):
        reply = ask("30/2/1990", "Mấy tuổi phải đổi thẻ nuôi")
        assert reply.topics == ("doi-the",)
        assert reply.note.startswith("Ngày 30/2/1990 không có trong lịch")


def test_a_campaign_goes_on_where_only_a_place_is_named(ask):
    plain = ask("xã Nắng Lên", "lịch làm thẻ nuôi")
    assert "Ai thả diều cũng nên có thẻ." not in plain.note
    campaign = ask("xã Nắng Lên", "lịch đợt cao điểm làm thẻ nuôi")
    assert "Ai thả diều cũng nên có thẻ." in campaign.note
