from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from bot import preparing
from bot.content.loading import Files
from bot.errors import KnowledgeError
from bot.preparing import engine_of


def edited(files: Files, number: int) -> Files:
    return {**files, "groups.yaml": files["groups.yaml"] + f"# {number}\n".encode()}


def test_what_was_prepared_once_is_taken_up_again(
    small_files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = engine_of(small_files, tmp_path)
    monkeypatch.setattr(preparing, "_prepare", None)
    monkeypatch.setattr(preparing, "_prepare_apart", None)
    again = engine_of(small_files, tmp_path)
    assert again.knowledge.entries == first.knowledge.entries
    assert again.knowledge.parameters.by_id == first.knowledge.parameters.by_id


def test_other_files_are_prepared_anew(small_files: Files, tmp_path: Path) -> None:
    first = engine_of(small_files, tmp_path)
    other = engine_of(edited(small_files, 1), tmp_path)
    assert other.knowledge.digest != first.knowledge.digest
    assert len(list(tmp_path.glob("*.index"))) == 2


def test_only_the_last_few_are_kept_and_nothing_half_written(
    small_files: Files, tmp_path: Path
) -> None:
    for number in range(5):
        preparing._prepare_and_keep(
            dict(edited(small_files, number)), tmp_path / f"{number}.index"
        )
    kept = {path.name for path in tmp_path.iterdir()}
    assert kept == {"2.index", "3.index", "4.index"}


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
        def __init__(self, *_: object) -> None:
            raise BrokenProcessPool

    monkeypatch.setattr(preparing, "ProcessPoolExecutor", Killed)
    assert engine_of(small_files, tmp_path).knowledge.entries
