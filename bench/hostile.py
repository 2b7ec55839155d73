"""`python -m bench.hostile`: how long the worst messages of 4,096 characters take to answer.

Each is asked five times, after a warm-up; what counts is the processor time of the quickest, which
other programs on a busy machine do not prolong. `--redact` times the masking alone.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

from bench.shipped_files import MOMENT, shipped
from bot.assistant.engine import Engine
from bot.assistant.question import Question
from bot.language.redact import redact
from bot.language.text import LONGEST_MESSAGE

AIM = 50.0
"""Milliseconds."""
_REPEATS = 5
NORMAL = "Con tôi sinh ngày 12/5/2012 ở phường Bến Thành thì bao giờ phải đổi thẻ căn cước"


def _filled(part: str) -> str:
    return (part * (LONGEST_MESSAGE // len(part) + 1))[:LONGEST_MESSAGE]


def _counted(part: str, numbers: range) -> str:
    return " ".join(part.format(number) for number in numbers)[:LONGEST_MESSAGE]


INPUTS = {
    "one word of one letter": _filled("a"),
    "one word of letters": _filled("qwertyuiopasdfghjklzxcvbnm"),
    "one word of syllables": _filled("nguyenvanthican"),
    "one word of one marked letter": _filled("ă"),
    "words of one letter": _filled("a b c d e g h i k l m n o p "),
    "one word again and again": _filled("căn cước "),
    "one short word again and again": _filled("ở "),
    "Telex left in": _filled("ddoori ther cawn cuwowsc "),
    "no marks, no blanks": _filled("doithecancuochethan "),
    "different made-up words": _counted("zq{0}xv{0}", range(1000)),
    "a single number": _filled("1234567890"),
    "one digit": _filled("0"),
    "digits and blanks": _filled("1 2 3 4 5 6 7 8 9 0 "),
    "digits and dots": _filled("1.2.3.4.5.6.7.8.9.0."),
    "digits, three blanks": _filled("1   2   3   "),
    "identity numbers": _filled("079203001234 "),
    "telephones with dots": _filled("0912.345.678, "),
    "eight digits": _filled("12345678 "),
    "numbers that are nearly identity numbers": _filled("07920300123a "),
    "years": _filled("2010, 2011, "),
    "money": _filled("100.000.000 đồng "),
    "days": _filled("ngày 1/1 "),
    "days with years": _filled("sinh ngày 12/5/2012 "),
    "days without blanks": _filled("1/1/"),
    "days that are none": _filled("99/99/9999 "),
    "days in words": _filled("ngày mười hai tháng năm năm hai nghìn không trăm mười hai "),
    "ages": _filled("con 5 tuổi "),
    "ages in words": _filled("mười bốn tuổi "),
    "months": _filled("tháng sau tuần tới "),
    "hours": _filled("8h30 đến 11h "),
    "number words": _filled("không chín một hai ba "),
    "number words, nearly": _filled("không chín một hai ba bốn năm nhé "),
    "one-time codes": _filled("otp "),
    "one-time codes and digits": _filled("otp 12 "),
    "one-time codes, words between": _filled("mã xác nhận là "),
    "account words": _filled("stk "),
    "passwords": _filled("mật khẩu của em là "),
    "passport words": _filled("hộ chiếu a1 "),
    "signs of addresses": _filled("@"),
    "addresses of e-mail": _filled("a@a.a."),
    "addresses without an end": "a" * 2000 + "@" + "a" * 2000,
    "dots of addresses": _filled("a."),
    "names": _filled("Nguyễn Văn An "),
    "names and births": _filled("Nguyễn Văn An sinh "),
    "surnames": _filled("Nguyễn Nguyễn "),
    "told names": _filled("tên là của tôi "),
    "homes": _filled("nhà tôi ở số 5 "),
    "homes without a number": _filled("tôi ở nhà em ở "),
    "house numbers": "tôi ở " + _filled("1/1/"),
    "wards": _filled("phường Bến Thành "),
    "wards without marks": _filled("phuong ben thanh "),
    "nearly wards": _filled("phường Bến Thnh xã Tân Phuú "),
    "wards with numbers": _counted("phường {}", range(1, 400)),
    "provinces": _filled("Hà Nội Thành phố Hồ Chí Minh Đà Nẵng "),
    "common parts of names of places": _filled("Tân Phú Bình An Hòa "),
    "streets": _filled("số 5 đường Lê Lợi, "),
    "markup": _filled("<b><i>"),
    "nested markup": "<b>" * 600 + "x" + "</b>" * 500,
    "entities": _filled("&amp;&#60;"),
    "brackets": _filled("(([["),
    "combining marks": "a" + _filled("\u0301"),
    "letters with many marks": _filled("a\u0302\u0301\u0323"),
    "Hangul parts": _filled("\u1112\u1161\u11ab"),
    "emoji": _filled("😀"),
    "joined emoji": _filled("👨\u200d👩\u200d👧\u200d👦"),
    "keycaps": _filled("0\ufe0f\u20e3"),
    "directions": _filled("\u202ea\u202c"),
    "zero width": _filled("a\u200b"),
    "line breaks": _filled("\n"),
    "questions in lines": _filled("đổi thẻ ở đâu?\n"),
    "question marks": _filled("?! "),
    "commas": _filled("a, "),
    "signs of letters that grow": _filled("ﷺ"),
    "scam words": _filled("chuyển khoản gấp, công an gọi, bấm link http://a.b/c "),
    "links": _filled("http://vneid-1.com/a?b=c "),
    "bare hosts": _filled("vneid-1.xyz là trang thật không "),
    "one host of short labels": _filled("a."),
    "one host of hyphens": _filled("a-"),
    "sums": _filled("mất 5 triệu, bị lừa 3tr, nộp hai trăm nghìn. "),
    "nearly sums": _filled("hai ba bốn năm "),
    "points of numbers": _filled("1."),
    "authorities": _filled("công an cán bộ đọc otp "),
    "English": _filled("how do I renew my card "),
    "codes of answers": _filled("Mã trả lời: ABCD-EFGH "),
    "repeated letters": _filled("lắmmmmmm "),
    "d and đ": _filled("đdĐD"),
    "all topics at once": _filled(
        "lệ phí, mất thẻ, đổi thẻ, trẻ em, cấp lại, VNeID mức 2, tạm trú, lịch làm thẻ, "
    ),
}
"""By what each tries; all of 4,096 characters, or nearly."""


def milliseconds(call: Callable[[str], object], text: str, repeats: int = _REPEATS) -> float:
    """Return the processor time of the quickest of some calls."""
    each = []
    for _ in range(repeats):
        began = time.process_time()
        call(text)
        each.append(time.process_time() - began)
    return min(each) * 1000


def main() -> None:
    """Print the slowest first, and how many miss the aim."""
    parser = argparse.ArgumentParser(prog="python -m bench.hostile", description=main.__doc__)
    parser.add_argument("--redact", action="store_true", help="mask only")
    call: Callable[[str], object] = redact
    if not parser.parse_args().redact:
        engine = Engine(shipped())
        call = lambda text: engine.answer(Question(text, MOMENT))  # noqa: E731
    call(NORMAL)
    found = {name: milliseconds(call, text) for name, text in INPUTS.items()}
    for name, took in sorted(found.items(), key=lambda pair: -pair[1]):
        print(f"{took:8.1f} ms  {name}")
    slow = sum(took >= AIM for took in found.values())
    print(f"{milliseconds(call, NORMAL):8.1f} ms  a normal question")
    print(f"{slow} of {len(found)} take {AIM:.0f} ms or more")


if __name__ == "__main__":
    main()
