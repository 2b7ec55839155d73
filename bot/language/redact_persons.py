"""Patterns of names beside a birth or a number, and of the numbers of homes.

A name alone is left: it may as well be a street or a ward. Of an address the numbers go; the
street and the ward stay, since they lead to the right office and say of nobody where they live.
"""

from __future__ import annotations

import re
import unicodedata

from bot.language.patterns import compiled

_UPPER = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
_LOWER = "a-zà-öø-ýăđĩũơư" + "".join(map(chr, range(0x1EA1, 0x1EFA, 2)))
_SURNAMES = (
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Lâm Trịnh"
    " Mai"
    " Đào Cao Hà Lương Trương Tô Tạ Châu Thái Quách Phùng Vương Tăng Tống Kiều La Lưu Triệu Chu"
    " Nông"
    " Giàng Thào Quàng Sùng Hứa Thạch Tiêu Từ Doãn Khổng Lại Nghiêm Ninh Bạch Mạc Lục Âu"
).split()
_FIRST_NAMES_OF_PEOPLES = (
    "Lò Vi Vừ Vàng Lầu Hạng Mùa Tẩn Đàm Tòng Lường Bế Ksor Rmah Siu Kpă Rơ Y H".split()
)
"""What stands first in names of other peoples; only with a capital letter."""
_SURE_WITHOUT_MARKS = "nguyen tran pham huynh hoang bui trinh quach phung"
"""Surnames that in lower case and without marks are seldom anything else."""


def _bare(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in parts if not unicodedata.combining(char))


def _any_of(words: list[str]) -> str:
    return "(?:" + "|".join(dict.fromkeys(words)) + ")"


_MARKED = [form for name in _SURNAMES for form in (name, name.upper())]
_SURNAME = _any_of([*_MARKED, *map(_bare, _MARKED), *_FIRST_NAMES_OF_PEOPLES])
_LOW_MARKED = _any_of([name.lower() for name in _SURNAMES] + _SURE_WITHOUT_MARKS.split())
_LOW_ANY = _any_of([form for name in _SURNAMES for form in (name.lower(), _bare(name.lower()))])
_NO_PROVINCE = (
    r"(?!(?i:hà (?:nội|giang|nam|tĩnh|tiên)|cao bằng|lâm đồng|thái (?:bình|nguyên|lan)|lai châu"
    r"|ninh (?:bình|thuận)|bạch long|ha (?:noi|giang|nam|tinh)|cao bang|lam dong"
    r"|thai (?:binh|nguyen|lan)|ninh (?:binh|thuan))\b)"
)
_CAPITAL = rf"[{_UPPER}][{_UPPER}{_LOWER}]*"
_TITLE = rf"[{_UPPER}][{_LOWER}]+"
_STOP = r"(?!(?i:sinh|sn|ngày|ngay|năm|cccd|cmnd|sđt|sdt|stk)\b)"
_STOP_LOW = (
    r"(?!(?:sinh|sn|ngày|ngay|năm|nam sinh|cccd|cmnd|sđt|sdt|số|so|đt|dt|stk|hỏi|hoi|tại|tai|ở"
    r"|bị|bi"
    r"|là|la|và|va|có|co|đã|da|chưa|chua)\b)"
)
_FULL = rf"(?<!\w){_NO_PROVINCE}{_SURNAME}(?: {_STOP}{_CAPITAL}){{1,4}}+(?!\w)"
_MIDDLE = r"(?:văn|van|thị|thi|hữu|huu|quốc|quoc|đình|dinh|xuân|xuan|ngọc|ngoc|đức|duc|minh)"
_LOW_WORD = rf"{_STOP_LOW}[{_LOWER}]+"
_FULL_LOW = rf"(?<!\w){_LOW_ANY} {_MIDDLE} {_LOW_WORD}(?: {_LOW_WORD})?+(?!\w)"
_TOLD_LOW = rf"(?<!\w){_LOW_MARKED}(?: {_LOW_WORD}){{1,3}}+(?!\w)"
PLACE_BEFORE = compiled(
    r"(?i)(?<!\w)(?:đường|duong|phường|phuong|xã|xa|phố|pho|quận|quan|huyện|huyen|trường|truong"
    r"|thpt|thcs|ngõ"
    r"|ngo|hẻm|hem|ấp|thôn|khu|q\.|p\.|đ\.) ?$"
)
"""What makes a place of the name behind it."""
_TOLD = (
    r"(?<!\w)(?i:họ và tên|ho va ten|họ tên|ho ten|tên|ten|name is)"
    r"(?i: (?:là|la|của|cua|tôi|toi|tui|em|e|mình|cháu|con|bé|mẹ|bố|ba|đầy đủ"
    r"|khai sinh))*+[ :\-]{1,3}"
)
_BORN = (
    r"[ ,.(:;\-\n]{1,3}(?i:(?:ngày |ngay )?(?:tháng năm |thang nam )?(?:sinh|sn|born)(?!\w)"
    r"|(?:ngày|ngay|năm|nam) sinh)[^\d\n…]{0,20}\d"
)
_DAY = r"\d{1,2}[/.\-]\d{1,2}[/.\-](?:19|20)\d\d"

