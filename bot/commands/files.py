"""Files as commands write them: where the disk does not allow it, one clear line."""

from __future__ import annotations

from pathlib import Path

from bot.errors import UsageError


def write(file: Path, content: bytes, *, with_folder: bool = False) -> None:
    """Write a file, maybe with the folder that it lies in; `UsageError` where that cannot be."""
    try:
        if with_folder:
            file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as error:
        raise UsageError(f"{file}: không ghi được ({error.strerror})") from None
