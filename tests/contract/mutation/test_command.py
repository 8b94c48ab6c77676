"""The command: what it prints, and its exit codes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from imgopen_contract.document import Operation
from typer.testing import CliRunner, Result

from tests.contract.checks import Check, client_checks
from tests.contract.suite import operations
from tests.mutants import equivalent, sides
from tests.mutants.cli import NOT_ALL_KILLED, USAGE, app
from tests.mutants.equivalent import EQUIVALENT

SMALL = min(operations(), key=lambda operation: len(list(client_checks(operation)))).id
"""An operation of which not much is demanded."""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--jobs", "1", "--operation", SMALL])


def names(*arguments: str) -> list[str]:
    return run(*arguments, "--list").stdout.splitlines()


def test_a_suite_that_demands_nothing_kills_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sides, "client_checks", lambda operation: ())
    monkeypatch.setattr(sides, "simulator_checks", lambda operation: ())
    monkeypatch.setattr(equivalent.load, "__defaults__", (nothing_listed(tmp_path),))
    tried = names("--sample", "6")
    result = run("--sample", "6")
    assert result.exit_code == NOT_ALL_KILLED
    assert len(tried) == 6
    for name in tried:
        assert f"survived: {name}\n" in result.stdout
    assert result.stdout.splitlines()[len(set(kinds(result)))].split()[-2:] == ["0.0", "%"]


def nothing_listed(folder: Path) -> Path:
    path = folder / "equivalent.yaml"
    path.write_text("[]\n")
    return path


def kinds(result: Result) -> list[str]:
    """Return the rows of the table."""
    return [
        line for line in result.stdout.splitlines() if line.startswith(("client ", "simulator ", "both "))
    ]


def test_a_suite_that_sees_everything_exits_with_zero() -> None:
    result = run("--side", "simulator", "--sample", "8", "--verbose")
    assert result.exit_code == 0, result.stdout
    for name in names("--side", "simulator", "--sample", "8"):
        assert f"killed: {name} by " in result.stdout or f"equivalent: {name}" in result.stdout
    assert kinds(result)[-1].split()[2] == "8"
    assert "8 of 8: " in result.stderr


def test_a_suite_that_is_red_anyway_judges_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def red(operation: Operation) -> Iterator[Check[Any]]:
        def fail(_subject: object) -> None:
            raise AssertionError

        yield Check(f"{operation.label} / red", fail)

    monkeypatch.setattr(sides, "simulator_checks", red)
    result = run("--side", "simulator", "--sample", "4")
    assert result.exit_code == NOT_ALL_KILLED
    assert "although nothing was changed" in result.stderr
    assert " / red" in result.stderr
    assert result.stdout == ""


def test_names_of_a_side_begin_with_it() -> None:
    assert {name.partition(" ")[0] for name in names("--side", "client")} == {"client"}
    assert {name.partition(" ")[0] for name in names()} == {"client", "simulator"}


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--operation", f"{SMALL}x"], f"did you mean {SMALL}?"),
        (["--operation", "~"], "there are "),
        (["--side", "middle"], "'client', 'simulator'"),
        (["--sample", "0"], "x>=1"),
        (["--jobs", "none"], "not a valid int"),
    ],
)
def test_a_wrong_command_line_is_told_what_is_right(arguments: list[str], problem: str) -> None:
    result = CliRunner().invoke(app, arguments, env={"COLUMNS": "200"})
    assert result.exit_code == USAGE
    assert problem in result.stderr


def test_a_wrong_list_of_equivalent_mutants_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = nothing_listed(tmp_path)
    path.write_text("mutants: []\n")
    monkeypatch.setattr(equivalent.load, "__defaults__", (path,))
    result = run("--sample", "1")
    assert result.exit_code == USAGE
    assert result.stderr == f"{path}: is not a list\n"


def test_an_entry_that_is_out_of_date_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "equivalent.yaml"
    path.write_text(f"{EQUIVALENT.read_text()}\n- mutants: [simulator of nothing]\n  reason: it was once\n")
    monkeypatch.setattr(equivalent.load, "__defaults__", (path,))
    result = run("--side", "simulator", "--sample", "2")
    assert result.exit_code == NOT_ALL_KILLED
    assert "stale: simulator of nothing: there is no such mutant" in result.stdout


def test_several_processes_find_the_same() -> None:
    arguments = ["--operation", SMALL, "--side", "simulator", "--sample", "12", "--verbose"]
    one, two = (
        subprocess.run(
            [sys.executable, "-m", "tests.mutants", *arguments, "--jobs", jobs],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "COLUMNS": "200"},
        ).stdout.splitlines()
        for jobs in ("1", "2")
    )
    assert sorted(one) == sorted(two)
    assert len(one) > 12
