"""The command in a pipe and in scripts: light to start, silent where it should be, and never without an explanation."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.client.command.processes import COMMAND, piped, surroundings
from tests.support.operations import api

PACKAGE = api().package
HEAVY = ("httpx", "httpx2", "pydantic", f"{PACKAGE}.models", f"{PACKAGE}.operations")


def _imported(*arguments: str) -> set[str]:
    code = (
        "import sys\n"
        f"from {PACKAGE}._runtime.command.app import run\n"
        f"run({list(arguments)!r})\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(ran.stderr.split())


@pytest.mark.parametrize("words", [["--help"], ["sd", "text2image", "--help"]])
def test_help_loads_neither_client_nor_the_other_groups(words: list[str]) -> None:
    from tests.client.command.made import command_for, drawing

    found = command_for(drawing())
    words = words[:1] if words == ["--help"] else [found.group, found.name, "--help"]
    loaded = _imported(*words)
    assert not loaded.intersection(HEAVY)
    groups = {name for name in loaded if name.startswith(f"{PACKAGE}.commands.")}
    assert groups == ({f"{PACKAGE}.commands.{found.target[0]}"} if words[1:] else set())


def test_importing_the_package_loads_nothing_of_the_command() -> None:
    code = f"import sys, {PACKAGE}, {PACKAGE}.client; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"typer", "platformdirs", f"{PACKAGE}._runtime.command"}.intersection(loaded)


def test_without_the_extra_the_command_says_how_to_get_it(tmp_path: Path) -> None:
    code = (
        "import importlib.util as util, sys\n"
        "find = util.find_spec\n"
        "util.find_spec = lambda name, *rest: None if name == 'typer' else find(name, *rest)\n"
        f"from {PACKAGE}._runtime.command import main\n"
        "main()"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert f"pip install '{PACKAGE}[cli]'" in ran.stderr
    assert ran.stdout == ""


def test_a_reader_that_goes_away_is_no_trouble() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        ran = subprocess.run(
            [*COMMAND, "--help"], stdout=writer, stderr=subprocess.PIPE, text=True, check=False
        )
    finally:
        os.close(writer)
    assert (ran.returncode, ran.stderr) == (141, "")


def test_the_installed_command_is_there() -> None:
    command = Path(sys.executable).with_name(PACKAGE)
    ran = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
    assert ran.stdout == f"{PACKAGE} {api().version}\n"


def test_text_of_any_language_comes_out_in_any_encoding() -> None:
    environment = surroundings(PYTHONIOENCODING="ascii", LC_ALL="C")
    assert piped("--help", environment=environment).returncode == 0


def test_completion_knows_groups_commands_options_and_choices() -> None:
    from tests.client.command.made import commands

    found = next(
        command
        for command in commands()
        if any(
            part.choices and all(isinstance(choice, str) for choice in part.choices)
            for part in command.parameters
        )
    )
    choice = next(part for part in found.parameters if part.choices and isinstance(part.choices[0], str))
    first = str(choice.choices[0])
    assert found.group in _completed("")
    assert found.name in _completed(f"{found.group} ")
    assert f"--{choice.flag}" in _completed(f"{found.group} {found.name} --")
    completed = _completed(f"{found.group} {found.name} --{choice.flag} {first[0]}")
    assert first in completed
    assert all(word.startswith(first[0]) for word in completed)


def _completed(line: str) -> list[str]:
    words = [PACKAGE, *line.split(" ")]
    environment = surroundings(
        **{
            f"_{PACKAGE.upper()}_COMPLETE": "complete_bash",
            "COMP_WORDS": "\n".join(words),
            "COMP_CWORD": str(len(words) - 1),
        }
    )
    return piped(environment=environment).stdout.splitlines()
