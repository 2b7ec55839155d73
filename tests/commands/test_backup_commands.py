"""`backup`, `restore` and `migrate`: an installation is carried elsewhere and comes back whole."""

from __future__ import annotations

import json
import shutil
import stat
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.store.kept import Asked
from bot.store.postgres import PostgresStore
from bot.store.sqlite import SqliteStore
from tests.process.program import Outcome, furnished, perform

KITE = Asked(datetime(2026, 11, 22, tzinfo=UTC), "web", "diều giá …", "answered", (), 0.9)
KEY = bytes(range(32))


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """An installation with something in it."""
    with closing(SqliteStore(tmp_path / "data" / "bot.db")) as store:
        store.questions.record_all([KITE] * 3)
        store.releases.publish("abc", {"a.yaml": b"1"}, "lan")
    (tmp_path / "data" / "key").write_bytes(KEY)
    return furnished(tmp_path)


def failed(done: Outcome, told: str) -> None:
    assert (done.code, done.out) == (2, "")
    [line] = done.errors
    assert told in line


def asked(file: Path) -> int:
    with closing(SqliteStore(file)) as store:
        return len(store.questions.asked_since(datetime(2000, 1, 1, tzinfo=UTC), 9))


class TestBackup:
    def test_everything_comes_back_in_another_place(self, house: Path, tmp_path: Path) -> None:
        done = perform(house, "backup", "saved.zip")
        assert (done.code, done.error) == (0, "")
        assert "saved.zip" in done.out
        assert stat.S_IMODE((house / "saved.zip").stat().st_mode) == 0o600
        other = furnished(tmp_path / "other")
        done = perform(other, "restore", str(house / "saved.zip"))
        assert (done.code, done.error) == (0, "")
        assert "4 dòng" in done.out
        assert (other / "data" / "key").read_bytes() == KEY
        assert stat.S_IMODE((other / "data" / "key").stat().st_mode) == 0o600
        with closing(SqliteStore(other / "data" / "bot.db")) as store:
            newest = store.releases.newest()
            assert newest is not None
            assert newest[1] == {"a.yaml": b"1"}
            assert store.questions.record(KITE) == 4
        assert {path.name for path in (other / "data").iterdir()} == {"bot.db", "key"}

    def test_it_is_made_while_the_store_is_in_use(self, house: Path) -> None:
        with closing(SqliteStore(house / "data" / "bot.db")) as store:
            assert store.claim("telegram-1")
            assert perform(house, "backup").code == 0
        [file] = (house / "data" / "backups").iterdir()
        assert file.suffix == ".zip"

    def test_a_file_that_is_there_is_not_written_over(self, house: Path) -> None:
        (house / "saved.zip").write_text("mine")
        failed(perform(house, "backup", "saved.zip"), "đã có tệp này")
        assert (house / "saved.zip").read_text() == "mine"

    def test_nothing_to_save_is_one_clear_line(self, tmp_path: Path) -> None:
        failed(perform(furnished(tmp_path / "new"), "backup"), "chưa có cơ sở dữ liệu")

    def test_a_place_that_cannot_be_written_is_one_clear_line(self, house: Path) -> None:
        (house / "file").write_text("")
        failed(perform(house, "backup", "file/saved.zip"), "không ghi được")


