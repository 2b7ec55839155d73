"""Take personal data out of a message before anything keeps, shows or matches it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.language import redact_numbers as numbers
from bot.language import redact_persons as persons
from bot.language import redact_secrets as secrets
from bot.language.text import clean

MASK = "…"
"""What stands where something personal stood."""
_AFTER, _BEFORE = rf"\g<1>{MASK}", rf"{MASK}\g<1>"
Rule = tuple[str, re.Pattern[str], str]


@dataclass(frozen=True, slots=True)
class Redacted:
    """A message without personal data."""

    text: str
    kinds: tuple[str, ...]
    """What was taken out, each kind once: `so-dinh-danh, cmnd, dien-thoai, email, otp, tai-khoan,
    ho-chieu, ho-ten, dia-chi`."""


_ADDRESSES: tuple[Rule, ...] = (
    ("email", secrets.EMAIL, MASK),
    ("email", secrets.EMAIL_SPELT, MASK),
)
_PASSWORDS: tuple[Rule, ...] = (("otp", secrets.PASSWORD, _AFTER),)
_BESIDE_WORDS: tuple[Rule, ...] = (
    ("ho-chieu", numbers.PASSPORT, _AFTER),
    ("tai-khoan", numbers.ACCOUNT, _AFTER),
)
_NUMBERS: tuple[Rule, ...] = (
    # Numbers in one piece first: what stands beside them, such as an age, is not theirs.
    ("dien-thoai", numbers.MOBILE, MASK),
    ("dien-thoai", numbers.ABROAD, MASK),
    ("so-dinh-danh", numbers.TWELVE, MASK),
    ("tai-khoan", numbers.CARD, MASK),
    ("so-dinh-danh", numbers.TWELVE_GROUPED, MASK),
    ("so-dinh-danh", numbers.TWELVE_BY_THREES, MASK),
    ("dien-thoai", numbers.PHONE_BY_THREES, MASK),
    ("cmnd", numbers.NINE, MASK),
    ("dien-thoai", numbers.PHONE, MASK),
    ("cmnd", numbers.NINE_GROUPED, MASK),
    ("cmnd", numbers.NINE_BY_THREES, MASK),
    ("tai-khoan", numbers.LONG, MASK),
)
_BEFORE_WORDS: tuple[Rule, ...] = (("ho-chieu", numbers.PASSPORT_BEFORE, _BEFORE),)
_CODES: tuple[Rule, ...] = (
    ("otp", secrets.OTP, _AFTER),
    ("otp", secrets.OTP_SAID, _AFTER),
    ("otp", secrets.OTP_FAR, _AFTER),
    ("otp", secrets.OTP_BEFORE, _BEFORE),
    ("otp", secrets.OTP_BEFORE_FAR, _BEFORE),
)
_HOMES: tuple[Rule, ...] = (
    ("dia-chi", persons.HOME_NUMBER, _AFTER),
    ("dia-chi", persons.FLAT_NUMBER, _AFTER),
)
_TOLD: tuple[Rule, ...] = (
    ("ho-ten", persons.NAME_TOLD, _AFTER),
    ("ho-ten", persons.NAME_AFTER_BIRTH, _AFTER),
)
_BESIDE_BIRTHS: tuple[Rule, ...] = (
    ("ho-ten", persons.GIVEN_NAME_BORN, _AFTER),
    ("ho-ten", persons.WHOSE_NAME_BORN, _AFTER),
)
_BESIDE_DAYS: tuple[Rule, ...] = (("ho-ten", persons.NAME_HEADING, _AFTER),)
_BESIDE_MASKS: tuple[Rule, ...] = (("ho-ten", persons.NAME_AFTER_MASK, _AFTER),)
_DIGIT = re.compile(r"\d")
_FOUR_DIGITS = re.compile(r"\d(?:\D*\d){3}")
_NINE_TOGETHER = re.compile(r"\d(?:(?:[^\w]|_){0,3}\d){8}")
"""What a message has if there is a code, or a number of a person, to take out."""
_MOST_LOOKS = 12
"""Two are enough for what people write; only a hostile message needs more."""
_BY_LENGTH = {9: "cmnd", 10: "dien-thoai", 11: "dien-thoai", 12: "so-dinh-danh"}


def redact(message: str) -> Redacted:
    """Return the message, cleaned, with what is personal masked, and which kinds that was.

    What is masked may show what stands beside it, so it is looked at until nothing more goes.
    """
    text = clean(message)
    kinds: dict[str, None] = {}
    for _ in range(_MOST_LOOKS):
        left = _masked_once(text, kinds)
        if left == text:
            break
        text = left
    return Redacted(text, tuple(kinds))


def _masked_once(text: str, kinds: dict[str, None]) -> str:
    """Try each group of patterns where a cheap sign of it is there; add the kinds it masks."""
    lower = text.lower()
    if _has(lower, secrets.NUMERALS):
        text = _spoken(text, kinds)
    if _has(lower, secrets.PROVIDERS):
        text = _masked(text, _ADDRESSES, kinds)
    if _FOUR_DIGITS.search(text):
        text = _without_numbers(text, lower, kinds)
    if _DIGIT.search(text):
        text = _without_persons(text, lower, kinds)
    if kinds:
        text = _masked(text, _BESIDE_MASKS, kinds)
        text = _named(text, persons.NAME_BEFORE_MASK, kinds)
    return text


def _without_numbers(text: str, lower: str, kinds: dict[str, None]) -> str:
    """Mask numbers and what opens an account; `lower` is the message in lower case."""
    codes, words = _has(lower, secrets.OTP_WORDS), _has(lower, numbers.WORDS)
    if codes:
        text = _masked(text, _PASSWORDS, kinds)
    text = _mistyped(text, kinds)
    if words:
        text = _masked(text, _BESIDE_WORDS, kinds)
    if _NINE_TOGETHER.search(text):
        text = _masked(text, _NUMBERS, kinds)
    if words:
        text = _masked(text, _BEFORE_WORDS, kinds)
    return _masked(text, _CODES, kinds) if codes else text


def _without_persons(text: str, lower: str, kinds: dict[str, None]) -> str:
    """Mask numbers of homes, and names beside births."""
    if _has(lower, persons.HOME_WORDS):
        text = _masked(text, _HOMES, kinds)
    if _has(lower, persons.TOLD_WORDS):
        text = _masked(text, _TOLD, kinds)
    if _has(lower, persons.BIRTH_WORDS):
        text = _masked(text, _BESIDE_BIRTHS, kinds)
        text = _named(text, persons.NAME_BORN, kinds)
    return _masked(text, _BESIDE_DAYS, kinds)


def _has(lower: str, words: tuple[str, ...]) -> bool:
    for word in words:  # noqa: SIM110  (any() takes three times as long, for every message)
        if word in lower:
            return True
    return False


def _masked(text: str, rules: Iterable[Rule], kinds: dict[str, None]) -> str:
    for kind, pattern, mask in rules:
        text, hits = pattern.subn(mask, text)
        if hits:
            kinds[kind] = None
    return text


def _mistyped(text: str, kinds: dict[str, None]) -> str:
    def mask(found: re.Match[str]) -> str:
        kinds[_BY_LENGTH.get(len(found[0]), "tai-khoan")] = None
        return MASK

    return numbers.MISTYPED.sub(mask, text)


def _spoken(text: str, kinds: dict[str, None]) -> str:
    """Mask numbers that are spelt out; those typed in digits alone are left to their patterns."""

    def mask(found: re.Match[str]) -> str:
        if len(secrets.NUMERAL_WORD.findall(found[0])) < secrets.FEWEST_SPOKEN:
            return found[0]
        length = len(secrets.NUMERAL.findall(found[0]))
        kinds[_BY_LENGTH.get(length, "tai-khoan")] = None
        return MASK

    def mask_code(found: re.Match[str]) -> str:
        if len(secrets.NUMERAL_WORD.findall(found[2])) < secrets.FEWEST_SPOKEN:
            return found[0]
        kinds["otp"] = None
        return found[1] + MASK

    if not secrets.SPOKEN_HINT.search(text):
        return text
    return secrets.SPOKEN_CODE.sub(mask_code, secrets.SPOKEN.sub(mask, text))


def _named(text: str, pattern: re.Pattern[str], kinds: dict[str, None]) -> str:
    """Mask names, but for those that belong to a place."""

    def mask(found: re.Match[str]) -> str:
        if persons.PLACE_BEFORE.search(text[max(0, found.start() - 8) : found.start()]):
            return found[0]
        kinds["ho-ten"] = None
        return MASK

    return pattern.sub(mask, text)
