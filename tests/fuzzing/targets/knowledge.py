"""A file of knowledge, whatever its bytes: faults at their lines, or an engine that answers."""

from __future__ import annotations

from collections.abc import Iterator

from bot.assistant.engine import Engine
from bot.assistant.question import Question
from bot.assistant.replies import as_html, as_text
from bot.content import loading
from bot.content.editing import record_at
from bot.errors import KnowledgeError
from tests.fuzzing.given import NOW, ROOT, SMALL
from tests.fuzzing.markup import shown

NAMES = sorted(SMALL)
WORDS = (
    "id: ", "title: ", "from: ", "until: ", "values: ", "sources: ", "dates: ", "hours: ",
    "weekdays: ", "to: ", "places: ", "area: ", "lead: ", "answer: ", "translations: ",
    "related: ", "en: ", "vi: ", "min: ", "max: ", "0001-01-01", "9999-12-31", "01/01/0001",
    "31/12/9999", "29/02/2028", "2026-11-22", "22/11/2026", "T7", "CN", "24h", "0h-24h", "7h-9h",
    "23h59", "{gia-dieu}", "{", "}", "{}", "{0}", "{a.b}", "{gia-dieu!r}", "xã Gió Dưới",
    "phường Gió Lùa, tỉnh Mây", "tỉnh Mây", "[]", "{a: b}", "~", "''", "\n- ", "\n  ", "0", "1",
    "-1", "999999999999", "1e5", "nan", "inf", "²", "١٢", "https://a.vn", "https://[",
    "0912 345 678", "tat_ca", "dia_diem", "moved_to: ",
)  # fmt: skip
_ASKED = ("phường Gió Lùa", "diều bao nhiêu tiền", "con tôi sinh 2012 khi nào đổi thẻ nuôi",
          "lịch làm thẻ thứ bảy", "trụ sở ở đâu", "mất otp", "how much is a kite")  # fmt: skip


def seeds() -> Iterator[bytes]:
    """Yield each file, behind a byte that tells which it is, and the broken ones."""
    for at, name in enumerate(NAMES):
        yield bytes([at]) + SMALL[name]
    for path in sorted((ROOT / "tests" / "broken").glob("*.yaml")):
        kind = path.name.split("-")[0]
        named = [at for at, name in enumerate(NAMES) if kind[:3] in name]
        yield bytes([named[0] if named else 0]) + path.read_bytes()


def check(data: bytes) -> None:
    """Check one file among the others of the invented knowledge."""
    name, content = NAMES[data[0] % len(NAMES) if data else 0], data[1:]
    parsed, faults = loading.parse({name: content})
    files = {**SMALL, name: content}
    if name in parsed:
        faults = []
        try:
            knowledge = loading.load(files)
        except KnowledgeError as error:
            faults = error.faults
            assert faults
    for fault in faults:
        if fault.file == name:
            lines = content.decode("utf-8", "replace").splitlines()
            assert 1 <= fault.line <= len(lines) + 1
        assert fault.message
        assert fault.column >= 1
        record_at(files, fault)
    before = loading.parse({name: SMALL[name]})[0][name]
    if not faults and parsed[name].content != before.content:
        engine = Engine(knowledge)
        for topic in knowledge.entries:
            shown(as_html(engine.topic(topic, Question("", NOW)), knowledge))
        for text in _ASKED:
            reply = engine.answer(Question(text, NOW))
            shown(as_html(reply, knowledge))
            assert as_text(reply, knowledge).strip()
