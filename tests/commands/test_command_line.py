from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from bot import cli
from tests.process.program import SMALL, perform, run


def subcommands() -> dict[str, argparse.ArgumentParser]:
    [choices] = [
        action.choices
        for action in cli.parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    ]
    return dict(choices)


@pytest.mark.parametrize("name", [None, *subcommands()])
def test_every_command_has_a_help_text(name: str | None, capsys: pytest.CaptureFixture) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([name, "--help"] if name else ["--help"])
    assert ended.value.code == 0
    out = capsys.readouterr().out
    assert out.startswith(f"usage: python -m bot {name or '[-h]'}")


@pytest.mark.parametrize("name", [None, *subcommands()])
def test_every_command_explains_all_its_options(name: str | None) -> None:
    parser = subcommands()[name] if name else cli.parser()
    for action in parser._actions:
        assert action.help or not action.option_strings, action.option_strings


@pytest.mark.parametrize(
    ("arguments", "helper"),
    [
        ([], "python -m bot --help"),
        (["--bay"], "python -m bot --help"),
        (["bay"], "python -m bot --help"),
        (["ask", "diều", "--bay"], "python -m bot --help"),
        (["ask", "--on"], "python -m bot ask --help"),
        (["run", "--port", "tám"], "python -m bot run --help"),
        (["run", "--port", "70000"], "python -m bot run --help"),
        (["run", "--port", "-1"], "python -m bot run --help"),
        (["eval"], "python -m bot eval --help"),
    ],
    ids=str,
)
def test_what_is_not_understood_ends_with_one_line_that_names_the_help(
    home: Path, arguments: list[str], helper: str
) -> None:
    done = perform(home, *arguments)
    assert (done.code, done.out) == (2, "")
    [line] = done.errors
    assert line.endswith(f"; xem: {helper}")


def test_lint_finds_what_other_topics_take_away(home: Path) -> None:
    done = perform(home, "lint", "--stolen", "--knowledge", str(SMALL))
    assert (done.code, done.error) == (0, "")
    assert "Câu để dành: đúng ngay " in done.out
    assert "câu để dành rơi vào chủ đề khác" in done.out


@pytest.mark.process
def test_an_unknown_option_is_the_exit_code_two_of_the_process(home: Path) -> None:
    done = run(home, "ask", "diều", "--bay")
    assert (done.code, done.out) == (2, "")
    assert done.errors == ["unrecognized arguments: --bay; xem: python -m bot --help"]
