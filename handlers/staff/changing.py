"""Sessions called off, put off or full, in two taps: `/suaphien`."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date, timedelta

from telegram import InlineKeyboardMarkup, Update

from bot.language.weekdays import SPOKEN_NAMES
from bot.language.written_days import read_day
from bot.store.kept import StaffMember
from handlers.buttons import Row, button
from handlers.context import Context
from handlers.sending import rewrite, tell
from handlers.staff import meetings
from handlers.staff.gate import member_of
from handlers.staff.keys import (
    CANCEL,
    DAY_OF,
    FULL,
    OTHER_DAY,
    POSTPONE,
    SESSIONS,
    asking,
    doing,
)
from handlers.staff.meetings import Meeting
from handlers.staff.pressing import close, number, pressed, replied_to, working
from handlers.staff.room import room_of
from handlers.staff.saving import Make, save

_ON_A_PAGE = 5
_STEPS = (1, 7)
"""Days by which something is mostly put off."""
_MOST_DAYS = 366
_LONGEST_NEWS = 2500
_TO_THE_LIST = [button("Thôi, về danh sách", f"{SESSIONS}0")]
_OLD = "Buổi này không còn trong lịch, hoặc ngoài địa bàn của bạn. Xem lại: /suaphien"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to become of a session on a day."""

    prefix: str
    """That of the button which asks for it."""
    meeting: Meeting
    later: int = 0
    """Days by which it is put off."""

    @property
    def title(self) -> str:
        """Return it in words."""
        if self.prefix == CANCEL:
            return "Hủy buổi này"
        if self.prefix == FULL:
            return "Báo hết chỗ buổi này"
        return f"Hoãn buổi này sang {_day(self.meeting.day + timedelta(self.later))}"

    @property
    def data(self) -> str:
        """Return what the button says that carries it out."""
        later = f":{self.later}" if self.later else ""
        return f"{doing(self.prefix)}{self.meeting.key}{later}"

    def make(self, today: date, by: str) -> Make:
        """Return the edit, vouched for by somebody today."""
        if self.prefix == CANCEL:
            return meetings.cancelled(self.meeting, today, by)
        if self.prefix == FULL:
            return meetings.filled(self.meeting, today, by)
        return meetings.postponed(self.meeting, self.later, today, by)


async def show(update: Update, context: Context, member: StaffMember) -> None:
    """Show the sessions of the next days in the wards of this member."""
    await tell(update, *_page(context, member, 0))


async def turn(update: Update, context: Context, member: StaffMember) -> None:
    """Show another page of them."""
    await rewrite(update, *_page(context, member, number(pressed(update, SESSIONS))))


async def ask(update: Update, context: Context, member: StaffMember) -> None:
    """Show what will be told, before anything is done; ask first by how much to put off."""
    wish = _wish(update, context, member)
    if wish is None:
        await rewrite(update, _OLD)
    elif wish.prefix == POSTPONE and not wish.later:
        await rewrite(update, *_days_to_choose(context, wish.meeting))
    else:
        await rewrite(update, *await _foreseen(context, member, wish))


async def do(update: Update, context: Context, member: StaffMember) -> None:
    """Carry it out; who follows the ward is told as soon as the release is in force."""
    wish = _wish(update, context, member)
    if wish is None or (wish.prefix == POSTPONE and not wish.later):
        await rewrite(update, _OLD)
        return
    make = wish.make(context.desk.clock().date(), member.name)
    async with working(update):
        told = await save(context, member, make, f"{wish.title}: {wish.meeting.key}")
    await close(update, f"✅ {wish.title}. {told}")


async def ask_day(update: Update, context: Context, member: StaffMember) -> None:
    """Ask for the day to which a session is put off."""
    meeting = _meeting(context, member, pressed(update, OTHER_DAY))
    if meeting is None:
        await rewrite(update, _OLD)
        return
    text = (
        f"Hoãn buổi này sang ngày nào?\n\n{_told(context, meeting)}\n\n"
        "Giữ tin này, chọn Trả lời (Reply) rồi gõ ngày mới, ví dụ 05/12/2026."
    )
    await tell(update, text, InlineKeyboardMarkup([[button("Thôi", DAY_OF + meeting.key)]]))


