"""What is asked of the matter in hand, and what is asked again for somebody else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.assistant.engine import Engine
from bot.assistant.question import Question
from bot.assistant.replies import as_html, as_text
from bot.assistant.reply import Reply
from bot.assistant.status import Status
from bot.content.loading import Files, load
from tests.conftest import MOMENT

KITES = "Mua diều thì sao"
Ask = Callable[..., Reply]


ASKS = b"""
asks: [hoi-o-dau, hoi-tien]
rows: {cost: [hoi-tien], where: [hoi-o-dau]}
"""


@pytest.fixture(scope="session")
def engine(small_files: Files) -> Engine:
    """The small knowledge, which knows besides what is asked for in which words."""
    name = "language/concepts.yaml"
    return Engine(load({**small_files, name: small_files[name] + ASKS}))


@pytest.fixture
def ask(engine: Engine) -> Ask:
    def answered(text: str, *context: str) -> Reply:
        return engine.answer(Question(text, MOMENT, context))

    return answered


class TestAPartOfTheMatterInHand:
    @pytest.mark.parametrize(
        ("text", "row"),
        [("bao nhiêu tiền", "cost"), ("ở đâu vậy", "where"), ("vậy mấy đồng", "cost")],
    )
    def test_is_told_first(self, ask: Ask, text: str, row: str) -> None:
        reply = ask(text, KITES)
        assert (reply.why.step, reply.topics, reply.items[0].asked) == (
            "of_matter", ("mua-dieu",), row,
        )  # fmt: skip

    def test_stays_that_of_the_matter_however_many_such_questions_follow(self, ask: Ask) -> None:
        reply = ask("ở đâu", KITES, "bao nhiêu tiền", "ở đâu", "bao nhiêu tiền")
        assert (reply.topics, reply.items[0].asked) == (("mua-dieu",), "where")

    def test_is_not_looked_for_where_the_topic_does_not_tell_it(self, ask: Ask) -> None:
        reply = ask("bao nhiêu tiền", "Tắm cho mèo thế nào")
        assert all(item.asked is None for item in reply.items)

    def test_of_another_thing_is_not_that_of_the_matter(self, ask: Ask) -> None:
        reply = ask("mèo ốm thì ở đâu", KITES)
        assert reply.topics != ("mua-dieu",)

    def test_of_a_pressed_topic_is_told_too(self, ask: Ask, engine: Engine) -> None:
        title = engine.knowledge.entries["mua-dieu"].title
        assert ask("bao nhiêu tiền", title).items[0].asked == "cost"

    def test_thanks_in_between_leave_the_matter_in_hand(self, ask: Ask) -> None:
        assert ask("bao nhiêu tiền", KITES, "cảm ơn").items[0].asked == "cost"

    def test_of_nothing_named_before_is_no_part_of_anything(self, ask: Ask) -> None:
        assert ask("bao nhiêu tiền").why.step != "of_matter"


class TestAReplyWithAPartThatIsAskedFor:
    def test_has_it_above_the_lead_and_once(self, ask: Ask, engine: Engine) -> None:
        reply = ask("ở đâu vậy", KITES)
        for told in (
            as_text(reply, engine.knowledge),
            as_html(reply, engine.knowledge),
        ):
            assert told.count("Cửa hàng đầu làng") == 1
            assert told.index("Cửa hàng đầu làng") < told.index("Diều bán ở cửa hàng")

    def test_has_the_rest_folded_below_it(self, ask: Ask, engine: Engine) -> None:
        told = as_html(ask("ở đâu vậy", KITES), engine.knowledge)
        assert told.index("Cửa hàng đầu làng") < told.index("<blockquote")
        assert told.index("<blockquote") < told.index("Diều bán ở cửa hàng")


def test_a_message_of_another_subject_is_not_drawn_to_the_matter(ask: Ask) -> None:
    assert ask("hôm nay trời mưa to không", KITES).status is Status.DECLINED_UNKNOWN


def test_a_correction_is_read_without_its_excuse(ask: Ask) -> None:
    assert ask("à không, ý tôi là tắm cho mèo thế nào", KITES).topics == ("tam-meo",)
