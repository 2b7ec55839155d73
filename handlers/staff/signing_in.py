"""Staff bind a Telegram account to their name, and get a link by which they enter the console.

`/dangky CODE` takes the code of a one-time link, or the whole link.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from telegram import Update

from bot.staff.links import LINK_LASTS, link
from bot.staff.members import ROLES
from bot.store.base import Store
from bot.store.kept import Deed, StaffMember
from handlers.context import Context, conversation_of, spoken
from handlers.sending import is_private, respond, tell
from handlers.staff.gate import member_of
from handlers.staff.room import room_of
from handlers.staff.saving import note

_COMMANDS = """\
/hangdoi: câu hỏi đang chờ
/suaphien: hủy, hoãn, báo hết chỗ một buổi
/thongke: số liệu
/phathanh: bản đang dùng, trở lại bản cũ
/console: đường dẫn vào trang web của cán bộ"""
_MOMENT = timedelta(minutes=1)


async def register(update: Update, context: Context) -> bool:
    """Bind this account to whom a code is for; a wrong code is a message like any other.

    It is not kept, though: it may be a right one with a slip.
    """
    user, member = update.effective_user, await member_of(update, context)
    if user is None or not context.args:
        return False
    now = room_of(context).house.clock()
    code = context.args[0].rpartition("/")[2]
    found = await asyncio.to_thread(_redeemed, context.desk.store, code, now)
    if found is not None:
        told = await asyncio.to_thread(_bound, context.desk.store, found, user.id, now)
        await tell(update, told)
    elif member is not None:
        await tell(update, f"Mã sai hoặc đã hết hạn. Tài khoản này vẫn là của {member.name}.")
    else:
        answered = await context.desk.ask(
            "/dangky", "telegram", conversation=conversation_of(update),
            language=spoken(update, context),
        )  # fmt: skip
        await respond(update, context, answered)
    return True


async def console(update: Update, context: Context, member: StaffMember) -> None:
    """Send a link that signs this member in once; never where others read along."""
    if not is_private(update):
        await tell(update, "Bạn gõ /console trong chat riêng với tôi, vì đường dẫn chỉ cho bạn.")
        return
    house, store = room_of(context).house, context.desk.store
    secret = await asyncio.to_thread(store.staff.invite, member.number, house.clock(), LINK_LASTS)
    await note(context, member, "link", member.name)
    told = (
        f"Đường dẫn của riêng bạn, dùng một lần, trong {LINK_LASTS.seconds // 60} phút:\n"
        f"{link(house.config.web.address, secret)}"
    )
    if house.config.web.public_url is None:
        told += "\n\nĐường dẫn này chỉ mở được trên máy đang chạy trợ lý."
    await tell(update, told)


def _redeemed(store: Store, code: str, now: datetime) -> StaffMember | None:
    """Use a code up; return whom it is for, or None where it is none."""
    session = store.staff.redeem(code, now, _MOMENT)
    if session is None:
        return None
    member = store.staff.signed_in(session, now)
    store.staff.sign_out(session)
    return member


def _bound(store: Store, member: StaffMember, user: int, now: datetime) -> str:
    other = store.staff.of_telegram(user)
    if other is not None and other.number != member.number:
        return (
            f"Tài khoản Telegram này đang là của {other.name}. "
            "Nhờ người quản trị bỏ số Telegram ở tên ấy trước."
        )
    store.staff.keep(replace(member, telegram=user))
    store.audit.note(Deed(now, member.name, "staff-change", f"{member.name}: tài khoản Telegram"))
    role = ROLES[member.role]  # type: ignore[index]
    return f"Chào {member.name}. Từ nay tôi nhận ra bạn ở đây (quyền: {role}).\n\n{_COMMANDS}"
