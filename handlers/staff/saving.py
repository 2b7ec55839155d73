"""An edit that staff make in a chat comes into force, or waits as a draft."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.content import loading
from bot.content.editing import Edit, apply
from bot.content.loading import Files
from bot.releasing import in_force
from bot.staff import members
from bot.staff.house import House
from bot.store.base import Store
from bot.store.kept import Deed, Draft, Release, StaffMember
from handlers.context import Context
from handlers.staff.room import room_of

Make = Callable[[Files], Edit]
"""Makes an edit for the folder as it is."""
_KEPT = "edits"
"""Folder of the data folder that holds the files that edits replaced; the console uses it too."""


async def save(context: Context, member: StaffMember, make: Make, about: str) -> str:
    """Bring an edit into force, or keep it as a draft where that is demanded; return what to tell.

    `about` goes into the audit log. Takes some seconds where phrasings change.

    Raises:
        KnowledgeError: With every fault that the knowledge would have.
        BotError: The edit cannot be made, or not be written.
    """
    house, store = room_of(context).house, context.desk.store
    if house.config.console.approval and not members.has_role(member, "approver"):
        draft = await asyncio.to_thread(_drafted, make, house, member)
        number = await asyncio.to_thread(store.drafts.keep, draft)
        await note(context, member, "draft", f"{number}: {draft.title}")
        return f"Đã lưu bản nháp {number}, chờ người duyệt. Bản đang dùng chưa đổi."
    async with house.one_at_a_time:
        release = await asyncio.to_thread(_published, make, house, store, member.name)
    await house.follow()
    await note(context, member, "edit", about)
    return f"Đã ghi và phát hành bản {release.number}."


async def note(context: Context, member: StaffMember, what: str, about: str) -> None:
    """Keep in the audit log what somebody did."""
    deed = Deed(room_of(context).house.clock(), member.name, what, about)
    await asyncio.to_thread(context.desk.store.audit.note, deed)


def _drafted(make: Make, house: House, member: StaffMember) -> Draft:
    seen = loading.read_folder(house.config.knowledge)
    edit = make(seen)
    loading.load(edit.onto(seen))
    files = {
        name: data.decode() if data is not None else None for name, data in edit.files.items()
    }
    return Draft(member.name, edit.title, files, dict(edit.base), house.clock())


def _published(make: Make, house: House, store: Store, author: str) -> Release:
    config = house.config
    seen = loading.read_folder(config.knowledge)
    edit = make(seen)
    house.preparer.engine(edit.onto(seen))  # takes longest, so before others see the folder change
    commit_as = author if config.git_commits else ""
    apply(config.knowledge, config.data / _KEPT, edit, commit_as=commit_as)
    files = loading.read_folder(config.knowledge)
    return in_force.publish(files, store, house.preparer, author).release
