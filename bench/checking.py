"""`bot check` on the shipped knowledge and on thousands of topics, beside a mere YAML reader."""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from bench import program, synthetic
from bench.effort import SEED, Effort
from bench.program import Run
from bench.section import Section, paragraphs, table
from bench.shipped_files import KNOWLEDGE, shipped
from bench.texts import draw

NAME = "check"
_PHRASINGS, _OWN = 20, 3
"""Of a made-up topic, and how many of them stand in its entry."""
_READER = "bench.reading_yaml"
_HOW = """Wall time of a whole new process of `python -m bot check`, and the most memory that was
resident; medians of {rounds} rounds in turn, files in the page cache. It reads every file, holds
them against their forms and against each other, and finds no fault. The peer reads the same
files in a new process by PyYAML's parser in C (`yaml.CSafeLoader`) and checks nothing. Topics
beyond those shipped are made up as above, {phrasings} phrasings each, in files of their own with
the shipped answers."""


def measure(effort: Effort) -> Section:
    """Check both folders, in turn with the peer."""
    with tempfile.TemporaryDirectory() as name:
        large, real = Path(name, "large"), len(shipped().phrasings)
        grow(large, effort.checked)
        folders = {real: KNOWLEDGE, effort.checked: large}
        settings = {topics: _settings(Path(name), path) for topics, path in folders.items()}
        runs: dict[tuple[int, str], list[Run]] = defaultdict(list)
        for _ in range(effort.rounds):
            for topics, path in folders.items():
                ours = program.run("bot", "check", "--config", str(settings[topics]))
                runs[topics, "ours"].append(ours)
                runs[topics, "peer"].append(program.run(_READER, str(path)))
        rows = [_row(topics, path, runs) for topics, path in folders.items()]
    heads = ["topics", "MB of YAML", "check s", "YAML reader s", "times the reader", "check MB"]
    how = _HOW.format(rounds=effort.rounds, phrasings=_PHRASINGS)
    return Section(NAME, "Checking the knowledge", paragraphs(table(heads, rows), how))


def grow(target: Path, topics: int) -> None:
    """Copy the shipped folder and add groups of made-up topics to it until there are so many."""
    shutil.copytree(KNOWLEDGE, target)
    drawn = draw(shipped(), _PHRASINGS, SEED)
    phrasings = synthetic.world(drawn, (), topics, 0).knowledge.phrasings
    files = [_read(file)["entries"] for file in (KNOWLEDGE / "faq").glob("*.yaml")]
    entries = {entry["id"]: entry for file in files for entry in file}
    real = list(drawn.phrasings)
    made = list(phrasings)[len(real) :]
    groups = _read(target / "groups.yaml")
    for at in range(0, len(made), len(real)):
        group = f"made-up-group-{at}"
        groups["groups"].append({"id": group, "title": group})
        copies, said = [], {}
        for source, name in zip(real, made[at : at + len(real)], strict=False):
            [told] = phrasings[name].values()
            texts = [f"{text} {name}" for text in told]  # no sentence may stand in two topics
            entry = deepcopy(entries[source])  # what is the same object twice, YAML points back to
            copies.append(entry | {"id": name, "questions": texts[:_OWN]})
            said[name] = {"tu-tao": texts[_OWN:]}
        _write(target / "faq" / f"{group}.yaml", {"group": group, "entries": copies})
        _write(target / "phrasings" / f"{group}.yaml", {"phrasings": said})
    _write(target / "groups.yaml", groups)


def _read(file: Path) -> dict[str, Any]:
    """Return a file with every scalar as text."""
    return dict(yaml.load(file.read_bytes(), yaml.CBaseLoader))


def _write(file: Path, content: Mapping[str, Any]) -> None:
    text = yaml.dump(content, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    file.write_text(text, "utf-8")


def _settings(folder: Path, knowledge: Path) -> Path:
    file = folder / f"{knowledge.name}.yaml"
    file.write_text(yaml.safe_dump({"knowledge": str(knowledge), "data": str(folder / "data")}))
    return file


def _row(topics: int, folder: Path, runs: Mapping[tuple[int, str], list[Run]]) -> list[str]:
    size = sum(file.stat().st_size for file in folder.rglob("*.yaml")) / 1e6
    ours, peer = runs[topics, "ours"], runs[topics, "peer"]
    seconds, reading = _seconds(ours), _seconds(peer)
    return [
        f"{topics:,}", f"{size:.1f}", f"{seconds:.2f}", f"{reading:.2f}",
        f"{seconds / reading:.2f}", _memory(ours),
    ]  # fmt: skip


def _seconds(runs: list[Run]) -> float:
    return median(run.seconds for run in runs)


def _memory(runs: list[Run]) -> str:
    found = [run.megabytes for run in runs if run.megabytes is not None]
    return f"{median(found):.0f}" if found else "–"
