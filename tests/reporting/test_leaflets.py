from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.assistant.question import VIETNAM
from bot.assistant.sessions.guide import LocalGuide
from bot.content.knowledge import Knowledge
from bot.content.loading import Files, load
from bot.errors import UsageError
from bot.reporting.leaflets import HOTLINE, Address, Leaflet, leaflet
from bot.reporting.speeches import LONGEST_POST, MOST_WORDS, loudspeaker, zalo
from handlers import links

BOT = Address("@DieuBot")
MORNING = datetime(2026, 11, 30, 8, tzinfo=VIETNAM)
"""A Monday, the day before the first session."""
TOPICS = ("mua-dieu", "tha-dieu", "tam-meo")
LONG = "Thả diều phải có thẻ, ai cũng nhớ mang thẻ theo khi ra bãi cỏ chơi cùng mọi người."


def told(guide: LocalGuide, area: str = "gio", moment: datetime = MORNING,
         topics: tuple[str, ...] = TOPICS, **more: str) -> Leaflet:  # fmt: skip
    ward = guide.knowledge.gazetteer.area(area)
    assert ward is not None
    return leaflet(ward, guide, moment, BOT, more.get("neighbourhood", ""), topics)


def changed(files: Files, name: str, before: str, after: str) -> Knowledge:
    text = files[name].decode()
    assert text.count(before) >= 1
    return load({**files, name: text.replace(before, after).encode()})


