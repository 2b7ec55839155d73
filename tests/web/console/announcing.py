"""An announcement, as somebody writes it in the console."""

from __future__ import annotations

from datetime import datetime

from bot.assistant.question import VIETNAM
from bot.store.sqlite import SqliteStore
from tests.web.console.filling import changed, fields, send
from tests.web.console.visitor import Visitor
from tests.web.reading import Page

LIST = "/console/gui-thong-bao"
NEW = f"{LIST}/moi"
WORDS = "Sáng thứ Bảy có thả diều.\r\nNhớ mang dây."
READ = "📣 Thông báo cho phường Gió Lùa:\n\nSáng thứ Bảy có thả diều.\nNhớ mang dây."
FOREVER = datetime(2999, 1, 1, tzinfo=VIETNAM)


def waiting(store: SqliteStore) -> list[int]:
    return sorted(letter.chat for letter in store.letters.due(FOREVER, 99))


def offered(page: Page) -> list[str]:
    return [text for text in page.texts("option") if text != "chọn nơi nhận"]


async def write(visitor: Visitor, ward: str = "gio", text: str = WORDS) -> Page:
    """Write an announcement; return the page on which it is looked at once more."""
    form = fields(await visitor.see(NEW), NEW)
    page = await send(visitor, NEW, changed(form, noi=ward, loi=text), "xem")
    assert page.texts("h1") == ["Xem lại thông báo"]
    return page
