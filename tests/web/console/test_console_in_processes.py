from __future__ import annotations

import re
import shutil
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from tests.process.program import PATIENCE, SMALL, Server, furnished, perform, serving, until
from tests.web.reading import Page

pytestmark = pytest.mark.process
ON = ("--on", "2026-11-22")
SHOP, MARKET = "Diều bán ở cửa hàng đầu làng", "Diều bán ở chợ"
PUBLIC = "web: {port: 0, public_url: 'https://hoi.example.org'}\n"


class Browser:
    """Keeps cookies, and follows redirects."""

    def __init__(self, server: Server) -> None:
        self._at = server.address
        self.cookies = CookieJar()
        self._open = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(self.cookies)
        ).open

    def see(self, path: str, form: dict[str, str] | None = None) -> Page:
        body = None if form is None else urllib.parse.urlencode(form).encode()
        with self._open(self._at + path, body, PATIENCE) as answer:
            return Page(answer.read().decode())


def price(server: Server) -> str:
    return server.post("/", {"q": "Con diều bao nhiêu tiền"}).text


def test_a_click_in_one_process_changes_the_answers_of_all_and_logs_no_secret(
    tmp_path: Path,
) -> None:
    shutil.copytree(SMALL, tmp_path / "knowledge")
    first = furnished(tmp_path / "a", f"knowledge: ../knowledge\ndata: ../data\n{PUBLIC}")
    second = furnished(tmp_path / "b", f"knowledge: ../knowledge\ndata: ../data\n{PUBLIC}")
    assert perform(first, "publish").code == 0
    file = tmp_path / "knowledge" / "faq" / "do-choi.yaml"
    file.write_text(file.read_text("utf-8").replace(SHOP, MARKET), "utf-8")
    assert perform(first, "publish").code == 0
    linked = perform(first, "console-link", "--name", "Lan").out
    found = re.search(r"^https://hoi\.example\.org(/console/vao/([\w-]+))$", linked, re.MULTILINE)
    assert found
    with serving(first, *ON) as one, serving(second, *ON) as other:
        browser = Browser(one)
        assert [MARKET in price(server) for server in (one, other)] == [True, True]
        assert browser.see(found[1]).texts("button") == ["Đăng nhập"]
        page = browser.see(found[1], {})
        assert page.texts("h1") == ["Tổng quan"]
        [token, *_] = page.all("input", name="csrf")
        told = browser.see("/console/phat-hanh/1/tro-lai", {"csrf": token["value"]})
        assert told.texts("p", "told")[0].startswith("Bản 3 đang dùng, giống bản 1.")
        assert SHOP in price(one)
        until(lambda: SHOP in price(other), "the other process follows")
        assert [server.end() for server in (one, other)] == [0, 0]
    [session] = [cookie.value for cookie in browser.cookies if cookie.name == "ten"]
    logged = one.out + one.error + other.out + other.error
    assert session
    for secret in (found[2], session, token["value"]):
        assert secret not in logged
    assert SHOP in file.read_text("utf-8")
