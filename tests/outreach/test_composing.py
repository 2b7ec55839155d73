from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.assistant.eligibility import DueKind
from bot.assistant.sessions.guide import LocalGuide
from bot.content.knowledge import Knowledge
from bot.outreach.announcements import letters_to
from bot.outreach.composing import LONGEST, Action, Composer, Does, Message
from bot.outreach.kinds import Kind
from bot.outreach.reminders import renewal_letters
from bot.store.kept import Group, Letter, NewBatch
from bot.store.sqlite import SqliteStore
from tests.outreach.conftest import NOON, Edit

ASKED_FOR = "Bạn nhận tin này vì đã nhờ tôi nhắc. Xem hoặc bỏ lời nhắc: /nhac"
SHOWN = Action(Does.SESSIONS, "gio", "Lịch làm căn cước ở phường Gió Lùa, tỉnh Mây")


@pytest.fixture
def composer(store: SqliteStore) -> Composer:
    return Composer(store)


def december(day: int, hour: int, minute: int = 0) -> datetime:
    return NOON.replace(month=12, day=day, hour=hour, minute=minute)


def of_session(key: str, which: str = "evening") -> Letter:
    return Letter(7, NOON, Kind.SESSION, f"{key}:{which}")


class TestDays:
    def test_a_reminder_says_what_is_due_and_how_many_days_are_left(
        self, composer: Composer, guide: LocalGuide
    ) -> None:
        [letter] = renewal_letters(7, DueKind.LAST, december(20, 0).date(), NOON)
        said = composer.compose(letter, guide, december(13, 8))
        assert said == Message(
            "🔔 Hạn đổi thẻ căn cước: 20/12/2026. Còn 7 ngày nữa.\n\n"
            "Quy định có thể đã đổi từ khi bạn nhờ nhắc. Bạn gõ /tuoi để tính lại cho chắc, "
            f"gõ /lich để xem lịch làm thẻ.\n\n{ASKED_FOR}"
        )

    @pytest.mark.parametrize(
        ("day", "told"),
        [(15, "Còn 5 ngày nữa."), (20, "Hôm nay là ngày đó."), (23, "Ngày đó đã qua.")],
    )
    def test_one_that_comes_late_says_what_is_true_by_then(
        self, composer: Composer, guide: LocalGuide, day: int, told: str
    ) -> None:
        letter = Letter(7, NOON, Kind.RENEWAL, "compulsory:2026-12-20:7")
        said = composer.compose(letter, guide, december(day, 9))
        assert said is not None
        assert said.text.startswith(
            f"🔔 Từ ngày 20/12/2026 bắt buộc phải có thẻ căn cước. {told}\n"
        )

    def test_a_day_that_is_worth_no_reminder_is_dropped(
        self, composer: Composer, guide: LocalGuide
    ) -> None:
        letter = Letter(7, NOON, Kind.RENEWAL, "early:2026-12-20:7")
        assert composer.compose(letter, guide, NOON) is None


