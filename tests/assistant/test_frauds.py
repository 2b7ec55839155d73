"""Who is cheated or pressed hears of fraud; the bait, and plain questions, are told apart."""

from __future__ import annotations

import pytest

from bot.assistant.addresses import Addresses, Site
from bot.assistant.engine import Engine
from bot.assistant.forbidden import Forbidden
from bot.assistant.harms import HarmCheck
from bot.assistant.question import Question
from bot.assistant.reply import Reply
from bot.assistant.scams import ScamCheck, ScamSigns
from bot.assistant.status import Status
from bot.assistant.sums import with_sums_named
from bot.content.knowledge import Knowledge
from bot.content.wordlists import Harm, Harms, RedFlag, RedFlagsFile, Refusal, Request
from bot.language.text import words
from tests.assistant.asking import MOMENT

FLAGS = RedFlagsFile(
    heard=("có người gọi",),
    strangers=("họ",),
    demands=("đòi",),
    authorities=("trưởng thôn",),
    presses=("đòi", "bảo nộp"),
    see="meo-om",
    official_domains=("nha-nuoc.vn",),
    endings=("vn", "top"),
    imitated=("meo",),
    red_flags=(
        RedFlag(id="asks-otp", label="a", label_en="a", all_of=(("đọc", "đòi"), ("otp",))),
        RedFlag(
            id="asks-transfer", label="b", label_en="b", all_of=(("chuyển khoản",),),
            or_all_of=(("trưởng thôn",), ("nộp tiền",)),
        ),
        RedFlag(
            id="fee-for-service", label="c", label_en="c", weak=True,
            all_of=(("nghìn",), ("tắm mèo",)), unless=("tặng", "mất tiền"),
        ),
    ),
)  # fmt: skip
SCAMS = ScamCheck(FLAGS)


def ask(engine: Engine, text: str, *context: str) -> Reply:
    return engine.answer(Question(text, MOMENT, context))


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("mất 35 triệu rồi", "mất  tiền  rồi"),
        ("mất gần 12tr", "mất  tiền "),
        ("nộp 1.500.000đ", "nộp  tiền "),
        ("nộp hai trăm nghìn đồng", "nộp  tiền "),
        ("mat may chuc trieu", "mat  tiền "),
        ("lost about 20 million", "lost  tiền "),
        ("sinh năm 2001, 3 con, 5 kg", "sinh năm 2001, 3 con, 5 kg"),
        ("mức 2 trong 3 ngày", "mức 2 trong 3 ngày"),
    ],
)
def test_every_sum_of_money_is_named_alike(message: str, said: str) -> None:
    assert with_sums_named(message) == said


class TestSigns:
    @pytest.mark.parametrize(
        ("message", "signs"),
        [
            ("trưởng thôn đòi otp", ScamSigns(False, ("asks-otp",), officer=True)),
            ("trưởng thôn làng bên hôm nọ đòi otp", ScamSigns(False, ("asks-otp",), officer=True)),
            ("otp của trưởng thôn đọc ở đâu", ScamSigns(False, ("asks-otp",))),
            ("trưởng thôn đòi nuôi mèo", ScamSigns(False, ())),
            ("trưởng thôn bảo nộp 50 nghìn", ScamSigns(False, ("asks-transfer",), officer=True)),
        ],
    )
    def test_an_authority_that_presses_is_a_report(self, message: str, signs: ScamSigns) -> None:
        assert SCAMS.look(message) == signs
        assert signs.telling is (signs.officer and bool(signs.flags))

    @pytest.mark.parametrize(
        ("message", "flags"),
        [
            ("tắm mèo 50 nghìn", ("fee-for-service",)),
            ("được tặng 50 nghìn khi tắm mèo", ()),
            ("tắm mèo mất 50 nghìn", ()),
        ],
    )
    def test_a_gift_or_a_loss_is_no_fee(self, message: str, flags: tuple[str, ...]) -> None:
        assert SCAMS.look(message).flags == flags


