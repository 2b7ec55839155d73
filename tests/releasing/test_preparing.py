from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from bot.content.loading import Files
from bot.errors import KnowledgeError
from bot.releasing import learning, preparing
from bot.releasing.preparing import Preparer, engine_of


def edited(files: Files, number: int) -> Files:
    return {**files, "groups.yaml": files["groups.yaml"] + f"# {number}\n".encode()}


def test_what_was_prepared_once_is_taken_up_again(
    small_files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = engine_of(small_files, tmp_path)
    monkeypatch.setattr(learning, "work_out", None)
    monkeypatch.setattr(preparing, "_work_out_apart", None)
    again = engine_of(small_files, tmp_path)
    assert again.knowledge.entries == first.knowledge.entries
    assert again.knowledge.parameters.by_id == first.knowledge.parameters.by_id


def test_other_files_are_prepared_anew(small_files: Files, tmp_path: Path) -> None:
    first = engine_of(small_files, tmp_path)
    other = engine_of(edited(small_files, 1), tmp_path)
    assert other.knowledge.digest != first.knowledge.digest
    assert len(list(tmp_path.glob("*.knowledge"))) == 2


def test_an_index_that_still_fits_is_not_learnt_again(small_files: Files, tmp_path: Path) -> None:
    preparer = Preparer(tmp_path)
    first = preparer.engine(small_files)
    other = preparer.engine(edited(small_files, 1))
    assert len(list(tmp_path.glob("*.index"))) == 1
    assert other._tools.understanding is first._tools.understanding


def test_another_way_of_asking_is_learnt(small_files: Files, tmp_path: Path) -> None:
    preparer = Preparer(tmp_path)
    first = preparer.engine(small_files)
    name = "faq/do-choi.yaml"
    text = small_files[name].decode()
    assert "Mua diều ở đâu" in text
    asked = {**small_files, name: text.replace("Mua diều ở đâu", "Sắm diều ở đâu").encode()}
    other = preparer.engine(asked)
    assert other._tools.understanding is not first._tools.understanding
    assert len(list(tmp_path.glob("*.index"))) == 2


def test_only_the_last_few_are_kept_and_nothing_half_written(
    small_files: Files, tmp_path: Path
) -> None:
    for number in range(5):
        learning.work_out_and_keep(
            dict(edited(small_files, number)), tmp_path, tmp_path / f"{number}.knowledge"
        )
    kept = [path for path in tmp_path.iterdir() if path.suffix != ".index"]
    assert {path.name for path in kept if path.suffix != ".notes"} == {
        "2.knowledge", "3.knowledge", "4.knowledge",
    }  # fmt: skip
    assert sum(path.suffix == ".notes" for path in kept) == 1


def test_all_faults_come_back_from_the_process_that_prepares(
    small_files: Files, tmp_path: Path
) -> None:
    broken = {**small_files, "la.yaml": b"a: 1", "kia.yaml": b"a: 1"}
    with pytest.raises(KnowledgeError) as apart:
        engine_of(broken, tmp_path)
    with pytest.raises(KnowledgeError) as here:
        engine_of(broken, None)
    assert apart.value.faults == here.value.faults
    assert {fault.file for fault in here.value.faults} == {"la.yaml", "kia.yaml"}
    assert list(tmp_path.iterdir()) == []


def test_a_cache_that_cannot_be_written_costs_only_time(
    small_files: Files, tmp_path: Path
) -> None:
    (tmp_path / "cache").write_text("")
    assert engine_of(small_files, tmp_path / "cache").knowledge.entries


def test_a_killed_process_costs_only_memory(
    small_files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed:
        def __init__(self, *_: object, **__: object) -> None:
            raise BrokenProcessPool

    monkeypatch.setattr(preparing, "ProcessPoolExecutor", Killed)
    assert engine_of(small_files, tmp_path).knowledge.entries
