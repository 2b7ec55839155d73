"""Which tests run which lines, and how long each takes."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import coverage
import pytest

Trace = dict[str, Any]
"""`seconds` by test, and by file `lines`: the tests of each line, `""` for those at import."""


@dataclass(eq=False)
class _Tracer:
    """Tells coverage what is running; what a fixture runs counts for every test that uses it."""

    measure: coverage.Coverage
    seconds: dict[str, float] = field(default_factory=dict)
    users: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    now: str = ""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.now, start = item.nodeid, time.process_time()
        for name in getattr(item, "fixturenames", ()):
            self.users[f"fixture {name}"].add(item.nodeid)
        self.measure.switch_context(self.now)
        result = yield
        self.seconds[item.nodeid] = time.process_time() - start
        self.measure.switch_context("")
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[None]:
        if fixturedef.scope == "function":
            return (yield)
        before, self.now = self.now, f"fixture {fixturedef.argname}"
        self.measure.switch_context(self.now)
        try:
            return (yield)
        finally:
            self.now = before
            self.measure.switch_context(before)


def trace(files: Sequence[str], arguments: Sequence[str]) -> Trace:
    """Run the tests once and return which of them run which lines of these files."""
    paths = {file: str(Path(file).resolve()) for file in files}
    measure = coverage.Coverage(data_file=None, include=list(paths.values()))
    tracer = _Tracer(measure)
    measure.start()
    failed = pytest.main(list(arguments), plugins=[tracer])
    measure.stop()
    if failed:
        raise SystemExit("the tests fail before anything is changed")
    lines: dict[str, dict[str, list[str]]] = {}
    for file, path in paths.items():
        told = measure.get_data().contexts_by_lineno(path)
        lines[file] = {
            str(line): sorted({test for name in names for test in tracer.users.get(name, {name})})
            for line, names in told.items()
        }
    return {"seconds": tracer.seconds, "lines": lines}
