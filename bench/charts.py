"""Charts with Vietnamese labels, drawn without a screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import matplotlib as mpl
from matplotlib.figure import Figure

mpl.rcParams["font.family"] = "DejaVu Sans"
_COLOURS = ("#0b5cad", "#c8102e", "#2e7d32", "#8e5a00")

Line = Sequence[tuple[float, float]]


def calibration(curves: Mapping[str, Line]) -> Figure:
    """Return stated confidence against the share right, beside the ideal diagonal."""
    figure, axes = _paper()
    axes.plot((0, 1), (0, 1), color="#999999", linestyle="--", label="lý tưởng")
    for (name, line), colour in zip(curves.items(), _COLOURS, strict=False):
        axes.plot(*zip(*line, strict=True), marker="o", color=colour, label=name)
    axes.set(
        xlabel="độ chắc chắn máy nêu ra", ylabel="tỷ lệ đúng thật",
        title="Độ chắc chắn so với thực tế", xlim=(0, 1), ylim=(0, 1.02),
    )  # fmt: skip
    axes.legend(loc="upper left")
    return figure


def growth(curves: Mapping[str, Line]) -> Figure:
    """Return the share right against the number of phrasings a topic."""
    figure, axes = _paper()
    for (name, line), colour in zip(curves.items(), _COLOURS, strict=False):
        axes.plot(*zip(*line, strict=True), marker="o", color=colour, label=name)
    ticks = sorted({round(x) for line in curves.values() for x, _ in line})
    axes.set_xscale("log", base=2)
    axes.set_xticks(ticks, [str(tick) for tick in ticks])
    axes.set(
        xlabel="số cách hỏi mỗi chủ đề", ylabel="đúng (%)",
        title="Thêm cách hỏi thì đúng thêm bao nhiêu",
    )  # fmt: skip
    axes.legend(loc="lower right")
    return figure


def _paper() -> tuple[Figure, mpl.axes.Axes]:
    figure = Figure(figsize=(6.4, 4.2), layout="constrained")
    axes = figure.add_subplot()
    axes.grid(color="#dddddd", linewidth=0.7)
    return figure, axes
