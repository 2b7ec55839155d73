"""How this installation runs: `config.yaml` and the environment; the file holds no secrets."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, Secret, SecretStr, ValidationError

from bot.errors import ConfigError

DEFAULT_FILE = Path("config.yaml")
_Shown = Secret[Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,256}$")]]
"""A secret as Telegram allows it in a header."""
_DatabaseUrl = Secret[Annotated[str, Field(pattern=r"^postgres(ql)?://\S+$")]]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Web(_Section):
    """The web chat."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8080
    """0 takes any free port."""
    public_url: Annotated[str, Field(pattern=r"^https?://[^/\s]+/?$")] | None = None
    """Where people reach these pages, for links; without it, host and port."""
    metrics_port: Annotated[int, Field(ge=0, le=65535)] | None = None
    """Where Prometheus finds `/metrics`, on the same host; never to be reached from outside."""
    trust_proxy: bool = False
    """Whether X-Forwarded-Proto and X-Forwarded-For are believed."""

    @property
    def address(self) -> str:
        """Return where people reach these pages, without a slash at the end."""
        if self.public_url:
            return self.public_url.rstrip("/")
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # noqa: S104
        return f"http://{host}:{self.port}"


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
    group_replies_per_hour: Annotated[int, Field(ge=0, le=10_000)] = 30
    """Answers to the members of one group; 0: as many as are asked for."""
    staff_chat: int | None = None
    """Chat of the staff: questions to them, faults of edits and drafts of reports go there."""
    office_hours: str | None = None
    """When somebody reads there, as `T2-T6 7h30-11h30, 13h30-17h; T7 7h30-11h`."""


class Console(_Section):
    """The pages for the staff."""

    approval: bool = False
    """Whether what an editor changes waits for somebody who approves it."""


_DayOfMonth = Annotated[int, Field(ge=2, le=28)]
ReportKind = Literal["ngay", "tuan", "thang", "quy", "nua-nam", "nam", "dot"]
"""Daily, weekly, monthly, quarterly, half-yearly, yearly, and at the end of a campaign."""


class Reports(_Section):
    """Whose the reports are, and before when each must be handed in; what is empty stays blank."""

    superior: str = ""
    """The body above the one that reports."""
    office: str = ""
    """The body that reports."""
    symbol: str = ""
    """What follows `BC-` in the number."""
    place: str = ""
    """Where it is signed."""
    addressee: str = ""
    basis: tuple[str, ...] = ()
    """What the report rests on; each without `Căn cứ` and the sign at the end."""
    recipients: tuple[str, ...] = ()
    signer_title: str = ""
    signer: str = ""
    send: tuple[ReportKind, ...] = ("tuan", "thang", "quy", "nua-nam", "nam", "dot")
    """Those that are drafted by themselves."""
    send_hour: Annotated[int, Field(ge=0, le=23)] = 7
    """When a draft is made: the last time that it is so late before the report must be in."""
    remind_days: Annotated[int, Field(ge=0, le=7)] = 1
    """How long before its draft a report is reminded of; 0: not at all."""
    day_before: Annotated[int, Field(ge=1, le=23)] = 8
    """Hour of the next day."""
    week_before: Annotated[int, Field(ge=1, le=7)] = 4
    """ISO weekday."""
    month_before: _DayOfMonth = 20
    quarter_before: _DayOfMonth = 20
    """Of its last month, as for what follows."""
    half_before: _DayOfMonth = 15
    year_before: _DayOfMonth = 15
    wave_days: Annotated[int, Field(ge=1, le=60)] = 3
    """Days after the end of a campaign."""
    poster_topics: tuple[str, ...] = ()
    """What posters and loudspeakers speak of; empty: the first topics that lead to a session."""


class Log(_Section):
    """What a running process writes to standard error."""

    form: Literal["text", "json"] = "text"
    level: Literal["debug", "info", "warning", "error"] = "warning"
    """From `info` on, there is a line on each question, without its words."""


class Config(_Section):
    """Every setting of an installation."""

    knowledge: Path = Path("knowledge")
    data: Path = Path("data")
    """Database and index cache; made when it is missing."""
    database_url: _DatabaseUrl | None = None
    """A PostgreSQL database, which many processes may share; without it, a file in `data`."""
    retention_days: Annotated[int, Field(ge=1, le=3650)] = 180
    """How long redacted questions are kept."""
    git_commits: bool = False
    """Whether an edit of the knowledge is committed, where its folder is in a git work tree."""
    log: Log = Log()
    web: Web = Web()
    console: Console = Console()
    reports: Reports = Reports()
    telegram: Telegram = Telegram()


DATABASE = "DATABASE_URL"
_ENVIRONMENT = {
    DATABASE: "database_url",
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
    if "database_url" in settings:
        raise ConfigError(
            f"{path}: không ghi database_url vào tệp; đặt biến môi trường {DATABASE}"
        )
    for name, key in _ENVIRONMENT.items():
        if environment.get(name):
            section = settings if name == DATABASE else telegram
            section[key] = environment[name]
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
