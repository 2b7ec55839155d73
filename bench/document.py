"""`docs/benchmarks.md`: every part stands between marks and can be measured anew by itself."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from bench.section import Section
from bench.shipped_files import CHARTS, DOCUMENT, shipped
from bot.assistant.question import VIETNAM

_HEAD = """# Benchmarks

Written by `make bench` (`python -m bench`); every part says when, where and by which command it
was measured. The questions are those of `tests/questions`, which no matcher learns, and where
the machine has them the sets `dev` (the project's development set) and `real` (collected),
which are not part of the project. Whoever edits the knowledge and its word lists can see
`tests/questions` and `dev`: read the figures on them as those of development sets, not as proof
on questions that nobody has seen. Times depend on the machine: read them as ratios to the peers,
which take turns with ours in the same run."""
_PEERS = (
    "numpy", "rapidfuzz", "bm25s", "scikit-learn", "python-telegram-bot", "aiohttp",
)  # fmt: skip
_PART = re.compile(r"<!-- (\w+) -->\n(.*?)\n<!-- /\1 -->", re.DOTALL)


def keep(section: Section, order: Sequence[str]) -> None:
    """Put a part into the document, in its place; the other parts stay as they are."""
    parts = dict(_PART.findall(DOCUMENT.read_text())) if DOCUMENT.exists() else {}
    command = f"`python -m bench --only {section.name}`"
    parts[section.name] = f"## {section.title}\n\n{command} · {machine()}\n\n{section.body}"
    wrapped = [f"<!-- {n} -->\n{parts[n]}\n<!-- /{n} -->" for n in order if n in parts]
    CHARTS.mkdir(parents=True, exist_ok=True)
    for name, figure in section.charts.items():
        figure.savefig(CHARTS / name, dpi=110, metadata={"Software": None})
    DOCUMENT.write_text("\n\n".join([_HEAD, *wrapped]) + "\n")


def machine() -> str:
    """Return the day and the machine in one line."""
    day = datetime.now(VIETNAM).date().isoformat()
    tools = ", ".join(f"{name} {version(name)}" for name in _PEERS)
    load = f"load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    return (
        f"{day} · knowledge {shipped().digest[:12]} · {_processor()}, {os.cpu_count()} cores, "
        f"{platform.system()} "
        f"{platform.machine()}, {load} · Python {platform.python_version()}, {tools}"
    )


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    text = info.read_text() if info.exists() else ""
    found = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    return found[1] if found else platform.processor() or "unknown processor"
