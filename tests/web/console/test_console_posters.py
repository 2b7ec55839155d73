"""Posters from the console: seen, taken to be printed, and the texts to be copied."""

from __future__ import annotations

import pytest

from bot.observing.pulse import Pulse
from tests.web.console.conftest import Enter
from tests.web.console.visitor import Visitor

LIST = "/console/to-dan"
PUBLIC = {"web": {"public_url": "https://hoi.example.org"}}
with_address = pytest.mark.parametrize("settings", [PUBLIC])


async def fetched(visitor: Visitor, path: str) -> tuple[bytes, str, str]:
    async with visitor.client.get(path) as answer:
        assert answer.status == 200, await answer.text()
        content = await answer.read()
        return content, answer.content_type, answer.headers.get("Content-Disposition", "")


@with_address
async def test_a_ward_has_a_poster_and_texts_to_copy(enter: Enter) -> None:
    viewer = await enter("viewer")
    page = await viewer.see(f"{LIST}?phuong=phường Gió Lùa&to=Tổ 3")
    [picture] = page.all("img", **{"class": "sheet"})
    assert picture["src"] == f"{LIST}/to-dan.png?phuong=gio&to=T%E1%BB%95+3"
    spoken, post = page.texts("textarea")
    assert "Tổ 3, phường Gió Lùa" in post
    assert "https://hoi.example.org/phuong/gio" in post
    assert "http" not in spoken
    assert [button["data-copy"] for button in page.all("button", hidden="")
            if "data-copy" in button] == ["bai-loa", "bai-zalo"]  # fmt: skip


@with_address
async def test_the_poster_is_seen_as_a_picture_and_taken_as_pdf(enter: Enter) -> None:
    viewer = await enter("viewer")
    png, kind, disposition = await fetched(viewer, f"{LIST}/to-dan.png?phuong=gio&to=")
    assert (png[:8], kind, disposition) == (b"\x89PNG\r\n\x1a\n", "image/png", "")
    _, _, disposition = await fetched(viewer, f"{LIST}/to-dan.png?phuong=gio&tai=1")
    assert disposition == 'attachment; filename="to-dan-gio.png"'
    pdf, kind, disposition = await fetched(viewer, f"{LIST}/to-dan.pdf?phuong=gio")
    assert (pdf[:5], kind) == (b"%PDF-", "application/pdf")
    assert disposition == 'attachment; filename="to-dan-gio.pdf"'


async def test_the_code_leads_to_the_bot_where_it_runs(enter: Enter, pulse: Pulse) -> None:
    pulse.bot = "tro_ly_bot"
    page = await (await enter("viewer")).see(f"{LIST}?phuong=gio")
    assert "Mã QR dẫn tới https://t.me/tro_ly_bot?start=phuong_gio" in page.texts("p", "hint")


async def test_without_an_address_it_says_what_is_missing(enter: Enter) -> None:
    viewer = await enter("viewer")
    page = await viewer.see(f"{LIST}?phuong=gio")
    assert page.texts("p", "warn")[0].startswith("Chưa biết mã QR dẫn tới đâu")
    assert page.all("textarea") == []
    for name in ("to-dan.png", "to-dan.pdf"):
        await viewer.see(f"{LIST}/{name}?phuong=gio", status=409)


@with_address
@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        ("phuong=Xứ Lạ", "phuong", "Không rõ «Xứ Lạ» là xã, phường nào."),
        ("phuong=xã Sóng Đôi", "phuong", "Không rõ «xã Sóng Đôi» là xã, phường nào."),
        (f"phuong=gio&to={'a' * 61}", "to", "Tên dài quá; nhiều nhất 60 chữ."),
    ],
)
async def test_what_cannot_be_drawn_is_told_beside_its_field(
    enter: Enter, query: str, field: str, said: str
) -> None:
    viewer = await enter("viewer")
    page = await viewer.see(f"{LIST}?{query}", status=422)
    assert page.all("p", id=f"{field}-fault")
    assert page.texts("p", "fault")[0].startswith(said)
    await viewer.see(f"{LIST}/to-dan.png?{query}", status=400)
    await viewer.see(f"{LIST}/to-dan.pdf?{query}", status=400)


@with_address
async def test_an_officer_of_one_ward_sees_its_poster_at_once(enter: Enter) -> None:
    page = await (await enter("viewer", "gio")).see(LIST)
    assert page.all("img", **{"class": "sheet"})
    choice = await (await enter("viewer", name="Mai")).see(LIST)
    assert choice.all("a", href=f"{LIST}?phuong=gio")
    assert choice.all("img", **{"class": "sheet"}) == []


@with_address
async def test_names_of_neighbourhoods_are_only_ever_text(enter: Enter) -> None:
    viewer = await enter("viewer")
    page = await viewer.see(f"{LIST}?phuong=gio&to=<img src=x onerror=alert(1)>")
    assert len(page.all("img")) == 2
    assert "<img src=x onerror=alert(1)>, phường Gió Lùa" in " ".join(page.texts("textarea"))


@pytest.mark.parametrize("settings", [{**PUBLIC, "reports": {"poster_topics": ["khong-co"]}}])
async def test_a_setting_that_is_wrong_is_told(enter: Enter) -> None:
    page = await (await enter("viewer")).see(f"{LIST}?phuong=gio", status=409)
    assert "không có chủ đề «khong-co»" in page.texts("p", "fault")[0]
