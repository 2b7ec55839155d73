"""What the staff did, newest first."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.web.console.frame import ROOT, desk, needs, render

_PER_PAGE = 50
DEEDS = {
    "sign-in": "đăng nhập",
    "sign-out": "đăng xuất",
    "link": "tạo đường dẫn đăng nhập",
    "staff-add": "thêm cán bộ",
    "staff-change": "sửa cán bộ",
    "staff-remove": "xóa cán bộ",
    "edit": "sửa và phát hành",
    "draft": "lưu bản nháp",
    "approve": "duyệt bản nháp",
    "reject": "bỏ bản nháp",
    "rollback": "trở lại bản cũ",
    "queue": "xử lý câu hỏi chờ",
    "announce": "gửi thông báo",
    "announce-cancel": "dừng gửi thông báo",
    "import": "nhập lịch từ bảng",
    "figures": "ghi số liệu",
    "report": "lập báo cáo",
    "report-reminder": "nhắc hạn báo cáo",
}
"""The kinds of deeds that pages note, in words; any other kind is shown as it is."""


@needs("approver")
async def deeds(request: web.Request) -> web.StreamResponse:
    """Show a page of the log; `truoc` in the address is the number to page on from."""
    given = request.query.get("truoc", "")
    before = int(given) if given.isdecimal() and len(given) < 16 else None
    found = await asyncio.to_thread(desk(request).store.audit.deeds, _PER_PAGE + 1, before)
    shown = found[:_PER_PAGE]
    older = shown[-1].number if len(found) > _PER_PAGE else None
    return render(request, "audit.html", deeds=shown, words=DEEDS, older=older, first=not before)


ROUTES = [web.get(f"{ROOT}/nhat-ky", deeds)]
