import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.language.redact import MASK, redact

IDS = [
    "079203001234",
    "079 203 001 234",
    "079.203.001.234",
    "079-203-001-234",
    "0792 0300 1234",
    "079203 001234",
    "079203001 234",
    "0 7 9 2 0 3 0 0 1 2 3 4",
    "079  203  001  234",
    "079\u00a0203\u00a0001\u00a0234",
    "079\u200b203\u200b001\u200b234",
    "079–203–001–234",
    "０７９２０３００１２３４",
]
OLD_IDS = ["123456789", "123 456 789", "123.456.789", "123-456-789", "012345678", "12 345 6789"]
PHONES = [
    "0912345678",
    "0912 345 678",
    "0912.345.678",
    "0912-345-678",
    "091 2345678",
    "09 12 34 56 78",
    "0 912 345 678",
    "+84912345678",
    "+84 912 345 678",
    "+84.912.345.678",
    "+84-912-345-678",
    "+84 0912 345 678",
    "(+84) 912 345 678",
    "(+84)912345678",
    "+84(0)912345678",
    "84912345678",
    "84 912 345 678",
    "0084 912 345 678",
    "02838123456",
    "024 3812 3456",
    "(028) 3812 3456",
    "028.38.123.456",
]
EMAILS = ["an@gmail.com", "Nguyen.An+1@cong-ty.com.vn", "an_1990@x.edu.vn"]
OTPS = [
    "otp 123456",
    "OTP: 123456",
    "otp 123 456",
    "otp 482-913",
    "otp 48 29 13",
    "otp 4 8 2 9 1 3",
    "mã OTP là 1234",
    "mã otp của tôi là 482913",
    "otp em nhận được ở máy của em là 482913",
    "mã xác thực 482913",
    "mã xác nhận vneid: 482913",
    "ma xac thuc la 482913",
    "ma xac nhan 48291367",
    "passcode 123456",
    "mã PIN 1234",
    "ma pin cua toi 123456",
    "mật khẩu vneid là 123456",
    "your OTP is 482913",
    "482913 là mã otp",
    "482913 la ma xac nhan",
    "482913 là mã xác thực của em",
    "482913 is your VNeID OTP",
    "482913 (otp)",
]
ACCOUNTS = [
    "stk 0071000123456",
    "STK: 1903 4567 8901 23",
    "số tài khoản 101234567",
    "so tai khoan vietcombank 0071 000 123 456",
    "số tài khoản của mẹ em là 1234567",
    "số tk 12345678 bidv",
    "tk ngân hàng 19034567890123",
    "tài khoản ngân hàng 190345",
    "9704123456789012",
    "thẻ 9704 1234 5678 9012",
    "9704-1234-5678-9012",
    "9704 1234 5678 9012 345",
    "chuyển vào 0071000123456",
]
PRIVATE = [
    (kind, text)
    for kind, texts in (
        ("so-dinh-danh", IDS),
        ("cmnd", OLD_IDS),
        ("dien-thoai", PHONES),
        ("email", EMAILS),
        ("otp", OTPS),
        ("tai-khoan", ACCOUNTS),
    )
    for text in texts
]

