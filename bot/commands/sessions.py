"""`sessions`: dated sessions of a place, near a point, at a time; as text, JSON or a calendar."""

from __future__ import annotations

import argparse
import json
import math
import sys
from datetime import datetime
from pathlib import Path

from bot.assistant.sessions.asking import Asked, LocalAnswer
from bot.assistant.sessions.calendars import CalendarFiles
from bot.assistant.sessions.guide import LocalGuide
from bot.assistant.sessions.wishes import read_wishes
from bot.assistant.sites import SiteFound
from bot.assistant.status import Status
from bot.clock import now_in_vietnam
from bot.commands import files
from bot.config import Config
from bot.content import loading
from bot.content.knowledge import Knowledge
from bot.content.neighbourhood import LocatedSite
from bot.errors import UsageError
from bot.language.dates import When, find_whens
from bot.language.places import Found
from bot.language.text import clean

NAME = "sessions"
HELP = "các buổi làm căn cước: ở đâu, ngày nào, giờ nào"


def options(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument(
        "--place", metavar="TÊN", help="phường, xã (tên cũ hay mới) hoặc tên điểm làm"
    )
    parser.add_argument(
        "--near", type=_point, metavar="VĨ ĐỘ,KINH ĐỘ", help="gần tọa độ này, ví dụ 22.40,103.46"
    )
    parser.add_argument(
        "--when", metavar="KHI NÀO", help="ngày, giờ: «thứ bảy này», «tối mai», 05/12/2026"
    )
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    parser.add_argument(
        "--ics", type=Path, metavar="FILE.ics", help="ghi các buổi tìm được thành tệp lịch"
    )


def perform(given: argparse.Namespace, config: Config) -> int:
    """Look up; return the exit code. Without a place and a point everything is listed."""
    moment = given.on or now_in_vietnam()
    whens = _whens(given.when, moment) if given.when is not None else ()
    knowledge = loading.load(loading.read_folder(config.knowledge))
    guide = LocalGuide(knowledge)
    named = guide.named_sites().find(clean(given.place)) if given.place is not None else None
    place = _place(given.place, knowledge) if given.place is not None and not named else None
    wishes = read_wishes(clean(given.place or ""), " ".join(named.said) if named else "")
    asked = Asked(moment, whens, place, _sites(named), given.near, wishes=wishes)
    somewhere = given.near is not None or given.place is not None
    answer = guide.sessions(asked) if somewhere else guide.everywhere(asked)
    if given.ics:
        _write(given.ics, guide, answer, moment)
    if given.json:
        print(json.dumps(_record(answer, asked), ensure_ascii=False))
    else:
        print(answer.text)
    return 0


def _whens(text: str, moment: datetime) -> tuple[When, ...]:
    try:
        found = tuple(find_whens(clean(text), moment))
    except OverflowError:
        raise UsageError(f"«{text}» nằm ngoài lịch; chọn --on sớm hơn") from None
    if not found:
        raise UsageError(
            f"«{text}» không rõ là khi nào; viết ví dụ: thứ bảy này, tối mai, 05/12/2026"
        )
    return found


def _place(text: str, knowledge: Knowledge) -> Found:
    found = knowledge.gazetteer.find(clean(text))
    if found is None:
        raise UsageError(
            f"không tìm thấy địa bàn «{text}»; viết ví dụ: phường Đoàn Kết, tỉnh Lai Châu"
        )
    return found


def _sites(named: SiteFound | None) -> tuple[LocatedSite, ...]:
    return named.sites if named else ()


def _point(text: str) -> tuple[float, float]:
    parts = text.split(",")
    try:
        latitude, longitude = map(float, parts)
    except ValueError:
        latitude = longitude = math.nan
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise argparse.ArgumentTypeError(f"«{text}» không phải tọa độ; viết ví dụ 22.40,103.46")
    return latitude, longitude


def _record(answer: LocalAnswer, asked: Asked) -> dict[str, object]:
    areas = answer.areas or (asked.place.areas if asked.place else ())
    days = [(when.first, when.last) for when in asked.whens]
    return {
        "status": answer.status.value,
        "ask": answer.status is Status.NEEDS_DETAIL,
        "areas": [f"{area.name}, {area.province}" for area in areas],
        "when": {
            "from": min(first for first, _ in days).isoformat(),
            "to": max(last for _, last in days).isoformat(),
        }
        if days
        else None,
        "sessions": answer.sessions,
        "text": answer.text,
    }


def _write(file: Path, guide: LocalGuide, answer: LocalAnswer, moment: datetime) -> None:
    """Write the sessions that were found; where there are none, say so and write nothing."""
    if not answer.hits:
        print(f"Không có buổi nào; chưa ghi {file}", file=sys.stderr)
        return
    occurrences = [hit.occurrence for hit in answer.hits]
    files.write(file, CalendarFiles(guide).several(occurrences, moment))
    print(f"Đã ghi {file}", file=sys.stderr)
