"""Edits as commits: in the editor's name, of the edited files only, and never at their cost."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.config import load as load_config
from bot.content.editing import Edit, base_of, entries
from tests.content.editing.room import Room

PLAY, CATS = "faq/do-choi.yaml", "faq/thu-cung.yaml"

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")


def git(room: Room, *words: str) -> str:
    environment = {key: text for key, text in os.environ.items() if not key.startswith("GIT_")}
    done = subprocess.run(
        ["git", "-c", "core.quotePath=false", *words],
        cwd=room.folder,
        env={**environment, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull},
        check=True,
        capture_output=True,
    )
    return done.stdout.decode().strip()


@pytest.fixture
def kept_with_git(room: Room, monkeypatch: pytest.MonkeyPatch) -> Room:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    git(room, "init", "--quiet", "--initial-branch=main")
    git(room, "add", ".")
    git(room, "-c", "user.name=x", "-c", "user.email=x@localhost", "commit", "-q", "-m", "đầu")
    return room


def edit(room: Room, text: str = "Của tôi.") -> Edit:
    return entries.changed(room.files, "tha-dieu", {"lead": text})


def test_an_edit_is_committed_in_the_name_of_its_editor(kept_with_git: Room) -> None:
    room = kept_with_git
    room.apply(edit(room), commit_as="Nguyễn Thị Mây <x>\n")
    told = git(room, "log", "-1", "--format=%an|%ae|%cn|%s", "--name-only")
    assert told.split("\n") == [
        "Nguyễn Thị Mây x|can-bo@localhost|Nguyễn Thị Mây x|Sửa chủ đề tha-dieu: lead", "", PLAY,
    ]  # fmt: skip
    assert git(room, "status", "--porcelain") == ""


def test_what_others_have_in_hand_is_not_committed(kept_with_git: Room) -> None:
    room = kept_with_git
    cats = room.folder / CATS
    cats.write_bytes(cats.read_bytes() + b"# staged\n")
    git(room, "add", CATS)
    law = room.folder / "law/thong-so.yaml"
    law.write_bytes(law.read_bytes() + b"# not staged\n")
    room.apply(edit(room), commit_as="Mây")
    assert git(room, "log", "-1", "--format=", "--name-only") == PLAY
    assert git(room, "status", "--porcelain").split("\n") == [f"M  {CATS}", " M law/thong-so.yaml"]


def test_new_files_and_files_that_go_are_committed(kept_with_git: Room) -> None:
    room = kept_with_git
    names = ["notices/mua-dieu.yaml", "notices/mới [1].yaml"]
    files = {names[0]: None, names[1]: room.files[names[0]]}
    room.apply(Edit("dời", files, base_of(room.files, *names)), commit_as="Mây")
    assert git(room, "show", "--format=", "--name-status", "--no-renames").split("\n") == [
        f"D\t{names[0]}", f"A\t{names[1]}",
    ]  # fmt: skip


def test_nobody_asked_for_commits(kept_with_git: Room) -> None:
    room = kept_with_git
    room.apply(edit(room))
    assert git(room, "log", "--format=%s") == "đầu"


def refused(room: Room, caplog: pytest.LogCaptureFixture) -> str:
    """Apply an edit whose commit fails; return what is told."""
    made = edit(room)
    with caplog.at_level(logging.WARNING):
        room.apply(made, commit_as="Mây")
    assert room.files[PLAY] == made.files[PLAY]
    return caplog.text


def test_outside_of_a_work_tree_the_edit_stays(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    assert "written but not committed: fatal: not a git repository" in refused(room, caplog)


def test_without_git_the_edit_stays(
    room: Room, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(room.folder))
    assert "there is no git" in refused(room, caplog)


def test_while_another_git_holds_the_work_tree_the_edit_stays(
    kept_with_git: Room, caplog: pytest.LogCaptureFixture
) -> None:
    (kept_with_git.folder / ".git/index.lock").touch()
    assert "index.lock" in refused(kept_with_git, caplog)


def test_a_git_that_hangs_is_given_up(
    room: Room, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "bin" / "git"
    slow.parent.mkdir()
    slow.write_text("#!/bin/sh\nexec sleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{slow.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr("bot.content.editing.committing._PATIENCE", 0.2)
    assert "written but not committed: TimeoutExpired" in refused(room, caplog)


def test_hooks_of_the_work_tree_are_not_run(kept_with_git: Room) -> None:
    room = kept_with_git
    hook = room.folder / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    room.apply(edit(room), commit_as="Mây")
    assert git(room, "log", "-1", "--format=%s") == "Sửa chủ đề tha-dieu: lead"


def test_commits_are_off_unless_the_configuration_wants_them(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("data: data\n")
    assert load_config(file, environment={}).git_commits is False
    file.write_text("git_commits: true\n")
    assert load_config(file, environment={}).git_commits is True
