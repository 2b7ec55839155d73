"""Suspicious messages are warned of, and harmless ones that look alike are answered."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.assistant.engine import Engine
from bot.assistant.question import Question
from bot.assistant.replies import as_html, as_text
from bot.assistant.reply import Reply
from bot.assistant.scams import is_clear
from bot.assistant.status import Status
from bot.content.knowledge import Knowledge

pytestmark = pytest.mark.content
MOMENT = datetime(2026, 11, 22, 5, tzinfo=UTC)
MESSAGES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("scam_messages.yaml").read_text("utf-8")
)
FLAGS = {
    "asks-otp", "asks-password", "asks-transfer", "sends-link-or-apk", "non-gov-domain",
    "phone-invitation", "threat-or-urgency", "asks-screen-share", "asks-card-photo",
    "remote-level2", "fee-for-service",
}  # fmt: skip


def reply_to(assistant: Engine, text: str, *, forwarded: bool = False) -> Reply:
    return assistant.answer(Question(text, MOMENT, forwarded=forwarded))


def warned(reply: Reply) -> bool:
    return reply.status is Status.SCAM_CHECK


def test_the_flags_are_the_closed_list(shipped: Knowledge) -> None:
    assert {flag.id for flag in shipped.lists.red_flags.red_flags} == FLAGS
    told = [flag for row in MESSAGES["suspicious"] for flag in row["must"]]
    assert set(told) == FLAGS


def test_suspicious_messages_are_warned_of(assistant: Engine) -> None:
    rows = MESSAGES["suspicious"]
    found = [row for row in rows if warned(reply_to(assistant, row["text"]))]
    assert len(rows) == 60
    assert len(found) >= 54


def test_forwarded_suspicious_messages_are_warned_of_whoever_is_named(assistant: Engine) -> None:
    rows = MESSAGES["suspicious"]
    found = [row for row in rows if warned(reply_to(assistant, row["text"], forwarded=True))]
    assert len(found) >= 58


def test_the_signs_of_a_suspicious_message_are_found(assistant: Engine) -> None:
    wanted = seen = 0
    for row in MESSAGES["suspicious"]:
        flags = set(reply_to(assistant, row["text"]).flags)
        assert not flags & set(row.get("never", ())), row["text"]
        wanted += len(row["must"])
        seen += len(flags & set(row["must"]))
    assert wanted == 90
    assert seen >= 86


def test_harmless_messages_are_not_warned_of(assistant: Engine) -> None:
    rows = MESSAGES["innocent"]
    assert len(rows) == 40
    alarmed = [
        row["text"]
        for row in rows
        if row.get("warned") is False and warned(reply_to(assistant, row["text"]))
    ]
    assert alarmed == []


def test_a_sign_that_is_not_there_is_hardly_ever_seen(assistant: Engine) -> None:
    rows = [row for row in MESSAGES["innocent"] if row.get("never")]
    wrong = [
        row["text"]
        for row in rows
        if set(row["never"]) & set(reply_to(assistant, row["text"]).flags)
    ]
    assert len(rows) >= 15
    assert len(wrong) <= 2, wrong


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("có người gọi bảo tôi đọc mã OTP", True),
        ("họ gọi hối làm ngay, mời lên trụ sở cập nhật", True),
        ("công an gọi điện mời lên làm căn cước có phải lừa đảo không", False),
        ("họ bảo gửi ảnh căn cước cho công ty", False),
    ],
)
def test_a_warning_is_as_sure_as_the_signs(assistant: Engine, text: str, sure: bool) -> None:
    reply, knowledge = reply_to(assistant, text), assistant.knowledge
    heading = knowledge.say("dau-hieu-lua-dao" if sure else "dau-hieu-chua-ro", "vi")
    assert warned(reply)
    assert heading in reply.note
    assert reply.items, "what to do is always said"


def test_every_warning_shows_the_official_way_or_leads_there(assistant: Engine) -> None:
    see = assistant.knowledge.lists.red_flags.see
    for row in MESSAGES["suspicious"]:
        reply = reply_to(assistant, row["text"], forwarded=True)
        if warned(reply):
            shown = {item.topic for item in reply.items} | {each.topic for each in reply.choices}
            assert see in shown, row["text"]


def test_the_people_who_ask_everything_else_are_not_frightened(assistant: Engine) -> None:
    """The questions of all other topics, in ten voices."""
    knowledge, scams = assistant.knowledge, assistant._tools.scams
    about = {topic for topic, group in knowledge.group_of.items() if group == "lua-dao"}
    about |= {"muc-2-tai-nha", "lo-thong-tin-can-cuoc", "nhan-thay-lam-ho"}
    asked = alarmed = frightened = 0
    for topic, voices in knowledge.phrasings.items():
        if topic in about:
            continue
        for text in (text for texts in voices.values() for text in texts):
            signs = scams.look(text)
            asked += 1
            alarmed += signs.telling
            frightened += signs.telling and is_clear(signs, knowledge.lists.red_flags)
    assert asked > 10_000
    assert alarmed <= 0.002 * asked
    assert frightened <= 0.001 * asked


TRACES = ("lua-dao.example", "t.me/ke_gian", "ke_gian_01", "0987654321", "1900123456", "/nop_tien")
BAIT = (
    "https://lua-dao.example/x www.lua-dao.example t.me/ke_gian @ke_gian_01 0987654321 1900123456 "
    "/nop_tien #trung_thuong"
)
AROUND = [
    "{}", "có người gọi bảo đọc OTP, vào {}", "lịch làm căn cước ở phường Mẫu {}",
    "công an phường {} ở đâu", "{} làm căn cước ở đâu", "tôi ở xã {}, thứ 7 có làm không",
    "con tôi 5 tuổi {} cần giấy gì", "tôi sinh 12/5/2001 {} khi nào đổi thẻ", "mua xe {} ở đâu",
    "xin chào {}", "làm giả căn cước {}", "mã K7M2-Q9RT {}", "how do I renew my card {}",
    "phường Đoàn Kết, tỉnh {}", "lệ phí {} và thủ tục đổi thẻ?",
]  # fmt: skip


@pytest.mark.parametrize("forwarded", [False, True])
@pytest.mark.parametrize("around", AROUND)
def test_links_numbers_and_names_in_a_message_are_never_repeated(
    assistant: Engine, around: str, forwarded: bool
) -> None:
    """Telegram makes every bare address, number and name in a message something to press."""
    reply = reply_to(assistant, around.format(BAIT), forwarded=forwarded)
    knowledge = assistant.knowledge
    said = [as_text(reply, knowledge), as_html(reply, knowledge), *reply.suggestions]
    said += [each.title for each in reply.choices]
    said += [f"{link.title} {link.url}" for link in reply.links]
    for text in said:
        assert not [trace for trace in TRACES if trace in text], text[:300]
