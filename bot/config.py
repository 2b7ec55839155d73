"""How this installation runs: `config.yaml` and the environment; the file holds no secrets."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, Secret, SecretStr, ValidationError

from bot.errors import ConfigError

DEFAULT_FILE = Path("config.yaml")
_Shown = Secret[Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,256}$")]]
"""A secret as Telegram allows it in a header."""


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Web(_Section):
    """The web chat."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8080
    """0 takes any free port."""


class Telegram(_Section):
    """The Telegram side; without a token it stays off."""

    token: SecretStr | None = None
    api_base_url: Annotated[str, Field(pattern=r"^https?://\S+$")] = "https://api.telegram.org/bot"
    proxy: Annotated[str, Field(pattern=r"^(https?|socks5h?)://\S+$")] | None = None
    """`http://…` or `socks5://…`."""
    poll_seconds: Annotated[int, Field(ge=0, le=50)] = 25
    webhook_url: Annotated[str, Field(pattern=r"^https?://[^/\s]+/\S+$")] | None = None
    """Where Telegram delivers; its path is served beside the web chat. Without it we poll."""
    webhook_secret: _Shown | None = None
    """What Telegram shows with each delivery; without it, one is derived from the token."""
    messages_per_minute: Annotated[int, Field(ge=0, le=6000)] = 60
    """Messages and presses of one person that are answered; 0: as many as come."""


class Config(_Section):
    """Every setting of an installation."""

    knowledge: Path = Path("knowledge")
    data: Path = Path("data")
    """Database and index cache; made when it is missing."""
    retention_days: Annotated[int, Field(ge=1, le=3650)] = 180
    """How long redacted questions are kept."""
    web: Web = Web()
    telegram: Telegram = Telegram()


_ENVIRONMENT = {
    "TELEGRAM_BOT_TOKEN": "token",
    "TELEGRAM_API_BASE_URL": "api_base_url",
    "TELEGRAM_PROXY": "proxy",
    "TELEGRAM_WEBHOOK_URL": "webhook_url",
    "TELEGRAM_WEBHOOK_SECRET": "webhook_secret",
}
_SECRETS = {"token": "TELEGRAM_BOT_TOKEN", "webhook_secret": "TELEGRAM_WEBHOOK_SECRET"}
"""Keys that never stand in the file, and where they stand instead."""


def load(
    file: Path | None = None,
    knowledge: Path | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Config:
    """Return the settings of a file (the defaults where it is absent) and the environment.

    Relative paths in the file count from the file's folder. `ConfigError` names every fault.
    """
    path = file or DEFAULT_FILE
    settings: dict[str, object] = {}
    if path.is_file():
        settings = _read(path)
    elif file is not None:
        raise ConfigError(f"{file}: không có tệp cấu hình này; kiểm tra lại --config")
    telegram = settings.setdefault("telegram", {})
    if not isinstance(telegram, dict):
        raise ConfigError(f"{path}: mục telegram phải gồm các dòng «tên: giá trị»")
    for key in _SECRETS.keys() & telegram.keys():
        raise ConfigError(f"{path}: không ghi {key} vào tệp; đặt biến môi trường {_SECRETS[key]}")
    for name, key in _ENVIRONMENT.items():
        if environment.get(name):
            telegram[key] = environment[name]
    try:
        config = Config.model_validate(settings)
    except ValidationError as error:
        raise ConfigError("\n".join(_faults(path, error))) from None
    base = path.parent
    return config.model_copy(
        update={
            "knowledge": knowledge or base / config.knowledge,
            "data": base / config.data,
        }
    )


def _read(path: Path) -> dict[str, object]:
    try:
        found = yaml.safe_load(path.read_text("utf-8")) or {}
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: không đọc được ({error.__class__.__name__})") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigError(f"{path}:{line}: sai cú pháp YAML; xem lại dòng này") from None
    except (yaml.YAMLError, ValueError):  # ValueError: a date that is in no calendar
        raise ConfigError(f"{path}: có chữ hoặc giá trị không đọc được") from None
    if not isinstance(found, dict):
        raise ConfigError(f"{path}: tệp phải gồm các dòng «tên: giá trị»")
    return found


def _faults(path: Path, error: ValidationError) -> list[str]:
    lines = []
    for detail in error.errors(include_url=False, include_input=False):
        name = ".".join(map(str, detail["loc"]))
        if detail["type"] == "extra_forbidden":
            lines.append(f"{path}: không có mục cấu hình «{name}»; xóa hoặc sửa tên")
        else:
            lines.append(f"{path}: mục «{name}» không hợp lệ; xem docs/configuration.md")
    return lines
