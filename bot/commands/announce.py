"""`announce`: a notice of staff to the groups and followers of a ward, and how far it has come."""

from __future__ import annotations

import argparse
import getpass
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

from bot.assistant.question import VIETNAM
from bot.clock import now_in_vietnam
from bot.config import Config
from bot.content import loading
from bot.content.area_names import is_one_ward
from bot.content.knowledge import Knowledge
from bot.errors import UsageError
from bot.language.places import Area
from bot.language.text import clean
from bot.outreach.announcements import letters_to
from bot.outreach.kinds import Kind, considerate
from bot.store.base import Store
from bot.store.kept import NewBatch
from bot.store.sqlite import SqliteStore

NAME = "announce"
HELP = "gửi một thông báo tới nhóm và người theo dõi của xã, phường"
LONGEST = 3500
"""Characters: a message must hold it whole."""


def options(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument("--area", metavar="PHƯỜNG", help="mã hoặc tên xã, phường nhận thông báo")
    parser.add_argument("--all", action="store_true", help="mọi nhóm và mọi người theo dõi")
    parser.add_argument("--text", metavar="FILE", help="tệp lời thông báo; «-»: đọc từ bàn phím")
    parser.add_argument("--send", action="store_true", help="gửi thật; không có thì chỉ xem trước")
    parser.add_argument("--status", type=int, metavar="SỐ", help="thông báo số này đã gửi tới đâu")


def perform(given: argparse.Namespace, config: Config) -> int:
    """Show or send a notice, or show how far one is; return the exit code."""
    if given.status is not None:
        with closing(SqliteStore(config.data / "bot.db")) as store:
            _tell_progress(store, given.status)
        return 0
    if bool(given.area) == given.all or not given.text:
        raise UsageError("ghi --area PHƯỜNG hoặc --all, và --text FILE")
    text = _read(given.text)
    knowledge = loading.load(loading.read_folder(config.knowledge))
    area = _ward(given.area, knowledge) if given.area else None
    moment = given.on or now_in_vietnam()
    with closing(SqliteStore(config.data / "bot.db")) as store:
        _announce(store, _worded(text, area, knowledge), area, moment, send=given.send)
    return 0


def _announce(store: Store, text: str, area: Area | None, moment: datetime, *, send: bool) -> None:
    wards = [area.code] if area else store.chats.areas()
    due = considerate(moment)
    letters = list(letters_to(store.chats, wards, Kind.NOTICE, due))
    groups = sum(letter.chat < 0 for letter in letters)
    print(text)
    print(f"\n— Nơi nhận: {len(letters) - groups} người theo dõi, {groups} nhóm.")
    if due > moment:
        print(f"— Gửi lúc {due.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}, để không làm phiền đêm.")
    if not letters:
        print("— Chưa có ai để gửi; chưa gửi gì.")
    elif not send:
        print("— Xem trước, chưa gửi gì. Thêm --send để gửi.")
    else:
        batch = NewBatch(f"{Kind.NOTICE}:{area.code if area else ''}", text, getpass.getuser())
        number = store.letters.send_out(batch, letters)
        print(f"— Đã xếp hàng. Xem tiến độ: python -m bot announce --status {number}")


def _tell_progress(store: Store, number: int) -> None:
    batch = store.letters.batch(number)
    if batch is None:
        raise UsageError(f"không có thông báo số {number}")
    left = batch.total - batch.sent - batch.blocked - batch.failed
    made = batch.made_at.astimezone(VIETNAM)
    print(
        f"Thông báo {number}, {made:%H:%M ngày %d/%m/%Y}, {batch.author}: {batch.total} nơi nhận."
    )
    print(
        f"Đã gửi {batch.sent}; không nhận nữa {batch.blocked}; lỗi {batch.failed}; "
        f"chưa gửi hoặc đã hủy nhận {left}."
    )


def _worded(text: str, area: Area | None, knowledge: Knowledge) -> str:
    if area is None:
        return f"{knowledge.say('thong-bao-chung', 'vi')}\n\n{text}"
    return f"{knowledge.say('thong-bao-can-bo', 'vi', noi=area.name)}\n\n{text}"


def _read(name: str) -> str:
    """Return the text of a notice; `UsageError` where nobody could send it."""
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text("utf-8")
    except OSError as error:
        raise UsageError(f"{name}: không đọc được ({error.strerror})") from None
    except UnicodeDecodeError:
        raise UsageError(f"{name}: không phải tệp chữ UTF-8; lưu lại rồi thử lại") from None
    text = text.strip()
    if not text:
        raise UsageError("lời thông báo đang trống; viết vào tệp của --text")
    if len(text) > LONGEST:
        raise UsageError(f"lời thông báo dài {len(text)} chữ; viết gọn trong {LONGEST} chữ")
    return text


def _ward(text: str, knowledge: Knowledge) -> Area:
    """Return the ward of a code or a name."""
    area = knowledge.gazetteer.area(text)
    if area is not None:
        return area
    found = knowledge.area_names.find(clean(text))
    if found is None or not is_one_ward(found):
        raise UsageError(
            f"«{text}» không rõ là xã, phường nào; viết ví dụ: phường Đoàn Kết, tỉnh Lai Châu"
        )
    return found.areas[0]
