import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.search.segments import sentences


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("Diều rách? Mèo ốm!", ["Diều rách", "Mèo ốm"]),
        ("Diều rách\nMèo ốm", ["Diều rách", "Mèo ốm"]),
        ("Diều rách; mèo ốm.", ["Diều rách", "mèo ốm"]),
        ("1. Diều rách 2. Mèo ốm", ["Diều rách", "Mèo ốm"]),
        ("1) Diều rách (2) mèo ốm", ["Diều rách", "mèo ốm"]),
        ("Diều rách - mèo ốm", ["Diều rách", "mèo ốm"]),
        ("Diều rách với lại mèo ốm", ["Diều rách", "mèo ốm"]),
        ("dieu rach ngoai ra meo om", ["dieu rach", "meo om"]),
        ("Diều rách, cho em hỏi thêm là mèo ốm", ["Diều rách", "mèo ốm"]),
        ("Diều rách, mèo ốm", ["Diều rách, mèo ốm"]),
        ("Phí 50.000 đồng từ 1.7.2025 ạ", ["Phí 50.000 đồng từ 1.7.2025 ạ"]),
        ("Ạ? Diều rách", ["Diều rách"]),
        ("", []),
        ("?!…", []),
        ("Diều? Mèo?", []),
    ],
)
def test_a_message_is_cut_into_its_questions(message, parts):
    assert sentences(message) == parts


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab ,.?!;\n-–•()129", max_size=60) | st.text(max_size=60))
def test_every_part_stands_in_the_message(message):
    for part in sentences(message):
        assert part in message
        assert part == part.strip(" ,.")
