"""Parts of the day and clock times: `buổi chiều`, `sau 17h`, `8-11h`, `mười giờ rưỡi sáng`."""

from __future__ import annotations

import re
from datetime import time, timedelta

from bot.language.clock_times import (
    CLOCK,
    CLOCK_RANGE,
    END_OF_DAY,
    PARTS_OF_DAY,
    Hours,
    in_part,
    read_clock,
    read_ends,
)
from bot.language.dates.pieces import Piece, Scene, Stretch
from bot.language.dates.rules import (
    ELSE,
    SPOKEN_FIRST_WORDS,
    G,
    Read,
    Rule,
    S,
    begins_a_clause,
    rule,
    typed_word_after,
    word_after,
    words_before,
)

_PART_NAMES = "sang|sag|trua|chieu|toi|dem|khuya"
_PART = (
    rf"(?:(?:ca{S})?(?P<led>buoi|ban|luc|nghi|hồi|dau{S}gio|giua|cuoi){S})?"
    rf"(?:chieu{S}(?=toi\b))?(?P<part>{_PART_NAMES})\b"
    rf"(?:{S}(?:som|muon|khuya)\b)?(?:{S}(?:(?P<today>nay|ni)|(?P<yesterday>qua|hom{S}qua))\b)?"
)
_CLOCK = (
    rf"(?:(?P<side>sau|truoc|tu|den|toi|tới|het)(?P<until>{S}het)?{S})?"
    rf"(?:(?:luc|khoang|tam|tầm|co|gan){S}){{0,2}}(?P<clock>{CLOCK})"
    rf"(?P<on>{S}(?:tro{S}di|tro{S}ve{S}sau)\b)?"
)
_RANGE = rf"(?:tu{S})?(?:(?:luc|khoang|tam|tầm|co){S})?(?P<range>{CLOCK_RANGE})"
_ALWAYS = rf"24{G}/{G}(?:24|7)(?![0-9])"
_TWO_HOURS = (
    rf"(?:khoang{S}|tam{S}|tầm{S}|co{S})?(?P<first>1?[0-9])(?:{G}[,-]{G}|{S})(?P<second>{CLOCK})"
)
_SOON = rf"(?:[0-9]{{1,2}}|nửa|mot|hai|ba){G}(?:h|g|gio|tieng|phut|p|ph)(?:{S}dong{S}ho)?{S}nua\b"

_NETWORK = re.compile("[345] ?g")
"""`4g` is a telephone network, unless `sau 4g` makes it an hour."""
_HALF = re.compile(rf"\b(?:{_PART_NAMES})\b|(?<![a-z])[ap]m\b|\b(?:0[0-9]|1[3-9]|2[0-4])")
_TOWARDS = re.compile(r"\b(?:den|toi|tới)\b(?= {0,2}[0-9])")
_WORKING = frozenset("làm lam mo truc viec nghi cua dai tu gio nhan dan gan nhat vu chi".split())
"""Before `đến 17h` they make it an end; otherwise somebody comes at that hour."""
_EARLIER = frozenset("nãy hồi".split())
"""Before a clock time they make it one of today that is over."""
_WAITING = frozenset(
    "chờ đợi doi mất mat trong hơn hon tốn ton suốt suot hết het cách cach mỗi moi".split()
)
"""Words as typed before a number of hours, which is then no time of day."""
_NOT_PARTS = {
    "toi": frozenset("đa da thiểu thieu ưu uu tân tan kỵ ky mật mat cao nghĩa nghia".split()),
    "sang": frozenset(
        "kiến kien tạo tao lập lap suốt suot tên ten nhượng nhuong sổ nước nuoc ngang tay".split()
    ),
    "chieu": frozenset("cao dài dai rộng rong ngang lòng long theo ý y hướng huong".split()),
    "dem": frozenset("theo den giay ho cho ve di".split()),
}
"""Words as typed that make the part of the day something else: `tối đa`, `chiều cao`."""
_ASKED = frozenset("có co còn con thì thi phường phuong công cong mở mo làm lam ai".split())
"""Words as typed after a part of the day without a day: `hỏi tối có làm không`."""
_ASKING = frozenset("hỏi hoi vậy vay thì thi mà ma hay nếu neu biết biet ơi oi".split())
_UNTIL_TOO = frozenset("han luon dai".split())
_FROM = re.compile(r"\btu [^,.;?!\n]{1,24} $")
_DAY_FOLLOWS = re.compile(
    rf"{S}(?:(?:hom|mai|ngay|bua|thu|cn|chu|chua|mung|mốt)\b|t[2-7]\b|[0-9]{{1,2}}{G}[/hg])"
)
_MOVED = frozenset("doi chuyen hoan hen dich dia".split())
_NOT_AFTER = frozenset("anh mot hai bong 1 2 ong ba bac chu co chi em".split())
_MORNING_HOURS = range(1, 6)
"""Without a part of the day these are meant in the afternoon: nobody asks about three at night."""


def _read_part(match: re.Match[str], scene: Scene) -> Read:
    part = "sang" if match["part"] == "sag" else match["part"]
    typed = scene.lower[match.start("part") : match.end("part")]
    after = typed_word_after(scene, match.end())
    before = "".join(words_before(scene.lower, match.start(), 1))
    days = None
    if match["today"]:
        days = Stretch(scene.today, scene.today)
    elif match["yesterday"]:
        yesterday = scene.today - timedelta(1)
        days = Stretch(yesterday, yesterday)
    elif after in _NOT_PARTS.get(part, ()) or (
        not match["led"] and _is_no_part(match, typed, before, scene)
    ):
        return None
    asked = begins_a_clause(scene.flat, match.start()) or (before in _ASKING and after in _ASKED)
    unsure = typed in {"sang", "toi", "dem", "khuya"} or before in _NOT_AFTER or not asked
    return Piece(
        match.start(),
        match.end(),
        days=days or (Stretch(scene.today, scene.today) if match["led"] == "hồi" else None),
        hours=PARTS_OF_DAY[part],
        part=part,
        weak=unsure and days is None and not match["led"],
    )


