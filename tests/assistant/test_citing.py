from dataclasses import replace
from datetime import date

import pytest

from bot.assistant.citing import basis, cited, with_numbers_first
from bot.assistant.items import item_on
from bot.content.law import Source
from bot.content.parameters import Parameters

SPRING = date(2026, 3, 2)
RULES = Source(doc="Nội quy", article="Điều 1")
PRICES = Source(doc="Sổ giá", article="Trang 1")
GUIDE = Source(doc="Bài viết về diều", url="https://example.org/bai")


def sources(*documents: str) -> tuple[Source, ...]:
    return tuple(Source(doc=doc, article="Điều 1") for doc in documents)


@pytest.mark.parametrize(
    ("sources", "short"),
    [
        ([Source(doc="Luật", article="Điều 1")], "Điều 1, Luật"),
        ([Source(doc="Luật")], "Luật"),
        ([Source(doc="Luật"), Source(doc="Luật", url="https://x.vn")], "Luật"),
        ([Source(doc=name) for name in "ABCDE"], "A; B; C"),
    ],
)
def test_sources_are_cited_once_each_and_three_at_most(sources, short):
    assert cited(sources) == short


def test_articles_of_one_document_are_named_before_it_once():
    named = [RULES, PRICES, Source(doc="Nội quy", article="Điều 7"), RULES]
    assert cited(named) == "Điều 1, Điều 7, Nội quy; Trang 1, Sổ giá"


@pytest.mark.parametrize(
    ("articles", "named"),
    [
        (["Điều 2 khoản 1; Điều 3", "Điều 3"], "Điều 2 khoản 1, Điều 3, Nội quy"),
        (["Điều 2 khoản 1", "Điều 2"], "Điều 2, Nội quy"),
        (["Điều 2 khoản 1", "Điều 2 khoản 1, khoản 4"], "Điều 2 khoản 1, khoản 4, Nội quy"),
        (["Điều 2, Điều 5", "Điều 5 khoản 3"], "Điều 2, Điều 5, Nội quy"),
        (["Điều 1", "Điều 12"], "Điều 1, Điều 12, Nội quy"),
        (["toàn văn", "Điều 2"], "Điều 2, Nội quy"),
        (["toàn văn"], "Nội quy"),
    ],
)
def test_an_article_is_not_named_beside_one_that_holds_it(articles, named):
    assert cited(Source(doc="Nội quy", article=article) for article in articles) == named


def test_remarks_behind_its_number_make_no_other_document_of_it():
    named = [
        Source(doc="Lệnh 5/2026/LĐ (sửa Lệnh 4/2024/LĐ)", article="Điều 1"),
        Source(doc="Lệnh 5/2026/LĐ", article="Điều 2"),
    ]
    assert cited(named) == "Điều 1, Điều 2, Lệnh 5/2026/LĐ"
    papers = [Source(doc="Thả diều (báo Gió)"), Source(doc="Thả diều (báo Mây)")]
    assert cited(papers) == "Thả diều (báo Gió); Thả diều (báo Mây)"


def test_three_documents_are_named():
    four = sources("Một", "Hai", "Ba", "Bốn")
    assert cited([*four, Source(doc="Một", article="Điều 9")]) == (
        "Điều 1, Điều 9, Một; Điều 1, Hai; Điều 1, Ba"
    )


def test_the_document_of_a_number_told_comes_right_behind_the_first():
    held = sources("Một", "Hai", "Ba", "Bốn", "Năm")
    ordered = with_numbers_first(held, [held[4:]], [held[3:4]])
    assert [source.doc for source in ordered] == ["Một", "Năm", "Bốn", "Hai", "Ba"]


def test_of_the_documents_of_a_sum_the_one_that_the_answer_names_counts():
    held = sources("Một", "Hai", "Ba")
    ordered = with_numbers_first(held, [(PRICES, held[2])], [])
    assert [source.doc for source in ordered] == ["Một", "Ba", "Hai"]


def test_a_sum_brings_its_own_document_and_a_deadline_does_not():
    held = sources("Một", "Hai")
    ordered = with_numbers_first(held, [(PRICES,)], [(RULES,)])
    assert ordered == (held[0], PRICES, held[1])


def test_without_numbers_the_order_stays():
    held = sources("Một", "Hai", "Một", "Ba")
    assert with_numbers_first(held, [], []) == (held[0], held[2], held[1], held[3])


@pytest.mark.parametrize(
    ("named", "language", "line"),
    [
        ([GUIDE, RULES], "vi", "Căn cứ: Bài viết về diều; Điều 1, Nội quy."),
        ([GUIDE, RULES], "en", "Legal basis: Bài viết về diều; Điều 1, Nội quy."),
        ([GUIDE], "vi", "Nguồn: Bài viết về diều."),
        ([GUIDE], "en", "Source: Bài viết về diều."),
    ],
)
def test_guides_and_newspapers_alone_are_called_no_legal_basis(
    small_knowledge, named, language, line
):
    assert basis(named, small_knowledge, language) == line


def test_law_that_is_not_named_makes_no_legal_basis(small_knowledge):
    guides = [Source(doc=f"Bài {number}") for number in (1, 2, 3)]
    assert basis([*guides, RULES], small_knowledge, "vi") == "Nguồn: Bài 1; Bài 2; Bài 3."


def test_the_source_of_a_fee_that_is_told_is_named(small_knowledge):
    held = sources("Một", "Hai", "Ba")
    entry = small_knowledge.entries["mua-dieu"].model_copy(update={"sources": held})
    knowledge = replace(small_knowledge, entries={**small_knowledge.entries, entry.id: entry})
    item = item_on(knowledge, "mua-dieu", SPRING, "vi")
    assert cited(item.sources) == "Điều 1, Một; Trang 1, Sổ giá; Điều 1, Hai"
    item = item_on(knowledge, "mua-dieu", date(2027, 1, 1), "vi")
    assert cited(item.sources) == "Điều 1, Một; Trang 2, Sổ giá; Điều 1, Hai"


def test_the_source_of_a_deadline_comes_before_those_of_other_texts(small_knowledge):
    held = sources("Một", "Hai", "Ba", "Bốn")
    value = small_knowledge.parameters.by_id["gia-dieu"].values[0]
    days = small_knowledge.parameters.by_id["gia-dieu"].model_copy(
        update={
            "id": "han-dieu",
            "unit": "ngay",
            "values": (value.model_copy(update={"value": "9", "sources": held[3:]}),),
        }
    )
    entry = small_knowledge.entries["mua-dieu"]
    told = entry.answer.model_copy(update={"lead": "Trong {han-dieu}.", "cost": None})
    entry = entry.model_copy(update={"sources": held, "answer": told})
    knowledge = replace(
        small_knowledge,
        entries={**small_knowledge.entries, entry.id: entry},
        parameters=Parameters([*small_knowledge.parameters.by_id.values(), days]),
    )
    item = item_on(knowledge, "mua-dieu", SPRING, "vi")
    assert [source.doc for source in item.sources] == ["Một", "Bốn", "Hai", "Ba"]
