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


def bars(lengths: Mapping[str, float], unit: str, title: str) -> Figure:
    """Return a bar for each name, the first one on top."""
    figure, axes = _paper()
    names = list(lengths)
    colours = [_COLOURS[0] if name == names[-1] else "#9aa5b1" for name in names]
    drawn = axes.barh(names, list(lengths.values()), color=colours)
    most = max(lengths.values())
    axes.bar_label(drawn, [number(length, most) for length in lengths.values()], padding=3)
    axes.invert_yaxis()
    axes.set(xlabel=unit, title=title, xlim=(0, 1.15 * most))
    axes.grid(visible=False, axis="y")
    return figure


def within(curves: Mapping[str, Line], title: str) -> Figure:
    """Return the share of answers that had arrived, against milliseconds."""
    figure, axes = _paper()
    for (name, line), colour in zip(curves.items(), _COLOURS, strict=False):
        axes.plot(*zip(*line, strict=True), color=colour, label=name)
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter(_plain)
    axes.xaxis.set_minor_formatter("")
    axes.set(xlabel="mili giây", ylabel="tin nhắn đã có câu trả lời (%)", title=title)
    axes.legend(loc="lower right")
    return figure


def sizes(curves: Mapping[str, Line], title: str) -> Figure:
    """Return milliseconds against the number of topics, both on scales of powers."""
    figure, axes = _paper()
    for (name, line), colour in zip(curves.items(), _COLOURS, strict=False):
        axes.plot(*zip(*line, strict=True), marker="o", color=colour, label=name)
    axes.set_xscale("log")
    axes.set_yscale("log")
    ticks = sorted({x for line in curves.values() for x, _ in line})
    axes.set_xticks(ticks, [number(tick) for tick in ticks])
    axes.xaxis.set_minor_formatter("")
    axes.yaxis.set_major_formatter(_plain)
    axes.set(xlabel="số chủ đề", ylabel="mili giây mỗi câu hỏi", title=title)
    figure.legend(loc="outside lower center", ncols=2)
    return figure


def number(value: float, most: float = 100) -> str:
    """Return a number as Vietnamese write it; with a decimal where the largest is below 100."""
    written = f"{value:,.0f}" if most >= 100 else f"{value:.1f}"
    return written.translate(str.maketrans(",.", ".,"))


def _plain(value: float, _: object = None) -> str:
    """Return a mark of an axis as Vietnamese write it."""
    return f"{value:g}".replace(".", ",")


def _paper() -> tuple[Figure, mpl.axes.Axes]:
    figure = Figure(figsize=(6.4, 4.2), layout="constrained")
    axes = figure.add_subplot()
    axes.grid(color="#dddddd", linewidth=0.7)
    return figure, axes
