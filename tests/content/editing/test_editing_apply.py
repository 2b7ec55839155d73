"""An edit is written whole or not at all, never over somebody else's, and never with a fault."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from bot.content.editing import (
    ConflictError,
    Edit,
    EditError,
    base_of,
    entries,
    faults_of,
    phrasings,
)  # fmt: skip
from bot.content.versions import VersionError, Versions, hash_of
from bot.errors import KnowledgeError
from tests.content.editing.room import Room

PLAY, CATS = "faq/do-choi.yaml", "faq/thu-cung.yaml"


def lead(room: Room, text: str, topic: str = "tha-dieu") -> Edit:
    return entries.changed(room.files, topic, {"lead": text})


def test_a_good_edit_is_in_the_folder_and_can_be_taken_back(room: Room) -> None:
    before = room.files
    edit = lead(room, "Đủ {tuoi-tha-dieu} thì thả diều.")
    assert edit.base == {PLAY: hash_of(before[PLAY])}
    room.apply(edit)
    assert room.files == {**before, **edit.files} == edit.onto(before)
    assert Versions(room.folder, room.kept).undo() == "Sửa chủ đề tha-dieu: lead"
    assert room.files == before


def test_a_faulty_edit_is_not_written_and_all_its_faults_are_told(room: Room) -> None:
    before = room.files
    edit = entries.changed(before, "tha-dieu", {"lead": "Từ 9 tuổi.", "related": ["tha-dieu"]})
    with pytest.raises(KnowledgeError) as raised:
        room.apply(edit)
    assert tuple(raised.value.faults) == faults_of(edit.onto(before))
    lines = edit.files[PLAY].decode().splitlines()  # type: ignore[union-attr]
    assert [lines[fault.line - 1].strip() for fault in raised.value.faults] == [
        "lead: Từ 9 tuổi.", "related: [tha-dieu]",
    ]  # fmt: skip
    assert room.files == before
    assert not room.kept.exists()


def test_an_edit_of_a_file_that_changed_since_is_a_conflict(room: Room) -> None:
    mine, other = lead(room, "Của tôi."), lead(room, "Của chị.")
    room.apply(other)
    with pytest.raises(ConflictError, match=r"faq/do-choi\.yaml vừa được người khác sửa") as told:
        room.apply(mine)
    assert told.value.file == PLAY
    assert "Của chị." in room.files[PLAY].decode()


def test_edits_of_different_files_do_not_disturb_each_other(room: Room) -> None:
    mine, other = lead(room, "Của tôi."), lead(room, "Của chị.", "tam-meo")
    room.apply(other)
    room.apply(mine)
    assert "Của tôi." in room.files[PLAY].decode()
    assert "Của chị." in room.files[CATS].decode()


def test_a_form_that_was_opened_earlier_is_held_against_what_it_showed(room: Room) -> None:
    shown = base_of(room.files, PLAY)
    room.apply(lead(room, "Của chị."))
    with pytest.raises(ConflictError):
        room.apply(replace(lead(room, "Của tôi."), base=shown))


def test_a_file_that_came_or_went_meanwhile_is_a_conflict(room: Room) -> None:
    new = Edit("thêm", {"law/moi.yaml": b"parameters: []\n"}, {"law/moi.yaml": ""})
    (room.folder / "law/moi.yaml").write_bytes(b"parameters: [] \n")
    with pytest.raises(ConflictError, match=r"law/moi\.yaml"):
        room.apply(new)
    edit = lead(room, "Của tôi.")
    (room.folder / PLAY).unlink()
    with pytest.raises(ConflictError, match=r"faq/do-choi\.yaml"):
        room.apply(edit)


def test_two_edits_after_each_other_are_written_as_one(room: Room) -> None:
    before = room.files
    first = lead(room, "Câu một.", "meo-om")
    second = phrasings.added(first.onto(before), "meo-om", ["Mèo lờ đờ"])
    third = entries.changed(second.onto(first.onto(before)), "meo-om", {"lead": "Câu hai."})
    both = first.then(second).then(third)
    assert both.title.startswith("Sửa chủ đề meo-om: lead; Thêm 1 câu hỏi")
    assert both.base == base_of(before, CATS, "phrasings/thu-cung.yaml")
    room.apply(both)
    assert "Câu hai." in room.files[CATS].decode()
    Versions(room.folder, room.kept).undo()
    assert room.files == before


def test_a_file_is_taken_out(room: Room) -> None:
    name = "notices/mua-dieu.yaml"
    room.apply(Edit("bỏ", {name: None}, base_of(room.files, name)))
    assert name not in room.files


@pytest.mark.parametrize("name", ["../x.yaml", "/tmp/x.yaml", "faq/../../x.yaml", "faq/.x.yaml"])
def test_nothing_is_written_outside_of_the_folder(room: Room, name: str) -> None:
    with pytest.raises(EditError, match="không phải tệp kiến thức"):
        room.apply(Edit("lạc", {name: b"group: x\nentries: []\n"}, {}))


def test_an_edit_that_was_cut_short_is_taken_back_before_the_next(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = room.files
    first = lead(room, "Câu một.", "meo-om")
    both = first.then(phrasings.added(before, "meo-om", ["Mèo lờ đờ"]))
    real, done = Path.replace, []

    def power_fails(self: Path, target: Path) -> Path:
        done.append(target)
        if len(done) == 3:
            raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(Path, "replace", power_fails)
    with suppress(KeyboardInterrupt):
        room.apply(both)
    monkeypatch.setattr(Path, "replace", real)
    assert len([name for name in before if room.files[name] != before[name]]) == 1
    room.apply(entries.changed(before, "mua-dieu", {"lead": "Câu mới."}))
    changed = [name for name in before if room.files[name] != before[name]]
    assert changed == [PLAY]


def test_a_disk_that_refuses_leaves_the_folder_as_it_was(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = room.files

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "x")

    edit = lead(room, "Của tôi.")
    monkeypatch.setattr("bot.content.versions.os.fsync", full)
    with pytest.raises(VersionError, match="không ghi được x"):
        room.apply(edit)
    assert room.files == before


def test_of_many_at_once_one_is_first_and_the_others_are_told(room: Room) -> None:
    edits = [lead(room, f"Câu của người số {'i' * number}.") for number in range(1, 9)]
    together = threading.Barrier(len(edits))

    def attempt(edit: Edit) -> bool:
        together.wait()
        try:
            room.apply(edit)
        except ConflictError:
            return False
        return True

    with ThreadPoolExecutor(len(edits)) as pool:
        done = list(pool.map(attempt, edits))
    assert done.count(True) == 1
    assert room.files[PLAY] == edits[done.index(True)].files[PLAY]
    assert faults_of(room.files) == ()