PUBLIC = [
    "từ 01/07/2025 đến 31/12/2026",
    "ngày 1/7/2024",
    "ngày 01.07.2025",
    "ngày 01-07-2025",
    "2025-07-01",
    "con sinh ngày 13-07-2020 5 tuổi",
    "sinh 13.07.2011 14 tuổi",
    "sinh ngày 01-07-2011 14 tuổi",
    "01-07-2025 31-12-2026",
    "sinh 1/7/2011 12 tuổi",
    "năm 2024",
    "từ 1985 đến 2011",
    "50.000 đồng",
    "phạt 100.000.000 đồng",
    "phạt 100.000.000 VNĐ",
    "phạt 100.000.000đ",
    "phạt 100.000.000 dong",
    "phạt 100 000 000 đồng",
    "100000000 đồng",
    "100000000d",
    "250000000000 đồng",
    "250.000.000.000 đồng",
    "250 000 000 000 VND",
    "1.000.000.000₫",
    "84.500.000.000 đồng",
    "gọi 1900 0368",
    "gọi 19000368",
    "gọi 1900.0368",
    "không nhận được otp thì gọi 1900 0368",
    "otp không về gọi 19000368 được không",
    "gọi 113",
    "luật 26/2023/QH15",
    "nghị định 70/2024/NĐ-CP",
    "thông tư 17/2024/TT-BCA",
    "nghị định 282/2025/NĐ-CP",
    "khoản 2 điều 21",
    "1. Chuẩn bị 2. Nộp 3. Nhận",
    "bước 1, bước 2, bước 3",
    "mức 2",
    "lớp 12",
    "tuổi 14, 25, 40, 60",
    "mã otp không về từ năm 2024",
    "otp lỗi từ 01/07/2024 đến 31/12/2024",
    "otp lỗi ngày 13-07-2025",
    "otp lỗi hôm 13-07",
    "otp theo nghị định 1234/2025",
    "otp có 6 số",
    "otp hết hạn sau 5 phút",
    "lộ otp mất 5000000đ",
    "đọc otp bị trừ 500.000 đồng",
    "quên mật khẩu từ 2023",
    "số tài khoản an sinh nhận 100.000đ",
    "số tài khoản an sinh nhận 100.000.000 đồng",
    "số tài khoản từ 01/01/2025",
    "căn cước 12 số, chứng minh 9 số",
    "8h30 - 17h00, 7-10 ngày",
]


def test_the_shelves_hold_enough_cases():
    assert len(PRIVATE) >= 60
    assert len(PUBLIC) >= 30


@pytest.mark.parametrize(("kind", "text"), PRIVATE)
def test_a_personal_number_is_masked(kind, text):
    redacted = redact(text)
    assert not any(char.isdigit() for char in redacted.text.replace("+84", ""))
    assert "@" not in redacted.text
    assert redacted.kinds == (kind,)


@pytest.mark.parametrize(("kind", "text"), PRIVATE)
def test_it_is_masked_inside_a_sentence_too(kind, text):
    redacted = redact(f"Tôi gửi {text}, xin hỏi con 5 tuổi làm thẻ chưa?")
    assert redacted.kinds == (kind,)
    assert redacted.text.startswith("Tôi gửi ")
    assert redacted.text.endswith(", xin hỏi con 5 tuổi làm thẻ chưa?")
    assert MASK in redacted.text


@pytest.mark.parametrize("text", PUBLIC)
def test_what_is_nobodys_number_stays(text):
    assert redact(text).text == text
    assert redact(text).kinds == ()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Nguyễn Văn A,079203001234,sinh 1990", "…,…,sinh 1990"),
        ("số cccd.079203001234", "số cccd.…"),
        ("cccd079203001234", "cccd…"),
        ("cccd 079203001234 k đăng nhập đc", "cccd … k đăng nhập đc"),
        ("cccd 079203001234 dong phi o dau", "cccd … dong phi o dau"),
        ("079203001234 đồng ý", "… đồng ý"),
        ("cccd/cmnd 079203001234/123456789", "cccd/cmnd …/…"),
        ("gọi 0912345678/0987654321", "gọi …/…"),
        ("gọi 0912.345.678/0987.654.321", "gọi …/…"),
        ("gọi 0912 345 678, 0987 654 321", "gọi …, …"),
        ("cccd 079203001234 cấp ngày 01/07/2021", "cccd … cấp ngày 01/07/2021"),
        ("079203001234 01/07/2011", "… 01/07/2011"),
        ("079203001234 2011", "… 2011"),
        ("0912345678 01/07/2011", "… 01/07/2011"),
        ("0912345678 14 tuổi", "… 14 tuổi"),
        ("con 14 0912345678", "con 14 …"),
        ("cmnd 123456789 con 5 tuổi", "cmnd … con 5 tuổi"),
        ("cmnd cũ 012345678 cấp 2010", "cmnd cũ … cấp 2010"),
        ("otp 123456 2024", "otp … 2024"),
        ("otp 123456 14 tuổi", "otp … 14 tuổi"),
        ("OTP gửi về số 0912 345 678", "OTP gửi về số …"),
        ("bấm 1900 0368 rồi đọc 079203001234", "bấm 1900 0368 rồi đọc …"),
    ],
)
def test_only_the_personal_number_goes(text, left):
    assert redact(text).text == left


