"""`age`: the day by which a card must be renewed; or JSON lines in and JSON lines out."""

from __future__ import annotations

import argparse
import calendar
import json
import re
import sys
from collections.abc import Iterable
from datetime import date, datetime

from bot.assistant import eligibility
from bot.clock import now_in_vietnam
from bot.commands import json_lines
from bot.config import Config
from bot.content import loading
from bot.content.knowledge import Knowledge
from bot.content.parameters import NoValueError, write_day
from bot.errors import UsageError
from bot.language.births.issues import Card, Issue
from bot.language.written_days import read_day

NAME = "age"
HELP = "tính ngày phải đổi thẻ theo ngày sinh và ngày cấp thẻ"

Interval = tuple[date, date]
_FULL_DAY = re.compile(r"\d{4}\D\d{1,2}\D\d{1,2}|\d{1,2}\D\d{1,2}\D\d{4}", re.ASCII)
_MONTH = re.compile(r"(?:(\d{4})[-/](\d{1,2})|(\d{1,2})[-/](\d{4}))", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)


def options(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument(
        "--born", type=_interval, metavar="NGÀY",
        help="ngày sinh: 2012-05-03 hoặc 03/05/2012; chỉ tháng 05/2012 hoặc năm 2012 cũng được",
    )  # fmt: skip
    parser.add_argument("--issued", type=_interval, metavar="NGÀY", help="ngày cấp in trên thẻ")
    parser.add_argument("--card", type=_card, metavar="LOẠI", help=f"loại thẻ: {_KINDS}")
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    parser.add_argument("--jsonl", action="store_true", help="đọc JSON mỗi dòng từ đầu vào")


def perform(given: argparse.Namespace, config: Config) -> int:
    """Calculate; return the exit code."""
    told = (given.born, given.issued, given.card)
    if given.jsonl and any(told):
        raise UsageError("--jsonl đọc ngày sinh từ đầu vào; bỏ --born, --issued, --card")
    if not given.jsonl and given.born is None:
        raise UsageError("chưa có ngày sinh; ví dụ: python -m bot age --born 03/05/2012")
    knowledge = loading.load(loading.read_folder(config.knowledge))
    if given.jsonl:
        calculate_lines(knowledge, sys.stdin, given.on)
        return 0
    record = _record(knowledge, *told, (given.on or now_in_vietnam()).date())
    print(json.dumps(record, ensure_ascii=False) if given.json else record["text"])
    return 0


def calculate_lines(knowledge: Knowledge, lines: Iterable[str], fixed: datetime | None) -> None:
    """Print one JSON line for each JSON line, in order.

    A line whose days cannot be gets `{"id", "error"}`, and the others are calculated all the
    same; `UsageError` names the first such line at the end. It stops at what is no JSON at all.
    """
    faults = []
    for number, row in json_lines.rows(lines, "born"):
        day = json_lines.moment_of(number, row, "on", fixed).date()
        try:
            issued = _interval(str(row["issued"])) if row.get("issued") else None
            card = _card(str(row["card"])) if row.get("card") else None
            record = _record(knowledge, _interval(str(row["born"])), issued, card, day)
        except (argparse.ArgumentTypeError, UsageError) as error:
            faults.append(f"dòng {number}: {error}")
            record = {"error": str(error)}
        print(json.dumps({"id": row["id"], **record}, ensure_ascii=False), flush=True)
    if faults:
        more = f" (và {len(faults) - 1} dòng khác)" if len(faults) > 1 else ""
        raise UsageError(f"{faults[0]}{more}")


def _record(
    knowledge: Knowledge, born: Interval, issued: Interval | None, card: Card | None, day: date
) -> dict[str, object]:
    first, last = issued or (None, None)
    issue = Issue(first, last, card, (0, 0)) if first or card else None
    try:
        found = eligibility.outcome_of_interval(*born, issue, day, knowledge.parameters)
    except eligibility.ContradictionError as error:
        raise UsageError(eligibility.complain(error, knowledge, "vi")) from None
    except NoValueError as error:
        unknown = knowledge.say("tinh-chua-co-quy-dinh", "vi", ngay=write_day(day, "vi"))
        raise UsageError(f"{unknown} (thông số {error})") from None
    except (ValueError, OverflowError):
        raise UsageError("ngày nằm ngoài lịch; bạn xem lại ngày sinh") from None
    return eligibility.as_record(found, knowledge, "vi")


def _interval(text: str) -> Interval:
    """Return the first and the last day of a written day, month or year."""
    plain = text.strip()
    try:
        if _FULL_DAY.fullmatch(plain) and (day := read_day(plain)):
            return day, day
        if month := _MONTH.fullmatch(plain):
            first = date(int(month[1] or month[4]), int(month[2] or month[3]), 1)
            return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])
        if _YEAR.fullmatch(plain):
            return date(int(plain), 1, 1), date(int(plain), 12, 31)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(
        f"«{text}» không phải ngày; viết 2012-05-03, 03/05/2012, 05/2012 hoặc 2012"
    )


_KINDS = ", ".join(Card)


def _card(text: str) -> Card:
    try:
        return Card(text.strip())
    except ValueError:
        raise argparse.ArgumentTypeError(f"«{text}» không phải loại thẻ; chọn {_KINDS}") from None
