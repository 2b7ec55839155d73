"""Names of files and ids of topics lead to nothing but what they are for."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from yarl import URL

from bot.content.editing import Edit, EditError, apply
from bot.errors import BotError
from tests.web.console.conftest import Enter

UPWARDS = (
    "..%2f..%2fconfig.yaml", "%2e%2e/%2e%2e/etc/passwd", "....//....//etc/passwd",
    "..%5c..%5cbot.db",
    "%2fetc%2fpasswd", "..%252f..%252fetc%252fpasswd", "bot.db%00.css", "../../../../etc/passwd",
)  # fmt: skip
PLACES = (
    "/static/{}", "/topic/{}", "/phuong/{}", "/lich/{}.ics", "/lich/phien/{}.ics",
    "/console/chu-de/{}", "/console/phat-hanh/{}", "/console/ban-nhap/{}", "/console/can-bo/{}",
    "/console/phien/{}", "/console/thong-so/{}",
)  # fmt: skip
MARK = "GEHEIM-IM-ORDNER"


@pytest.mark.parametrize("place", PLACES)
async def test_an_address_that_climbs_finds_no_file(
    enter: Enter, tmp_path: Path, place: str
) -> None:
    (tmp_path / "config.yaml").write_text(MARK, "utf-8")
    admin = await enter("admin")
    for climb in UPWARDS:
        url = URL(str(admin.client.make_url("/")).rstrip("/") + place.format(climb), encoded=True)
        async with admin.client.session.get(url, allow_redirects=False) as answer:
            body = await answer.read()
        assert answer.status in {303, 400, 403, 404}, url
        assert MARK.encode() not in body
        assert b"root:" not in body
        assert b"SQLite format" not in body


@pytest.mark.parametrize(
    "name",
    ["../config.yaml", "faq/../../config.yaml", "/etc/cron.d/x", "faq/..\\..\\x.yaml", "..", "",
     "faq/x.yaml\0.txt", ".git/hooks/post-commit", "faq/x.py", "con:x.yaml"],
)  # fmt: skip
def test_an_edit_writes_no_file_that_is_not_of_the_knowledge(config, tmp_path: Path, name: str):
    before = _tree(tmp_path)
    with pytest.raises((BotError, EditError, ValueError)):
        apply(config.knowledge, tmp_path / "kept", Edit("x", {name: b"group: x\n"}, {name: ""}))
    assert _tree(tmp_path) == before


def _tree(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and "kept" not in path.parts and "bot.db" not in path.name
    }