class TestAddresses:
    SITES = Addresses(FLAGS)

    @pytest.mark.parametrize(
        ("message", "host"),
        [
            ("vào abc-1.top xem", "abc-1.top"),
            ("vào ABC.VN nhé", "abc.vn"),
            ("(abc.vn)", "abc.vn"),
            ("hxxp://abc.vn", "abc.vn"),
            ("https://abc.xyz", "abc.xyz"),
            ("abc.xyz/tai-ve", "abc.xyz"),
            ("mẹo.abc.vn", "mẹo.abc.vn"),
        ],
    )
    def test_a_host_is_seen_however_it_is_given(self, message: str, host: str) -> None:
        assert [site.host for site in self.SITES.find(message)] == [host]

    @pytest.mark.parametrize(
        "message",
        ["về nhà.top 1 lớp", "ve nha.vn", "abc.xyz", "ngày 1.7.2025", "a.b", "mai@abc.vn", "..vn"],
    )
    def test_a_missing_space_a_number_or_an_unknown_ending_is_no_host(self, message: str) -> None:
        assert self.SITES.find(message) == []

    @pytest.mark.parametrize(
        ("host", "official", "imitates"),
        [
            ("nha-nuoc.vn", True, False),
            ("xa.nha-nuoc.vn", True, False),
            ("meo.nha-nuoc.vn", True, False),
            ("nha-nuoc.vn.abc.top", False, False),
            ("anha-nuoc.vn", False, False),
            ("meo-khoe.top", False, True),
            ("nha-nuoc.vn-mèo.top", False, True),
        ],
    )
    def test_the_end_of_a_host_alone_tells_whose_it_is(
        self, host: str, official: bool, imitates: bool
    ) -> None:
        assert self.SITES.find(host) == [Site(host, False, official, imitates)]

    def test_a_name_before_an_at_sign_makes_believe(self) -> None:
        assert self.SITES.find("https://…/x") == [Site("", True, False, True)]

    @pytest.mark.parametrize(
        ("message", "message_id", "status"),
        [
            ("example-1.com có thật không", "dia-chi-gia", Status.SCAM_CHECK),
            ("tải ở example-1.com được không", "dia-chi-gia", Status.SCAM_CHECK),
            ("abc.com có thật không", "dia-chi-khac", Status.SCAM_CHECK),
            ("xa.example.org có thật không", "dia-chi-nha-nuoc", Status.ANSWERED),
        ],
    )
    def test_who_asks_of_a_site_is_told_first_what_its_ending_says(
        self, small_engine: Engine, message: str, message_id: str, status: Status
    ) -> None:
        reply = ask(small_engine, message)
        assert reply.note == small_engine.knowledge.say(message_id, "vi", duoi=".example.org")
        assert (reply.status, reply.topics) == (status, ("mua-dieu",))
        assert reply.flags == (("non-gov-domain",) if status is Status.SCAM_CHECK else ())

    def test_a_site_that_is_only_named_does_not_change_the_answer(
        self, small_engine: Engine
    ) -> None:
        for site in ("abc.com", "example.org"):
            reply = ask(small_engine, f"diều bị rách thì làm gì như {site} viết")
            assert (reply.why.step, reply.topics, reply.flags) == ("ranked", ("dieu-rach",), ())


class TestHarm:
    HARMS = HarmCheck(
        Harms(
            see="meo-om",
            ways=(
                Harm(
                    id="mat", all_of=(("mất tiền", "lỡ đọc"), ("người lạ", "lừa")),
                    unless=("sợ mất tiền",), reply="a", reply_en="a",
                ),
            ),
        )
    )  # fmt: skip

    @pytest.mark.parametrize(
        ("message", "before", "harmed"),
        [
            ("mất 5 triệu vì người lạ", (), True),
            ("lỡ đọc mã, hình như bị lừa", (), True),
            ("lỡ đọc mã", ("có người lạ gọi",), True),
            ("lỡ đọc mã", ("mèo ốm",), False),
            ("người lạ hỏi mã", ("tôi mất tiền",), False),
            ("sợ mất tiền cho người lạ", (), False),
            ("sợ mất tiền. Mà lỡ đọc mã cho người lạ", (), True),
            ("tắm mèo mất 50 nghìn", (), False),
        ],
    )
    def test_harm_is_what_has_happened_and_by_whom(
        self, message: str, before: tuple[str, ...], harmed: bool
    ) -> None:
        """By whom may have been said before; what happened is said now."""
        assert (self.HARMS.find(message, before) is not None) is harmed

    def test_without_a_list_nobody_is_a_victim(self) -> None:
        assert HarmCheck(None).find("lỡ đọc mã cho người lạ") is None

    def test_a_victim_hears_what_to_do_at_once_without_a_warning(
        self, small_engine: Engine
    ) -> None:
        knowledge = small_engine.knowledge
        for text in ("tôi bị lừa mất 3 triệu", "có người gọi bảo đọc otp, tôi lỡ đọc rồi"):
            reply = ask(small_engine, text)
            assert (reply.note, reply.topics) == ("Bạn làm ngay:", ("dieu-rach",))
            assert knowledge.say("dau-hieu-lua-dao", "vi") not in reply.note

    def test_a_victim_after_a_call_is_not_sent_away(self, small_engine: Engine) -> None:
        reply = ask(small_engine, "đọc rồi", "có người gọi bảo tôi đọc otp")
        assert (reply.why.step, reply.topics) == ("harmed", ("dieu-rach",))


