"""What the commands share: options, exit codes, how a step that fails is told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Final, TypeVar

import typer
from rich.console import Console
from rich.status import Status

from generator.lint import RuleSet
from generator.naming import is_package_name
from generator.output import OutputError, write_file
from generator.source.complaint import Complaint, SpecError
from generator.steps import Http

SPEC_IS_WRONG: Final = 1
USAGE: Final = 2
OUTPUT_FAILED: Final = 3

DEFAULT_SPEC: Final = Path("spec/openapi.yaml")
DEFAULT_OUT: Final = Path("generated")
DEFAULT_PACKAGE: Final = "imgopen"

_T = TypeVar("_T")

SpecOption = Annotated[Path, typer.Option("--spec", help="The root file of the spec.", show_default=True)]
RulesOption = Annotated[
    RuleSet,
    typer.Option(
        "--rules",
        help="`house`: all that this project asks of its own spec. `openapi`: only what a client needs.",
    ),
]
OutOption = Annotated[Path, typer.Option("--out", help="The folder of the package; it is replaced.")]
PackageOption = Annotated[str, typer.Option("--package", help="The name of the Python package.")]
TemplatesOption = Annotated[
    Path | None,
    typer.Option(
        "--templates",
        metavar="DIR",
        exists=True,
        file_okay=False,
        help=(
            "A folder of your own templates: NAME.jinja replaces the generator's template of that name, "
            "files/PATH.jinja adds the file PATH to the package."
        ),
    ),
]
HttpOption = Annotated[
    Http,
    typer.Option(
        "--http",
        help="The HTTP library that the package needs; a user may pass a client of the other one all the same.",
    ),
]

NoticesOption = Annotated[
    Path | None,
    typer.Option(
        "--notices",
        help="With `--rules openapi`: a file for all that the document asks for and the client does not do.",
    ),
]

SHOWN_NOTICES: Final = 10


def tell(notices: Sequence[Complaint], file: Path | None) -> None:
    """Say what the client does not do: some of it on standard error, all of it in the file, where there is one."""
    lines = [str(notice) for notice in notices]
    if file is not None:
        or_stop(lambda: write_file("".join(f"{line}\n" for line in lines), file), f"Writing {file}")
        lines = [f"{len(notices)} notices: {file}"] if notices else []
    elif len(lines) > SHOWN_NOTICES:
        more = len(lines) - SHOWN_NOTICES
        lines = [*lines[:SHOWN_NOTICES], f"... and {more} more notices; --notices FILE writes them all"]
    for line in lines:
        typer.echo(f"notice: {line}", err=True)


def or_stop(step: Callable[[], _T], what: str) -> _T:
    """Return what a step gives; where it fails, say why on standard error and leave with the exit code for it."""
    try:
        with status(what):
            return step()
    except SpecError as error:
        for complaint in error.complaints:
            typer.echo(str(complaint), err=True)
        count = len(error.complaints)
        typer.echo(f"{count} complaint{'' if count == 1 else 's'}", err=True)
        raise typer.Exit(SPEC_IS_WRONG) from None
    except OutputError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(OUTPUT_FAILED) from None


def status(what: str) -> Status:
    """Return a spinner for people; where standard error is no terminal, it prints nothing."""
    return Status(f"{what} …", console=Console(stderr=True, quiet=not sys.stderr.isatty()))


def check_package_name(package: str) -> None:
    """Leave where `package` cannot be the name of a Python package."""
    if not is_package_name(package):
        typer.echo(f"--package {package}: is not the name of a Python package in lower case", err=True)
        raise typer.Exit(USAGE)