class TestALeaflet:
    def test_tells_the_coming_sessions_by_their_dates(self, guide: LocalGuide) -> None:
        first, *rest = told(guide).sessions
        assert first.full.startswith("Thứ Ba 01/12/2026")
        assert len(rest) <= 4
        assert not any("mai" in each.full.lower().split() for each in (first, *rest))
        assert not any("hôm nay" in each.full.lower() for each in told(guide, moment=MORNING
                       + timedelta(1)).sessions)  # fmt: skip

    def test_holds_until_the_last_session_that_it_tells(self, guide: LocalGuide) -> None:
        found = told(guide, topics=("tha-dieu",))
        assert found.valid_until == date(2026, 12, 27)
        assert found.made_at.date() == date(2026, 11, 30)

    def test_holds_no_longer_than_the_answers_that_were_chosen(self, small_files: Files) -> None:
        text = small_files["law/thong-so.yaml"].decode()
        for before, after in (("until: 2026-12-31", "until: 2026-12-10"),
                              ("from: 2027-01-01", "from: 2026-12-11")):  # fmt: skip
            assert text.count(before) == 1
            text = text.replace(before, after)
        dearer = load({**small_files, "law/thong-so.yaml": text.encode()})
        assert told(LocalGuide(dearer)).valid_until == date(2026, 12, 10)

    def test_without_a_session_holds_as_long_as_the_calendar_was_looked_at(
        self, guide: LocalGuide
    ) -> None:
        found = told(guide, "dao", topics=("tha-dieu",))
        assert found.sessions == ()
        assert found.valid_until == date(2026, 12, 31)

    def test_tells_the_answers_that_were_chosen_as_they_stand_that_day(
        self, guide: LocalGuide
    ) -> None:
        items = told(guide).items
        assert [item.topic for item in items] == [*TOPICS]
        assert items[0].lead == "Diều bán ở cửa hàng đầu làng, giá 20.000 đồng."
        later = told(guide, moment=datetime(2027, 1, 5, 8, tzinfo=VIETNAM)).items
        assert "40.000 đồng" in later[0].lead

    def test_tells_what_goes_with_the_values_of_an_answer(self, small_files: Files) -> None:
        caveat = (
            "caveats:\n"
            "  - {of: [gia-dieu], from: 2024-01-01, text: Diều to thì hỏi người bán.,\n"
            "     sources: [{doc: Sổ giá, article: Trang 3}], checked_on: 2026-01-01}\n"
            "parameters:\n"
        )
        told_with = changed(small_files, "law/thong-so.yaml", "parameters:\n", caveat)
        by_topic = {item.topic: item.lead for item in told(LocalGuide(told_with)).items}
        assert by_topic["mua-dieu"].endswith("giá 20.000 đồng. Diều to thì hỏi người bán.")
        assert "người bán" not in by_topic["tha-dieu"]

    def test_says_where_an_answer_rests_on_one_source(self, small_files: Files) -> None:
        weak = changed(small_files, "law/thong-so.yaml", "value: 6, sources",
                       "value: 6, confidence: single-source, sources")  # fmt: skip
        note = weak.say("mot-nguon", "vi")
        by_topic = {item.topic: item.lead for item in told(LocalGuide(weak)).items}
        assert by_topic["tha-dieu"].endswith(note)
        assert note not in by_topic["mua-dieu"]

    def test_leaves_out_what_has_no_answer_that_day(self, guide: LocalGuide) -> None:
        chosen = ("meo-om", "tam-meo")
        early = told(guide, moment=datetime(2023, 1, 5, tzinfo=VIETNAM), topics=chosen)
        assert early.items == ()

    def test_refuses_a_topic_that_is_none(self, guide: LocalGuide) -> None:
        with pytest.raises(UsageError, match="không có chủ đề «da-bo»"):
            told(guide, topics=("tam-meo", "da-bo"))

    def test_without_a_choice_tells_the_first_sure_answer_of_each_group_about_sessions(
        self, small_knowledge: Knowledge
    ) -> None:
        entries = {
            topic: entry.model_copy(update={"actions": ("phien",)})
            for topic, entry in small_knowledge.entries.items()
        }
        lookup = entries["tam-meo"].model_copy(update={"answered_by": "lich"})
        knowledge = replace(small_knowledge, entries={**entries, "tam-meo": lookup})
        soon, late = MORNING, datetime(2026, 12, 20, 8, tzinfo=VIETNAM)
        chosen = [item.topic for item in told(LocalGuide(knowledge), moment=soon, topics=()).items]
        assert chosen == ["mua-dieu", "ban-be"]
        stale = told(LocalGuide(knowledge), "dao", late, ())
        assert [item.topic for item in stale.items] == ["tha-dieu", "ban-be"]

    def test_names_the_neighbourhood_before_the_ward(self, guide: LocalGuide) -> None:
        found = told(guide, neighbourhood="  tổ\n5 ")
        assert (found.place, found.neighbourhood) == ("tổ 5, phường Gió Lùa", "tổ 5")
        assert told(guide).place == "phường Gió Lùa"

    def test_tells_where_to_apply_with_phone(self, guide: LocalGuide) -> None:
        assert told(guide).offices == (
            "Công an phường Gió Lùa, 5 ngõ Diều Giấy. Điện thoại hỏi trước: 0000 000 000.",
        )

    def test_owns_up_to_sample_data(self, small_files: Files, guide: LocalGuide) -> None:
        assert not told(guide).sample
        sample = changed(small_files, "sessions/phuong-gio.yaml", "tỉnh Mây\n",
                         "tỉnh Mây\nsample: true\n")  # fmt: skip
        found = told(LocalGuide(sample))
        assert found.sample
        warning = sample.say("du-lieu-mau", "vi")
        assert warning in zalo(found)
        assert "mẫu" in loudspeaker(found)

    def test_has_the_hotline_of_the_law_where_one_is_known(
        self, small_files: Files, guide: LocalGuide
    ) -> None:
        assert told(guide).hotline == ""
        known = changed(
            small_files, "law/thong-so.yaml", "parameters:\n",
            f"parameters:\n  - id: {HOTLINE}\n    label: Tổng đài diều\n    unit: dien-thoai\n"
            "    values:\n      - {from: 2024-01-01, value: 0000 1111,"
            " sources: [{doc: Sổ, article: Trang 1}], checked_on: 2026-01-01}\n",
        )  # fmt: skip
        assert told(LocalGuide(known)).hotline == "Tổng đài diều: 0000 1111"


