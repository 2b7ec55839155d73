from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.process.program import Page, Server, run, serving

pytestmark = pytest.mark.process
ON = ("--on", "2026-11-22")
SHOP = "Diều bán ở cửa hàng đầu làng"


def price(server: Server) -> Page:
    return server.post("/", {"q": "Con diều bao nhiêu tiền"})


def edit(home: Path, old: str, new: str) -> None:
    file = home / "knowledge" / "faq" / "do-choi.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_without_knowledge_nothing_is_served(home: Path) -> None:
    shutil.rmtree(home / "knowledge")
    done = run(home, "run", *ON)
    assert (done.code, done.out) == (2, "")
    assert done.errors == ["Kiến thức có lỗi: knowledge:1:1: không có thư mục kiến thức này"]


def test_broken_knowledge_without_a_release_serves_nothing(home: Path) -> None:
    edit(home, "{gia-dieu}", "{gia-dju}")
    done = run(home, "run", *ON)
    assert (done.code, done.out) == (2, "")
    [line] = done.errors
    assert line.startswith("Kiến thức có lỗi: faq/do-choi.yaml:")


def test_after_a_broken_edit_the_last_good_release_serves_across_restarts(home: Path) -> None:
    with serving(home, *ON) as server:
        good = json.loads(server.get("/readyz").text)["knowledge"]
        assert server.end() == 0
    edit(home, SHOP, "Diều bán ở {cho-la}")
    for cache_kept in (True, False):
        if not cache_kept:
            shutil.rmtree(home / "data" / "cache")
        with serving(home, *ON) as server:
            assert SHOP in price(server).text
            assert json.loads(server.get("/readyz").text)["knowledge"] == good
            assert server.end() == 0
        [line] = server.error.splitlines()
        assert "release 1 serves: faq/do-choi.yaml:" in line


def test_a_mended_edit_serves_and_becomes_the_release_in_force(home: Path) -> None:
    with serving(home, *ON) as server:
        assert SHOP in price(server).text
        assert server.end() == 0
    edit(home, SHOP, "Diều bán ở chợ")
    with serving(home, *ON) as server:
        assert "Diều bán ở chợ" in price(server).text
        assert server.end() == 0
    shutil.rmtree(home / "knowledge")
    with serving(home, *ON) as server:
        assert "Diều bán ở chợ" in price(server).text
        assert "release 2 serves" in server.error


def test_a_torn_cache_is_rebuilt(home: Path) -> None:
    with serving(home, *ON) as server:
        assert server.address
        assert server.end() == 0
    [cached] = (home / "data" / "cache").glob("*.index")
    cached.write_bytes(cached.read_bytes()[:1000])
    with serving(home, *ON) as server:
        assert SHOP in price(server).text
        assert "rebuilt" in server.error
