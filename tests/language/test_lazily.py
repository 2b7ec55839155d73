from itertools import count

from bot.language.lazily import lazily


class Shop:
    def __init__(self, price: int) -> None:
        self.price = price
        self.asked = 0

    @lazily
    def bill(self) -> int:
        """What is to be paid."""
        self.asked += 1
        return 2 * self.price


def test_a_value_is_worked_out_when_it_is_first_asked_for_and_once():
    shop = Shop(5)
    assert shop.asked == 0
    assert [shop.bill, shop.bill] == [10, 10]
    assert shop.asked == 1


def test_each_object_has_a_value_of_its_own():
    shops = [Shop(price) for price, _ in zip(count(1), range(3), strict=False)]
    assert [shop.bill for shop in shops] == [2, 4, 6]


def test_the_property_itself_tells_what_it_is():
    assert Shop.bill.__doc__ == "What is to be paid."
