"""Edits that wait: what each would change, and whether it comes into force."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from aiohttp import web

from bot.content import loading
from bot.content.editing import Edit
from bot.content.versions import hash_of
from bot.store.kept import Draft
from bot.web.console.frame import ROOT, desk, form, house, needs, note, redirect, render, signed_in
from bot.web.console.publishing import differences, saving

_LIST = f"{ROOT}/ban-nhap"


@needs("editor")
async def everything(request: web.Request) -> web.StreamResponse:
    """List the drafts, oldest first."""
    drafts = await asyncio.to_thread(desk(request).store.drafts.list)
    return render(request, "drafts.html", drafts=drafts)


@needs("editor")
async def one(request: web.Request) -> web.StreamResponse:
    """Show a draft, its lines, and who may decide on it."""
    draft = await _draft(request)
    folder = await asyncio.to_thread(loading.read_folder, house(request).config.knowledge)
    edit = _edit(draft)
    files = tuple(
        differences.file_lines(name, folder.get(name), data) for name, data in edit.files.items()
    )
    return render(
        request, "draft.html", draft=draft, difference={"files": files},
        overtaken=sorted(
            name for name, base in edit.base.items() if hash_of(folder.get(name)) != base
        ),
        decides=await _decides(request, edit), withdraws=_is_own(request, draft),
    )  # fmt: skip


@needs("editor")
async def changes(request: web.Request) -> web.StreamResponse:
    """Show what a draft would change for citizens; a part where htmx asks."""
    draft = await _draft(request)
    folder = await asyncio.to_thread(loading.read_folder, house(request).config.knowledge)
    shown = await differences.of(request, folder, _edit(draft).onto(folder))
    shown = replace(shown, files=())  # the page of the draft shows them
    return differences.page(request, shown, f"Bản nháp {draft.number} thay đổi những gì")


@needs("editor")
async def approve(request: web.Request) -> web.StreamResponse:
    """Bring a draft into force in its author's name, and delete it."""
    draft = await _draft(request)
    edit = _edit(draft)
    if not await _decides(request, edit):
        raise web.HTTPForbidden
    release = await saving.bring_into_force(request, edit, draft.author)
    await asyncio.to_thread(desk(request).store.drafts.drop, draft.number)
    about = f"{draft.number} của {draft.author}: {draft.title}; bản {release.number}"
    await note(request, "approve", about)
    return redirect(request, _LIST, told=f"Đã duyệt và phát hành bản {release.number}.")


@needs("editor")
async def reject(request: web.Request) -> web.StreamResponse:
    """Delete a draft."""
    draft = await _draft(request)
    if not (_is_own(request, draft) or await _decides(request, _edit(draft))):
        raise web.HTTPForbidden
    reason = str((await form(request)).get("reason", "")).strip()[:300]
    await asyncio.to_thread(desk(request).store.drafts.drop, draft.number)
    why = f"; lý do: {reason}" if reason else ""
    await note(request, "reject", f"{draft.number} của {draft.author}: {draft.title}{why}")
    return redirect(request, _LIST, told=f"Đã bỏ bản nháp {draft.number}.")


async def _decides(request: web.Request, edit: Edit) -> bool:
    """Return whether the user may bring a draft into force."""
    return not saving.must_draft(request) and await saving.may_make(request, edit)


def _is_own(request: web.Request, draft: Draft) -> bool:
    return draft.author == signed_in(request).name


def _edit(draft: Draft) -> Edit:
    files = {
        name: text.encode() if text is not None else None for name, text in draft.files.items()
    }
    return Edit(draft.title, files, draft.base)


async def _draft(request: web.Request) -> Draft:
    number = int(request.match_info["number"])
    draft = await asyncio.to_thread(desk(request).store.drafts.get, number)
    if draft is None:
        raise web.HTTPNotFound(text="Bản nháp này không còn: đã được duyệt hoặc đã bỏ.")
    return draft


_ONE = f"{_LIST}/{{number:[0-9]{{1,15}}}}"
ROUTES = [
    web.get(_LIST, everything),
    web.get(_ONE, one),
    web.get(f"{_ONE}/thay-doi", changes),
    web.post(f"{_ONE}/duyet", approve),
    web.post(f"{_ONE}/bo", reject),
]