def test_every_kind_is_named_once():
    redacted = redact("079203001234, 079203005678, 0912345678, an@x.vn, otp 123456")
    assert redacted.text == "…, …, …, …, otp …"
    assert sorted(redacted.kinds) == ["dien-thoai", "email", "otp", "so-dinh-danh"]


def test_decomposed_words_mask_like_composed_ones():
    text = unicodedata.normalize("NFD", "mã xác thực của em là 482913")
    assert redact(text).text == "mã xác thực của em là …"


def test_mistyped_numbers_of_one_digit_more_or_less_are_masked():
    assert redact("cccd 0792030012345").text == "cccd …"
    assert redact("cccd 07920300123").text == "cccd …"


WITHOUT_DIGITS = st.text(
    st.characters(exclude_categories=["Nd", "Cs"], exclude_characters="@"), max_size=40
)


@settings(max_examples=100, deadline=None)
@given(WITHOUT_DIGITS, st.integers(0, 10**11 - 1), WITHOUT_DIGITS)
def test_an_identity_number_in_one_piece_survives_in_no_text(before, number, after):
    identity = f"0{number:011}"
    redacted = redact(f"{before}{identity}{after}")
    assert identity not in redacted.text
    assert redacted.kinds != ()


@settings(max_examples=100, deadline=None)
@given(
    st.integers(0, 10**11 - 1),
    st.lists(st.sampled_from(["", " ", ".", "-"]), min_size=11, max_size=11),
)
def test_an_identity_number_is_masked_however_it_is_grouped(number, gaps):
    digits = f"0{number:011}"
    typed = "".join(digit + gap for digit, gap in zip(digits, [*gaps, ""], strict=True))
    assume(any(gaps))
    assert sum(char.isdigit() for char in redact(f"số {typed} nhé").text) <= 2


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=["Nd"], exclude_characters="@"), max_size=100))
def test_a_text_without_digits_has_nothing_to_mask(message):
    assert redact(message).kinds == ()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        # A name is masked, and then shows that somebody lives at the number behind it.
        ("Tôi tên Nguyễn Văn A, ở số 12/3 đường Lê Lợi", "Tôi tên …, ở … đường Lê Lợi"),
        ("nhắn an a còng gmail chấm com0912345678", "nhắn ……"),
        ("thẻ 9704 1234 5678 9012 2011", "thẻ … 2011"),
        ("1234-5678-" * 200, "…-"),
    ],
)
def test_what_is_seen_only_beside_a_mask_goes_at_once(text, left):
    assert redact(text).text == left


PIECES = st.sampled_from(
    "079203001234|079.203.001.234|0912 345 678|123-456-789|otp|mã|482913|mật khẩu|abc123xyz|stk"
    "|tên|19034567890|hộ chiếu|C1234567|Nguyễn Văn A|sinh|1/2/1990|ở|số|12/3|đường|Lê Lợi"
    "|căn hộ 1203|chung cư|an@x.vn|an a còng gmail chấm com|một hai ba bốn|năm sáu bảy tám|5"
    "|tuổi|đồng|…|,|.|-| |\n"
    "".split("|")
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=12), st.sampled_from(["", " "]))
def test_what_is_masked_stays_as_it_is_when_it_is_masked_again(pieces, gap):
    """Context is masked where it is kept and again where it is read."""
    left = redact(gap.join(pieces))
    assert redact(left.text).text == left.text
