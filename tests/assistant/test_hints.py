"""Places, days and births that are said alone, or beside words that name no topic."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.assistant import hints
from bot.assistant.question import Question
from bot.assistant.status import Status
from bot.assistant.turn import Turn
from tests.assistant.asking import NOVEMBER, dates, settled

GIO, NANG, SUONG = "phường Gió Lùa", "xã Nắng Lên", "xã Đảo Sương"
RENEWAL, MINE = "Mấy tuổi phải đổi thẻ nuôi", "Tôi sinh 12/5/2001 thì bao giờ đổi thẻ"
SCHEDULE, OFFICE = "Lịch làm thẻ nuôi", "Làm thẻ ở đâu"


class TestAfterAQuestion:
    @pytest.mark.parametrize(
        ("text", "heading"),
        [
            ("sinh 1966", "Người sinh năm 1966:"),
            ("tôi sinh 12/5/1984 ạ", "Người sinh ngày 12/05/1984:"),
            ("12/5/1984", "Người sinh ngày 12/05/1984:"),
            ("40 tuổi", "Người sinh từ ngày 23/11/1985 đến ngày 31/12/1986:"),
            ("1966", "Người sinh năm 1966:"),
        ],
    )
    def test_a_birth_alone_answers_what_we_asked_about_renewal(self, ask, text, heading):
        reply = ask(text, RENEWAL)
        assert (reply.status, reply.topics) == (Status.NEEDS_DETAIL, ("doi-the",))
        assert reply.note.startswith(heading)

    @pytest.mark.parametrize(
        "text", ["cấp năm 2021", "làm năm 2021", "15/3/2021", "ngày 15/3/2021 ạ",
                 "thẻ cấp 15/3/2021"]
    )  # fmt: skip
    def test_a_day_alone_is_that_of_the_issue_we_asked_for(self, ask, text):
        reply = ask(text, MINE)
        assert (reply.status, reply.topics) == (Status.CALCULATED, ("doi-the",))
        assert reply.note.startswith("Người sinh ngày 12/05/2001:\nĐã quá hạn")

    def test_first_a_birth_then_an_issue_are_taken_from_bare_days(self, ask):
        born = ask("12/5/1984", RENEWAL)
        assert born.status is Status.NEEDS_DETAIL
        issued = ask("15/3/2023", RENEWAL, "12/5/1984")
        assert (issued.status, issued.topics) == (Status.CALCULATED, ("doi-the",))
        assert issued.note.startswith("Người sinh ngày 12/05/1984:\n")
        assert "12/05/2044" in issued.note

    def test_every_reply_that_we_offer_is_understood(self, ask):
        asked = ask(MINE)
        assert len(asked.suggestions) == 2
        for text in asked.suggestions:
            reply = ask(text, MINE)
            assert reply.status is Status.CALCULATED, text
            assert reply.note.startswith("Người sinh ngày 12/05/2001:"), text

    def test_a_place_alone_answers_where_sessions_are_asked_for(self, ask):
        reply = ask(NANG, SCHEDULE)
        assert settled(reply) == ("bare", Status.SESSIONS, ("lich-lam-the",))
        assert "xã Nắng Lên" in reply.note

    def test_a_place_alone_answers_where_an_office_is_asked_for(self, ask):
        assert settled(ask(GIO, OFFICE)) == ("bare", Status.OFFICE, ("noi-lam-the",))

    def test_a_place_of_sessions_alone_does_too(self, ask):
        reply = ask("sân đình gió lùa", SCHEDULE)
        assert (reply.status, reply.topics) == (Status.SESSIONS, ("lich-lam-the",))
        assert "tại Sân đình Gió Lùa" in reply.note

    def test_a_day_alone_asks_about_the_same_place(self, ask):
        reply = ask("5/12", f"lịch làm thẻ ở {GIO}")
        assert settled(reply) == ("schedule", Status.SESSIONS, ("lich-lam-the",))
        assert dates(reply) == ["2026-12-05"]

    def test_a_place_and_then_a_day_go_on_from_the_question(self, ask):
        reply = ask("6/12 thì sao", SCHEDULE, GIO)
        assert reply.topics == ("lich-lam-the",)
        assert dates(reply) == ["2026-12-06"]

    def test_another_place_takes_the_day_along(self, ask):
        reply = ask(f"{GIO} thì sao", f"lịch làm thẻ 5/12 ở {SUONG}")
        assert dates(reply) == ["2026-12-05"]

    def test_a_place_said_two_messages_ago_still_counts(self, ask):
        reply = ask(SCHEDULE, f"tôi ở {SUONG}", "mèo ho")
        assert (reply.status, reply.topics) == (Status.ANSWERED, ("lich-lam-the",))
        assert SUONG in reply.note

    def test_a_birth_alone_after_a_session_asks_who_is_served(self, ask):
        reply = ask("sinh 2016", f"lịch làm thẻ ở {GIO}")
        assert (reply.why.step, reply.topics) == ("bare", ("lich-lam-the",))

    def test_a_bare_place_after_another_subject_is_left_to_the_words(self, ask):
        reply = ask(GIO, "Mèo nhà tôi nôn")
        assert reply.why.step != "bare"


class TestAlone:
    def test_a_place_alone_gets_its_sessions(self, ask):
        reply = ask(GIO)
        assert settled(reply) == ("bare", Status.SESSIONS, ("lich-lam-the",))

    def test_a_place_alone_of_which_nothing_is_known_is_told_so_with_the_wording(self, ask):
        reply = ask(SUONG)
        assert (reply.status, reply.topics) == (Status.ANSWERED, ("lich-lam-the",))
        assert SUONG in reply.note
        assert [item.topic for item in reply.items] == ["lich-lam-the"]

    def test_a_day_alone_is_answered_at_home(self, ask):
        assert dates(ask("5/12")) == ["2026-12-05"]
        away = ask("5/12", place=f"{SUONG}, tỉnh Biển Biếc")
        assert (away.status, dates(away)) == (Status.ANSWERED, [])

    def test_a_birth_alone_is_calculated(self, ask):
        reply = ask("sinh 12/5/2001")
        assert (reply.status, reply.topics) == (Status.NEEDS_DETAIL, ("doi-the",))

    def test_a_shared_location_alone_gets_what_is_near(self, ask):
        reply = ask(".", point=(22.41, 103.46))
        assert reply.status in {Status.SESSIONS, Status.NEEDS_DETAIL}

    def test_a_subject_goes_before_hints(self, ask):
        reply = ask(f"diều bán ở đâu {GIO}")
        assert (reply.why.step, reply.topics) == ("ranked", ("mua-dieu",))

    def test_where_nothing_looks_anything_up_hints_say_nothing(self, small_engine):
        for text in (GIO, "sinh 12/5/2001", "5/12"):
            reply = small_engine.answer(Question(text, NOVEMBER))
            assert reply.why.step not in {"bare", "nearby"}, text


class TestBeside:
    def test_a_wording_is_shown_without_asking_where_one_lives(self, ask):
        reply = ask("Làm thẻ tại nhà", place="")
        assert reply.status in {Status.ANSWERED, Status.SESSIONS}
        assert [item.topic for item in reply.items] == ["the-tai-nha"]

    def test_where_nothing_is_known_of_the_ward_that_is_said_above_the_wording(self, ask):
        reply = ask(f"làm thẻ tại nhà ở {SUONG}")
        assert reply.status is Status.ANSWERED
        assert SUONG in reply.note
        assert [item.topic for item in reply.items] == ["the-tai-nha"]

    def test_an_unclear_place_is_asked_about_without_holding_it_up(self, ask):
        reply = ask("làm thẻ tại nhà xã Sóng Đôi")
        assert (reply.status, len(reply.suggestions)) == (Status.ANSWERED, 2)
        assert reply.note.startswith("Bạn hỏi nơi nào?")
        assert [item.topic for item in reply.items] == ["the-tai-nha"]

    def test_unless_a_day_is_named_that_only_a_place_can_answer(self, ask):
        reply = ask("làm thẻ tại nhà xã Sóng Đôi thứ tư tuần sau")
        assert len(reply.suggestions) == 2
        assert reply.note.startswith("Bạn hỏi nơi nào?")
        assert [item.topic for item in reply.items] == ["the-tai-nha"]

    def test_what_is_found_stands_above_the_wording(self, ask):
        reply = ask(f"làm thẻ tại nhà ở {GIO}")
        assert (reply.status, reply.topics) == (Status.SESSIONS, ("the-tai-nha",))
        assert "đến tận nhà người dân" in reply.note
        assert [item.topic for item in reply.items] == ["the-tai-nha"]

    def test_a_calculation_stands_above_the_wording(self, ask):
        reply = ask("thẻ cũ của tôi sinh 12/5/2001 còn dùng không")
        assert (reply.status, reply.topics) == (Status.ANSWERED, ("the-cu",))
        assert reply.note.startswith("Người sinh ngày 12/05/2001:")
        assert [item.topic for item in reply.items] == ["the-cu"]
        assert len(reply.suggestions) == 2

    def test_what_is_looked_up_instead_leaves_the_wording_out(self, ask):
        reply = ask(f"lịch làm thẻ ở {GIO}")
        assert (reply.status, reply.items) == (Status.SESSIONS, ())


class TestAround:
    @pytest.fixture
    def turn(self, card_engine):
        """A message with the chances that its words are given here."""

        def made(text: str, ours: float, sure: float, *classes: str) -> Turn:
            turn = Turn(card_engine._tools, Question(text, NOVEMBER))
            turn.guess = replace(
                turn.guess, classes=classes, scores=(1.0,) * len(classes), ours=ours,
                right=sure / ours,
            )  # fmt: skip
            return turn

        return made

    AROUND = ("lich-lam-the", "noi-lam-the", "mua-dieu")
    ONE = ("lich-lam-the", "mua-dieu", "noi-lam-the")
    OTHER = ("mua-dieu", "lich-lam-the", "noi-lam-the")

    @pytest.mark.parametrize("ours", [0.1, 0.5])
    def test_one_likely_topic_is_enough_where_something_is_known_of_the_place(self, turn, ours):
        reply = hints.nearby(turn(f"nghe nói {GIO} đông", ours, ours / 2, *self.ONE))
        assert reply is not None
        assert (reply.status, reply.topics) == (Status.SESSIONS, ("lich-lam-the",))

    def test_the_likeliest_topic_must_be_one(self, turn):
        assert hints.nearby(turn(f"nghe nói {GIO} đông", 0.5, 0.3, *self.OTHER)) is None

    def test_unless_a_day_is_named_at_a_known_place_and_it_sounds_like_ours(self, turn):
        reply = hints.nearby(turn(f"nghe nói 5/12 {GIO} đông", 0.5, 0.3, *self.OTHER))
        assert reply is not None
        assert (reply.status, reply.topics) == (Status.SESSIONS, ("lich-lam-the",))
        assert hints.nearby(turn(f"nghe nói 5/12 {GIO} đông", 0.1, 0.05, *self.OTHER)) is None

    def test_of_an_unknown_place_it_takes_two_topics_or_a_day(self, turn):
        assert hints.nearby(turn(f"nghe nói {SUONG} đông", 0.5, 0.3, *self.ONE)) is None
        for text, classes in (("", self.AROUND), ("5/12", self.ONE)):
            reply = hints.nearby(turn(f"nghe nói {text} {SUONG} đông", 0.5, 0.3, *classes))
            assert reply is not None
            assert (reply.status, reply.topics) == (Status.ANSWERED, ("lich-lam-the",))

    def test_what_hardly_sounds_like_ours_is_answered_only_where_something_is_known(self, turn):
        known = hints.nearby(turn(f"nghe nói 5/12 {GIO} đông", 0.1, 0.05, *self.AROUND))
        assert known is not None
        assert dates(known) == ["2026-12-05"]
        assert hints.nearby(turn(f"nghe nói 5/12 {SUONG} đông", 0.1, 0.05, *self.AROUND)) is None

    def test_what_speaks_against_us_is_not_answered_even_at_a_known_place(self, turn):
        assert hints.nearby(turn(f"nghe nói 5/12 {GIO} đông", 0.09, 0.05, *self.AROUND)) is None

    def test_without_a_place_nothing_is_looked_up(self, turn):
        assert hints.nearby(turn("nghe nói 5/12 đông", 0.5, 0.3, *self.AROUND)) is None

    def test_what_is_clear_is_left_to_the_words(self, turn):
        assert hints.nearby(turn(f"5/12 {GIO}", 0.9, 0.8, *self.AROUND)) is None

    def test_without_any_topic_nothing_is_looked_up(self, turn):
        assert hints.nearby(turn(f"5/12 {GIO}", 0.5, 0.3)) is None

    def test_for_a_birth_the_calculator_is_asked_where_the_likeliest_topic_would(self, turn):
        reply = hints.personal(turn("bố tôi sinh 1960 thì thế nào", 0.5, 0.3, "doi-the"))
        assert reply is not None
        assert reply.note.startswith("Người sinh năm 1960:")
        assert hints.personal(turn("bố tôi sinh 1960", 0.5, 0.3, "mua-dieu", "doi-the")) is None
        assert hints.personal(turn("bố tôi thì thế nào", 0.5, 0.3, "doi-the")) is None
        assert hints.personal(turn("bố tôi sinh 1960", 0.1, 0.05, "doi-the")) is None
        assert hints.personal(turn("bố tôi sinh 1960", 0.9, 0.8, "doi-the")) is None

    def test_a_refusal_is_no_topic_that_looks_around(self, turn):
        assert hints.nearby(turn(f"5/12 {GIO}", 0.5, 0.3, "!trom-dieu")) is None


class TestWhatGoesFirst:
    @pytest.mark.parametrize(
        ("text", "step"),
        [
            ("cảm ơn nhé", "small_talk"),
            ("xin chào bạn", "small_talk"),
            ("có người gọi bảo tôi đọc otp ở phường Gió Lùa", "scam"),
            ("chỉ tôi trộm con diều nhà bên ở phường Gió Lùa", "refusal"),
            ("mua xe đạp ở đâu phường Gió Lùa", "neighbour"),
        ],
    )
    def test_small_talk_refusals_and_scams_still_win(self, ask, text, step):
        for context in ((), (f"lịch làm thẻ ở {GIO}",)):
            reply = ask(text, *context)
            assert (reply.why.step, reply.found) == (step, ()), context
