"""`console-link`: a link by which somebody of the staff signs in once."""

from __future__ import annotations

import argparse
import getpass
from contextlib import closing
from dataclasses import replace

from bot.clock import now_in_vietnam
from bot.config import Config
from bot.content import loading, wards
from bot.errors import UsageError
from bot.staff.links import LINK_LASTS, link
from bot.staff.members import ROLES, name_of
from bot.store.base import Store
from bot.store.kept import Deed, StaffMember
from bot.store.opening import open_store

NAME = "console-link"
HELP = "đường dẫn đăng nhập một lần vào bảng điều khiển của cán bộ"


def options(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument("--name", required=True, metavar="TÊN", help="họ tên; chưa có thì thêm")
    parser.add_argument(
        "--role", choices=ROLES,
        help="quyền; người đầu tiên không ghi thì là admin, người mới khác là viewer",
    )  # fmt: skip
    parser.add_argument(
        "--area", nargs="+", default=[], metavar="PHƯỜNG",
        help="chỉ làm việc của những xã, phường này (mã hoặc tên)",
    )  # fmt: skip


def perform(given: argparse.Namespace, config: Config) -> int:
    """Print a link; it works once, for 15 minutes of real time, whatever `--on` says."""
    name = name_of(given.name)
    if not name:
        raise UsageError("ghi họ tên sau --name, nhiều nhất 80 chữ")
    if config.web.public_url is None and config.web.port == 0:
        raise UsageError("web.port là 0 nên không rõ địa chỉ; ghi web.public_url vào config.yaml")
    areas = _areas(given.area, config)
    with closing(open_store(config)) as store:
        member, secret = _invited(store, name, given.role, areas)
    minutes = LINK_LASTS.seconds // 60
    print(f"{member.name} ({member.role}), dùng một lần trong {minutes} phút:")
    print(link(config.web.address, secret))
    return 0


def _invited(
    store: Store, name: str, role: str | None, areas: tuple[str, ...]
) -> tuple[StaffMember, str]:
    """Return who the link is for, added or changed as asked, and its secret."""
    now, members = now_in_vietnam(), store.staff.members()
    known = next((each for each in members if each.name.casefold() == name.casefold()), None)
    before = known or StaffMember(name, "viewer" if members else "admin")
    member = replace(before, role=role or before.role, areas=areas or before.areas)
    if member.role == "admin":
        member = replace(member, areas=())
    if member != known:
        member = replace(member, number=store.staff.keep(member))
        what = "staff-change" if known else "staff-add"
        store.audit.note(Deed(now, getpass.getuser(), what, member.name))
    store.audit.note(Deed(now, getpass.getuser(), "link", member.name))
    return member, store.staff.invite(member.number, now, LINK_LASTS)


def _areas(given: list[str], config: Config) -> tuple[str, ...]:
    """Return the codes of wards; `UsageError` names the first that is none."""
    if not given:
        return ()
    knowledge = loading.load(loading.read_folder(config.knowledge))
    codes = []
    for text in given:
        area = wards.find(text, knowledge)
        if area is None:
            raise UsageError(
                f"«{text}» không rõ là xã, phường nào; viết ví dụ: phường Đoàn Kết, tỉnh Lai Châu"
            )
        codes.append(area.code)
    return tuple(dict.fromkeys(codes))
