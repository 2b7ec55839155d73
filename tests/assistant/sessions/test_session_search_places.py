"""Sessions by ward, by place and from a point."""

from __future__ import annotations

import pytest

from bot.assistant.sessions.query import Answered
from bot.content.neighbourhood import Local, LocatedSession
from tests.assistant.sessions.ward import (
    DINH,
    GIO,
    GIO_ATOMS,
    NANG,
    NANG_ATOMS,
    SUONG,
    TRUONG,
    day,
    notice,
    place,
    session,
    ward,
    when,
)
from tests.assistant.sessions.wishing import (
    FAR,
    SATURDAY,
    UNKNOWN,
    ask,
    names,
    told,
)


class TestPlaces:
    def test_a_place_that_was_named_is_the_only_one_meant(self) -> None:
        local = ward(SATURDAY, UNKNOWN)
        assert told(ask(local, sites=(TRUONG,)).hits) == ["chua-ro 05/12 ? @truong"]
        assert told(ask(local, sites=(DINH, TRUONG)).hits)[0] == "bay 05/12 07:30-11:30"

    def test_a_split_commune_does_not_bring_in_the_neighbours(self) -> None:
        shared = frozenset({"gio-duoi", "nang-cu"})
        neighbour = session("nang", area=NANG, atoms=shared, places=["cho"], dates=["04/12/2026"])
        local = ward(SATURDAY, neighbour)
        assert len(ask(local).hits) == 2
        only_ours = ask(local, areas=frozenset({GIO.code})).hits
        assert [hit.occurrence.area for hit in only_ours] == [GIO, GIO]

    def test_a_split_commune_does_not_bring_in_the_neighbours_campaign(self) -> None:
        shared = frozenset({"gio-duoi", "nang-cu"})
        period = {"from": "01/11/2026", "until": "31/12/2026"}
        local = ward(notices=[notice("nang", area=NANG, atoms=shared, **period)])
        assert names(ask(local).campaigns) == ["nang"]
        assert ask(local, areas=frozenset({GIO.code})).campaigns == ()

    def test_a_ward_that_works_next_door_is_found_from_both(self) -> None:
        visit = session("tham", places=["cho"], dates=["05/12/2026"])
        for area, atoms in ((GIO, GIO_ATOMS), (NANG, NANG_ATOMS)):
            found = ask(ward(visit), atoms=atoms, areas=frozenset({area.code}))
            assert told(found.hits) == ["tham 05/12 ? @cho"]

    def test_without_any_place_everything_is_meant(self) -> None:
        found = ask(ward(SATURDAY, FAR), atoms=None)
        assert [line.split()[0] for line in told(found.hits)] == ["nang", "bay", "bay"]


class TestFromAPoint:
    def places(self, *kilometres: float) -> dict[str, object]:
        """Places so far to the north of the point."""
        return {
            f"p{number}": place(f"p{number}", f"Nhà {number}", point=(22.0 + far / 111.2, 103.0))
            for number, far in enumerate(kilometres)
        }

    def sessions(self, *kilometres: float, **more: object) -> list[LocatedSession]:
        sites = self.places(*kilometres)
        return [
            session(f"o-{key}", places=[key], sites=sites, dates=["05/12/2026"], **more)
            for key in sites
        ]

    def asked(self, local: Local, **wish: object) -> Answered:
        return ask(local, atoms=None, point=(22.0, 103.0), **wish)

    def test_the_three_nearest_within_thirty_kilometres_are_told(self) -> None:
        found = self.asked(ward(*self.sessions(40, 12, 31, 2, 25, 6)))
        assert [hit.occurrence.site and hit.occurrence.site.id for hit in found.hits] == [
            "p3", "p5", "p1",
        ]  # fmt: skip
        assert [round(hit.distance or 0) for hit in found.hits] == [2, 6, 12]

    @pytest.mark.parametrize(("far", "reached"), [(29.9, 1), (30.1, 0)])
    def test_the_border_is_at_thirty(self, far: float, reached: int) -> None:
        assert len(self.asked(ward(*self.sessions(far))).hits) == reached

    def test_the_day_comes_before_the_distance(self) -> None:
        sites = self.places(1, 5)
        local = ward(
            session("gan", places=["p0"], sites=sites, dates=["06/12/2026"]),
            session("xa", places=["p1"], sites=sites, dates=["05/12/2026"]),
        )
        assert [line.split()[0] for line in told(self.asked(local).hits)] == ["xa", "gan"]

    def test_of_two_places_of_a_session_only_the_one_in_reach_is_told(self) -> None:
        sites = self.places(3, 50)
        local = ward(session("hai", places=["p0", "p1"], sites=sites, dates=["05/12/2026"]))
        [hit] = self.asked(local).hits
        assert hit.occurrence.site is sites["p0"]

    def test_the_next_ones_are_the_first_days_of_the_nearest_places(self) -> None:
        sites = self.places(1, 2, 3, 4)
        local = ward(
            *(session(f"o-{key}", places=[key], sites=sites, dates=["05/12/2026", "06/12/2026"])
              for key in sites)
        )  # fmt: skip
        found = self.asked(local, whens=(when("04/12"),))
        assert [line.split()[0] for line in told(found.following)] == ["o-p0", "o-p1", "o-p2"]
        assert {hit.occurrence.day for hit in found.following} == {day("05/12")}

    def test_within_a_ward_nothing_is_cut_off_but_distances_are_told(self) -> None:
        found = ask(ward(SATURDAY, UNKNOWN), point=(22.0, 103.0), whens=(when("05/12"),))
        assert [round(hit.distance or 0) for hit in found.hits] == [65, 65]

    def test_a_place_without_any_point_is_no_place_near_by(self) -> None:
        nowhere = place("dau", "Đâu đó", area=SUONG)
        record = session("dau", places=["dau"], sites={"dau": nowhere}, dates=["05/12/2026"])
        assert self.asked(ward(record)).hits == ()
