import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assistant.scams import ScamCheck, ScamSigns
from bot.content.knowledge import Knowledge


@pytest.fixture(scope="module")
def scams(small_knowledge: Knowledge) -> ScamCheck:
    return ScamCheck(small_knowledge.lists.red_flags)


@pytest.mark.parametrize(
    ("message", "flags"),
    [
        ("có người gọi bảo tôi đọc mã OTP", ("asks-otp",)),
        ("co nguoi goi bao toi doc ma otp", ("asks-otp",)),
        ("CÓ NGƯỜI GỌI bảo GỬI   OTP", ("asks-otp",)),
        ("nhắn tin bảo chuyển khoản", ("asks-transfer",)),
        ("gọi điện bảo cung cấp mã xác nhận rồi chuyển tiền", ("asks-otp", "asks-transfer")),
        ("có người gọi hỏi thăm", ()),
        ("có người gọi bảo đọc sách", ()),
    ],
)
def test_signs_are_found_in_what_somebody_reports(scams, message, flags):
    assert scams.look(message) == ScamSigns(True, flags)


@pytest.mark.parametrize("message", ["đọc otp", "chuyển tiền", "tôi muốn mua diều", ""])
def test_what_nobody_else_said_is_not_heard(scams, message):
    assert scams.look(message).heard is False


@pytest.mark.parametrize(
    ("message", "flags"),
    [
        ("notpad độc", ()),
        ("chuyển tiềng", ()),
        ("đọc", ()),
        ("otp", ()),
        ("đọc báo, otp", ("asks-otp",)),
    ],
)
def test_only_whole_words_of_every_list_are_a_sign(scams, message, flags):
    assert scams.look(message).flags == flags


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org.evil.com",
        "https://evil.com/example.org",
        "http://example.org@evil.com/x",
        "https://evil.com?x=example.org",
        "https://evil.com\\@example.org",
        "www.myexample.org",
        "HTTP://EVIL.COM",
        "vneid.evil.vn/dang-nhap",
        "http://evil.com:8080",
    ],
)
def test_an_address_elsewhere_is_a_sign(scams, address):
    assert scams.look(f"vào {address} nhé").flags == ("non-gov-domain",)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "https://EXAMPLE.org/a/b?c#d",
        "https://example.org?x=1",
        "https://example.org#muc",
        "https://www.example.org/",
        "http://a.b.example.org:443/x",
        "https://example.org.",
        "https://example.org, rồi",
        "(https://example.org)",
        "“https://example.org”",
        "example.org/x",
        "ngày 1/7/2025",
        "luật 26/2023/QH15",
        "gọi 1900.0368/113",
        "http://localhost/x",
    ],
)
def test_an_official_address_or_none_is_no_sign(scams, address):
    assert scams.look(f"vào {address} nhé").flags == ()


@pytest.mark.parametrize(
    ("signs", "telling"),
    [
        (ScamSigns(True, ()), False),
        (ScamSigns(True, ("a",)), True),
        (ScamSigns(False, ("a",)), False),
        (ScamSigns(False, ("a", "b")), False),
        (ScamSigns(False, ("a", "non-gov-domain")), True),
        (ScamSigns(False, ("a", "b", "c")), True),
    ],
)
def test_a_report_needs_one_sign_and_a_pasted_message_several(signs, telling):
    assert signs.telling is telling


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="htps:/.@ w-a1\\?)(ạ\n", max_size=200))
def test_any_text_is_looked_at(small_knowledge, message):
    signs = ScamCheck(small_knowledge.lists.red_flags).look(message)
    assert set(signs.flags) <= {"asks-otp", "asks-transfer", "non-gov-domain"}
