"""Patterns of what opens an account, of addresses of e-mail, and of numbers that are spelt out."""

from __future__ import annotations

from bot.language.patterns import compiled, ignoring_case
from bot.language.redact_numbers import NO_HOTLINE, NO_MONEY, NO_YEAR

_AT = r"(?:[@\uff20]|[(\[] ?(?:at|a còng|a cong) ?[)\]]|(?<=\s)(?:a còng|a cong|at)(?=\s))"
_DOT = r"(?:\.|[(\[] ?(?:dot|chấm|cham) ?[)\]]|(?<=\s)(?:chấm|cham|dot)(?=\s))"
EMAIL = ignoring_case(r"(?<![\w.+-])[\w.+-]++[@\uff20][\w-]+(?:\.[\w-]+)+")
EMAIL_SPELT = ignoring_case(
    rf"(?<![\w.+-])[\w.+-]++\s?{_AT}\s?(?:gmail|yahoo|outlook|hotmail"
    rf"|icloud)\s?{_DOT}\s?[a-z]{{2,4}}"
    rf"(?:\s?{_DOT}\s?vn)?(?!\w)"
)
"""Only at the great providers, since a dot or a word may mean anything."""

_OTP_WORD = (
    r"(?:\botp|mã xác (?:thực|nhận|minh)|ma xac (?:thuc|nhan|minh)|\bpasscode|(?:mã|ma) pin"
    r"|mật ?khẩu|mat ?khau|(?:mã|ma) (?:kích hoạt|kich hoat|bảo mật|bao mat|(?:số )?bí mật"
    r"|(?:so )?bi mat)|mật mã|mat ma|\bpassword|verification code|\bcode is)"
)
_CODE = (
    rf"{NO_YEAR}{NO_HOTLINE}"
    r"(?:\d{4,8}|\d{3}[ .\-]\d{3}|\d{4}[ .\-]\d{4}|\d\d(?: \d\d){2,3}|\d(?:[ .\-]\d){3,7})"
    rf"(?!\d|[/.\-]\d){NO_MONEY}"
)
_SIX = rf"(?<![\d./])\d{{6}}(?!\d|[/.\-]\d){NO_MONEY}"
OTP = ignoring_case(rf"({_OTP_WORD}\D{{0,40}}+){_CODE}")
OTP_SAID = ignoring_case(
    rf"({_OTP_WORD}[^…\n]{{0,60}}?(?:(?<!\w)(?:là|la|is)[ :]{{1,2}}|: ?))(?<!\d){_CODE}"
)
OTP_FAR = ignoring_case(rf"((?:{_OTP_WORD}|\bcode)[^…]{{0,60}}?){_SIX}")
"""Beyond other digits only what is said to be a code is one, or six digits in one piece."""
OTP_BEFORE = ignoring_case(
    rf"(?<![\d./]){_CODE}(\s*[(,:\-]?\s*(?:(?:là|la|is)\s+)?(?:(?:mã|ma|your|my|the)\s+)?"
    rf"(?:vneid\s+)?{_OTP_WORD})"
)
OTP_BEFORE_FAR = ignoring_case(rf"{_SIX}(\D{{0,25}}?{_OTP_WORD})")
_OF_MINE = (
    r"(?:vneid|của|cua|em|e|tôi|toi|tui|mình|minh|là|la|is|my|app|acc|cũ|cu|mới|moi|nick"
    r"|đăng nhập|dang nhap)"
)
PASSWORD = ignoring_case(
    rf"((?:mật ?khẩu|mat ?khau|\bmk|\bpass(?:word)?)(?: {_OF_MINE}\b){{0,5}}+[ :=]{{1,3}})"
    r"(?!\d{1,2}[/.\-]\d)(?=[^\s\d]*\d)[^\s,…]{6,40}"
)

_NUMERAL = (
    r"(?:không|khong|hông|một|mot|mốt|hai|ba|bốn|bon|tư|tu|năm|nam|lăm|lam|nhăm|sáu|sau|bảy|bay"
    r"|bẩy|tám|tam|chín|chin|o|\d)(?!\w)"
)
_NEXT = r"(?:,? |\n)"
SPOKEN = ignoring_case(rf"(?<!\w){_NUMERAL}(?:{_NEXT}{_NUMERAL}){{7,}}+")
SPOKEN_CODE = ignoring_case(
    rf"({_OTP_WORD}\D{{0,30}}?(?<!\w))({_NUMERAL}(?:{_NEXT}{_NUMERAL}){{3,7}}+)"
)
OTP_WORDS = ("otp", "mã ", "ma ", "mật", "mat", "pass", "mk", "code")
PROVIDERS = ("@", "\uff20", "gmail", "yahoo", "outlook", "hotmail", "icloud")
"""One of them, in lower case, is in every message that such a pattern fits."""
NUMERALS = (
    "hai", "một", "mot", "mốt", "bốn", "bon", "lăm", "lam", "sáu", "sau", "bảy", "bay", "bẩy",
    "tám", "tam", "chín", "chin",
)  # fmt: skip
"""One of them is in nearly every number that is spelt out."""
FEWEST_SPOKEN = 4
"""Words among the numerals below which digits alone were typed."""
NUMERAL = ignoring_case(rf"(?<!\w){_NUMERAL}")
NUMERAL_WORD = compiled(r"[^\W\d]+")
SPOKEN_HINT = ignoring_case(rf"(?<!\w){_NUMERAL}(?:{_NEXT}{_NUMERAL}){{3}}")