async def day_typed(update: Update, context: Context) -> bool:
    """Take the day that somebody typed, and show what putting off to it will tell."""
    message, key = update.message, replied_to(update.message, DAY_OF)
    member = await member_of(update, context)
    if message is None or not key or member is None or not room_of(context).is_here(update):
        return False
    meeting = _meeting(context, member, key)
    today = context.desk.clock().date()
    try:
        day = read_day(message.text or "", near=today)
    except ValueError as contradiction:
        await tell(update, f"Chưa ghi: {contradiction}. Bạn trả lời lại giúp.")
        return True
    later = (day - meeting.day).days if day and meeting else 0
    if meeting is None:
        await tell(update, _OLD)
    elif day is None:
        await tell(update, "Tôi chưa hiểu ngày này. Bạn trả lời lại, ví dụ 05/12/2026.")
    elif not 0 < later <= _MOST_DAYS:
        await tell(update, f"Ngày mới phải sau {_day(meeting.day)}. Bạn trả lời lại giúp.")
    else:
        await tell(update, *await _foreseen(context, member, Wish(POSTPONE, meeting, later)))
    return True


def _page(
    context: Context, member: StaffMember, page: int
) -> tuple[str, InlineKeyboardMarkup | None]:
    """Return the sessions, each with a row of buttons."""
    found = meetings.coming(context.desk.engine, member, context.desk.clock())
    if not found:
        return "Trong 14 ngày tới không có buổi nào ở địa bàn của bạn.", None
    page = min(page, (len(found) - 1) // _ON_A_PAGE)
    first = page * _ON_A_PAGE
    lines, rows = [], list[Row]()
    for at, meeting in enumerate(found[first : first + _ON_A_PAGE], first + 1):
        full = " (đã hết chỗ)" if meeting.is_full else ""
        lines.append(f"{at}. {_told(context, meeting)}{full}")
        row = [
            button(f"{at} Hủy", CANCEL + meeting.key),
            button(f"{at} Hoãn", POSTPONE + meeting.key),
        ]
        rows.append([*row, *([] if full else [button(f"{at} Hết chỗ", FULL + meeting.key)])])
    turning = [button("‹ Trước", f"{SESSIONS}{page - 1}")] if page else []
    if first + _ON_A_PAGE < len(found):
        turning.append(button("Sau ›", f"{SESSIONS}{page + 1}"))
    text = "\n\n".join(["Các buổi trong 14 ngày tới:", *lines])
    return text, InlineKeyboardMarkup([*rows, turning] if turning else rows)


def _days_to_choose(context: Context, meeting: Meeting) -> tuple[str, InlineKeyboardMarkup]:
    rows = [
        [button(f"+{step} ngày: {_day(meeting.day + timedelta(step))}",
                f"{POSTPONE}{meeting.key}:{step}")]
        for step in _STEPS
    ]  # fmt: skip
    rows += [[button("Ngày khác…", OTHER_DAY + meeting.key)], _TO_THE_LIST]
    text = f"Hoãn buổi này sang ngày nào?\n\n{_told(context, meeting)}"
    return text, InlineKeyboardMarkup(rows)


async def _foreseen(
    context: Context, member: StaffMember, wish: Wish
) -> tuple[str, InlineKeyboardMarkup]:
    """Return what will be told and to how many, with the button that does it."""
    desk, folder = context.desk, room_of(context).house.config.knowledge
    make = wish.make(desk.clock().date(), member.name)
    found = await asyncio.to_thread(
        meetings.foreseen, make, desk.engine, folder, desk.store.chats, desk.clock()
    )
    parts = [f"{wish.title}?", _told(context, wish.meeting)]
    if found.chats:
        parts.append(f"{found.chats} nhóm và người theo dõi sẽ được báo:")
        cut = len(found.news) > _LONGEST_NEWS
        parts.append(f"{found.news[:_LONGEST_NEWS]}…" if cut else found.news)
    else:
        parts.append("Chưa ai theo dõi địa bàn này; người hỏi lịch sẽ thấy thay đổi.")
    return "\n\n".join(parts), InlineKeyboardMarkup([
        [button(f"Đồng ý: {wish.title[0].lower()}{wish.title[1:]}", wish.data)],
        _TO_THE_LIST,
    ])  # fmt: skip


def _wish(update: Update, context: Context, member: StaffMember) -> Wish | None:
    """Return what a button wishes; None where its session is gone or somebody else's."""
    data = pressed(update, "")
    prefix, key = asking(data[: len(CANCEL)]), data[len(CANCEL) :]
    session, _, rest = key.partition(":")
    day, _, later = rest.partition(":")
    days = number(later)
    if later and not (prefix == POSTPONE and 0 < days <= _MOST_DAYS):
        return None
    meeting = _meeting(context, member, f"{session}:{day}")
    return Wish(prefix, meeting, days) if meeting else None


def _meeting(context: Context, member: StaffMember, key: str) -> Meeting | None:
    return meetings.find(context.desk.engine, member, key)


def _told(context: Context, meeting: Meeting) -> str:
    return meeting.told(context.desk.engine, context.desk.clock())


def _day(day: date) -> str:
    return f"{SPOKEN_NAMES[day.isoweekday()]} {day:%d/%m/%Y}"
