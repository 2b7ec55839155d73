"""The program itself: Python and its packages, the settings, the time of day."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from datetime import datetime
from importlib import metadata
from pathlib import Path

from bot.commands.checkup.finding import Finding, fault, ok, warning
from bot.config import Config

_PROJECT = Path(__file__).parents[3] / "pyproject.toml"
_NAME = "tro-ly-can-cuoc"
_REQUIREMENT = re.compile(r"([\w.-]+)(?:\[.*?\])?\s*(?:>=\s*([\d.]+))?")
_TOKEN_LINE = re.compile(r"^(?:export )?TELEGRAM_BOT_TOKEN=\S", re.MULTILINE)


def packages() -> Finding:
    """Whether Python is new enough and every package is there."""
    python, needed = _requirements()
    version = ".".join(map(str, sys.version_info[:3]))
    least = python.removeprefix(">=")
    if _numbers(version) < _numbers(least):
        return fault("packages", f"Python {version} cũ quá; cài Python {least} trở lên")
    lacking = [told for line in needed if (told := _lacking(line))]
    if lacking:
        return fault(
            "packages",
            f"Thư viện: {'; '.join(lacking)}; chạy: pip install --requirement requirements.txt",
        )
    return ok("packages", f"Python {version}, đủ {len(needed)} thư viện cần thiết")


def settings(config: Config, file: Path) -> Iterator[Finding]:
    """Where the settings come from; a file with faults does not get this far."""
    if file.is_file():
        yield ok("config", f"Cấu hình: {file} đọc được, không có lỗi")
    else:
        yield ok("config", f"Cấu hình: không có {file}, mọi mục theo mặc định")
    if config.telegram.token is None and _has_token(file.parent / ".env"):
        yield warning(
            "environment",
            "Biến môi trường: token có trong .env nhưng lệnh này không tự đọc tệp đó; "
            "chạy trước: set -a; . ./.env; set +a",
        )


def time_of_day(now: datetime) -> Finding:
    """What the clock says in Vietnam, for whoever looks at a real one."""
    return ok("time_zone", f"Giờ Việt Nam trên máy này: {now:%H:%M ngày %d/%m/%Y}")


def _requirements() -> tuple[str, list[str]]:
    """Return which Python and packages are needed, as the project says."""
    if _PROJECT.is_file():
        project = tomllib.loads(_PROJECT.read_text("utf-8"))["project"]
        return project["requires-python"], project["dependencies"]
    told = metadata.distribution(_NAME)
    return told.metadata["Requires-Python"], told.requires or []


def _lacking(requirement: str) -> str:
    """Return what is missing of a requirement, or nothing."""
    told = _REQUIREMENT.match(requirement)
    if told is None:
        return ""
    name, least = told[1], told[2] or "0"
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return f"thiếu {name}"
    return f"{name} {version} cũ hơn {least}" if _numbers(version) < _numbers(least) else ""


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:3])


def _has_token(file: Path) -> bool:
    try:
        return _TOKEN_LINE.search(file.read_text("utf-8", errors="replace")) is not None
    except OSError:
        return False