class TestSessions:
    def test_a_reminder_says_when_and_where_and_that_it_is_tomorrow(
        self, composer: Composer, guide: LocalGuide
    ) -> None:
        said = composer.compose(of_session("gio-buoi-toi:20261203"), guide, december(2, 19))
        assert said is not None
        first, source, ending = said.text.split("\n\n")
        assert first == (
            "🔔 Nhắc bạn buổi làm căn cước sắp tới. Ngày mai (thứ Năm 03/12/2026), 18h30–20h30: "
            "Sân đình Gió Lùa, 3 ngõ Diều Giấy, phường Gió Lùa."
        )
        assert source.startswith("Nguồn: Bảng tin đầu ngõ;")
        assert ending == ASKED_FOR
        assert said.begins == december(3, 18, 30)
        assert said.actions == ()

    def test_one_that_comes_on_the_day_says_today(
        self, composer: Composer, guide: LocalGuide
    ) -> None:
        said = composer.compose(of_session("gio-buoi-toi:20261203"), guide, december(3, 16))
        assert said is not None
        assert "Hôm nay (thứ Năm 03/12/2026), 18h30–20h30" in said.text

    def test_other_hours_by_now_are_those_that_are_told(
        self, composer: Composer, edited: Edit
    ) -> None:
        now = LocalGuide(edited(("hours: [18h30-20h30]", "hours: [19h30-21h]")))
        said = composer.compose(of_session("gio-buoi-toi:20261203"), now, december(2, 19))
        assert said is not None
        assert "19h30–21h" in said.text
        assert "18h30" not in said.text

    def test_a_session_that_was_called_off_meanwhile_says_so_and_shows_others(
        self, composer: Composer, guide: LocalGuide
    ) -> None:
        said = composer.compose(of_session("gio-buoi-toi:20261208"), guide, december(7, 19))
        assert said is not None
        assert said.text.startswith("🔔 Buổi làm căn cước bạn nhờ nhắc có thay đổi. Ngày mai (")
        assert "đã hủy. Lý do: mưa to." in said.text
        assert said.actions == (SHOWN,)

    def test_one_that_was_put_off_offers_a_reminder_of_the_new_day(
        self, composer: Composer, guide: LocalGuide
    ) -> None:
        said = composer.compose(of_session("gio-buoi-toi:20261217"), guide, december(16, 19))
        assert said is not None
        assert "đã hoãn. Chuyển sang thứ Sáu 18/12/2026." in said.text
        remind = Action(
            Does.REMIND, "gio-buoi-toi:20261218", "Nhắc tôi thứ Sáu 18/12/2026"
        )  # fmt: skip
        assert said.actions == (remind, SHOWN)

    def test_a_full_one_says_so_to_who_may_have_a_place(
        self, composer: Composer, edited: Edit
    ) -> None:
        full = ("  - id: gio-thu-bay\n", "  - id: gio-thu-bay\n    status: het_cho\n")
        guide = LocalGuide(edited(full))
        said = composer.compose(of_session("gio-thu-bay:20261205"), guide, december(4, 19))
        assert said is not None
        assert "Ngày mai (thứ Bảy 05/12/2026), 7h30–11h30" in said.text
        assert "Buổi này đã hết chỗ" in said.text

    def test_one_that_is_in_the_schedule_no_more_is_not_passed_over_in_silence(
        self, composer: Composer, guide: LocalGuide
    ) -> None:
        said = composer.compose(of_session("gio-da-bo:20261203"), guide, december(2, 19))
        assert said == Message(
            "🔔 Buổi làm căn cước ngày mai (thứ Năm 03/12/2026) mà bạn nhờ nhắc không còn trong "
            f"lịch nữa.\n\nBạn hỏi Công an xã, phường nơi bạn ở.\n\n{ASKED_FOR}"
        )

    @pytest.mark.parametrize(
        ("key", "moment"),
        [
            ("gio-buoi-toi:20261203", december(3, 20, 30)),
            ("gio-buoi-toi:20261203", december(9, 8)),
            ("gio-buoi-toi:20261208", december(9, 8)),
            ("gio-da-bo:20261203", december(4, 8)),
            ("gio-da-bo:khi-nào", december(2, 8)),
            ("gio-da-bo", december(2, 8)),
        ],
    )
    def test_of_one_that_is_over_nothing_is_said(
        self, composer: Composer, guide: LocalGuide, key: str, moment: datetime
    ) -> None:
        assert composer.compose(of_session(key), guide, moment) is None

    def test_sample_data_is_marked(self, composer: Composer, edited: Edit) -> None:
        area = "area: phường Gió Lùa, tỉnh Mây\n"
        guide = LocalGuide(edited((area, f"{area}sample: true\n")))
        said = composer.compose(of_session("gio-buoi-toi:20261203"), guide, december(2, 19))
        assert said is not None
        assert "dữ liệu mẫu" in said.text.partition("\n\n")[0].casefold()


class TestTheWeek:
    LETTER = Letter(-5, NOON, Kind.WEEKLY, "gio")

    def test_a_group_is_told_its_week_and_who_can_stop_that(
        self, composer: Composer, guide: LocalGuide, store: SqliteStore
    ) -> None:
        store.chats.keep_group(Group(-5, "gio", weekly_day=1))
        said = composer.compose(self.LETTER, guide, december(7, 7, 30))
        assert said is not None
        assert said.text.startswith("Lịch làm căn cước từ thứ Hai 07/12/2026")
        assert said.text.endswith("\n\nQuản trị viên nhóm đổi hoặc tắt tin này bằng lệnh /caidat.")
        assert said.actions == (SHOWN,)

    @pytest.mark.parametrize(
        "group",
        [None, Group(-5, "gio"), Group(-5, "nang", weekly_day=1), Group(-5, "", weekly_day=1)],
        ids=["gone", "no day", "another ward", "no ward"],
    )
    def test_a_group_that_wants_it_no_more_gets_none(
        self, composer: Composer, guide: LocalGuide, store: SqliteStore, group: Group | None
    ) -> None:
        if group:
            store.chats.keep_group(group)
        assert composer.compose(self.LETTER, guide, NOON) is None


