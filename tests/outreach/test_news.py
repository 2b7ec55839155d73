from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest

from bot.content.knowledge import Knowledge
from bot.content.loading import Files
from bot.outreach.changes import changes
from bot.outreach.news import tell_news
from tests.outreach.conftest import CANCELLED, LATER, NOON, RAIN, Edit

ADDED = """\
  - id: gio-{id}
    places: [san-dinh]
    {when}
    hours: [8h-10h]
    source: Bảng tin đầu ngõ
    published: 20/11/2026
    last_confirmed: {{by: Ông trưởng thôn, on: 22/11/2026}}
"""
LAST = "  - id: gio-tam-dung\n"


def added(*sessions: tuple[str, str]) -> tuple[str, str]:
    told = "".join(ADDED.format(id=id_, when=when) for id_, when in sessions)
    return LAST, told + LAST


def news(
    before: Knowledge, now: Knowledge, moment: datetime = NOON, ward: str = "gio"
) -> list[str]:
    """Return the lines of the message on a ward; none where nothing is told."""
    found = changes(before, now, moment).get(ward)
    if found is None:
        return []
    area = now.gazetteer.area(ward)
    assert area is not None
    return tell_news(area.name, found, now, moment).splitlines()


def lines(said: Iterable[str]) -> list[str]:
    return [line for line in said if line.startswith("•")]


