"""Vietnamese words around the names of places, and what they show."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language.places.keys import PAUSE, STOP, Token, key
from bot.language.text import fold


def _forms(words: str) -> frozenset[str]:
    """Return the phrases of a list, parted by commas, with marks and without any."""
    given = [" ".join(words.split()) for words in words.split(",")]
    return frozenset(given) | frozenset(map(fold, given))


AT = _forms("ở, tại, thuộc, địa bàn, khu vực, xứ") - {"xu"}
"""A place follows."""
BESIDE = _forms("công an, ubnd, ủy ban, uỷ ban, bà con, làm việc, near, in, at") | frozenset(
    "gần trú quanh ca dân sống vùng trọ nhà đóng phía".split()
)
"""A place often follows."""
TOWARDS = _forms(
    "về, lên, xuống, ra, qua, sang, vào, vô, bên, lưu động, lịch, điểm, trên, cho, còn, phía, to"
) | {"tới", "đến", "đi", "dưới", "nhà"}
"""A place may follow."""
FROM = _forms(
    "quê, gốc, hộ khẩu, hk, hktt, thường trú, từ, quê quán, nguyên quán, gốc gác, nơi sinh, from"
) - {"tu"}
"""A place follows, but one that somebody comes from."""
ORIGIN = FROM | _forms("sinh, sinh ra, khai sinh, đăng ký khai sinh")
"""Before `ở`, that somebody comes from there."""
PRONOUNS = _forms(
    "em, tôi, tui, mình, con, cháu, anh, chị, vợ, chồng, mẹ, bố, ba, má, nhà, gốc, quán, cô, chú"
)
PERSON = _forms("anh, chị, chú, bác, ông, bà, dì, cậu, mợ, thím, thầy, tên, họ tên, bé, cháu") | {
    "cô",
    "mr",
    "mrs",
    "ms",
}
SURNAMES = _forms(
    "nguyễn, trần, lê, phạm, hoàng, huỳnh, phan, vũ, võ, bùi, ngô, đinh, trịnh, phùng, tạ, trương"
) | {"đặng", "đỗ", "dương", "lý", "thị"}
_FEATURES = (
    "đường, phố, ngõ, ngách, hẻm, hẽm, kiệt, trường, thpt, thcs, tiểu học, mầm non, mẫu giáo, "
    "bệnh viện, bv, chung cư, cc, tòa, toà, ngã tư, ngã ba, ngã năm, bến xe, công viên, kcn, "
    "khu công nghiệp, khu đô thị, kđt, cư xá, chùa, nhà thờ, sông, núi, công ty, cty, ngân hàng, "
    "nhà văn hóa, nhà văn hoá, khách sạn, đại học, cao đẳng, sân bay, siêu thị, quốc lộ, đại lộ, "
    "thôn, ấp, khóm, xóm, buôn, khu phố, kp, tdp, tiểu khu, phum, sóc, tỉnh lộ, ngõ ngách, "
    "tổ dân phố, street, road, school"
)
FEATURES_AS_TYPED = frozenset(_FEATURES.split(", ")) | frozenset(
    "chợ cầu hồ bản làng tổ ga đình khối".split()
)
FEATURES = _forms(_FEATURES) | FEATURES_AS_TYPED
"""What is named after such words is a street, a building or a hamlet, no commune."""
GLUE = _forms(
    "thuộc, ở, tại, của, trên, địa, bàn, cũ, nay, là, mới, trước, bên, dưới, việt, nam, vn, hiện, "
    "bây, giờ, sáp, nhập, sau, đây, khi, về, vô, vào"
)
"""Words that may stand between a commune, its district and its province."""
ONCE = _forms("cũ, trước đây, hồi trước, ngày trước, trước kia, trước sáp nhập, lúc trước")
NOW = _forms("mới, hiện nay, bây giờ, sau sáp nhập")
FILLERS = _forms(
    "dạ, em, tôi, mình, ở, tại, ạ, a, nha, nhé, ad, còn, thì, sao, vậy, chỗ, nhà, cháu, con, là, "
    "thuộc, đang, sống, cho, hỏi, xin, chào, rồi, cũ, mới, bên, nhe, vâng, à, ơi, thế, đó, đấy, "
    "này, nay, tui, mik, e, hả, admin, bạn, bot, ok, nhỉ, dạ vâng, việt, nam, người"
)
"""Words that may stand around a place that is all a message says."""
FOLLOWS = _forms(
    "có, còn, làm, thì, ở, mấy, khi, bao, hôm, sáng, chiều, tối, thứ, ngày, tuần, không, ko, "
    "chưa, bữa, chừng, lúc, trả, nhận, năm, tháng, đang, hết, nghỉ, mở, ơi, ạ, nay, đâu, "
    "tổ, thôn, ấp, khóm, xóm, khu, khối, kp, tdp"
)
"""Words with which a question, or the name of a group of houses, goes on after a place."""
NOT_IN_NAMES = _forms(
    "làm, được, không, ko, hông, nào, đâu, gì, thẻ, cccd, cmnd, có, mình, em, tôi, muốn, hỏi, "
    "đổi, cấp, giấy, tờ, lịch, ngày, thì, đang, đã, sẽ, và, hay, của, ở, vneid, phải, "
    "cần, cước, căn, công, nơi, chỗ, nhà, người, tuổi, sinh, cho, con, cháu, ạ, vậy, sao"
) - {"cong", "sinh", "va"}
"""Words of ordinary questions: a name with a slip is not looked for among them."""
NOT_HOUSES = _forms(
    "ngày, lúc, tháng, năm, tuần, tổ, phố, kp, khóm, ấp, thôn, tdp, khối, đội, khu, "
    "phường, p, f, quận, q, lớp, mùng"
)
"""A number after such a word is not that of a house."""
HAMLETS = _forms("tổ, phố, kp, khóm, ấp, thôn, tdp, khối, khu, xóm, bản")
"""A number after such a word is that of a hamlet; its commune follows."""

_LONGEST = 4


def ends_with(tokens: Sequence[Token], end: int, phrases: frozenset[str]) -> int:
    """Return where a phrase of the list that stands right before a token begins; -1 if none."""
    said = ""
    for start in range(end - 1, max(-1, end - 1 - _LONGEST), -1):
        said = f"{tokens[start].lower} {said}".rstrip()
        if said in phrases:
            return start
        if tokens[start].gap >= PAUSE:
            break
    return -1


def begins_with(tokens: Sequence[Token], start: int, phrases: frozenset[str]) -> bool:
    """Return whether a phrase of the list begins at a token."""
    said = ""
    for token in tokens[start : start + _LONGEST]:
        if token.gap == STOP:
            break
        said = f"{said} {token.lower}".lstrip()
        if said in phrases:
            return True
    return False


_NOT_KINDS = frozenset(
    "phương phượng phướng xá xả xạ xà quân quần quán quản quăn tình tính tĩnh tịnh huyền".split()
)
_ALSO_OTHER_WORDS = frozenset({"xa", "quan", "tinh"})
_COMPOUNDS = frozenset(
    " ".join(map(key, compound.split()))
    for compound in (
        "dia phuong, doi phuong, phuong an, phuong phap, phuong tien, phuong thuc, tuc xa, "
        "nha xa, xa nha, xa hoi, xa que, o xa, tu xa, dao xa, di xa, lam xa, cong xa, xa xoi, "
        "quan ly, quan he, quan trong, quan tam, quan doi, quan nhan, quan diem, co quan, "
        "hai quan, lien quan, bao quan, chu quan, gia tinh, tinh trang, tinh hinh, tinh tu, "
        "gioi tinh, may tinh"
    ).split(", ")
)
"""Without marks, two words that are another word together: `địa phương`, `quản lý`."""


def is_kind(tokens: Sequence[Token], at: int, marked_text: bool) -> bool:
    """Return whether a word with the key of a kind of unit (`phuong`) is meant as one."""
    said = tokens[at].lower
    if said in _NOT_KINDS:
        return False
    goes_on_marked = at + 1 == len(tokens) or tokens[at + 1].marked
    if marked_text and said in _ALSO_OTHER_WORDS and goes_on_marked:
        return False
    if not said.isascii():
        return True
    pairs = [tokens[max(0, at - 1) : at + 1], tokens[at : at + 2]]
    return not any(" ".join(token.key for token in pair) in _COMPOUNDS for pair in pairs)


def may_be_other(token: Token) -> bool:
    """Return whether an unmarked kind of unit is as likely another word: `quan`, `xa`."""
    return token.lower in _ALSO_OTHER_WORDS


NOT_NAMES = frozenset("bao co nay trong la nao chua em toi do thi cho khac".split())
"""Without marks, words that rather go on with a sentence after `phuong` than begin a name."""