class TestWhatFollows:
    @pytest.mark.parametrize("text", ["giờ sao", "nó cứ réo hoài", "thế kể cho ai"])
    def test_a_short_message_after_fraud_stays_with_it(
        self, small_engine: Engine, text: str
    ) -> None:
        reply = ask(small_engine, text, "có người gọi bảo tôi đọc otp")
        assert reply.status in {Status.ANSWERED, Status.SCAM_CHECK}
        assert reply.topics == ("meo-om",)

    def test_a_clear_question_after_fraud_is_answered_itself(self, small_engine: Engine) -> None:
        reply = ask(small_engine, "diều bán ở đâu", "có người gọi bảo tôi đọc otp")
        assert reply.topics == ("mua-dieu",)

    def test_without_fraud_before_it_is_as_unknown_as_ever(self, small_engine: Engine) -> None:
        assert ask(small_engine, "nó cứ réo hoài", "trời mưa").status is Status.DECLINED_UNKNOWN

    def test_the_bait_is_offered_at_most_and_never_the_article(self, small_engine: Engine) -> None:
        reply = ask(small_engine, "có người gọi bảo chuyển khoản mua diều ở đâu")
        assert reply.topics == ("meo-om",)


def test_whoever_does_not_want_to_live_is_heard_first(small_engine: Engine) -> None:
    said = small_engine.knowledge.say("loi-luc-bi-quan", "vi")
    assert ask(small_engine, "em không muốn sống nữa").note == said
    victim = ask(small_engine, "tôi bị lừa mất tiền, không muốn sống nữa")
    assert victim.note.split("\n\n") == [said, "Bạn làm ngay:"]
    assert victim.topics == ("dieu-rach",)
    asked = ask(small_engine, "không muốn sống nữa. Diều bị rách thì làm gì")
    assert (asked.note, asked.topics) == (said, ("dieu-rach",))


def test_words_that_alone_are_a_request_to_refuse_need_all_their_parts() -> None:
    refusal = Refusal(
        id="trom", examples=("a",) * 8, reply="x", reply_en="x", see="mua-dieu",
        see_for={"tam-meo": ("mèo",)},
        ways=(Request(all_of=(("lấy trộm",), ("của bạn", "của chị"))),),
    )  # fmt: skip
    forbidden = Forbidden((refusal,))
    assert forbidden.find(words("lấy trộm diều của chị")) is refusal
    assert forbidden.find(words("bị lấy trộm diều")) is None
    assert forbidden.rule(refusal, words("lấy trộm diều")) == "mua-dieu"
    assert forbidden.rule(refusal, words("lấy trộm mèo")) == "tam-meo"


def test_flags_of_a_reply_that_declines_are_never_left_standing(
    small_knowledge: Knowledge, small_engine: Engine
) -> None:
    text = "hôm nay trời mưa không, chuyển khoản vàng"
    signs = ScamCheck(small_knowledge.lists.red_flags).look(text)
    assert signs.flags
    reply = ask(small_engine, text)
    assert (reply.status, reply.flags) == (Status.DECLINED_UNKNOWN, ())