class TestAnnouncements:
    def queued(
        self, store: SqliteStore, kind: str = "news:gio", text: str = "Có buổi mới."
    ) -> dict[int, Letter]:
        wards = [kind.partition(":")[2] or "gio"]
        letters = list(letters_to(store.chats, wards, Kind(kind.partition(":")[0]), NOON))
        store.letters.send_out(NewBatch(kind, text, "lan"), letters)
        return {letter.chat: letter for letter in store.letters.due(NOON, 10)}

    def test_a_follower_is_told_how_to_stop_and_a_group_who_can(
        self, composer: Composer, guide: LocalGuide, store: SqliteStore
    ) -> None:
        store.chats.follow(7, "gio")
        store.chats.keep_group(Group(-5, "gio"))
        letters = self.queued(store)
        follower = composer.compose(letters[7], guide, NOON)
        stop = Action(Does.UNFOLLOW, "gio", "✕ Thôi theo dõi phường Gió Lùa")
        assert follower == Message(
            "Có buổi mới.\n\nBạn nhận tin này vì đang theo dõi lịch. "
            "Xem hoặc thôi theo dõi: /nhac",
            (SHOWN, stop),
        )
        group = composer.compose(letters[-5], guide, NOON)
        assert group == Message(
            "Có buổi mới.\n\nQuản trị viên nhóm đổi hoặc tắt tin này bằng lệnh /caidat.",
            (SHOWN,),
        )

    @pytest.mark.parametrize("kind", ["news:gio", "notice:gio", "notice:"])
    def test_who_stopped_following_meanwhile_gets_nothing_more(
        self, composer: Composer, guide: LocalGuide, store: SqliteStore, kind: str
    ) -> None:
        store.chats.follow(7, "gio")
        store.chats.keep_group(Group(-5, "gio"))
        letters = self.queued(store, kind)
        assert composer.compose(letters[7], guide, NOON) is not None
        store.chats.unfollow(7, "gio")
        store.chats.keep_group(Group(-5, "gio", announce=False))
        for letter in letters.values():
            assert composer.compose(letter, guide, NOON) is None

    def test_a_notice_to_all_reaches_whoever_follows_any_ward(
        self, composer: Composer, guide: LocalGuide, store: SqliteStore
    ) -> None:
        store.chats.follow(7, "gio")
        letters = self.queued(store, "notice:")
        store.chats.follow(7, "dao")
        store.chats.unfollow(7, "gio")
        said = composer.compose(letters[7], guide, NOON)
        assert said is not None
        assert said.text.startswith("Có buổi mới.")
        assert said.actions == ()

    def test_a_letter_without_its_announcement_says_nothing(
        self, composer: Composer, guide: LocalGuide
    ) -> None:
        for batch in (None, 99):
            letter = Letter(7, NOON, Kind.NEWS, "99", batch=batch)
            assert composer.compose(letter, guide, NOON) is None

    def test_what_is_too_long_is_cut_before_the_words_on_how_to_stop(
        self, composer: Composer, guide: LocalGuide, store: SqliteStore
    ) -> None:
        store.chats.follow(7, "gio")
        said = composer.compose(self.queued(store, text="dài " * 2000)[7], guide, NOON)
        assert said is not None
        assert len(said.text) <= LONGEST
        assert "dài…\n\nBạn nhận tin này" in said.text


@pytest.mark.parametrize("kind", list(Kind))
def test_every_letter_ends_with_how_to_get_no_more_of_it(
    composer: Composer, small_knowledge: Knowledge, store: SqliteStore, kind: Kind
) -> None:
    store.chats.follow(7, "gio")
    store.chats.keep_group(Group(-5, "gio", weekly_day=1))
    number = store.letters.send_out(NewBatch(f"{kind}:gio", "Tin.", "lan"), [])
    subjects = {
        Kind.RENEWAL: "last:2026-12-20:7",
        Kind.SESSION: "gio-buoi-toi:20261203:start",
        Kind.WEEKLY: "gio",
    }
    chat = -5 if kind is Kind.WEEKLY else 7
    letter = Letter(chat, NOON, kind, subjects.get(kind, str(number)), batch=number)
    said = composer.compose(letter, LocalGuide(small_knowledge), NOON + timedelta(days=1))
    assert said is not None
    assert any(way in said.text.rpartition("\n\n")[2] for way in ("/nhac", "/caidat"))
