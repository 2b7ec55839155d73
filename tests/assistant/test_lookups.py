"""What is looked up instead of worded: the calculator, the sessions, the offices."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.assistant.eligibility import DueKind
from bot.assistant.engine import Engine
from bot.assistant.finding import Finding
from bot.assistant.heard import Heard
from bot.assistant.question import VIETNAM
from bot.assistant.situation import Situation
from bot.assistant.status import Status
from bot.language.text import clean

NOVEMBER = datetime(2026, 11, 22, 9, tzinfo=VIETNAM)
NO_CARD, CMND = "Tôi chưa có thẻ", "Tôi còn dùng chứng minh nhân dân"
GIO, NANG, SUONG = "phường Gió Lùa", "xã Nắng Lên", "xã Đảo Sương"


@pytest.fixture
def situation(card_engine: Engine):
    """What somebody said, the newest message first."""

    def heard(*texts: str, home: str = "", moment: datetime = NOVEMBER, **more) -> Situation:
        place = card_engine.knowledge.gazetteer.find(home) if home else None
        known = card_engine._tools.map
        listened = tuple(Heard(clean(text), moment, known) for text in texts)
        return Situation(moment, more.pop("language", "vi"), listened, place, **more)

    return heard


@pytest.fixture
def calculate(card_engine: Engine, situation):
    def find(*texts: str, **more) -> Finding | None:
        return card_engine.lookups.find("tinh-tuoi", situation(*texts, **more))

    return find


@pytest.fixture
def sessions(card_engine: Engine, situation):
    def find(*texts: str, **more) -> Finding:
        return card_engine.lookups.find("lich", situation(*texts, **more))

    return find


@pytest.fixture
def office(card_engine: Engine, situation):
    def find(*texts: str, **more) -> Finding:
        return card_engine.lookups.find("co-quan", situation(*texts, **more))

    return find


def dates(finding: Finding) -> list[str]:
    return [str(session["date"]) for session in finding.local.sessions]


class TestCalculator:
    def test_without_a_birth_there_is_nothing_to_calculate(self, calculate):
        assert calculate("khi nào phải đổi thẻ") is None

    def test_a_birth_and_a_day_of_issue_give_the_day(self, calculate):
        found = calculate("tôi sinh 12/5/2001, thẻ cấp 15/3/2022")
        assert found.status is Status.CALCULATED
        assert found.note.startswith("Người sinh ngày 12/05/2001:\nĐã quá hạn")
        assert found.found
        assert found.suggestions == ()

    def test_a_kind_of_card_without_a_day_is_not_believed(self, calculate):
        """Both names are said of any card, so only the day of issue decides."""
        for kind in ("căn cước công dân", "thẻ căn cước", "cccd", "cccd gắn chip"):
            found = calculate(f"tôi sinh 12/5/2001, đang dùng {kind}")
            assert found.status is Status.NEEDS_DETAIL, kind
            assert "nếu trước ngày 12/05/2024 thì đã quá hạn" in found.note
            assert "nếu từ ngày 12/05/2024 thì thẻ dùng đến khi đủ 40 tuổi" in found.note
            assert found.suggestions == (NO_CARD, CMND)

    @pytest.mark.parametrize("kind", ["cccd", "căn cước", "căn cước công dân"])
    def test_a_day_of_issue_is_believed_whatever_the_card_is_called(self, calculate, kind):
        found = calculate(f"tôi sinh 12/5/2001, {kind} cấp ngày 15/3/2025")
        assert found.status is Status.CALCULATED
        assert "12/05/2041" in found.note

    def test_a_cmnd_is_believed_without_a_day(self, calculate):
        found = calculate("tôi sinh 12/5/2001, đang dùng chứng minh nhân dân")
        assert found.status is Status.CALCULATED
        assert "Chứng minh nhân dân không còn giá trị từ ngày 01/01/2025" in found.note

    @pytest.mark.parametrize(
        "said",
        ["chưa có thẻ", "chua co can cuoc", "tôi chưa làm thẻ", "ko có thẻ", "chưa từng có cccd",
         "chưa được cấp thẻ"],
    )  # fmt: skip
    def test_who_has_no_card_is_told_to_make_one(self, calculate, said):
        found = calculate(f"tôi sinh 12/5/2001, {said}")
        assert found.status is Status.CALCULATED
        assert "bắt buộc phải làm thẻ căn cước" in found.note

    def test_that_there_is_no_card_may_have_been_said_before(self, calculate):
        found = calculate("tôi sinh 12/5/2001", "tôi chưa có thẻ, bao giờ phải đổi")
        assert found.status is Status.CALCULATED
        assert "bắt buộc phải làm thẻ căn cước" in found.note

    def test_who_need_not_have_a_card_yet_is_taken_to_have_none(self, calculate):
        found = calculate("con tôi sinh 20/12/2012")
        assert found.status is Status.CALCULATED
        assert "từ ngày 20/12/2026 thì bắt buộc" in found.note

    def test_a_child_that_has_one_is_believed(self, calculate):
        found = calculate("con tôi sinh 20/12/2013, thẻ cấp 3/5/2025")
        assert "20/12/2027" in found.note
        assert found.status is Status.CALCULATED

    def test_a_birth_said_before_counts_with_a_day_of_issue_said_now(self, calculate):
        found = calculate("cấp năm 2021", "tôi sinh 12/5/2001")
        assert found.status is Status.CALCULATED
        assert "Đã quá hạn" in found.note

    def test_the_newest_birth_counts(self, calculate):
        found = calculate("sinh 20/12/2012", "tôi sinh 12/5/2001")
        assert "20/12/2012" in found.note
        assert "2001" not in found.note

    def test_each_of_several_persons_has_a_paragraph(self, calculate):
        found = calculate("vợ chồng tôi sinh 1986 và 1990, con sinh 2012")
        paragraphs = found.note.split("\n\n")
        headings = [paragraph.split("\n", 1)[0] for paragraph in paragraphs]
        assert headings == [f"Người sinh năm {year}:" for year in (1986, 1990, 2012)]
        assert found.status is Status.NEEDS_DETAIL
        assert found.reminders == ()

    def test_four_persons_at_most_are_told_of(self, calculate):
        found = calculate("sinh 1980, sinh 1985, sinh 1990, sinh 1995, sinh 2000")
        assert len(found.note.split("\n\n")) == 4

    def test_a_card_among_several_persons_is_nobodys(self, calculate):
        alone = calculate("chồng tôi sinh 12/5/1990, thẻ cấp 15/3/2022")
        assert alone.status is Status.CALCULATED
        both = calculate("vợ sinh 3/4/1992, chồng sinh 12/5/1990, thẻ cấp 15/3/2022")
        assert both.status is Status.CALCULATED or "15/03/2022" not in both.note
        assert "ngày cấp in trên thẻ" in both.note

    @pytest.mark.parametrize(
        ("text", "heading"),
        [
            ("sinh 12/5/2001", "Người sinh ngày 12/05/2001:"),
            ("sinh tháng 5/2001", "Người sinh tháng 05/2001:"),
            ("sinh năm 2001", "Người sinh năm 2001:"),
            ("tôi 30 tuổi", "Người sinh từ ngày 23/11/1995 đến ngày 31/12/1996:"),
        ],
    )
    def test_a_person_is_called_by_what_was_said(self, calculate, text, heading):
        assert calculate(text).note.split("\n", 1)[0] == heading

    def test_an_open_age_is_no_person(self, calculate):
        assert calculate("người trên 60 tuổi có phải đổi thẻ không") is None

    def test_days_that_contradict_are_complained_of(self, calculate):
        found = calculate("tôi sinh 5/5/2000, thẻ cấp 1/1/1999")
        assert found.status is Status.NEEDS_DETAIL
        assert "Ngày cấp thẻ ở trước ngày sinh 05/05/2000" in found.note
        assert (found.sources, found.reminders) == ((), ())

    def test_a_day_without_a_law_is_not_calculated(self, calculate):
        early = datetime(2023, 6, 1, 9, tzinfo=VIETNAM)
        found = calculate("tôi sinh 12/5/2001", moment=early)
        assert found.status is Status.NEEDS_DETAIL
        assert "chưa có thông tin về tuổi làm và đổi thẻ cho ngày 01/06/2023" in found.note

    def test_a_year_tells_the_ages_to_come_and_asks_for_both_days(self, calculate):
        found = calculate("tôi sinh năm 1986")
        assert "đủ 40 tuổi vào năm 2026; đủ 60 tuổi vào năm 2046" in found.note
        assert "trong 2 năm trước" in found.note
        assert "đủ ngày, tháng, năm sinh và ngày cấp" in found.note

    def test_what_it_rests_on_is_told_once(self, calculate):
        found = calculate("vợ chồng tôi sinh 1986 và 1990")
        assert [source.doc for source in found.sources] == ["Luật thử"]

    def test_days_to_remember_are_those_of_the_one_person(self, calculate):
        found = calculate("tôi sinh 14/2/1987, thẻ cấp 3/2020")
        kinds = {due.kind for due in found.reminders}
        assert DueKind.LAST in kinds
        assert all(due.day > NOVEMBER.date() for due in found.reminders)

    def test_it_speaks_english(self, calculate):
        found = calculate("sinh 12/5/2001", language="en")
        assert found.note.startswith("Born on 12 May 2001:")
        assert found.suggestions == ("I have no card yet", "I still use the old CMND")


class TestPlaces:
    def test_the_ward_that_is_named(self, sessions):
        assert sessions(f"lịch làm thẻ {GIO}").note.startswith("Lịch làm căn cước sắp tới ở")
        assert dates(sessions(f"5/12 ở {GIO}")) == ["2026-12-05"]

    def test_a_place_said_two_messages_ago_still_counts(self, sessions):
        found = sessions("lịch làm thẻ", "con tôi 10 tuổi", f"tôi ở {SUONG}")
        assert (found.status, found.found) == (Status.ANSWERED, False)
        assert SUONG in found.note

    def test_a_newer_place_wins(self, sessions):
        found = sessions("lịch làm thẻ", f"ở {GIO}", f"tôi ở {SUONG}")
        assert found.status is Status.SESSIONS
        assert SUONG not in found.note

    def test_home_counts_where_nothing_is_named(self, sessions):
        found = sessions("lịch làm thẻ", home=f"{SUONG}, tỉnh Biển Biếc")
        assert (found.status, found.found) == (Status.ANSWERED, False)
        assert SUONG in found.note

    def test_what_is_named_goes_before_home(self, sessions):
        found = sessions(f"lịch làm thẻ {GIO}", home=f"{SUONG}, tỉnh Biển Biếc")
        assert found.status is Status.SESSIONS

    def test_a_shared_point_goes_before_home(self, sessions):
        found = sessions("lịch làm thẻ", home=f"{SUONG}, tỉnh Biển Biếc", point=(22.41, 103.46))
        assert found.status is Status.SESSIONS
        assert "gần bạn" in found.note
        assert SUONG not in found.note

    def test_a_named_place_goes_before_a_shared_point(self, sessions):
        found = sessions(f"lịch làm thẻ {SUONG}", point=(22.41, 103.46))
        assert (found.status, found.found) == (Status.ANSWERED, False)

    def test_a_place_of_sessions_goes_with_its_ward(self, sessions):
        found = sessions("sân đình gió lùa thứ bảy 5/12")
        assert dates(found) == ["2026-12-05"]
        assert "tại Sân đình Gió Lùa" in found.note

    def test_a_newer_ward_goes_before_an_older_place_of_sessions(self, sessions):
        found = sessions(f"lịch làm thẻ {SUONG}", "sân đình gió lùa thứ bảy có không")
        assert (found.status, found.found) == (Status.ANSWERED, False)
        assert SUONG in found.note

    def test_days_said_before_count_until_others_are_said(self, sessions):
        assert dates(sessions(f"ở {GIO}", "5/12 có làm thẻ không")) == ["2026-12-05"]
        assert dates(sessions("6/12 thì sao", f"5/12 ở {GIO} có không")) == ["2026-12-06"]

    def test_births_said_before_decide_who_is_served(self, sessions):
        school = "lịch làm thẻ 1/12 ở Trường tiểu học Gió Lùa"
        assert dates(sessions(school, "con tôi sinh 2016")) == ["2026-12-01"]
        old = sessions(school, "mẹ tôi sinh 1950")
        assert "2026-12-01" not in dates(old)

    def test_wishes_are_those_of_the_message_itself(self, sessions):
        at_home = sessions(f"làm thẻ tại nhà ở {GIO}")
        assert {session["id"] for session in at_home.local.sessions} == {"gio-tai-nha"}
        later = sessions(f"lịch làm thẻ ở {GIO}", "làm tại nhà được không")
        assert "gio-tai-nha" not in {session["id"] for session in later.local.sessions}

    def test_an_ambiguous_place_is_asked_about_with_buttons(self, sessions):
        found = sessions("lịch làm thẻ xã Sóng Đôi")
        assert (found.status, found.found) == (Status.NEEDS_DETAIL, False)
        assert found.suggestions == ("xã Sóng Đôi, tỉnh Mây", "xã Sóng Đôi, tỉnh Rừng Thưa")

    def test_without_any_place_those_that_are_known_are_offered(self, office):
        found = office("làm thẻ ở đâu")
        assert found.status is Status.NEEDS_DETAIL
        assert set(found.suggestions) == {"phường Gió Lùa, tỉnh Mây", "xã Nắng Lên, tỉnh Mây"}

    def test_an_offered_place_is_understood_when_it_is_sent(self, office):
        for text in office("làm thẻ ở đâu").suggestions:
            assert office(text, "làm thẻ ở đâu").status is Status.OFFICE, text

    def test_where_nothing_is_known_nobody_is_asked_again(self, office):
        found = office(f"làm thẻ ở {SUONG}")
        assert (found.status, found.found, found.suggestions) == (Status.ANSWERED, False, ())

    def test_an_office_is_found(self, office):
        found = office(f"trụ sở {GIO}")
        assert (found.status, found.found) == (Status.OFFICE, True)
        assert [venue.title for venue in found.local.venues] == ["Công an phường Gió Lùa"]

    def test_an_office_asked_for_on_a_day_with_a_session_tells_of_both(self, office):
        found = office(f"{GIO} thứ bảy 5/12 làm thẻ ở đâu")
        assert found.status is Status.SESSIONS
        titles = [venue.title for venue in found.local.venues]
        assert titles == ["Sân đình Gió Lùa", "Công an phường Gió Lùa"]
        text = found.note
        assert text.index("Thứ Bảy 05/12/2026, 7h30–11h30") < text.index("Công an phường Gió Lùa")

    def test_an_office_asked_for_on_a_day_without_a_session_is_told_of_alone(self, office):
        found = office(f"{GIO} hôm nay làm thẻ ở đâu")
        assert found.status is Status.OFFICE
        assert found.note.startswith("Nơi nhận hồ sơ ở phường Gió Lùa:")
        assert dates(found) == []

    def test_it_speaks_english(self, sessions):
        found = sessions("lịch làm thẻ phường Gió Lùa", language="en")
        assert found.note.startswith("Coming sessions for identity card service in phường Gió Lùa")
