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
from bot.content.wards import ward
from bot.errors import UsageError
from bot.outreach import notices
from bot.outreach.notices import Notice
from bot.store.base import Store
from bot.store.opening import open_store

NAME = "announce"
HELP = "gửi một thông báo tới nhóm và người theo dõi của xã, phường"


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
        with closing(open_store(config)) as store:
            _tell_progress(store, given.status)
        return 0
    if bool(given.area) == given.all or not given.text:
        raise UsageError("ghi --area PHƯỜNG hoặc --all, và --text FILE")
    text = _read(given.text)
    knowledge = loading.load(loading.read_folder(config.knowledge))
    area = ward(given.area, knowledge) if given.area else None
    moment = given.on or now_in_vietnam()
    with closing(open_store(config)) as store:
        made = notices.notice(text, area, store.chats, knowledge, moment)
        _announce(store, made, moment, send=given.send)
    return 0


def _announce(store: Store, made: Notice, moment: datetime, *, send: bool) -> None:
    print(made.text)
    print(f"\n— Nơi nhận: {made.followers} người theo dõi, {made.groups} nhóm.")
    if made.due > moment:
        due = made.due.astimezone(VIETNAM)
        print(f"— Gửi lúc {due:%H:%M ngày %d/%m/%Y}, để không làm phiền đêm.")
    if not made.letters:
        print("— Chưa có ai để gửi; chưa gửi gì.")
    elif not send:
        print("— Xem trước, chưa gửi gì. Thêm --send để gửi.")
    else:
        number = notices.send(made, store.letters, getpass.getuser())
        print(f"— Đã xếp hàng. Xem tiến độ: python -m bot announce --status {number}")


def _tell_progress(store: Store, number: int) -> None:
    batch = store.letters.batch(number)
    if batch is None:
        raise UsageError(f"không có thông báo số {number}")
    made = batch.made_at.astimezone(VIETNAM)
    print(
        f"Thông báo {number}, {made:%H:%M ngày %d/%m/%Y}, {batch.author}: {batch.total} nơi nhận."
    )
    print(
        f"Đã gửi {batch.sent}; không nhận nữa {batch.blocked}; lỗi {batch.failed}; "
        f"chưa gửi hoặc đã hủy nhận {batch.left}."
    )
    if batch.cancelled:
        print("Đã dừng gửi; những nơi còn lại không nhận nữa.")


def _read(name: str) -> str:
    """Return the text of a notice; `UsageError` where nobody could send it."""
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text("utf-8")
    except OSError as error:
        raise UsageError(f"{name}: không đọc được ({error.strerror})") from None
    except UnicodeDecodeError:
        raise UsageError(f"{name}: không phải tệp chữ UTF-8; lưu lại rồi thử lại") from None
    return notices.checked(text)