class TestRestore:
    @pytest.fixture
    def saved(self, house: Path) -> Path:
        assert perform(house, "backup", "saved.zip").code == 0
        return house / "saved.zip"

    def test_what_is_there_stays_unless_it_may_be_put_aside(
        self, house: Path, saved: Path
    ) -> None:
        with closing(SqliteStore(house / "data" / "bot.db")) as store:
            store.questions.record_all([KITE] * 5)
        (house / "data" / "key").write_bytes(b"another key")
        failed(perform(house, "restore", "saved.zip"), "đã có dữ liệu")
        done = perform(house, "restore", "saved.zip", "--replace")
        assert (done.code, done.error) == (0, "")
        [aside] = (house / "data").glob("truoc-khoi-phuc-*")
        assert aside.name in done.out
        assert (aside / "key").read_bytes() == b"another key"
        assert (house / "data" / "key").read_bytes() == KEY
        with closing(SqliteStore(aside / "bot.db")) as before:
            assert before.questions.record(KITE) == 9

    def test_not_while_a_process_plays_a_role(self, house: Path, saved: Path) -> None:
        with closing(SqliteStore(house / "data" / "bot.db")) as store:
            assert store.claim("telegram-1")
            failed(perform(house, "restore", "saved.zip", "--replace"), "đang chạy")

    @pytest.mark.parametrize("content", [b"", b"PK\3\4 not really", b"x" * 1000])
    def test_a_file_that_is_no_backup_is_refused(self, house: Path, content: bytes) -> None:
        (house / "saved.zip").write_bytes(content)
        failed(perform(house, "restore", "saved.zip", "--replace"), "không phải bản sao lưu")
        assert asked(house / "data" / "bot.db") == 1

    def test_a_file_that_is_not_there_is_one_clear_line(self, house: Path) -> None:
        failed(perform(house, "restore", "none.zip"), "không có tệp này")

    def test_another_database_under_the_same_list_is_refused(
        self, house: Path, saved: Path
    ) -> None:
        with zipfile.ZipFile(saved) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        parts["key"] = b"y" * 32
        with zipfile.ZipFile(house / "forged.zip", "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        failed(perform(house, "restore", "forged.zip", "--replace"), "không khớp mã kiểm")
        listed = json.loads(parts["ban-sao-luu.json"])
        assert listed["sha256"].keys() == {"bot.db", "key"}


class TestPostgres:
    def test_an_installation_moves_and_its_answers_keep_their_codes(
        self, house: Path, database_url: str
    ) -> None:
        done = perform(house, "migrate", "--to", database_url)
        assert (done.code, done.error) == (0, "")
        assert "Đã chép và so khớp 4 dòng" in done.out
        assert asked(house / "data" / "bot.db") == 1
        with closing(PostgresStore(database_url)) as store:
            assert store.secrets.get("key") == KEY
            assert store.questions.record(KITE) == 4
        failed(perform(house, "migrate", DATABASE_URL=database_url), "đã có dữ liệu")

    def test_a_backup_of_it_comes_back_in_either_engine(
        self, house: Path, database_url: str, tmp_path: Path, postgresql: object
    ) -> None:
        assert perform(house, "migrate", DATABASE_URL=database_url).code == 0
        shutil.rmtree(house / "data")
        assert perform(house, "backup", "saved.zip", DATABASE_URL=database_url).code == 0
        other = furnished(tmp_path / "other")
        done = perform(other, "restore", str(house / "saved.zip"))
        assert (done.code, done.error) == (0, "")
        assert (other / "data" / "key").read_bytes() == KEY
        assert asked(other / "data" / "bot.db") == 1
        again = postgresql.database()  # type: ignore[attr-defined]
        done = perform(other, "restore", str(house / "saved.zip"), DATABASE_URL=again)
        assert (done.code, done.error) == (0, "")
        with closing(PostgresStore(again)) as store:
            assert store.secrets.get("key") == KEY
            assert store.releases.list(1)[0].digest == "abc"

    def test_faults_are_one_clear_line_without_the_password(
        self, house: Path, tmp_path: Path
    ) -> None:
        nowhere = "postgresql://lan:GEHEIM@127.0.0.1:9/dieu"
        done = perform(house, "migrate", "--to", nowhere)
        failed(done, "PostgreSQL 127.0.0.1:9/dieu")
        assert "GEHEIM" not in done.error
        failed(perform(house, "releases", DATABASE_URL=nowhere), "PostgreSQL 127.0.0.1:9/dieu")
        failed(perform(house, "releases", DATABASE_URL="mysql://x"), "database_url")
        failed(perform(house, "migrate"), "--to")
        failed(perform(furnished(tmp_path / "new"), "migrate", "--to", nowhere), "không có tệp")
        (house / "config.yaml").write_text("database_url: postgresql://x\n", "utf-8")
        failed(perform(house, "releases"), "DATABASE_URL")

    def test_doctor_looks_at_the_database_and_makes_nothing(
        self, house: Path, database_url: str
    ) -> None:
        done = perform(house, "doctor", DATABASE_URL=database_url)
        assert "✓ Cơ sở dữ liệu: PostgreSQL" in done.out
        with closing(PostgresStore(database_url, furnish=False)) as store, store.reading() as db:
            assert db.execute("select to_regclass('questions')").fetchone() == (None,)
        done = perform(house, "doctor", DATABASE_URL="postgresql://lan:GEHEIM@127.0.0.1:9/dieu")
        assert "✗ Cơ sở dữ liệu: PostgreSQL 127.0.0.1:9/dieu" in done.out
        assert "GEHEIM" not in done.out
