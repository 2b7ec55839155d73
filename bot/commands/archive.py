"""A backup as one file: the database, the key, and a list with their hashes."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.errors import UsageError

DATABASE, KEY = "bot.db", "key"
_LIST = "ban-sao-luu.json"
_PIECE = 1024 * 1024


def write(place: Path, database: Path, key: bytes | None, moment: datetime) -> None:
    """Write a backup that only this user can read; it is there as a whole or not at all."""
    part = place.with_name(f"{place.name}.part")
    told: dict[str, Any] = {"made_at": moment.isoformat(), "sha256": {DATABASE: _hash(database)}}
    part.unlink(missing_ok=True)
    with open(part, "xb", opener=_private) as file, zipfile.ZipFile(
        file, "w", zipfile.ZIP_DEFLATED
    ) as archive:  # fmt: skip
        archive.write(database, DATABASE)
        if key is not None:
            archive.writestr(KEY, key)
            told["sha256"][KEY] = hashlib.sha256(key).hexdigest()
        archive.writestr(_LIST, json.dumps(told, indent=1))
    part.replace(place)


def read(place: Path, folder: Path) -> tuple[Path, bytes | None]:
    """Unpack a backup into a folder; return the database and the key, each as it was written."""
    try:
        with zipfile.ZipFile(place) as archive:
            wanted = json.loads(archive.read(_LIST))["sha256"]
            database = Path(archive.extract(DATABASE, folder))
            key = archive.read(KEY) if KEY in wanted else None
    except FileNotFoundError:
        raise UsageError(f"{place}: không có tệp này") from None
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile):
        raise UsageError(f"{place}: không phải bản sao lưu, hoặc đã hỏng") from None
    found = {DATABASE: _hash(database)}
    if key is not None:
        found[KEY] = hashlib.sha256(key).hexdigest()
    if found != wanted:
        raise UsageError(f"{place}: bản sao lưu đã hỏng; nội dung không khớp mã kiểm")
    return database, key


def _hash(path: Path) -> str:
    total = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            total.update(piece)
    return total.hexdigest()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
