"""What an answer says beside the sessions: campaigns, news, samples, places, pins."""

from __future__ import annotations

from dataclasses import replace

from bot.assistant.sessions.asking import Asked
from bot.assistant.sessions.guide import LocalGuide
from bot.assistant.status import Status
from bot.content.knowledge import Knowledge
from tests.assistant.sessions.ward import (
    DINH,
    GIO,
    NANG,
    NANG_ATOMS,
    SUONG,
    Answer,
    at,
    found,
    notice,
    office,
    place,
    session,
    ward,
)

MORNING = ["7h30-11h30"]
SATURDAY = session("bay", dates=["05/12/2026"], hours=MORNING)
WEEK = [{"weekdays": "T2-T6", "hours": ["7h30-11h30", "13h30-17h"]}]


class TestCampaigns:
    period = {"from": "01/11/2026", "until": "31/12/2026"}  # noqa: RUF012

    def test_without_a_schedule_it_says_so_and_whom_to_call(self, answer: Answer) -> None:
        reply = answer(ward(notices=[notice(**self.period, serves="trẻ em", phone="0213 1")]))
        assert reply.status is Status.SESSIONS
        assert (
            "Đang có “Mùa diều”, từ 01/11/2026 đến 31/12/2026, nhưng chưa có lịch từng điểm. "
            "Dành cho: trẻ em. Điện thoại hỏi trước: 0213 1."
        ) in reply.lines

    def test_with_a_schedule_it_is_told_to_who_asks_for_it(self, answer: Answer) -> None:
        local = ward(SATURDAY, notices=[notice(**self.period)])
        assert "Mùa diều" not in answer(local).text
        text = answer(local, "đợt này đến bao giờ").text
        assert "“Mùa diều”: từ 01/11/2026 đến 31/12/2026." in text

    def test_a_past_one_is_said_to_be_over_since_when(self, answer: Answer) -> None:
        over = notice(**{"from": "01/10/2026", "until": "31/10/2026"})
        text = answer(ward(notices=[over]), "đợt cao điểm còn không").text
        assert "“Mùa diều”, bắt đầu ngày 01/10/2026, đã kết thúc từ hết ngày 31/10/2026." in text

    def test_news_in_force_at_the_place_are_told(self, answer: Answer) -> None:
        news = notice(kind="thong_bao", title="Trả thẻ", text="Chiều thứ Sáu.", **self.period)
        assert "Thông báo: Trả thẻ. Chiều thứ Sáu." in answer(ward(SATURDAY, notices=[news])).text
        late = answer(ward(SATURDAY, notices=[news]), now="02/01/2027 9h00")
        assert "Thông báo" not in late.text


class TestSampleData:
    def test_every_kind_of_sample_record_is_said_to_be_one(self, answer: Answer) -> None:
        said = "⚠️ Đây là dữ liệu mẫu để chạy thử, không có thật."
        period = {"from": "01/11/2026", "until": "31/12/2026"}
        plain = {"dates": ["05/12/2026"], "sample": True}
        for local in (
            ward(session(**plain)),
            ward(session(**plain, status="huy")),
            ward(session(**plain, serves={"school": "Trường Nắng"})),
            ward(session("dung", kind="tam_dung", scope="tat_ca", **plain)),
            ward(session(dates=["14/11/2026"], sample=True)),
            ward(notices=[notice(**period, sample=True)]),
            ward(notices=[notice(**period, kind="thong_bao", sample=True)]),
            ward(offices=[office(sample=True)]),
        ):
            reply = answer(local)
            assert (reply.sample, reply.lines[0]) == (True, said)
            english = answer(local, language="en")
            assert "sample data (dữ liệu mẫu)" in english.lines[0]

    def test_real_data_is_not(self, answer: Answer) -> None:
        sample = session("xa", dates=["05/12/2026"], area=NANG, atoms=NANG_ATOMS, places=["cho"],
                         sample=True)  # fmt: skip
        reply = answer(ward(SATURDAY, sample))
        assert not reply.sample
        assert "dữ liệu mẫu" not in reply.text


def test_what_nobody_confirmed_lately_is_said_to_be_so(answer: Answer) -> None:
    warning = "Tin này đã lâu chưa ai xác nhận lại, bạn nên hỏi trước khi đi."
    desk = session("ban", kind="co_dinh", **{"from": "01/11/2026"}, hours=MORNING)
    assert warning not in answer(ward(desk), now="22/12/2026 9h00").text
    assert warning in answer(ward(desk), now="23/12/2026 9h00").text


