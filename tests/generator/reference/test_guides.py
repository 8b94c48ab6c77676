"""The guides name commands, options and files that exist, and the tests that they show pass."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any, Final

import pytest
import typer
from imgopen_contract.cli import create_app
from imgopen_contract.document import load_document
from imgopen_mock.cli import app as mock_app
from imgopen_mock.testing import ImgOpenMock
from typer.main import get_command

from generator.cli import app as generator_app
from tests.end_to_end.test_readme import python_blocks
from tests.support.command import REPOSITORY

FOLDER: Final = REPOSITORY / "docs" / "guides"
GUIDES: Final = tuple(sorted(path.name for path in FOLDER.glob("*.md")))
APPS: Final[dict[str, typer.Typer]] = {
    "python -m generator": generator_app,
    "imgopen-contract": create_app(load_document()),
    "imgopen-mock": mock_app,
}


def _lines(name: str) -> list[str]:
    """Return the commands of a guide."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, flags=re.DOTALL)
    return [line for block in blocks for line in block.replace("\\\n", "").splitlines() if line]


def _commands() -> list[tuple[str, str]]:
    return [
        (app, line) for name in GUIDES for line in _lines(name) for app in APPS if line.startswith(f"{app} ")
    ]


def test_there_are_guides_for_three_kinds_of_user() -> None:
    start = (FOLDER / "index.md").read_text(encoding="utf-8")
    linked = re.findall(r"\]\(([\w-]+\.md)\)", start)
    assert sorted(linked) == [name for name in GUIDES if name != "index.md"]
    assert len(linked) == 3


@pytest.mark.parametrize(("app", "line"), _commands(), ids=lambda value: value)
def test_every_command_exists_with_its_options(app: str, line: str) -> None:
    words = shlex.split(line.removeprefix(app), comments=True)
    command: Any = get_command(APPS[app])
    while words and not words[0].startswith("-") and hasattr(command, "commands"):
        assert words[0] in command.commands, line
        command = command.commands[words.pop(0)]
    known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    assert {word for word in words if word.startswith("--")} <= known


@pytest.mark.parametrize("name", GUIDES)
def test_every_target_of_make_exists(name: str) -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z0-9-]+):", makefile, flags=re.MULTILINE))
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert set(re.findall(r"(?:^|`)make ([a-z0-9-]+)", text, flags=re.MULTILINE)) <= targets


@pytest.mark.parametrize("name", GUIDES)
def test_every_link_and_picture_leads_somewhere(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert (FOLDER / link).is_file(), link
    for path in re.findall(r"`(spec/[^`\s]*|[A-Z]+\.md)`", text):
        assert Path(REPOSITORY / path).exists(), path


def _tests_shown() -> list[tuple[str, str]]:
    sources = [
        block for name in GUIDES for block in python_blocks((FOLDER / name).read_text(encoding="utf-8"))
    ]
    return [
        (name, source)
        for source in sources
        for name in re.findall(r"^def (test_\w+)\(imgopen_mock: ImgOpenMock\)", source, flags=re.MULTILINE)
    ]


@pytest.mark.parametrize(("name", "source"), _tests_shown(), ids=lambda value: value.partition("\n")[0])
def test_the_tests_shown_pass(name: str, source: str) -> None:
    names: dict[str, Any] = {}
    exec(compile(source, "guide", "exec"), names)
    with ImgOpenMock() as mock:
        names[name](mock)
