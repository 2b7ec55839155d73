"""What people write to a bot: questions, its commands, odd signs, and texts at every limit."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

QUESTIONS = (
    "Con diều bao nhiêu tiền", "tam meo bang gi", "diều rách cánh thì làm sao, mua ở đâu",
    "Tôi sinh 29/2/2000 thẻ cấp 1/1/2021", "sinh nam 64", "con tôi 13 tuổi", "bao nhiêu tiền",
    "mat the can cuoc roi lam lai het bao nhieu tien", "quên mật khẩu VNeID thì làm sao",
    "con tôi 5 tuổi làm căn cước cần gì ạ", "phường Mẫu thứ bảy này có làm căn cước không",
    "mai phường Gió Lùa có làm không", "lịch làm thẻ", "How much is a kite?", "cảm ơn nhé", "?",
    "Chúc mừng bạn trúng thưởng, bấm http://qua.example/a.apk và đọc mã OTP 123456",
    "Số của tôi 001086012345, gọi 0912345678", "chuyển khoản 500.000đ vào stk 19031234567890",
    "@tro_ly_bot con diều giá bao nhiêu", "a@b.example", "31/02/2000", "-1", "0", "1" * 300,
)  # fmt: skip
SIGNS = (
    "", " ", "\n\n", "\u200b", "\u202eđảo ngược\u202c", "مرحبا كيف الحال", "שלום",
    "đ" + "\u0337\u0321\u031b\u0300\u0310" * 9, "👨\u200d👩\u200d👧" * 9, "🇻🇳", "<b>&amp;</i>",
    "{ten} %s %(a)s", "' or 1=1 --", "\\", "\u0301\u0323", "ａｂｃ１２", "\x00\x07", "﷽" * 20,
    "ĐIỀU " * 819, "x" * 4096, "diều " * 51, "…" * 64, "/", "//", "@", "#", "$VND",
)  # fmt: skip
LETTERS = st.characters(exclude_categories=["Cs"])


@dataclass(frozen=True)
class Words:
    """What the bot itself knows, so that chance hits upon it."""

    commands: tuple[str, ...]
    prefixes: tuple[str, ...]
    """Of the data of its buttons."""
    tails: tuple[str, ...]
    """What may follow a prefix, a command or a link: topics, areas, days, numbers."""


def texts(words: Words) -> SearchStrategy[str]:
    """Return a strategy for what people write."""
    said = st.sampled_from([*QUESTIONS, *words.tails])
    command = st.tuples(
        st.sampled_from(words.commands),
        st.sampled_from(["", "", "@tro_ly_bot", "@bot_khac"]),
        st.sampled_from(["", " ", "\n"]),
        said | st.sampled_from(words.tails) | st.just("") | st.text(LETTERS, max_size=20),
    ).map(lambda parts: "/" + "".join(parts))
    between = st.sampled_from([". ", "? ", "\n", " và "])
    two = st.tuples(said, between, said).map("".join)
    return st.one_of(said, command, two, st.sampled_from(SIGNS), st.text(LETTERS, max_size=60))
