"""The release in force, what waits for approval, and the way back: `/phathanh`."""

from __future__ import annotations

import asyncio
from textwrap import shorten

from telegram import InlineKeyboardMarkup, Update

from bot.content import loading
from bot.content.editing import faults_of
from bot.errors import KnowledgeError
from bot.releasing.going_back import go_back
from bot.staff import members
from bot.store.kept import Release, StaffMember
from handlers.buttons import button
from handlers.context import Context
from handlers.sending import rewrite, tell
from handlers.staff import faults
from handlers.staff.keys import BACK, CLOSE, GO_BACK
from handlers.staff.pending import clock
from handlers.staff.pressing import close, number, pressed, working
from handlers.staff.room import room_of
from handlers.staff.saving import note

_MOST = 4
"""Releases shown, the one in force included."""
_MOST_DRAFTS, _LONGEST = 5, 100


async def show(update: Update, context: Context, member: StaffMember) -> None:
    """Show the release in force, drafts and faults; admins also the way back."""
    text, found = await asyncio.to_thread(_told, context)
    rows = []
    if members.has_role(member, "admin"):
        rows = [[button(f"↩ Trở lại bản {each.number}", f"{BACK}{each.number}")] for each in found]
    rows += room_of(context).page("Xem thay đổi trên web", "/phat-hanh")
    await tell(update, text, InlineKeyboardMarkup(rows) if rows else None)


async def ask(update: Update, context: Context, _: StaffMember) -> None:
    """Ask once before a release of before comes into force."""
    wanted = number(pressed(update, BACK))
    found = await asyncio.to_thread(context.desk.store.releases.get, wanted)
    if found is None:
        await tell(update, f"Không có bản {wanted}. Xem các bản: /phathanh")
        return
    text = (
        f"Trở lại {_named(found[0])}?\n\nMọi thay đổi sau bản ấy sẽ không dùng nữa, "
        "ở thư mục kiến thức cũng vậy. Tệp cũ được giữ lại."
    )
    await rewrite(update, text, InlineKeyboardMarkup([
        [button(f"Đồng ý, trở lại bản {wanted}", f"{GO_BACK}{wanted}")], [button("Thôi", CLOSE)],
    ]))  # fmt: skip


async def back(update: Update, context: Context, member: StaffMember) -> None:
    """Bring the files of a release into force again."""
    house, store = room_of(context).house, context.desk.store
    wanted, config = number(pressed(update, GO_BACK)), house.config
    async with working(update), house.one_at_a_time:
        done = await asyncio.to_thread(
            go_back, wanted, config.knowledge, config.data, store, house.preparer, member.name
        )
    await house.follow()
    await note(context, member, "rollback", f"bản {wanted}, thành bản {done.release.number}")
    await close(update, f"✅ {done}")


def _told(context: Context) -> tuple[str, list[Release]]:
    """Return what there is to know, and the releases before the one in force."""
    store = context.desk.store
    newest, *before = store.releases.list(_MOST)
    parts = [f"Đang dùng: {_named(newest)}."]
    if before:
        parts.append("\n".join(["Các bản trước:", *(f"• {_named(each)}" for each in before)]))
    drafts = store.drafts.list()
    if drafts:
        shown = [
            f"• {each.number}: {shorten(each.title, _LONGEST, placeholder='…')} ({each.author})"
            for each in drafts
        ]
        more = [f"… và {len(drafts) - _MOST_DRAFTS} bản nữa"] if len(drafts) > _MOST_DRAFTS else []
        parts.append("\n".join(["Bản nháp chờ duyệt:", *shown[:_MOST_DRAFTS], *more]))
    parts.append(_folder(context, newest))
    return "\n\n".join(parts), before


def _folder(context: Context, newest: Release) -> str:
    """Return how the knowledge folder stands to the release in force."""
    try:
        files = loading.read_folder(room_of(context).house.config.knowledge)
        if loading.digest(files) == newest.digest:
            return "Thư mục kiến thức giống bản đang dùng."
        found = faults_of(files)
    except KnowledgeError as error:
        found = tuple(error.faults)
    if not found:
        return "Thư mục kiến thức có sửa đổi, sắp được dùng."
    return f"⚠️ Thư mục kiến thức có {len(found)} lỗi nên chưa được dùng:\n{faults.told(found)}"


def _named(release: Release) -> str:
    return f"bản {release.number} ({clock(release.made_at)}, {release.author})"
