"""After a run of the real program with marked data, every artefact is searched for the marks."""

from __future__ import annotations

import asyncio
import re
import shutil
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.privacy.marked import (
    FIRST_NAME,
    FRAGMENTS,
    GROUP_TITLE,
    LATITUDE,
    LONGITUDE,
    SAID,
    USER,
    USERNAME,
    files_below,
    found_in,
)
from tests.process.program import SMALL, Server, furnished, run, serving, until
from tests.telegram.conftest import both_ways
from tests.telegram_server.contents import message
from tests.telegram_server.server import TOKEN, BotApi
from tests.web.console.test_console_in_processes import Browser

pytestmark = pytest.mark.process
GROUP = -1_007_770_001
PERSON = {
    "id": USER, "is_bot": False, "first_name": FIRST_NAME, "username": USERNAME,
    "language_code": "vi",
}  # fmt: skip
CHAT = {"id": USER, "type": "private", "first_name": FIRST_NAME, "username": USERNAME}
SECRET = "geheim-webhook-4711"
HARMLESS = "Con diều bao nhiêu tiền vậy"
FOLDERS = ("data", "báo cáo")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def installed(folder: Path, api: BotApi, way: str) -> Iterator[tuple[Server, int]]:
    """Start the real program as talkative as it can be; yield it and the port of its numbers."""
    web, metrics = free_port(), free_port()
    config = (
        "data: data\nknowledge: knowledge\nlog: {level: debug, form: json}\n"
        f"web: {{port: {web}, metrics_port: {metrics}}}\n"
    )
    settings = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_BASE_URL": api.base_url}
    if way == "webhook":
        settings["TELEGRAM_WEBHOOK_URL"] = f"http://127.0.0.1:{web}/telegram"
        settings["TELEGRAM_WEBHOOK_SECRET"] = SECRET
    shutil.copytree(SMALL, folder / "knowledge")
    with serving(furnished(folder, config), **settings) as server:
        yield server, metrics


async def talk_in_telegram(api: BotApi) -> None:
    """Let the person do in Telegram whatever carries something of theirs."""
    about = {"from": PERSON, "chat": CHAT}
    for number, text in enumerate(SAID):
        await api.deliver(message=message(text, USER, message_id=100 + number, **about))
    changed = message(SAID[1], USER, message_id=100, edit_date=1_795_323_700, **about)
    await api.deliver(edited_message=changed)
    contents = (
        {"location": {"latitude": LATITUDE, "longitude": LONGITUDE}},
        {"contact": {"phone_number": "0987999111", "first_name": FIRST_NAME, "user_id": USER}},
        {"photo": [{"file_id": "ảnh-bí-mật", "file_unique_id": "u", "width": 9, "height": 9}],
         "caption": SAID[0]},
        {"document": {"file_id": "x", "file_unique_id": "y", "file_name": "bi-mat-file.pdf"}},
        {"text": SAID[2], "forward_origin": {
            "type": "hidden_user", "sender_user_name": FIRST_NAME, "date": 1_795_323_600}},
    )  # fmt: skip
    for number, content in enumerate(contents):
        sent = {**message("", USER, message_id=200 + number, **about), **content}
        if "text" not in content:
            del sent["text"]
        await api.deliver(message=sent)
    await api.deliver(inline_query={
        "id": "typed 1", "from": PERSON, "query": SAID[0], "offset": "",
    })  # fmt: skip
    group = {"id": GROUP, "type": "supergroup", "title": GROUP_TITLE}
    asked = message(f"/hoi {SAID[3]}", USER, message_id=300, **{"from": PERSON, "chat": group})
    await api.deliver(message=asked)
    await api.all_confirmed()


def look_at_console(folder: Path, server: Server) -> list[tuple[str, bytes]]:
    """Return every page of the console that the menu and the pages themselves lead to."""
    linked = run(folder, "console-link", "--name", "Lan").out
    [way_in] = re.findall(r"http://[^/\s]+(/console/vao/[\w-]+)", linked)
    browser = Browser(server)
    pages, wanted = {}, ["/console"]
    browser.see(way_in, {})
    while wanted and len(pages) < 80:
        path = wanted.pop()
        if path in pages or path.endswith("/ra") or "." in path.rpartition("/")[2]:
            continue
        page = browser.see(path)
        pages[path] = " ".join(
            "".join([*words, *map(str, attributes.values())])
            for _, attributes, words in page.elements
        ).encode()
        wanted += [
            link["href"] for link in page.all("a") if link.get("href", "").startswith("/console")
        ]
    assert any("hang-doi" in path for path in pages), "the queue of the questions was seen"
    cookies = [cookie.value.encode() for cookie in browser.cookies]
    return [*pages.items(), ("the secret of the link", way_in.rpartition("/")[2].encode()),
            *(("a cookie", cookie) for cookie in cookies)]  # fmt: skip


@both_ways
async def test_marked_data_are_in_no_file_no_log_no_number_and_on_no_page(
    api: BotApi, tmp_path: Path, way: str
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    api.world.group(GROUP, GROUP_TITLE)
    with installed(home, api, way) as (server, metrics):
        await asyncio.to_thread(until, lambda: server.address, "the web chat")
        await api.until(lambda: api.made("getMe"), "the bot")
        if way == "webhook":
            await api.until(lambda: api.queue.hook.url, "a webhook")
        await talk_in_telegram(api)
        shown = []
        for text in (*SAID, HARMLESS):
            page = await asyncio.to_thread(server.post, "/", {"q": text, "context": SAID[0]})
            shown.append(("the web chat", page.text.encode()))
        refused = await asyncio.to_thread(server.post, "/telegram", {"q": SAID[0]})
        assert refused.status in {403, 404, 405}
        shown += await asyncio.to_thread(look_at_console, home, server)
        numbers = Server.get(_Elsewhere(metrics), "/metrics")
        assert "cancuoc_questions" in numbers.text
        shown.append(("the numbers", numbers.text.encode()))
        for out in ("tuần.docx", "tuần.xlsx"):
            made = await asyncio.to_thread(
                run, home, "report", "--period", "ngay", "--out", f"báo cáo/{out}"
            )
            assert (made.code, made.error) == (0, "")
        alive = [*files_below(home / "data"), *shown]
        assert await asyncio.to_thread(server.end) == 0
    logged = [("the log", (server.out + server.error).encode())]
    assert '"level": "info"' in server.error, "the log was as talkative as it can be"
    left = [*files_below(*(home / name for name in FOLDERS)), *logged]
    secrets = {text for place, text in shown if place in {"the secret of the link", "a cookie"}}
    with closing(sqlite3.connect(home / "data" / "bot.db")) as connection:
        asked = [row[0] for row in connection.execute("select question from questions")]
        tables = "\n".join(connection.iterdump())
    assert len(asked) > 2 * len(SAID)
    assert HARMLESS in asked, "what is harmless is kept, so there was something to find"
    assert sum("…" in text for text in asked) >= 2 * len(SAID)
    assert found_in([*alive, *left, ("tables", tables.encode())], FRAGMENTS) == []
    told = [*logged, *((place, text) for place, text in shown if "cookie" not in place)]
    assert found_in(told, [str(USER), str(GROUP), TOKEN, SECRET]) == []
    assert found_in([*left, ("tables", tables.encode())], [TOKEN, SECRET]) == []
    assert not any(secret in text for secret in secrets for _, text in left)
    assert str(USER) not in "\n".join(asked)


class _Elsewhere(Server):
    """A page of the same program at another port."""

    def __init__(self, port: int) -> None:
        self._port = port

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"
