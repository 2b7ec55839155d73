"""Charts as PNG, drawn without a screen in a font that has Vietnamese letters."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from bot.reporting.content import DayCount, Progress, Report
from bot.reporting.periods import name_of
from bot.reporting.wording import number, one_line, share

mpl.rcParams["font.family"] = "DejaVu Sans"
_DPI = 150
_ENDINGS = {
    "answered": ("trả lời được", "#0072b2"),
    "offered": ("đưa lựa chọn, hỏi lại", "#56b4e9"),
    "pointed": ("thuộc nơi khác", "#999999"),
    "unanswered": ("chưa trả lời được", "#d55e00"),
}
_LINES = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
_MOST_TOPICS, _LONGEST_LABEL = 10, 46


def charts(report: Report) -> dict[str, bytes]:
    """Return the charts that have anything to show, as PNG by file name without ending."""
    drawn: Mapping[str, Callable[[Report], Figure | None]] = {
        "cau-hoi-theo-ngay": _questions,
        "chu-de": _topics,
        "ty-le-dat": _shares,
        "luy-ke": _growth,
    }
    figures = {name: draw(report) for name, draw in drawn.items()}
    return {name: _png(figure) for name, figure in figures.items() if figure is not None}


def _questions(report: Report) -> Figure | None:
    if not report.asked or len(report.days) < 2:
        return None
    figure, axes = _paper(f"Số lượt hỏi theo ngày. {name_of(report.period)}")
    days = [_x(day.day) for day in report.days]
    below = [0] * len(days)
    for ending, (label, colour) in _ENDINGS.items():
        counts = [_ended(day, ending) for day in report.days]
        axes.bar(days, counts, 0.85, bottom=below, label=label, color=colour)
        below = [low + count for low, count in zip(below, counts, strict=True)]
    axes.set_ylabel("lượt hỏi")
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    _date_axis(axes)
    figure.legend(loc="outside lower center", ncols=4, fontsize=8, frameon=False)
    return figure


def _topics(report: Report) -> Figure | None:
    if not report.topics:
        return None
    shown = [*report.topics[:_MOST_TOPICS]][::-1]
    labels = [one_line(topic.title, _LONGEST_LABEL) for topic in shown]
    figure, axes = _paper("Chủ đề được hỏi nhiều", 1.2 + 0.34 * len(shown))
    bars = axes.barh(range(len(shown)), [topic.count for topic in shown], color=_LINES[0])
    axes.set_yticks(range(len(shown)), labels)
    axes.bar_label(bars, [number(topic.count) for topic in shown], padding=3)
    _only_bars(axes, max(topic.count for topic in shown))
    return figure


def _shares(report: Report) -> Figure | None:
    shown = [item for item in report.progress if item.known][::-1]
    if not shown:
        return None
    figure, axes = _paper("Tỷ lệ đạt so với chỉ tiêu của đợt", 1.2 + 0.5 * len(shown))
    shares = [item.share for item in shown]
    bars = axes.barh(range(len(shown)), shares, color=_LINES[2])
    axes.set_yticks(range(len(shown)), [_label(item) for item in shown])
    axes.bar_label(bars, [share(value) for value in shares], padding=3)
    axes.axvline(1, color="#333333", linestyle="--", linewidth=1)
    _only_bars(axes, max(1.0, *shares))
    return figure


def _growth(report: Report) -> Figure | None:
    shown = [item for item in report.progress if item.known][: len(_LINES)]
    if not shown:
        return None
    figure, axes = _paper("Lũy kế từ đầu đợt, phần trăm chỉ tiêu")
    for item, colour in zip(shown, _LINES, strict=False):
        days, reached = _grown(item, report.until)
        axes.step(
            days, reached, where="post", label=_label(item).replace("\n", ": "), color=colour
        )
    axes.axhline(1, color="#333333", linestyle="--", linewidth=1)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: share(value)))
    axes.set_ylim(bottom=0)
    _date_axis(axes)
    figure.legend(loc="outside lower center", ncols=1, fontsize=8, frameon=False)
    return figure


def _grown(item: Progress, until: date) -> tuple[Sequence[int], Sequence[float]]:
    """Return the days of a campaign so far, and what was reached by each as a part of 1."""
    days, parts, reached = [], [], 0
    for day in item.days.until(until).days:
        reached += item.by_day.get(day, 0)
        days.append(_x(day))
        parts.append(reached / item.target if item.target else 1.0)
    return days, parts


def _label(item: Progress) -> str:
    ward = item.ward.partition(",")[0]
    return f"{one_line(ward, _LONGEST_LABEL)}\n{one_line(item.label, _LONGEST_LABEL)}"


def _ended(day: DayCount, ending: str) -> int:
    count: int = getattr(day, ending)
    return count


def _x(day: date) -> int:
    return day.toordinal()


def _paper(title: str, height: float = 3.6) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(7.2, height), layout="constrained")
    axes = figure.add_subplot()
    axes.set_title(title, fontsize=11)
    axes.grid(axis="both", color="#dddddd", linewidth=0.7)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _date_axis(axes: Axes) -> None:
    axes.xaxis.set_major_locator(MaxNLocator(nbins=10, integer=True))
    axes.xaxis.set_major_formatter(
        FuncFormatter(lambda value, _: f"{date.fromordinal(round(value)):%d/%m}")
    )


def _only_bars(axes: Axes, largest: float) -> None:
    axes.set_xlim(0, largest * 1.15)
    axes.set_xticks([])
    axes.tick_params(axis="y", length=0, labelsize=9)
    axes.spines["bottom"].set_visible(False)
    axes.grid(visible=False)


def _png(figure: Figure) -> bytes:
    out = io.BytesIO()
    settings: dict[str, Any] = {"format": "png", "dpi": _DPI, "metadata": {"Software": None}}
    figure.savefig(out, **settings)
    return out.getvalue()
