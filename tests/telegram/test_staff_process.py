"""The real program with a chat of the staff: an account bound, a faulty edit, a restart."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.process.program import SMALL, Server, furnished, run, serving
from tests.telegram.chatting import said
from tests.telegram.conftest import KITE
from tests.telegram.officers import LAN, OFFICE
from tests.telegram_server.server import TOKEN, BotApi

pytestmark = pytest.mark.process
CONFIG = (
    "data: data\nknowledge: knowledge\nweb: {port: 0}\n"
    f"telegram: {{staff_chat: {OFFICE}, office_hours: T2-T6 7h30-17h}}\n"
)
FILE = "faq/do-choi.yaml"
SHOP, MARKET = "Diều bán ở cửa hàng đầu làng", "Diều bán ở chợ phiên"


@contextmanager
def office_of(folder: Path, api: BotApi, config: str = CONFIG) -> Iterator[Server]:
    if not (folder / "knowledge").exists():
        shutil.copytree(SMALL, folder / "knowledge")
    settings = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_BASE_URL": api.base_url}
    with serving(furnished(folder, config), **settings) as server:
        yield server


def edit(folder: Path, before: str, after: str) -> None:
    file = folder / "knowledge" / FILE
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")


async def register(folder: Path, api: BotApi) -> None:
    """Bind an account by the link that the command prints."""
    config = CONFIG.replace("web: {port: 0}", "web: {public_url: 'https://example.org'}")
    (folder / "config.yaml").write_text(config, "utf-8")
    told = await asyncio.to_thread(run, folder, "console-link", "--name", "Lan")
    [link] = re.findall(r"https://example\.org/\S+", told.out)
    answer = await said(api, f"/dangky {link}", user=LAN)
    assert answer.text.startswith("Chào Lan.")


async def test_staff_hear_of_faults_of_the_folder_also_after_a_restart(
    api: BotApi, tmp_path: Path
) -> None:
    api.world.group(OFFICE, "Tổ căn cước")
    with office_of(tmp_path, api) as server:
        await register(tmp_path, api)
        told = await said(api, "/phathanh", user=LAN)
        assert told.text.startswith("Đang dùng: bản 1")
        edit(tmp_path, SHOP, MARKET)
        edit(tmp_path, "title:", "titel:")
        await api.until(lambda: api.shown(OFFICE), "a complaint")
        [complaint] = api.shown(OFFICE)
        assert f"• {FILE}, dòng " in complaint
        assert "Bản 1 vẫn đang dùng." in complaint
        assert SHOP in (await said(api, KITE)).text
        assert await asyncio.to_thread(server.end) == 0
    with office_of(tmp_path, api) as server:
        await api.until(lambda: len(api.shown(OFFICE)) == 2, "the complaint after the restart")
        assert SHOP in (await said(api, KITE)).text
        assert await asyncio.to_thread(server.end) == 0


async def test_hours_that_cannot_be_understood_are_one_clear_line(
    api: BotApi, tmp_path: Path
) -> None:
    with office_of(tmp_path, api, CONFIG.replace("T2-T6 7h30-17h", "khi rảnh")) as server:
        assert await asyncio.to_thread(server.ended) == 2
        [line] = server.error.splitlines()
        assert line.startswith("telegram.office_hours: không hiểu «khi rảnh»")
