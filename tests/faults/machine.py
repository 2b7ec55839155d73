"""An installation whose processes come and go: started within a tenth of a second, killed."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import socket
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.clock import now_in_vietnam
from bot.content.loading import Files, digest, read_folder
from bot.releasing import learning
from bot.store.kept import StaffMember
from bot.store.opening import AnyStore
from bot.store.postgres import PostgresStore
from bot.store.sqlite import SqliteStore
from tests.faults import inside
from tests.faults.inside import Life
from tests.process.program import PATIENCE, ROOT, SMALL, Server, environment, furnished, until
from tests.telegram_server.server import TOKEN, BotApi
from tests.web.console.test_console_in_processes import Browser

LONG = bool(os.environ.get("FAULTS_LONG"))
ON = "2026-11-22T12:00"
_LOGS = ("out", "error")
QUICK: Mapping[str, Any] = {
    "handlers.delivery.post.LOOK_EVERY": 0.02, "handlers.delivery.post.BREATH": 0.02,
    "handlers.delivery.post.CHAT_PAUSE": 0.0, "handlers.delivery.polling.FIRST_PAUSE": 0.05,
    "bot.releasing.following.LOOK_EVERY": 0.1, "bot.releasing.following.SETTLED_AFTER": 0.1,
    "bot.releasing.following._DEBOUNCE": 50,
}  # fmt: skip
"""Pauses that only make a test wait."""
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload([inside.__name__])


class _Process:
    """A forked process with the face of `subprocess.Popen` that `Server` looks at."""

    def __init__(self, life: Life) -> None:
        os.environ["PYTHONPATH"] = str(ROOT)  # for the server that forks
        self._process = _CONTEXT.Process(target=inside.live, args=(life,))
        self._process.start()

    @property
    def pid(self) -> int:
        assert self._process.pid
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, seconds: float) -> int:
        self._process.join(seconds)
        assert self._process.exitcode is not None, "it does not end"
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        with suppress(ProcessLookupError):  # it may end between the two
            if self._process.is_alive():
                os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class Machine(Server):
    """A running program, forked from one that has its modules loaded already."""

    def __init__(self, life: Life) -> None:
        self._folder = life.folder
        self._out, self._error = (life.folder / f"{life.log}{name}.txt" for name in _LOGS)
        for file in (self._out, self._error):
            file.write_text("", "utf-8")
            file.chmod(0o666)
        self.process: Any = _Process(life)

    @property
    def steps(self) -> int:
        """How many steps it took since it was armed."""
        file = self._folder / inside.STEPS
        return file.stat().st_size if file.exists() else 0

    def arm(self) -> None:
        """Let the steps count from now on."""
        flag = self._folder / inside.ARMED
        self.process.send_signal(signal.SIGUSR1)
        until(flag.exists, "the killer is armed")


class Home:
    """The folder of an installation with a knowledge folder of its own."""

    def __init__(self, folder: Path, api: BotApi | None = None, database: str = "") -> None:
        """`database`: the address of a PostgreSQL database, in place of a file in `data`."""
        self.database = database
        self.folder = furnished(folder)
        self.knowledge = folder / "knowledge"
        self.data = folder / "data"
        if not self.knowledge.exists():
            shutil.copytree(SMALL, self.knowledge)
        self._api = api
        self.learn(read_folder(self.knowledge))

    def learn(self, files: Files) -> None:
        """Put what is learnt of a folder into the cache, so that no start waits for it."""
        cache, name = self.data / "cache", f"{digest(files)[:24]}-{learning.code_mark()}.knowledge"
        learning.work_out_and_keep({**files}, cache, cache / name)

    @contextmanager
    def running(
        self, way: str = "", *, on: str = ON, tuning: Mapping[str, Any] = QUICK,
        port: int = 0, hook: str = "", **life: Any,
    ) -> Iterator[Machine]:  # fmt: skip
        """Serve; `way`: how updates come in, empty: Telegram is off; `hook`: a proxy before it."""
        arguments = ["run", "--knowledge", str(self.knowledge), *(["--on", on] if on else [])]
        given: dict[str, str] = {}
        if way:
            assert self._api
            given |= {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_BASE_URL": self._api.base_url}
        if way == "webhook":
            port = port or free_port()
            arguments += ["--port", str(port)]
            given["TELEGRAM_WEBHOOK_URL"] = hook or f"http://127.0.0.1:{port}/telegram"
        with _alive(self._life(arguments, given, tuning, life)) as machine:
            yield machine

    def perform(self, *arguments: str, **life: Any) -> Machine:
        """Run a command to its end, however that is."""
        with _alive(
            self._life([*arguments, "--knowledge", str(self.knowledge)], {}, QUICK, life)
        ) as machine:
            machine.ended()
        return machine

    def _life(
        self, arguments: list[str], settings: Mapping[str, str], tuning: Mapping[str, Any],
        more: Mapping[str, Any],
    ) -> Life:  # fmt: skip
        database = {"DATABASE_URL": self.database} if self.database else {}
        given = {"apart": LONG, "log": "" if arguments[0] == "run" else "command-", **more}
        return Life(
            self.folder, tuple(arguments), environment(**settings, **database), tuning, **given
        )

    @contextmanager
    def store(self) -> Iterator[AnyStore]:
        """Look at what is kept."""
        place = self.database
        with closing(
            PostgresStore(place) if place else SqliteStore(self.data / "bot.db")
        ) as store:
            yield store

    def enter(self, machine: Machine) -> Browser:
        """Return the browser of an administrator who is signed in."""
        with self.store() as store:
            known = store.staff.members()
            number = known[0].number if known else store.staff.keep(StaffMember("Lan", "admin"))
            secret = store.staff.invite(number, now_in_vietnam(), timedelta(minutes=15))
        browser = Browser(machine)
        assert browser.see(f"/console/vao/{secret}", {}).texts("h1") == ["Tổng quan"]
        return browser


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def _alive(life: Life) -> Iterator[Machine]:
    machine = Machine(life)
    try:
        yield machine
    finally:
        machine.process.kill()
        machine.process.wait(PATIENCE)
        with suppress(ProcessLookupError):  # what works out an index outlives a kill
            os.killpg(machine.process.pid, signal.SIGKILL)
