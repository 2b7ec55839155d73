from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.process.program import ROOT, environment

_PARENT = """
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from os import getpid
from bot.releasing.learning import settle_in
if __name__ == "__main__":
    pool = ProcessPoolExecutor(1, get_context("spawn"), initializer=settle_in)
    print(pool.submit(getpid).result(), flush=True)
    pool.submit(time.sleep, 60)
    time.sleep(60)
"""


def lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.process
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent")
def test_who_learns_ends_with_the_process_that_is_killed(tmp_path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(_PARENT)
    with subprocess.Popen(
        [sys.executable, str(script)], cwd=ROOT, env=environment(), stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        assert lives(child)
        parent.send_signal(signal.SIGKILL)
        parent.wait(10)
        deadline = time.monotonic() + 20
        while lives(child) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert not lives(child)
