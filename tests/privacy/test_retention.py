"""What is kept for a while goes by itself; `/privacy` names the times that the code keeps."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot import upkeep
from bot.clock import now_in_vietnam
from bot.config import Config
from bot.content.loading import Files
from bot.store.kept import Asked
from bot.store.sqlite import SqliteStore
from handlers import recent
from handlers.recent import Lately

DAYS = Config().retention_days


@pytest.fixture
def kept(tmp_path: Path) -> SqliteStore:
    """A store with questions of yesterday, and of just before and after the last day kept."""
    store = SqliteStore(tmp_path / "bot.db")
    for days, text in ((1, "mới"), (DAYS - 1, "còn giữ"), (DAYS + 1, "quá hạn")):
        moment = now_in_vietnam() - timedelta(days=days)
        store.questions.record(Asked(moment, "web", text, "answered", (), 1.0))
    return store


async def test_old_questions_go_as_soon_as_the_program_runs(
    kept: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    swept = asyncio.Event()

    async def rest(_: float) -> None:
        swept.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(upkeep.asyncio, "sleep", rest)
    task = asyncio.create_task(upkeep.sweep(kept, DAYS))
    await swept.wait()
    task.cancel()
    since = now_in_vietnam() - timedelta(days=9999)
    assert sorted(kept.questions.asked_since(since, 9)) == ["còn giữ", "mới"]
    kept.close()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.content
def test_what_privacy_says_names_the_times_that_the_code_keeps(language: str) -> None:
    from bot.content.loading import load, read_folder  # noqa: PLC0415  (slow; for this test alone)

    files: Files = read_folder(Path(__file__).parents[2] / "knowledge")
    told = load(files).say(
        "rieng-tu", language, so_ngay=str(DAYS), so_phut="15", so_nhac="0", so_noi="0"
    )
    assert str(DAYS) in told
    assert ("hai ngày" if language == "vi" else "two days") in told
    assert recent._TWO_DAYS == 48 * 3600
    assert Lately().told._seconds == recent._TWO_DAYS
    assert Lately().languages._seconds == recent._TWO_DAYS
