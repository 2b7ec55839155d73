"""Files replaced whole, with the way back; whatever happens in between, nothing is half."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from bot.content import versions
from bot.content.versions import MOST_KEPT, VersionError, Versions

ONE, TWO, NEW = "sessions/mot.yaml", "sessions/hai.yaml", "sessions/moi.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "knowledge" / "sessions").mkdir(parents=True)
    for name in (ONE, TWO):
        (tmp_path / "knowledge" / name).write_bytes(b"old")
    return tmp_path / "knowledge"


@pytest.fixture
def kept(folder: Path) -> Versions:
    return Versions(folder, folder.parent / "data" / "imports")


def content(folder: Path) -> dict[str, bytes]:
    """Every file that a reader of the knowledge would see."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def change(kept: Versions, folder: Path, *names: str, data: bytes = b"new") -> None:
    kept.replace(content(folder), dict.fromkeys(names, data), "lich.xlsx")


def test_files_are_replaced_and_the_version_before_comes_back(
    kept: Versions, folder: Path
) -> None:
    before = content(folder)
    change(kept, folder, ONE, NEW)
    assert content(folder) == {ONE: b"new", TWO: b"old", NEW: b"new"}
    assert kept.undo() == "lich.xlsx"
    assert content(folder) == before


def test_a_file_is_removed_and_comes_back(kept: Versions, folder: Path) -> None:
    before = content(folder)
    kept.replace(before, {ONE: None, NEW: b"new"}, "phát hành 1")
    assert content(folder) == {TWO: b"old", NEW: b"new"}
    assert kept.undo() == "phát hành 1"
    assert content(folder) == before


def test_versions_come_back_one_after_the_other(kept: Versions, folder: Path) -> None:
    for data in (b"1", b"2", b"3"):
        change(kept, folder, ONE, data=data)
    for data in (b"2", b"1", b"old"):
        kept.undo()
        assert content(folder)[ONE] == data
    with pytest.raises(VersionError, match="không có lần nhập nào để hoàn tác"):
        kept.undo()


def test_only_so_many_versions_are_kept(kept: Versions, folder: Path) -> None:
    for number in range(MOST_KEPT + 3):
        change(kept, folder, ONE, data=str(number).encode())
    found = sorted(path.name for path in (folder.parent / "data" / "imports").iterdir())
    assert (len(found), found[0], found[-1]) == (MOST_KEPT, "000004", "000023")


def test_a_file_that_somebody_edited_meanwhile_is_not_overwritten(
    kept: Versions, folder: Path
) -> None:
    seen = content(folder)
    (folder / TWO).write_bytes(b"by hand")
    with pytest.raises(VersionError, match=r"hai\.yaml vừa được sửa ở nơi khác"):
        kept.replace(seen, {ONE: b"new", TWO: b"new"}, "lich.xlsx")
    assert content(folder) == {ONE: b"old", TWO: b"by hand"}


def test_a_file_that_was_edited_since_is_not_taken_back(kept: Versions, folder: Path) -> None:
    change(kept, folder, ONE, TWO)
    (folder / ONE).write_bytes(b"by hand")
    with pytest.raises(VersionError, match=r"mot\.yaml đã được sửa sau lần nhập «lich.xlsx»"):
        kept.undo()
    assert content(folder) == {ONE: b"by hand", TWO: b"new"}
    change(kept, folder, TWO, data=b"newer")
    assert content(folder)[TWO] == b"newer"


class PowerCutError(Exception):
    pass


@contextmanager
def cut_after(times: int) -> Iterator[None]:
    """Let the power fail when so many files have been renamed."""
    real, done = Path.replace, []

    def replace(self: Path, target: Path) -> Path:
        done.append(target)
        if len(done) > times:
            raise PowerCutError
        return real(self, target)

    with pytest.MonkeyPatch.context() as patch, suppress(PowerCutError):
        patch.setattr(Path, "replace", replace)
        yield
    assert len(done) > times, "the power never failed"


@pytest.mark.parametrize("times", [0, 1, 2])
def test_cut_short_anywhere_every_file_is_the_old_or_the_new_and_comes_back(
    kept: Versions, folder: Path, times: int
) -> None:
    before = content(folder)
    with cut_after(times):
        change(kept, folder, ONE, TWO)
    assert all(data in {b"old", b"new"} for data in content(folder).values())
    assert list(content(folder).values()).count(b"new") == max(times - 1, 0)
    if times == 2:
        with pytest.raises(VersionError, match="bị ngắt giữa chừng; chạy --undo trước"):
            change(kept, folder, ONE, TWO, data=b"newer")
        assert kept.undo() == "lich.xlsx"
    assert content(folder) == before
    change(kept, folder, ONE, TWO)
    assert content(folder) == {ONE: b"new", TWO: b"new"}


def test_taking_back_that_was_cut_short_can_be_finished(kept: Versions, folder: Path) -> None:
    before = content(folder)
    change(kept, folder, ONE, TWO)
    with cut_after(1):
        kept.undo()
    assert sorted(content(folder).values()) == [b"new", b"old"]
    with pytest.raises(VersionError, match="bị ngắt giữa chừng"):
        change(kept, folder, ONE)
    kept.undo()
    assert content(folder) == before


def test_a_change_that_never_came_to_be_takes_nothing_else_back(
    kept: Versions, folder: Path
) -> None:
    change(kept, folder, ONE)
    with cut_after(1):
        change(kept, folder, TWO)
    with pytest.raises(VersionError, match="chưa ghi gì; chạy lại để hoàn tác lần trước đó"):
        kept.undo()
    assert content(folder) == {ONE: b"new", TWO: b"old"}
    kept.undo()
    assert content(folder) == {ONE: b"old", TWO: b"old"}


def test_a_disk_that_refuses_is_one_clear_line(
    kept: Versions, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "x")

    monkeypatch.setattr(versions.os, "fsync", full)
    with pytest.raises(VersionError, match="không ghi được x: No space left on device"):
        change(kept, folder, ONE)
    assert content(folder)[ONE] == b"old"


def test_a_damaged_version_is_named(kept: Versions, folder: Path) -> None:
    change(kept, folder, ONE)
    note = folder.parent / "data" / "imports" / "000001" / "note.json"
    note.write_text(json.dumps({"title": "x"}))
    with pytest.raises(VersionError, match="000001 hỏng; xóa thư mục này"):
        kept.undo()


def test_a_file_keeps_its_mode(kept: Versions, folder: Path) -> None:
    (folder / ONE).chmod(0o640)
    change(kept, folder, ONE)
    assert (folder / ONE).stat().st_mode & 0o777 == 0o640
