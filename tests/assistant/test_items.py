from dataclasses import replace
from datetime import date

import pytest

from bot.assistant.items import WithheldError, item_on
from bot.assistant.reply import Choice
from bot.content.law import LegalDocument, Source
from bot.content.parameters import Parameters

NEW_YEAR = date(2027, 1, 1)
SPRING = date(2026, 3, 2)


def test_an_item_has_its_texts_filled_in(small_knowledge):
    item = item_on(small_knowledge, "mua-dieu", SPRING, "vi")
    assert item.title == "Mua diều ở đâu, giá bao nhiêu"
    assert item.lead == "Diều bán ở cửa hàng đầu làng, giá 20.000 đồng."
    assert item.cost == "20.000 đồng"
    assert item.bring == ("Tiền lẻ", "Túi vải")
    assert item.where == "Cửa hàng đầu làng"
    assert item.related == (Choice("tha-dieu", "Mấy tuổi được thả diều"),)
    assert [source.article for source in item.sources] == ["Trang 1"]


def test_a_value_that_will_change_is_told_with_its_day(small_knowledge):
    item = item_on(small_knowledge, "mua-dieu", SPRING, "vi")
    assert item.changes == ("Từ ngày 01/01/2027, giá một con diều là 40.000 đồng.",)
    assert item.valid_until == date(2026, 12, 31)


def test_a_change_is_told_in_english_too(small_knowledge):
    item = item_on(small_knowledge, "mua-dieu", SPRING, "en")
    assert item.changes == ("From 1 January 2027, price of a kite: 40,000 VND.",)


def test_after_its_last_known_change_an_item_has_no_end(small_knowledge):
    item = item_on(small_knowledge, "mua-dieu", NEW_YEAR, "vi")
    assert (item.changes, item.valid_until) == ((), None)


def test_an_answer_ends_with_a_value_after_which_nothing_is_known(small_knowledge):
    item = item_on(small_knowledge, "meo-om", SPRING, "vi")
    assert item.valid_until == date(2026, 5, 1)
    assert item.details == "Ngày hội 01/05/2026 có khám miễn phí."


def test_a_dated_wording_ends_with_its_last_day(small_knowledge):
    item = item_on(small_knowledge, "dieu-rach", date(2025, 6, 1), "vi")
    assert (item.lead, item.valid_until) == ("Đem diều rách ra tiệm vá.", date(2025, 12, 31))


@pytest.mark.parametrize(
    ("topic", "day"),
    [
        ("meo-om", date(2026, 5, 2)),
        ("mua-dieu", date(2023, 12, 31)),
        ("dieu-rach", date(2023, 12, 31)),
    ],
)
def test_an_answer_unknown_on_that_day_is_withheld(small_knowledge, topic, day):
    with pytest.raises(WithheldError, match=topic):
        item_on(small_knowledge, topic, day, "vi")


def test_an_answer_without_a_translation_is_vietnamese_throughout(small_knowledge):
    item = item_on(small_knowledge, "tha-dieu", SPRING, "en")
    assert item.lead == "Từ đủ 6 tuổi được thả diều."


@pytest.mark.parametrize("topic", ["tha-dieu", "mua-dieu"])
def test_a_verified_entry_or_value_is_enough_to_stand_by_itself(small_knowledge, topic):
    assert item_on(small_knowledge, topic, SPRING, "vi").attributed is False


def replaced(knowledge, entry, parameter):
    return replace(
        knowledge,
        entries={**knowledge.entries, entry.id: entry},
        parameters=Parameters([*knowledge.parameters.by_id.values(), parameter]),
    )


def test_an_answer_with_weak_support_all_through_is_attributed(small_knowledge):
    entry = small_knowledge.entries["tam-meo"].model_copy(update={"confidence": "single-source"})
    answer = entry.answer.model_copy(update={"lead": "Tắm nhẹ, {gia-dieu}."})
    weak = (
        small_knowledge.parameters.by_id["gia-dieu"]
        .values[0]
        .model_copy(update={"confidence": "single-source"})
    )
    parameter = small_knowledge.parameters.by_id["gia-dieu"].model_copy(update={"values": (weak,)})
    knowledge = replaced(small_knowledge, entry.model_copy(update={"answer": answer}), parameter)
    assert item_on(knowledge, "tam-meo", SPRING, "vi").attributed is True


def parameter_like(knowledge, name, **changed):
    return knowledge.parameters.by_id["gia-dieu"].model_copy(update={"id": name, **changed})


def reworded(knowledge, topic, **texts):
    entry = knowledge.entries[topic]
    return entry.model_copy(update={"answer": entry.answer.model_copy(update=texts)})


def test_values_that_change_on_one_day_are_told_in_one_sentence_in_the_order_of_the_answer(
    small_knowledge,
):
    kite = reworded(small_knowledge, "mua-dieu", lead="Dây {an-day-dieu}, diều {gia-dieu}.")
    cord = parameter_like(small_knowledge, "an-day-dieu", label="Giá dây diều", label_en=None)
    item = item_on(replaced(small_knowledge, kite, cord), "mua-dieu", SPRING, "vi")
    assert item.changes == (
        "Từ ngày 01/01/2027, giá dây diều là 40.000 đồng; giá một con diều là 40.000 đồng.",
    )


