"""Two writers of a folder come one after the other, in one process and in two."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bot.content.one_writer import one_writer

HOLD = """
import sys
from pathlib import Path
from bot.content.one_writer import one_writer
with one_writer(Path(sys.argv[1])):
    print("inside", flush=True)
    sys.stdin.readline()
    Path(sys.argv[1], "first").write_text("done")
"""


def test_threads_come_one_after_the_other(tmp_path: Path) -> None:
    place = tmp_path / "number"
    place.write_text("0")

    def count(_: int) -> None:
        with one_writer(tmp_path):
            place.write_text(str(int(place.read_text()) + 1))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(count, range(200)))
    assert place.read_text() == "200"


def test_another_process_is_waited_for(tmp_path: Path) -> None:
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "inside\n"

        def look() -> str:
            with one_writer(tmp_path):
                return (tmp_path / "first").read_text()

        with ThreadPoolExecutor(1) as pool:
            looked = pool.submit(look)
            other.stdin.write("go on\n")
            other.stdin.flush()
            assert looked.result() == "done"


def test_who_is_inside_may_enter_again_and_who_fails_leaves(tmp_path: Path) -> None:
    for _ in range(2):
        try:
            with one_writer(tmp_path), one_writer(tmp_path):
                raise LookupError
        except LookupError:
            continue


def test_a_folder_that_is_not_there_is_no_matter(tmp_path: Path) -> None:
    with one_writer(tmp_path / "none"):
        pass
