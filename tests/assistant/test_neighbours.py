import pytest

from bot.assistant.neighbours import Neighbours
from bot.content.knowledge import Knowledge
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