def _is_no_part(match: re.Match[str], typed: str, before: str, scene: Scene) -> bool:
    """Without their marks `toi` is mostly "I" or "until", and `sang` may be "over to"."""
    if typed == "toi":
        window = max(0, match.start() - 28)
        until = before in _WORKING | _UNTIL_TOO or _FROM.search(scene.flat, window, match.start())
        return bool(until) or _DAY_FOLLOWS.match(scene.flat, match.end()) is None
    if typed == "sang" and (scene.marked or before in _MOVED):
        return True
    return typed.isascii() and before in _NOT_AFTER


def _read_clock(match: re.Match[str], scene: Scene) -> Read:
    clock = read_clock(match["clock"])
    if clock is None:
        return None
    known = _tells_the_half(match["clock"])
    if _is_a_span_of_time(match, scene, known=known):
        return ELSE
    before = words_before(scene.flat, match.start(), 2)
    side = match["side"]
    if side == "toi" and _is_evening(match, scene, clock):
        clock, known, side = in_part(clock, "toi"), True, None
    hours = _hours(clock, side if _limits(side, match, before) else None, on=bool(match["on"]))
    earlier = not _EARLIER.isdisjoint(before[:1])
    days = Stretch(scene.today, scene.today) if earlier else None
    return Piece(match.start(), match.end(), days=days, hours=hours, half_open=not known)


def _is_a_span_of_time(match: re.Match[str], scene: Scene, *, known: bool) -> bool:
    clock = match["clock"]
    if word_after(scene.flat, match.end()) in {"dong", "nua", "lien", "lam"} and not known:
        return True
    if re.match("(?:24|48|72) ?[hg]", clock) and match["side"] not in {"den", "toi", "tới"}:
        return True
    if re.match("(?:sau|tu) gio", clock):
        return not known
    if _NETWORK.fullmatch(clock):
        return not match["side"]
    before = words_before(scene.lower, match.start(), 1)
    waited = not match["side"] and bool(_WAITING.intersection(before))
    return waited and not known and ":" not in clock


def _is_evening(match: re.Match[str], scene: Scene, clock: time) -> bool:
    """Tell `tối 7h` from `tới 5h`, where the mark is missing by the hour."""
    typed = scene.lower[match.start() : match.start() + 3]
    return typed == "tối" or (typed == "toi" and 6 <= clock.hour <= 11)


def _limits(side: str | None, match: re.Match[str], before: list[str]) -> bool:
    if side not in {"den", "toi", "tới"}:
        return True
    return bool(match["until"]) or not before or bool(_WORKING.intersection(before))


def _hours(clock: time, side: str | None, *, on: bool) -> Hours:
    if side in {"sau", "tu"} or on:
        return Hours(clock, END_OF_DAY)
    if side in {"truoc", "den", "toi", "tới", "het"}:
        return Hours(time(0), clock)
    return Hours(clock, clock)


def _read_range(match: re.Match[str], _: Scene) -> Read:
    ends = read_ends(match["range"])
    known = _tells_the_half(match["range"])
    if ends is None or (known and ends[0] >= ends[1]):
        return None
    return Piece(match.start(), match.end(), hours=Hours(*ends), half_open=not known)


def _read_two_hours(match: re.Match[str], _: Scene) -> Read:
    """`3 4h chiều` and `3,4h chiều` are three to four."""
    second = read_clock(match["second"])
    if second is None or second.minute or (second.hour - int(match["first"])) % 12 != 1:
        return None
    first = second.replace(hour=second.hour - 1) if second.hour else second
    known = _tells_the_half(match["second"])
    return Piece(match.start(), match.end(), hours=Hours(first, second), half_open=not known)


def _read_soon(match: re.Match[str], scene: Scene) -> Read:
    return Piece(match.start(), match.end(), days=Stretch(scene.today, scene.today))


def settle(piece: Piece, part: str) -> Hours | None:
    """Return the hours of a piece in the half of the day that the part, or good sense, gives."""
    if piece.hours is None or not piece.half_open:
        return piece.hours
    start, end = (_settled(clock, part) for clock in (piece.hours.start, piece.hours.end))
    return Hours(start, end) if start <= end else None


def _settled(clock: time, part: str) -> time:
    if part:
        return in_part(clock, part)
    return clock.replace(hour=clock.hour + 12) if clock.hour in _MORNING_HOURS else clock


def _tells_the_half(clock: str) -> bool:
    return _HALF.search(_TOWARDS.sub("-", clock)) is not None


def _read_always(*_: object) -> Read:
    return ELSE


EARLY_RULES: tuple[Rule, ...] = (rule("0", _ALWAYS, _read_always),)
"""Those that come before the rules for dates: `24/7` is no day of July."""
RULES: tuple[Rule, ...] = (
    rule(f"0 {SPOKEN_FIRST_WORDS}", _SOON, _read_soon),
    rule(f"0 tu luc khoang tam tầm co {SPOKEN_FIRST_WORDS}", _RANGE, _read_range),
    rule("0 khoang tam tầm co", _TWO_HOURS, _read_two_hours),
    rule(
        f"0 sau truoc tu den toi tới het luc khoang tam tầm co gan {SPOKEN_FIRST_WORDS}",
        _CLOCK,
        _read_clock,
    ),
    rule(
        "sang sag trua chieu toi dem khuya ca buoi ban luc nghi hồi dau giua cuoi",
        _PART,
        _read_part,
    ),
)
