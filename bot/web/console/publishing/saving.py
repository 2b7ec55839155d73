"""Bring an edit into force, or keep it as a draft until somebody approves it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from pathlib import Path

from aiohttp import web

from bot.config import Config
from bot.content import loading
from bot.content.area_names import AreaNames
from bot.content.editing import ConflictError, Edit, apply
from bot.content.loading import Files
from bot.content.local import NoticesFile, OfficesFile, SessionsFile
from bot.content.versions import hash_of
from bot.releasing import in_force
from bot.releasing.preparing import Preparer
from bot.staff import members
from bot.store.base import Store
from bot.store.kept import Draft, Release, StaffMember
from bot.web.console.frame import desk, house, note, signed_in

_KEPT = "edits"
"""Folder of the data folder that holds the files that edits replaced."""


async def save(
    request: web.Request, edit: Edit, *, about: str, what: str = "edit", draft: bool = False
) -> str:
    """Bring an edit into force, or keep it as a draft where that is wished or demanded.

    `what` and `about` go into the audit log. Returns what to tell the user.

    Raises:
        HTTPForbidden: The edit touches a ward, or all wards, that the user may not edit.
        ConflictError: A file was edited by somebody else meanwhile.
        KnowledgeError: With every fault that the knowledge would have.
    """
    await guard_edit(request, edit)
    if draft or must_draft(request):
        number = await _keep(request, edit)
        await note(request, "draft", f"{number}: {edit.title}")
        return f"Đã lưu bản nháp {number}; bản đang dùng chưa đổi."
    release = await bring_into_force(request, edit, signed_in(request).name)
    await note(request, what, about)
    return f"Đã lưu và phát hành bản {release.number}."


def must_draft(request: web.Request) -> bool:
    """Return whether what the user edits waits for somebody who approves it."""
    approver = members.has_role(signed_in(request), "approver")
    return house(request).config.console.approval and not approver


async def guard_edit(request: web.Request, edit: Edit) -> None:
    """Raise 403 where the user may not edit one of the wards whose files an edit changes."""
    if not await may_make(request, edit):
        raise web.HTTPForbidden(text="Việc này ngoài địa bàn được giao cho bạn.")


async def may_make(request: web.Request, edit: Edit) -> bool:
    """Return whether the user may edit all that an edit changes."""
    member, names = signed_in(request), desk(request).engine.knowledge.area_names
    folder = house(request).config.knowledge
    return await asyncio.to_thread(_may_make, member, edit, folder, names)


async def bring_into_force(request: web.Request, edit: Edit, author: str) -> Release:
    """Write an edit into the folder and publish it; this process answers from it at once."""
    at_home, store = house(request), desk(request).store
    async with at_home.one_at_a_time:
        release = await asyncio.to_thread(
            _publish, edit, at_home.config, store, at_home.preparer, author
        )
    await at_home.follow()
    return release


async def _keep(request: web.Request, edit: Edit) -> int:
    files = {
        name: data.decode() if data is not None else None for name, data in edit.files.items()
    }
    author, now = signed_in(request).name, house(request).clock()
    draft = Draft(author, edit.title, files, dict(edit.base), now)
    return await asyncio.to_thread(desk(request).store.drafts.keep, draft)


def _publish(edit: Edit, config: Config, store: Store, preparer: Preparer, author: str) -> Release:
    seen = loading.read_folder(config.knowledge)
    for name, base in edit.base.items():
        if hash_of(seen.get(name)) != base:
            raise ConflictError(name)
    made = preparer.engine(edit.onto(seen)).knowledge.digest  # before others see the folder change
    commit_as = author if config.git_commits else ""
    apply(config.knowledge, config.data / _KEPT, edit, commit_as=commit_as)
    files = loading.read_folder(config.knowledge)
    if loading.digest(files) != made:  # another hand edited another file
        return in_force.publish(files, store, preparer, author).release
    return store.releases.publish(made, files, author)


def _may_make(member: StaffMember, edit: Edit, folder: Path, names: AreaNames) -> bool:
    if members.may_edit(member):
        return True
    seen = loading.read_folder(folder)
    wards = {code for name, data in edit.files.items() for code in _wards(name, seen, data, names)}
    return all(members.may_edit(member, code) for code in wards)


def _wards(name: str, seen: Files, data: bytes | None, names: AreaNames) -> Iterator[str]:
    """Yield the codes of the wards that a file is about, before and after; empty: all wards."""
    for content in (seen.get(name), data):
        if content is not None:
            yield from _codes(_areas(name, content), names)


def _areas(name: str, data: bytes) -> tuple[str, ...]:
    """Return the names of the areas that a file is about; one empty name: of everybody."""
    parsed = loading.parse({name: data})[0].get(name)
    content = parsed.content if parsed else None
    if isinstance(content, SessionsFile | OfficesFile):
        return (content.area,)
    if isinstance(content, NoticesFile):
        return tuple(area for notice in content.notices for area in notice.areas)
    return ("",)


def _codes(areas: Iterable[str], names: AreaNames) -> Iterator[str]:
    for area in areas:
        found = names.find(area) if area else None
        yield from (place.code for place in found.areas) if found else ("",)
