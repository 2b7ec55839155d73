"""`lint`: the engine looks at its own phrasings: stolen, doubled, scarce; and calibrates."""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.console import Console

from bot.config import Config
from bot.content import loading
from bot.content.knowledge import Knowledge
from bot.search import validation

NAME = "lint"
HELP = "soi các cách hỏi: câu bị chủ đề khác giành, câu trùng, chủ đề thiếu câu"

CALIBRATION = Path("language/calibration.yaml")
_HEAD = """\
# yaml-language-server: $schema=../.schema/calibration.json
# Do lệnh này tạo ra, không sửa tay: python -m bot lint --calibrate
"""


def options(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument(
        "--calibrate", action="store_true", help="tính lại và ghi language/calibration.yaml"
    )
    parser.add_argument("--stolen", action="store_true", help="liệt kê mọi câu bị giành")


def perform(given: argparse.Namespace, config: Config) -> int:
    """Print what was found; with `--calibrate` write the curves."""
    console = Console()
    knowledge = loading.load(loading.read_folder(config.knowledge))
    trials = validation.hold_out_voices(knowledge, progress=console.print)
    own = [trial for trial in trials if trial.topic]
    right = sum(trial.right for trial in own)
    console.print(f"Câu để dành: đúng ngay {100 * right / max(1, len(own)):.1f}% / {len(own)}")
    _scarce(console, knowledge)
    _stolen(console, trials, knowledge, every=given.stolen)
    for first, second, likeness in validation.near_duplicates(knowledge):
        console.print(
            f"gần trùng ({likeness:.2f}): {first.topic} «{first.text}» ~ "
            f"{second.topic} «{second.text}»",
            soft_wrap=True, markup=False,
        )  # fmt: skip
    if given.calibrate:
        curves = validation.calibrate(trials)
        lines = [_HEAD]
        for name, weights in curves.items():
            lines.append(f"{name}:\n")
            lines += [f"  {sign}: {weight}\n" for sign, weight in weights.items()]
        (config.knowledge / CALIBRATION).write_text("".join(lines), "utf-8")
        console.print(f"Đã ghi {config.knowledge / CALIBRATION}")
    return 0


def _scarce(console: Console, knowledge: Knowledge) -> None:
    for topic, voices in knowledge.phrasings.items():
        number = sum(map(len, voices.values()))
        if number < validation.FEW:
            console.print(f"ít cách hỏi: {topic} chỉ có {number}, nên có {validation.FEW} trở lên")


def _stolen(
    console: Console, trials: list[validation.Trial], knowledge: Knowledge, *, every: bool
) -> None:
    parted = {frozenset((pair.one, pair.other)): pair for pair in knowledge.lists.contrasts}
    stolen = sorted(
        (trial for trial in trials if trial.topic and not trial.right), key=lambda t: -t.sure
    )
    console.print(f"{len(stolen)} câu để dành rơi vào chủ đề khác")
    for trial in stolen if every else stolen[:20]:
        console.print(
            f"  {trial.sure:.2f} {trial.topic} → {trial.guessed}: «{trial.text}»",
            soft_wrap=True, markup=False,
        )  # fmt: skip
        if pair := parted.get(frozenset((str(trial.topic), trial.guessed))):
            console.print(f"       {pair.one}: {pair.one_is}  {pair.other}: {pair.other_is}")