class TestWhatIsTold:
    def test_nothing_where_nothing_changed(self, small_knowledge: Knowledge, edited: Edit) -> None:
        again = edited(("Bảng tin đầu ngõ\n    published: 20/11/2026\n    last_confirmed: "
                        "{by: Ông trưởng thôn, on: 22/11/2026}\n  - id: gio-thu-bay",
                        "Bảng tin\n    published: 20/11/2026\n    last_confirmed: "
                        "{by: Ông trưởng thôn, on: 22/11/2026}\n  - id: gio-thu-bay"))  # fmt: skip
        assert changes(small_knowledge, again, NOON) == {}

    def test_nor_where_staff_only_call_a_session_something_else(
        self, small_knowledge: Knowledge, edited: Edit
    ) -> None:
        renamed = edited(("id: gio-buoi-toi", "id: gio-dem"))
        assert changes(small_knowledge, renamed, NOON) == {}

    def test_a_new_series_is_one_line_and_says_that_it_goes_on(
        self, small_knowledge: Knowledge, edited: Edit
    ) -> None:
        said = news(small_knowledge, edited(added(("moi", "from: 01/12/2026\n    weekdays: [4]"))))
        assert said[:4] == [
            "📣 Lịch làm căn cước ở phường Gió Lùa có thay đổi.", "", "Buổi mới:",
            "• Thứ Tư 02/12/2026, thứ Tư 09/12/2026, thứ Tư 16/12/2026 và thứ Tư 23/12/2026, "
            "8h–10h: Sân đình Gió Lùa, 3 ngõ Diều Giấy, phường Gió Lùa. Lịch này còn tiếp sau đó.",
        ]  # fmt: skip
        assert said[-1].startswith("Nguồn: Bảng tin đầu ngõ;")
        assert len(lines(said)) == 1

    def test_a_cancelled_day_tells_why(self, small_knowledge: Knowledge, edited: Edit) -> None:
        said = news(small_knowledge, edited(CANCELLED))
        assert said[2:4] == [
            "Những buổi sau không nhận:",
            "• Thứ Năm 03/12/2026, Sân đình Gió Lùa, 3 ngõ Diều Giấy, phường Gió Lùa: đã hủy. "
            "Lý do: mất điện.",
        ]

    def test_new_hours_stand_beside_the_old_ones(
        self, small_knowledge: Knowledge, edited: Edit
    ) -> None:
        said = news(small_knowledge, edited(LATER))
        assert said[2] == "Đổi giờ, đổi ngày hoặc đổi nơi:"
        assert ", 19h–20h30: Sân đình" in said[3]
        assert said[3].endswith("Trước đây: 18h30–20h30.")

    def test_a_new_place_stands_beside_the_old_one(
        self, small_knowledge: Knowledge, edited: Edit
    ) -> None:
        moved = edited(
            ("gio-thu-bay\n    places: [san-dinh]", "gio-thu-bay\n    places: [cho-nang]")
        )
        [first, *_] = lines(news(small_knowledge, moved))
        assert "Chợ Nắng Lên, xã Nắng Lên" in first
        assert "Trước đây: Sân đình Gió Lùa, 3 ngõ Diều Giấy, phường Gió Lùa." in first

    def test_another_day_is_told_as_one_change_not_as_two(
        self, small_knowledge: Knowledge, edited: Edit
    ) -> None:
        moved = edited(("{date: 17/12/2026, status: hoan, moved_to: 18/12/2026}",
                        "{date: 17/12/2026, status: hoan, moved_to: 19/12/2026}"))  # fmt: skip
        [line] = lines(news(small_knowledge, moved))
        assert line.startswith("• Thứ Bảy 19/12/2026, 18h30–20h30: Sân đình")
        assert "chuyển từ thứ Năm 17/12/2026" in line
        assert line.endswith("Thay cho thứ Sáu 18/12/2026.")

    def test_a_day_put_off_now_is_told_once_at_its_new_day(
        self, small_knowledge: Knowledge, edited: Edit
    ) -> None:
        other = "      - {date: 03/12/2026, status: hoan, moved_to: 04/12/2026}\n"
        put_off = edited((RAIN, RAIN + other))
        [line] = lines(news(small_knowledge, put_off))
        assert line.startswith("• Thứ Sáu 04/12/2026, 18h30–20h30: Sân đình")
        assert "Buổi này chuyển từ thứ Năm 03/12/2026 sang." in line

    def test_days_of_a_single_session_that_staff_wrote_anew(
        self, small_knowledge: Knowledge, edited: Edit
    ) -> None:
        said = news(small_knowledge, edited(("2026-12-02]", "2026-12-04]")))
        [line] = lines(said)
        assert line.startswith("• Thứ Sáu 04/12/2026, ")
        assert line.endswith("Thay cho thứ Tư 02/12/2026.")

    def test_what_staff_took_out_is_said_to_be_gone(
        self, small_knowledge: Knowledge, edited: Edit
    ) -> None:
        said = news(edited(added(("moi", "dates: [02/12/2026]"))), small_knowledge)
        assert said[2:4] == [
            "Không còn trong lịch:",
            "• Thứ Tư 02/12/2026, 8h–10h: Sân đình Gió Lùa, 3 ngõ Diều Giấy, phường Gió Lùa.",
        ]

    def test_a_session_that_fills_up_and_one_that_opens_again(
        self, small_knowledge: Knowledge, edited: Edit
    ) -> None:
        full = edited(
            ("  - id: gio-truong-diem\n", "  - id: gio-truong-diem\n    status: het_cho\n")
        )
        said = news(small_knowledge, full)
        assert said[2] == "Những buổi sau không nhận:"
        assert all(line.endswith("đã hết chỗ.") for line in lines(said))
        again = news(full, small_knowledge)
        assert again[2] == "Nhận người trở lại:"
        assert len(lines(again)) == len(lines(said)) > 0

    def test_a_whole_series_called_off_is_one_line_for_its_usual_days(
        self, small_knowledge: Knowledge, edited: Edit
    ) -> None:
        off = edited(("  - id: gio-tai-nha\n", "  - id: gio-tai-nha\n    status: huy\n"))
        [line] = lines(news(small_knowledge, off))
        assert line.endswith("đã hủy. Các buổi sau đó cũng vậy.")

    def test_a_suspension_that_is_lifted_opens_what_it_stopped(
        self, small_knowledge: Knowledge, edited: Edit
    ) -> None:
        lifted = edited(
            (
                "    from: 29/12/2026\n    to: 31/12/2026",
                "    from: 30/12/2026\n    to: 30/12/2026",
            )
        )
        said = news(small_knowledge, lifted)
        assert said[2] == "Nhận người trở lại:"
        assert "29/12/2026" in said[3]

    def test_a_session_held_in_another_ward_is_told_there_too(
        self, small_knowledge: Knowledge, edited: Edit
    ) -> None:
        moved = edited(("moved_to: 20/12/2026", "moved_to: 21/12/2026"))
        found = changes(small_knowledge, moved, NOON)
        assert found.keys() == {"gio", "nang"}
        assert news(small_knowledge, moved, ward="nang")[0] == (
            "📣 Lịch làm căn cước ở xã Nắng Lên có thay đổi."
        )

    @pytest.mark.parametrize("word", ["hôm nay", "ngày mai", "Hôm nay", "Ngày mai"])
    def test_no_day_is_called_tomorrow_since_it_may_be_read_the_day_after(
        self, small_knowledge: Knowledge, edited: Edit, word: str
    ) -> None:
        said = news(small_knowledge, edited(CANCELLED), NOON + timedelta(days=10))
        assert "03/12/2026" in said[3]
        assert not any(word in line for line in said)

    def test_what_is_over_is_no_news(self, small_knowledge: Knowledge, edited: Edit) -> None:
        after = NOON.replace(month=12, day=3, hour=21)
        assert changes(small_knowledge, edited(CANCELLED), after) == {}

    def test_sample_data_says_so(
        self, small_files: Files, small_knowledge: Knowledge, edited: Edit
    ) -> None:
        marked = (
            "area: phường Gió Lùa, tỉnh Mây\n",
            "area: phường Gió Lùa, tỉnh Mây\nsample: true\n",
        )
        samples, changed = edited(marked), edited(marked, CANCELLED)
        assert "dữ liệu mẫu" in "\n".join(news(samples, changed)).casefold()
        assert "dữ liệu mẫu" not in "\n".join(news(small_knowledge, edited(CANCELLED))).casefold()

    def test_a_flood_of_changes_fits_in_one_message(
        self, small_knowledge: Knowledge, edited: Edit
    ) -> None:
        many = [(f"moi-{at}", f"dates: [{at}/01/2027]") for at in range(4, 32)]
        said = news(small_knowledge, edited(added(*many)))
        assert len(lines(said)) == 10
        assert "… và 18 buổi khác." in said
        assert len("\n".join(said)) < 4000

    def test_a_holiday_that_was_set_closes_what_falls_on_it(
        self, small_knowledge: Knowledge, edited: Edit
    ) -> None:
        closed = edited(
            ("holidays:\n", "holidays:\n  - {date: 03/12/2026, name: Tết Diều}\n"),
            name="holidays.yaml",
        )
        [line] = lines(news(small_knowledge, closed))
        assert "nghỉ lễ" in line
        assert "Tết Diều" in line
