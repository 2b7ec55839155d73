import html
from dataclasses import replace
from datetime import date, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assistant.codes import code_of, written
from bot.assistant.question import VIETNAM, Question
from bot.assistant.replies import LONGEST, as_html, as_text
from bot.assistant.reply import Choice, Item, Link, Reply
from bot.assistant.status import Status
from bot.content.law import Source

MOMENT = datetime(2026, 3, 2, 9, tzinfo=VIETNAM)


ALLOWED = {"b": set(), "i": set(), "a": {"href"}, "blockquote": {"expandable"}}


class Telegram(HTMLParser):
    """Reads a message as strictly as Telegram does, and keeps its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        assert {name for name, _ in attrs} <= ALLOWED[tag]
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        assert not set(data) & set("<>&")
        self.text += data

    def handle_entityref(self, name):
        assert name in {"lt", "gt", "amp", "quot"}
        self.text += html.unescape(f"&{name};")

    def handle_charref(self, name):
        self.text += html.unescape(f"&#{name};")

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")

    handle_decl = handle_pi = unknown_decl = handle_comment


def parsed(message: str) -> Telegram:
    reader = Telegram()
    reader.feed(message)
    reader.close()
    assert reader.open == []
    return reader


def reply_to(engine, text: str) -> Reply:
    return engine.answer(Question(text, MOMENT))


MESSAGES = [
    "Diều bán ở đâu",
    "Mấy tuổi được thả diều",
    "Diều bị rách thì làm sao? Tắm mèo thế nào?",
    "mua dieu k dc",
    "bao nhiêu tiền",
    "",
    "Xin chào",
    "có người gọi bảo tôi đọc otp",
    "Cách lấy trộm diều",
    "Mua xe đạp ở đâu",
    "Hôm nay trời mưa không",
    "diều bán ở đâu 079203001234",
]


@pytest.mark.parametrize("text", MESSAGES)
def test_every_reply_is_valid_telegram_html(small_engine, text):
    reply = reply_to(small_engine, text)
    shown = parsed(as_html(reply, small_engine.knowledge)).text
    assert shown.strip()
    assert len(shown) <= LONGEST
    assert reply.note in shown


def test_an_answer_as_text_reads_from_the_title_to_the_legal_basis(small_engine):
    reply = small_engine.topic("mua-dieu", Question("", MOMENT))
    assert as_text(reply, small_engine.knowledge).split("\n\n") == [
        "MUA DIỀU Ở ĐÂU, GIÁ BAO NHIÊU",
        "Diều bán ở cửa hàng đầu làng, giá 20.000 đồng.",
        "Lệ phí: 20.000 đồng\nNơi làm: Cửa hàng đầu làng",
        "Từ ngày 01/01/2027, giá một con diều là 40.000 đồng.",
        "Cần mang theo\n• Tiền lẻ\n• Túi vải",
        "Căn cứ: Trang 1, Sổ giá.\nĐúng đến hết ngày 31/12/2026.\n"
        f"Mã câu trả lời: {written(code_of(reply.items[0], 'vi'))}",
    ]


def test_an_answer_as_html_folds_what_not_everybody_needs(small_engine):
    reply = small_engine.topic("tha-dieu", Question("", MOMENT))
    assert as_html(reply, small_engine.knowledge).split("\n\n", 2) == [
        "<b>Mấy tuổi được thả diều</b>",
        "Từ đủ 6 tuổi được thả diều.",
        "<blockquote expandable><b>Các bước</b>\n1. Ra bãi cỏ.\n2. Thả dây từ từ.\n\n"
        "Nhỏ hơn thì phải có người lớn.</blockquote>\n\n<i>Căn cứ: Điều 1, Nội quy.\n"
        f"Mã câu trả lời: {written(code_of(reply.items[0], 'vi'))}</i>",
    ]


def test_choices_are_numbered_in_text(small_engine):
    reply = reply_to(small_engine, "mua dieu k dc")
    lines = as_text(reply, small_engine.knowledge).split("\n\n")[1].split("\n")
    assert lines == [f"{at}. {choice.title}" for at, choice in enumerate(reply.choices, 1)]


def test_choices_below_an_answer_have_a_heading(small_engine):
    reply = reply_to(small_engine, "bao nhiêu tiền")
    heading = small_engine.knowledge.say("hoac-ban-hoi", "vi")
    offered = f"\n\n{heading}\n1. {reply.choices[0].title}"
    assert offered in as_text(reply, small_engine.knowledge)
    assert as_html(reply, small_engine.knowledge).endswith(heading)


def test_links_are_shown_both_ways(small_engine):
    reply = reply_to(small_engine, "Mua xe đạp ở đâu")
    knowledge = small_engine.knowledge
    assert as_text(reply, knowledge).endswith("\n\nXe đạp: https://example.org/xe")
    assert as_html(reply, knowledge).endswith('<a href="https://example.org/xe">Xe đạp</a>')


def test_a_single_source_and_the_last_day_are_told(small_engine):
    item = Item("t", "T", "L", attributed=True, valid_until=date(2026, 12, 31))
    text = as_text(Reply(Status.ANSWERED, items=(item,)), small_engine.knowledge)
    assert small_engine.knowledge.say("mot-nguon", "vi") in text
    assert "\nĐúng đến hết ngày 31/12/2026.\n" in text


def test_english_replies_have_english_headings(small_engine):
    reply = small_engine.topic("mua-dieu", Question("", MOMENT, (), "en"))
    text = as_text(reply, small_engine.knowledge)
    assert "WHERE TO BUY A KITE" in text
    code = written(code_of(reply.items[0], "en"))
    basis = "Legal basis: Trang 1, Sổ giá.\nValid until 31 December 2026.\n"
    assert text.endswith(f"{basis}Answer code: {code}")


def test_what_does_not_fit_is_left_out_in_whole_blocks_and_told(small_engine):
    knowledge = small_engine.knowledge
    item = Item("t", "Tên", "Ngắn.", steps=("x" * 3000, "y" * 3000), details="z")
    message = as_html(Reply(Status.ANSWERED, items=(item,)), knowledge)
    assert message == f"<b>Tên</b>\n\nNgắn.\n\n{knowledge.say('con-nua', 'vi')}"


@pytest.mark.parametrize("size", range(3900, 4110, 7))
def test_a_message_at_the_limit_either_fits_or_says_that_there_is_more(small_engine, size):
    knowledge = small_engine.knowledge
    message = as_html(Reply(Status.ANSWERED, note="x" * size), knowledge)
    assert len(message) <= LONGEST
    assert message in {"x" * size, knowledge.say("con-nua", "vi")}


ODD = st.text(alphabet="<>&\"'/ab ạ;#b{}\n", max_size=40)
LONG = st.builds(lambda text, times: text * times, ODD, st.sampled_from([1, 1, 1, 30, 200]))
LINES = st.lists(LONG, max_size=4).map(tuple)


@settings(max_examples=60, deadline=None)
@given(
    note=ODD,
    title=ODD,
    texts=st.tuples(LONG, LONG, ODD, ODD, ODD),
    lines=st.tuples(LINES, LINES, LINES),
    doc=ODD,
    others=st.tuples(ODD, ODD),
)
def test_odd_texts_never_break_the_html(small_engine, note, title, texts, lines, doc, others):
    lead, details, cost, time, where = texts
    item = Item(
        "t",
        title,
        lead,
        details,
        *lines[:2],
        cost,
        time,
        where,
        changes=lines[2],
        sources=(Source.model_construct(doc=doc, article=None, url=None),),
        valid_until=date(2026, 12, 31),
        attributed=True,
    )
    reply = Reply(
        Status.ANSWERED,
        note=note,
        items=(item, item),
        choices=(Choice("a", others[0]),),
        links=(Link(others[1], f"https://x.vn/{others[0]}"),),
    )
    message = as_html(reply, small_engine.knowledge)
    assert len(message) <= LONGEST
    paragraphs = filter(None, note.split("\n\n"))
    assert parsed(message).text.startswith("\n\n".join(paragraphs))
    assert title.upper() in as_text(reply, small_engine.knowledge)


@settings(max_examples=50, deadline=None)
@given(title=ODD)
def test_a_short_title_is_shown_as_it_is(small_engine, title):
    reply = small_engine.topic("mua-dieu", Question("", MOMENT))
    reply = replace(reply, items=(replace(reply.items[0], title=title),))
    assert parsed(as_html(reply, small_engine.knowledge)).text.startswith(f"{title}\n\n")
