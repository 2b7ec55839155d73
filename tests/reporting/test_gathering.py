from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from bot.content.knowledge import Knowledge
from bot.reporting.content import PlaceCount
from bot.reporting.gathering import Wanted, gather
from bot.reporting.periods import Period
from bot.store.kept import Figure, NewBatch
from bot.store.sqlite import SqliteStore
from tests.reporting.conftest import DECEMBER, FORMULA, KITES, NOW, Gathered, announce, ask, at

EVENING = datetime(2026, 12, 16, 22, tzinfo=NOW.tzinfo)


class TestQuestions:
    def test_are_counted_by_day_and_by_how_they_ended(self, gathered: Gathered) -> None:
        report = gathered()
        told = {
            day.day.day: (day.answered, day.offered, day.pointed, day.unanswered)
            for day in report.days
            if day.asked
        }
        assert told == {
            1: (2, 0, 0, 0), 2: (2, 0, 0, 0), 3: (0, 0, 0, 1), 4: (0, 0, 0, 1),
            5: (0, 0, 0, 1), 6: (0, 1, 1, 0), 7: (0, 0, 0, 1),
        }  # fmt: skip
        assert (report.asked, report.courtesies) == (10, 1)
        endings = ("answered", "offered", "pointed", "unanswered")
        assert [report.ended(how) for how in endings] == [4, 1, 1, 4]

    def test_every_day_so_far_is_there_and_none_after_today(self, gathered: Gathered) -> None:
        report = gathered()
        assert [day.day for day in report.days] == DECEMBER.until(NOW.date()).days
        assert report.until == date(2026, 12, 16)
        assert report.period == DECEMBER

    def test_a_day_begins_at_midnight_in_vietnam(
        self, store: SqliteStore, small_knowledge: Knowledge
    ) -> None:
        ask(store, datetime(2026, 12, 1, 16, 59, 59, tzinfo=UTC), "answered", "tam-meo")
        ask(store, datetime(2026, 12, 1, 17, 0, 0, tzinfo=UTC), "answered", "tam-meo")
        ask(store, datetime(2026, 12, 2, 17, 0, 0, tzinfo=UTC), "answered", "tam-meo")
        day = Period(date(2026, 12, 2), date(2026, 12, 2))
        assert gather(store, small_knowledge, Wanted(day, NOW)).asked == 1

    def test_are_counted_by_topic_and_by_where_they_came_from(self, gathered: Gathered) -> None:
        report = gathered()
        assert [(topic.title, topic.group, topic.count) for topic in report.topics] == [
            ("Tắm cho mèo", "Thú cưng", 2),
            ("Mèo bị ốm", "Thú cưng", 1),
        ]
        assert report.channels == {"Telegram": 9, "Trang web": 1}

    def test_a_topic_that_is_gone_is_told_by_its_id(
        self, store: SqliteStore, small_knowledge: Knowledge
    ) -> None:
        ask(store, at(2), "answered", "da-bo")
        [topic] = gather(store, small_knowledge, Wanted(DECEMBER, NOW)).topics
        assert (topic.title, topic.group) == ("da-bo", "")

    def test_that_were_deleted_by_now_are_owned_up_to(self, gathered: Gathered) -> None:
        assert gathered(retention=timedelta(days=10)).kept_since == date(2026, 12, 6)
        assert gathered(retention=timedelta(days=30)).kept_since is None
        assert gathered().kept_since is None


class TestWhatWaits:
    def test_is_brought_together_by_what_it_asks_the_most_frequent_first(
        self, gathered: Gathered
    ) -> None:
        report = gathered()
        assert report.waiting == 5
        assert [(matter.count, matter.unanswered) for matter in report.matters] == [
            (3, 3), (1, 1), (1, 0),
        ]  # fmt: skip
        assert report.matters[0].question in KITES
        assert report.matters[1].question == FORMULA

    def test_tells_why_an_answer_was_no_help(self, gathered: Gathered) -> None:
        report = gathered()
        assert report.reasons == {"Khó hiểu": 1}
        unhelpful = report.matters[-1]
        assert (unhelpful.unhelpful, unhelpful.reasons) == (1, ("Khó hiểu",))
        assert unhelpful.topics == ("Mèo bị ốm",)

    def test_is_counted_by_how_it_was_dealt_with(self, gathered: Gathered) -> None:
        assert gathered().resolved == {"cán bộ trả lời trực tiếp": 1}

    def test_of_a_past_period_is_not_mixed_with_what_came_after_it(
        self, gathered: Gathered
    ) -> None:
        november = Period(date(2026, 11, 1), date(2026, 11, 30))
        report = gathered(november)
        assert [matter.question for matter in report.matters] == ["hỏi tháng trước"]
        assert (report.asked, report.waiting, report.resolved) == (2, 1, {})


class TestSessions:
    def test_held_and_called_off_are_counted_by_place(self, gathered: Gathered) -> None:
        yard, home = "Sân đình Gió Lùa, phường Gió Lùa", "Tại nhà người dân, phường Gió Lùa"
        school, market = "Trường tiểu học Gió Lùa, phường Gió Lùa", "Chợ Nắng Lên, xã Nắng Lên"
        assert gathered().places == (
            PlaceCount(yard, "lưu động", 7, 1, ("mưa to",)),
            PlaceCount(school, "lưu động", 3, 0),
            PlaceCount(home, "tại nhà", 2, 0),
            PlaceCount(market, "lưu động", 0, 1, ("chợ dời chỗ",)),
        )

    def test_that_are_not_over_do_not_count_yet(self, gathered: Gathered) -> None:
        first = Period(date(2026, 12, 1), date(2026, 12, 1))
        before, after = at(1, 19), at(1, 21)
        held = [sum(place.held for place in gathered(first, moment=m).places)
                for m in (before, after)]  # fmt: skip
        assert held == [1, 2]

    def test_of_one_ward_are_told_alone(self, gathered: Gathered) -> None:
        assert [place.place for place in gathered(area="dao").places] == []
        market = gathered(area="nang").places
        assert [place.place for place in market] == ["Chợ Nắng Lên, xã Nắng Lên"]


