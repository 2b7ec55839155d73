import pytest

from bot.assistant.neighbours import Neighbours
from bot.content.knowledge import Knowledge
from bot.content.wordlists import Neighbour
from bot.language.text import words


@pytest.fixture(scope="module")
def neighbours(small_knowledge: Knowledge) -> Neighbours:
    return Neighbours(small_knowledge.lists.neighbours)


@pytest.mark.parametrize(
    ("message", "near_ours"),
    [
        ("mua xe đạp ở đâu", False),
        ("XE DAP", False),
        ("vá lốp xe", False),
        ("xe đạp treo diều", True),
        ("dieu mac vao xe dap", True),
    ],
)
def test_a_neighbour_is_known_by_its_name(neighbours, message, near_ours):
    named = neighbours.find(words(message))
    assert (named.subject.id, named.near_ours) == ("xe-dap", near_ours)


@pytest.mark.parametrize("message", ["", "xe", "đạp xe", "xe đắp", "diều", "xe máy đạp"])
def test_without_the_name_there_is_no_neighbour(neighbours, message):
    assert neighbours.find(words(message)) is None


@pytest.mark.parametrize(
    ("message", "near_ours", "theirs"),
    [
        ("sửa xe đạp qua diều", True, True),
        ("sửa xe đạp", False, True),
        ("gắn diều lên xe đạp, có sửa xe đạp không", True, False),
        ("xe đạp với diều", True, False),
    ],
)
def test_what_is_done_with_their_own_thing_is_theirs_whatever_of_ours_is_named(
    message, near_ours, theirs
):
    bicycles = Neighbour(
        id="xe-dap", title="Xe đạp", names=("xe đạp",), who="x", ours=("diều",),
        theirs=("sửa xe đạp",), shown=("gắn diều",),
    )  # fmt: skip
    named = Neighbours([bicycles]).find(words(message))
    assert named is not None
    assert (named.near_ours, named.theirs) == (near_ours, theirs)


def test_a_name_that_tells_who_somebody_is_is_told_apart():
    riders = Neighbour(
        id="xe-dap", title="Xe đạp", names=("xe đạp", "người đi xe"), who="x",
        persons=("người đi xe",),
    )  # fmt: skip
    assert Neighbours([riders]).find(words("người đi xe")).person
    assert not Neighbours([riders]).find(words("xe đạp")).person
