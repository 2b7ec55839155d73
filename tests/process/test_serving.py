from __future__ import annotations

import json
import re
import signal
import socket
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.process.program import SMALL, Server, furnished, serving, until

pytestmark = pytest.mark.process
KITE = "Con diều bao nhiêu tiền"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = furnished(tmp_path_factory.mktemp("serving"))
    with serving(folder, "--knowledge", str(SMALL), "--on", "2026-11-22") as found:
        yield found


def test_any_free_port_is_taken_and_the_real_one_printed(server: Server) -> None:
    found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)", server.address)
    assert found
    assert int(found[1]) > 0
    assert until(lambda: "Telegram: tắt" in server.out, "what it says of Telegram")


def test_it_says_that_it_lives(server: Server) -> None:
    answer = server.get("/healthz")
    assert (answer.status, json.loads(answer.text)) == (200, {"status": "ok"})


def test_it_says_that_it_can_work(server: Server) -> None:
    answer = server.get("/readyz")
    body = json.loads(answer.text)
    assert answer.status == 200
    assert (body["status"], body["faults"], body["topics"]) == ("ok", [], 6)
    assert body["telegram_last_poll_seconds"] is None


def test_the_page_has_a_form_and_its_files_are_served(server: Server) -> None:
    answer = server.get("/")
    assert answer.status == 200
    assert '<form id="ask" method="post"' in answer.text
    files = re.findall(r'(?:src|href)="(/static/[^"]+)"', answer.text)
    assert len(set(files)) == 3
    assert [server.get(file).status for file in files] == [200] * len(files)


def test_a_form_without_a_script_gets_the_whole_page(server: Server) -> None:
    answer = server.post("/", {"q": KITE})
    assert answer.status == 200
    assert answer.text.startswith("<!doctype html>")
    assert "giá 20.000 đồng" in answer.text


def test_a_script_gets_only_the_bubbles(server: Server) -> None:
    answer = server.post("/", {"q": KITE}, **{"X-Part": "turn"})
    assert answer.status == 200
    assert "<html" not in answer.text
    assert "giá 20.000 đồng" in answer.text


def test_a_port_that_is_taken_is_one_clear_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        folder = furnished(tmp_path, f"web: {{port: {port}}}")
        with serving(folder, "--knowledge", str(SMALL)) as server:
            assert server.ended() == 2
            [line] = server.error.splitlines()
            assert line.startswith(f"không mở được 127.0.0.1:{port} ")
            assert "--port" in line


def test_an_address_that_is_not_ours_is_one_clear_line(tmp_path: Path) -> None:
    folder = furnished(tmp_path)
    with serving(folder, "--knowledge", str(SMALL), "--host", "192.0.2.1") as server:
        assert server.ended() == 2
        [line] = server.error.splitlines()
        assert line.startswith("không mở được 192.0.2.1:0 ")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly_even_with_a_browser_connected(
    tmp_path: Path, number: signal.Signals
) -> None:
    with serving(furnished(tmp_path), "--knowledge", str(SMALL)) as server:
        host, port = server.address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as browser:
            browser.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
            assert browser.recv(12) == b"HTTP/1.1 200"
            assert server.end(number) == 0
        assert server.error == ""


def test_the_numbers_have_a_port_of_their_own_where_they_are_wanted(tmp_path: Path) -> None:
    folder = furnished(tmp_path, "web: {port: 0, metrics_port: 0}\nlog: {form: json, level: info}")
    with serving(folder, "--knowledge", str(SMALL), "--on", "2026-11-22") as server:
        page = until(lambda: re.search(r"Số liệu vận hành: (\S+)", server.out), "its address")
        server.post("/", {"q": KITE})
        with urllib.request.urlopen(page[1], timeout=10) as answer:
            numbers = answer.read().decode()
        assert 'cancuoc_questions_total{channel="web",status="answered",style="vi"} 1.0' in numbers
        assert server.get("/metrics").status == 404
        [line] = server.error.splitlines()
        assert json.loads(line)["message"] == "question"