NAME_TOLD = compiled(rf"({_TOLD})(?:{_FULL}|{_TOLD_LOW}|{_FULL_LOW})")
NAME_BORN = compiled(rf"(?:{_FULL}|{_FULL_LOW})(?={_BORN})")
_WHOSE = (
    r"(?<!\w)(?i:ông|bà|cụ|anh|chị|em|con|mẹ|bố|ba|má|vợ|chồng|bác|cô|chú|dì|cậu|là|tôi|trai"
    r"|gái)[ :]{1,2}"
)
_NOBODY = r"(?!(?:Tôi|Em|Con|Mẹ|Bố|Ba|Bà|Ông|Anh|Chị|Cháu|Sinh|Năm|Ngày|Ở|Tại|Là)\b)"
GIVEN_NAME_BORN = compiled(
    rf"((?:{_TOLD}|(?<!\w)(?i:bé|cháu) )){_NOBODY}{_TITLE}(?: {_TITLE}){{0,3}}+(?={_BORN})"
)
WHOSE_NAME_BORN = compiled(
    rf"({_WHOSE}){_NOBODY}{_TITLE}(?: {_NOBODY}{_TITLE}){{1,4}}+(?={_BORN})"
)
NAME_AFTER_BIRTH = compiled(
    rf"((?i:sinh|(?<!\w)sn)[^\d\n…]{{0,15}}\d[\d/.\-]{{1,9}}[ ,;]{{1,3}}"
    rf"{_TOLD}){_TITLE}(?: {_TITLE}){{0,3}}+"
)
NAME_HEADING = compiled(
    rf"(^[ \-*•\d.)]*+){_NO_PROVINCE}{_SURNAME}(?: {_CAPITAL}){{2,4}}+(?=[ ,:;(\-]{{1,3}}{_DAY})",
    re.MULTILINE,
)
_NUMBER_WORD = (
    r"(?i:(?:số|so|cccd|cmnd|cmt|căn cước|can cuoc|sđt|sdt|đt|dt|stk|hộ chiếu|mã|email|mail)[ :]*)"
)
NAME_BEFORE_MASK = compiled(
    rf"(?:{_FULL}|{_FULL_LOW})(?=[ ,;:.(\-\n]{{1,3}}{_NUMBER_WORD}{{0,3}}…)"
)
NAME_AFTER_MASK = compiled(
    rf"(…[ ,;:.)\-\n]{{1,3}}(?i:(?:mang tên|tên|ten|của|cua|là|la|chủ tk)[ :]*)?)(?:{_FULL}"
    rf"|{_FULL_LOW})"
)
TOLD_WORDS, BIRTH_WORDS = ("tên", "ten", "name"), ("sinh", "sn", "born")
HOME_WORDS = (
    "nhà", "nha", "địa chỉ", "dia chi", "đ/c", "trú", "tru", "hộ khẩu", "ho khau", "ngụ", "ở",
    " o ",
    "sống", "song", "live at", "address", "trọ", " tro", "chung c",
)  # fmt: skip
"""One of them, in lower case, is in every message that tells a name, a birth, a home."""
_WHO = (
    r"(?:tôi|toi|tui|em|mình|minh|cháu|chau|con|mẹ|me|bố|bo|ba|má|bà|ông|ong|chị|chi|anh|vợ|vo"
    r"|chồng|"
    r"chong|nhà|nha|hiện|dang|đang|hien)"
)
_HOME = (
    r"(?<!\w)(?:số nhà|so nha|nhà|nha|địa chỉ|dia chi|đ/c|thường trú|thuong tru|tạm trú|tam tru"
    r"|hộ khẩu"
    rf"|ho khau|trú tại|tru tai|ngụ|chỗ ở|cho o|nơi ở|noi o|{_WHO} (?:ở|o|sống|song)|live at"
    rf"|address"
    r"|(?:thuê |thue )?trọ|thue tro|…[ ,]{1,2}(?:ở|o|tại))(?!\w)"
)
_BETWEEN = (
    r"(?:[ :,]{1,2}(?:là|la|is|tại|tai|ở|o|hiện|hien|nay|em|e|t|tôi|toi|tui|mình|minh|cháu|con"
    r"|của|cua|trên|tren"
    r"|thẻ|the|ghi|thường trú|thuong tru|cũ|cu|mới|moi|đang|dang|sống|song)(?!\w)){0,6}+"
)
_UNIT = r"(?:(?:số nhà|so nha|nhà số|nha so|số|so|căn hộ|can ho|phòng|phong)[ :]{1,2})?"
_HOUSE = r"\d{1,5}(?:bis|[a-z](?!\w))?(?:/\d{1,4}[a-z]?){0,4}+"
_ALLEY = r"(?:[ ,]{1,2}(?:ngõ|ngo|ngách|ngach|hẻm|hem|kiệt|kiet) ?\d{1,4}(?:/\d{1,4}){0,4}+){0,3}"
_STREET = (
    r"(?:đường|duong|phố|pho|ngõ|ngo|ngách|ngach|hẻm|hem|kiệt|kiet|chung cư|chung cu|tòa|toà"
    r"|toa|lô"
    r"|block|cư xá|kdc|khu dân cư|khu đô thị)(?!\w)"
)
_COUNTED = (
    r"(?:nơi|noi|người|nguoi|năm|nam|tháng|thang|ngày|ngay|tuần|tuan|chỗ|cho|xã|xa|phường"
    r"|phuong|tỉnh|tinh"
    r"|đứa|dua|con|bé|tuổi|tuoi|quận|quan|huyện|lần|thế hệ|thành|địa|giờ)(?!\w)"
)
_LOW_STREET = (
    rf"(?!{_COUNTED})[^\d\n,…]{{3,25}}?[ ,]{{1,2}}(?:phường|phuong|quận|quan|xã|xa|tp|p\.?\d"
    rf"|q\.?\d)(?!\w)"
)
_NAMED_STREET = rf"(?!{_COUNTED})(?-i:{_TITLE})(?!\w)"
HOME_NUMBER = compiled(
    rf"({_HOME}{_BETWEEN}[ :,]{{1,2}}){_UNIT}{_HOUSE}{_ALLEY}(?!\d|[.\-]\d|[^\W_])"
    rf"(?=[ ,]{{1,2}}(?:{_STREET}|{_NAMED_STREET}|{_LOW_STREET}))",
    re.IGNORECASE,
)
FLAT_NUMBER = compiled(
    r"((?:chung cư|chung cu)[^\n…]{0,40}?)(?<!\w)(?:căn hộ|căn|can ho|can|phòng|phong"
    r"|p\.?) ?\d{3,5}(?!\d)",
    re.IGNORECASE,
)
