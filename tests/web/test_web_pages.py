from __future__ import annotations

import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from bot.content.knowledge import Knowledge
from tests.web.reading import Page
from tests.web.visiting import asked, shown

KITE = "Con diều bao nhiêu tiền"
PART = {"X-Part": "turn"}


def kept(folder: Path, column: str) -> list[Any]:
    with closing(sqlite3.connect(folder / "bot.db")) as connection:
        rows = connection.execute(f"select {column} from questions order by id").fetchall()
    return [row[0] for row in rows]


async def test_the_first_page_greets_and_shows_every_topic(
    client: TestClient, small_knowledge: Knowledge
) -> None:
    page = await shown(client, "/")
    assert page.all("html") == [{"lang": "vi"}]
    assert page.texts("div", "bot") == [small_knowledge.say("chao-mung", "vi")]
    assert page.texts("summary") == ["Đồ chơi", "Thú cưng"]
    topics = [link["href"] for link in page.all("a", **{"class": "topic"})]
    assert topics == [f"/topic/{topic}" for topic in small_knowledge.entries]


async def test_the_first_page_in_english(client: TestClient, small_knowledge: Knowledge) -> None:
    page = await shown(client, "/?lang=en")
    assert page.all("html") == [{"lang": "en"}]
    assert page.texts("div", "bot") == [small_knowledge.say("chao-mung", "en")]
    assert page.texts("summary") == ["Toys", "Pets"]
    [form] = page.all("form")
    assert form["action"] == "/?lang=en"
    assert all(link["href"].endswith("?lang=en") for link in page.all("a", **{"class": "topic"}))


async def test_every_link_of_the_first_page_leads_somewhere(client: TestClient) -> None:
    for lang in ("", "?lang=en"):
        page = await shown(client, f"/{lang}")
        places = {link["href"] for link in page.all("a") + page.all("link")}
        places |= {thing["src"] for thing in page.all("script") + page.all("img")}
        for place in places - {"#q"}:
            async with client.get(place) as answer:
                assert answer.status == 200, place


async def test_a_question_gets_the_whole_page_with_the_answer(client: TestClient) -> None:
    page = await asked(client, ("q", KITE))
    assert page.all("html") == [{"lang": "vi"}]
    assert page.texts("div", "you") == [KITE]
    [answer] = page.texts("div", "is-answered")
    assert "Diều bán ở cửa hàng đầu làng, giá 20.000 đồng." in answer
    assert "Căn cứ: Trang 1, Sổ giá." in answer
    assert page.all("nav") == []


async def test_a_script_gets_the_same_bubbles_without_the_page_around(client: TestClient) -> None:
    whole = await asked(client, ("q", KITE))
    async with client.post("/", data={"q": KITE}, headers=PART) as answer:
        part = Page(await answer.text())
    assert part.all("html") == part.all("textarea") == []
    assert part.texts("div", "you") == whole.texts("div", "you")
    assert part.texts("div", "is-answered") == whole.texts("div", "is-answered")


async def test_sources_are_links_that_tell_nobody_where_one_came_from(client: TestClient) -> None:
    page = await asked(client, ("q", KITE))
    [link] = page.all("a", href="https://example.org/so-gia")
    assert (link["rel"], link["target"]) == ("noopener noreferrer", "_blank")


async def test_choices_are_links_and_none_of_them_a_button(
    client: TestClient, small_knowledge: Knowledge
) -> None:
    page = await asked(client, ("q", "diều"))
    offered = {link["href"] for link in page.all("a", **{"class": "topic"})}
    assert offered == {"/topic/mua-dieu", "/topic/tha-dieu", "/topic/dieu-rach"}
    assert page.texts("form", "none") == [small_knowledge.say("khong-co-cau-nao-dung", "vi")]


async def test_an_empty_message_is_asked_about(
    client: TestClient, small_knowledge: Knowledge
) -> None:
    for form in ([("q", "")], [("q", " \n ")], [("x", "diều")]):
        page = await asked(client, *form)
        assert page.texts("div", "is-needs_detail") == [
            small_knowledge.say("chua-thay-cau-hoi", "vi")
        ]


