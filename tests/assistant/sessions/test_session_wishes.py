from __future__ import annotations

import pytest

from bot.assistant.sessions.residents import Group
from bot.assistant.sessions.wishes import read_wishes
from bot.content.local import Residency, Service


@pytest.mark.parametrize(
    "text",
    [
        "cán bộ có đến nhà làm cho bà tôi không",
        "làm căn cước tại nhà",
        "xin làm tận nhà cho cụ",
        "lam tai nha dc k",
        "tại gia được không",
    ],
)
def test_visits_at_home_are_wanted(text: str) -> None:
    assert read_wishes(text).at_home


@pytest.mark.parametrize(
    "text",
    [
        "tại nhà văn hóa mấy giờ",
        "đến nhà sinh hoạt cộng đồng",
        "toi nha van hoa to 3",
        "tại nhà thi đấu",
        "nhà tôi ở tổ 3",
        "làm ở đâu",
    ],
)
def test_a_hall_is_nobodys_home(text: str) -> None:
    assert not read_wishes(text).at_home


@pytest.mark.parametrize(
    ("text", "services"),
    [
        ("bao giờ có đợt lưu động", set()),
        ("làm căn cước chủ nhật được không", {Service.CARD}),
        ("kích hoạt vneid mức 2 ở đâu", {Service.ACCOUNT}),
        ("tài khoản định danh", {Service.ACCOUNT}),
        ("làm cccd và vneid một lần", {Service.CARD, Service.ACCOUNT}),
    ],
)
def test_services_are_those_named(text: str, services: set[Service]) -> None:
    assert read_wishes(text).services == services


@pytest.mark.parametrize(
    ("text", "residency"),
    [
        ("em tạm trú ở đây", Residency.TEMPORARY),
        ("hộ khẩu tôi ở đây", Residency.PERMANENT),
        ("thường trú phường này", Residency.PERMANENT),
        ("em ở đây", Residency.ANY),
    ],
)
def test_residence_is_what_was_said(text: str, residency: Residency) -> None:
    assert read_wishes(text).residency is residency


@pytest.mark.parametrize(
    ("text", "campaign"),
    [
        ("đợt cao điểm còn không", True),
        ("dot cap can cuoc nay den bao gio", True),
        ("đợt này đến khi nào", True),
        ("chủ nhật có làm không", False),
        ("thẻ bị đốt một góc", False),
    ],
)
def test_a_campaign_is_asked_about(text: str, campaign: bool) -> None:
    assert read_wishes(text).campaign is campaign


def test_a_group_in_the_name_of_a_place_is_not_where_somebody_lives() -> None:
    text = "nhà văn hóa tổ 1 hôm nào làm, em ở tổ 4"
    assert read_wishes(text).groups == {Group("to", 1), Group("to", 4)}
    assert read_wishes(text, named="nha van hoa to 1").groups == {Group("to", 4)}