class TestCountsOfTheStaff:
    def test_are_summed_for_the_period_by_ward(self, gathered: Gathered) -> None:
        report = gathered()
        kites, sunny = report.wards
        assert (kites.ward, sunny.ward) == ("phường Gió Lùa, tỉnh Mây", "xã Nắng Lên, tỉnh Mây")
        assert (kites.total("the-can-cuoc"), kites.total("luu-dong")) == (3, 12)
        assert report.counted("the-can-cuoc") == 3
        assert report.counted("tai-nha") == 0

    def test_go_towards_the_targets_since_the_campaign_began(self, gathered: Gathered) -> None:
        told = [
            (item.area, item.label, item.target, item.in_period, item.reached)
            for item in gathered().progress
        ]
        assert told == [
            ("gio", "Thẻ căn cước, người từ đủ 14 tuổi", 10, 3, 5),
            ("gio", "Thẻ căn cước, người dưới 14 tuổi", 5, 3, 3),
            ("gio", "Thẻ căn cước, tất cả", 15, 6, 8),
            ("nang", "Tài khoản định danh điện tử", 7, 7, 7),
        ]

    def test_shares_and_daily_targets_are_reckoned(self, gathered: Gathered) -> None:
        cards, children, every, accounts = gathered().progress
        assert [item.share for item in (cards, children, accounts)] == [0.5, 0.6, 1.0]
        assert every.per_day == 1
        assert (cards.per_day, accounts.per_day) == (None, None)
        assert every.by_day == {date(2026, 11, 20): 2, date(2026, 12, 2): 4, date(2026, 12, 3): 2}

    def test_after_the_period_do_not_count(
        self, december: SqliteStore, small_knowledge: Knowledge
    ) -> None:
        december.figures.keep(Figure("gio", date(2026, 12, 20), "the-can-cuoc", 9, "lan"))
        period = Period(date(2026, 12, 1), date(2026, 12, 10))
        report = gather(december, small_knowledge, Wanted(period, at(25)))
        assert report.progress[0].reached == 5

    def test_a_campaign_of_another_time_is_not_told(self, gathered: Gathered) -> None:
        october = Period(date(2026, 10, 1), date(2026, 10, 31))
        report = gathered(october)
        assert report.progress == ()
        assert report.counted("the-can-cuoc") == 50

    def test_of_one_ward_are_told_alone(self, gathered: Gathered) -> None:
        report = gathered(area="nang")
        assert [ward.ward for ward in report.wards] == ["xã Nắng Lên, tỉnh Mây"]
        assert [item.area for item in report.progress] == ["nang"]

    def test_labels_have_the_ages_of_the_law(self, gathered: Gathered) -> None:
        labels = gathered().count_labels
        assert labels["the-can-cuoc"] == "Hồ sơ thẻ căn cước, người từ đủ 14 tuổi"
        assert labels["tre-duoi-6"] == "Hồ sơ thẻ căn cước, trẻ dưới 6 tuổi"
        early = Period(date(2020, 1, 1), date(2020, 1, 31))
        assert "……" in gathered(early).count_labels["the-can-cuoc"]


class TestAnnouncements:
    def test_are_told_with_how_many_they_reached(
        self, december: SqliteStore, small_knowledge: Knowledge
    ) -> None:
        announce(december, "gio")
        announce(december, "")
        now = datetime.now(NOW.tzinfo) + timedelta(minutes=1)
        today = Period(now.date() - timedelta(1), now.date())
        found = gather(december, small_knowledge, Wanted(today, now)).announcements
        assert [item.ward for item in found] == ["phường Gió Lùa, tỉnh Mây", ""]
        assert (found[0].total, found[0].sent, found[0].blocked, found[0].failed) == (3, 2, 1, 0)
        assert (found[0].by, found[0].text) == ("lan", "Sáng mai thả diều.")

    def test_of_one_ward_are_its_own_and_those_for_everybody(
        self, december: SqliteStore, small_knowledge: Knowledge
    ) -> None:
        for area in ("gio", "nang", ""):
            december.letters.send_out(NewBatch(f"notice:{area}", "Thả diều.", "lan"), [])
        now = datetime.now(NOW.tzinfo) + timedelta(minutes=1)
        today = Period(now.date() - timedelta(1), now.date())
        ward = small_knowledge.gazetteer.area("gio")
        found = gather(december, small_knowledge, Wanted(today, now, ward)).announcements
        assert [item.ward for item in found] == ["phường Gió Lùa, tỉnh Mây", ""]


def test_sample_data_is_owned_up_to(gathered: Gathered) -> None:
    """The invented campaign is marked as a sample, the invented sessions are not."""
    assert gathered().sample
    assert not gathered(area="dao").sample


def test_an_empty_store_makes_an_empty_report(
    store: SqliteStore, small_knowledge: Knowledge
) -> None:
    early = Wanted(Period(date(2024, 2, 1), date(2024, 2, 29)), EVENING)
    report = gather(store, small_knowledge, early)
    assert (report.asked, report.waiting, len(report.days)) == (0, 0, 29)
    assert report.topics == report.matters == report.places == report.progress == ()