ATTACKS = [
    "<script>alert(1)</script> diều rách",
    '"><img src=x onerror=alert(1)> diều',
    "'; alert(1); ' diều",
    "{{ 7 * 7 }}{% raw %} diều",
    "</textarea></div></main><svg onload=alert(1)>",
    "&lt;script&gt; &amp; diều",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("attack", ATTACKS)
async def test_what_people_write_is_only_ever_text(client: TestClient, attack: str) -> None:
    plain = await asked(client, ("q", "diều"), ("context", "diều rách"))
    page = await asked(client, ("q", attack), ("context", attack))
    assert page.context == [attack, attack]
    [bubble] = page.texts("div", "you")
    assert bubble == attack
    [turn] = [found for found in page.all("div") if "data-turn" in found]
    assert turn["data-turn"] == attack
    assert len(page.all("script")) == len(plain.all("script")) == 1
    for tag in ("img", "svg", "textarea"):
        assert len(page.all(tag)) == len(plain.all(tag))
    assert not [name for _, attributes, _ in page.elements for name in attributes
                if name.startswith("on")]  # fmt: skip


async def test_earlier_questions_travel_in_the_page_three_at_most(client: TestClient) -> None:
    page = await asked(client, ("q", "Mèo ho"))
    assert page.context == ["Mèo ho"]
    for text in ("Mèo bẩn quá", "Tắm mèo bằng gì", "Diều rách cánh"):
        page = await asked(client, ("q", text), *(("context", turn) for turn in page.context))
    assert page.context == ["Mèo bẩn quá", "Tắm mèo bằng gì", "Diều rách cánh"]


async def test_a_follow_up_is_read_in_the_light_of_what_the_page_brings(
    client: TestClient,
) -> None:
    alone = await asked(client, ("q", "bao nhiêu tiền"))
    after = await asked(client, ("q", "bao nhiêu tiền"), ("context", "Tôi muốn mua một con diều"))
    assert len(alone.all("ul", **{"class": "choices"})) == 1
    assert len(after.all("ul", **{"class": "choices"})) == 0
    assert "giá 20.000 đồng" in " ".join(after.texts("div", "is-answered"))


@pytest.mark.parametrize(
    "number", ["0912345678", "001099012345", "lan@example.org", "mã otp là 123456"]
)
async def test_personal_numbers_come_back_masked_and_are_not_kept(
    client: TestClient, tmp_path: Path, small_knowledge: Knowledge, number: str
) -> None:
    text = f"Diều rách {number}"
    async with client.post("/", data=[("q", text), ("context", text)]) as answer:
        html = await answer.text()
    secret = number.rsplit(maxsplit=1)[-1]
    assert secret not in html
    assert small_knowledge.say("da-che-so-ca-nhan", "vi") in html
    [masked, again] = Page(html).context
    assert masked == again
    assert masked.startswith("Diều rách")
    assert masked.endswith("…")
    assert kept(tmp_path, "question") == [masked]


@pytest.mark.parametrize("verdict", ["1", "0"])
async def test_an_answer_can_be_rated(
    client: TestClient, tmp_path: Path, small_knowledge: Knowledge, verdict: str
) -> None:
    page = await asked(client, ("q", KITE))
    [number] = page.all("input", name="number")
    thanks = small_knowledge.say("cam-on-danh-gia", "vi")
    form = (("number", number["value"]), ("verdict", verdict))
    thanked = await asked(client, *form, path="/rate")
    assert thanked.texts("div", "bot") == [thanks]
    async with client.post("/rate", data=form, headers=PART) as answer:
        assert (answer.status, await answer.text()) == (200, thanks)
    assert kept(tmp_path, "helpful") == [int(verdict)]


@pytest.mark.parametrize(
    ("number", "verdict"),
    [("", "1"), ("x", "1"), ("-1", "1"), ("1", ""), ("1", "2"), ("9" * 30, "1"), ("1.0", "1")],
)
async def test_a_torn_rating_is_refused(
    client: TestClient, tmp_path: Path, number: str, verdict: str
) -> None:
    await asked(client, ("q", KITE))
    async with client.post("/rate", data={"number": number, "verdict": verdict}) as answer:
        assert answer.status == 400
    assert kept(tmp_path, "helpful") == [None]


async def test_a_topic_opens_by_its_address(client: TestClient) -> None:
    page = await shown(client, "/topic/tha-dieu")
    assert page.texts("h2") == ["Mấy tuổi được thả diều"]
    assert "Từ đủ 6 tuổi được thả diều." in page.texts("p", "lead")


async def test_a_topic_opens_in_english(client: TestClient) -> None:
    page = await shown(client, "/topic/mua-dieu?lang=en")
    assert page.all("html") == [{"lang": "en"}]
    assert page.texts("h2") == ["Where to buy a kite"]
    assert page.texts("p", "lead")[0].startswith("Kites are sold at the shop")


@pytest.mark.parametrize(
    "path", ["/topic/may-bay", "/topic/", "/topic/..%2f..", "/admin",
             "/static/..%2fserver.py", "/topic/%3Cscript%3E"],
)  # fmt: skip
async def test_what_is_not_there_says_so(client: TestClient, path: str) -> None:
    async with client.get(path) as answer:
        assert answer.status == 404
        text = await answer.text()
        assert text == "Không có trang này. Bạn quay về trang đầu để hỏi nhé."
        assert answer.content_type == "text/plain"


async def test_a_question_as_long_as_telegram_allows_is_read(client: TestClient) -> None:
    page = await asked(client, ("q", "Diều rách cánh " + "rất " * 1000))
    assert len(page.texts("div", "you")) == 1


async def test_a_form_that_is_too_large_is_refused(client: TestClient) -> None:
    async with client.post("/", data={"q": "diều " * 20_000}) as answer:
        assert answer.status == 413
        assert await answer.text() == "Tin quá dài. Bạn viết ngắn lại nhé."


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"q=\xff\xfe", "application/x-www-form-urlencoded"),
        (b"q=a", "application/x-www-form-urlencoded; charset=xyz"),
        (b"x", "multipart/form-data"),
        (b"x", "multipart/form-data; boundary=a"),
    ],
)
async def test_a_form_that_cannot_be_read_is_the_senders_fault(
    client: TestClient, caplog: pytest.LogCaptureFixture, body: bytes, kind: str
) -> None:
    async with client.post("/", data=body, headers={"Content-Type": kind}) as answer:
        assert answer.status == 400
    assert caplog.records == []


async def test_signs_that_no_keyboard_has_are_no_trouble(client: TestClient) -> None:
    page = await asked(
        client, ("q", "diều\x00\u202e\U0001f600\r\n\ufeff rách"), ("context", "\x00")
    )
    assert len(page.texts("div", "you")) == 1


async def test_a_file_instead_of_a_text_is_no_trouble(client: TestClient) -> None:
    files = {"q": BytesIO(b"dieu"), "context": BytesIO(b"meo")}
    async with client.post("/", data=files) as answer:
        assert answer.status == 200
