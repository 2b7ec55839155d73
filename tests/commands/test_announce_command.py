from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from bot.store.kept import Group
from bot.store.sqlite import SqliteStore
from tests.process.program import SMALL, Outcome, furnished, perform

WORDS = "Sáng thứ Bảy làm thẻ ở sân đình.\nNhớ mang giấy khai sinh."


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An installation where the ward has two followers and a group, and another one follower."""
    folder = furnished(tmp_path)
    with closing(SqliteStore(folder / "data" / "bot.db")) as store:
        for chat, area in ((1, "gio"), (2, "gio"), (2, "dao"), (3, "dao")):
            store.chats.follow(chat, area)
        store.chats.keep_group(Group(-1, "gio", 12))
        store.chats.keep_group(Group(-2))
    return folder


def announce(
    folder: Path, *arguments: str, given: str = WORDS, at: str = "2026-11-22T12:00"
) -> Outcome:
    return perform(
        folder, "announce", "--knowledge", str(SMALL), "--on", at, *arguments, given=given
    )


def chats(folder: Path) -> list[tuple[int, int | None]]:
    """Return who is waiting for an announcement, and in which topic."""
    with closing(SqliteStore(folder / "data" / "bot.db")) as store:
        found = [letter for chat in (1, 2, 3, -1, -2) for letter in store.letters.of_chat(chat)]
    return [(letter.chat, letter.thread) for letter in found]


@pytest.mark.parametrize("ward", ["gio", "phường Gió Lùa", "gio lua, may"])
def test_without_send_it_only_shows_what_would_go_to_whom(place: Path, ward: str) -> None:
    done = announce(place, "--area", ward, "--text", "-")
    assert (done.code, done.error) == (0, "")
    assert done.out == (
        f"📣 Thông báo cho phường Gió Lùa:\n\n{WORDS}\n\n— Nơi nhận: 2 người theo dõi, 1 nhóm.\n"
        "— Xem trước, chưa gửi gì. Thêm --send để gửi.\n"
    )
    assert chats(place) == []


def test_with_send_it_waits_for_each_and_its_progress_can_be_seen(place: Path) -> None:
    done = announce(place, "--area", "gio", "--text", "-", "--send")
    assert done.out.endswith("— Đã xếp hàng. Xem tiến độ: python -m bot announce --status 1\n")
    assert chats(place) == [(1, None), (2, None), (-1, 12)]
    with closing(SqliteStore(place / "data" / "bot.db")) as store:
        first, second, third = (letter for letter in (1, 2, 3))
        store.letters.settle(first, "sent")
        store.letters.settle(second, "blocked")
    progress = announce(place, "--status", "1")
    assert (progress.code, progress.error) == (0, "")
    assert "3 nơi nhận." in progress.out
    assert progress.out.endswith(
        "Đã gửi 1; không nhận nữa 1; lỗi 0; chưa gửi hoặc đã hủy nhận 1.\n"
    )
    assert third == 3


def test_to_all_it_goes_to_everybody_once(place: Path, tmp_path: Path) -> None:
    text = tmp_path / "lời.txt"
    text.write_text(WORDS, "utf-8")
    done = announce(place, "--all", "--text", str(text), "--send")
    assert done.out.startswith(
        f"📣 Thông báo:\n\n{WORDS}\n\n— Nơi nhận: 3 người theo dõi, 1 nhóm."
    )
    assert chats(place) == [(1, None), (2, None), (3, None), (-1, 12)]


def test_at_night_it_waits_for_the_morning_and_says_so(place: Path) -> None:
    done = announce(place, "--area", "gio", "--text", "-", at="2026-11-22T22:00")
    assert "— Gửi lúc 07:00 ngày 23/11/2026" in done.out


def test_where_nobody_would_read_it_nothing_is_queued(place: Path) -> None:
    done = announce(place, "--area", "nang", "--text", "-", "--send")
    assert done.code == 0
    assert done.out.endswith("0 người theo dõi, 0 nhóm.\n— Chưa có ai để gửi; chưa gửi gì.\n")
    assert announce(place, "--status", "1").code == 2


@pytest.mark.parametrize(
    ("arguments", "given", "said"),
    [
        ([], WORDS, "ghi --area PHƯỜNG hoặc --all"),
        (["--area", "gio", "--all", "--text", "-"], WORDS, "ghi --area PHƯỜNG hoặc --all"),
        (["--area", "gio"], WORDS, "--text FILE"),
        (["--area", "xã Không Có Thật", "--text", "-"], WORDS, "không rõ là xã, phường nào"),
        (["--area", "xã Sóng Đôi", "--text", "-"], WORDS, "không rõ là xã, phường nào"),
        (["--area", "gio", "--text", "không/có.txt"], WORDS, "không/có.txt: không đọc được"),
        (["--area", "gio", "--text", "-"], " \n", "lời thông báo đang trống"),
        (["--area", "gio", "--text", "-"], "dài " * 1000, "viết gọn trong 3500 chữ"),
        (["--status", "7"], WORDS, "không có thông báo số 7"),
        (["--status", "-1"], WORDS, "không có thông báo số -1"),
        (["--status", "99999999999999999999"], WORDS, "không có thông báo số"),
        (["--status", "một"], WORDS, "--status"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_cannot_be_is_one_clear_line(
    place: Path, arguments: list[str], given: str, said: str
) -> None:
    done = announce(place, *arguments, given=given)
    assert (done.code, done.out) == (2, "")
    [line] = done.errors
    assert said in line


def test_a_file_that_is_no_text_is_one_clear_line(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "ảnh.png"
    file.write_bytes(b"\xff\xd8\xff")
    done = announce(place, "--area", "gio", "--text", str(file))
    assert (done.code, len(done.errors)) == (2, 1)
    assert "không phải tệp chữ UTF-8" in done.error
