from dataclasses import replace
from datetime import date

import pytest

from bot.assistant.items import WithheldError, item_on
from bot.assistant.reply import Choice
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


def test_a_value_that_ends_with_nothing_after_it_is_told(small_knowledge):
    item = item_on(small_knowledge, "meo-om", SPRING, "vi")
    assert item.changes == (
        "Ngày hội diều chỉ áp dụng đến hết ngày 01/05/2026; sau đó chưa có thông tin.",
    )
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