class TestWhichPlace:
    nang = session("nang", area=NANG, atoms=NANG_ATOMS, places=["cho"], dates=["04/12/2026"])

    def test_an_ambiguous_name_is_asked_about(self, answer: Answer) -> None:
        reply = answer(ward(SATURDAY), place=found(GIO, NANG, ask=True))
        assert reply.status is Status.NEEDS_DETAIL
        assert reply.areas == (GIO, NANG)
        assert reply.text == (
            "Bạn hỏi nơi nào?\n\n• phường Gió Lùa, tỉnh Mây\n• xã Nắng Lên, tỉnh Mây"
        )

    def test_of_a_province_the_wards_with_sessions_are_offered(self, answer: Answer) -> None:
        province = found(GIO, NANG, SUONG, level="province")
        reply = answer(ward(SATURDAY, self.nang), place=province)
        assert (reply.status, reply.areas) == (Status.NEEDS_DETAIL, (GIO, NANG))
        only = answer(ward(SATURDAY), place=province)
        assert only.note == "Lịch làm căn cước sắp tới ở phường Gió Lùa:"
        nothing = answer(ward(), place=province)
        assert nothing.note == "Tôi chưa có lịch làm căn cước ở tỉnh Mây trong 31 ngày tới."

    def test_without_a_place_the_only_ward_is_meant(self, answer: Answer) -> None:
        assert answer(ward(SATURDAY), place=None).status is Status.SESSIONS

    def test_without_a_place_several_wards_are_offered(self, answer: Answer) -> None:
        reply = answer(ward(SATURDAY, self.nang), place=None)
        assert (reply.status, reply.areas) == (Status.NEEDS_DETAIL, (GIO, NANG))

    def test_without_a_place_sample_data_does_not_count(self, answer: Answer) -> None:
        reply = answer(ward(session(dates=["05/12/2026"], sample=True)), place=None)
        assert (reply.status, reply.areas) == (Status.NEEDS_DETAIL, ())
        assert reply.note.startswith("Bạn ở xã, phường nào")

    def test_a_place_of_sessions_is_named_itself(self, answer: Answer) -> None:
        reply = answer(ward(SATURDAY, self.nang), place=None, sites=(DINH,))
        assert reply.note == "Lịch làm căn cước sắp tới tại Sân đình Gió Lùa:"
        assert [record["id"] for record in reply.sessions] == ["bay"]

    def test_a_point_is_near_you(self, answer: Answer) -> None:
        unplaced = session("truong", places=["truong"], dates=["06/12/2026"])
        reply = answer(ward(SATURDAY, unplaced), place=None, point=(22.41, 103.461))
        assert reply.note == "Lịch làm căn cước sắp tới gần bạn:"
        assert "Cách bạn khoảng 1,0 km đường chim bay." in reply.lines[0]
        assert (
            "Cách bạn khoảng 1,1 km đường chim bay, chỉ tính tới giữa phường Gió Lùa "
            "vì chưa rõ vị trí."
        ) in reply.lines[1]

    def test_where_nothing_is_known_the_police_are_named(self, answer: Answer) -> None:
        reply = answer(ward(SATURDAY), place=found(SUONG))
        assert reply.status is Status.ANSWERED
        assert reply.text == (
            "Tôi chưa có lịch làm căn cước ở xã Sương trong 31 ngày tới.\n\n"
            "Bạn hỏi Công an xã, phường nơi bạn ở."
        )

    def test_where_no_session_is_known_the_office_is(self, answer: Answer) -> None:
        reply = answer(ward(offices=[office(open=WEEK)]))
        assert reply.status is Status.OFFICE
        assert "Bạn có thể đến nơi nhận hồ sơ:\n\nCông an phường Gió Lùa" in reply.text


class TestVenues:
    def test_each_place_once_with_a_pin_only_where_it_is_known(self, answer: Answer) -> None:
        local = ward(
            session("bay", dates=["05/12/2026", "06/12/2026"]),
            session("truong", places=["truong"], dates=["07/12/2026"]),
        )
        known, unknown = answer(local).venues
        assert (known.title, known.point) == ("Sân đình Gió Lùa", (22.401, 103.461))
        assert known.address == "3 ngõ Diều Giấy, phường Gió Lùa, tỉnh Mây"
        assert known.link == (
            "https://www.google.com/maps/dir/?api=1&destination=22.401%2C103.461"
        )
        assert unknown.point is None
        assert unknown.link.startswith(
            "https://www.google.com/maps/search/?api=1&query=Tr%C6%B0%E1%BB%9Dng+ti%E1%BB%83u"
        )

    def test_an_address_names_its_ward_once(self, answer: Answer) -> None:
        hall = place("nha", "Nhà chung", address="2 ngõ Mưa, phường Gió Lùa")
        local = ward(session(dates=["05/12/2026"], places=["nha"], sites={"nha": hall}))
        reply = answer(local)
        assert reply.venues[0].address == "2 ngõ Mưa, phường Gió Lùa, tỉnh Mây"
        assert "Nhà chung, 2 ngõ Mưa, phường Gió Lùa." in reply.text


def test_everywhere_lists_all_that_is_known(small_knowledge: Knowledge) -> None:
    local = ward(SATURDAY, TestWhichPlace.nang)
    guide = LocalGuide(replace(small_knowledge, local=local))
    reply = guide.everywhere(Asked(at("22/11/2026 9h00")))
    assert reply.note == "Lịch làm căn cước sắp tới ở mọi nơi tôi biết:"
    assert [record["id"] for record in reply.sessions] == ["nang", "bay"]


def test_places_are_found_by_their_names(small_knowledge: Knowledge) -> None:
    local = ward(SATURDAY, offices=[office()])
    named = LocalGuide(replace(small_knowledge, local=local)).named_sites()
    by_name, by_address = named.find("ở sân đình gió lùa ấy"), named.find("5 ngo dieu giay")
    assert by_name
    assert by_address
    assert [site.id for site in (*by_name.sites, *by_address.sites)] == ["dinh", "tru-so"]
