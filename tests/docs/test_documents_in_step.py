from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from bot import cli, config
from bot.assistant.status import Status
from bot.config import Config
from bot.content.schemas import FOLDER, schemas

ROOT = Path(__file__).parents[2]
COMMANDS = (ROOT / "docs" / "commands.md").read_text("utf-8")
CONFIGURATION = (ROOT / "docs" / "configuration.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
PAGES = sorted({*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "knowledge" / "README.md"})
_EVERYWHERE = {"--config", "--knowledge", "--on"}


def options() -> Iterator[tuple[str, str]]:
    [subcommands] = [
        action.choices
        for action in cli.parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    ]
    for name, parser in subcommands.items():
        yield name, ""
        for action in parser._actions:
            for option in {*action.option_strings} - {"-h", "--help"}:
                yield name, option


def settings(form: type[BaseModel] = Config, before: str = "") -> Iterator[tuple[str, Any]]:
    for name, told in form.model_fields.items():
        inner = told.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from settings(inner, f"{before}{name}.")
        elif f"{before}{name}" != "telegram.token":  # it never stands in the file
            yield f"{before}{name}", told.default


def sources() -> Iterator[tuple[Path, str]]:
    for room in ("bot", "handlers"):
        for path in sorted((ROOT / room).rglob("*")):
            if path.suffix in {".py", ".html"}:
                yield path, path.read_text("utf-8")


def said() -> Iterator[tuple[str, set[str], str]]:
    """Every sentence that the code says by its name: the name, the places filled, the file."""
    for path, text in sources():
        if path.suffix == ".html":
            for name in re.findall(r"""\bsay\(["']([a-z0-9-]+)["']""", text):
                yield name, set(), path.name
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and _is_say(node.func) and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value, {str(word.arg) for word in node.keywords}, path.name


def _is_say(node: ast.expr) -> bool:
    return (isinstance(node, ast.Name) and node.id == "say") or (
        isinstance(node, ast.Attribute) and node.attr == "say"
    )


def mentioned() -> set[str]:
    """Every text that stands in quotes somewhere in the code."""
    return {
        text
        for _, source in sources()
        for text in re.findall(r"""["']([a-z0-9]+(?:-[a-z0-9]+)*)["']""", source)
    }


def messages(folder: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = yaml.safe_load(
        (folder / "messages.yaml").read_text("utf-8")
    )["messages"]
    return found


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize(("command", "option"), list(options()))
def test_every_command_and_option_is_in_the_documents(command: str, option: str) -> None:
    rows = [line for line in COMMANDS.splitlines() if re.match(rf"\| `{command}\b", line)]
    assert rows, f"docs/commands.md has no row for {command}"
    if option in _EVERYWHERE:
        assert option in COMMANDS.split("|")[0]
    elif option:
        assert any(re.search(rf"{option}\b", row) for row in rows), f"{command} {option}"


def test_the_documents_name_no_command_or_option_that_is_not_there() -> None:
    known = set(options())
    for line in COMMANDS.splitlines():
        row = re.match(r"\| `([\w-]+)([^`]*)`", line)
        if row:
            assert (row[1], "") in known
            for option in re.findall(r"--[a-z-]+", row[2]):
                assert (row[1], option) in known


@pytest.mark.parametrize("status", list(Status))
def test_every_status_is_in_the_documents(status: Status) -> None:
    assert re.search(rf"\b{status.value}\b", COMMANDS.split("`status` is one of")[1])


@pytest.mark.parametrize(("key", "default"), list(settings()))
def test_every_setting_is_in_the_documents_with_its_default(key: str, default: object) -> None:
    row = re.search(rf"^\| `{key}` \| `?([^`|]*?)`? \|", CONFIGURATION, re.MULTILINE)
    assert row, f"docs/configuration.md has no row for {key}"
    assert row[1] == ("none" if default is None else str(default))


def test_the_documents_name_no_setting_that_is_not_there() -> None:
    named = set(re.findall(r"^\| `([a-z_.]+)` \|", CONFIGURATION, re.MULTILINE))
    assert named == {key for key, _ in settings()}


def test_every_environment_variable_is_in_the_documents_and_in_the_example() -> None:
    named = set(re.findall(r"^\| `([A-Z_]+)` \|", CONFIGURATION, re.MULTILINE))
    example = (ROOT / ".env.example").read_text("utf-8")
    assert named == set(config._ENVIRONMENT)
    assert set(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE)) == named


def test_the_shipped_settings_are_the_defaults() -> None:
    shipped = yaml.safe_load((ROOT / "config.yaml").read_text("utf-8"))
    assert Config.model_validate(shipped) == Config()


@pytest.mark.parametrize(
    "folder",
    [
        pytest.param(ROOT / "knowledge", marks=pytest.mark.content, id="knowledge"),
        pytest.param(ROOT / "tests" / "small", id="small"),
    ],
)
def test_the_code_says_only_what_is_written_and_fills_every_place(folder: Path) -> None:
    written = messages(folder)
    spoken = list(said())
    assert len(spoken) > 20
    for name, filled, file in spoken:
        assert name in written, f"{file} says {name}"
        for language, text in written[name].items():
            assert places(text) <= filled, f"{file} says {name} in {language}"


@pytest.mark.content
def test_every_sentence_that_is_written_is_said_somewhere() -> None:
    assert set(messages(ROOT / "knowledge")) - mentioned() == set()


@pytest.mark.content
def test_the_small_knowledge_has_the_same_sentences() -> None:
    assert messages(ROOT / "tests" / "small").keys() == messages(ROOT / "knowledge").keys()


@pytest.mark.content
def test_the_schemas_are_those_of_the_models() -> None:
    folder = ROOT / "knowledge" / FOLDER
    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == schemas()


@pytest.mark.content
def test_every_knowledge_file_names_its_schema() -> None:
    for path in sorted((ROOT / "knowledge").rglob("*.yaml")):
        first = path.read_text("utf-8").split("\n", 1)[0]
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert named, f"{path} names no schema in its first line"
        schema = (path.parent / named[1]).resolve()
        assert schema.is_file(), f"{path} names {named[1]}"
        assert schema.stem in {path.stem, path.parent.name}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_make_command_in_the_documents_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    named = re.findall(r"(?:`|^)make ([a-z]+)", text, re.MULTILINE)
    assert set(named) <= TARGETS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_bot_command_in_the_documents_is_there(page: Path) -> None:
    known = set(options())
    text = page.read_text("utf-8")
    for command, rest in re.findall(r"python -m bot ([a-z-]+)([^\n`\"]*)", text):
        assert (command, "") in known
        for option in re.findall(r"(?<=\s)--[a-z-]+", rest):
            assert (command, option) in known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_named_in_the_documents_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    named = re.findall(r"`((?:bot|docs|handlers|tests|scripts|bench)/[\w./-]*)`", text)
    named += re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
    for name in named:
        assert (ROOT / name).exists() or (page.parent / name).exists(), f"{page.name}: {name}"


def test_the_readme_shows_the_commands_that_start_and_test_it() -> None:
    for page in ("README.md", "README.vi.md"):
        text = (ROOT / page).read_text("utf-8")
        assert {"run", "test"} <= set(re.findall(r"^make ([a-z]+)", text, re.MULTILINE))


def test_the_makefile_lists_its_targets_in_its_first_line() -> None:
    listed = set(re.findall(r"make ([a-z]+)", MAKEFILE.split("\n", 1)[0]))
    assert {"run", "test", "check", "lint", "bench"} <= listed <= TARGETS