class TestItsLink:
    @pytest.mark.parametrize("name", ["DieuBot", "@DieuBot"])
    def test_opens_the_ward_at_the_bot(self, guide: LocalGuide, name: str) -> None:
        ward = guide.knowledge.gazetteer.area("gio")
        assert ward is not None
        link = Address(name, "https://example.org").link(ward, guide)
        assert link == links.url("DieuBot", links.Ward("gio"))
        assert links.parse(link.partition("start=")[2]) == links.Ward("gio")

    @pytest.mark.parametrize(
        ("area", "link"),
        [("gio", "https://example.org/phuong/gio"), ("dao", "https://example.org/")],
    )
    def test_opens_the_page_of_the_ward_where_it_has_one(
        self, guide: LocalGuide, area: str, link: str
    ) -> None:
        ward = guide.knowledge.gazetteer.area(area)
        assert ward is not None
        assert Address(web="https://example.org/").link(ward, guide) == link

    @pytest.mark.parametrize(
        ("address", "said"),
        [
            (Address(), "--bot TÊN_BOT"),
            (Address("diều"), "không phải tên bot"),
            (Address("a b"), "không phải tên bot"),
            (Address("DieuBot?start=x"), "không phải tên bot"),
        ],
    )
    def test_that_would_lead_nowhere_is_refused(
        self, guide: LocalGuide, address: Address, said: str
    ) -> None:
        ward = guide.knowledge.gazetteer.area("gio")
        assert ward is not None
        with pytest.raises(UsageError, match=said):
            address.link(ward, guide)


class TestTheLoudspeaker:
    @pytest.fixture
    def chatty(self, small_knowledge: Knowledge) -> LocalGuide:
        """Answers that are as long as real ones."""
        entries = {
            topic: entry.model_copy(
                update={
                    "answer": entry.answer.model_copy(update={"lead": " ".join([LONG] * 3)})
                    if entry.answer
                    else None
                }
            )
            for topic, entry in small_knowledge.entries.items()
        }
        return LocalGuide(replace(small_knowledge, entries=entries))

    @pytest.mark.parametrize("days", range(0, 60, 4))
    @pytest.mark.parametrize("area", ["gio", "dao"])
    def test_speaks_for_two_minutes_at_the_most(
        self, chatty: LocalGuide, days: int, area: str
    ) -> None:
        chosen = ("mua-dieu", "tha-dieu", "tam-meo", "meo-om", "ban-be")
        text = loudspeaker(told(chatty, area, MORNING + timedelta(days), chosen))
        assert len(text.split()) <= MOST_WORDS
        if area == "gio" and days < 20:
            assert len(text.split()) >= 230

    def test_reads_numbers_and_dates_in_words(self, guide: LocalGuide) -> None:
        text = loudspeaker(told(guide, neighbourhood="tổ 5"))
        assert not any(char.isdigit() for char in text)
        assert text.startswith("Kính thưa bà con tổ năm, phường Gió Lùa.")
        assert "ngày mùng một tháng mười hai" in text
        assert "hai mươi nghìn đồng" in text
        assert "đúng đến hết ngày hai mươi bảy tháng mười hai" in text

    def test_warns_of_fraud_and_reads_the_schedule_twice_where_there_is_room(
        self, guide: LocalGuide
    ) -> None:
        text = loudspeaker(told(guide, topics=("tam-meo",)))
        assert guide.knowledge.say("ap-phich-lua-dao", "vi") in text
        first = text.split("\n\n")[2]
        assert text.count(first) == 2

    def test_says_so_where_nothing_is_held(self, guide: LocalGuide) -> None:
        text = loudspeaker(told(guide, "dao"))
        assert "Trong ba mươi mốt ngày tới chưa có lịch." in text
        assert guide.knowledge.say("loa-nhac-lai", "vi") not in text


class TestTheZaloPost:
    def test_has_sessions_warning_link_and_last_day(self, guide: LocalGuide) -> None:
        text = zalo(told(guide))
        assert "• Thứ Ba 01/12/2026" in text
        assert guide.knowledge.say("ap-phich-lua-dao", "vi") in text
        assert "https://t.me/DieuBot?start=phuong_gio" in text
        assert text.endswith("Đúng đến hết ngày 27/12/2026.\n")

    @pytest.mark.parametrize("days", range(0, 60, 7))
    def test_is_short(self, guide: LocalGuide, days: int) -> None:
        assert len(zalo(told(guide, moment=MORNING + timedelta(days)))) <= LONGEST_POST
