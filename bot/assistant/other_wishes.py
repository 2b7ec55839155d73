"""What somebody who tells an age asks besides when to renew a card, with the age left aside."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.assistant.reply import Reply
from bot.assistant.steps import menu
from bot.assistant.turn import ALONE, LEANING, Turn
from bot.content.topics import Entry
from bot.language.anniversaries import years_on
from bot.language.text import words
from bot.search.understanding import OURS

_ELSE = re.compile(
    r"\b(?:(?:tiền|tien|lệ phí|le phi|phí|tốn kém|ton kem|miễn phí|mien phi)"
    r"|hết bao nhiêu|het bao nhieu|giá bao nhiêu|gia bao nhieu"
    r"|(?:ở|o|tại|tai|ra|lên|len|đến|den|tới|toi)"
    r" (?:đâu|dau|mô|mo|chỗ nào|cho nao|nơi nào|noi nao)"
    r"|(?:giấy tờ|giay to|giấy|giay|mang|đem|dem|mang theo|đem theo|dem theo)"
    r" (?:những |nhung )?(?:gì|gi|nào|nao)"
    r"|(?:mất|mat|hết|het) (?:bao lâu|bao lau|mấy ngày|may ngay|mấy hôm|may hom)"
    r"(?! (?:nữa|nua|thì|thi|mới|moi))"
    r"|(?:bao lâu|bao lau|mấy ngày|may ngay|mấy bữa|may bua|khi nào|khi nao|chừng nào|chung nao)"
    r"(?: thì| thi| mới| moi)? (?:có|co|xong|lấy|lay|nhận|nhan)"
    r"|(?:bị |bi |làm |lam |rớt |đánh )?(?:mất|mat) (?:thẻ|the|căn cước|can cuoc|cccd)"
    r"|(?:bị |bi |thẻ |the )(?:hỏng|hong|hư|gãy|gay|bể|rách|rach|nứt|nut|mờ)"
    r"|(?:hỏng|hong|gãy|gay) (?:thẻ|the|căn cước|can cuoc|cccd)"
    r"|(?:thẻ|the|căn cước|can cuoc|cccd) (?:bị |bi )?(?:mất|mat|hỏng|hong|hư|gãy|gay)"
    r"|phạt|phat|vneid|vnid|(?:mức|muc) (?:2|hai)|(?:quên|quen) (?:mang|đem|dem)"
    r"|(?:sai|nhầm|nham) (?:tên|ten|ngày|ngay|năm|nam|thông tin|thong tin|địa chỉ|dia chi))\b"
)
"""What is asked besides a renewal: a fee, a place, papers, a term, a loss, a fine, VNeID."""
_WAY = re.compile(
    r"\b(?:online|trực tuyến|truc tuyen|(?:trên|tren|qua) (?:mạng|mang)"
    r"|thủ tục|thu tuc|hồ sơ|ho so|cấp lại|cap lai)\b"
)
"""The way to a card: of whatever age, it is that of everybody."""
_DUTY = re.compile(r"\b(?:phải|phai|bắt buộc|bat buoc|cần|can) (?!cước|cuoc)")
"""Whether one must: the age may decide that."""


def asks_otherwise(turn: Turn) -> bool:
    """Return whether ages are told, and what is asked is not when somebody must renew.

    A day of issue belongs to a renewal, by whatever way.
    """
    return bool(turn.heard.births) and (
        _asks_something_else(turn.text) or (_asks_the_way(turn.text) and not turn.heard.dated)
    )


def without_ages(turn: Turn) -> Reply | None:
    """Answer what is asked besides, where the ages alone would have led to the calculator."""
    guess, knowledge = turn.guess, turn.tools.knowledge
    entries, first = knowledge.entries, guess.classes[0]
    pulled = knowledge.lookup_of(first) == "tinh-tuoi"
    if not pulled and guess.sure >= LEANING:
        return None
    other = turn.tools.understanding.guess_after(
        turn.heard.without_ages, turn.context, turn.moment
    )
    topics = [
        name for name in other.classes if name in entries and _is_for_them(turn, entries[name])
    ]
    if not topics or knowledge.lookup_of(topics[0]) == "tinh-tuoi":
        return None
    others = tuple(name for name in topics[1:] if name != first)
    if other.sure < LEANING or topics[0] != other.classes[0]:
        offered = (topics[0], *others[:1], first)
        return menu(turn, offered, other.sure) if pulled and other.ours >= OURS else None
    reply = turn.answered(topics[:1], other.sure)
    choices = turn.choices(others, 2) if other.sure < ALONE else ()
    return replace(reply, choices=choices)


def _is_for_them(turn: Turn, entry: Entry) -> bool:
    """Return whether an entry speaks of the age of somebody who is named."""
    if entry.ages is None:
        return True
    day, until = turn.moment.date(), entry.ages.until
    return any(
        years_on(birth.first, day) >= entry.ages.from_
        and (until is None or years_on(birth.last, day) <= until)
        for birth in turn.heard.births
    )


def _asks_something_else(text: str) -> bool:
    """Return whether a fee, a place, papers, a loss or a term is asked about, not a renewal."""
    return bool(_ELSE.search(_said(text)))


def _asks_the_way(text: str) -> bool:
    """Return whether the way to a card is asked about, and not whether one must have it."""
    said = _said(text)
    return bool(_WAY.search(said)) and not _DUTY.search(said)


def _said(text: str) -> str:
    return " ".join(word.typed for word in words(text)).lower()
