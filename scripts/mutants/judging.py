"""One mutant at a time: a child of this process runs the tests that can notice it."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from grimp import build_graph
from hypothesis import Phase, settings

from scripts.mutants.sampling import Mutant, statement_at
from scripts.mutants.tracing import Trace

KILLED, SURVIVED, TIMED_OUT = "killed", "survived", "timed out"
_MEMORY = 4 << 30
_ARGUMENTS = (
    "-q", "-x", "-n", "0", "-p", "no:cacheprovider", "-p", "no:unraisableexception",
    "--no-header", "--tb=no", "--hypothesis-profile=mutants",
    "-W", "ignore::pytest.PytestAssertRewriteWarning",
)  # fmt: skip


class _Chosen:
    """Keeps the chosen tests of a run, in the order they were chosen in."""

    def __init__(self, tests: Sequence[str]) -> None:
        self._order = {test: at for at, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.nodeid in self._order]
        items.sort(key=lambda item: self._order[item.nodeid])


def preload() -> None:
    """Import what is not ours once, so that each child need not."""
    listed = subprocess.run(
        [sys.executable, "-c", "import bot.app, tests.conftest, sys; print(*sys.modules)"],
        check=True, capture_output=True, text=True,
    ).stdout.split()  # fmt: skip
    ours = {"bot", "handlers", "tests", "__main__"}
    _import(name for name in ["hypothesis", *listed] if name.split(".")[0] not in ours)


def preload_beside(file: str) -> None:
    """Import those modules of ours that have nothing to do with a file."""
    graph, changed = build_graph("bot", cache_dir=None), file.removesuffix(".py").replace("/", ".")
    changed = changed.removesuffix(".__init__")
    touched = {changed, *graph.find_downstream_modules(changed)}
    free = graph.modules - touched - {"bot.__main__"}
    _import(name for name in sorted(free) if touched.isdisjoint(_rooms(name)))


def _rooms(name: str) -> set[str]:
    parts = name.split(".")
    return {".".join(parts[:end]) for end in range(1, len(parts))}


def _import(names: Iterable[str]) -> None:
    for name in names:
        with suppress(ImportError):
            import_module(name)


def in_child(
    run: Callable[[], Any], seconds: float, *, keep: bool = False, silent: bool = True
) -> tuple[Any, bool]:
    """Return what a child returns, and whether its time was up.

    What it compiles is kept for the next ones only where nothing was changed.
    """
    with tempfile.NamedTemporaryFile() as answer:
        sys.stdout.flush()
        child = os.fork()
        if not child:
            if silent:
                _silence()
            sys.dont_write_bytecode = not keep
            resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
            try:
                Path(answer.name).write_text(json.dumps(run()), "utf-8")
            finally:
                os._exit(0)
        ended = _wait(child, 10 * seconds)
        told = Path(answer.name).read_text("utf-8")
        late = os.WIFSIGNALED(ended) and os.WTERMSIG(ended) in {signal.SIGXCPU, signal.SIGKILL}
        return (json.loads(told) if told else None), late


def arguments(tests: Sequence[str]) -> list[str]:
    """Return how pytest is called with these files and flags."""
    settings.register_profile(
        "mutants", phases=(Phase.explicit, Phase.generate), database=None,
        derandomize=True, deadline=None, max_examples=30,
    )  # fmt: skip
    return [*_ARGUMENTS, *tests]


def chosen(mutant: Mutant, trace: Trace, budget: float) -> list[str]:
    """Return the tests that can notice a mutant, the quickest first, as many as fit a time."""
    lines, seconds = trace["lines"].get(mutant.file, {}), trace["seconds"]
    code = Path(mutant.file).read_text("utf-8")
    own = {test for line in statement_at(code, mutant.line) for test in lines.get(str(line), ())}
    able = own & seconds.keys() or {test for tests in lines.values() for test in tests if test}
    found: list[str] = []
    for test in sorted(able & seconds.keys(), key=lambda test: (seconds[test], test)):
        budget -= seconds[test]
        if budget < 0:
            break
        found.append(test)
    return found


def judge(mutant: Mutant, trace: Trace, budget: float, flags: Sequence[str]) -> str:
    """Return what became of a mutant."""
    tests = chosen(mutant, trace, budget)
    if not tests:
        return SURVIVED
    files = sorted({test.split("::")[0] for test in tests})
    limit = 10 + 3 * sum(trace["seconds"][test] for test in tests)

    def run() -> int:
        return int(pytest.main(arguments([*files, *flags]), plugins=[_Chosen(tests)]))

    with _changed(mutant):
        failed, late = in_child(run, limit)
    if late:
        return TIMED_OUT
    return SURVIVED if failed == 0 else KILLED


@contextmanager
def _changed(mutant: Mutant) -> Iterator[None]:
    path = Path(mutant.file)
    before, times = path.read_bytes(), path.stat()
    try:
        path.write_text(mutant.source(), "utf-8")
        yield
    finally:
        path.write_bytes(before)
        os.utime(path, (times.st_atime, times.st_mtime))


def _silence() -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)


def _wait(child: int, seconds: float) -> int:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        done, ended = os.waitpid(child, os.WNOHANG)
        if done:
            return ended
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]