def test_a_helping_value_changes_without_being_announced(small_knowledge):
    quiet = parameter_like(small_knowledge, "gia-dieu", announce=False)
    kite = small_knowledge.entries["mua-dieu"]
    knowledge = replaced(small_knowledge, kite, quiet)
    item = item_on(knowledge, "mua-dieu", SPRING, "vi")
    assert (item.changes, item.valid_until) == ((), date(2026, 12, 31))
    assert item_on(knowledge, "mua-dieu", NEW_YEAR, "vi").cost == "40.000 đồng"


def test_an_end_that_the_answer_names_itself_is_not_told_again(small_knowledge):
    first = small_knowledge.parameters.by_id["gia-dieu"].values[0]
    ending = parameter_like(small_knowledge, "gia-dieu", values=(first,))
    told = reworded(small_knowledge, "mua-dieu", details="Giá này đến hết ngày 31/12/2026.")
    plain = small_knowledge.entries["mua-dieu"]
    item = item_on(replaced(small_knowledge, told, ending), "mua-dieu", SPRING, "vi")
    assert item.changes == ()
    item = item_on(replaced(small_knowledge, plain, ending), "mua-dieu", SPRING, "vi")
    assert item.changes == (
        "Giá một con diều chỉ áp dụng đến hết ngày 31/12/2026; sau đó chưa có thông tin.",
    )


def test_what_changes_only_in_the_details_ends_the_answer_too(small_knowledge):
    price = small_knowledge.parameters.by_id["gia-dieu"]
    aside = reworded(
        small_knowledge, "mua-dieu", lead="Ra chợ mua.", cost=None, details="Giá {gia-dieu}."
    )
    item = item_on(replaced(small_knowledge, aside, price), "mua-dieu", SPRING, "vi")
    assert item.valid_until == date(2026, 12, 31)
    assert item.changes == ("Từ ngày 01/01/2027, giá một con diều là 40.000 đồng.",)


def test_the_details_end_only_the_answer_in_the_language_that_has_them(small_knowledge):
    price = small_knowledge.parameters.by_id["gia-dieu"]
    aside = reworded(small_knowledge, "mua-dieu", lead="Ra chợ mua.", cost=None)
    english = aside.translations["en"].model_copy(
        update={"lead": "Go to the market.", "details": "It costs {gia-dieu}."}
    )
    aside = aside.model_copy(update={"translations": {"en": english}})
    knowledge = replaced(small_knowledge, aside, price)
    ends = [item_on(knowledge, "mua-dieu", SPRING, spoken).valid_until for spoken in ("vi", "en")]
    assert ends == [None, date(2026, 12, 31)]


def dated(knowledge, topic, *answers):
    entry = knowledge.entries[topic].model_copy(update={"answers": answers})
    return replace(knowledge, entries={**knowledge.entries, topic: entry})


def test_a_dated_wording_with_other_details_ends_the_one_before(small_knowledge):
    first, second = small_knowledge.entries["dieu-rach"].answers
    second = second.model_copy(update={"lead": first.lead, "details": "Tiệm mới ở đầu làng."})
    knowledge = dated(small_knowledge, "dieu-rach", first, second)
    assert item_on(knowledge, "dieu-rach", date(2025, 6, 1), "vi").valid_until == first.until


def test_a_dated_wording_that_goes_on_word_for_word_has_no_end(small_knowledge):
    first, second = small_knowledge.entries["dieu-rach"].answers
    second = second.model_copy(update={"lead": first.lead})
    knowledge = dated(small_knowledge, "dieu-rach", first, second)
    assert item_on(knowledge, "dieu-rach", date(2025, 6, 1), "vi").valid_until is None


@pytest.mark.parametrize(
    ("day", "cited"),
    [
        (date(2026, 2, 28), ["Sổ cũ", "Nội quy chợ"]),
        (date(2026, 3, 1), ["Sổ mới (sửa Sổ cũ)", "Nội quy chợ"]),
    ],
)
def test_an_answer_rests_on_documents_in_force_on_the_day_asked(small_knowledge, day, cited):
    sources = tuple(Source(doc=doc) for doc in ("Sổ mới (sửa Sổ cũ)", "Sổ cũ", "Nội quy chợ"))
    entry = small_knowledge.entries["tha-dieu"].model_copy(update={"sources": sources})
    knowledge = replace(
        small_knowledge,
        entries={**small_knowledge.entries, entry.id: entry},
        documents=(
            LegalDocument(doc="Sổ cũ", from_=date(2024, 1, 1), until=date(2026, 2, 28)),
            LegalDocument(doc="Sổ mới", from_=date(2026, 3, 1)),
        ),
    )
    item = item_on(knowledge, "tha-dieu", day, "vi")
    assert [source.doc for source in item.sources] == cited


def test_an_answer_is_never_without_a_source(small_knowledge):
    documents = tuple(
        LegalDocument(doc=source.doc, from_=date(2030, 1, 1))
        for source in small_knowledge.entries["mua-dieu"].sources
    )
    item = item_on(replace(small_knowledge, documents=documents), "mua-dieu", SPRING, "vi")
    assert item.sources == small_knowledge.entries["mua-dieu"].sources
